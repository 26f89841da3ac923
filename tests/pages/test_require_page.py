"""Does the page Vad krävs för …? answer, keep what is asked, and open a bundle as a scenario?"""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from planner.calc.clinic import calculate
from planner.calc.scenarios import apply
from planner.domain.plan import Plan, change
from tests.pages.opened import opened, shown, the_plan
from tests.reports.examples import HOSTILE_IDS, clinic, doctor_a, many, worked


def words(at: AppTest) -> str:
    found = [one.body if hasattr(one, "body") else one.proto.body for one in at.get("html")]
    return " ".join([*found, *(one.value for one in at.title)]).replace("\u00a0", " ")


def asked(plan: Plan, doctor: str | None = "Läkare A") -> AppTest:
    at = opened("vad-kravs", plan)
    return at.selectbox[0].select(doctor).run()


def test_the_clinic_is_asked_about_first() -> None:
    at = opened("vad-kravs", many())
    assert not at.exception
    assert at.title[0].value.replace("\u00a0", " ") == "Vad krävs för att alla 8 800 listade ska få plats?"
    assert "I dag räcker tiden till" in words(at)


def test_the_riktvarde_is_asked_about_for_a_doctor() -> None:
    at = asked(worked())
    assert "158 fler behöver få plats" in words(at)
    assert "4,9 timmar mer i veckan" in words(at)
    assert "103 %" in words(at)
    assert "Det är inte ett krav" in words(at)


def test_a_bundle_opens_as_a_scenario_with_one_click() -> None:
    at = asked(worked())
    at.button(key="krav.open.few").click().run()
    assert not at.exception
    (made,) = the_plan(at).scenarios
    assert made.name == "1\u00a0100 för Läkare A: så få ändringar som möjligt"
    changed = apply(the_plan(at), made.changes)
    assert not changed.issues
    assert calculate(changed.plan).doctors[0]["patients"] >= 1_100
    assert at.title[0].value == "Vad händer om …?"
    assert "1 100" in words(at)


def test_a_wish_is_there_when_one_comes_back() -> None:
    at = asked(worked())
    at.text_input[0].set_value("1 000").run()
    assert "58 fler behöver få plats" in words(at)
    back = shown(shown(at, "sa-raknar-vi"), "vad-kravs")
    assert back.text_input[0].value == "1 000"
    assert "58 fler behöver få plats" in words(back)


def test_what_may_be_changed_and_how_far() -> None:
    at = asked(worked())
    for box in at.checkbox:
        (box.check if "Handledning" in box.label else box.uncheck)()
    at.run()
    assert "Inget inom gränserna räcker till" in words(at)
    bound = next(one for one in at.text_input if "Handledning" in one.label)
    bound.set_value("1,5").run()
    assert "som mest 958 patienter" in words(at)
    bound = next(one for one in at.text_input if "Handledning" in one.label)
    bound.set_value("1,5,5").run()
    assert "lästes" in words(at)
    assert not at.exception


def test_nothing_chosen_is_asked_for() -> None:
    at = asked(worked())
    for box in at.checkbox:
        box.uncheck()
    at.run()
    assert "Välj minst en sak som får ändras" in words(at)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("doctors.Läkare A.role", "senior_advisor", "ingen egen lista"),
        ("clinic.indirect_minutes", None, "Det går ännu inte att beräkna"),
        ("doctors.Läkare A.role", "licensed", "Skriv vilken lista du vill veta mer om"),
        ("doctors.Läkare A.fte", 0.0, "Inget inom gränserna"),
    ],
)
def test_what_has_no_answer_is_said(path: str, value: object, expected: str) -> None:
    plan = change(worked(), path, value)
    at = asked(plan)
    if value == 0.0:
        at.text_input[0].set_value("1 100").run()
    assert not at.exception
    assert expected in words(at)


def test_without_doctors_the_way_on_is_shown() -> None:
    at = opened("vad-kravs", Plan(clinic=clinic()))
    assert not at.exception
    assert "Lägg först till läkarna" in words(at)


@pytest.mark.parametrize("name", HOSTILE_IDS)
def test_a_doctors_name_is_never_markup(name: str) -> None:
    at = asked(Plan(clinic=clinic(), doctors=(doctor_a(doctor_id=name),)), name)
    assert not at.exception
    assert "<img" not in words(at)
    assert "<b>fet" not in words(at)
