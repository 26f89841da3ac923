"""How is everything that is kept written to a file, and put back whole or not at all?

One kind of file for SQLite and PostgreSQL: a line of JSON for each row, read in one snapshot while others go on
writing. It needs no program of the database's own, moves plans between the two, and can be read by eye in twenty
years. The last line says how many rows there are and their checksum, so that half a file is never taken for a whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from planner.store.answers import StoreError
from planner.store.checking import faults, faults_in
from planner.store.database import BROKEN, LOST, SNAPSHOT, connect, file_of, words
from planner.store.migrate import NEWER, OURS, known_schemas, migrate, upgrade
from planner.store.tables import IN_ORDER

_KIND, _EDITION = "planner-backup", 1
_FOLDER = ".planner-restore-"
_PART = ".planner-backup-"
_ROWS_AT_A_TIME = 1_000
# what a row that is not ours gives on its way into the new database; a full disk is none of them
_FOREIGN = (
    KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError,
    sa.exc.CompileError, sa.exc.DataError, sa.exc.IntegrityError, sa.exc.InterfaceError, sa.exc.ProgrammingError,
)  # fmt: skip
NO_BACKUP = "Filen är ingen backup av sparade planer, eller är skadad. Inget har ändrats."
NO_FILE = "Filen med backupen hittas inte. Inget har ändrats."
THERE_ALREADY = "Filen finns redan. Välj ett annat namn, så att inget skrivs över."
NOT_WRITTEN = (
    "Backupen gick inte att skriva. Kontrollera att mappen finns, att den får skrivas och att disken har plats."
)
UNSOUND = "Backupen går att läsa men innehåller fel, så inget har ändrats: "


def write_backup(engine: sa.Engine, path: Path) -> None:
    """Everything that is kept, as it was at one moment. Never over a file that is there."""
    if path.exists():
        raise StoreError(THERE_ALREADY)
    if not path.parent.is_dir():
        raise StoreError(NOT_WRITTEN)
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=_PART
        )  # a name that is nobody's, and for its owner alone
        part = Path(name)
        with open(handle, "w", encoding="utf-8", newline="\n") as out, _snapshot(engine) as connection:
            digest, count = hashlib.sha256(), 0
            for count, line in enumerate(_lines(connection)):  # noqa: B007 - the header is line 0
                digest.update(line.encode())
                out.write(line)
            out.write(_line({"rows": count, "sha256": digest.hexdigest()}))
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError:
        raise StoreError(NOT_WRITTEN) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def read_backup(engine: sa.Engine, path: Path) -> None:
    """Put what is in the file in the place of what is kept, once it has been read, upgraded and checked elsewhere."""
    schema = _sound_schema(path)
    file = file_of(engine)
    with tempfile.TemporaryDirectory(dir=_folder(file), prefix=_FOLDER) as folder:
        new = connect(f"sqlite:///{Path(folder) / 'planner.db'}")
        Path(folder, "planner.db").touch(mode=0o600)
        try:
            migrate(new, schema)
            try:
                _fill(new, path)
            except _FOREIGN:
                raise StoreError(NO_BACKUP) from None
            migrate(new)
            _refuse(faults(new))
            if file is None:
                _into_server(new, engine)
            else:
                _into_file(new, engine, file)
        finally:
            new.dispose()


def _snapshot(engine: sa.Engine) -> sa.Connection:
    options: dict[str, Any] = {SNAPSHOT: True}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**options).connect()


def _lines(connection: sa.Connection) -> Iterator[str]:
    yield _line({"kind": _KIND, "edition": _EDITION, "schema": OURS, "made_at": dt.datetime.now(dt.UTC).isoformat()})
    for table in IN_ORDER:
        rows = connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(
            sa.select(table).order_by(*table.primary_key)
        )
        for row in rows.mappings():
            yield _line({"table": table.name, "row": {key: _plain(value) for key, value in row.items()}})


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _sound_schema(path: Path) -> str:
    """The schema that the file was written from. Raises StoreError unless the whole file is there, unchanged."""
    digest, before, count = hashlib.sha256(), b"", -1
    try:
        with path.open("rb") as lines:
            head = json.loads(lines.readline())
            lines.seek(0)
            for line in lines:
                digest.update(before)
                count += bool(before)
                before = line
        end = json.loads(before)
        whole = head["kind"] == _KIND and end == {"rows": count, "sha256": digest.hexdigest()}
        edition, schema = head["edition"], head["schema"]
    except FileNotFoundError:
        raise StoreError(NO_FILE) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise StoreError(NO_BACKUP) from None
    if not whole:
        raise StoreError(NO_BACKUP)
    if not isinstance(schema, str):
        raise StoreError(NO_BACKUP)
    if edition != _EDITION or schema not in known_schemas():
        raise StoreError(NEWER)
    return schema


def _fill(engine: sa.Engine, path: Path) -> None:
    known = sa.MetaData()
    with engine.begin() as connection, path.open(encoding="utf-8") as lines:
        known.reflect(connection)
        rows = (one for one in map(json.loads, lines) if "table" in one)
        for name, group in groupby(rows, key=lambda one: one["table"]):
            table = known.tables[name]
            times = {
                column.name: column.type.timezone for column in table.columns if isinstance(column.type, sa.DateTime)
            }
            while batch := [_timed(one["row"], times) for one in islice(group, _ROWS_AT_A_TIME)]:
                if any(row.keys() != set(table.columns.keys()) for row in batch):
                    raise KeyError(name)
                connection.execute(sa.insert(table), batch)


def _timed(row: dict[str, Any], times: dict[str, bool]) -> dict[str, Any]:
    """The row with its times, that are UTC, as the database keeps them: with a zone or without one."""
    zones = {True: dt.UTC, False: None}
    return row | {key: dt.datetime.fromisoformat(row[key]).replace(tzinfo=zones[zone]) for key, zone in times.items()}


def _into_file(new: sa.Engine, engine: sa.Engine, file: Path) -> None:
    """SQLite's own copying: one transaction, that open windows see the whole of or nothing."""
    with closing(new.raw_connection()) as source:
        copied: Any = source.driver_connection
        copied.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            with closing(engine.raw_connection()) as target:
                driver: Any = target.driver_connection
                copied.backup(driver)
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return
        except (sqlite3.DatabaseError, sa.exc.DBAPIError) as error:
            if words(error) not in (BROKEN, LOST):  # a full disk, say: the old one is sound and stays
                raise
            engine.dispose()
    new.dispose()
    _set_aside(file)
    Path(new.url.database or "").replace(file)


