"""Do the scenario pages write, show and compare changes beside the plan as it is, and say what no longer applies?"""

from __future__ import annotations

import re
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from planner.domain.change_text import change_of, text_of
from planner.domain.plan import Plan, change, without_doctor
from planner.domain.results import NOT_A_DEMAND
from planner.domain.scenario import MOST_SCENARIOS, Scenario
from planner.ui.state import Current
from tests.pages.opened import opened, shown, the_plan
from tests.pages.test_results import bodies, first, links, words
from tests.reports import examples


def scenario(name: str, *changes: str, **more: object) -> Scenario:
    return Scenario(name=name, changes=tuple(map(change_of, changes)), **more)


def with_scenarios(*kept: Scenario, plan: Plan | None = None) -> Plan:
    return (plan or examples.worked()).model_copy(update={"scenarios": kept})


VISITS = "clinic.contacts.planned_visit.contacts_per_year"
HALF = scenario("Halvtid", 'doctors."Läkare A".fte=0.5')
MORE = scenario("Fler möten", 'doctors."Läkare A".meeting_hours+=2')


def on_first(plan: Plan) -> AppTest:
    """The page Tänk om … with the plan's first scenario chosen."""
    at = opened("", plan)
    at.query_params["scenario"] = "1"
    return shown(at, "tank-om")


def box(at: AppTest, label: str):
    return next(one for one in at.main.text_input if label in one.label)


def press(at: AppTest, label: str) -> None:
    next(one for one in at.main.button if label in one.label).click().run()


def test_the_plan_as_it_is_comes_first_and_a_card_changes_nothing_before_it_is_kept() -> None:
    at = opened("tank-om", examples.many())
    assert not at.exception
    assert first(at, 'class="answer"') < first(at, NOT_A_DEMAND)
    press(at, "en vårdcentral i närheten")
    assert the_plan(at) == examples.many()
    box(at, "Fler listade").set_value("1 200").run()
    assert "Listade patienter ändras med +1 200 personer" in words(at)
    press(at, "Stäng utan att ändra")
    assert the_plan(at) == examples.many()
    assert "1 200" not in words(at)


def test_a_card_opens_with_where_its_figures_come_from() -> None:
    at = opened("tank-om", examples.many())
    press(at, "en annan beläggning")
    assert "AIM Alberta" in words(at)
    press(at, "en sjuksköterska")
    assert words(at).count("Antagande: ändra det till ert eget") == 3
    press(at, "särskilt boende byter läkare")
    assert "Förslag från planen" in words(at)


def test_a_wrong_entry_in_a_card_is_said_at_its_box_and_nothing_is_written() -> None:
    at = opened("tank-om", examples.worked())
    press(at, "ändrar tjänstgöringsgrad")
    box(at, "Ny tjänstgöringsgrad").set_value("0,8").run()
    assert "Kortet har kvar: 80 %" in words(at)
    assert "Spara som nytt scenario" not in [one.label for one in at.main.button]
    box(at, "Ny tjänstgöringsgrad").set_value("62,5").run()
    press(at, "Spara som nytt scenario")
    assert [text_of(one) for one in the_plan(at).scenarios[0].changes] == ["doctors.Läkare A.fte=0.625"]


def test_a_card_that_cannot_be_used_says_why() -> None:
    at = opened("tank-om", examples.worked())
    press(at, "en ST-läkare blir specialist")
    assert "Planen har ingen ST-läkare." in words(at)


def test_two_cards_make_one_scenario_and_colleagues_hours_add_up() -> None:
    at = opened("tank-om", examples.worked())
    for title in ("en sjuksköterska", "en sjuksköterska"):
        press(at, title)
        press(at, "i scenariot" if the_plan(at).scenarios else "Spara som nytt scenario")
    kept = the_plan(at).scenarios
    assert len(kept) == 1
    assert len(kept[0].changes) == 5
    assert kept[0].colleague_hours == 1_760
    assert the_plan(at).clinic == examples.worked().clinic


