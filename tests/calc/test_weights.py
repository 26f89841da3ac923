"""Do the weights of the inputs stand for what happens to the number, and does their share say what is assumed?"""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calc.clinic import calculate
from planner.calc.weights import Weights, clinic_weights, doctor_weights
from planner.domain.clinic import Clinic
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, change, unconfirmed, value_at
from planner.schema import Record, fields_of
from tests.plans import plans
from tests.reports import examples

A_HAIR = 1e-5
# at a kink (as many days absent as there are) a slope has two sides; so near a full number it has none
CLOSE = {"rel_tol": 1e-3, "abs_tol": 1e-4}


def forgotten(plan: Plan, seed: int) -> Plan:
    """The plan where some values that equal their defaults are the default again, as if nobody had given them."""
    rng = random.Random(seed)

    def some(record: Record) -> Record:
        left_out = {
            key
            for key, declared in fields_of(type(record)).items()
            if declared.kind != "rows" and declared.default_value() == getattr(record, key) and rng.random() < 0.6
        }
        given = {key: getattr(record, key) for key in record.model_fields_set - left_out}
        return type(record).model_validate(given)

    return plan.model_copy(update={"clinic": some(plan.clinic), "doctors": tuple(some(one) for one in plan.doctors)})


def every_weight(plan: Plan) -> list[Weights]:
    return [clinic_weights(plan), *(doctor_weights(plan, place) for place in range(len(plan.doctors)))]


@settings(max_examples=30)
@given(plans(most_doctors=4), st.integers(0, 1_000))
def test_a_weight_is_what_happens_to_the_number_when_the_value_is_changed(plan: Plan, seed: int) -> None:
    plan = forgotten(plan, seed)
    for place, row in enumerate(calculate(plan).doctors):
        for one in doctor_weights(plan, place).inputs:
            value = value_at(plan, one.path)
            if one.field.kind == "integer" or value == one.field.high or row["named_patients"] < 1:
                continue  # a count cannot be a hair larger, nor a value at its bound
            larger = calculate(change(plan, one.path, value * (1 + A_HAIR)))
            after = larger.doctors[place]["named_patients"]
            found = abs(after / row["named_patients"] - 1) / A_HAIR
            assert math.isclose(found, one.weight, **CLOSE) or one.weight > 1_000, one.path


@settings(max_examples=30)
@given(plans(most_doctors=5), st.integers(0, 1_000))
def test_the_clinics_weights_are_those_of_its_doctors_by_their_part_of_the_sum(plan: Plan, seed: int) -> None:
    plan = forgotten(plan, seed)
    total, weights = calculate(plan).clinic["capacity"], clinic_weights(plan)
    for one in weights.inputs:
        if one.record is Doctor:
            own = {found.path: found.weight for found in doctor_weights(plan, one.place).inputs}
            part = calculate(plan).doctors[one.place]["named_patients"] / total
            assert math.isclose(one.weight, own[one.path] * part, **CLOSE)


@settings(max_examples=30)
@given(plans(clean=False, most_doctors=5), st.integers(0, 1_000))
def test_the_share_is_0_when_all_is_confirmed_and_1_when_all_is_assumed(plan: Plan, seed: int) -> None:
    for weights in every_weight(forgotten(plan, seed)):
        assert weights.assumed_share is None or 0 <= weights.assumed_share <= 1 + 1e-12
        everything = replace(weights, inputs=tuple(replace(one, assumed=True) for one in weights.inputs))
        assert everything.assumed_share == (None if weights.assumed_share is None else pytest.approx(1))
    for weights in every_weight(confirmed(plan)):
        assert weights.assumed_share in (None, 0)
        assert not weights.heaviest
        assert not weights.zeros


