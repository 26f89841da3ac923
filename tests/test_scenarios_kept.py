"""Issue: on the typical sample four scenarios are named, compared, exported, imported into an empty store, identical."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner import Scenario, calculate, outcomes, read_plan, write_workbook
from planner.cards import CARDS
from planner.domain.change_text import change_of
from planner.domain.difference import differences
from planner.domain.plan import Plan, baseline
from planner.domain.results import CLINIC_QUANTITIES
from planner.files.json_form import plan_from, plan_to_json
from planner.reports import comparison
from planner.store import open_store

SAMPLE = Path(__file__).parents[1] / "sample_data" / "typisk.xlsx"


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = read_plan(SAMPLE).plan
    assert found is not None
    growth = 9_700 / 8_800
    scenarios = (
        Scenario(name="Läkare A på 80 %", reason="Önskemål", changes=(change_of("doctors.Läkare A.fte=0.8"),)),
        Scenario(
            name="Ny specialist, Läkare B slutar", reason="Pension i vår",
            changes=(
                change_of('doctors.Läkare Ny={"fte": 1, "from_date": "2026-09-01", "meeting_hours": 3}'),
                change_of("doctors.Läkare B=null"),
            ),
        ),
        Scenario(
            name="Uppföljning till sjuksköterska", colleague_hours=412.5, doctor_id="Läkare C",
            changes=(
                change_of("clinic.contacts.planned_visit.contacts_per_year-=800"),
                change_of("clinic.contacts.other.contacts_per_year+=800"), change_of("clinic.contacts.other.minutes=2"),
            ),
        ),
        Scenario(
            name="=Grannen stänger? [900 personer] / mer", reason="Besked i \"oktober\"\noch mer",
            changes=(
                change_of("clinic.listed_patients+=900"),
                *(change_of(f"clinic.contacts.{row.kind}.contacts_per_year*={growth}") for row in found.clinic.contacts),
            ),
        ),
    )  # fmt: skip
    return found.model_copy(update={"scenarios": scenarios})


def test_four_scenarios_are_compared(plan: Plan) -> None:
    before = calculate(plan).clinic["capacity"]
    found = outcomes(plan, plan.scenarios)
    assert [one.issues for one in found] == [()] * 4
    capacities = [one.results.clinic["capacity"] for one in found]
    assert capacities[0] < before < capacities[2]
    assert len({round(one) for one in capacities}) == 4
    table = comparison.clinic_table(comparison.baseline_outcome(plan), found)
    assert table.headings[1:] == ("Utgångsläget", *(one.name for one in plan.scenarios))
    assert len(table.rows) == len(CLINIC_QUANTITIES)
    assert {row[0].shown for row in comparison.inputs_table(comparison.baseline_outcome(plan), found).rows} == {
        one.name for one in plan.scenarios
    }


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_exported_and_imported_into_an_empty_store_they_are_identical(plan: Plan, form: str, tmp_path: Path) -> None:
    file = tmp_path / f"plan.{form}"
    file.write_bytes(write_workbook(plan) if form == "xlsx" else plan_to_json(plan).encode())
    reading = read_plan(file)
    assert not reading.refused
    assert reading.plan is not None
    store = open_store(f"sqlite:///{tmp_path / 'tom.db'}")
    assert store.plans() == []
    saved = store.create(reading.plan, "Läkare A")
    back = store.load(saved.plan_id).plan
    assert back == plan
    assert differences(plan, back) == []
    assert [one.results for one in outcomes(back, back.scenarios)] == [
        one.results for one in outcomes(plan, plan.scenarios)
    ]
    assert plan_to_json(back) == plan_to_json(read_plan(file).plan or plan)
    (row,) = store.plans()
    assert row.scenarios == 4


def test_what_every_card_writes_comes_back_from_both_forms(plan: Plan) -> None:
    """The cards of the app write the same changes as a user: none is lost on the way out and in."""
    start = baseline(plan)
    scenarios: list[Scenario] = []
    for card in CARDS:
        answers, _ = card.start(start, {})
        if not card.lacking(start) and not card.unanswered(answers):
            scenarios.append(card.write(start, answers))
    assert len(scenarios) > len(CARDS) / 2
    whole = start.model_copy(update={"scenarios": tuple(scenarios)})
    assert plan_from(json.loads(plan_to_json(whole))).plan == whole
    assert read_plan(write_workbook(whole), "plan.xlsx").plan == whole