def _set_aside(file: Path) -> None:
    """A file that is no database any longer is kept beside the new one, in case something can be saved from it."""
    stamp = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}"
    for ending in ("", "-wal", "-shm"):
        old = file.with_name(file.name + ending)
        if old.exists():
            old.replace(file.with_name(f"{file.name}.skadad-{stamp}{ending}"))


def _into_server(new: sa.Engine, engine: sa.Engine) -> None:
    with new.execution_options(**{SNAPSHOT: True}).connect() as source, engine.begin() as target:
        upgrade(target, "head")
        target.execute(sa.text("TRUNCATE " + ", ".join(table.name for table in IN_ORDER)))
        for table in IN_ORDER:
            rows = source.execution_options(yield_per=_ROWS_AT_A_TIME).execute(sa.select(table)).mappings()
            while batch := [dict(row) for row in islice(rows, _ROWS_AT_A_TIME)]:
                target.execute(sa.insert(table), batch)
        target.execute(sa.text("SELECT setval(pg_get_serial_sequence('audit', 'audit_id'), max(audit_id)) FROM audit"))
        _refuse(faults_in(target))


def _refuse(found: list[str]) -> None:
    if found:
        raise StoreError(UNSOUND + " ".join(found[:3]))


def _folder(file: Path | None) -> Path | None:
    """Where the new database is made: on the same disk as the old one, so that it can take its place."""
    if file is None:
        return None
    file.parent.mkdir(parents=True, exist_ok=True)
    for left in file.parent.glob(_FOLDER + "*"):  # by a restore that was killed
        shutil.rmtree(left, ignore_errors=True)
    return file.parent
