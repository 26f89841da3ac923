"""Do the sentences, tables and figure of a comparison say what differs, and nothing that does not?"""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calc.clinic import calculate
from planner.calc.scenarios import Outcome, outcomes
from planner.cards import CARDS
from planner.domain.change_text import change_of
from planner.domain.plan import Plan, change
from planner.domain.results import quantity
from planner.domain.scenario import Scenario
from planner.reports import comparison, comparison_details, comparison_figure
from planner.reports.papers import comparison as comparison_paper
from planner.reports.papers import decision
from tests.plans import plans
from tests.reports.examples import clinic, doctor_a, many, with_nulls, worked

FTE = 'doctors."Läkare A".fte'


def made(plan: Plan, *changes: str, name: str = "Prov", **more: object) -> Outcome:
    return outcomes(plan, [Scenario(name=name, changes=tuple(map(change_of, changes)), **more)])[0]


now = comparison.baseline_outcome


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_a_scenario_in_words() -> None:
    assert comparison.in_words(now(worked()), made(worked(), f"{FTE}=0.8", name="80 %")).replace("\u00a0", " ") == (
        "80 %: plats för 682, 260 färre än i utgångsläget. Täckningen blir 8 % i stället för 11 %."
        " Listade utan plats: 8 118 i stället för 7 858. Läkare A: 682 i stället för 942."
    )
    same = comparison.in_words(now(worked()), made(worked()))
    assert same == "Prov: plats för 942, lika många som i utgångsläget."


