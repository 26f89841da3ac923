"""Is what a wanted list takes said within the bounds of each lever, and that it cannot be where it is outside?"""

from __future__ import annotations

import pytest

from planner.calc.clinic import calculate
from planner.calc.require import require
from planner.domain.plan import Plan
from planner.reports import mirror
from planner.reports import require as words
from tests.reports.examples import clinic, doctor_a, worked


def hours_lever(plan: Plan, wanted: float) -> str:
    return mirror.what_it_takes(plan, calculate(plan), 0, wanted)[0].replace("\u00a0", " ")


def test_the_worked_examples_week_is_said_whatever_list_she_has_today() -> None:
    for today in (1_100, 700, None):
        plan = Plan(clinic=clinic(), doctors=(doctor_a(current_list=today),))
        assert hours_lever(plan, 1_100) == (
            "4,9 timmar mer i veckan för patienter, till exempel färre timmar uppdrag, eller en vecka på 44,9 timmar,"
            " eller"
        )


@pytest.mark.parametrize(
    ("given", "wanted", "expected"),
    [
        # half time with 5 h of duties: what is lacking is more than they take
        (
            {"fte": 0.5, "care_home_hours": 0.0, "supervision_hours": 0.0}, 700,
            ": en vecka på 26,6 timmar, eftersom uppdragen tar 5,0 timmar i veckan; eller",
        ),
        (
            {"fte": 0.5, "care_home_hours": 0.0, "supervision_hours": 0.0}, 2_000,
            ": det går inte inom gränserna, eftersom uppdragen tar 5,0 timmar i veckan och en vecka på 66,6 timmar är"
            " mer än 120 % av heltid; eller",
        ),
        (
            {"fte": 0.5, "care_home_hours": 0.0, "supervision_hours": 0.0, "meeting_hours": 0.0, "other_hours": 0.0},
            700, ": en vecka på 21,6 timmar, eftersom det finns inga uppdrag att minska; eller",
        ),
        # the duties suffice, but no week is so long
        (
            {"care_home_hours": 15.0}, 1_100,
            ", till exempel färre timmar uppdrag (en vecka på 55,9 timmar är mer än 120 % av heltid), eller",
        ),
    ],
)  # fmt: skip
def test_hours_come_out_of_duties_or_a_longer_week_within_their_bounds(
    given: dict[str, float], wanted: float, expected: str
) -> None:
    assert hours_lever(Plan(clinic=clinic(), doctors=(doctor_a(**given),)), wanted).endswith(expected)


def test_a_need_of_care_below_the_lowest_is_said_to_be_impossible() -> None:
    plan = worked()
    low = words.closed_forms(plan, require(plan, 9_000, "Läkare A"))[-1]
    assert low.startswith("patienter med vårdtyngd 0,10 i stället för 1")
    assert low.endswith(": det går inte, eftersom vårdtyngden är lägst 0,2.")
    assert "går inte" not in words.closed_forms(plan, require(plan, 1_100, "Läkare A"))[-1]
