"""How is every changed value written down, and told afterwards?"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from planner.store.answers import ChangeRow
from planner.store.notes import Note, text_of
from planner.store.rows import ABSENT, Rows, Step, after
from planner.store.tables import REASON, Audit, PlanTable
from planner.store.words import label, shown


def write(session: Session, row: PlanTable, steps: Iterable[Step], by: Note) -> None:
    """One row for each changed value."""
    common = {
        "plan_id": row.plan_id, "version": row.version, "who": by.who, "made_at": row.saved_at, "why": by.why or "",
    }  # fmt: skip
    session.execute(
        sa.insert(Audit),
        [{**common, "path": step.path, "old": _json(step.old), "new": _json(step.new)} for step in steps],
    )


def explain(session: Session, plan_id: str, version: int, by: Note) -> None:
    """A row that says afterwards why a save was made."""
    now = dt.datetime.now(dt.UTC)
    session.add(Audit(plan_id=plan_id, version=version, path=REASON, who=by.who, made_at=now, why=by.why or ""))


def told(session: Session, plan_id: str, since: dt.datetime | None, path_start: str) -> list[ChangeRow]:
    """The changes in words, newest first."""
    asked = sa.select(Audit).where(Audit.plan_id == plan_id, Audit.path != REASON).order_by(Audit.audit_id.desc())
    below = path_start.rstrip(".") + "."
    if since is not None:
        asked = asked.where(Audit.made_at > since)
    if path_start:
        asked = asked.where((Audit.path + ".").startswith(below, autoescape=True))
    reasons = _reasons(session, plan_id)
    rows = session.scalars(asked)  # SQLite's LIKE takes A and a for the same
    return [_told(row, reasons) for row in rows if not path_start or f"{row.path}.".startswith(below)]


def replayed(rows: Rows, changes: Iterable[Any]) -> Rows:
    """`rows` after some rows of the trail: version, path, old, new."""
    return after(rows, (Step(row.path, _value(row.old), _value(row.new)) for row in changes))


def _reasons(session: Session, plan_id: str) -> dict[int, str]:
    """What was said afterwards of why a save was made, by its version; the last one said stands."""
    asked = sa.select(Audit.version, Audit.why).where(Audit.plan_id == plan_id, Audit.path == REASON)
    return dict(session.execute(asked.order_by(Audit.audit_id)).tuples().all())


def _told(row: Audit, reasons: dict[int, str]) -> ChangeRow:
    old, new = shown(row.path, _value(row.old)), shown(row.path, _value(row.new), new=True)
    why = reasons.get(row.version, row.why)
    return ChangeRow(row.version, row.path, label(row.path), old, new, row.who, row.made_at, why)


def _json(value: Any) -> str | None:
    return None if value is ABSENT else text_of(value)


def _value(text: str | None) -> Any:
    return ABSENT if text is None else json.loads(text)
