"""Do the input pages show the plan as it stands, and does the plan take what is typed and nothing else?"""

from __future__ import annotations

import html
import json
import random
import re

import pytest
from streamlit.testing.v1 import AppTest

from planner.calc.clinic import calculate
from planner.domain.as_json import plan_to_dict
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.reading import read_value
from planner.domain.results import NOT_A_DEMAND
from planner.files.json_form import plan_to_json
from planner.files.workbook import write_workbook
from planner.schema import Field, fields_of
from planner.swedish import number
from planner.ui import forms, site
from tests.pages.opened import opened, shown, the_plan
from tests.plans import random_plan, random_value
from tests.reports import examples

EMPTY = Plan(clinic=Clinic())
NULLS = Plan(
    clinic=Clinic(**{key: None for key, one in fields_of(Clinic).items() if one.kind != "rows"}, contacts=(Contact(),)),
    doctors=(Doctor(**dict.fromkeys(fields_of(Doctor))), Doctor(**dict.fromkeys(fields_of(Doctor)))),
)


def words(at: AppTest) -> str:
    """What the page itself says, hard spaces as spaces."""
    bodies = " ".join(element.proto.body for element in at.main.get("html"))
    return html.unescape(re.sub(r"<[^>]+>", " ", bodies)).replace("\u00a0", " ")


def box(at: AppTest, label: str) -> AppTest:
    """The widget with that label."""
    return next(one for one in (*at.main.text_input, *at.main.selectbox) if one.label == label)


def write(at: AppTest, label: str, text: str) -> None:
    box(at, label).set_value(text).run()
    assert not at.exception


def press(at: AppTest, label: str) -> None:
    button = next(one for one in at.button if one.label.replace("\u2060", "").replace("\\", "") == label)
    button.click().run()
    assert not at.exception


@pytest.mark.parametrize(
    "plan",
    [EMPTY, examples.many(), NULLS, random_plan(5, clean=False, blanks=0.3, doctors=4)],
    ids=["empty", "filled", "nulls", "random"],
)
def test_every_page_can_be_shown_and_changes_nothing(plan: Plan) -> None:
    at = opened(plan=plan)
    for entry in site.PAGES:
        shown(at, entry.url_path)
        assert not at.exception, entry.name
        assert len(at.title) == 1
    assert the_plan(at) == plan
    assert at.session_state["current"].revision == 0


@pytest.mark.parametrize(("page", "record"), [("enheten", Clinic), ("lakarna", Doctor)])
def test_every_declared_field_has_its_box_with_its_value_unit_and_help(page: str, record: type) -> None:
    plan = random_plan(7, doctors=1)
    at = opened(page, plan)
    shown_record = plan.clinic if record is Clinic else plan.doctors[0]
    for key, declared in fields_of(record).items():
        if declared.kind != "rows":
            widget = box(at, forms.label_of(declared))
            assert widget.value == forms.in_box(declared, getattr(shown_record, key)), key
            assert declared.help in widget.help
            assert declared.unit.casefold() in widget.label.casefold()
            if declared.origin and not declared.optional:
                assert declared.origin in widget.help


@pytest.mark.parametrize("declared", fields_of(Doctor).values(), ids=lambda one: one.key)
def test_what_stands_in_a_box_means_the_value_itself(declared: Field) -> None:
    rng = random.Random(declared.key)
    for _ in range(50):
        value = random_value(rng, declared, blanks=0.2)
        again = read_value(declared, forms.in_box(declared, value), "form")
        assert again == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value)


def test_an_edit_changes_the_plan_the_meaning_beside_it_and_the_result() -> None:
    at = opened("lakarna", examples.worked())
    write(at, "Tjänstgöringsgrad (%)", "80")
    plan = the_plan(at)
    assert plan.doctors[0].fte == 0.8
    assert "= 32,0 h/vecka" in words(at)
    patients = calculate(plan).doctors[0]["named_patients"]
    assert f"{number(patients)} patienter".replace("\u00a0", " ") in re.sub(r" +", " ", words(at))
    assert round(patients) == 682
    shown(at, "enheten")
    write(at, "Listade patienter (personer)", "9 000")
    assert the_plan(at).clinic.listed_patients == 9000
    assert "= 1,08 per listad och år" in words(at)


@pytest.mark.parametrize(
    ("typed", "value", "said"),
    [
        ("12,5", 12.5, ""),
        ("12.5", 12.5, "Tolkat som 12,5 min"),
        ("+12,50", 12.5, "Tolkat som 12,5 min"),
        ("", None, "är inte ifyllt"),
    ],
)
def test_a_number_is_read_the_swedish_way_and_said_where_it_is_not_plain(
    typed: str, value: float | None, said: str
) -> None:
    at = opened("enheten", examples.worked())
    write(at, "Indirekt patientarbete per listad och år (min)", typed)
    assert the_plan(at).clinic.indirect_minutes == value
    assert (said in words(at)) if said else ("Tolkat som" not in words(at))


