"""Do the figures show the results' own numbers, and a user's text as it stands?"""

from __future__ import annotations

import html
import re
from typing import Any

import plotly.graph_objects as go
import pytest

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.reports import figures
from planner.reports.steps import named_steps
from tests.reports import examples

PLANS = [examples.worked(), examples.many(), examples.with_nulls(), examples.hostile()]


def texts(drawn: dict[str, Any]) -> list[str]:
    return [note["text"] for note in drawn["layout"]["annotations"]]


@pytest.mark.parametrize("plan", PLANS)
def test_the_dots_are_the_results(plan: Plan) -> None:
    results = calculate(plan)
    dots, diamonds = figures.result_dots(plan, results)["data"]
    assert dots["x"] == [
        None if doctor.role == "senior_advisor" else row["named_patients"]
        for doctor, row in zip(plan.doctors, results.doctors, strict=True)
    ]
    assert diamonds["x"] == [doctor.current_list for doctor in plan.doctors]
    assert dots["y"] == diamonds["y"] == sorted(dots["y"])


@pytest.mark.parametrize("plan", PLANS)
def test_the_riktvarde_is_a_dashed_line_at_its_value(plan: Plan) -> None:
    results = calculate(plan)
    shapes = figures.result_dots(plan, results)["layout"]["shapes"]
    dashed = [shape["x0"] for shape in shapes if shape["x0"] == shape["x1"]]
    assert dashed == [row["riktvarde"] for row in results.doctors if row["riktvarde"] is not None]


def test_doctors_that_do_not_count_differ_in_colour_and_in_words() -> None:
    plan = examples.many()
    drawn = figures.result_dots(plan, calculate(plan))
    colours = drawn["data"][0]["marker"]["color"]
    assert [colour == figures.BLUE for colour in colours] == [True] * 6 + [False, True]
    assert [("inte medräknad" in text) for text in texts(drawn)[: len(plan.doctors)]] == [False] * 6 + [True, False]


def test_an_adviser_has_no_dot_at_nought_but_words() -> None:
    plan = examples.many()
    drawn = figures.result_dots(plan, calculate(plan))
    label = texts(drawn)[7]
    assert label.startswith("Läkare H")
    assert "ingen egen lista" in label
    assert "<b>0</b>" not in label


def test_what_is_not_computable_has_no_mark_and_is_said() -> None:
    plan = examples.with_nulls()
    drawn = figures.result_dots(plan, calculate(plan))
    assert [x is None for x in drawn["data"][0]["x"]] == [False, True, True]
    assert ["går inte att beräkna" in text for text in texts(drawn)[:3]] == [False, True, True]


@pytest.mark.parametrize("in_patients", [False, True])
def test_the_bars_are_the_steps_and_hang_together(in_patients: bool) -> None:
    steps = named_steps(examples.worked(), 0)
    drawn = figures.waterfall(steps, in_patients=in_patients)
    assert drawn is not None
    (bars,) = drawn["data"]
    assert bars["x"] == pytest.approx([step.patients if in_patients else step.hours for step in steps])
    ends = [base + length for base, length in zip(bars["base"], bars["x"], strict=True)]
    for i, step in enumerate(steps[1:], start=1):
        if step.total:
            assert bars["base"][i] == 0
            assert ends[i] == pytest.approx(ends[i - 1])
        else:
            assert bars["base"][i] == pytest.approx(ends[i - 1])


def test_levels_losses_and_gains_differ_in_pattern_as_well_as_in_colour() -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(fte=1.2),))
    steps = named_steps(plan, 0)
    (bars,) = figures.waterfall(steps, in_patients=False)["data"]  # type: ignore[index]
    kinds = {"total" if s.total else "gain" if (s.hours or 0) > 0 else "loss" for s in steps}
    assert kinds == {"total", "gain", "loss"}
    assert len(set(bars["marker"]["pattern"]["shape"])) == 3
    assert len(set(bars["marker"]["color"])) == 3


def test_duties_beyond_the_hours_are_drawn_below_nought() -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(fte=0.2),))
    drawn = figures.waterfall(named_steps(plan, 0), in_patients=False)
    assert drawn is not None
    (bars,) = drawn["data"]
    ends = [base + length for base, length in zip(bars["base"], bars["x"], strict=True)]
    assert drawn["layout"]["xaxis"]["range"][0] <= min(ends) < 0
    assert all(note["bgcolor"] == "#ffffff" for note in drawn["layout"]["annotations"])  # the line at nought crosses


def test_every_bar_is_labelled_with_its_value_in_swedish() -> None:
    in_hours, in_patients = figures.way_figures(examples.worked(), 0)
    assert in_hours is not None
    assert in_patients is not None
    hours = [text.replace("\u00a0", " ") for text in texts(in_hours)]
    assert hours[0] == "<b>2 088 h</b>\u2002Årets vardagar på heltid"
    assert hours[-1] == "<b>1 057 h</b>\u2002Planerad tid för patienter"
    assert "<b>942 patienter</b>" in texts(in_patients)[-1].replace("\u00a0", " ")


def test_a_way_that_is_not_computable_is_not_drawn() -> None:
    assert figures.way_figures(examples.with_nulls(), 1) == (None, None)
    adviser = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(role="senior_advisor"),))
    in_hours, in_patients = figures.way_figures(adviser, 0)
    assert in_hours is not None
    assert in_patients is None


def test_steps_that_change_nothing_are_left_out() -> None:
    labels = [step.label for step in named_steps(examples.worked(), 0)]
    assert not any("Sjukfrånvaro" in label or "BVC" in label or "Del av året" in label for label in labels)


def test_a_users_text_is_never_markup_in_a_figure() -> None:
    plan = examples.hostile()
    drawn = figures.result_dots(plan, calculate(plan))
    for name, text in zip(examples.HOSTILE_IDS, texts(drawn), strict=False):
        # the figure's own markup is <b> around the number and <br> between lines
        own = re.sub(r"<br>|<b>[\d\u00a0]+</b>", "", text)
        assert "<" not in own
        assert html.unescape(own).startswith(name)


def test_long_names_are_broken_into_lines_and_the_row_grows() -> None:
    short, long = examples.worked(), examples.worked()
    long = long.model_copy(update={"doctors": (long.doctors[0].model_copy(update={"doctor_id": "lång " * 12}),)})
    low, high = (figures.result_dots(plan, calculate(plan))["layout"]["height"] for plan in (short, long))
    assert high > low


@pytest.mark.parametrize("plan", PLANS)
def test_plotly_takes_every_figure(plan: Plan) -> None:
    results = calculate(plan)
    go.Figure(figures.result_dots(plan, results))
    for place in range(len(plan.doctors)):
        for drawn in figures.way_figures(plan, place):
            if drawn is not None:
                assert go.Figure(drawn).layout.template.layout.separators == ",\u00a0"
