"""What would it take for one doctor to hold a wanted list, or for the clinic to name every listed patient?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from planner.calc import levers as closed
from planner.calc.capacity import Floats
from planner.calc.clinic import calculate, plain
from planner.calc.require_bundles import Kind, ways
from planner.calc.require_levers import Bounds, changes_of, chosen_levers, counted
from planner.calc.require_sum import Sum, least_share
from planner.calc.scenarios import apply
from planner.domain.lever import LOAD, MORE_DOCTORS_PATH, Lever
from planner.domain.plan import Plan, change, doctor_path, path_parts
from planner.domain.results import Results
from planner.domain.rules import MINUTES_PER_HOUR
from planner.domain.scenario import Change

# a sum of floating numbers may miss a target it is equal to by this share of it
TOLERANCE = 1e-9
# reached = there is room already; no_list = the role has no list of its own; no_target = nothing to aim at
Status = Literal["reached", "possible", "impossible", "not_computable", "no_list", "no_target"]


@dataclass(frozen=True)
class Alone:
    """One lever with all others as today.

    `needed`: its value that reaches the target, exactly; it may lie beyond the bounds, and None = no value does.
    `value`: the least readable value within the bounds that reaches it, None = none does.
    `patients_at_best`: the patients with the lever at the bound that helps.
    """

    lever: Lever
    needed: float | None
    value: float | None
    patients_at_best: float | None

    @property
    def reachable(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Part:
    """One lever of a bundle: the value it is given, and the patients gained when it is moved after those before it."""

    lever: Lever
    value: float
    gained: float


@dataclass(frozen=True)
class Bundle:
    """Levers moved together. `patients` and `results` are the whole calculation of the changed plan."""

    kind: Kind
    parts: tuple[Part, ...]
    changes: tuple[Change, ...]
    patients: float
    plan: Plan
    results: Results


@dataclass(frozen=True)
class Needs:
    """The closed forms of the method for one doctor, each with the rest as today; None = no such value."""

    more_hours_per_week: float | None
    minutes_per_patient: float | None
    planned_load: float | None
    care_need: float | None


@dataclass(frozen=True)
class Requirement:
    """What a target takes. `today` is the patients of the doctor (care homes not counted), or the clinic's capacity.

    `nearest` is every lever at the bound that helps, where not even that reaches the target.
    """

    doctor_id: str | None
    target: float | None
    status: Status
    today: float | None
    results: Results
    levers: tuple[Lever, ...] = ()
    alone: tuple[Alone, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    nearest: Bundle | None = None
    needs: Needs | None = None


def require(
    plan: Plan,
    target: float | None = None,
    doctor_id: str | None = None,
    levers: Mapping[str, Bounds] | None = None,
) -> Requirement:
    """What the target takes of the levers, alone and together.

    `target`: persons, above 0; left out, the doctor's riktvärde, or for the clinic every listed patient. `doctor_id`
    None = the clinic. `levers`: path → bounds (low, high) in the stored unit, or None for the usual bounds; left out,
    every possible lever. Raises KeyError for a doctor that is not there, WrongLever, ValueError.
    """
    results = calculate(plan)
    row = results.clinic if doctor_id is None else results.doctors[plan.place(doctor_id)]
    if target is None:
        target = usual_target(plan, results, doctor_id)
    if target is not None and not 0 < target < np.inf:
        raise ValueError(f"a target is above 0, not {target}")
    chosen = chosen_levers(plan, doctor_id, levers)
    today = row["capacity"] if doctor_id is None else row["patients"]
    if doctor_id is not None and plan.doctor(doctor_id).role == "senior_advisor":
        return Requirement(doctor_id, target, "no_list", today, results, chosen)
    if today is None or target is None:
        status: Status = "no_target" if today is not None else "not_computable"
        return Requirement(doctor_id, target, status, today, results, chosen)
    needs = None if doctor_id is None else _needs(plan, row, target, doctor_id)
    if max(today, round(today)) >= target * (1 - TOLERANCE):  # a list is whole persons, as the pages show it
        return Requirement(doctor_id, target, "reached", today, results, chosen, needs=needs)
    whole = Sum(plan, doctor_id, tuple(one for one in chosen if one.today > 0 or one.more_helps))
    alone = _alone(whole, target)
    bundles, nearest = _together(whole, target, today)
    found: Status = "possible" if bundles else "impossible"
    return Requirement(doctor_id, target, found, today, results, whole.levers, alone, bundles, nearest, needs)


def usual_target(plan: Plan, results: Results, doctor_id: str | None) -> float | None:
    """What is asked for where nothing else is: the doctor's riktvarde, or every listed patient of the clinic."""
    doctor = results.doctors[plan.place(doctor_id)] if doctor_id is not None else None
    found = plan.clinic.listed_patients if doctor is None else doctor["riktvarde"]
    return None if not found else float(round(found))