def test_an_open_card_says_on_what_it_stands_and_can_be_tried_alone() -> None:
    at = on_first(with_scenarios(HALF))
    press(at, "en annan beläggning")
    assert "Ovanpå scenariot Halvtid" in words(at)
    assert "Lägg till i scenariot" in [one.label for one in at.main.button]
    stacked = words(at)
    press(at, "Pröva som nytt scenario")
    assert "Som ett nytt scenario, utan Halvtid" in words(at)
    assert "Ovanpå scenariot" not in words(at)
    assert re.findall(r"fast läkarkontakt för ([\d\s]+) pat", words(at))[-1] not in stacked
    press(at, "Pröva ovanpå scenariot")
    press(at, "Pröva som nytt scenario")
    press(at, "Spara som nytt scenario")
    kept = the_plan(at).scenarios
    assert kept[0] == HALF
    assert [text_of(one) for one in kept[1].changes] == ["clinic.planned_load=0.9"]
    press(at, "mötena blir färre")
    assert "Ovanpå scenariot Planerad beläggning 90 %" in words(at)


def test_one_change_is_told_as_one() -> None:
    at = opened("tank-om", examples.worked())
    press(at, "en annan beläggning")
    press(at, "Spara som nytt scenario")
    press(at, "en sjuksköterska")
    press(at, "Lägg till i scenariot")
    told = [step.what for step in at.session_state["current"].earlier]
    told = [one.replace("\u00a0", " ") for one in told]
    assert told == [
        "Planerad beläggning 90 %: lade till en ändring", "Planerad beläggning 90 %: lade till 3 ändringar",
    ]  # fmt: skip


def test_what_follows_the_listed_can_be_chosen_and_edited() -> None:
    at = on_first(with_scenarios(scenario("Färre", f"{VISITS}=8000")))
    how = next(one for one in at.main.selectbox if one.label.startswith("Hur ändras"))
    how.set_value("add_per_listed").run()
    assert "Ändras per listad med" in how.options
    assert text_of(the_plan(at).scenarios[0].changes[0]) == f"{VISITS}+={(8_000 - 9_680) / 8_800}*listed"
    box(at, "mer per listad").set_value("-0,1").run()
    assert text_of(the_plan(at).scenarios[0].changes[0]) == f"{VISITS}+=-0.1*listed"
    assert "I scenariot: 8 800 per år." in words(at)
    next(one for one in at.main.selectbox if one.label.startswith("Hur ändras")).set_value("follow_listed").run()
    assert text_of(the_plan(at).scenarios[0].changes[0]) == f"{VISITS}*=listed"
    assert "Lika många per listad som i utgångsläget" in words(at)
    next(one for one in at.main.selectbox if one.label.startswith("Hur ändras")).set_value("set").run()
    assert text_of(the_plan(at).scenarios[0].changes[0]) == f"{VISITS}=9680.0"


def test_a_colleagues_hours_follow_the_listed_till_someone_types_them() -> None:
    at = opened("tank-om", examples.worked())
    press(at, "en sjuksköterska")
    press(at, "Spara som nytt scenario")
    kept = the_plan(at).scenarios[0]
    assert (kept.colleague_hours, kept.colleague_listed) == (880, 8_800)
    grown = change(the_plan(at), "clinic.listed_patients", 9_700)
    at.session_state["current"] = replace(at.session_state["current"], plan=grown)
    at.run()
    assert "Andra yrkesgrupper behöver 970 timmar om året." in words(at)
    box(at, "Tid hos andra yrkesgrupper").set_value("900").run()
    kept = the_plan(at).scenarios[0]
    assert (kept.colleague_hours, kept.colleague_listed) == (900, None)
    assert "Andra yrkesgrupper behöver 900 timmar om året." in words(at)


def test_computed_figures_are_told_with_as_many_decimals_as_anyone_reads() -> None:
    at = on_first(with_scenarios(scenario("Bråk", f"{VISITS}=6996.616800920598", f"{VISITS}*=1.103567318757")))
    assert "I scenariot: 6 996,6 per år." in words(at)
    assert "616" not in words(at)