@settings(max_examples=30)
@given(plans(most_doctors=4), st.integers(0, 1_000), st.randoms(use_true_random=False))
def test_confirming_a_value_never_raises_the_share(plan: Plan, seed: int, rng: random.Random) -> None:
    plan = forgotten(plan, seed)
    open_paths = list(unconfirmed(plan))
    rng.shuffle(open_paths)
    for path in open_paths[:3]:
        after = change(plan, path, value_at(plan, path))
        for before, now in zip(every_weight(plan), every_weight(after), strict=True):
            if before.assumed_share is not None:
                assert now.assumed_share <= before.assumed_share + 1e-9
        plan = after


def confirmed(plan: Plan) -> Plan:
    """The plan with every value given by the user."""

    def whole(record: Record) -> Record:
        return type(record).model_validate({key: getattr(record, key) for key in fields_of(type(record))})

    rows = tuple(whole(row) for row in plan.clinic.contacts)
    clinic = whole(plan.clinic.model_copy(update={"contacts": rows}))
    return plan.model_copy(update={"clinic": clinic, "doctors": tuple(whole(one) for one in plan.doctors)})


def test_the_worked_example_rests_on_the_hours_first() -> None:
    weights = doctor_weights(examples.worked(), 0)
    found = {one.path: one.weight for one in weights.inputs}
    # booked time and patients go hand in hand; one per cent more hours is 1 656 / 1 200.6 per cent more for patients
    assert found["clinic.planned_load"] == pytest.approx(1, abs=1e-6)
    assert found["doctors.Läkare A.fte"] == pytest.approx(1_656 / (1_656 - 455.4), abs=1e-5)
    assert found["clinic.indirect_minutes"] == pytest.approx(18 / 67.3, abs=1e-5)
    assert found["doctors.Läkare A.care_home_hours"] == pytest.approx(4 * 41.4 / (1_656 - 455.4), abs=1e-5)
    assert [one.path for one in weights.heaviest] == ["doctors.Läkare A.fte"]
    assert "doctors.Läkare A.on_call_hours" in [one.path for one in weights.zeros]


def test_an_assumption_that_all_doctors_share_is_weighed_together() -> None:
    plan = examples.many()
    given_fte = plan.model_copy(
        update={"doctors": tuple(Doctor.model_validate({**dict(d), "pace": d.pace or 1.0}) for d in plan.doctors)}
    )
    heaviest = clinic_weights(plan).heaviest
    assert {one.field.key for one in heaviest} == {"fte"}
    assert [one.place for one in heaviest] == [0, 4, 3, 5]  # the heaviest first; the others' are given
    assert clinic_weights(given_fte).assumed_share == 0


def test_a_field_of_many_doctors_is_weighed_together_against_one_of_the_clinics() -> None:
    """Each of ten assumed shares of full time weighs less than the assumed indirect work; together they weigh more."""
    given = examples.clinic().model_dump(exclude_unset=True) | {"contacts": examples.CONTACTS}
    clinic = Clinic.model_validate({key: value for key, value in given.items() if key != "indirect_minutes"})
    doctors = tuple(examples.doctor_a(doctor_id=f"L{i}") for i in range(10))
    weights = clinic_weights(Plan(clinic=clinic, doctors=doctors))
    each = {one.path: one.weight for one in weights.inputs if one.assumed}
    assert each["clinic.indirect_minutes"] == max(each.values())
    assert {one.path for one in weights.heaviest} == {f"doctors.L{i}.fte" for i in range(10)}


def test_an_assumed_value_that_is_0_is_told_and_no_other() -> None:
    """An adviser's pace and care need are assumed, are not 0 and move nothing: they are no zeros."""
    adviser = examples.doctor_a(role="senior_advisor", current_list=45, care_home_patients=45)
    for plan in (examples.many(), Plan(clinic=examples.clinic(), doctors=(adviser,))):
        found = every_weight(plan)
        assert any(weights.zeros for weights in found)
        for weights in found:
            assert all(value_at(plan, one.path) == 0 for one in weights.zeros)


def test_a_number_that_is_not_there_has_no_weights() -> None:
    assert clinic_weights(examples.empty()) == Weights()
    assert doctor_weights(examples.with_nulls(), 1).assumed_share is None
    assert doctor_weights(examples.many(), 7) == Weights()  # a senior adviser without a list
