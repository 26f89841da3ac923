"""What is a changed value called, and how is it shown?"""

from __future__ import annotations

from typing import Any

from planner import swedish
from planner.domain.change_words import FOLLOW, PER_LISTED, WAYS
from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.difference import GONE, THERE
from planner.domain.doctor import Doctor
from planner.domain.plan import path_parts
from planner.domain.reading import quote
from planner.domain.scenario import Comment, Scenario
from planner.schema import Field, Record, fields_of
from planner.store.answers import Clash
from planner.store.merge import Difference
from planner.store.rows import ABSENT, CHANGES, COMMENTS, CONTACTS, DOCTORS, SCENARIOS, TABLES, same, split, table_of

_RECORDS: dict[str, type[Record]] = {CONTACTS: Contact, DOCTORS: Doctor, SCENARIOS: Scenario, COMMENTS: Comment}
_ORDER = {
    CONTACTS: "Kontakternas ordning", DOCTORS: "Läkarnas ordning", SCENARIOS: "Scenariernas ordning",
    COMMENTS: "Kommentarernas ordning",
}  # fmt: skip
_BEFORE, _AFTER = "som förut", "ändrad"


def label(path: str) -> str:
    """What the value at `path` is called, and whose it is: Läkare A: Tjänstgöringsgrad."""
    if path in TABLES:
        return _ORDER[path]
    row, key = split(path)
    whose = _whose(row)
    if not key:
        return whose or "Enheten"
    if key == CHANGES:
        return f"{whose}: Ändringarnas ordning"
    if key.startswith(CHANGES + "."):
        return f"{whose}: {_value_label(path_parts(key)[1])}"
    declared = _declared(row, key)
    return ": ".join(part for part in (whose, declared.label if declared else key) if part)


def shown(path: str, value: Any, *, new: bool = False) -> str:
    """A value of the trail as a reader sees it."""
    row, key = ("", "") if path in TABLES else split(path)
    if path in TABLES or key == CHANGES:
        return _AFTER if new else _BEFORE
    if not key:
        return GONE if value is ABSENT else THERE
    if key.startswith(CHANGES + "."):
        return GONE if value is ABSENT else _change_shown(path_parts(key)[1], value)
    declared = _declared(row, key)
    if declared is None:
        return GONE if value is ABSENT else quote(value)
    return _field_shown(declared, declared.default_value() if value is ABSENT else value)


def clash(found: Difference) -> Clash:
    """The disagreement in words."""
    values = (found.base, found.mine, found.theirs)
    if split(found.path)[1]:
        base, mine, theirs = (shown(found.path, value) for value in values)
    else:
        base, mine, theirs = (GONE if value is ABSENT else _row_shown(found, value) for value in values)
    return Clash(found.path, label(found.path), base, mine, theirs)


def _row_shown(found: Difference, row: dict[str, Any]) -> str:
    """A row that one has removed and the other changed: with what was changed in it."""
    paths = [f"{found.path}.{key}" for key in dict.fromkeys([*found.base, *row])]
    keys = [(path, path.removeprefix(found.path + ".")) for path in paths]
    changed = [
        f"{label(path).removeprefix(_whose(found.path) + ': ')} {shown(path, row.get(key, ABSENT))}"
        for path, key in keys
        if not same(found.base.get(key, ABSENT), row.get(key, ABSENT))
    ]
    return f"{THERE}, med {', '.join(changed)}" if changed else THERE


def _whose(row: str) -> str:
    table, name = table_of(row), path_parts(row)
    if table == CONTACTS:
        return CONTACT_KINDS.get(name[2], "Rad utan namn") + _twin(name[3:])
    if table == DOCTORS:
        return (name[1] or "Läkare utan signatur") + _twin(name[2:])
    if table == SCENARIOS:
        return f"Scenariot {name[1] or 'utan namn'}" + _twin(name[2:])
    return "Kommentar" if table == COMMENTS else ""


def _twin(number: list[str]) -> str:
    return f" ({number[0]})" if number else ""


def _declared(row: str, key: str) -> Field | None:
    return fields_of(_RECORDS.get(table_of(row), Clinic)).get(key)


def _value_label(path: str) -> str:
    """The label of a value that a scenario changes."""
    return label(path) if path.startswith((CONTACTS, DOCTORS, "clinic.")) else path


def _change_shown(path: str, one: dict[str, Any]) -> str:
    """What a scenario does to a value: 80 %, + 900, × 1,1."""
    value: Any = one.get("value")
    match one.get("operation", "set"):
        case "remove":
            return "tas bort"
        case "add":
            return f"+ {swedish.exact(value)}" if value >= 0 else f"\u2212 {swedish.exact(-value)}"
        case "times":
            return f"× {swedish.exact(value)}"
        case "follow_listed":
            return WAYS[FOLLOW]
        case "add_per_listed":
            return f"{WAYS[PER_LISTED]} {swedish.exact(value)}"
    if isinstance(value, dict):
        return "läggs till"
    return shown(path, value)


def _field_shown(declared: Field, value: Any) -> str:
    return declared.show_with_unit(value)
