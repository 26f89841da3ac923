"""How is a database opened so that what it has acknowledged is never lost, and what does it say when it cannot?"""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from planner.store.answers import StoreError
from planner.store.place import WRONG_ADDRESS

log = logging.getLogger(__name__)
# how long a window waits for another's save, and a start for a server that does not answer
_WAIT_SECONDS, _CONNECT_SECONDS = 20, 5
_SETTINGS = (
    "journal_mode=WAL",  # readers and a backup never stop a save
    "synchronous=FULL",  # what is acknowledged is on the disk
    "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted is overwritten with zeros
    f"busy_timeout={_WAIT_SECONDS * 1000}",
)
SNAPSHOT = "snapshot"  # execution option: read one state of the whole database, and hinder nobody

FULL = "Disken är full, så inget sparades. Det som var sparat sedan tidigare finns kvar. Frigör plats och försök igen."
LOST = (
    "De sparade planerna hittas inte: databasen är borta eller svarar inte. Inget sparades. Kontrollera att mappen"
    " eller servern finns, eller läs in en backup med planner store restore."
)
BUSY = "Någon annan sparar just nu och det tog för lång tid. Inget sparades. Försök igen om en stund."
BROKEN = "Databasen är skadad och går inte att läsa. Läs in en backup med planner store restore."
NOT_ALLOWED = "Databasen får inte skrivas: kontrollera rättigheterna till mappen eller servern. Inget sparades."
OTHER = (
    "Databasen kunde inte göra det den skulle, så inget sparades. Kontrollera att den fungerar och att disken har"
    " plats."
)
_SQLITE = {
    "full": FULL, "i/o error": FULL, "locked": BUSY, "busy": BUSY, "unable to open": LOST, "malformed": BROKEN,
    "not a database": BROKEN, "readonly": NOT_ALLOWED,
}  # fmt: skip
# SQLSTATE, whole or its first two signs
_POSTGRES = {
    "53": FULL, "54": FULL, "58": FULL, "55P03": BUSY, "57014": BUSY, "40": BUSY, "57": LOST, "08": LOST, "3D": LOST,
    "28": NOT_ALLOWED, "42501": NOT_ALLOWED, "25006": NOT_ALLOWED, "XX001": BROKEN, "XX002": BROKEN,
}  # fmt: skip


def connect(address: str) -> sa.Engine:
    """An engine for the address. Raises StoreError for an address that is none."""
    try:
        url = sa.make_url(address)
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _server(url)
    except (exc.ArgumentError, exc.NoSuchModuleError, ImportError, ValueError):
        raise StoreError(WRONG_ADDRESS) from None
    return engine


def file_of(engine: sa.Engine) -> Path | None:
    """The SQLite file; None for a server."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


@contextmanager
def in_swedish() -> Iterator[None]:
    """What the database says becomes words for the user; neither they nor the log hold anything of a plan."""
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError, sqlite3.Error, OSError) as error:
        text = words(error)
        log.warning("store: %s", type(getattr(error, "orig", error)).__name__)
        raise StoreError(text) from None


def words(error: BaseException) -> str:
    """What an error of the database means to the user."""
    if isinstance(error, exc.TimeoutError):
        return BUSY
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError):
        if cause.errno in (errno.EFBIG, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            return FULL
        return NOT_ALLOWED if isinstance(cause, PermissionError) else LOST
    if isinstance(cause, sqlite3.Error):
        said = str(cause).casefold()
        return next((text for words, text in _SQLITE.items() if words in said), OTHER)
    state = getattr(cause, "sqlstate", None) or ""
    lost = LOST if getattr(error, "connection_invalidated", False) or not state else OTHER
    return _POSTGRES.get(state) or _POSTGRES.get(state[:2]) or lost


def _sqlite(url: sa.URL) -> sa.Engine:
    path = Path(url.database or "").absolute()
    if not url.database or url.database == ":memory:":
        raise ValueError("a store is a file")

    def opened() -> sqlite3.Connection:
        # rw: a database that is lost is never replaced by an empty one in silence
        return sqlite3.connect(path.as_uri() + "?mode=rw", uri=True, check_same_thread=False, timeout=_WAIT_SECONDS)

    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), creator=opened, poolclass=sa.QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _set(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # the driver begins no transaction of its own: a failed upgrade would stay
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def _same_file(connection: Any, record: Any, proxy: Any) -> None:
        if record.info["file"] != _identity(path):  # removed or replaced meanwhile: what is written here is lost
            raise exc.DisconnectionError

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # a writer takes the lock at once, so that it reads what it will change
        snapshot = connection.get_execution_options().get(SNAPSHOT)
        connection.exec_driver_sql("BEGIN" if snapshot else "BEGIN IMMEDIATE")

    return engine


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _server(url: sa.URL) -> sa.Engine:
    if url.get_backend_name() != "postgresql":
        raise ValueError("no such database")
    engine = sa.create_engine(
        url, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": _CONNECT_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def _set(connection: Any, record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{_WAIT_SECONDS}s'")
        connection.commit()

    return engine
