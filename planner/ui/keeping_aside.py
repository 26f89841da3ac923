"""What is kept beside the open plan, so that a reload brings it back: wrong entries, the doctor looked at and undo.

One row of JSON for each plan; the last window to write it wins, and undo is taken up only by the window that made the
newest save: another one's steps would take back what it has not seen.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from planner.domain.as_json import plan_to_dict
from planner.domain.from_json import plan_of
from planner.domain.plan import Plan
from planner.store import Store
from planner.store.merge import merged
from planner.store.rows import Rows, form_of, rows_of
from planner.ui.current import Current, Draft, Step

_STEPS = 10
_DOCTOR, _UNDO = "doctor", "undo"  # beside the boxes, whose places hold a page and a slash


def keep(store: Store, now: Current) -> None:
    """Save it. Raises StoreError."""
    if now.kept:
        drafts = {_place(box): asdict(draft) for box, draft in now.drafts.items()}
        undo = {"version": now.kept.version, "steps": _packed(_own_steps(now)[-_STEPS:])}
        store.keep_drafts(now.kept.plan_id, {**drafts, _DOCTOR: now.doctor, _UNDO: undo})


def brought_back(store: Store, now: Current) -> Current:
    """`now` with what was kept beside its plan. Raises StoreError."""
    found = store.drafts(now.plan_id)
    known = {one.name for one in fields(Draft)}
    drafts = {
        f"{box}#": Draft(**{key: words for key, words in draft.items() if key in known})
        for box, draft in found.items()
        if "/" in box
    }
    undo = found.get(_UNDO, {})
    mine = now.kept is not None and undo.get("version") == now.kept.version
    steps = _unpacked(undo["steps"]) if mine else ()
    return replace(
        now, drafts=moved(drafts, now.replaced), doctor=found.get(_DOCTOR, 0), earlier=(*now.earlier, *steps)
    )


def moved(drafts: Mapping[str, Draft], replaced: int) -> dict[str, Draft]:
    """The same wrong entries when the boxes have been drawn anew."""
    return {f"{_place(box)}#{replaced}": draft for box, draft in drafts.items()}


def rebased(now: Current, base: Plan, theirs: Plan) -> tuple[Step, ...]:
    """What undo takes back, when another window has made `theirs` of `base`: my edits and never theirs."""
    mine = _own_steps(now)
    if not mine:
        return now.earlier
    base_rows, their_rows = rows(base), rows(theirs)
    moved_on = [replace(step, plan=of_rows(merged(base_rows, rows(step.plan), their_rows).mine_wins)) for step in mine]
    return (*now.earlier[: len(now.earlier) - len(mine)], *moved_on)


def rows(plan: Plan) -> Rows:
    return rows_of(plan_to_dict(plan))


def of_rows(found: Rows) -> Plan:
    """The plan of its rows. Raises ValueError where they are none."""
    plan, _ = plan_of(form_of(found))
    if plan is None:
        raise ValueError("these rows are no plan")
    return plan


def _own_steps(now: Current) -> tuple[Step, ...]:
    """The steps of the plan that is open: those after it was opened."""
    openings = [i for i, step in enumerate(now.earlier) if step.opening]
    return now.earlier[openings[-1] + 1 :] if openings else now.earlier


def _place(box: str) -> str:
    """The box without the number of the time that it was drawn anew."""
    return box.rpartition("#")[0]


def _packed(steps: tuple[Step, ...]) -> str:
    """Plans that differ in a value each take little room together."""
    text = json.dumps([[plan_to_dict(step.plan), step.what] for step in steps])
    return base64.b85encode(zlib.compress(text.encode(), 1)).decode()


def _unpacked(packed: str) -> tuple[Step, ...]:
    found: list[Any] = json.loads(zlib.decompress(base64.b85decode(packed)))
    plans = [(plan_of(form)[0], what) for form, what in found]
    return tuple(Step(plan, what) for plan, what in plans if plan is not None)
