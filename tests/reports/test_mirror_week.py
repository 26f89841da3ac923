"""Does the mirror tell the hours of today's lists beside the contracted ones, and never blame anyone?"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.reports import mirror_week
from tests.plans import plans
from tests.reports import examples

PLANS = [examples.worked(), examples.many(), examples.with_nulls(), examples.hostile(), examples.empty()]
BLAME = re.compile(r"överskrid|ineffektiv|effektiv|produktiv|optimal|underprester|långsam|för få|för lite|klarar", re.I)


def said(words: str) -> str:
    return words.replace("\u00a0", " ")


def shown(plan: Plan) -> list[list[str]]:
    return [[said(cell.shown) for cell in row] for row in mirror_week.table(plan, calculate(plan)).rows]


def test_the_worked_example_takes_44_9_hours_of_40() -> None:
    plan = examples.worked()
    results = calculate(plan)
    assert (
        mirror_week.clinic_answer(plan, results).sentence
        == "Dagens lista tar 44,9 timmar i veckan; de avtalade är 40,0."
    )
    assert (
        said(mirror_week.clinic_difference(plan, results))
        == "Det är 4,9 timmar mer i veckan, 12 % av de avtalade timmarna."
    )
    assert shown(plan) == [["Läkare A", "1 100", "44,9", "40,0", "+4,9", "942"]]


def test_those_without_a_list_are_said_apart_and_not_in_the_sum() -> None:
    plan = examples.many()
    results = calculate(plan)
    with_list = [row for row in results.doctors if row["weekly_hours_needed"] is not None]
    together = sum(row["weekly_hours_needed"] for row in with_list)
    assert mirror_week.clinic_answer(plan, results).number == f"{together:.0f}"
    assert mirror_week.notes(plan, results) == (
        "Läkare F är inte med i summan: Nuvarande lista är inte ifyllt.",
        "Läkare H är inte med i summan: befattningen har ingen egen lista.",
    )
    last = shown(plan)[-1]
    assert last[0] == "Tillsammans för 6 läkare"
    assert last[5] == f"{sum(row['patients'] for row in with_list):,.0f}".replace(",", " ")


def test_the_figure_holds_the_hours_in_the_order_of_the_plan() -> None:
    plan = examples.many()
    results = calculate(plan)
    drawn = mirror_week.figure(plan, results)
    assert drawn["data"][0]["x"] == [row["weekly_hours_needed"] for row in results.doctors]
    dashed = [shape["x0"] for shape in drawn["layout"]["shapes"] if shape["line"]["dash"] != "solid"]
    assert dashed == [row["contracted_weekly_hours"] for row in results.doctors]
    assert mirror_week.finding(plan, results) == "5 av 6 listor tar fler timmar än de avtalade"


def test_a_part_of_the_year_and_an_hour_that_is_not_known_are_said() -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(from_date=dt.date(2026, 7, 1)),))
    assert "arbetar en del av året" in mirror_week.notes(plan, calculate(plan))[0]
    nothing = examples.with_nulls()
    assert shown(nothing)[1][3:] == ["går inte att beräkna"] * 3


@pytest.mark.parametrize("plan", PLANS)
def test_the_words_are_about_the_hours(plan: Plan) -> None:
    results = calculate(plan)
    everything = " ".join(
        [
            mirror_week.clinic_answer(plan, results).sentence, mirror_week.clinic_difference(plan, results),
            *mirror_week.notes(plan, results), mirror_week.finding(plan, results), mirror_week.HOW_TO_READ,
            mirror_week.ABOUT_THE_HOURS, mirror_week.in_words(plan, results),
        ]
    )  # fmt: skip
    assert not BLAME.search(everything)


@settings(max_examples=40)
@given(plans(clean=False))
def test_every_plan_has_its_mirror_in_words(plan: Plan) -> None:
    results = calculate(plan)
    everything = [mirror_week.clinic_answer(plan, results).sentence, *(word for row in shown(plan) for word in row)]
    assert not any(re.search(r"\b(nan|None|inf)\b", words) for words in everything)
