"""Are the clinic's sums right, and is what is not computable said?"""

import pytest

from planner import Clinic, Contact, Doctor, Plan, calculate, change
from planner.domain.results import quantity


def clinic(**more):
    rows = (Contact(kind="planned_visit", contacts_per_year=2000.0, minutes=20.0),)
    return Clinic(
        **{"name": "X", "year": 2026, "listed_patients": 2000, "workdays": 250, "indirect_minutes": 40.0,
           "contacts": rows} | more
    )  # fmt: skip


def doctor(name, **more):
    # 200 days, 1 600 h, no duties: 1 600 patients at full time and 60 min per patient
    return Doctor(
        **{"doctor_id": name, "annual_leave_days": 50.0, "education_days": 0.0, "sick_share": 0.0,
           "meeting_hours": 0.0} | more
    )  # fmt: skip


def test_sums_by_eligibility():
    plan = Plan(
        clinic=clinic(region="Nationell"),
        doctors=(
            doctor("A"),
            doctor("B", fte=0.5, specialty="geriatrics", current_list=100, care_home_patients=40),
            doctor("C", employment="agency", fte=0.25),
            doctor("D", role="bt_at", fte=0.125),
        ),
    )
    found = calculate(plan).clinic
    assert found["capacity"] == pytest.approx(1600 + 800 + 40)
    assert found["capacity_not_stated"] == pytest.approx(400)
    assert found["capacity_other"] == pytest.approx(200)
    assert found["gap"] == pytest.approx(2000 - 2440)
    assert found["coverage"] == pytest.approx(1.22)
    assert found["fte_missing"] == 0
    assert found["riktvarde"] == pytest.approx(1100 + 550)


def test_the_missing_doctors_are_counted_in_reference_doctors():
    plan = Plan(
        clinic=clinic(listed_patients=10_000),
        doctors=(
            doctor("A", meeting_hours=2.0, pace=2.0, care_need=3.0, fte=0.5),
            doctor("B", meeting_hours=4.0, employment="agency"),
            doctor("C", meeting_hours=12.0, yearly_hours=30.0),
            doctor("D", role="st", meeting_hours=40.0),
        ),
    )
    found = calculate(plan).clinic
    # medians over the three specialists: 4 h a week, 0 h a year; 1 contact in 5 per listed
    minutes = 0.2 * 20 + 40
    assert found["reference_patients"] == pytest.approx((1600 - 40 * 4) * 60 / minutes)
    assert found["fte_missing"] == pytest.approx(found["gap"] / found["reference_patients"])


def test_the_reference_doctor_is_the_median_of_all_where_there_is_no_specialist():
    plan = Plan(clinic=clinic(), doctors=(doctor("A", role="st", meeting_hours=4.0), doctor("B", role="st")))
    assert calculate(plan).clinic["reference_patients"] == pytest.approx(1600 - 40 * 2)


def test_a_null_among_those_counted_makes_the_sum_null_and_says_so():
    plan = Plan(clinic=clinic(), doctors=(doctor("A"), doctor("B")))
    results = calculate(change(plan, "doctors.B.fte", None))
    for key in ("capacity", "gap", "coverage", "fte_missing"):
        assert results.clinic[key] is None, key
    said = [issue.text for issue in results.issues if "för enheten går inte att beräkna" in issue.text]
    assert len(said) == 1
    assert "Kan ha fast läkarkontakt" in said[0]
    assert "B" in said[0]


def test_a_null_among_those_not_counted_leaves_the_sum():
    plan = Plan(clinic=clinic(), doctors=(doctor("A"), doctor("B", role="bt_at")))
    results = calculate(change(plan, "doctors.B.fte", None))
    assert results.clinic["capacity"] == pytest.approx(1600)
    assert results.clinic["capacity_other"] is None
    said = [issue.text for issue in results.issues if "för enheten går inte att beräkna" in issue.text]
    assert len(said) == 1
    assert "som inte räknas" in said[0]


def test_each_sum_that_is_lost_is_said_with_the_doctors_it_is_lost_by():
    plan = Plan(clinic=clinic(), doctors=(doctor("A"), doctor("B", employment="agency"), doctor("C", role="bt_at")))
    for name in "ABC":
        plan = change(plan, f"doctors.{name}.fte", None)
    results = calculate(plan)
    said = [issue.text for issue in results.issues if "för enheten går inte att beräkna" in issue.text]
    for key, name in {"capacity": "A", "capacity_not_stated": "B", "capacity_other": "C"}.items():
        assert results.clinic[key] is None
        (one,) = (text for text in said if f"”{quantity(key, 'clinic').label}”" in text)
        assert one.endswith(f"för {name}.")
    assert len(said) == 3


