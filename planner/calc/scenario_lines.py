"""What does each change of a scenario meet and come to, one line at a time?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.calc.scenarios import steps
from planner.domain.plan import Plan, field_at, path_parts, value_at
from planner.domain.scenario import Change, Operation, number_value
from planner.schema import Field


@dataclass(frozen=True)
class Line:
    """One change: `before` and `after` are the values that it meets and makes, None for a whole doctor and for what
    is not filled in; `problem` says why it no longer applies, empty when it does; `listed` are those outside care
    homes that it meets."""

    change: Change
    before: Any = None
    after: Any = None
    problem: str = ""
    listed: int | None = None

    @property
    def declared(self) -> Field | None:
        """The declaration of the value; None where the change is about a whole doctor or no field."""
        try:
            return field_at(self.change.path)
        except KeyError:
            return None


def lines(plan: Plan, changes: Sequence[Change]) -> tuple[Line, ...]:
    """The changes in order, each on the plan as those before it have left it."""
    found = []
    for step in steps(plan, changes):
        path = step.change.path
        after = None if step.problem else _value(step.after, path)
        found.append(Line(step.change, _value(step.before, path), after, step.problem, step.listed))
    return tuple(found)


def rewritten(line: Line, operation: Operation) -> Change:
    """The change told in another way, that comes to the same where that can be."""
    before, after = number_value(line.before), number_value(line.after)
    more = after - before if before is not None and after is not None else 0.0
    value: Any = None  # what follows the listed has none
    if operation == "set":
        value = line.after if after is not None else line.before
    elif operation == "add":
        value = more
    elif operation == "add_per_listed":
        value = more / line.listed if line.listed else 0.0
    elif operation == "times":
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
