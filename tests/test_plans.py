"""Do the random plans reach what they are meant to reach?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from planner.calc.clinic import calculate
from planner.domain.clinic import REGIONS, Clinic
from planner.domain.doctor import EMPLOYMENTS, ROLES, SPECIALTIES, Doctor
from planner.domain.plan import Plan
from planner.domain.rules import check
from planner.schema import fields_of
from tests.plans import YEARS, plans, random_plan


@given(plans())
@settings(max_examples=50, deadline=None)
def test_a_clean_plan_has_no_contradiction(plan: Plan) -> None:
    assert [issue for issue in check(plan) if issue.blocks] == []


def test_seeds_repeat_and_differ() -> None:
    assert random_plan(1) == random_plan(1)
    assert random_plan(1) != random_plan(2)


@pytest.fixture(scope="module")
def many() -> list[Plan]:
    return [random_plan(seed, clean=False) for seed in range(150)]


def test_contradictions_occur(many: list[Plan]) -> None:
    assert sum(any(issue.level == "fel" for issue in check(plan)) for plan in many) > 50


def test_every_field_is_both_filled_in_and_empty(many: list[Plan]) -> None:
    clinics, doctors = [plan.clinic for plan in many], [doctor for plan in many for doctor in plan.doctors]
    for record, found in ((Clinic, clinics), (Doctor, doctors)):
        for key, declared in fields_of(record).items():
            values = [getattr(one, key) for one in found]
            assert any(values), key
            assert declared.required or declared.kind == "rows" or None in values, key


def test_every_choice_and_year_occurs(many: list[Plan]) -> None:
    doctors = [doctor for plan in many for doctor in plan.doctors]
    assert {doctor.role for doctor in doctors} >= set(ROLES)
    assert {doctor.specialty for doctor in doctors} >= set(SPECIALTIES)
    assert {doctor.employment for doctor in doctors} >= set(EMPLOYMENTS)
    assert {plan.clinic.region for plan in many} >= set(REGIONS)
    assert {plan.clinic.year for plan in many} >= set(range(YEARS[0], YEARS[1] + 1))
    assert {len(plan.doctors) for plan in many} >= {0, 1, 14}


def test_there_is_something_to_compute() -> None:
    """Or the comparisons with Python would compare "not computable" with itself."""
    results = [calculate(random_plan(seed)) for seed in range(50)]
    rows = [row for one in results for row in one.doctors]
    assert sum((row["patients"] or 0) > 0 for row in rows) > 0.3 * len(rows)
    assert sum((row["load"] or 0) > 0 for row in rows) > 0.1 * len(rows)
    assert sum((one.clinic["fte_missing"] or 0) > 0 for one in results) > 10
    own = [d.planned_visits_per_year is not None for seed in range(50) for d in random_plan(seed).doctors]
    assert sum(o and (row["patients"] or 0) > 0 for o, row in zip(own, rows, strict=True)) > 10
