"""How is a plan kept, so that nothing acknowledged is lost and nobody's edit is overwritten in silence?"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from planner.domain.as_json import plan_to_dict
from planner.domain.personal_number import holds_personal_number
from planner.domain.plan import Plan
from planner.store import trail
from planner.store.answers import ChangeRow, Conflict, NotFound, PlanRow, Saved, StoreError, VersionRow
from planner.store.database import BUSY, SNAPSHOT, connect, file_of, in_swedish
from planner.store.merge import merged
from planner.store.migrate import migrate
from planner.store.notes import Note, content_of, note, plan_in, plan_of_rows, text_of
from planner.store.place import address_in_force
from planner.store.rows import Rows, rows_of, steps_between
from planner.store.tables import Draft, Named, PlanTable
from planner.store.words import clash

T = TypeVar("T")
_TRIES = 50  # a save that met another's is merged with it and tried again
NO_PLAN = "Planen finns inte bland de sparade. Den kan ha tagits bort."
NO_VERSION = "Versionen finns inte bland de sparade. Den kan ha tagits bort."
NO_NAME = "Skriv ett namn på versionen."


class Store:
    """The plans of one database. Safe to use from several threads, windows and processes at once."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def create(self, plan: Plan, who: str = "", why: str = "") -> Saved:
        """Keep a new plan."""
        by = note(who=who, why=why)
        whole, content = content_of(plan)

        def write(session: Session) -> Saved:
            now = dt.datetime.now(dt.UTC)
            row = PlanTable(plan_id=uuid4().hex, made_at=now)
            _fill(row, whole, content, now, by)
            session.add(row)
            session.flush()
            trail.write(session, row, steps_between({}, rows_of(json.loads(content))), by)
            return _saved(row, whole)

        return self._write(write)

    def save(self, base: Saved, plan: Plan, who: str = "", why: str = "") -> Saved:
        """Keep the edits that make `base.plan` into `plan`.

        Where the store has moved on, edits of other values are merged: the plan that comes back holds both. Raises
        Conflict where the same value was changed differently, and NotFound where the plan is gone; then nothing was
        written. Without an edit `base` comes back.
        """
        by = note(who=who, why=why)
        before = rows_of(plan_to_dict(base.plan))
        whole, content = content_of(plan)
        mine = rows_of(json.loads(content))
        if not steps_between(before, mine):
            return base

        def write(session: Session) -> Saved:
            row = _plan_row(session, base.plan_id)
            stored = rows_of(json.loads(row.content))
            now, text = (whole, content) if _save(row) == base.save else _merged(row, before, mine, stored)
            if steps := steps_between(stored, rows_of(json.loads(text))):
                _fill(row, now, text, dt.datetime.now(dt.UTC), by)
                session.flush()
                trail.write(session, row, steps, by)
            return _saved(row, now)

        return self._write(write)

    def load(self, plan_id: str) -> Saved:
        """The plan as it stands. Raises NotFound."""
        with self._read() as session:
            row = _plan_row(session, plan_id)
            return _saved(row, plan_in(row.content))

    def plans(self) -> list[PlanRow]:
        """Every plan, newest first."""
        columns = (
            PlanTable.plan_id, PlanTable.name, PlanTable.year, PlanTable.saved_at, PlanTable.saved_by,
            PlanTable.version, PlanTable.doctors, PlanTable.scenarios,
        )  # fmt: skip
        with self._read() as session:
            found = session.execute(sa.select(*columns).order_by(PlanTable.saved_at.desc(), PlanTable.plan_id))
            return [PlanRow(*row) for row in found]

    def delete(self, plan_id: str) -> None:
        """Remove the plan, its versions and its trail for ever: not even the file holds them afterwards."""
        self._write(lambda session: _remove(session, PlanTable, plan_id, NO_PLAN))
        self._wipe()

    def keep_drafts(self, plan_id: str, drafts: Mapping[str, Any]) -> None:
        """Remember what stands in boxes and could not be read. One that holds a personal number is left out."""
        kept = {box: draft for box, draft in drafts.items() if not holds_personal_number(text_of([box, draft]))}

        def write(session: Session) -> None:
            _plan_row(session, plan_id)
            session.merge(Draft(plan_id=plan_id, content=text_of(kept), saved_at=dt.datetime.now(dt.UTC)))

        self._write(write)

    def drafts(self, plan_id: str) -> dict[str, Any]:
        """What was last remembered of wrong entries, by box."""
        with self._read() as session:
            found = session.get(Draft, plan_id)
            return dict(json.loads(found.content)) if found else {}

    def name_version(self, saved: Saved, name: str, reason: str = "", who: str = "") -> VersionRow:
        """Give the plan as it stands in `saved` a name."""
        by = note(who=who, why=reason, name=name)
        if not by.name:
            raise StoreError(NO_NAME)
        _, content = content_of(saved.plan)

        def write(session: Session) -> VersionRow:
            _plan_row(session, saved.plan_id)
            row = Named(
                version_id=uuid4().hex, plan_id=saved.plan_id, version=saved.version, name=by.name,
                reason=by.why or "", content=content, made_at=dt.datetime.now(dt.UTC), made_by=by.who,
            )  # fmt: skip
            session.add(row)
            return VersionRow(row.version_id, row.plan_id, row.version, row.name, row.reason, row.made_at, row.made_by)

        return self._write(write)

    def versions(self, plan_id: str) -> list[VersionRow]:
        """The plan's named versions, newest first."""
        columns = (
            Named.version_id, Named.plan_id, Named.version, Named.name, Named.reason, Named.made_at, Named.made_by,
        )  # fmt: skip
        asked = sa.select(*columns).where(Named.plan_id == plan_id).order_by(Named.made_at.desc(), Named.version_id)
        with self._read() as session:
            return [VersionRow(*row) for row in session.execute(asked)]

    def version_plan(self, version_id: str) -> Plan:
        """The plan of a named version. Raises NotFound."""
        with self._read() as session:
            row = session.get(Named, version_id)
            if row is None:
                raise NotFound(NO_VERSION)
            return plan_in(row.content)

    def delete_version(self, version_id: str) -> None:
        """Remove a named version for ever; the plan and its trail stay."""
        self._write(lambda session: _remove(session, Named, version_id, NO_VERSION))
        self._wipe()

    def changes(self, plan_id: str, *, since: dt.datetime | None = None, path_start: str = "") -> list[ChangeRow]:
        """What has been changed, newest first: all of it, or after `since`, or the value, row or table at
        `path_start` (doctors."Läkare A") and everything below it."""
        with self._read() as session:
            return trail.told(session, plan_id, since, path_start)

    def explain(self, plan_id: str, version: int, why: str, who: str = "") -> None:
        """Say afterwards why a save was made: one row more in the trail, that changes no value. The last one said
        stands; an empty one takes it back."""
        by = note(who=who, why=why)

        def write(session: Session) -> None:
            _plan_row(session, plan_id)
            trail.explain(session, plan_id, version, by)

        self._write(write)

    def backup(self, path: Path | str) -> None:
        """Write everything to a file, whole or not at all, while others go on writing."""
        from planner.store.backup import write_backup

        with in_swedish():
            write_backup(self.engine, Path(path))

    def restore(self, path: Path | str) -> None:
        """Put everything in the file in the place of what is kept, whole or not at all."""
        restore(path, self.engine)

    def check(self) -> list[str]:
        """What is wrong with the database, in Swedish; empty when it is sound."""
        from planner.store.checking import faults

        with in_swedish():
            return faults(self.engine)

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with in_swedish(), Session(self.engine.execution_options(**{SNAPSHOT: True})) as session:
            yield session

    def _write(self, write: Callable[[Session], T]) -> T:
        """What `write` gives, in one transaction; again where another writer came first."""
        for _ in range(_TRIES):
            with in_swedish():
                try:
                    with Session(self.engine, expire_on_commit=False) as session, session.begin():
                        return write(session)
                except (StaleDataError, IntegrityError):
                    continue
        raise StoreError(BUSY)

    def _wipe(self) -> None:
        """Empty SQLite's log of writes, which still holds what was deleted from the file itself."""
        if file_of(self.engine):
            with in_swedish(), closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


