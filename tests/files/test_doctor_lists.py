"""Do named-doctor lists from a register become plans, with what was done to them said?"""

import pytest

from planner import Clinic, Contact, calculate
from planner.files.doctor_lists import ListRow, plans_from_lists

LIKE = Clinic(
    name="Mönster", year=2026, listed_patients=1100, listed_care_home=100, indirect_minutes=20.0,
    contacts=(Contact(kind="planned_visit", contacts_per_year=2000.0, minutes=20.0),),
)  # fmt: skip


def test_one_plan_per_clinic_that_takes_as_much_per_listed():
    plans = plans_from_lists(
        [ListRow("K1", "a", 500, 0.5), ListRow("K2", "b", 900, 1), ListRow("K1", "c", 300, 1)], LIKE
    )
    assert list(plans) == ["K1", "K2"]
    assert not any(reading.refused for reading in plans.values())
    first = plans["K1"].plan
    assert (first.clinic.name, first.clinic.listed_patients, first.clinic.listed_care_home) == ("K1", 800, None)
    assert [doctor.current_list for doctor in first.doctors] == [500, 300]
    assert [row["direct_minutes"] for row in calculate(first).doctors] == pytest.approx([40, 40])


def test_rounding_and_merging_are_said():
    reading = plans_from_lists([ListRow("K", "a", 100.4, 0.5), ListRow("K", "a", 200.2, 0.5)], LIKE)["K"]
    doctor = reading.plan.doctors[0]
    assert (doctor.current_list, doctor.fte) == (301, 1.0)
    texts = [issue.text for issue in reading.issues if issue.level == "upplysning"]
    assert any("2 rader" in text for text in texts)
    assert any("300,6 avrundades till 301" in text for text in texts)


def test_what_is_out_of_bounds_is_a_fault_and_not_a_crash():
    rows = [
        ListRow("K", "a", 100, 0.9),
        ListRow("K", "a", 100, 0.9),
        ListRow("K", "b", float("nan"), 1),
        ListRow("L", "c", 0, 1),
    ]
    plans = plans_from_lists(rows, LIKE)
    assert {issue.path for issue in plans["K"].issues if issue.level == "fel"} == {
        "doctors.a.fte",
        "doctors.b.current_list",
    }
    assert plans["L"].refused  # nobody is listed
    for reading in plans.values():
        calculate(reading.plan)


def test_a_pattern_without_listed_patients_is_refused():
    with pytest.raises(ValueError, match="listed"):
        plans_from_lists([], Clinic(name="X"))