def test_what_has_lapsed_is_said_in_the_list_of_scenarios_and_beside_the_answer() -> None:
    gone = scenario("Utan B", 'doctors."Läkare B".fte=0.5', 'doctors."Läkare A".fte=0.5')
    at = on_first(with_scenarios(gone, HALF))
    chosen = next(one for one in at.main.selectbox if one.label == "Scenario")
    assert chosen.options == ["Nytt scenario", "Utan B (1 av 2 ändringar gäller inte längre)", "Halvtid"]
    assert "1 av 2 ändringar gäller inte längre." in words(at)


def test_lines_can_be_edited_told_in_another_way_and_removed() -> None:
    at = on_first(with_scenarios(HALF))
    box(at, "Tjänstgöringsgrad, i scenariot").set_value("75").run()
    assert the_plan(at).scenarios[0].changes[0].value == 0.75
    next(one for one in at.main.selectbox if one.label.startswith("Hur ändras")).set_value("times").run()
    assert text_of(the_plan(at).scenarios[0].changes[0]) == 'doctors."Läkare A".fte*=0.75'
    box(at, "gånger").set_value("0,5").run()
    assert "Utan ändringen: 100 %. I scenariot: 50 %." in words(at)
    box(at, "gånger").set_value("mycket").run()
    assert "Ändringen har kvar" in words(at)
    press(at, "Ta bort ändringen")
    assert the_plan(at).scenarios[0].changes == ()
    assert at.session_state["current"].drafts == {}


def test_any_value_can_be_changed() -> None:
    at = opened("tank-om", examples.worked())
    at.main.selectbox(key="add.owner").set_value("doctors.Läkare A").run()
    at.main.selectbox(key="add.key.doctors.Läkare A").set_value("sick_share").run()
    press(at, "Lägg till ändringen")
    assert not at.exception
    box(at, "Sjukfrånvaro, i scenariot").set_value("10").run()
    assert [text_of(one) for one in the_plan(at).scenarios[0].changes] == ["doctors.Läkare A.sick_share=0.1"]


def test_name_reason_and_colleagues_hours_are_kept() -> None:
    at = on_first(with_scenarios(HALF))
    box(at, "Scenariots namn").set_value("Halva veckan").run()
    box(at, "Varför?").set_value("Läkare A vill gå ned").run()
    box(at, "andra yrkesgrupper").set_value("37,5").run()
    kept = the_plan(at).scenarios[0]
    assert (kept.name, kept.reason, kept.colleague_hours) == ("Halva veckan", "Läkare A vill gå ned", 37.5)
    assert "Andra yrkesgrupper behöver 38 timmar om året." in words(at)


def test_a_change_of_the_plan_shows_in_its_scenarios() -> None:
    before, after = (on_first(with_scenarios(MORE, plan=plan)) for plan in (
        examples.worked(), change(examples.worked(), 'doctors."Läkare A".meeting_hours', 8.0)))  # fmt: skip
    assert "Utan ändringen: 3 h/vecka. I scenariot: 5 h/vecka." in words(before)
    assert "Utan ändringen: 8 h/vecka. I scenariot: 10 h/vecka." in words(after)


def test_a_deleted_doctor_is_said_and_the_change_can_be_removed() -> None:
    gone = without_doctor(with_scenarios(HALF), 0)
    at = on_first(gone)
    assert "Ändringen gäller inte längre: Läkare A finns inte bland läkarna" in words(at)
    compared = opened("jamfor", gone)
    assert "Halvtid: Ändringen gäller inte längre" in words(compared)
    press(at, "Ta bort ändringen")
    assert "gäller inte längre" not in words(at)


def test_a_new_signature_in_the_form_is_followed_by_the_scenarios() -> None:
    at = opened("lakarna", with_scenarios(HALF))
    box(at, "Läkare").set_value("Dr. Ny").run()
    assert the_plan(at).doctors[0].doctor_id == "Dr. Ny"
    assert the_plan(at).scenarios[0].changes[0].path == 'doctors."Dr. Ny".fte'


def test_a_scenario_is_deleted_and_undone() -> None:
    at = on_first(with_scenarios(HALF, MORE))
    press(at, "Ta bort scenariot Halvtid")
    assert [one.name for one in the_plan(at).scenarios] == ["Fler möten"]
    at.sidebar.button(key="undo").click().run()
    assert [one.name for one in the_plan(at).scenarios] == ["Halvtid", "Fler möten"]