_open: dict[str, Store] = {}
_opening = Lock()


def open_store(address: str | None = None) -> Store:
    """The store at the address, else the one that the settings say; made or upgraded where that is needed. It is
    opened once and shared by every window of the process."""
    where = address_in_force(address)
    with _opening:
        if where not in _open:
            _open[where] = _opened(where)
        return _open[where]


def forget_stores() -> None:
    """Close every open store; the next `open_store` opens anew."""
    with _opening:
        while _open:
            _open.popitem()[1].engine.dispose()


def restore(path: Path | str, engine: sa.Engine | None = None) -> None:
    """Put everything in a backup in the place of what is kept at the engine, else at the address in force, even where
    that is lost or damaged."""
    from planner.store.backup import read_backup

    with in_swedish():
        read_backup(engine or connect(address_in_force()), Path(path))


def _opened(address: str) -> Store:
    engine = connect(address)
    file = file_of(engine)
    with in_swedish():
        if file is not None and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
        migrate(engine)
    return Store(engine)


def _fill(row: PlanTable, plan: Plan, content: str, now: dt.datetime, by: Note) -> None:
    row.name, row.year = plan.clinic.name or "", plan.clinic.year
    row.doctors, row.scenarios = len(plan.doctors), len(plan.scenarios)
    row.content, row.saved_at, row.saved_by = content, now, by.who or ""


def _plan_row(session: Session, plan_id: str) -> PlanTable:
    row = session.get(PlanTable, plan_id)
    if row is None:
        raise NotFound(NO_PLAN)
    return row


def _remove(session: Session, table: Any, key: str, absent: str) -> None:
    row = session.get(table, key)
    if row is None:
        raise NotFound(absent)
    session.delete(row)


def _merged(row: PlanTable, before: Rows, mine: Rows, stored: Rows) -> tuple[Plan, str]:
    """What another has saved since, with my edits. Raises Conflict."""
    found = merged(before, mine, stored)
    mine_wins, content = plan_of_rows(found.mine_wins)
    if found.clashes:
        theirs = _saved(row, plan_in(row.content))
        raise Conflict(theirs, tuple(map(clash, found.clashes)), mine_wins, plan_of_rows(found.theirs_wins)[0])
    return mine_wins, content


def _saved(row: PlanTable, plan: Plan) -> Saved:
    return Saved(row.plan_id, row.version, plan, row.saved_at, row.saved_by)


def _save(row: PlanTable) -> tuple[int, dt.datetime]:
    return row.version, row.saved_at
