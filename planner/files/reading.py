"""What does a file that a user hands us say? One door for workbooks and JSON."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.domain.personal_number import without_personal_numbers as masked
from planner.domain.plan import Plan
from planner.files.scan import LARGEST_FILE, TOO_BIG
from planner.schema import Issue

MOST_ISSUES = 200


@dataclass(frozen=True)
class Reading:
    """What could be built from a file, and what there is to say of it.

    `plan` is None where nothing could be built. `issues` are those of reading the file and, where there is
    a plan, of the plan and its results, with `where` the sheet and cell. An import is all or nothing: `refused`
    tells whether the current plan must stay as it is. `unreadable` are the paths of values that were there and
    could not be read: what builds on them is not computable.
    """

    plan: Plan | None
    issues: tuple[Issue, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        # whatever a message quotes, a personal number is not shown
        shown = tuple(
            replace(one, where=masked(one.where), text=masked(one.text), path=masked(one.path))
            for one in _at_most(self.issues)
        )
        object.__setattr__(self, "issues", shown)

    @property
    def refused(self) -> bool:
        return self.plan is None or any(issue.blocks for issue in self.issues)


def _at_most(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """The issues, the blocking ones first and the rest counted when there are too many to read."""
    if len(issues) <= MOST_ISSUES:
        return issues
    first = sorted(issues, key=lambda issue: not issue.blocks)[:MOST_ISSUES]
    text = f"Ytterligare {len(issues) - MOST_ISSUES} meddelanden visas inte. Rätta dessa och läs in filen igen."
    return (*first, Issue("upplysning", "filen", text))


def read_plan(source: str | Path | bytes, name: str = "") -> Reading:
    """Read a plan from a path, or from the bytes of a file called `name`. Never raises for what is in it."""
    if isinstance(source, bytes):
        data, name = source, name or "filen"
    else:
        path = Path(source)
        name = path.name
        try:
            if path.stat().st_size > LARGEST_FILE:
                return refusal(name, TOO_BIG)
            data = path.read_bytes()
        except OSError:
            return refusal(name, "Filen finns inte eller går inte att öppna. Kontrollera namnet och att den är stängd.")
    if len(data) > LARGEST_FILE:
        return refusal(name, TOO_BIG)
    if data.lstrip()[:1] == b"{" or name.casefold().endswith(".json"):
        from planner.files.json_form import read_json

        return read_json(data, name)
    from planner.files.workbook_reading import read_workbook

    return read_workbook(data, name)


def read_plans(paths: Iterable[str | Path]) -> list[Reading]:
    """Many files, in order: while one is opened in its child process, a plan is made of another."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(read_plan, paths))


def concluded(
    plan: Plan, read: Iterable[Issue], place: Callable[[str], str] = str, notes: dict[str, str] | None = None
) -> Reading:
    """A plan that was built, with what was said of reading it and every issue of the plan and its results.

    `place` gives the sheet and cell of a path.
    """
    from planner.calc.clinic import calculate

    said = tuple(read)
    wrong = frozenset(issue.path for issue in said if issue.level == "fel")
    # "not filled in" says nothing new of what was filled in and could not be read
    found = [i for i in calculate(plan, wrong).issues if i.level != "saknas" or i.path not in wrong]
    return Reading(plan, (*said, *(replace(i, where=place(i.path)) for i in found)), notes or {}, wrong)


def refusal(where: str, text: str) -> Reading:
    """A file that could not be read at all."""
    return Reading(None, (Issue("fel", where, text),))
