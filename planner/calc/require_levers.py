"""Which levers does a plan have for a wanted list, and which change of the plan is each of them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planner.calc.eligibility import doctor_eligibility
from planner.domain.doctor import Doctor
from planner.domain.lever import (
    EVERY_DOCTOR,
    HOURS,
    MORE_DOCTORS,
    MORE_DOCTORS_PATH,
    STAFFING,
    Lever,
    WrongLever,
    clinic_levers,
    contact_levers,
    doctor_levers,
    every_doctor_path,
    every_doctors,
    lever,
)
from planner.domain.plan import Plan, doctor_path, field_at, path_parts, value_at, with_doctor
from planner.domain.rules import OWN_FIGURES, OWN_VISITS, SUMS
from planner.domain.scenario import Change, number_value
from planner.domain.usual import new_doctor
from planner.schema import fields_of

Bounds = tuple[float, float] | None


def possible_levers(plan: Plan, doctor_id: str | None = None) -> tuple[Lever, ...]:
    """The levers that can move today's list of one doctor, or of the clinic, with the usual bounds.

    For the clinic a duty is one lever for every doctor that counts. A value that is empty, or at zero already where
    less would help, is no lever. Raises KeyError for a doctor that is not there.
    """
    own = _of_doctor(plan, doctor_id) if doctor_id is not None else _of_doctors(plan)
    found = [*own, *_of_clinic(plan, doctor_id)]
    return tuple(one for one in found if one.today > 0 or one.more_helps)


def chosen_levers(plan: Plan, doctor_id: str | None, wanted: Mapping[str, Bounds] | None) -> tuple[Lever, ...]:
    """The levers with these paths, each with the user's bounds or (None) the usual ones; all of them without a choice.

    A duty of every doctor leaves out those whose own lever is chosen too. Raises WrongLever, KeyError.
    """
    if wanted is None:
        return possible_levers(plan, doctor_id)
    levers = [lever_at(plan, path, doctor_id) for path in wanted]
    single = {path for one in levers if not one.of_every_doctor for path in one.paths}
    levers = [_without(one, single) for one in levers]
    return tuple(one if (own := wanted[one.path]) is None else one.between(own) for one in levers)


def lever_at(plan: Plan, path: str, doctor_id: str | None = None) -> Lever:
    """The lever with that path, with the usual bounds. Raises WrongLever."""
    if doctor_id is None and path == MORE_DOCTORS_PATH:
        return lever(path, MORE_DOCTORS, STAFFING, 0.0, ())
    try:
        parts = path_parts(path)
    except KeyError as error:
        raise WrongLever(f"”{path}” är ingen uppgift i planen.") from error
    match parts:
        case ["doctors", whose, key] if whose == EVERY_DOCTOR and doctor_id is None and _is_duty(key):
            return _every_doctor(plan, key)
        case ["doctors", whose, key] if key in doctor_levers():
            kind = doctor_levers()[key]
            if doctor_id not in (None, whose):
                raise WrongLever(f"{path}: uppgiften påverkar inte listan för {doctor_id}.")
        case ["clinic", "contacts", _, key] if key in contact_levers():
            kind = contact_levers()[key]
        case ["clinic", key] if key in clinic_levers():
            kind = clinic_levers()[key]
        case _:
            raise WrongLever(f"{path}: uppgiften kan inte flyttas här.")
    try:
        declared, today = field_at(path), number_value(value_at(plan, path))
    except KeyError as error:
        raise WrongLever(f"”{path}” finns inte i planen.") from error
    if today is None:
        raise WrongLever(f"{path}: {declared.label} är inte ifyllt.")
    return lever(path, declared, kind, today, (path,))


def counted(plan: Plan) -> tuple[bool, ...]:
    """Which doctors the clinic's capacity counts."""
    return tuple(doctor_eligibility(plan.clinic.region, one).outcome in SUMS["capacity"] for one in plan.doctors)


def with_more_doctors(plan: Plan, count: int) -> Plan:
    """The plan with that many of the clinic's usual new doctors."""
    for _ in range(count):
        plan = with_doctor(plan, new_doctor(plan))
    return plan


def changes_of(plan: Plan, levers: Sequence[Lever], values: Sequence[float]) -> tuple[Change, ...]:
    """The changes that give each lever its value; a lever at today's value gives none."""
    moved = [(one, value) for one, value in zip(levers, values, strict=True) if value != one.today]
    found = [change for one, value in moved for change in one.changes(value)]
    more = next((int(value) for one, value in moved if one.path == MORE_DOCTORS_PATH), 0)
    for doctor in with_more_doctors(plan, more).doctors[len(plan.doctors) :]:
        found.append(Change(path=doctor_path(doctor.doctor_id, 0), value=doctor))
    return tuple(found)


def _of_doctor(plan: Plan, doctor_id: str) -> Iterator[Lever]:
    doctor = plan.doctor(doctor_id)
    if _told_apart(plan)[plan.place(doctor_id)]:
        for key in doctor_levers():
            if number_value(getattr(doctor, key)) is not None:
                yield lever_at(plan, doctor_path(doctor_id, 0, key), doctor_id)


def _of_doctors(plan: Plan) -> Iterator[Lever]:
    for key in filter(_is_duty, doctor_levers()):
        found = _every_doctor(plan, key)
        if found.paths:
            yield found
    for doctor, counts, unique in zip(plan.doctors, counted(plan), _told_apart(plan), strict=True):
        if counts and unique and doctor.fte is not None and doctor.role != "senior_advisor":
            one = lever_at(plan, doctor_path(doctor.doctor_id, 0, "fte"))
            if one.room:
                yield one
    yield lever_at(plan, MORE_DOCTORS_PATH)


def _of_clinic(plan: Plan, doctor_id: str | None) -> Iterator[Lever]:
    """The clinic's levers; those that the doctor's own figures stand in for do not move her list."""
    own = plan.doctor(doctor_id) if doctor_id is not None else Doctor()
    measured = {key for key in OWN_FIGURES if getattr(own, key) is not None}
    for key in clinic_levers():
        replaced = key == "indirect_minutes" and "indirect_hours_per_year" in measured
        if number_value(getattr(plan.clinic, key)) is not None and not replaced:
            yield lever_at(plan, f"clinic.{key}", doctor_id)
    for row in plan.clinic.contacts:
        for key in contact_levers():
            replaced = key == "contacts_per_year" and OWN_VISITS.get(row.kind or "") in measured
            if row.kind and getattr(row, key) is not None and not replaced:
                yield lever_at(plan, f"clinic.contacts.{row.kind}.{key}", doctor_id)


def _every_doctor(plan: Plan, key: str) -> Lever:
    paths = tuple(
        doctor_path(doctor.doctor_id, 0, key)
        for doctor, counts, unique in zip(plan.doctors, counted(plan), _told_apart(plan), strict=True)
        if counts and unique and getattr(doctor, key)
    )
    return lever(every_doctor_path(key), every_doctors(key), HOURS, 1.0, paths)


def _without(one: Lever, single: set[str]) -> Lever:
    if not one.of_every_doctor:
        return one
    return replace(one, paths=tuple(path for path in one.paths if path not in single))


def _is_duty(key: str) -> bool:
    return key in fields_of(Doctor) and doctor_levers().get(key) == HOURS


def _told_apart(plan: Plan) -> tuple[bool, ...]:
    """Whether a path can name each doctor: she has a signature, and nobody else has it."""
    count = Counter(one.doctor_id for one in plan.doctors)
    return tuple(bool(one.doctor_id) and count[one.doctor_id] == 1 for one in plan.doctors)
