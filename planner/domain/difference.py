"""In which values do two plans differ, in words?"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.domain.clinic import CONTACT_KINDS
from planner.domain.plan import Plan, doctor_path
from planner.schema import Record, fields_of
from planner.swedish import name_key

THERE, GONE = "finns", "finns inte"


@dataclass(frozen=True)
class Difference:
    """One value that differs: its path, whose it is and what it is called, and both values as shown."""

    path: str
    label: str
    old: str
    new: str


def differences(old: Plan, new: Plan) -> list[Difference]:
    """Every value that differs, in the order of the forms. Doctors are told by signature, contacts by kind."""
    found = list(_of_record(old.clinic, new.clinic, "clinic", ""))
    found += _of_rows(_contacts(old), _contacts(new))
    found += _of_rows(_doctors(old), _doctors(new))
    shared = [key for key in _doctors(old) if key in _doctors(new)]
    if shared != [key for key in _doctors(new) if key in shared]:
        found.append(Difference("doctors", "Läkarnas ordning", "som i den öppna planen", "som i filen"))
    return found


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
            _, path, name = old[key]
            yield Difference(path, name, THERE, GONE)
        elif key not in old:
            _, path, name = new[key]
            yield Difference(path, name, GONE, THERE)
        else:
            yield from _of_record(old[key][0], *new[key])


def _of_record(old: Record, new: Record, path: str, name: str) -> Iterator[Difference]:
    for key, declared in fields_of(type(new)).items():
        before, after = getattr(old, key), getattr(new, key)
        if declared.kind != "rows" and not _same(before, after):
            label = f"{name}: {declared.label}" if name else declared.label
            yield Difference(f"{path}.{key}", label, declared.show_with_unit(before), declared.show_with_unit(after))


def _same(before: object, after: object) -> bool:
    """Whether two values are equal. A workbook keeps 16 digits of a number, which is no change."""
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=1e-12)
    return before == after