def _needs(plan: Plan, row: Mapping[str, Any], target: float, doctor_id: str) -> Needs:
    """The closed forms; hours and minutes as they stand are those of the doctor's result."""
    minutes, hours, load = row["minutes_per_patient"], row["patient_hours"], plan.clinic.planned_load or np.nan
    care = plan.doctor(doctor_id).care_need
    other = calculate(change(plan, doctor_path(doctor_id, 0, "care_need"), 1.0 if care != 1 else 2.0)) if care else None
    allowed = float(closed.minutes_per_patient_for(target, row["planned_hours"]))
    need = np.nan
    if other is not None and care:
        changed = other.doctors[plan.place(doctor_id)]["minutes_per_patient"]
        need = float(closed.linear_root(care, 1.0 if care != 1 else 2.0, minutes - allowed, changed - allowed))
    return Needs(
        plain(float(closed.more_hours_per_week(target, minutes, load, hours, row["net_weeks"]))),
        allowed if allowed > 0 else None,
        plain(float(closed.planned_load_for(target, minutes, hours))),
        need if need > 0 else None,
    )


def _alone(whole: Sum, target: float) -> tuple[Alone, ...]:
    """Each lever with the others as today."""
    count = len(whole.levers)
    if not count:
        return ()
    single = np.eye(count)
    at_best = whole.patients(whole.today + single * (whole.best - whole.today))
    return tuple(
        Alone(
            lever,
            needed,
            _first_that_reaches(whole, target, i) if best >= target * (1 - TOLERANCE) else None,
            plain(float(best)),
        )
        for i, (lever, needed, best) in enumerate(zip(whole.levers, _needed(whole, target), at_best, strict=True))
    )


def _first_that_reaches(whole: Sum, target: float, place: int) -> float:
    """The least readable move of one lever that reaches the target, as its bound does."""
    values = whole.levers[place].readable()
    low, high = 0, len(values) - 1
    position = whole.today.copy()

    def reaches(i: int) -> bool:
        position[place] = values[i]
        return bool(whole.patients(position[None, :])[0] >= target * (1 - TOLERANCE))

    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle + 1, high)
    return float(values[low])


def _needed(whole: Sum, target: float) -> list[float | None]:
    """The exact value of each lever: in closed form where the sum is linear in it, else by halving as far as the
    field itself goes."""
    far = Sum(whole.plan, whole.doctor_id, tuple(_as_far_as_can_be(one) for one in whole.levers))
    count = len(far.levers)
    shares = least_share(far, target, np.eye(count))
    halved = far.today + shares * (far.best - far.today)
    linear = [_linear(whole, target, i) for i in range(count)]
    return [plain(float(h if one is None else one)) for one, h in zip(linear, halved, strict=True)]


def _as_far_as_can_be(one: Lever) -> Lever:
    least, most = one.declared.low or 0.0, one.today if one.declared.high is None else one.declared.high
    return one.between((least, max(most, one.today)))


