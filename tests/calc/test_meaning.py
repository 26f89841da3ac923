"""Does what stands beside an input agree with the result that the input gives?"""

from __future__ import annotations

import pytest

from planner.calc.clinic import calculate
from planner.calc.meaning import contact_hours, contacts_per_listed, steps_by_key
from planner.domain.clinic import Clinic, Contact
from planner.domain.plan import Plan
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


def test_the_steps_are_found_by_the_field_that_makes_them() -> None:
    plan = worked()
    steps = steps_by_key(plan, 0)
    assert steps["care_home_hours"].hours == pytest.approx(-4 * 41.4)
    assert steps["planned_hours"].patients == pytest.approx(calculate(plan).doctors[0]["patients"])
