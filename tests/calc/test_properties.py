"""What holds for every plan: more hours never fewer patients, the whole is the sum, nothing crashes."""

import datetime as dt
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import Clinic, Contact, Doctor, Plan, calculate, change
from planner.calc.capacity import doctor_capacity, patients_in_draws
from planner.calc.columns import doctor_columns
from planner.calc.explain import way_to_number
from planner.domain.plan import doctor_path
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES
from planner.domain.rules import DUTY_KEYS
from planner.schema import fields_of
from tests.plans import plans

SLACK = 1e-9
seldom = settings(max_examples=60, deadline=None)


def patients_before_and_after(plan, place, key, factor):
    """Patients with one field of one doctor as it is, and moved towards its upper bound by `factor`."""
    doctor, declared = plan.doctors[place], fields_of(Doctor)[key]
    value = getattr(doctor, key)
    higher = min(declared.high, value + (declared.high - value) * factor)
    after = change(plan, doctor_path(doctor.doctor_id, place, key), higher)
    return [calculate(one).doctors[place]["patients"] for one in (plan, after)]


MORE_OF = {"fte": +1, "annual_leave_days": -1, "education_days": -1, "other_absence_days": -1, "sick_share": -1,
           "yearly_hours": -1, "pace": -1, "care_need": -1, **dict.fromkeys(DUTY_KEYS, -1)}  # fmt: skip


@pytest.mark.parametrize("key", MORE_OF)
@settings(max_examples=15, deadline=None)
@given(plan=plans(blanks=0, most_doctors=3), factor=st.floats(0, 1))
def test_more_hours_never_fewer_patients_and_more_need_never_more(key, plan, factor):
    for place in range(len(plan.doctors)):
        before, after = patients_before_and_after(plan, place, key, factor)
        if before is None or after is None:
            assert before is after
        else:
            assert (after - before) * MORE_OF[key] >= -SLACK * max(1, before)


@seldom
@given(plan=plans(blanks=0, most_doctors=3), longer=st.floats(0, 60))
def test_longer_contacts_and_more_indirect_work_never_more_patients(plan, longer):
    before = calculate(plan)
    worse = [change(plan, "clinic.indirect_minutes", min(600, plan.clinic.indirect_minutes + longer))]
    worse += [
        change(plan, f"clinic.contacts.{row.kind}.minutes", min(600, row.minutes + longer))
        for row in plan.clinic.contacts
    ]
    for after in map(calculate, worse):
        for old, new in zip(before.doctors, after.doctors, strict=True):
            if old["patients"] is not None:
                assert new["patients"] <= old["patients"] * (1 + SLACK)


@seldom
@given(plan=plans(clean=False, blanks=0.1))
def test_every_result_is_a_finite_number_or_none(plan):
    results = calculate(plan)
    assert list(results.clinic) == [one.key for one in CLINIC_QUANTITIES]
    for row in (results.clinic, *results.doctors):
        for key, value in row.items():
            if key not in ("doctor_id", "eligibility", "eligibility_group", "eligibility_rules"):
                assert value is None or (isinstance(value, float) and math.isfinite(value)), key
    for row in results.doctors:
        assert {one.key for one in DOCTOR_QUANTITIES} <= set(row)
        assert row["patients"] is None or row["patients"] >= 0


@seldom
@given(plan=plans(clean=False))
def test_the_clinic_is_the_sum_of_its_doctors(plan):
    results = calculate(plan)
    parts = {
        "capacity": ("eligible", "eligible_for_group"),
        "capacity_not_stated": ("not_stated",),
        "capacity_other": ("against_recommendation", "not_eligible"),
    }
    for key, outcomes in parts.items():
        rows = [row["named_patients"] for row in results.doctors if row["eligibility"] in outcomes]
        if None in rows:
            assert results.clinic[key] is None
        else:
            assert results.clinic[key] == pytest.approx(math.fsum(rows), rel=1e-12)


@seldom
@given(plan=plans(clean=False), seed=st.integers())
def test_the_order_of_the_doctors_does_not_matter(plan, seed):
    order = list(range(len(plan.doctors)))
    random.Random(seed).shuffle(order)
    shuffled = calculate(plan.model_copy(update={"doctors": tuple(plan.doctors[i] for i in order)}))
    straight = calculate(plan)
    assert shuffled.doctors == tuple(straight.doctors[i] for i in order)
    for key, value in straight.clinic.items():
        assert shuffled.clinic[key] == (value if value is None else pytest.approx(value, rel=1e-12)), key


