"""What does a change say, in words? “Läkare A: Tjänstgöringsgrad sätts till 80 %.”"""

from __future__ import annotations

import math
from typing import Any

from planner import swedish
from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import doctor_path, field_at, owner_at, path_parts
from planner.domain.scenario import Change, number_value
from planner.schema import Field, Record, fields_of
from planner.swedish import name_key

# how a value or a whole doctor is changed, in words; a doctor that is added is given her values one by one
SET, ADD, TIMES, REMOVE, NEW, GIVEN = "set", "add", "times", "remove", "new", "given"
FOLLOW, PER_LISTED = "follow_listed", "add_per_listed"
WAYS = {
    SET: "sätts till", ADD: "ändras med", TIMES: "multipliceras med",
    FOLLOW: "följer antalet listade", PER_LISTED: "ändras per listad med",
    NEW: "läggs till", GIVEN: "läggs till med", REMOVE: "tas bort",
}  # fmt: skip
MOST_DECIMALS = 4  # that anyone types


def way_of(one: Change) -> str:
    """The key of WAYS: an added doctor is a way of its own."""
    return NEW if isinstance(one.value, Doctor) else one.operation


def value_label(path: str) -> str:
    """Whose value it is and what it is called; a path that cannot exist is shown as it stands."""
    try:
        parts = path_parts(path)
        if len(parts) == 2 and parts[0] == "doctors":
            return parts[1]
        owner, label = owner_at(path), field_at(path).label
    except KeyError:
        return path
    return f"{owner}: {label}" if owner else label


def change_in_words(one: Change) -> str:
    """The change as a clause without a full stop."""
    start = f"{value_label(one.path)} {WAYS[way_of(one)]}"
    if isinstance(one.value, Doctor):
        given = [
            f"{declared.label}: {value_shown(declared, getattr(one.value, key))}"
            for key, declared in fields_of(Doctor).items()
            if key in one.value.model_fields_set and key != "doctor_id"
        ]
        return f"{start} ({'; '.join(given)})" if given else start
    return start if one.operation in (REMOVE, FOLLOW) else f"{start} {_by(one)}"


def _by(one: Change) -> str:
    try:
        declared = field_at(one.path)
    except KeyError:
        return str(one.value)
    number = number_value(one.value)
    if one.operation == SET or number is None:
        return value_shown(declared, one.value)
    if one.operation == TIMES:
        return swedish.exact(rounded(number))
    return _signed(declared, number) if one.operation == ADD else f"{_plus(number)}{swedish.exact(rounded(number))}"


def _signed(declared: Field, number: float) -> str:
    if declared.kind == "share":
        return f"{_plus(number)}{swedish.exact(rounded(number * 100))} procentenheter"
    return f"{_plus(number)}{swedish.exact(rounded(number))} {declared.unit}".strip()


def _plus(number: float) -> str:
    return "+" if number > 0 else ""


def value_shown(declared: Field, value: Any) -> str:
    """A value with its unit; one that was computed, with its many decimals, as many as anyone reads."""
    number = number_value(value)
    if number is None or not declared.numeric or declared.kind == "integer":
        return declared.show_with_unit(value)
    return declared.show_with_unit(rounded(number * 100) / 100 if declared.kind == "share" else rounded(number))


def rounded(number: float) -> float:
    """What was typed as it stands; what has more decimals than anyone types was computed, and needs no more than
    one, or three where it is small as a factor is."""
    if math.isclose(number, round(number, MOST_DECIMALS), rel_tol=1e-12):
        return round(number, MOST_DECIMALS)
    return round(number, 1 if abs(number) >= 10 else 3) or number


def path_from_label(words: str) -> str | None:
    """The path of a value told as `value_label` tells it; None where no value is called so."""
    owner, _, label = words.rpartition(": ")
    if not owner:
        return next((f"clinic.{key}" for key in _called(Clinic, words)), None)
    kind = next((key for key, name in CONTACT_KINDS.items() if name_key(name) == name_key(owner)), None)
    if kind:
        return next((f"clinic.contacts.{kind}.{key}" for key in _called(Contact, label)), None)
    return next((doctor_path(owner.strip(), 0, key) for key in _called(Doctor, label)), None)


def _called(record: type[Record], label: str) -> list[str]:
    return [
        key for key, one in fields_of(record).items() if one.kind != "rows" and name_key(one.label) == name_key(label)
    ]
