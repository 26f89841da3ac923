"""Min lista: does a doctor see her own row alone, argue its values, and keep proposals without changing the plan?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from planner.domain.plan import Plan, change
from planner.domain.results import NOT_A_DEMAND
from planner.domain.scenario import Change
from planner.store import open_store
from planner.ui.current import Step
from planner.ui.plain import plain
from tests.pages.opened import opened, shown, the_plan
from tests.pages.test_results import bodies, words
from tests.reports import examples
from tests.reports.test_own import MARKERS, with_marked_colleague


def own_page(plan: Plan, place: int = 1) -> AppTest:
    return hers(opened("", plan), place)


def hers(at: AppTest, place: int = 1) -> AppTest:
    """The page of the doctor in that place (from 1): she chooses who she is."""
    at.query_params.pop("lakare", None)
    shown(at, "min-lista")
    at.main.selectbox[0].set_value(place - 1).run()
    return at.button(key="own_open").click().run()


def told(at: AppTest) -> str:
    return " ".join(words(at).split())


def everything_on(at: AppTest) -> str:
    """What the page itself says, in whatever element, alternatives and choices included."""
    parts = [str(element.proto) for element in at.main if hasattr(element, "proto")]
    return told(at) + " ".join(parts).replace("\u00a0", " ")


def lever(at: AppTest, label: str):
    return next(box for box in at.main.text_input if box.label.startswith(label))


def test_she_chooses_who_she_is_and_the_address_keeps_it() -> None:
    at = opened("min-lista", examples.many())
    assert not at.exception
    assert NOT_A_DEMAND not in told(at)
    hers(at, 3)
    assert len(at.query_params["lakare"]) > 9  # neither her place nor her signature
    assert "Sidan gäller Läkare C. Du kan vara fast läkarkontakt för" in told(at)
    assert NOT_A_DEMAND in told(at)
    at.button(key="own_leave").click().run()
    assert "Välj vem du är" in told(at)


def test_nothing_on_her_page_is_about_a_colleague() -> None:
    at = own_page(with_marked_colleague())
    assert not at.exception
    seen = everything_on(at)
    assert "Du kan vara fast läkarkontakt" in seen
    assert "Luft är tid för patienter som lämnas obokad" in seen
    assert not [marker for marker in MARKERS if marker in seen]
    assert "En ändring till som inte rör dina uppgifter." in seen


def test_her_link_is_hers_when_doctors_before_her_are_removed_and_moved() -> None:
    plan = examples.many()
    at = own_page(plan, 4)
    key = at.query_params["lakare"]
    for doctors in (plan.doctors[1:], plan.doctors[::-1], plan.doctors[3:4]):
        found = opened("", plan.model_copy(update={"doctors": doctors}))
        found.query_params["lakare"] = key
        shown(found, "min-lista")
        assert "Läkare D, med en lång signatur" in told(found)
        assert "Välj vem du är" not in told(found)
    gone = opened("", plan.model_copy(update={"doctors": plan.doctors[:3] + plan.doctors[4:]}))
    gone.query_params["lakare"] = key
    shown(gone, "min-lista")
    assert "Välj vem du är" in told(gone)


def test_those_without_a_signature_are_told_apart_and_no_link_leads_to_another() -> None:
    nameless = (examples.doctor_a(doctor_id=None), examples.doctor_a(doctor_id=None, fte=0.5))
    twice = examples.worked().model_copy(update={"doctors": nameless})
    keys = [own_page(twice, place).query_params["lakare"] for place in (1, 2)]
    assert keys[0] != keys[1]
    at = opened("", twice.model_copy(update={"doctors": nameless[1:]}))
    at.query_params["lakare"] = keys[0]
    shown(at, "min-lista")
    assert "Välj vem du är" in told(at)


def test_from_her_page_the_pages_about_one_doctor_open_at_her() -> None:
    at = own_page(examples.many(), 4)
    links = {link.proto.page: link.proto.query_string for link in at.main.get("page_link")}
    assert links["papper"] == links["forklara"] == links["vad-kravs"] == "lakare=4"
    at.query_params.clear()  # as by the menu
    shown(at, "forklara")
    assert at.main.selectbox[0].value == 3


def test_undo_and_news_on_her_page_are_hers_alone() -> None:
    at = own_page(examples.many(), 4)
    current, plan = at.session_state["current"], the_plan(at)
    other, mine = (change(plan, path, 0.3) for path in (
        "doctors.Läkare A.sick_share", 'doctors."Läkare D, med en lång signatur som behöver plats".sick_share',
    ))  # fmt: skip
    news = ("Ändrat i ett annat fönster: Läkare B: Semester, 1 → 2", "Åtgärden gick inte.")
    at.session_state["current"] = replace(
        current, plan=other, earlier=(Step(plan, "Läkare A: Sjukfrånvaro"),), news=news
    )
    at.run()
    assert "undo" not in [button.key for button in at.sidebar.button]
    page = told(at) + " ".join(one.proto.body for one in at.main.get("html"))
    assert "Läkare B" not in page
    assert "Åtgärden gick inte." in page
    at.session_state["current"] = replace(current, plan=mine, earlier=(Step(plan, "Läkare D: Sjukfrånvaro"),))
    at.run()
    assert at.sidebar.button(key="undo").label == f"Ångra: {plain('Läkare D: Sjukfrånvaro')}"
    shown(at, "lakarna")
    assert at.sidebar.button(key="undo").label == f"Ångra: {plain('Läkare D: Sjukfrånvaro')}"


def test_what_to_measure_first_leads_to_no_colleague() -> None:
    at = own_page(examples.many())
    assert "Mät detta först: " in told(at)
    assert "measure_first" not in [button.key for button in at.main.button]


@pytest.mark.parametrize("asked", ["0", "4", "9", "-1", "Läkare A", "1.0", "²"])
def test_an_address_that_is_nobodys_asks_who_she_is(asked: str) -> None:
    at = opened("", examples.many())
    at.query_params["lakare"] = asked
    shown(at, "min-lista")
    assert not at.exception
    assert "Välj vem du är" in told(at)


@pytest.mark.parametrize("plan", [examples.with_nulls(), examples.hostile(), examples.many(), with_marked_colleague()])
def test_every_doctors_page_opens(plan: Plan) -> None:
    for place in range(1, len(plan.doctors) + 1):
        at = own_page(plan, place)
        assert not at.exception, place
        assert not any("<img" in body for body in bodies(at))


def test_without_doctors_the_page_leads_on() -> None:
    at = opened("min-lista", examples.empty())
    assert not at.exception
    assert "Planen har inga läkare än" in told(at)


def test_a_comment_is_kept_with_its_value_and_seen_where_it_can_be_mended() -> None:
    at = own_page(examples.many())
    on = next(box for box in at.main.selectbox if box.label == "Uppgift som inte stämmer")
    on.set_value(next(i for i, name in enumerate(on.options) if name.startswith("Handledning")))
    lever(at, "Vad stämmer inte").set_value("Jag handleder fyra timmar")
    at.run()
    at.button(key="add_comment").click().run()
    comment = the_plan(at).comments[0]
    assert (comment.path, comment.text, comment.by) == (
        "doctors.Läkare A.supervision_hours", "Jag handleder fyra timmar", "Läkare A",
    )  # fmt: skip
    assert comment.made is not None
    assert "Läkare A: Handledning (2 h/vecka)" in told(at)
    assert lever(at, "Vad stämmer inte").value == ""
    lever(at, "Kommentar från Läkare A").set_value("Jag handleder fem timmar").run()
    assert the_plan(at).comments[0].text == "Jag handleder fem timmar"
    shown(at, "kontroll")
    assert "Kommentarer från läkarna (1)" in told(at)
    assert "Jag handleder fem timmar" in told(at)
    at.button(key="mend_comment.0").click().run()
    assert at.title[0].value == "Vilka läkare har ni, och hur arbetar de?"
    assert "Jag handleder fem timmar" in told(at)
    at.button(key="remove_comment.0").click().run()
    assert the_plan(at).comments == ()
    assert not at.exception


def test_an_empty_comment_and_a_personal_number_are_not_kept() -> None:
    at = own_page(examples.worked())
    assert at.button(key="add_comment").disabled  # no value has been chosen
    next(box for box in at.main.selectbox if box.label == "Uppgift som inte stämmer").set_value(3).run()
    at.button(key="add_comment").click().run()
    lever(at, "Vad stämmer inte").set_value("Fråga 19121212-1212").run()
    at.button(key="add_comment").click().run()
    assert the_plan(at).comments == ()
    assert "1212" not in everything_on(at)


def test_levers_are_tried_beside_the_plan_and_kept_as_proposals() -> None:
    plan = examples.worked()
    at = own_page(plan)
    lever(at, "Särskilt boende och hemsjukvård").set_value("0").run()
    assert "Med ändringarna räcker tiden till 1 072 patienter i stället för 942." in told(at)
    assert "40,9 timmar i veckan i stället för 44,9" in told(at)
    assert the_plan(at) == plan
    at.button(key="own_save").click().run()
    assert not at.exception
    kept = the_plan(at).scenarios
    assert [(one.name, one.doctor_id, one.changes) for one in kept] == [
        ("Läkare A, förslag 1", "Läkare A", (Change(path="doctors.Läkare A.care_home_hours", value=0.0),))
    ]
    assert the_plan(at).doctors == plan.doctors
    shown(at, "resultat")
    hers(at)
    assert lever(at, "Särskilt boende och hemsjukvård").value == "0"


def test_at_most_three_proposals_and_one_can_take_anothers_place() -> None:
    at = own_page(examples.worked())
    for hours in ("3", "2", "1"):
        lever(at, "Särskilt boende och hemsjukvård").set_value(hours).run()
        at.button(key="own_save").click().run()
    assert len(the_plan(at).scenarios) == 3
    ways = next(box for box in at.main.selectbox if box.label == "Spara")
    assert [name.split()[0] for name in ways.options] == ["I", "I", "I"]
    assert "Du har tre förslag. Välj vilket det nya ska ersätta." in told(at)
    lever(at, "Särskilt boende och hemsjukvård").set_value("0").run()
    for _ in range(2):  # nothing is replaced until it has been chosen which one, the next time either
        ways = next(box for box in at.main.selectbox if box.label == "Spara")
        assert ways.value is None
        assert at.button(key="own_save").disabled
        ways.set_value(0).run()
        assert not at.button(key="own_save").disabled
        lever(at, "Förslagets namn").set_value("Utan särskilt boende").run()
        at.button(key="own_save").click().run()
        assert len(the_plan(at).scenarios) == 3
    assert the_plan(at).scenarios[0].name == "Utan särskilt boende"
    at.button(key="own_remove.1").click().run()
    assert len(the_plan(at).scenarios) == 2
    at.button(key="own_reset").click().run()
    assert lever(at, "Särskilt boende och hemsjukvård").value == "4"
    at.button(key="own_load.0").click().run()
    assert lever(at, "Särskilt boende och hemsjukvård").value == "0"
    assert not at.exception


def test_a_name_that_is_taken_is_refused() -> None:
    plan = with_marked_colleague()
    at = own_page(plan)
    lever(at, "Särskilt boende och hemsjukvård").set_value("0").run()
    lever(at, "Förslagets namn").set_value("mitt förslag").run()
    at.button(key="own_save").click().run()
    assert "Det finns redan ett scenario med det namnet" in told(at)
    assert the_plan(at).scenarios == plan.scenarios


def test_a_wrong_value_in_a_lever_is_said_and_counts_as_todays() -> None:
    at = own_page(examples.worked())
    lever(at, "Tjänstgöringsgrad").set_value("300").run()
    assert "förväntade procent mellan" in told(at)
    assert "Det som står i Tjänstgöringsgrad (%) går inte att läsa och räknas som dagens värde." in told(at)
    assert "Ändra en ruta" not in told(at)
    lever(at, "Särskilt boende och hemsjukvård").set_value("0").run()
    assert "1 072 patienter i stället för 942. Det som står i Tjänstgöringsgrad (%) går inte att läsa" in told(at)
    at.button(key="own_reset").click().run()
    assert "Ändra en ruta" in told(at)
    assert not at.button(key="own_reset").disabled  # still there, with the focus
    assert at.session_state["current"].drafts == {}


def test_what_was_changed_is_hers_and_the_clinics_alone() -> None:
    at = own_page(examples.many())
    assert "Planen är inte sparad än" in told(at)
    current = at.session_state["current"]
    store = open_store()
    saved = store.create(current.plan, "Chefen")
    plan = saved.plan
    for path, value in (
        ("doctors.Läkare A.supervision_hours", 4.0), ("doctors.Läkare B.supervision_hours", 7.0),
        ("clinic.indirect_minutes", 22.0),
    ):  # fmt: skip
        plan = change(plan, path, value)
    saved = store.save(saved, plan, "Chefen", "nytt schema")
    at.session_state["current"] = replace(current, plan=saved.plan, kept=saved)
    at.run()
    assert not at.exception
    seen = told(at)
    assert "Läkare A: Handledning" not in seen  # the whole list is about her
    assert "Handledning 2 h/vecka 4 h/vecka Chefen nytt schema" in seen
    assert "Indirekt patientarbete per listad och år 18 min 22 min" in seen
    assert "7 h/vecka" not in seen
    assert "Läkare B" not in seen