@seldom
@given(plan=plans(clean=False))
def test_zero_hours_give_no_patients_and_no_crash(plan):
    for i, doctor in enumerate(plan.doctors):
        plan = change(plan, doctor_path(doctor.doctor_id, plan.place(doctor.doctor_id), "fte"), 0.0) if (
            plan.place(doctor.doctor_id) == i
        ) else plan  # fmt: skip
    for doctor, row in zip(plan.doctors, calculate(plan).doctors, strict=True):
        if doctor.fte == 0 and row["net_days"] is not None and row["duty_hours"] is not None:
            assert row["patient_hours"] == 0
            assert row["patients"] in (0, None)
            assert row["patients"] is None or row["load"] is None


def steps_add_up(plan, place):
    """Whether every total of the way is what the steps before it come to, and the last is the planned hours."""
    row, level = calculate(plan).doctors[place], 0.0
    steps = way_to_number(plan, place)
    for step in steps:
        assert step.hours is not None, step.key
        if step.total and step.key != "year":
            assert level == pytest.approx(step.hours, rel=1e-9, abs=1e-6), step.key
        level = step.hours if step.total else level + step.hours
    assert level == pytest.approx(row["planned_hours"], abs=1e-9)
    if row["patients"] and steps[-1].patients is not None:
        assert steps[-1].patients == pytest.approx(row["patients"])


@seldom
@given(plan=plans(blanks=0))
def test_the_steps_add_up_to_the_number(plan):
    rows = calculate(plan).doctors
    for place, row in enumerate(rows):
        if row["planned_hours"] is not None:
            steps_add_up(plan, place)
        else:  # only dates in disorder leave a whole plan without hours
            assert row["workdays"] is None


@pytest.mark.parametrize("changes", [
    {}, {"fte": 0.6}, {"to_date": dt.date(2026, 6, 30), "fte": 0.8}, {"other_absence_days": 260.0, "fte": 0.5},
    {"research_hours": 40.0, "yearly_hours": 100.0}, {"duties_scale": True, "fte": 0.5, "supervision_hours": 3.0},
    {"from_date": dt.date(2026, 12, 1)}, {"sick_share": 0.9},
])  # fmt: skip
def test_the_steps_add_up_part_time_part_of_the_year_and_beyond_it(changes):
    row = Contact(kind="planned_visit", contacts_per_year=1000.0, minutes=30.0)
    plan = Plan(
        clinic=Clinic(name="X", year=2026, listed_patients=1000, workdays=248, planned_load=0.9, contacts=(row,)),
        doctors=(Doctor(doctor_id="A", **changes),),
    )
    steps_add_up(plan, 0)
    own_day = 8 * (changes.get("fte") or 1.0)
    by_key = {step.key: step.hours for step in way_to_number(plan, 0)}
    assert by_key["annual_leave_days"] == pytest.approx(-31 * own_day)
    assert by_key["sick_share"] <= 0
    days = calculate(plan).doctors[0]["workdays"]
    assert by_key["period"] == pytest.approx((days - 248) * 8)


@seldom
@given(plan=plans(clean=False), draws=st.integers(1, 5))
def test_one_doctor_a_clinic_and_many_draws_go_through_the_same_sums(plan, draws):
    if not plan.doctors:
        return
    x = doctor_columns(plan)
    together = doctor_capacity(x)["patients"]
    factors = np.linspace(0.5, 2, draws)[:, None]
    drawn = x | {"pace": x["pace"] * factors}
    found = np.zeros((draws, len(plan.doctors)))
    for down, across, piece in patients_in_draws(drawn, draws, at_once=4, doctors_at_once=3):
        found[down, across] = piece
    assert np.array_equal(found, doctor_capacity(drawn)["patients"], equal_nan=True)
    for i in range(len(plan.doctors)):
        one = {k: v[i] if isinstance(v, np.ndarray) and np.ndim(v) else v for k, v in x.items()}
        alone = doctor_capacity(one)["patients"]
        assert np.array_equal(alone, np.broadcast_to(together, len(plan.doctors))[i], equal_nan=True)
