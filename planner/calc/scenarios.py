"""What does a plan become with a scenario's changes, and what does each scenario come to beside the baseline?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pydantic

from planner.calc.clinic import calculate
from planner.domain.change_text import LARGEST
from planner.domain.doctor import Doctor
from planner.domain.plan import (
    Plan,
    baseline,
    change,
    field_at,
    path_parts,
    value_at,
    with_doctor,
    without_doctor,
)
from planner.domain.results import Results
from planner.domain.scenario import Change, Scenario, number_value
from planner.schema import Field, Issue


@dataclass(frozen=True)
class Applied:
    """A plan after a list of changes. `issues` say which changes no longer apply ("fel", they were left out) and
    which make no difference ("upplysning"); `skipped` are the places in the list of those left out."""

    plan: Plan
    issues: tuple[Issue, ...] = ()
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """One scenario worked out: its plan, its results and what there is to say of its changes."""

    scenario: Scenario
    plan: Plan
    results: Results
    issues: tuple[Issue, ...] = ()


class NotApplicable(ValueError):
    """A change that the plan has no place for; the text says why, in Swedish."""


def apply(plan: Plan, changes: Iterable[Change]) -> Applied:
    """The baseline with the changes made in order. What does not apply is left out and said; nothing raises."""
    after, issues, skipped = baseline(plan), [], []
    for place, one in enumerate(changes):
        try:
            changed = changed_plan(after, one)
        except NotApplicable as error:
            issues.append(Issue("fel", one.path, f"Ändringen gäller inte längre: {error}", one.path))
            skipped.append(place)
            continue
        if changed == after:
            issues.append(Issue("upplysning", one.path, "Ändringen gör ingen skillnad: så är det redan.", one.path))
        after = changed
    return Applied(after, tuple(issues), tuple(skipped))


def changed_plan(plan: Plan, one: Change) -> Plan:
    """The plan with one change made. Raises NotApplicable."""
    try:
        parts = path_parts(one.path)
    except KeyError as error:
        raise NotApplicable(f"”{one.path}” är ingen uppgift i planen.") from error
    if len(parts) == 2 and parts[0] == "doctors":
        return _doctor_changed(plan, parts[1], one)
    try:
        declared, today = field_at(one.path), _today(plan, one.path)
    except KeyError as error:
        raise NotApplicable(_no_such(parts)) from error
    value = _value(declared, today, one)
    try:
        return change(plan, one.path, value)
    except pydantic.ValidationError as error:
        shown = declared.show_with_unit(value) if not isinstance(value, Doctor) else "en läkare"
        raise NotApplicable(f"{declared.label} kan inte vara {shown}; förväntade {declared.expected}.") from error


def outcomes(plan: Plan, scenarios: Sequence[Scenario]) -> tuple[Outcome, ...]:
    """Each scenario's plan and results, in order."""
    return tuple(outcome(plan, scenario) for scenario in scenarios)


def outcome(plan: Plan, scenario: Scenario) -> Outcome:
    """One scenario worked out on the plan as it is now."""
    applied = apply(plan, scenario.changes)
    return Outcome(scenario, applied.plan, calculate(applied.plan), applied.issues)


def _doctor_changed(plan: Plan, doctor_id: str, one: Change) -> Plan:
    there = any(doctor.doctor_id == doctor_id for doctor in plan.doctors)
    if one.operation == "remove":
        if not there:
            raise NotApplicable(f"{doctor_id} finns inte bland läkarna.")
        return without_doctor(plan, plan.place(doctor_id))
    if not isinstance(one.value, Doctor) or one.operation != "set":
        raise NotApplicable(f"{doctor_id} är en läkare; ange en av läkarens uppgifter.")
    if there:
        raise NotApplicable(f"{doctor_id} finns redan bland läkarna.")
    return with_doctor(plan, one.value.model_copy(update={"doctor_id": doctor_id}))


def _today(plan: Plan, path: str) -> Any:
    """The value now; a kind of contact that has no row yet has none."""
    match path_parts(path):
        case ["clinic", "contacts", kind, key] if plan.contact(kind) is None:
            return None if key in ("contacts_per_year", "minutes") else field_at(path).default_value()
    return value_at(plan, path)


def _value(declared: Field, today: Any, one: Change) -> Any:
    if one.operation == "remove":
        raise NotApplicable("bara en hel läkare kan tas bort.")
    if one.operation == "set":
        if isinstance(one.value, int) and not isinstance(one.value, bool) and declared.kind in ("number", "share"):
            return float(one.value)
        return one.value
    by, number = number_value(one.value), number_value(today)
    if by is None or not declared.numeric:
        raise NotApplicable(f"{declared.label} är inget tal som kan räknas om.")
    if number is None and one.operation == "add" and declared.key == "contacts_per_year":
        number = 0.0  # a kind of contact that was not there
    if number is None:
        raise NotApplicable(f"{declared.label} är inte ifyllt, så det finns inget att räkna om.")
    value = number + by if one.operation == "add" else number * by
    if not abs(value) <= LARGEST:
        raise NotApplicable(f"{declared.label} blir för stort.")
    return round(value) if declared.kind == "integer" else _within_rounding(declared, value)


def _within_rounding(declared: Field, value: float) -> float:
    """1.0 where 0.9 + 0.1 came to a hair more: a bound is not broken by binary fractions."""
    for bound in (declared.low, declared.high):
        if bound is not None and math.isclose(value, bound, rel_tol=1e-12, abs_tol=1e-12):
            return float(bound)
    return value


def _no_such(parts: Sequence[str]) -> str:
    if parts[0] == "doctors" and len(parts) > 1:
        return f"{parts[1]} finns inte bland läkarna, eller har ingen uppgift ”{parts[-1]}”."
    return f"”{'.'.join(parts)}” är ingen uppgift i planen."
