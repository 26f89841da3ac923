"""Does the difference between two plans name every change and nothing else?"""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.change_text import change_of
from planner.domain.clinic import Clinic, Contact
from planner.domain.difference import Difference, differences
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, change, without_doctor
from planner.domain.scenario import Comment, Scenario
from planner.domain.usual import copied_doctor, new_doctor
from planner.schema import fields_of
from tests.plans import plans, random_plan, random_value

PLAN = random_plan(4, doctors=3)


@given(plans(clean=False))
@settings(max_examples=30)
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    assert differences(plan, plan) == []


@given(plans(), st.data())
@settings(max_examples=60)
def test_one_changed_value_is_one_difference(plan: Plan, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([k for k, one in fields_of(Clinic).items() if one.kind != "rows"]))
    rng = data.draw(st.randoms(use_true_random=False))
    new = change(plan, f"clinic.{key}", random_value(rng, fields_of(Clinic)[key], blanks=0.2))
    found = differences(plan, new)
    if getattr(new.clinic, key) == getattr(plan.clinic, key):
        assert found == []
    else:
        assert [one.path for one in found] == [f"clinic.{key}"]
        assert found[0].new == fields_of(Clinic)[key].show_with_unit(getattr(new.clinic, key))


def test_doctors_and_contacts_that_come_and_go_are_named() -> None:
    old = Plan(clinic=Clinic(contacts=(Contact(kind="phone"),)), doctors=(Doctor(doctor_id="A"), Doctor(doctor_id="B")))
    new = Plan(clinic=Clinic(contacts=(Contact(kind="digital"),)), doctors=(Doctor(doctor_id="B"),))
    assert [one.in_words() for one in differences(old, new)] == [
        "Telefon tas bort", "Video och chatt läggs till", "A tas bort"
    ]  # fmt: skip
    assert differences(old, new) == [
        Difference("clinic.contacts.phone", "Telefon", "finns", "finns inte"),
        Difference("clinic.contacts.digital", "Video och chatt", "finns inte", "finns"),
        Difference("doctors.A", "A", "finns", "finns inte"),
    ]


def test_what_was_filled_in_of_what_came_or_went_is_told() -> None:
    other = Contact(kind="other", contacts_per_year=1_760.0, minutes=2.0)
    new = Plan(clinic=Clinic(contacts=(other,)), doctors=(Doctor(doctor_id="Ny", fte=0.5, pace=1.25, note=None),))
    rows = "Kontakter per år: 1\u00a0760 per år; Minuter med patienten: 2 min"
    person = "Tjänstgöringsgrad: 50\u00a0%; Tidsfaktor: 1,25"
    assert [(one.label, one.old, one.new) for one in differences(Plan(clinic=Clinic()), new)] == [
        ("Övrig kontakt", "finns inte", rows), ("Ny", "finns inte", person)
    ]  # fmt: skip
    assert [one.in_words() for one in differences(Plan(clinic=Clinic()), new)][1] == f"Ny läggs till ({person})"
    assert [one.old for one in differences(new, Plan(clinic=Clinic()))] == [rows, person]
    less = change(new, "doctors.Ny.fte", 0.4)
    assert differences(new, less)[0].in_words() == "Ny: Tjänstgöringsgrad: 50\u00a0% blir 40\u00a0%"


def test_another_order_of_the_doctors_is_said_once() -> None:
    turned = PLAN.model_copy(update={"doctors": PLAN.doctors[::-1]})
    assert [one.path for one in differences(PLAN, turned)] == ["doctors"]
    assert differences(PLAN, without_doctor(PLAN, 0))[0].new == "finns inte"
    assert len(differences(PLAN, without_doctor(PLAN, 0))) == 1


