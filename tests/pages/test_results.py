"""Do the result pages answer first, name what is missing, and show a user's text as it stands?"""

from __future__ import annotations

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from planner.domain.plan import Plan
from planner.domain.results import NOT_A_DEMAND
from tests.pages.opened import opened, shown
from tests.reports import examples


def bodies(at: AppTest) -> list[str]:
    """The HTML that the page itself has made, in order."""
    return [element.proto.body for element in at.main.get("html")]


def words(at: AppTest) -> str:
    """The page's words as a reader sees them."""
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join(bodies(at)))).replace("\u00a0", " ")


def links(at: AppTest) -> list[str]:
    return [link.proto.label for link in at.main.get("page_link")]


def first(at: AppTest, sign: str) -> int:
    return next(i for i, body in enumerate(bodies(at)) if sign in body)


def test_the_result_answers_first_with_its_number_in_large_type() -> None:
    at = opened("resultat", examples.many())
    assert not at.exception
    assert at.title[0].value == "Så många kan vi ta hand om"
    assert '<strong class="number">4\u00a0708</strong>' in bodies(at)[first(at, "answer")]
    assert first(at, 'class="answer"') < first(at, NOT_A_DEMAND) < first(at, "<table")
    assert len(at.main.get("plotly_chart")) == 1


def test_the_result_has_a_table_with_the_figures_numbers_and_downloads() -> None:
    at = opened("resultat", examples.worked())
    assert "942" in words(at)
    assert [button.proto.label for button in at.main.get("download_button")] == [
        "Ladda ner tabellen Läkarna (CSV)",
        "Ladda ner tabellen Läkarna, alla steg (CSV)",
        "Ladda ner tabellen Enheten i siffror (CSV)",
        "Ladda ner tabellen Vem som kan vara fast läkarkontakt (CSV)",
    ]


def test_the_result_tells_who_counts_and_by_which_rule() -> None:
    at = opened("resultat", examples.many())
    said = words(at)
    assert "N6: Definitionen säger inget om hyrläkare." in said
    assert "Källa: Region Västmanland" in said
    unread = opened("resultat", Plan(clinic=examples.clinic(region="Skåne"), doctors=(examples.doctor_a(),)))
    assert "Vi har inte läst någon egen regel för Skåne" in words(unread)


def test_an_empty_plan_says_what_is_needed_and_leads_there() -> None:
    at = opened("resultat", examples.empty())
    assert not at.exception
    assert "Listade patienter måste fyllas i" in words(at)
    assert links(at) == ["Snabbstart"]
    assert not at.main.get("plotly_chart")


def test_a_plan_with_gaps_says_whose_and_leads_to_the_check() -> None:
    at = opened("resultat", examples.with_nulls())
    assert not at.exception
    assert "Läkare B: Tjänstgöringsgrad är inte ifyllt" in words(at)
    assert "går inte att beräkna" in words(at)
    assert "Kontroll av underlaget" in links(at)
    assert not re.search(r"\b(nan|None|inf)\b", words(at))


@pytest.mark.parametrize("page", ["resultat", "forklara"])
def test_a_users_text_is_shown_literally(page: str) -> None:
    at = opened(page, examples.hostile())
    assert not at.exception
    assert examples.HOSTILE_IDS[0] in words(at) or page == "forklara"
    for body in bodies(at):
        assert "<img" not in body
        assert "<b>fet" not in body
    for element in (*at.main.markdown, *at.main.title):
        assert not any(name in element.value for name in examples.HOSTILE_IDS)


def test_the_explanation_asks_the_doctors_own_question() -> None:
    at = opened("forklara", examples.worked())
    assert not at.exception
    assert at.title[0].value == "Varför just 942?"
    said = words(at)
    for expected in (
        "Av årets 2 088 timmar blir 1 057 planerad tid för patienter",
        "Årets vardagar på heltid: 2 088 h (1 862 patienter).",
        "44,9 timmar i veckan",
        "4,9 timmar mer i veckan för patienter",
        "57,6 minuter per listad och år",
        "planerad beläggning 103 % i stället för 88 %: det går inte",
        "är antaganden",
        "De säger inte vad som händer om du ändrar ett av dem",
        "Värdena är avrundade",
        "(nationellt, Socialstyrelsen 2022)",
        "direkt tid + indirekt tid per listad",
        NOT_A_DEMAND,
    ):
        assert expected in said, expected
    assert len(at.main.get("plotly_chart")) == 2


def test_any_list_can_be_asked_about_in_swedish() -> None:
    at = opened("", Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(), examples.doctor_a(
        doctor_id="Läkare B", fte=0.8, current_list=700))))  # fmt: skip
    at.query_params["lakare"] = "2"
    shown(at, "forklara")
    assert at.main.text_input[0].value == "700"
    before = at.session_state["current"]
    at.main.text_input[0].set_value("1 100").run()
    assert "Det här krävs för att tiden ska räcka till 1 100 patienter:" in words(at)
    at.main.text_input[0].set_value("500").run()
    assert "500 patienter ryms redan i tiden." in words(at)
    assert "Det här krävs" not in words(at)
    at.main.text_input[0].set_value("1.100").run()
    assert "om du menar tusental" in words(at)
    assert at.session_state["current"].plan == before.plan
    assert at.session_state["current"].drafts == {}


