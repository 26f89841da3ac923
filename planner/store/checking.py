"""Is what is kept sound: the file, the schema, every plan, and the trail that must lead to it?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa

from planner.domain.reading import quote
from planner.store.answers import StoreError
from planner.store.database import SNAPSHOT, connect, in_swedish
from planner.store.migrate import OURS, schema_of
from planner.store.notes import plan_in
from planner.store.place import address_in_force, file_in_force, shown_address
from planner.store.rows import Rows, form_of
from planner.store.tables import REASON, Audit, Named, PlanTable
from planner.store.trail import replayed

BROKEN_FILE = "Databasens fil är skadad: läs in en backup."
NOTHING_THERE = "Inga sparade planer finns i {}. Kontrollera PLANNER_DATA och PLANNER_STORE. Inget har ändrats."
NO_BYTES = "Databasen {} är tom, 0 byte: den är skadad. Läs in en backup med planner store restore."
WRONG_SCHEMA = "Databasen har en annan form än den här versionen av planeraren använder."


def must_be_there() -> None:
    """Raises StoreError where nothing has been kept at the address in force. Makes nothing there: who asks for a
    check or a backup of the wrong place must hear of it."""
    file = file_in_force()
    if file is not None and not file.is_file():
        raise StoreError(NOTHING_THERE.format(shown_address()))
    if file is not None and file.stat().st_size == 0:
        raise StoreError(NO_BYTES.format(shown_address()))
    engine = connect(address_in_force())
    try:
        with in_swedish(), engine.connect() as connection:
            schema = schema_of(connection)
    finally:
        engine.dispose()
    if schema is None:
        raise StoreError(NOTHING_THERE.format(shown_address()))


def faults(engine: sa.Engine) -> list[str]:
    """Every fault, in Swedish; empty when all is sound. Reads one state of the database while others go on writing."""
    with engine.execution_options(**{SNAPSHOT: True}).connect() as connection:
        return faults_in(connection)


def faults_in(connection: sa.Connection) -> list[str]:
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if said != ["ok"] or loose:
            return [BROKEN_FILE]
    if schema_of(connection) != OURS:
        return [WRONG_SCHEMA]
    return [*_plan_faults(connection), *_version_faults(connection)]


def _plan_faults(connection: sa.Connection) -> Iterator[str]:
    columns = sa.select(PlanTable.plan_id, PlanTable.name, PlanTable.version, PlanTable.content)
    for plan_id, name, version, content in connection.execute(columns).all():
        whose = f"Planen ”{quote(name)}” ({plan_id[:8]})"
        if not _readable(content):
            yield f"{whose} går inte att läsa."
        elif not _led_to(connection, plan_id, version, content):
            yield f"{whose}: ändringshistoriken leder inte fram till planen."


def _version_faults(connection: sa.Connection) -> Iterator[str]:
    for name, content in connection.execute(sa.select(Named.name, Named.content)):
        if not _readable(content):
            yield f"Versionen ”{quote(name)}” går inte att läsa."


def _readable(content: str) -> bool:
    try:
        plan_in(content)
    except (StoreError, ValueError, RecursionError):
        return False
    return True


def _led_to(connection: sa.Connection, plan_id: str, version: int, content: str) -> bool:
    """Whether replaying the trail from nothing gives the plan and its version."""
    columns = sa.select(Audit.version, Audit.path, Audit.old, Audit.new).where(
        Audit.plan_id == plan_id, Audit.path != REASON
    )
    rows: Rows = {}
    last = 0
    try:
        for number, steps in groupby(connection.execute(columns.order_by(Audit.audit_id)), key=lambda row: row.version):
            if number <= last:
                return False
            rows = replayed(rows, steps)
            last = number
        return last == version and form_of(rows) == json.loads(content)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return False