@pytest.mark.parametrize("paper", ["comparison", "decision"])
def test_the_plan_as_it_is_is_worked_out_once(paper: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calculated = []
    monkeypatch.setattr(comparison_details, "calculate", lambda plan: calculated.append(plan) or calculate(plan))
    plan = worked().model_copy(update={"scenarios": (made(worked(), f"{FTE}=0.8").scenario,)})
    if paper == "comparison":
        comparison_paper.paper(plan, outcomes(plan, plan.scenarios), dt.date(2026, 11, 21))
    else:
        assert len(list(decision.papers(plan, dt.date(2026, 11, 21)))) > 1
    assert calculated == [worked()]


def test_lists_that_fit_or_lack_a_doctor_are_said() -> None:
    plan = Plan(clinic=clinic(), doctors=(doctor_a(current_list=900), doctor_a(doctor_id="B", current_list=950)))
    over = comparison.details(now(plan), made(plan, f"{FTE}=0.8", "clinic.planned_load=0.9"))
    assert "Dagens lista ryms då inte längre i tiden för Läkare A." in over
    assert "Dagens lista ryms då i tiden för B." in over
    assert "De 900 på listan hos Läkare A behöver en annan läkare." in comparison.details(
        now(plan), made(plan, 'doctors."Läkare A"=null')
    )
    assert any("C: ny," in one for one in comparison.details(now(plan), made(plan, "doctors.C={}")))


def test_moved_work_has_two_sides() -> None:
    moved = (
        "clinic.contacts.planned_visit.contacts_per_year-=1760", "clinic.contacts.other.contacts_per_year+=1760",
        "clinic.contacts.other.minutes=2",
    )  # fmt: skip
    one = made(worked(), *moved, colleague_hours=880.0)
    assert comparison.moved_hours(now(worked()), one) == pytest.approx((1_760 * 35 / 60, 1_760 * 2 / 60))
    assert "1\u00a0027 timmar om året loss" in comparison.both_sides(now(worked()), one)
    assert "lägger 59 timmar" in comparison.both_sides(now(worked()), one)
    assert comparison.both_sides(now(worked()), made(worked(), *moved)) == ""


def test_the_finding_names_the_ends_and_says_whether_any_holds() -> None:
    found = [made(worked(), f"{FTE}=0.{share}", name=f"{share}0 %") for share in (9, 5, 7)]
    assert comparison.finding(now(worked()), found).startswith(
        "Inget av scenarierna ger plats för alla listade; flest får plats med ”90 %” (−130)"
    )
    assert "minst antal med ”50 %”" in comparison.finding(now(worked()), found)
    assert plain(comparison.finding(now(worked()), found[:1])) == (
        "Med ”90 %” får 130 färre plats än i utgångsläget; 7 988 listade får inte plats"
    )
    assert plain(comparison.finding(now(worked()), [made(worked())])) == (
        "Med ”Prov” får lika många plats som i utgångsläget; 7 858 listade får inte plats"
    )
    assert comparison.finding(now(with_nulls()), [made(with_nulls())]).startswith("Det går ännu inte")
    whole = comparison.all_in_one(now(worked()), found).sentence
    assert whole.startswith("Flest får plats med ”90 %”: 812 patienter, 130")
    assert whole.endswith("Inget av scenarierna ger plats för alla listade.")


def test_those_that_give_all_a_place_are_named() -> None:
    quick = [f"clinic.contacts.{one.kind}.contacts_per_year*=0.05" for one in worked().clinic.contacts]
    found = [made(worked(), *quick, f"clinic.indirect_minutes={one}", name=f"{one}") for one in (1, 2, 18)]
    assert comparison.all_in_one(now(worked()), found).after.endswith("Alla listade får plats med ”1” och ”2”.")
    assert comparison.finding(now(worked()), found[:2]).startswith("Alla scenarierna ger plats för alla listade; ")
    assert comparison.all_in_one(now(worked()), found[:1]).after.endswith("Alla listade får plats.")
    unknown = change(worked(), "clinic.listed_patients", None)
    assert "listade" not in comparison.finding(now(unknown), [made(unknown, f"{FTE}=0.8")])


def test_lists_that_do_not_fit_are_counted_and_the_limit_is_said() -> None:
    plan = Plan(clinic=clinic(), doctors=(doctor_a(current_list=930), doctor_a(doctor_id="B", current_list=950)))
    less = made(plan, "clinic.planned_load=0.8", name="Mer luft")
    assert comparison.lists_in_words(now(plan), [less, made(plan, "clinic.planned_load=1.0", name="Full")]) == (
        "Dagens lista ryms inte hos 1 läkare i utgångsläget, hos 2 läkare med ”Mer luft” och hos ingen med ”Full”."
    )
    assert comparison.lists_in_words(now(plan), [made(plan, "doctors.B.fte=0.9")]).endswith(
        "hos 1 läkare i utgångsläget, och hos lika många i scenariot."
    )
    assert comparison.differences_table(now(plan), [less]).rows[1][5].shown == "2: Läkare A, B"
    assert "mellan 88\u00a0% och 100 % ryms alltså inte" in comparison.how_to_read(now(plan))
    without = Plan(clinic=clinic(), doctors=(doctor_a(current_list=None),))
    assert comparison.lists_in_words(now(without), [made(without)]) == ""


def test_more_listed_is_more_without_a_place() -> None:
    more = made(worked(), "clinic.listed_patients+=900")
    assert ", 69 fler än i utgångsläget (942), och täckningen blir 10\u00a0% i stället för 11\u00a0%." in (
        comparison.answer(now(worked()), more).after
    )
    assert "Listade utan plats: 8\u00a0689 i stället för 7\u00a0858." in comparison.details(now(worked()), more)


def test_a_difference_is_rounded_once_and_as_a_spreadsheet_does() -> None:
    share, persons = quantity("coverage", "clinic"), quantity("capacity", "clinic")
    assert share.difference(0.7726, 0.7365) == -3.6
    assert persons.difference(941.9, 682.1) == -260
    assert persons.difference(0.4, 1.6) == 1  # shown as 0 and 2
    assert (persons.difference(0, 20.5), persons.difference(20.5, 0)) == (21, -21)
    table = comparison.differences_table(now(worked()), [made(worked(), f"{FTE}=0.8")])
    assert [cell.shown for cell in table.rows[0]][:2] == ["Utgångsläget", "942"]
    assert [cell.shown for cell in table.rows[1]][:3] == ["Prov", "682 (−260)", "8\u00a0% (−3,0)"]
    assert table.rows[1][1].value == pytest.approx(682.1, abs=0.05)
    assert table.rows[1][5].shown == "1: Läkare A"


def test_a_scenario_that_no_longer_applies_is_told_so_and_never_counted() -> None:
    gone, half = made(worked(), "doctors.Borta.fte=1.0"), made(worked(), "doctors.Borta.fte=1", f"{FTE}=1.2")
    assert (
        comparison.in_words(now(worked()), gone)
        == "Prov: ändringarna gäller inte längre, så talen är de i utgångsläget."
    )
    assert "gäller inte längre" in comparison.answer(now(worked()), gone).sentence
    assert comparison.in_words(now(worked()), half).endswith("1 av 2 ändringar gäller inte längre och är inte med.")
    less = made(worked(), f"{FTE}=0.9", name="Mindre")
    assert comparison.all_in_one(now(worked()), [gone, half, less]).before == "Med ”Mindre” finns plats för "
    assert comparison.finding(now(worked()), [gone, half, less]).startswith("Med ”Mindre”")
    assert comparison.finding(now(worked()), [gone]) == (
        "Scenariots ändringar gäller inte längre, så det finns inget att jämföra"
    )
    names = [row[0].shown for row in comparison.differences_table(now(worked()), [gone, half]).rows]
    assert names[1:] == ["Prov (gäller inte längre)", "Prov (1 av 2 ändringar gäller inte längre)"]
    assert comparison.clinic_table(now(worked()), [gone]).headings[-1] == "Prov (gäller inte längre)"
    drawn = comparison_figure.slope(now(worked()), [gone])["layout"]["annotations"][0]["text"]
    assert "inte längre" in drawn.replace("<br>", " ")


CARE = 'doctors."Läkare A".care_home_hours'
OTHER = "doctors.B.care_home_hours"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((f"{CARE}=0",), "166 timmar om året på särskilt boende har då ingen läkare i planen"),
        ((f"{CARE}=1",), "124 timmar om året på särskilt boende"),
        ((f"{CARE}=0", f"{OTHER}=4"), ""),
        ((f"{CARE}=0", f"{OTHER}=4", "doctors.B.annual_leave_days+=20"), ""),
        (('doctors."Läkare A"=null',), "83 timmar handledning om året har då ingen läkare i planen"),
        (('doctors."Läkare A".other_absence_days=100',), "76 timmar om året på särskilt boende"),
        (('doctors."Läkare A".education_days+=1',), ""),
        ((f"{FTE}=0.8",), ""),
    ],
)
def test_a_duty_that_nobody_has_any_longer_is_said(changes: tuple[str, ...], said: str) -> None:
    other = doctor_a(doctor_id="B", care_home_hours=0.0, supervision_hours=0.0)
    plan = Plan(clinic=clinic(), doctors=(doctor_a(), other))
    found = " ".join(comparison.details(now(plan), made(plan, *changes)))
    assert said in found
    assert said or "ingen läkare i planen" not in found


