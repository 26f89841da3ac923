"""What is a plan, and how does one changed value make another plan?"""

from __future__ import annotations

import re
from typing import Any

from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.scenario import Comment, Scenario
from planner.schema import Field, Record, fields_of

_PATH_PART = re.compile(r'"((?:[^"]|"")*)"(?:\.|$)|([^."]+)(?:\.|$)')


class Plan(Record):
    """One clinic's enhetsdel and its doctors' läkardelar for one year, and the scenarios and comments that are kept
    with it. A frozen value."""

    clinic: Clinic
    doctors: tuple[Doctor, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    comments: tuple[Comment, ...] = ()

    def doctor(self, doctor_id: str) -> Doctor:
        """The doctor with that id. Raises KeyError."""
        return self.doctors[self.place(doctor_id)]

    def place(self, doctor_id: str) -> int:
        """The doctor's place in the plan, from 0. Raises KeyError."""
        for i, doctor in enumerate(self.doctors):
            if doctor.doctor_id == doctor_id:
                return i
        raise KeyError(f"no doctor {doctor_id!r} in the plan")

    def contact(self, kind: str) -> Contact | None:
        """The clinic's row of that kind, or None."""
        return next((row for row in self.clinic.contacts if row.kind == kind), None)


def unconfirmed(plan: Plan) -> tuple[str, ...]:
    """The paths of values that are our assumptions and that nobody has made her own."""
    records: list[tuple[str, Record]] = [("clinic", plan.clinic)]
    records += [(f"clinic.contacts.{row.kind or i}", row) for i, row in enumerate(plan.clinic.contacts)]
    records += [(doctor_path(doctor.doctor_id, i), doctor) for i, doctor in enumerate(plan.doctors)]
    return tuple(
        f"{path}.{key}"
        for path, record in records
        for key, declared in fields_of(type(record)).items()
        if declared.assumed and key not in record.model_fields_set and getattr(record, key) is not None
    )


def quoted(part: str) -> str:
    """A doctor id as it stands in a path: quoted where it holds a dot, a quote or a blank end, or could be read as
    the sign of a written change."""
    plain = part and not any(sign in part for sign in '."=') and part == part.strip() and part[-1] not in "+-*"
    return part if plain else '"' + part.replace('"', '""') + '"'


def doctor_path(doctor_id: str | None, place: int, key: str = "") -> str:
    """The path of a doctor's field; a doctor without an id is told by place."""
    start = f"doctors.{quoted(doctor_id)}" if doctor_id else f"doctors[{place}]"
    return f"{start}.{key}" if key else start


def path_parts(path: str) -> list[str]:
    """The parts of a path such as doctors."Dr. A".fte. Raises KeyError when it is no path."""
    parts, at = [], 0
    while at < len(path):
        match = _PATH_PART.match(path, at)
        if not match:
            raise KeyError(f"not a path: {path!r}")
        parts.append(match[1].replace('""', '"') if match[1] is not None else match[2])
        at = match.end()
    if not parts or path.endswith("."):
        raise KeyError(f"not a path: {path!r}")
    return parts


def changed_record(record: Record, key: str, value: Any) -> Any:
    """`record` with one field changed, checked by its declaration. Raises KeyError, pydantic.ValidationError."""
    if key not in fields_of(type(record)):
        raise KeyError(f"{type(record).__name__} has no field {key!r}")
    given = {name: getattr(record, name) for name in record.model_fields_set}
    return type(record).model_validate({**given, key: value})


def change(plan: Plan, path: str, value: Any) -> Plan:
    """A new plan with the value at `path` changed: change(plan, "doctors.A.fte", 0.8).

    Paths: clinic.<key>, clinic.contacts.<kind>.<key> (the row is added where there is none),
    doctors.<doctor_id>.<key>. Shares are 0–1. Raises KeyError for a path that does not exist and
    pydantic.ValidationError for a value that the field's declaration does not allow.
    """
    match path_parts(path):
        case ["clinic", "contacts", kind, key] if kind in CONTACT_KINDS:
            rows = list(plan.clinic.contacts)
            at = next((i for i, row in enumerate(rows) if row.kind == kind), len(rows))
            row = rows[at] if at < len(rows) else Contact(kind=kind)
            rows[at : at + 1] = [changed_record(row, key, value)]
            return plan.model_copy(update={"clinic": changed_record(plan.clinic, "contacts", tuple(rows))})
        case ["clinic", key]:
            return plan.model_copy(update={"clinic": changed_record(plan.clinic, key, value)})
        case ["doctors", doctor_id, key]:
            at = plan.place(doctor_id)
            doctors = list(plan.doctors)
            doctors[at] = changed_record(doctors[at], key, value)
            return plan.model_copy(update={"doctors": tuple(doctors)})
    raise KeyError(f"no such path: {path!r}")


def value_at(plan: Plan, path: str) -> Any:
    """The value at `path`. Raises KeyError for a path that does not exist."""
    record: Record | None
    match path_parts(path):
        case ["clinic", "contacts", kind, key] if kind in CONTACT_KINDS:
            record = plan.contact(kind)
        case ["clinic", key]:
            record = plan.clinic
        case ["doctors", doctor_id, key]:
            record = plan.doctor(doctor_id)
        case _:
            raise KeyError(f"no such path: {path!r}")
    if record is None or key not in fields_of(type(record)):
        raise KeyError(f"no such path: {path!r}")
    return getattr(record, key)


def field_at(path: str) -> Field:
    """The declaration of the value at `path`, whatever plan it is in. Raises KeyError for a path that cannot exist."""
    match path_parts(path):
        case ["clinic", "contacts", kind, key] if kind in CONTACT_KINDS and key in fields_of(Contact):
            return fields_of(Contact)[key]
        case ["clinic", key] if key in fields_of(Clinic):
            return fields_of(Clinic)[key]
        case ["doctors", _, key] if key in fields_of(Doctor):
            return fields_of(Doctor)[key]
    raise KeyError(f"no such path: {path!r}")


def owner_at(path: str) -> str:
    """Whose value it is, in words: a doctor's signature, a kind of contact, empty for the clinic."""
    match path_parts(path):
        case ["clinic", "contacts", kind, *_]:
            return CONTACT_KINDS.get(kind, kind)
        case ["doctors", doctor_id, *_]:
            return doctor_id
    return ""


def with_doctor(plan: Plan, doctor: Doctor, place: int | None = None) -> Plan:
    """A new plan with `doctor` added last, or put in the place of an earlier one."""
    doctors = list(plan.doctors)
    if place is None:
        doctors.append(doctor)
    else:
        doctors[place] = doctor
    return plan.model_copy(update={"doctors": tuple(doctors)})


def without_doctor(plan: Plan, place: int) -> Plan:
    """A new plan without the doctor in that place."""
    return plan.model_copy(update={"doctors": plan.doctors[:place] + plan.doctors[place + 1 :]})


def clinic_scenarios(plan: Plan) -> tuple[Scenario, ...]:
    """The scenarios of the clinic: a doctor's own proposals are hers, and stand on no paper that others are given
    unless she asks for it."""
    return tuple(one for one in plan.scenarios if one.doctor_id is None)


def baseline(plan: Plan) -> Plan:
    """The plan alone, without what is kept with it: what a scenario's changes are made to."""
    return plan.model_copy(update={"scenarios": (), "comments": ()})


def free_id(plan: Plan, start: str = "Läkare") -> str:
    """A signature that no doctor of the plan has: Läkare A, Läkare B …"""
    taken = {doctor.doctor_id for doctor in plan.doctors}
    letters = [chr(ord("A") + i) for i in range(26)]
    names = [*letters, *(a + b for a in letters for b in letters)]
    return next(f"{start} {name}" for name in names if f"{start} {name}" not in taken)
