"""Do the sentences, tables and figure of a comparison say what differs, and nothing that does not?"""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calc.cards import CARDS
from planner.calc.scenarios import Outcome, outcomes
from planner.domain.change_text import change_of
from planner.domain.plan import Plan
from planner.domain.results import quantity
from planner.domain.scenario import Scenario
from planner.reports import comparison, comparison_figure
from tests.plans import plans
from tests.reports.examples import clinic, doctor_a, many, with_nulls, worked

FTE = 'doctors."Läkare A".fte'


def made(plan: Plan, *changes: str, name: str = "Prov", **more: object) -> Outcome:
    return outcomes(plan, [Scenario(name=name, changes=tuple(map(change_of, changes)), **more)])[0]


def test_a_scenario_in_words() -> None:
    assert comparison.in_words(worked(), made(worked(), f"{FTE}=0.8", name="80 %")).replace("\u00a0", " ") == (
        "80 %: plats för 682, 260 färre än i utgångsläget. Täckningen blir 8 % i stället för 11 %."
        " Listade utan plats: 8 118 i stället för 7 858. Läkare A: 682 i stället för 942."
    )
    same = comparison.in_words(worked(), made(worked()))
    assert same == "Prov: plats för 942, lika många som i utgångsläget."


def test_lists_that_fit_or_lack_a_doctor_are_said() -> None:
    plan = Plan(clinic=clinic(), doctors=(doctor_a(current_list=900), doctor_a(doctor_id="B", current_list=950)))
    over = comparison.details(plan, made(plan, f"{FTE}=0.8", "clinic.planned_load=0.9"))
    assert "Dagens lista ryms då inte längre i tiden för Läkare A." in over
    assert "Dagens lista ryms då i tiden för B." in over
    assert "De 900 på listan hos Läkare A behöver en annan läkare." in comparison.details(
        plan, made(plan, 'doctors."Läkare A"=null')
    )
    assert any("C: ny," in one for one in comparison.details(plan, made(plan, "doctors.C={}")))


def test_moved_work_has_two_sides() -> None:
    moved = (
        "clinic.contacts.planned_visit.contacts_per_year-=1760", "clinic.contacts.other.contacts_per_year+=1760",
        "clinic.contacts.other.minutes=2",
    )  # fmt: skip
    one = made(worked(), *moved, colleague_hours=880.0)
    assert comparison.moved_hours(worked(), one) == pytest.approx((1_760 * 35 / 60, 1_760 * 2 / 60))
    assert "1\u00a0027 timmar om året loss" in comparison.both_sides(worked(), one)
    assert "lägger 59 timmar" in comparison.both_sides(worked(), one)
    assert comparison.both_sides(worked(), made(worked(), *moved)) == ""


def test_the_finding_names_the_ends() -> None:
    found = [made(worked(), f"{FTE}=0.{share}", name=f"{share}0 %") for share in (9, 5, 7)]
    assert comparison.finding(worked(), found).startswith("Flest får plats med ”90 %” (−130)")
    assert "minst antal med ”50 %”" in comparison.finding(worked(), found)
    assert comparison.finding(worked(), found[:1]) == "Med ”90 %” får 130 färre plats än i utgångsläget"
    assert comparison.finding(worked(), [made(worked())]) == "Med ”Prov” får lika många plats som i utgångsläget"
    assert comparison.finding(with_nulls(), [made(with_nulls())]).startswith("Det går ännu inte")
    assert comparison.all_in_one(worked(), found).sentence.startswith("Flest får plats med ”90 %”: 812 patienter, 130")


def test_differences_are_those_of_the_figures_shown() -> None:
    share = quantity("coverage", "clinic")
    assert comparison.difference(share, 0.7726, 0.7365) == -3
    assert comparison.difference(quantity("capacity", "clinic"), 941.9, 682.1) == -260
    table = comparison.differences_table(worked(), [made(worked(), f"{FTE}=0.8")])
    assert [cell.shown for cell in table.rows[0]][:2] == ["Utgångsläget", "942"]
    assert [cell.shown for cell in table.rows[1]][:3] == ["Prov", "682 (−260)", "8\u00a0% (−3)"]
    assert table.rows[1][1].value == pytest.approx(682.1, abs=0.05)
    assert table.rows[1][5].shown == "Läkare A"


def test_every_doctor_of_every_scenario_has_a_row() -> None:
    found = [made(many(), 'doctors."Läkare B"=null'), made(many(), "doctors.Ny={}")]
    rows = {
        row[0].shown: [cell.shown for cell in row[1:]] for row in comparison.doctors_table(many(), found, "load").rows
    }
    assert len(rows) == len(many().doctors) + 1
    assert rows["Läkare B"][1] == comparison.NOT_THERE
    assert rows["Ny"][:2] == [comparison.NOT_THERE] * 2


def test_inputs_that_differ_are_listed_by_scenario() -> None:
    rows = comparison.inputs_table(worked(), [made(worked(), f"{FTE}=0.8"), made(worked())]).rows
    assert [[cell.shown for cell in row] for row in rows] == [
        ["Prov", "Läkare A: Tjänstgöringsgrad", "100\u00a0%", "80\u00a0%"]
    ]


def test_the_figure_keeps_labels_apart_and_tells_lines_apart_without_colour() -> None:
    names = ["Kort", "Ett långt namn som behöver flera rader i en smal bild", "Tre", "Fyra"]
    found = [made(worked(), f"{FTE}=0.8", f"clinic.planned_load=0.8{i}", name=name) for i, name in enumerate(names)]
    drawn = comparison_figure.slope(worked(), found)
    *labels, start = drawn["layout"]["annotations"]
    assert "942" in start["text"]
    spans = sorted((note["y"], comparison_figure._height(note["text"])) for note in labels)
    for (above, high), (below, low) in pairwise(spans):
        assert below - above >= (high + low) / 2
    assert all(y - height / 2 >= 0 and y + height / 2 <= drawn["layout"]["height"] for y, height in spans)
    assert len({(line["line"]["dash"], line["marker"]["symbol"][1]) for line in drawn["data"]}) == 4
    assert "<b>fet" not in json.dumps(comparison_figure.slope(worked(), [made(worked(), name="<b>fet")]))
    assert comparison_figure.slope(with_nulls(), [made(with_nulls())]) is None


@settings(max_examples=25, deadline=None)
@given(plan=plans(clean=False, most_doctors=4), one=st.sampled_from(CARDS))
def test_any_plan_can_be_compared(plan: Plan, one) -> None:
    answers, _ = one.start(plan, {})
    if one.lacking(plan) or one.unanswered(answers):
        return
    found = outcomes(plan, [one.write(plan, answers)])
    said = [
        comparison.finding(plan, found),
        comparison.in_words(plan, found[0]),
        comparison.all_in_one(plan, found).sentence,
    ]
    said += [cell.shown for table in comparison.comparison_tables(plan, found) for row in table.rows for cell in row]
    assert not any(word in text.split() for text in said for word in ("nan", "None", "inf"))
    comparison_figure.slope(plan, found)