@pytest.mark.parametrize("typed", ["12,5,5", "1.100", "1e3", "601", "-1", "tolv", "1_000", "٣"])
def test_a_wrong_entry_stays_in_its_box_and_leaves_the_plan(typed: str) -> None:
    plan = examples.worked()
    at = opened("enheten", plan)
    label = "Indirekt patientarbete per listad och år (min)"
    write(at, label, typed)
    assert the_plan(at) == plan
    assert at.session_state["current"].revision == 0
    assert box(at, label).value == typed
    assert f"lästes ”{typed}”, förväntade ett tal mellan 0 och 600" in words(at)
    assert "Planen har kvar: 18 min." in words(at)
    shown(at, "kontroll")
    assert "1 ruta som inte gick att läsa" in words(at)
    shown(at, "enheten")
    assert box(at, label).value == typed
    write(at, label, "20")
    assert the_plan(at).clinic.indirect_minutes == 20
    assert "lästes" not in words(at)


def test_a_share_that_could_be_two_things_is_asked_about() -> None:
    at = opened("lakarna", examples.worked())
    write(at, "Tjänstgöringsgrad (%)", "0,8")
    assert the_plan(at).doctors[0].fte == 1
    assert "skriv 80 % eller 0,8 %" in words(at)


def test_a_personal_number_is_neither_kept_nor_shown() -> None:
    at = opened("lakarna", examples.worked())
    write(at, "Läkare", "19121212-1212")
    assert box(at, "Läkare").value == ""
    assert "personnummer" in words(at)
    assert "1212" not in words(at) + repr(at.session_state["current"])


def test_a_default_is_marked_and_confirmed_with_one_click() -> None:
    at = opened("lakarna", examples.worked())
    assert "pace" not in the_plan(at).doctors[0].model_fields_set
    press(at, "Antagande: bekräfta nej")
    assert "duties_scale" in the_plan(at).doctors[0].model_fields_set
    assert the_plan(at) == examples.worked()
    press(at, "Bekräfta alla antaganden om Läkare A")
    assert the_plan(at).doctors[0].model_fields_set >= {"pace", "care_need", "role"}
    assert not [one for one in at.main.button if "bekräfta" in one.label]
    press(at, "Ångra: bekräftade antaganden för Läkare A")
    assert "pace" not in the_plan(at).doctors[0].model_fields_set


def test_a_sourced_default_is_not_called_an_assumption() -> None:
    at = opened("lakarna", Plan(clinic=Clinic(), doctors=(Doctor(doctor_id="A"),)))
    labels = [one.label for one in at.main.button]
    assert "Standardvärde: bekräfta 31 dagar/år" in labels
    assert "Antagande: bekräfta 3 h/vecka" in labels


def test_an_emptied_default_can_be_had_back() -> None:
    at = opened("enheten", examples.worked())
    write(at, "Heltidsmått (h/vecka)", "")
    assert the_plan(at).clinic.full_time_hours is None
    press(at, "Använd standardvärdet 40 h/vecka")
    assert the_plan(at).clinic.full_time_hours == 40
    assert box(at, "Heltidsmått (h/vecka)").value == "40"


def test_undo_takes_back_edit_after_edit_and_the_boxes_follow() -> None:
    at = opened("enheten", examples.worked())
    write(at, "Enhetens namn", "Linden")
    write(at, "Region", "Skåne")
    press(at, "Ångra: Region")
    assert box(at, "Region").value == "Nationell"
    press(at, "Ångra: Enhetens namn")
    assert the_plan(at) == examples.worked()
    assert box(at, "Enhetens namn").value == "Vårdcentralen Exempel"
    assert next(one for one in at.button if one.label == "Inget att ångra").disabled


def test_contacts_are_added_filled_in_and_removed() -> None:
    at = opened("enheten")
    press(at, "Lägg till raden")
    assert [row.kind for row in the_plan(at).clinic.contacts] == ["planned_visit"]
    write(at, "Kontakter per år", "9680")
    write(at, "Minuter med patienten", "25")
    box(at, "Ny typ av kontakt").set_value("acute_visit").run()
    press(at, "Lägg till raden")
    assert the_plan(at).contact("planned_visit") == Contact(
        kind="planned_visit", contacts_per_year=9680.0, minutes=25.0
    )
    press(at, "Ta bort Planerat besök")
    assert [row.kind for row in the_plan(at).clinic.contacts] == ["acute_visit"]
    assert box(at, "Kontakter per år").value == ""
    press(at, "Ångra: tog bort Planerat besök")
    assert the_plan(at).contact("planned_visit").contacts_per_year == 9680


