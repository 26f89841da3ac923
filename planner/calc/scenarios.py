"""What does a plan become with a scenario's changes, and what does each scenario come to beside the baseline?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pydantic

from planner.calc.clinic import calculate
from planner.domain.change_text import LARGEST, operations_at
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
from planner.domain.rules import ordinary_listed
from planner.domain.scenario import Change, Scenario, number_value
from planner.schema import Field, Issue
from planner.swedish import exact

LAPSED = "Ändringen gäller inte längre"
FAULTS = ("fel", "saknas")
LARGE_FACTOR = 10  # 80 was probably meant as 80 %


@dataclass(frozen=True)
class Applied:
    """A plan after a list of changes. `issues` say which changes no longer apply ("fel", they were left out),
    which make no difference ("upplysning") and which were hardly meant ("rimlighet"); `skipped` are the places in the
    list of those left out."""

    plan: Plan
    issues: tuple[Issue, ...] = ()
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """One change: the plans before and after it, why it was left out (empty when it was not), the listed outside care
    homes that it meets and those that its value was counted for."""

    change: Change
    before: Plan
    after: Plan
    problem: str
    listed: int | None
    counted_for: int | None


@dataclass(frozen=True)
class Outcome:
    """One scenario worked out: its plan, its results and what there is to say of its changes. `faults` are what is
    wrong or missing in the changed plan and not in the baseline. A colleague's hours in `scenario` are those of the
    listed that it has now."""

    scenario: Scenario
    plan: Plan
    results: Results
    issues: tuple[Issue, ...] = ()
    faults: tuple[Issue, ...] = ()


class NotApplicable(ValueError):
    """A change that the plan has no place for; the text says why, in Swedish."""


def apply(plan: Plan, changes: Iterable[Change]) -> Applied:
    """The baseline with the changes made in order. What does not apply is left out and said; nothing raises."""
    after, issues, skipped = baseline(plan), [], []
    for place, step in enumerate(steps(plan, changes)):
        path, after = step.change.path, step.after
        if step.problem:
            issues.append(Issue("fel", path, f"{LAPSED}: {step.problem}", path))
            skipped.append(place)
        elif step.after == step.before:
            issues.append(Issue("upplysning", path, "Ändringen gör ingen skillnad: så är det redan.", path))
        elif step.change.operation == "times" and abs(number_value(step.change.value) or 0) > LARGE_FACTOR:
            text = f"Multipliceras med {exact(number_value(step.change.value) or 0)}. Kontrollera att det är rätt."
            issues.append(Issue("rimlighet", path, text, path))
    return Applied(after, (*issues, *_contacts_left_behind(plan, after)), tuple(skipped))


def _contacts_left_behind(plan: Plan, after: Plan) -> Iterator[Issue]:
    """More listed who bring no contacts with them would each take less time: hardly what was meant."""
    measured = plan.clinic.contacts or plan.clinic.direct_hours_per_year
    same = (after.clinic.contacts, after.clinic.direct_hours_per_year) == (
        plan.clinic.contacts, plan.clinic.direct_hours_per_year,
    )  # fmt: skip
    if measured and same and ordinary_listed(after) not in (None, ordinary_listed(plan)):
        text = (
            "Antalet listade ändras men inte antalet kontakter: varje listad räknas då ta mer eller mindre tid än nu."
            " Låt kontakterna följa antalet listade om de nya tar lika mycket tid."
        )
        yield Issue("rimlighet", "clinic.listed_patients", text, "clinic.listed_patients")


def steps(plan: Plan, changes: Iterable[Change]) -> Iterator[Step]:
    """The changes one by one, each on the plan as those before it have left it.

    What follows the listed meets those of the plan so far, so a change of the listed stands before it; and beside
    the baseline's, or those that the value followed last, so two such changes are not counted twice.
    """
    now = baseline(plan)
    start, followed = ordinary_listed(now), dict[str, int | None]()
    for one in changes:
        counted_for, listed = followed.get(one.path, start), ordinary_listed(now)
        try:
            after, problem = _changed_plan(now, one, counted_for), ""
        except NotApplicable as error:
            after, problem = now, str(error)
        else:
            if one.operation == "follow_listed":
                followed[one.path] = listed
        yield Step(one, now, after, problem, listed, counted_for)
        now = after


def _changed_plan(plan: Plan, one: Change, counted_for: int | None) -> Plan:
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
    number = _plain(plan, one, counted_for) if one.operation in ("follow_listed", "add_per_listed") else one
    value = _value(declared, today, number)
    try:
        return change(plan, one.path, value)
    except pydantic.ValidationError as error:
        shown = declared.show_with_unit(value) if not isinstance(value, Doctor) else "en läkare"
        raise NotApplicable(f"{declared.label} kan inte vara {shown}; förväntade {declared.expected}.") from error


def _plain(plan: Plan, one: Change, counted_for: int | None) -> Change:
    """A change that follows the listed as the factor or the number that it is with the listed of this plan."""
    listed, by = ordinary_listed(plan), number_value(one.value)
    if one.operation not in operations_at(one.path):
        raise NotApplicable("bara antal kontakter på ett år följer antalet listade.")
    if listed is None or counted_for is None:
        raise NotApplicable("antalet listade utanför särskilt boende är inte ifyllt.")
    if one.operation == "follow_listed":
        return one.model_copy(update={"operation": "times", "value": listed / counted_for})
    return one.model_copy(update={"operation": "add", "value": None if by is None else by * listed})


def outcomes(plan: Plan, scenarios: Sequence[Scenario]) -> tuple[Outcome, ...]:
    """Each scenario's plan and results, in order."""
    return tuple(outcome(plan, scenario) for scenario in scenarios)


def outcome(plan: Plan, scenario: Scenario) -> Outcome:
    """One scenario worked out on the plan as it is now."""
    applied = apply(plan, scenario.changes)
    results = calculate(applied.plan)
    return Outcome(
        _counted_now(scenario, applied.plan), applied.plan, results, applied.issues, _faults(plan, results.issues)
    )


def _faults(plan: Plan, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """What is wrong or missing that the plan as it is does not have."""
    found = tuple(one for one in issues if one.level in FAULTS)
    before = {one.path for one in calculate(baseline(plan)).issues if one.level in FAULTS} if found else set()
    return tuple(one for one in found if one.path not in before)


def _counted_now(scenario: Scenario, after: Plan) -> Scenario:
    """The scenario with a colleague's hours for the listed that it has now, where it is said for which they were
    counted."""
    hours, then, now = scenario.colleague_hours, scenario.colleague_listed, ordinary_listed(after)
    if hours is None or not then or now is None or then == now:
        return scenario
    return scenario.model_copy(update={"colleague_hours": hours * now / then, "colleague_listed": now})


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
        return f"{parts[1]} finns inte bland läkarna."
    return f"”{'.'.join(parts)}” är ingen uppgift i planen."
