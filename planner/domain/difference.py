"""In which values do two plans differ, in words?"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.change_words import change_in_words, value_label, value_shown
from planner.domain.clinic import CONTACT_KINDS, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path, quoted
from planner.domain.scenario import Change, Comment, Scenario
from planner.schema import Field, Record, fields_of
from planner.swedish import name_key

THERE, GONE, NAMELESS = "finns", "finns inte", "(utan namn)"
# the field that a row is called by
NAMES = {Contact: "kind", Doctor: "doctor_id", Scenario: "name", Comment: "path"}


@dataclass(frozen=True)
class Difference:
    """One value that differs: its path, whose it is and what it is called, and both values as shown. Of a row that
    came or went, one of them says that it is not there and the other what was filled in of it."""

    path: str
    label: str
    old: str
    new: str

    @property
    def came(self) -> bool:
        return self.old == GONE != self.new

    @property
    def went(self) -> bool:
        return self.new == GONE != self.old

    def in_words(self) -> str:
        """The difference as a clause without a full stop."""
        if self.came:
            return f"{self.label} läggs till" + (f" ({self.new})" if self.new != THERE else "")
        return f"{self.label} tas bort" if self.went else f"{self.label}: {self.old} blir {self.new}"


def differences(old: Plan, new: Plan) -> list[Difference]:
    """Every value that differs, in the order of the forms, and what is kept with the plan. Doctors are told by
    signature, contacts by kind, scenarios by name, comments by what they are at."""
    found = list(_of_record(old.clinic, new.clinic, "clinic", ""))
    found += _of_rows(_contacts(old), _contacts(new))
    found += _of_rows(_doctors(old), _doctors(new))
    shared = [key for key in _doctors(old) if key in _doctors(new)]
    if shared != [key for key in _doctors(new) if key in shared]:
        found.append(Difference("doctors", "Läkarnas ordning", "som i den öppna planen", "som i filen"))
    found += _of_scenarios(_scenarios(old), _scenarios(new))
    return found + list(_of_rows(_comments(old), _comments(new)))


# a row with its path and its name, by what makes two rows the same
_Rows = Mapping[tuple[str, int], tuple[Record, str, str]]


def _contacts(plan: Plan) -> _Rows:
    return _keyed(
        (row.kind or "", row, f"clinic.contacts.{row.kind or i}", CONTACT_KINDS.get(row.kind or "", f"Rad {i + 1}"))
        for i, row in enumerate(plan.clinic.contacts)
    )


def _doctors(plan: Plan) -> _Rows:
    return _keyed(
        (name_key(one.doctor_id or ""), one, doctor_path(one.doctor_id, i), one.doctor_id or f"Läkaren på rad {i + 1}")
        for i, one in enumerate(plan.doctors)
    )


def _scenarios(plan: Plan) -> _Rows:
    return _keyed(
        (name_key(one.name or ""), one, f"scenarios.{quoted(one.name or '')}", f"Scenariot {one.name or NAMELESS}")
        for one in plan.scenarios
    )


def _comments(plan: Plan) -> _Rows:
    return _keyed(
        (path, one, f"comments.{quoted(path)}", f"Kommentar till {value_label(path) if path else NAMELESS}")
        for one, path in ((one, one.path or "") for one in plan.comments)
    )


def _keyed(rows: Iterator[tuple[str, Record, str, str]]) -> _Rows:
    """Rows by key; the second of two with the same key is told from the first by a number."""
    seen: dict[str, int] = defaultdict(int)
    found = {}
    for key, record, path, name in rows:
        found[key, seen[key]] = (record, path, name)
        seen[key] += 1
    return found


def _of_rows(old: _Rows, new: _Rows) -> Iterator[Difference]:
    for key in dict.fromkeys([*old, *new]):
        if key not in new:
            record, path, name = old[key]
            yield Difference(path, name, _filled_in(record), GONE)
        elif key not in old:
            record, path, name = new[key]
            yield Difference(path, name, GONE, _filled_in(record))
        else:
            yield from _of_record(old[key][0], *new[key])


def _filled_in(record: Record) -> str:
    """What is filled in of a record, in words, but for what it is called by."""
    given = [
        f"{declared.label}: {value_shown(declared, value)}"
        for key, declared in fields_of(type(record)).items()
        if key in record.model_fields_set and key != NAMES.get(type(record)) and declared.kind != "rows"
        if (value := getattr(record, key)) is not None
    ]
    changes = record.changes if isinstance(record, Scenario) else ()
    return "; ".join([*given, *map(change_in_words, changes)]) or THERE


def _of_record(old: Record, new: Record, path: str, name: str) -> Iterator[Difference]:
    for key, declared in fields_of(type(new)).items():
        before, after = getattr(old, key), getattr(new, key)
        if declared.kind != "rows" and not _same(before, after):
            label = f"{name}: {declared.label}" if name else declared.label
            yield Difference(f"{path}.{key}", label, *_both_shown(declared, before, after))


def _both_shown(declared: Field, before: Any, after: Any) -> tuple[str, str]:
    """Two values as they are read; with every decimal where they would read the same."""
    old, new = value_shown(declared, before), value_shown(declared, after)
    return (old, new) if old != new else (declared.show_with_unit(before), declared.show_with_unit(after))


def _same(before: object, after: object) -> bool:
    """Whether two values are equal. A spreadsheet that saves a number may drop its last digits."""
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=1e-12)
    return before == after


def _of_scenarios(old: _Rows, new: _Rows) -> Iterator[Difference]:
    """Scenarios that came or went, their own fields, and each change that is only in one of the two."""
    yield from _of_rows(old, new)
    for key in (key for key in old if key in new):
        before, after = old[key][0], new[key][0]
        if isinstance(before, Scenario) and isinstance(after, Scenario):
            yield from _of_changes(before.changes, after.changes, *new[key][1:])


def _of_changes(old: Sequence[Change], new: Sequence[Change], path: str, name: str) -> Iterator[Difference]:
    gone, come = _without(old, new), _without(new, old)
    for place in dict.fromkeys(one.path for one in (*gone, *come)):
        before, after = (
            "; ".join(change_in_words(one) for one in side if one.path == place) or GONE for side in (gone, come)
        )
        yield Difference(f"{path}.changes", f"{name}: {value_label(place)}", before, after)
    if not gone and not come and not all(map(_same_change, old, new)):
        yield Difference(f"{path}.changes", f"{name}: ändringarnas ordning", "som i den öppna planen", "som i filen")


def _without(changes: Sequence[Change], others: Sequence[Change]) -> list[Change]:
    """The changes that have no equal of their own among `others`."""
    rest, left = list(others), []
    for one in changes:
        equal = next((i for i, other in enumerate(rest) if _same_change(one, other)), None)
        if equal is None:
            left.append(one)
        else:
            del rest[equal]
    return left


def _same_change(one: Change, other: Change) -> bool:
    if (one.path, one.operation) != (other.path, other.operation):
        return False
    if isinstance(one.value, Doctor) and isinstance(other.value, Doctor):
        same_keys = one.value.model_fields_set == other.value.model_fields_set
        return same_keys and not list(_of_record(one.value, other.value, "", ""))
    return _same(one.value, other.value)
