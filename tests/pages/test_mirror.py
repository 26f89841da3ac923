"""Does the page Arbetstidsspegeln answer with hours, and say what is missing where there are none?"""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.domain.results import NOT_A_DEMAND
from tests.pages.opened import opened
from tests.pages.test_results import bodies, words
from tests.reports import examples


def test_the_mirror_answers_in_hours_with_a_figure_and_its_table() -> None:
    at = opened("arbetstidsspegeln", examples.many())
    assert not at.exception
    assert at.title[0].value == "Vad tar dagens listor i tid?"
    assert "Dagens listor tar 217 timmar i veckan; de avtalade är 196." in " ".join(words(at).split())
    assert NOT_A_DEMAND in words(at)
    assert len(at.main.get("plotly_chart")) == 1
    assert [button.proto.label for button in at.main.get("download_button")] == [
        "Ladda ner tabellen Arbetstidsspegeln (CSV)"
    ]


def test_without_doctors_or_lists_the_mirror_says_what_is_missing() -> None:
    empty = opened("arbetstidsspegeln", examples.empty())
    assert not empty.exception
    assert "Lägg till läkarna" in words(empty)
    assert not empty.main.get("plotly_chart")
    without = opened(
        "arbetstidsspegeln", Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(current_list=None),))
    )
    assert not without.exception
    assert "Läkare A är inte med i summan: Nuvarande lista är inte ifyllt." in words(without)
    assert "Tiden per listad" not in words(without)


def test_a_signature_is_shown_as_it_stands() -> None:
    at = opened("arbetstidsspegeln", examples.hostile())
    assert not at.exception
    assert examples.HOSTILE_IDS[0] in words(at)
    assert not any("<img" in body for body in bodies(at))
