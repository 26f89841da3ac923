"""Does each lever's exact value reach the target, for a doctor and for the clinic, and how far do levers go?"""

from __future__ import annotations

import random

import numpy as np
import pytest

from planner.calc.clinic import calculate
from planner.calc.require import Alone, Requirement, require
from planner.calc.require_levers import chosen_levers, possible_levers
from planner.calc.require_sum import Sum
from planner.calc.scenarios import apply
from planner.domain.lever import Lever
from planner.domain.plan import Plan, change
from planner.files.json_form import plan_from
from tests.calc.test_require import CASE, alone, reached, with_colleague
from tests.plans import random_plan


@pytest.fixture
def plan() -> Plan:
    found = plan_from(CASE).plan
    assert found is not None
    return found


@pytest.mark.parametrize("doctor", ["A", None])
def test_the_exact_value_of_each_lever_reaches_the_target_when_the_plan_is_changed(
    plan: Plan, doctor: str | None
) -> None:
    plan = change(with_colleague(plan, current_list=700, care_home_patients=60), "doctors.A.fte", 0.9)
    target = 1.05 * reached(calculate(plan), doctor)  # type: ignore[operator]
    held = 0
    for one in pinned(plan, target, doctor).alone:
        if in_field(one) and one.lever.paths:
            changed = apply(plan, one.lever.changes(one.needed)).plan
            assert reached(calculate(changed), doctor) == pytest.approx(target, rel=1e-9), one.lever.path
            held += 1
    assert held > 6


@pytest.mark.parametrize("seed", range(25))
def test_the_exact_value_of_every_lever_of_random_plans(seed: int) -> None:
    """For every doctor and for the clinic: at its exact value the target is hit, however narrow the bounds; where
    there is none, the field's own end does not reach it."""
    plan = random_plan(seed, doctors=seed % 2 + 1, blanks=0)
    for doctor in (None, *(one.doctor_id for one in plan.doctors if one.role != "senior_advisor")):
        today = reached(calculate(plan), doctor)
        if not today:
            continue
        target = today * random.Random(seed).uniform(1.01, 1.4)
        found = pinned(plan, target, doctor)
        whole = Sum(plan, doctor, found.levers)
        at = np.tile(whole.today, (len(found.alone), 1))
        for i, one in enumerate(found.alone):
            at[i, i] = one.needed if in_field(one) else _field_end(one.lever)
        for one, patients in zip(found.alone, whole.patients(at), strict=True):
            if in_field(one):
                assert patients == pytest.approx(target, rel=1e-8), one.lever.path
            else:
                assert not target <= patients < np.inf, one.lever.path


def pinned(plan: Plan, target: float, doctor: str | None) -> Requirement:
    """What the target takes of every lever, one doctor's own too where the clinic is asked for, when none may move."""
    levers = [*possible_levers(plan, doctor)]
    if doctor is None:
        levers += possible_levers(plan, next(one.doctor_id for one in plan.doctors if one.doctor_id))
    return require(plan, target, doctor, {one.path: (one.today, one.today) for one in levers})


def in_field(one: Alone) -> bool:
    """Whether there is an exact value that the field may have."""
    low, high = one.lever.declared.low or 0.0, one.lever.declared.high
    return one.needed is not None and low <= one.needed and (high is None or one.needed <= high)


def _field_end(one: Lever) -> float:
    end = one.declared.high if one.more_helps else one.declared.low or 0.0
    return one.today if end is None else end


def test_the_load_of_the_clinic_leaves_the_care_homes_as_they_are(plan: Plan) -> None:
    plan = change(change(plan, "doctors.A.current_list", 900), "doctors.A.care_home_patients", 100)
    load = alone(require(plan, 1_050, None, {"clinic.planned_load": None}), "clinic.planned_load")
    assert load.needed == pytest.approx(0.88 * (1_050 - 100) / require(plan, 1_000, "A").today)  # type: ignore[operator]


def test_hours_are_the_duties_the_load_and_the_staff(plan: Plan) -> None:
    hours = {"doctors.A.fte": None, "clinic.planned_load": (0.88, 1.0), "doctors.A.meeting_hours": (1.0, 3.0)}
    found = require(change(plan, "doctors.A.fte", 0.9), 915, "A", {**hours, "clinic.indirect_minutes": None})
    (bundle,) = (one for one in found.bundles if one.kind == "hours")
    assert {part.lever.path for part in bundle.parts} == set(hours)


def test_a_senior_adviser_has_no_share_of_full_time_to_move(plan: Plan) -> None:
    plan = with_colleague(plan, role="senior_advisor", fte=0.2)
    plan = change(change(plan, "doctors.A.fte", 0.8), "clinic.region", "Skåne")
    paths = {one.path for one in possible_levers(plan)}
    assert "doctors.A.fte" in paths
    assert "doctors.B.fte" not in paths


@pytest.mark.parametrize(
    ("path", "today", "bounds"),
    [
        ("clinic.share_by_others", 0.2, (0.2, 0.3)),
        ("clinic.share_by_others", 0.9, (0.9, 0.95)),
        ("clinic.contacts.planned_visit.minutes", 25.0, (20.0, 25.0)),
        ("clinic.indirect_minutes", 18.0, (14.4, 18.0)),
        ("clinic.planned_load", 0.8, (0.8, 0.9)),
        ("clinic.planned_load", 0.95, (0.95, 0.95)),
        ("doctors.A.fte", 0.8, (0.8, 1.0)),
        ("doctors.A.meeting_hours", 3.0, (0.0, 3.0)),
    ],
)
def test_how_far_a_lever_goes_where_nobody_has_said(
    plan: Plan, path: str, today: float, bounds: tuple[float, float]
) -> None:
    (one,) = chosen_levers(change(plan, path, today), "A", {path: None})
    assert (one.low, one.high) == pytest.approx(bounds)
    assert one.assumed