def test_no_more_scenarios_than_a_plan_holds() -> None:
    at = opened("tank-om", with_scenarios(*[HALF] * MOST_SCENARIOS))
    press(at, "ändrar tjänstgöringsgrad")
    assert "fler ryms inte" in words(at)


def test_empty_pages_say_what_they_are_for_and_lead_on() -> None:
    at = opened("tank-om", examples.empty())
    assert not at.exception
    assert links(at) == ["Snabbstart"]
    at = opened("jamfor", examples.worked())
    assert not at.exception
    assert links(at) == ["Tänk om …"]


def test_what_is_not_computable_is_said_in_words() -> None:
    for page in ("tank-om", "jamfor"):
        at = opened("", with_scenarios(HALF, plan=examples.with_nulls()))
        at.query_params["scenario"] = "1"
        at = shown(at, page)
        assert not at.exception
        assert "går ännu inte att beräkna" in words(at)
        assert not re.search(r"\b(nan|None|inf)\b", words(at))


def test_a_users_text_is_shown_literally() -> None:
    names = examples.HOSTILE_IDS
    plan = examples.hostile().model_copy(
        update={
            "scenarios": tuple(
                Scenario(
                    name=name,
                    doctor_id=name,
                    changes=(change_of("clinic.planned_load=0.9"), change_of('doctors."<i>"={}')),
                )
                for name in names
            )
        }
    )
    for page in ("tank-om", "jamfor"):
        at = opened("", plan)
        at.query_params["scenario"] = "1"
        at = shown(at, page)
        assert not at.exception
        for body in bodies(at):
            assert "<img" not in body
            assert "<b>fet" not in body
            assert "<i>" not in body
        for element in (*at.main.markdown, *at.main.title, *at.main.checkbox, *at.main.button):
            assert not any(name in getattr(element, "label", "") for name in names[2:3])


def test_up_to_four_are_compared_differences_first() -> None:
    kept = [scenario(f"Nummer {i}", f'doctors."Läkare A".fte=0.{9 - i}') for i in range(5)]
    at = opened("jamfor", with_scenarios(*kept))
    assert not at.exception
    said = words(at)
    assert "Flest får plats med ”Nummer 0”" in said
    assert "Inget av scenarierna ger plats för alla listade." in said
    assert (
        "Dagens lista ryms inte hos 1 läkare i utgångsläget, och hos lika många i vart och ett av scenarierna." in said
    )
    assert "Nummer 4: plats" not in said
    assert (
        first(at, 'class="answer"')
        < first(at, NOT_A_DEMAND)
        < first(at, "Scenarierna bredvid")
        < first(at, "Enheten i")
    )
    assert [one.disabled for one in at.main.checkbox] == [False] * 4 + [True, False]
    assert ("signaturer" in at.main.checkbox[5].label, at.main.checkbox[5].value) == (True, False)
    assert [one.proto.label for one in at.main.get("download_button")][-2:] == [
        "Ladda ner arbetsboken med scenarierna",
        "Ladda ner jämförelsen (PDF)",
    ]
    at.main.checkbox[0].uncheck().run()
    at.main.checkbox[4].check().run()
    assert "Nummer 4: plats" in words(at)
    assert "Nummer 0: plats" not in words(at)
    for one in at.main.checkbox[1:5]:
        one.uncheck()
    at.run()
    assert "Välj minst ett scenario." in words(at)


def test_opening_a_plan_leaves_the_other_plans_card_behind() -> None:
    at = opened("tank-om", examples.worked())
    press(at, "ändrar tjänstgöringsgrad")
    at.session_state["current"] = Current(examples.empty(), replaced=1, revision=1)
    at.run()
    assert not at.exception


def test_what_is_wrong_in_the_plan_that_a_scenario_makes_is_said_on_both_pages() -> None:
    both = with_scenarios(scenario("Allt på en gång", "clinic.direct_hours_per_year=9000"))
    assert "Behåll en av dem" in words(on_first(both))
    assert "Allt på en gång: Både tabellen" in words(opened("jamfor", both))
    assert "Behåll en av dem" not in words(on_first(with_scenarios(HALF)))