def test_the_suggested_indirect_minutes_come_from_the_contacts_with_their_source() -> None:
    at = opened("enheten", examples.worked())
    write(at, "Indirekt patientarbete per listad och år (min)", "30")
    assert any("Anskär" in one.value for one in at.main.caption)
    # 0,95 × (1,1 × 25 + 0,9 × 8) − (1,1 × 10 + 0,9 × 4) = 18,365
    press(at, "Använd 18 min")
    assert the_plan(at).clinic.indirect_minutes == 18
    assert box(at, "Indirekt patientarbete per listad och år (min)").value == "18"


def test_doctors_are_added_copied_and_removed() -> None:
    at = opened("lakarna", examples.worked())
    press(at, "Lägg till läkare")
    added = the_plan(at).doctors[1]
    assert (added.doctor_id, added.care_home_hours, added.current_list) == ("Läkare B", 4, None)
    assert box(at, "Läkare").value == "Läkare B"
    write(at, "Tjänstgöringsgrad (%)", "50")
    press(at, "Kopiera Läkare B")
    assert [(one.doctor_id, one.fte) for one in the_plan(at).doctors[1:]] == [("Läkare B", 0.5), ("Läkare C", 0.5)]
    press(at, "Ta bort Läkare C")
    press(at, "Ta bort Läkare B")
    assert the_plan(at) == examples.worked()
    assert box(at, "Tjänstgöringsgrad (%)").value == "100\u00a0%"
    press(at, "Ångra: tog bort Läkare B")
    assert [one.doctor_id for one in the_plan(at).doctors] == ["Läkare A", "Läkare B"]


def test_a_fault_leads_to_the_doctor_it_is_about() -> None:
    plan = examples.worked()
    odd = examples.doctor_a(doctor_id="Läkare B", current_list=None, care_home_patients=5)
    at = opened("kontroll", plan.model_copy(update={"doctors": (*plan.doctors, odd)}))
    assert "1 fel" in words(at)
    press(at, "Gå till Läkare B: varav på särskilt boende")
    assert at.title[0].value == "Vilka läkare har ni, och hur arbetar de?"
    assert box(at, "Läkare").value == "Läkare B"
    assert "Fyll i listan" in words(at)


def test_eight_figures_make_an_ordinary_plan() -> None:
    at = opened("snabbstart")
    for label, text in (
        ("Enhetens namn", "Linden"),
        ("Listade patienter (personer)", "3 000"),
        ("Planerat besök: Kontakter per år", "3 300"),
        ("Planerat besök: Minuter med patienten", "30"),
        ("Indirekt patientarbete per listad och år (min)", "20"),
        ("Antal läkare", "3"),
        ("Tjänstgöringsgrad i genomsnitt (%)", "80"),
        ("APT och möten (h/vecka) för varje läkare", "4"),
    ):
        write(at, label, text)
    plan = the_plan(at)
    assert plan_to_dict(plan) == {
        "clinic": {
            "name": "Linden",
            "year": plan.clinic.year,
            "listed_patients": 3000,
            "indirect_minutes": 20.0,
            "contacts": [{"kind": "planned_visit", "contacts_per_year": 3300.0, "minutes": 30.0}],
        },
        "doctors": [{"doctor_id": f"Läkare {name}", "fte": 0.8, "meeting_hours": 4.0} for name in "ABC"],
    }
    assert number(calculate(plan).clinic["capacity"]).replace("\u00a0", " ") in words(at)
    assert "Semester" in words(at)
    write(at, "Antal läkare", "2")
    assert [one.fte for one in the_plan(at).doctors] == [0.8, 0.8]


def test_the_order_of_the_eight_figures_does_not_matter() -> None:
    at = opened("snabbstart")
    write(at, "Tjänstgöringsgrad i genomsnitt (%)", "50")
    assert box(at, "Antal läkare").value == "1"
    assert [one.fte for one in the_plan(at).doctors] == [0.5]


def test_doctors_of_their_own_are_left_alone_by_the_eight_figures() -> None:
    at = opened("snabbstart", examples.worked())
    assert "Antal läkare" not in [one.label for one in at.main.text_input]
    assert "1 läkare med egna uppgifter" in words(at)


def upload(at: AppTest, plan: Plan, name: str = "plan.json") -> None:
    shown(at, "filer")
    at.file_uploader[0].set_value((name, plan_to_json(plan).encode(), "application/json")).run()
    assert not at.exception


