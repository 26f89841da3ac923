"""What does each change of a scenario meet and come to, one line at a time?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.calc.scenarios import NotApplicable, changed_plan
from planner.domain.plan import Plan, baseline, field_at, path_parts, value_at
from planner.domain.scenario import Change, Operation, number_value
from planner.schema import Field


@dataclass(frozen=True)
class Line:
    """One change: `before` and `after` are the values that it meets and makes, None for a whole doctor and for what
    is not filled in; `problem` says why it no longer applies, empty when it does."""

    change: Change
    before: Any = None
    after: Any = None
    problem: str = ""

    @property
    def declared(self) -> Field | None:
        """The declaration of the value; None where the change is about a whole doctor or no field."""
        try:
            return field_at(self.change.path)
        except KeyError:
            return None


def lines(plan: Plan, changes: Sequence[Change]) -> tuple[Line, ...]:
    """The changes in order, each on the plan as those before it have left it."""
    now, found = baseline(plan), []
    for one in changes:
        before = _value(now, one.path)
        try:
            now = changed_plan(now, one)
        except NotApplicable as error:
            found.append(Line(one, before, None, str(error)))
        else:
            found.append(Line(one, before, _value(now, one.path)))
    return tuple(found)


def rewritten(line: Line, operation: Operation) -> Change:
    """The change told in another way, that comes to the same where that can be."""
    before, after = number_value(line.before), number_value(line.after)
    if operation == "set":
        value = line.after if after is not None else line.before
    elif operation == "add":
        value = after - before if before is not None and after is not None else 0.0
    else:
        value = after / before if before and after is not None else 1.0
    return line.change.model_copy(update={"operation": operation, "value": value})


def first_change(plan: Plan, path: str) -> Change:
    """A change of a value, to be edited: today it makes no difference."""
    return Change(path=path, value=_value(plan, path))


def _value(plan: Plan, path: str) -> Any:
    """The value at the path; None where there is none, or a whole doctor."""
    try:
        if path_parts(path)[-2:-1] == ["doctors"]:
            return None
        return value_at(plan, path)
    except KeyError:
        return None