def test_every_doctor_of_every_scenario_has_a_row() -> None:
    found = [made(many(), 'doctors."Läkare B"=null'), made(many(), "doctors.Ny={}")]
    rows = {
        row[0].shown: [cell.shown for cell in row[1:]]
        for row in comparison.doctors_table(now(many()), found, "load").rows
    }
    assert len(rows) == len(many().doctors) + 1
    assert rows["Läkare B"][1] == comparison.NOT_THERE
    assert rows["Ny"][:2] == [comparison.NOT_THERE] * 2


def test_inputs_that_differ_are_listed_by_scenario() -> None:
    rows = comparison.inputs_table(now(worked()), [made(worked(), f"{FTE}=0.8"), made(worked())]).rows
    assert [[cell.shown for cell in row] for row in rows] == [
        ["Prov", "Läkare A: Tjänstgöringsgrad", "100\u00a0%", "80\u00a0%"]
    ]


def test_the_figure_keeps_labels_apart_and_tells_lines_apart_without_colour() -> None:
    names = ["Kort", "Ett långt namn som behöver flera rader i en smal bild", "Tre", "Fyra"]
    found = [made(worked(), f"{FTE}=0.8", f"clinic.planned_load=0.8{i}", name=name) for i, name in enumerate(names)]
    drawn = comparison_figure.slope(now(worked()), found)
    *labels, start = drawn["layout"]["annotations"]
    assert "942" in start["text"]
    spans = sorted((note["y"], comparison_figure._height(note["text"])) for note in labels)
    for (above, high), (below, low) in pairwise(spans):
        assert below - above >= (high + low) / 2
    assert all(y - height / 2 >= 0 and y + height / 2 <= drawn["layout"]["height"] for y, height in spans)
    assert len({(line["line"]["dash"], line["marker"]["symbol"][1]) for line in drawn["data"]}) == 4
    assert "<b>fet" not in json.dumps(comparison_figure.slope(now(worked()), [made(worked(), name="<b>fet")]))
    assert comparison_figure.slope(now(with_nulls()), [made(with_nulls())]) is None


@settings(max_examples=25, deadline=None)
@given(plan=plans(clean=False, most_doctors=4), one=st.sampled_from(CARDS))
def test_any_plan_can_be_compared(plan: Plan, one) -> None:
    answers, _ = one.start(plan, {})
    if one.lacking(plan) or one.unanswered(answers):
        return
    found = outcomes(plan, [one.write(plan, answers)])
    said = [
        comparison.finding(now(plan), found),
        comparison.in_words(now(plan), found[0]),
        comparison.all_in_one(now(plan), found).sentence,
    ]
    said += [
        cell.shown for table in comparison.comparison_tables(now(plan), found) for row in table.rows for cell in row
    ]
    assert not any(word in text.split() for text in said for word in ("nan", "None", "inf"))
    comparison_figure.slope(now(plan), found)
