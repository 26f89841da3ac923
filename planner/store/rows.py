"""What is a plan as rows of values, and which values make one version into the next?

A row is told by what it is (a doctor's id, a kind of contact, a scenario's name, a comment's words), never by its
place, so that two windows mean the same row. The order of rows is the order of the dictionary.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.plan import path_parts, quoted

CLINIC, CONTACTS, DOCTORS, SCENARIOS, COMMENTS = "clinic", "clinic.contacts", "doctors", "scenarios", "comments"
TABLES = (CONTACTS, DOCTORS, SCENARIOS, COMMENTS)
CHANGES = "changes"
NAMES = {DOCTORS: "doctor_id", SCENARIOS: "name"}  # the value that a row of a table is told by, and that can be edited
# each row's path and its values by key; a scenario's changes are values of its row
Rows = dict[str, dict[str, Any]]


class _Absent:
    """No value at all: not the same as a value that is empty (None)."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Any = _Absent()


@dataclass(frozen=True)
class Step:
    """One value that changed. The value of a row's own path is True where the row is there; the value of a table's
    path is the order of its rows."""

    path: str
    old: Any
    new: Any


def rows_of(form: Mapping[str, Any]) -> Rows:
    """The rows of a plan's JSON form."""
    clinic = {key: value for key, value in form["clinic"].items() if key != "contacts"}
    rows: Rows = {CLINIC: clinic}
    rows |= _keyed(CONTACTS, form["clinic"].get("contacts", ()), lambda row: row.get("kind"))
    rows |= _keyed(DOCTORS, form["doctors"], lambda row: row.get("doctor_id"))
    scenarios = [_with_changes_as_values(row) for row in form.get("scenarios", ())]
    rows |= _keyed(SCENARIOS, scenarios, lambda row: row.get("name"))
    return rows | _keyed(COMMENTS, form.get("comments", ()), _fingerprint)


def form_of(rows: Rows) -> dict[str, Any]:
    """The JSON form of a plan's rows."""
    tables: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for path, row in rows.items():
        if path != CLINIC:
            tables[table_of(path)].append(_with_changes_as_list(row) if table_of(path) == SCENARIOS else dict(row))
    contacts = {"contacts": tables[CONTACTS]} if tables[CONTACTS] else {}
    kept = {table: tables[table] for table in (SCENARIOS, COMMENTS) if tables[table]}
    return {CLINIC: {**rows.get(CLINIC, {}), **contacts}, DOCTORS: tables[DOCTORS], **kept}


def renamed_back(base: Rows, rows: Rows) -> Rows:
    """`rows`, with a row that has got another name and nothing else under the path that it has in `base`: its name is
    then one of its values."""
    old_path: dict[str, str] = {}
    for table, name in NAMES.items():
        gone = {path for path in _of_table(base, table) if path not in rows}
        for new in [path for path in _of_table(rows, table) if path not in base]:
            was = [path for path in gone if _equal_but(name, base[path], rows[new])]
            if len(was) == 1:
                old_path[new] = was[0]
                gone.remove(was[0])
    return {old_path.get(path, path): row for path, row in rows.items()}


def named_anew(rows: Rows) -> Rows:
    """The rows, each under the path that its name gives it."""
    return rows_of(form_of(rows))


