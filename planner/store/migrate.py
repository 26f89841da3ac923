"""Which schema has this database, and how does it get ours? Whole or not at all."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from planner.store.answers import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

log = logging.getLogger(__name__)
# the schema that this program reads and writes, and where its steps are
OURS = "0002"
STEPS = "planner.store:migrations/versions"
NEWER = (
    "De sparade planerna är skrivna av en nyare version av planeraren än den här. Inget har ändrats. Uppdatera"
    " planeraren, eller läs in en backup som den här versionen har gjort."
)
FAILED = "De sparade planerna gick inte att uppgradera till den här versionen av planeraren. Inget har ändrats."
_ONE_AT_A_TIME = 7_301_944  # any number, the same for every program that upgrades this schema


def migrate(engine: Engine, wanted: str = "head") -> None:
    """Bring the database to the schema `wanted`, in one transaction. Raises StoreError when it is newer than ours."""
    with engine.connect() as connection:
        if wanted == "head" and schema_of(connection) == OURS:
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _ONE_AT_A_TIME})
        upgrade(connection, wanted)


def upgrade(connection: Connection, wanted: str) -> None:
    """The steps up to `wanted`, in the caller's transaction."""
    from alembic import command

    schema, config = schema_of(connection), _config()
    if schema is not None and schema not in known_schemas():
        raise StoreError(NEWER)
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, wanted)
    except Exception as error:  # whatever it is, the caller's transaction takes everything back
        log.warning("store: upgrade: %s", type(error).__name__)
        raise StoreError(FAILED) from None


def known_schemas() -> set[str]:
    """Every schema that this program can upgrade from."""
    from alembic.script import ScriptDirectory

    return {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "planner.store:migrations")
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", STEPS)
    return config


def schema_of(connection: Connection) -> str | None:
    """The database's schema; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