def test_the_doctors_table_says_that_an_adviser_has_no_list() -> None:
    at = opened("lakarna", examples.many())
    assert "Senior rådgivare 20 % ej ifyllt ingen egen lista" in re.sub(" +", " ", words(at))
    assert "; utan: " in words(at)


def test_duties_over_the_week_are_said_at_the_top() -> None:
    at = opened("forklara", Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(fte=0.2),)))
    assert first(at, "uppdragen tar 455 h om året") < first(at, NOT_A_DEMAND)


def test_an_adviser_is_told_of_her_hours_alone() -> None:
    at = opened("", examples.many())
    at.query_params["lakare"] = "8"
    shown(at, "forklara")
    assert not at.exception
    assert at.title[0].value == "Varför ingen egen lista?"
    assert first(at, "En senior rådgivare stöder kollegor") < first(at, NOT_A_DEMAND)
    assert "går inte att beräkna" not in words(at)
    assert len(at.main.get("plotly_chart")) == 1
    assert not at.main.text_input


def test_the_figures_have_words_of_their_own_and_the_way_stands_open() -> None:
    at = opened("forklara", examples.worked())
    in_hours, in_patients = (chart.proto.alt.replace("\u00a0", " ") for chart in at.main.get("plotly_chart"))
    assert in_hours.startswith("Av årets 2 088 timmar")
    assert in_patients.startswith("Den planerade tiden räcker till 942")
    assert not at.main.expander


def test_the_result_leads_to_each_doctors_explanation() -> None:
    at = opened("resultat", examples.many())
    to = [(link.proto.label, link.proto.query_string) for link in at.main.get("page_link") if link.proto.query_string]
    assert [query for _, query in to] == [f"lakare={i}" for i in range(1, 9)]
    assert to[0][0].startswith("Läkare A")
    assert to[-1][0].endswith("ingen egen lista")


def test_choosing_another_doctor_changes_the_answer_and_the_address() -> None:
    at = opened("forklara", examples.many())
    at.main.selectbox[0].set_value(1)
    at.run()
    assert at.title[0].value == "Varför just 755?"
    assert at.query_params["lakare"] == "2"


@pytest.mark.parametrize(
    ("address", "answer"), [("3", "447"), ("99", "980"), ("0", "980"), ("x", "980"), ("²", "980"), ("-1", "980")]
)
def test_an_address_opens_its_doctor_and_a_wrong_one_the_first(address: str, answer: str) -> None:
    at = opened("", examples.many())
    at.query_params["lakare"] = address
    shown(at, "forklara")
    assert not at.exception
    assert at.title[0].value == f"Varför just {answer}?"


def test_the_explanation_of_a_doctor_that_is_not_computable_says_what_is_missing() -> None:
    at = opened("", examples.with_nulls())
    at.query_params["lakare"] = "2"
    shown(at, "forklara")
    assert not at.exception
    assert at.title[0].value == "Varför just det talet?"
    assert "Läkare B: Tjänstgöringsgrad är inte ifyllt" in words(at)
    assert "Läkare C" not in words(at)
    assert words(at).count("Bilden ritas inte") == 1
    assert "Den avtalade veckan går inte att beräkna: Tjänstgöringsgrad är inte ifyllt." in words(at)
    assert not at.main.get("plotly_chart")


def test_without_doctors_the_explanation_leads_to_them() -> None:
    at = opened("forklara", examples.empty())
    assert links(at) == ["Läkarna"]


@pytest.mark.parametrize("page", ["resultat", "forklara", "snabbstart", "lakarna"])
def test_beside_a_number_stands_how_much_is_assumed_and_the_way_to_what_weighs_most(page: str) -> None:
    at = opened(page, examples.worked())
    assert "32 % av vägen till talet vilar på antaganden, mest på tjänstgöringsgrad" in words(at)
    at.button(key="measure_first").click().run()
    assert not at.exception
    assert at.title[0].value == "Vilka läkare har ni, och hur arbetar de?"
    assert any("st-key-lakarna-doctor-0-fte" in body for body in bodies(at))


def test_all_of_an_empty_number_is_not_weighed() -> None:
    at = opened("resultat", examples.empty())
    assert "antaganden" not in words(at)
    assert not [button for button in at.button if button.key == "measure_first"]


def test_a_wished_list_stands_when_one_comes_back_to_the_page() -> None:
    at = opened("forklara", examples.worked())
    at.main.text_input[0].set_value("1 250").run()
    shown(at, "resultat")
    shown(at, "forklara")
    assert at.main.text_input[0].value == "1 250"
    assert "Det här krävs för att tiden ska räcka till 1 250 patienter:" in words(at)


def test_a_personal_number_in_a_question_is_not_kept() -> None:
    at = opened("forklara", examples.worked())
    at.main.text_input[0].set_value("19121212-1212").run()
    assert at.main.text_input[0].value == ""
    assert "19121212" not in str(at.session_state["tries"])