def _equal_but(name: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(same(one.get(key, ABSENT), other.get(key, ABSENT)) for key in {*one, *other} - {name})


def table_of(path: str) -> str:
    """The table that a row, or a value of it, belongs to."""
    return next((table for table in TABLES if path == table or path.startswith(table + ".")), CLINIC)


def steps_between(old: Rows, new: Rows) -> list[Step]:
    """The values that make `old` into `new`: each changed value once, then what the order of rows has become."""
    steps = [step for path in old if path not in new for step in _row_steps(path, old[path], None)]
    steps += [step for path in new for step in _row_steps(path, old.get(path), new[path])]
    for table in TABLES:
        steps += _order_step(table, _of_table(old, table), _of_table(new, table))
    return steps


def after(rows: Rows, steps: Iterable[Step]) -> Rows:
    """The rows when `steps` have been taken: replayed from {} they give the plan."""
    now = {path: dict(row) for path, row in rows.items()}
    for step in steps:
        row, key = split(step.path)
        if step.path in TABLES:
            now = _in_order(now, step.path, step.new)
        elif key == CHANGES:
            now[row] = {**_without_changes(now[row]), **{one: now[row][one] for one in step.new}}
        elif not key:
            now.pop(step.path, None)
            if step.new is not ABSENT:
                now[step.path] = {}
        elif step.new is not ABSENT:
            now[row][key] = step.new
        elif row in now:
            now[row].pop(key, None)
    return now


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal: 1 and 1.0 are, 1 and True are not."""
    if type(one) is type(other) and isinstance(one, str | int | float):  # nearly always
        return bool(one == other)
    if one is ABSENT or other is ABSENT:
        return one is other
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other))
    return bool(one == other) if numbers else json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def split(path: str) -> tuple[str, str]:
    """The row and the key of a value's path; the key is empty for a row's own path and a table's."""
    parts = path_parts(path)
    size = len(path_parts(table_of(path))) + (table_of(path) != CLINIC)
    if len(parts) > size and parts[size].isdigit():  # the second of two rows with the same name
        size += 1
    return join(parts[:size]), join(parts[size:])


def join(parts: Iterable[str]) -> str:
    return ".".join(quoted(part) for part in parts)


def changes_in(row: Mapping[str, Any]) -> list[str]:
    """The keys of a scenario's changes, in order."""
    return [key for key in row if key.startswith(CHANGES + ".")]


def _keyed(table: str, rows: Iterable[dict[str, Any]], name: Any) -> Rows:
    return dict(_numbered((f"{table}.{quoted(name(row) or '')}", row) for row in rows))


def _numbered(pairs: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The second of two with the same path is told by .2"""
    seen: dict[str, int] = defaultdict(int)
    for path, value in pairs:
        seen[path] += 1
        yield (path if seen[path] == 1 else f"{path}.{seen[path]}"), value


def _fingerprint(row: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:16]


def _with_changes_as_values(row: Mapping[str, Any]) -> dict[str, Any]:
    pairs = (
        (f"{CHANGES}.{quoted(one['path'])}", {key: value for key, value in one.items() if key != "path"})
        for one in row.get(CHANGES, ())
    )
    return {**{key: value for key, value in row.items() if key != CHANGES}, **dict(_numbered(pairs))}


def _with_changes_as_list(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_without_changes(row),
        CHANGES: [{"path": path_parts(key)[1], **row[key]} for key in changes_in(row)],
    }


def _without_changes(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if not key.startswith(CHANGES + ".")}


def _row_steps(path: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Iterator[Step]:
    before, now = old or {}, new or {}
    if (old is None) != (new is None):
        yield Step(path, ABSENT if old is None else True, ABSENT if new is None else True)
    for key in dict.fromkeys([*before, *now]):
        was, becomes = before.get(key, ABSENT), now.get(key, ABSENT)
        if not same(was, becomes):
            yield Step(f"{path}.{key}", was, becomes)
    if new is not None:
        yield from _order_step(f"{path}.{CHANGES}", changes_in(before), changes_in(now))


def _order_step(path: str, old: list[str], new: list[str]) -> Iterator[Step]:
    """A step where the order is another than what removing and adding last gives."""
    follows = [key for key in old if key in new] + [key for key in new if key not in old]
    if follows != new:
        yield Step(path, follows, new)


def _of_table(rows: Rows, table: str) -> list[str]:
    return [path for path in rows if path != CLINIC and table_of(path) == table]


def _in_order(rows: Rows, table: str, order: list[str]) -> Rows:
    others = {path: row for path, row in rows.items() if path == CLINIC or table_of(path) != table}
    return others | {path: rows[path] for path in order}
