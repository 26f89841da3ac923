"""What may be written beside a plan: who, why, a name? Checked like every other text, so never a personal number."""

from __future__ import annotations

import json
from typing import Any

from planner.domain.as_json import plan_to_dict
from planner.domain.from_json import plan_of
from planner.domain.plan import Plan
from planner.domain.reading import read_record
from planner.domain.scenario import LONGEST_REASON
from planner.schema import Issue, Record, field
from planner.store.answers import StoreError
from planner.store.place import who_am_i
from planner.store.rows import Rows, form_of

_GROUP = "Sparade planer"


class Note(Record):
    """Who did it, why, and the name of a version."""

    who: str | None = field("Vem", "text", group=_GROUP, optional=True, high=60, help="Signatur eller alias.")
    why: str | None = field(
        "Varför?", "text", group=_GROUP, optional=True, high=LONGEST_REASON, help="Skälet till ändringen."
    )
    name: str | None = field("Versionens namn", "text", group=_GROUP, optional=True, high=80, help="Kort.")


def note(**given: str) -> Note:
    """What was given, checked; without `who` it is the user who is logged in. Raises StoreError."""
    found, issues = read_record(Note, given, "form", "")
    refuse(issues)
    return found if found.who else found.model_copy(update={"who": who_am_i()})


def content_of(plan: Plan) -> tuple[Plan, str]:
    """The plan as it will be read again, and its JSON form as it is kept. Raises StoreError for one that could not be
    read again, and for a personal number."""
    form = plan_to_dict(plan)
    found, issues = plan_of(form)
    refuse(issues)
    return (plan, text_of(form)) if found is None else (found, text_of(plan_to_dict(found)))


def plan_of_rows(rows: Rows) -> tuple[Plan, str]:
    """The plan of merged rows, and its JSON form as it is kept. Raises StoreError, say for too many scenarios."""
    found, issues = plan_of(form_of(rows))
    refuse(issues)
    if found is None:
        raise TypeError("merged rows are a plan")
    return found, text_of(plan_to_dict(found))


def plan_in(content: str) -> Plan:
    """The plan that is kept as `content`. Raises StoreError."""
    found, issues = plan_of(json.loads(content))
    if found is None or any(issue.level == "fel" for issue in issues):
        raise StoreError("Den sparade planen går inte att läsa. Kontrollera databasen med planner store check.")
    return found


def text_of(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def refuse(issues: list[Issue]) -> None:
    """Raise StoreError for a value that could not be kept."""
    wrong = [issue.text for issue in issues if issue.level == "fel"]
    if wrong:
        raise StoreError("Inget sparades. " + " ".join(wrong[:3]))