def test_two_doctors_of_one_name_are_compared_in_order() -> None:
    twice = Plan(clinic=Clinic(), doctors=(Doctor(doctor_id="A", fte=0.5), Doctor(doctor_id="a", fte=0.6)))
    other = Plan(clinic=Clinic(), doctors=(Doctor(doctor_id="A", fte=0.5), Doctor(doctor_id="A", fte=0.7)))
    assert [one.label for one in differences(twice, other)] == ["A: Läkare", "A: Tjänstgöringsgrad"]
    first = Plan(clinic=Clinic(), doctors=(Doctor(doctor_id="A", fte=0.4), twice.doctors[1]))
    assert [(one.old, one.new) for one in differences(twice, first)] == [("50\u00a0%", "40\u00a0%")]
    assert [one.new for one in differences(twice, without_doctor(twice, 1))] == ["finns inte"]


def test_a_small_change_is_one_and_the_last_digits_of_a_workbook_are_none() -> None:
    def with_hours(hours: float) -> Plan:
        return Plan(clinic=Clinic(direct_hours_per_year=hours))

    assert [one.path for one in differences(with_hours(10_000.0), with_hours(10_000.1))] == [
        "clinic.direct_hours_per_year"
    ]
    assert differences(with_hours(10_000.0), with_hours(10_000.0 * (1 + 4e-16))) == []
    assert differences(with_hours(10_000.0), with_hours(10_000.000000001)) == []


@pytest.mark.parametrize("hours", [[2.0, 2.0, 5.0], [5.0, 2.0, 2.0]])
def test_a_new_doctor_has_what_most_have_and_a_signature_of_her_own(hours: list[float]) -> None:
    doctors = tuple(
        Doctor(doctor_id=f"Läkare {i}", meeting_hours=h, fte=0.5) for i, h in zip("ABC", hours, strict=True)
    )
    found = new_doctor(Plan(clinic=Clinic(), doctors=doctors))
    assert (found.doctor_id, found.meeting_hours, found.fte) == ("Läkare D", 2.0, 1.0)
    assert found.model_fields_set == {"doctor_id", "meeting_hours"}
    assert new_doctor(Plan(clinic=Clinic())).model_fields_set == {"doctor_id"}


def test_a_new_doctor_is_like_those_of_the_same_role_and_like_all_where_there_is_none() -> None:
    doctors = tuple(Doctor(doctor_id=f"Läkare {i}", annual_leave_days=31.0) for i in "ABC")
    training = tuple(
        Doctor(doctor_id=i, role="st", annual_leave_days=25.0, other_absence_days=days, pace=pace)
        for i, days, pace in (("D", 25.0, 1.1), ("E", 60.0, 1.7), ("F", 30.0, 1.25))
    )
    plan = Plan(clinic=Clinic(), doctors=(*doctors, *training))
    like = new_doctor(plan, "st")
    assert (like.role, like.annual_leave_days, like.other_absence_days, like.pace) == ("st", 25.0, 30.0, 1.25)
    assert (new_doctor(plan).annual_leave_days, new_doctor(plan).pace) == (31.0, 1.0)
    nobody = Plan(clinic=Clinic(), doctors=training)
    assert (new_doctor(nobody).role, new_doctor(nobody).annual_leave_days) == ("specialist", 25.0)
    unknown = Plan(clinic=Clinic(), doctors=(Doctor(annual_leave_days=None),))
    assert new_doctor(unknown).annual_leave_days == Doctor().annual_leave_days


def test_a_copy_leaves_out_what_is_a_persons_own() -> None:
    doctor = Doctor(
        doctor_id="Läkare A", fte=0.8, current_list=900, care_home_patients=5, planned_visits_per_year=800.0,
        research_hours=3.0, note="bara hennes", pace=1.2,
    )  # fmt: skip
    found = copied_doctor(Plan(clinic=Clinic(), doctors=(doctor,)), 0)
    assert found == Doctor(doctor_id="Läkare B", fte=0.8, research_hours=3.0, pace=1.2)


FULL_TIME = Scenario(name="Läkare A på heltid", reason="Prövas i höst", changes=(change_of("doctors.A.fte=1"),))


def kept(*scenarios: Scenario, comments: tuple[Comment, ...] = ()) -> Plan:
    return PLAN.model_copy(update={"scenarios": scenarios, "comments": comments})


def in_short(old: Plan, new: Plan) -> list[tuple[str, str, str]]:
    return [(one.label, one.old, one.new) for one in differences(old, new)]


