"""Does what stands beside an input agree with the result that the input gives?"""

from __future__ import annotations

import pytest

from planner.calc.clinic import calculate
from planner.calc.meaning import contact_hours, contacts_per_listed, costs_by_key, per_week
from planner.domain.clinic import Clinic, Contact
from planner.domain.plan import Plan, change
from tests.reports.examples import worked

VISITS = Contact(kind="planned_visit", contacts_per_year=9_680.0, minutes=25.0, documentation_minutes=10.0)


def test_contacts_are_shared_by_those_outside_care_homes() -> None:
    assert contacts_per_listed(worked(), VISITS) == pytest.approx(1.1)
    plan = Plan(clinic=Clinic(listed_patients=9_000, listed_care_home=200))
    assert contacts_per_listed(plan, VISITS) == pytest.approx(1.1)
    assert contacts_per_listed(Plan(clinic=Clinic()), VISITS) is None


def test_the_hours_of_a_row_hold_its_documentation() -> None:
    assert contact_hours(VISITS) == pytest.approx(9_680 * 35 / 60)
    assert contact_hours(Contact(kind="phone", contacts_per_year=10.0)) is None


@pytest.mark.parametrize("key", ["annual_leave_days", "care_home_hours", "sick_share", "yearly_hours"])
def test_what_a_field_costs_is_what_the_plan_gains_without_it(key: str) -> None:
    given = {"fte": 0.6, "sick_share": 0.05, "yearly_hours": 60.0}
    doctor = worked().doctors[0].model_copy(update=given)
    plan = worked().model_copy(update={"doctors": (doctor, doctor.model_copy(update={"doctor_id": "B"}))})
    gained = calculate(change(plan, f"doctors.B.{key}", 0.0)).doctors[1]["patients"]
    assert costs_by_key(plan, 1)[key].more_patients == pytest.approx(gained - calculate(plan).doctors[1]["patients"])


def test_what_a_field_takes_in_hours_is_its_step() -> None:
    costs = costs_by_key(worked(), 0)
    assert costs["care_home_hours"].hours == pytest.approx(4 * 41.4)
    assert "fte" not in costs


def test_an_adviser_has_hours_and_no_patients_to_gain() -> None:
    plan = worked()
    adviser = plan.doctors[0].model_copy(update={"role": "senior_advisor"})
    cost = costs_by_key(plan.model_copy(update={"doctors": (adviser,)}), 0)["meeting_hours"]
    assert (cost.hours, cost.more_patients) == (pytest.approx(3 * 41.4), None)


def test_an_own_figure_per_week_is_divided_by_the_weeks_at_work() -> None:
    found = per_week(worked(), 0, 828.0)
    assert found == pytest.approx((20.0, 41.4))
    assert per_week(change(worked(), "doctors.Läkare A.other_absence_days", 260.0), 0, 828.0) is None