@pytest.mark.parametrize("scale", [True, False, None])
def test_the_reference_doctors_duties_take_their_full_time(scale):
    doctors = (doctor("A", fte=0.5, meeting_hours=4.0, duties_scale=scale),)
    assert calculate(Plan(clinic=clinic(), doctors=doctors)).clinic["reference_patients"] == pytest.approx(
        1600 - 40 * 4
    )


def test_a_reference_doctor_that_cannot_be_computed_is_said():
    plan = Plan(clinic=clinic(), doctors=(doctor("A", fte=0.5), doctor("B", employment="agency")))
    results = calculate(change(plan, "doctors.B.other_hours", None))
    assert (results.clinic["gap"], results.clinic["fte_missing"]) == (1200, None)
    assert any("heltidsläkare som saknas går inte att beräkna" in issue.text for issue in results.issues)


def test_what_builds_on_a_value_that_could_not_be_read_is_not_computable():
    plan = Plan(clinic=clinic(), doctors=(doctor("A"), doctor("B")))
    one = calculate(plan, {"doctors.A.from_date"})
    assert [row["patients"] for row in one.doctors] == [None, 1600]
    assert one.clinic["capacity"] is None
    assert calculate(plan, {"doctors.A.note"}).clinic["capacity"] == 3200
    everything = calculate(plan, {"clinic.workdays"})
    assert set(everything.clinic.values()) == {None}
    assert all(row["patients"] is None for row in everything.doctors)


def test_a_row_of_no_known_kind_is_not_left_out_in_silence():
    rows = (Contact(kind="phone", contacts_per_year=10.0, minutes=5.0), Contact(contacts_per_year=100.0, minutes=20.0))
    found = calculate(Plan(clinic=clinic(contacts=rows), doctors=(doctor("A"),)))
    assert found.doctors[0]["direct_minutes"] is None


def test_no_doctors_name_nobody():
    found = calculate(Plan(clinic=clinic())).clinic
    assert found["capacity"] == 0
    assert found["gap"] == 2000
    assert found["reference_patients"] is None
    assert found["fte_missing"] is None
    assert found["riktvarde"] is None


def test_the_gap_needs_doctors_that_do_not_exist():
    """A reference doctor without time for patients cannot fill a gap."""
    plan = Plan(clinic=clinic(), doctors=(doctor("A", meeting_hours=40.0),))
    found = calculate(plan).clinic
    assert found["reference_patients"] == 0
    assert found["fte_missing"] is None


def test_riktvarde_by_region_year_role_and_st_year():
    def riktvarde(**more):
        plan = Plan(
            clinic=clinic(region=more.pop("region", "Nationell"), year=more.pop("year", 2026)),
            doctors=(doctor("A", **more),),
        )
        return calculate(plan).doctors[0]["riktvarde"]

    assert riktvarde() == 1100
    assert riktvarde(fte=0.8) == pytest.approx(880)
    assert riktvarde(role="st") == 550
    assert riktvarde(role="licensed") is None
    assert riktvarde(year=2022) is None  # decided 28 April 2022, not valid on 1 January
    assert riktvarde(year=2023) == 1100
    assert riktvarde(region="Värmland") == 1500
    assert riktvarde(region="Värmland", year=2022) is None
    assert riktvarde(region="Värmland", role="st") == 550
    assert riktvarde(region="Östergötland", year=2022) is None
    assert riktvarde(region="Östergötland", year=2027) == 1500
    assert riktvarde(region="Östergötland", year=2028) == 1100
    assert riktvarde(region="Jämtland Härjedalen") == 1250
    assert riktvarde(region="Kalmar län") == 1100  # a direction is a note, never a value
    assert riktvarde(region="Västra Götaland") == 1100
    assert riktvarde(region="Sörmland", role="st", st_year=5.0) == 800
    assert riktvarde(region="Sörmland", role="st", st_year=4.9) == 200
    assert riktvarde(region="Sörmland", role="st") is None


def test_the_national_sum_stands_beside_the_region_s():
    plan = Plan(clinic=clinic(region="Värmland"), doctors=(doctor("A"), doctor("B", role="st", fte=0.5)))
    found = calculate(plan).clinic
    assert found["riktvarde"] == pytest.approx(1500 + 275)
    assert found["riktvarde_national"] == pytest.approx(1100 + 275)