def test_scenarios_that_came_and_went_and_their_own_fields() -> None:
    assert differences(kept(FULL_TIME), kept(FULL_TIME)) == []
    told = "Varför?: Prövas i höst; A: Tjänstgöringsgrad sätts till 100\u00a0%"
    assert in_short(kept(), kept(FULL_TIME)) == [("Scenariot Läkare A på heltid", "finns inte", told)]
    assert in_short(kept(FULL_TIME), kept()) == [("Scenariot Läkare A på heltid", told, "finns inte")]
    other = FULL_TIME.model_copy(update={"reason": "Prövas i vår", "colleague_hours": 12.5})
    assert in_short(kept(FULL_TIME), kept(other)) == [
        ("Scenariot Läkare A på heltid: Varför?", "Prövas i höst", "Prövas i vår"),
        ("Scenariot Läkare A på heltid: Tid hos andra yrkesgrupper", "ej ifyllt", "12,5 h/år"),
    ]


def test_changes_of_a_scenario_in_words() -> None:
    other = FULL_TIME.model_copy(
        update={"changes": (change_of("doctors.A.fte*=0.9"), change_of('doctors.C={"fte": 0.5}'))}
    )
    start = "Scenariot Läkare A på heltid: "
    assert in_short(kept(FULL_TIME), kept(other)) == [
        (
            start + "A: Tjänstgöringsgrad",
            "A: Tjänstgöringsgrad sätts till 100\u00a0%",
            "A: Tjänstgöringsgrad multipliceras med 0,9",
        ),
        (start + "C", "finns inte", "C läggs till (Tjänstgöringsgrad: 50\u00a0%)"),
    ]
    turned = other.model_copy(update={"changes": other.changes[::-1]})
    assert in_short(kept(other), kept(turned)) == [
        (start + "ändringarnas ordning", "som i den öppna planen", "som i filen")
    ]
    twice = FULL_TIME.model_copy(update={"changes": FULL_TIME.changes * 2})
    assert len(in_short(kept(FULL_TIME), kept(twice))) == 1


def test_comments_are_compared_at_what_they_are_at() -> None:
    said = Comment(path="doctors.A.fte", text="Stämmer inte", by="A")
    other = said.model_copy(update={"text": "Är 80 %"})
    label = "Kommentar till A: Tjänstgöringsgrad"
    assert in_short(kept(comments=(said,)), kept(comments=(other,))) == [
        (f"{label}: Kommentar", "Stämmer inte", "Är 80 %")
    ]
    assert in_short(kept(), kept(comments=(said,))) == [(label, "finns inte", "Kommentar: Stämmer inte; Från: A")]


def test_the_last_digits_of_a_workbook_are_no_change_in_a_scenario_either() -> None:
    value = 1.1000000000000003
    near = FULL_TIME.model_copy(update={"changes": (change_of(f"doctors.A.pace*={value}"),)})
    same = FULL_TIME.model_copy(update={"changes": (change_of(f"doctors.A.pace*={value * (1 + 3e-16)}"),)})
    assert differences(kept(near), kept(same)) == []
    new = {"fte": value - 0.3}
    near, same = (
        FULL_TIME.model_copy(update={"changes": (change_of(f"doctors.C={json.dumps(one)}"),)})
        for one in (new, {"fte": new["fte"] * (1 + 3e-16)})
    )
    assert differences(kept(near), kept(same)) == []


def test_a_computed_number_is_told_as_it_is_read_and_with_every_decimal_where_that_would_hide_the_difference():
    row = Contact(kind="phone", contacts_per_year=6340.0, minutes=8.0)
    before = Plan(clinic=Clinic(name="X", year=2026, contacts=(row,)))

    def told(value):
        (found,) = differences(before, change(before, "clinic.contacts.phone.contacts_per_year", value))
        return found.old.replace("\u00a0", " "), found.new.replace("\u00a0", " ")

    assert told(6996.616800920598) == ("6 340 per år", "6 996,6 per år")
    assert told(6340.000001) == ("6 340 per år", "6 340,000001 per år")
