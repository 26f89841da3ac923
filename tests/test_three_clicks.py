"""Is every line of the worked example (method §5) three clicks or entries away from the result page, at most?

A click is a link, a button or a choice; an entry is what is typed in one box. The number has to stand on the page.
"""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from planner.domain.plan import Plan
from planner.ui import site
from tests.pages.opened import opened, shown
from tests.pages.test_results import words
from tests.reports.examples import clinic, doctor_a, worked

MOST = 3


class Newcomer:
    """Someone who stands on the result page and counts her clicks."""

    def __init__(self, plan: Plan) -> None:
        self.at: AppTest = opened("resultat", plan)
        self.clicks = 0

    def link(self, page: str) -> None:
        addresses = [one.proto.page for one in self.at.main.get("page_link")]
        assert site.url_path(page) in addresses, f"no link to {page} on the result page"
        self.at = shown(self.at, site.url_path(page))
        self.clicks += 1

    def card(self, title: str) -> None:
        next(one for one in self.at.main.button if title in one.label).click().run()
        self.clicks += 1

    def answer(self, label: str, value: str) -> None:
        boxes = [*self.at.main.text_input, *self.at.main.selectbox]
        next(one for one in boxes if label in one.label).set_value(value).run()
        self.clicks += 1

    def sees(self, *numbers: str) -> None:
        assert not self.at.exception
        said = words(self.at)
        for one in numbers:
            assert re.search(rf"(?<![\d,]){re.escape(one)}(?![\d,])", said), f"{one} is not on the page"
        assert self.clicks <= MOST


def second() -> Plan:
    """The method's second example."""
    own = {
        "annual_leave_days": 31.0, "education_days": 10.0, "other_absence_days": 0.0, "sick_share": 0.04,
        "meeting_hours": 9.0, "supervision_hours": 0.0, "other_hours": 0.0, "care_home_hours": 0.0,
        "yearly_hours": 40.0, "current_list": None,
    }  # fmt: skip
    row = (
        clinic()
        .contacts[0]
        .model_copy(update={"contacts_per_year": 8_800.0, "minutes": 40.0, "documentation_minutes": 9.0})
    )
    return Plan(clinic=clinic(workdays=None, planned_load=1.0, contacts=(row,)), doctors=(doctor_a(**own),))


@pytest.fixture
def she() -> Newcomer:
    return Newcomer(worked())


def test_the_number_stands_on_the_result_page(she: Newcomer) -> None:
    she.sees("942")


def test_the_way_to_the_number(she: Newcomer) -> None:
    she.link("forklara")
    she.sees("41,4", "1 656,0", "455,4", "67,30", "942")


def test_what_1_100_takes(she: Newcomer) -> None:
    she.link("forklara")
    she.answer("Önskad lista", "1 100")
    she.sees("4,9", "57,6", "103 %")


@pytest.mark.parametrize("today", [None, 800])
def test_the_week_of_a_list_of_1_100(today: int | None) -> None:
    """As the example is told: nobody has entered that list in the plan before she asks."""
    she = Newcomer(Plan(clinic=clinic(), doctors=(doctor_a(current_list=today),)))
    she.link("forklara")
    if today:  # else the riktvärde is asked about at once
        assert "44,9" not in words(she.at)
        she.answer("Önskad lista", "1 100")
    she.sees("44,9")


@pytest.mark.parametrize(("title", "answers", "number"), [
    ("ett särskilt boende", [], "1 072"),
    ("lämnar handledning", [], "1 007"),
    ("ändrar tjänstgöringsgrad", [], "682"),
    ("ändrar tjänstgöringsgrad", [("Uppdragen minskar i samma takt", "ja")], "754"),
    ("en sjuksköterska", [], "1 044"),
])  # fmt: skip
def test_what_if(she: Newcomer, title: str, answers: list[tuple[str, str]], number: str) -> None:
    she.link("tank_om")
    she.card(title)
    for label, value in answers:
        she.answer(label, value)
    she.sees(number, "942")


def test_a_nurse_costs_a_colleagues_hours(she: Newcomer) -> None:
    she.link("tank_om")
    she.card("en sjuksköterska")
    she.sees("1 027", "59", "880")


def test_what_if_is_kept_with_the_third_click(she: Newcomer) -> None:
    she.link("tank_om")
    she.card("ändrar tjänstgöringsgrad")
    she.card("Spara som nytt scenario")
    she.sees("682", "80 %")


def test_the_second_example() -> None:
    she = Newcomer(second())
    she.sees("1 084")
    she.link("tank_om")
    she.card("ändrar tjänstgöringsgrad")
    she.sees("795")
    other = Newcomer(second())
    other.link("forklara")
    other.sees("201,6")
