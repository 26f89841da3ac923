"""Does each rule speak when it should, of the right value, and hold its tongue otherwise?"""

import datetime as dt

import pytest

from planner import Clinic, Contact, Doctor, Plan, calculate, change, check
from planner.domain.rules import suggested_indirect_minutes

GOOD = Plan(
    clinic=Clinic(
        name="X", region="Kronoberg", year=2026, listed_patients=2000, listed_care_home=20,
        contacts=(Contact(kind="planned_visit", contacts_per_year=1980.0, minutes=25.0, documentation_minutes=5.0),),
    ),
    doctors=(Doctor(doctor_id="A", current_list=900, care_home_patients=20), Doctor(doctor_id="B", fte=0.8)),
)  # fmt: skip


def test_a_good_plan_has_nothing_to_say():
    assert check(GOOD) == []


def with_rows(*rows):
    return change(GOOD, "clinic.contacts", rows)


PHONE = Contact(kind="phone", contacts_per_year=1.0, minutes=1.0)
CASES = [
    ("name", change(GOOD, "clinic.name", None), "saknas", "clinic.name", True),
    ("listed", change(GOOD, "clinic.listed_patients", None), "saknas", "clinic.listed_patients", True),
    ("not filled in", change(GOOD, "doctors.A.fte", None), "saknas", "doctors.A.fte", False),
    ("minutes", change(GOOD, "clinic.contacts.planned_visit.minutes", None), "saknas",
     "clinic.contacts.planned_visit.minutes", False),
    ("signature", change(GOOD, "doctors.B.doctor_id", None), "saknas", "doctors[1].doctor_id", True),
    ("both", change(GOOD, "clinic.direct_hours_per_year", 100.0), "fel", "clinic.direct_hours_per_year", False),
    ("neither", with_rows(), "saknas", "clinic.contacts", False),
    ("two rows", with_rows(PHONE, PHONE), "fel", "clinic.contacts.phone", False),
    ("all in care homes", change(GOOD, "clinic.listed_care_home", 2000), "fel", "clinic.listed_care_home", False),
    ("same signature", change(GOOD, "doctors.B.doctor_id", " a"), "fel", "doctors.A.doctor_id", False),
    ("no doctors", Plan(clinic=GOOD.clinic), "saknas", "doctors", False),
    ("care home without list", change(GOOD, "doctors.B.care_home_patients", 1), "fel", "doctors.B.care_home_patients", False),
    ("care home over list", change(GOOD, "doctors.A.care_home_patients", 901), "fel", "doctors.A.care_home_patients", False),
    ("own figures without list", change(GOOD, "doctors.B.indirect_hours_per_year", 1.0), "fel",
     "doctors.B.indirect_hours_per_year", False),
    ("own visits without row", change(GOOD, "doctors.A.acute_visits_per_year", 1.0), "fel",
     "doctors.A.acute_visits_per_year", False),
    ("dates", change(change(GOOD, "doctors.A.from_date", dt.date(2026, 5, 1)), "doctors.A.to_date", dt.date(2026, 4, 1)),
     "fel", "doctors.A.to_date", False),
    ("gone before the year", change(GOOD, "doctors.A.to_date", dt.date(2025, 12, 31)), "rimlighet", "doctors.A.to_date", False),
    ("not this year", change(GOOD, "doctors.A.from_date", dt.date(2027, 5, 1)), "rimlighet", "doctors.A.to_date", False),
    ("absence", change(GOOD, "doctors.A.other_absence_days", 260.0), "rimlighet", "doctors.A.other_absence_days", False),
    ("yearly duties", change(GOOD, "doctors.A.yearly_hours", 1900.0), "rimlighet", "doctors.A.meeting_hours", False),
    ("an autumn starter", change(GOOD, "doctors.A.from_date", dt.date(2026, 11, 15)), "rimlighet", "doctors.A.annual_leave_days", False),
    ("supervision", change(GOOD, "doctors.A.role", "st"), "saknas", "doctors.A.supervised", False),
    ("ST year", change(change(GOOD, "clinic.region", "Sörmland"), "doctors.A.role", "st"), "saknas", "doctors.A.st_year", False),
    ("no region", change(GOOD, "clinic.region", None), "upplysning", "clinic.region", False),
    ("duties", change(GOOD, "doctors.A.research_hours", 38.0), "rimlighet", "doctors.A.research_hours", False),
    ("lists over listed", change(GOOD, "doctors.A.current_list", 2001), "rimlighet", "clinic.listed_patients", False),
    ("care homes over care home", change(change(GOOD, "doctors.B.current_list", 100), "doctors.B.care_home_patients", 1),
     "rimlighet", "clinic.listed_care_home", False),
    ("adviser with a list", change(GOOD, "doctors.A.role", "senior_advisor"), "rimlighet", "doctors.A.current_list", False),
    ("st year of a specialist", change(GOOD, "doctors.A.st_year", 3.0), "rimlighet", "doctors.A.st_year", False),
    ("indirect", change(GOOD, "clinic.indirect_minutes", 100.0), "rimlighet", "clinic.indirect_minutes", False),
    ("little indirect", change(change(GOOD, "clinic.indirect_minutes", 0.0),
     "clinic.contacts.planned_visit.documentation_minutes", 0.0), "rimlighet", "clinic.indirect_minutes", False),
    ("region", change(GOOD, "clinic.region", "Skåne"), "upplysning", "clinic.region", False),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "level", "path", "required"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_rule(plan, level, path, required):
    found = [issue for issue in calculate(plan).issues if issue.path == path and issue.level == level]
    assert len(found) == 1
    assert found[0].required is required
    assert found[0].blocks is (level == "fel" or required)
    assert found[0].text.endswith((".", "?"))


@pytest.mark.parametrize(("first", "last"), [("2026-05-04", "2026-05-04"), ("2026-12-31", None), (None, "2026-01-01")])
def test_a_single_day_and_the_years_own_ends_are_dates_like_any_other(first, last):
    plan = change(GOOD, "doctors.A.from_date", first and dt.date.fromisoformat(first))
    assert check(change(plan, "doctors.A.to_date", last and dt.date.fromisoformat(last))) == []


def test_lists_that_add_up_exactly_are_no_more_than_the_listed():
    assert check(change(change(GOOD, "doctors.A.current_list", 1500), "doctors.B.current_list", 500)) == []


def remarks(**given):
    """What is told to be odd of a doctor with 250 workdays, 50 of them leave: 200 days, 40 weeks and 1 600 hours."""
    nothing = {"annual_leave_days": 50.0, "education_days": 0.0, "sick_share": 0.0, "meeting_hours": 0.0}
    plan = Plan(clinic=GOOD.clinic, doctors=(Doctor(doctor_id="A", **nothing | given),))
    issues = calculate(change(plan, "clinic.workdays", 250)).issues
    return [issue.path for issue in issues if issue.level == "rimlighet"]


def test_time_is_up_when_duties_or_absence_take_exactly_all_of_it():
    assert remarks(yearly_hours=1599.0) == []
    assert remarks(yearly_hours=1600.0) == ["doctors.A.meeting_hours"]
    assert remarks(meeting_hours=20.0, yearly_hours=799.0) == []
    assert remarks(meeting_hours=20.0, yearly_hours=800.0) == ["doctors.A.meeting_hours"]
    assert remarks(other_absence_days=199.0) == []
    assert remarks(other_absence_days=200.0) == ["doctors.A.other_absence_days"]


def test_own_visits_do_not_go_with_the_total():
    plan = change(change(with_rows(), "clinic.direct_hours_per_year", 800.0), "doctors.A.planned_visits_per_year", 1.0)
    assert [issue.path for issue in check(plan)] == ["doctors.A.planned_visits_per_year"]


def test_scaled_duties_may_fill_a_part_time_week():
    plan = change(change(GOOD, "doctors.B.research_hours", 31.0), "doctors.B.duties_scale", True)
    assert calculate(plan).issues == ()
    assert [issue.level for issue in calculate(change(plan, "doctors.B.duties_scale", False)).issues] == ["rimlighet"]


def test_the_total_is_held_against_the_study_too():
    plan = change(with_rows(), "clinic.direct_hours_per_year", 1980 / 60 * 5)  # 5 min per listed, indirect 25
    assert [issue.path for issue in check(plan)] == ["clinic.indirect_minutes"]
    assert check(change(plan, "clinic.direct_hours_per_year", 1980 / 60 * 25)) == []


def test_the_suggested_indirect_minutes_are_the_study_s():
    # 1 980 contacts by 1 980 listed: 25 min with the patient, 5 min of documentation
    assert suggested_indirect_minutes(GOOD) == pytest.approx(0.95 * 25 - 5)
    assert suggested_indirect_minutes(with_rows()) is None