def test_an_import_tells_what_differs_and_replaces_every_box_only_when_confirmed() -> None:
    old, new = examples.worked(), random_plan(11, doctors=2)
    at = opened("enheten", old)
    write(at, "Listade patienter (personer)", "tusen")
    upload(at, new)
    assert the_plan(at) == old
    assert "Skillnader mot den öppna planen" in words(at)
    press(at, "Ersätt den öppna planen")
    assert the_plan(at) == new
    assert at.title[0].value == "Går det att lita på underlaget?"
    assert "som inte gick att läsa" not in words(at)
    for page, record in (("enheten", new.clinic), ("lakarna", new.doctors[0])):
        shown(at, page)
        for key, declared in fields_of(type(record)).items():
            if declared.kind != "rows":
                assert box(at, forms.label_of(declared)).value == forms.in_box(declared, getattr(record, key)), key
    press(at, "Ångra: öppnade plan.json")
    assert the_plan(at) == old


def test_a_refused_import_leaves_the_plan_and_shows_every_fault() -> None:
    at = opened("filer", examples.worked())
    wrong = {"clinic": {"name": "X", "listed_patients": -3, "planned_load": 80}, "doctors": [{"doctor_id": 7}]}
    at.file_uploader[0].set_value(("fel.json", json.dumps(wrong).encode(), "application/json")).run()
    assert "Filen öppnas inte, och den öppna planen är orörd." in words(at)
    for where in ("clinic.listed_patients", "clinic.planned_load", "doctor_id"):
        assert where in words(at)
    assert "Ersätt den öppna planen" not in [one.label for one in at.button]
    assert the_plan(at) == examples.worked()


def test_rubbish_is_refused_in_words() -> None:
    at = opened("filer", examples.worked())
    at.file_uploader[0].set_value(("bok.xlsx", b"inte en arbetsbok", "application/zip")).run()
    assert not at.exception
    assert "orörd" in words(at)
    assert the_plan(at) == examples.worked()


def test_the_name_of_a_file_is_shown_letter_by_letter() -> None:
    name = "<img src=x>.xlsx"
    at = opened("filer", examples.worked())
    at.file_uploader[0].set_value((name, write_workbook(examples.many()), "application/zip")).run()
    assert not at.exception
    assert f"Vad som lästes i {name}" in words(at)
    bodies = " ".join(one.proto.body for one in at.main.get("html"))
    assert "Vad som lästes i &lt;img src=x&gt;.xlsx" in bodies
    assert "<img" not in bodies
    press(at, "Ersätt den öppna planen")
    assert the_plan(at).doctors[1].doctor_id == "Läkare B"
    assert not any("<img" in one.proto.body for one in at.get("html"))
    press(at, f"Ångra: öppnade {name}")
    assert the_plan(at) == examples.worked()


def test_an_example_opens_with_one_click() -> None:
    at = opened()
    press(at, "Typisk vårdcentral")
    assert at.title[0].value == "Så många kan vi ta hand om"
    assert the_plan(at).clinic.listed_patients == 8800
    press(at, "Ångra: öppnade exemplet Typisk vårdcentral")
    assert the_plan(at) == EMPTY


def test_a_box_reported_without_a_change_confirms_nothing() -> None:
    def reported() -> None:
        import streamlit as st

        from planner.domain.clinic import Clinic
        from planner.schema import fields_of
        from planner.ui import forms

        st.session_state["box"] = "2026"
        for before in (2026, 2025):
            forms._entered(fields_of(Clinic)["year"], "box", "enheten", before, lambda value, b=before: st.text(str(b)))

    at = AppTest.from_function(reported, default_timeout=60).run()
    assert not at.exception
    assert [one.value for one in at.text] == ["2025"]


def test_all_doctors_are_changed_in_one_view() -> None:
    plan = random_plan(3, doctors=3)
    at = opened("lakarna", plan)
    at.radio[0].set_value("Alla läkare, en grupp uppgifter i taget").run()
    assert not at.exception
    for group, key in (("Arbetstid", "fte"), ("Frånvaro", "education_days"), ("Uppdrag varje vecka", "research_hours")):
        chooser = next(box for box in at.selectbox if box.label == "Uppgifter att ändra")
        chooser.set_value(group).run()
        label = fields_of(Doctor)[key].label
        boxes = [box for box in at.text_input if f": {label}" in box.label]
        assert len(boxes) == 3
        boxes[1].input("17").run()
        expected = 0.17 if key == "fte" else 17.0
        assert getattr(the_plan(at).doctors[1], key) == pytest.approx(expected)
        assert the_plan(at).doctors[0] == plan.doctors[0]
        assert the_plan(at).doctors[2] == plan.doctors[2]


@pytest.mark.parametrize("page", ["enheten", "lakarna", "snabbstart", "resultat", "forklara"])
def test_every_page_with_a_result_says_what_it_is(page: str) -> None:
    at = opened(page, examples.many())
    assert NOT_A_DEMAND in " ".join(html.unescape(one.proto.body) for one in at.main.get("html"))