def _linear(whole: Sum, target: float, place: int) -> float | None:
    """The closed form of the lever in that place; None where the sum is not linear in it.

    For one doctor, the minutes that the planned hours have over those that the target takes are linear in each lever
    alone. For the clinic so are they in the levers of one doctor, whose own target is what the others leave.
    """
    lever = whole.levers[place]
    positions = np.array([whole.today, whole.today])
    positions[1, place] += 1.0
    if whole.doctor_id is None and (lever.kind == LOAD or lever.path == MORE_DOCTORS_PATH):
        total = whole.patients(positions)
        if lever.path == MORE_DOCTORS_PATH:
            return float(closed.linear_root(0.0, 1.0, *(total - target)))
        fixed = _care_homes(whole)
        return float(lever.today * (target - fixed) / (total[0] - fixed)) if total[0] > fixed else np.nan
    doctor = whole.doctor_id
    if doctor is None:
        if lever.of_every_doctor or not lever.path.startswith("doctors."):
            return None
        doctor = path_parts(lever.path)[1]
        if not counted(whole.plan)[whole.plan.place(doctor)]:
            return np.nan
    return _linear_for_doctor(whole, target, positions, place, whole.plan.place(doctor))


def _linear_for_doctor(whole: Sum, target: float, positions: Floats, place: int, doctor: int) -> float:
    lever = whole.levers[place]
    with np.errstate(invalid="ignore", divide="ignore"):
        hours, minutes, everyone = whole.hours_and_minutes(positions)
        if whole.doctor_id is None:
            target = target - float(whole.patients(positions[:1])[0]) + float(everyone[0, doctor])
        excess = hours[:, doctor] * MINUTES_PER_HOUR - target * minutes[:, doctor]
        return float(closed.linear_root(lever.today, lever.today + 1.0, excess[0], excess[1]))


def _care_homes(whole: Sum) -> float:
    counts = counted(whole.plan)
    return sum(
        float(one.care_home_patients or 0)
        for one, counts_too in zip(whole.plan.doctors, counts, strict=True)
        if counts_too
    )


def _together(whole: Sum, target: float, today: float) -> tuple[tuple[Bundle, ...], Bundle | None]:
    """The bundles that reach the target, each calculated anew; where there are none, how near one comes."""
    found: dict[tuple[float, ...], Bundle] = {}
    for kind, candidates in ways(whole, target * (1 - TOLERANCE / 2)):
        for values in candidates:
            bundle = _bundle(whole, kind, values, today)
            if bundle is not None and bundle.patients >= target * (1 - TOLERANCE):
                found.setdefault(tuple(values), bundle)
                break
    if found:
        return tuple(found.values()), None
    # without a value only where contacts take no time and nobody has any: then every position comes to today's nought
    nearest = _bundle(whole, "nearest", [float(value) for value in whole.best], today)
    return (), nearest or _bundle(whole, "nearest", [one.today for one in whole.levers], today)


def _bundle(whole: Sum, kind: Kind, values: Sequence[float], today: float) -> Bundle | None:
    """The changed plan calculated; None where it is not computable."""
    changes = changes_of(whole.plan, whole.levers, values)
    applied = apply(whole.plan, changes)
    results = calculate(applied.plan)
    after = results.clinic["capacity"] if whole.doctor_id is None else results.doctor(whole.doctor_id)["patients"]
    if after is None or applied.skipped:
        return None
    return Bundle(kind, _parts(whole, values, today, after), changes, after, applied.plan, results)


def _parts(whole: Sum, values: Sequence[float], today: float, after: float) -> tuple[Part, ...]:
    """The levers moved, in order; what each adds to those before it sums to the whole gain."""
    moved = [i for i, value in enumerate(values) if value != whole.levers[i].today]
    positions = np.tile(whole.today, (len(moved) + 1, 1))
    for step, i in enumerate(moved, 1):
        positions[step:, i] = values[i]
    reached = whole.patients(positions) if moved else np.array([today])
    reached[0], reached[-1] = today, after
    return tuple(Part(whole.levers[i], values[i], float(gain)) for i, gain in zip(moved, np.diff(reached), strict=True))
