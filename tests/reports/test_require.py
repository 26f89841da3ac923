"""Is what a wanted list takes said in full, without blame, and drawn as it is calculated?"""

from __future__ import annotations

import re

import pytest

from planner.calc.require import Requirement, require
from planner.domain.lever import WrongLever
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.reports import require as words
from planner.reports import require_tables, require_words
from tests.plans import random_plan
from tests.reports.examples import HOSTILE_IDS, clinic, doctor_a, many, worked

A = "Läkare A"
NEVER = re.compile(r"\b(optimal|effektiv|produktiv|underpresterar|nan|inf|none)", re.IGNORECASE)


def everything(plan: Plan, found: Requirement) -> str:
    """All that is said of a requirement, in one text with plain blanks."""
    said = [words.question(plan, found), words.answer(plan, found).sentence, *words.notes(plan, found)]
    said += words.closed_forms(plan, found)
    tables = [require_tables.alone(found), require_tables.every_bundle(found)]
    said += [cell.shown for table in tables for row in table.rows for cell in row]
    for bundle in require_tables.bundles_drawn(found):
        said += [words.in_words(found, bundle), *words.consequences(plan, found, bundle)]
        said += [require_tables.in_words(found), require_tables.finding(found)]
    return "\n".join(said).replace("\u00a0", " ")


def test_the_worked_example_in_words() -> None:
    plan = worked()
    said = everything(plan, require(plan, 1_100, A))
    assert "Vad krävs för 1 100 patienter?" in said
    assert "4,9 timmar mer i veckan" in said
    assert "57,6 minuter per listad" in said
    assert "103 %, mer än all tid" in said
    assert "2 ändringar räcker för att ge plats för 158 fler" in said


def test_how_near_one_comes_is_never_rounded_up_to_the_target() -> None:
    plan = worked()
    best = require(plan, 2_000, A, {"doctors.Läkare A.meeting_hours": None}).nearest
    assert best is not None
    found = require(plan, round(best.patients + 0.3), A, {"doctors.Läkare A.meeting_hours": None})
    target = words.answer(plan, found)
    if found.status == "impossible":
        assert int(target.number.replace("\u00a0", "")) < (found.target or 0)


def test_what_a_change_of_the_clinics_figures_does_to_others_is_said() -> None:
    plan = many()
    (bundle,) = require(plan, 1_000, A, {"clinic.indirect_minutes": (5, 18)}).bundles
    said = words.consequences(plan, require(plan, 1_000, A), bundle)
    assert any("Andras listor ändras också: Läkare B" in one for one in said)


@pytest.mark.parametrize("seed", range(25))
def test_no_plan_is_blamed_or_without_words(seed: int) -> None:
    plan = random_plan(seed, clean=seed % 3 > 0, doctors=3)
    for doctor_id in (None, plan.doctors[0].doctor_id):
        found = require(plan, None, doctor_id)
        assert not NEVER.search(everything(plan, found))
        assert words.answer(plan, found).sentence
        figure = require_tables.figure(found)
        assert figure is None or figure["data"]


def test_the_picture_shows_each_part_where_the_last_ended() -> None:
    found = require(worked(), 1_100, A)
    figure = require_tables.figure(found)
    assert figure is not None
    assert len(figure["data"]) == sum(len(one.parts) for one in found.bundles)
    first = figure["data"][: len(found.bundles[0].parts)]
    ends = [one["base"][0] + one["x"][0] for one in first]
    assert [one["base"][0] for one in first[1:]] == ends[:-1]
    assert ends[-1] == pytest.approx(found.bundles[0].patients - 941.927, abs=1e-3)


def test_what_each_part_gains_stands_under_more_patients() -> None:
    found = require(worked(), 1_100, "Läkare A")
    tables = (require_tables.parts(found, found.bundles[0]), require_tables.every_bundle(found))
    assert {one.headings[-1] for one in tables} == {"Fler patienter"}


def test_a_scenario_has_a_name_of_its_own_that_fits() -> None:
    long = "Läkare " + "Ö" * 53
    plan = Plan(clinic=clinic(), doctors=(doctor_a(doctor_id=long),))
    found = require(plan, 1_100, long)
    made: list[Scenario] = []
    for _ in range(3):
        made.append(words.scenario_of(plan, found, found.bundles[0]))
        plan = plan.model_copy(update={"scenarios": tuple(made)})
    assert len({one.name for one in made}) == 3
    assert all(one.name and len(one.name) <= 80 for one in made)


@pytest.mark.parametrize("name", HOSTILE_IDS)
def test_a_name_in_the_figure_is_escaped(name: str) -> None:
    plan = Plan(clinic=clinic(), doctors=(doctor_a(), doctor_a(doctor_id=name)))
    try:
        found = require(plan, 5_000)
    except WrongLever:
        pytest.fail("a signature of any kind can be named in a path")
    assert "<img" not in str(require_tables.figure(found))


def test_bounds_are_marked_as_assumptions_until_one_has_set_them() -> None:
    ours, own = (
        require(worked(), 1_100, A, {"clinic.planned_load": bounds}).levers[0] for bounds in (None, (0.88, 0.95))
    )
    assert require_words.bounds_of(ours).endswith("(antagande)")
    assert require_words.bounds_of(own) == "till 95\u00a0%"
