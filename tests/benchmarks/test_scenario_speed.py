"""How fast are 100 scenarios of a clinic with 14 doctors, beside working out 100 copies of the plan read anew?

Run with make bench; nothing here is asserted on time.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner import Scenario, calculate, change, outcomes, read_plan, write_workbook
from planner.domain.change_text import change_of
from planner.domain.plan import Plan
from planner.files.json_form import plan_from, plan_to_json
from tests.recalculate import Live, Place, stored

pytestmark = pytest.mark.benchmark
SAMPLE = Path(__file__).parents[2] / "sample_data" / "stor.xlsx"
COUNT, ON_SHEETS = 100, 4


def seconds(call: Callable[[], Any], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = read_plan(SAMPLE).plan
    assert found is not None
    assert len(found.doctors) == 14
    return found


def fte_of(i: int) -> float:
    return round(0.5 + i / 200, 3)


@pytest.fixture(scope="module")
def scenarios() -> tuple[Scenario, ...]:
    """Another tjänstgöringsgrad of one doctor, and the clinic's planned load."""
    return tuple(
        Scenario(
            name=f"Scenario {i}",
            changes=(change_of(f"doctors.Läkare A.fte={fte_of(i)}"), change_of("clinic.planned_load=0.9")),
        )
        for i in range(COUNT)
    )


def by_copies(plan: Plan) -> list[float | None]:
    """The alternative: a whole plan per scenario, kept as JSON and read back, then changed and worked out."""
    text = plan_to_json(plan)
    found = []
    for i in range(COUNT):
        copy = plan_from(json.loads(text)).plan
        assert copy is not None
        changed = change(change(copy, "doctors.Läkare A.fte", fte_of(i)), "clinic.planned_load", 0.9)
        found.append(calculate(changed).clinic["capacity"])
    return found


def test_a_hundred_scenarios(plan: Plan, scenarios: tuple[Scenario, ...]) -> None:
    ours = [one.results.clinic["capacity"] for one in outcomes(plan, scenarios)]
    assert ours == by_copies(plan)
    fast, slow = seconds(lambda: outcomes(plan, scenarios)), seconds(lambda: by_copies(plan), 1)
    print(f"\n{COUNT} scenarios of 14 doctors: {fast:.3f} s; as {COUNT} copies of the plan in JSON {slow:.3f} s, "
          f"{slow / fast:.1f} times as long")  # fmt: skip


def test_beside_a_spreadsheet(plan: Plan, scenarios: tuple[Scenario, ...]) -> None:
    """The same question put to a workbook that formualizer works out anew for each tjänstgöringsgrad."""
    kept = plan.model_copy(update={"scenarios": scenarios[:1]})
    data = write_workbook(kept)
    cells, live = stored(data), Live(data)
    fte = next(place for place, value in cells.items() if place[0] == "Scenarier" and value == "sätts till")
    result: Place = next(p for p, v in cells.items() if p[0] == "Scenario 1" and v == "Kan ha fast läkarkontakt")

    def ask(count: int) -> list[float]:
        found = []
        for i in range(count):
            live.change({(fte[0], fte[1], fte[2] + 1): fte_of(i)})
            found.append(live._book.get_value(result[0], result[1], 5))
        return found

    wanted = [one.results.clinic["capacity"] for one in outcomes(plan, scenarios[:5])]
    assert ask(5) == pytest.approx(wanted)
    fast, slow = seconds(lambda: outcomes(plan, scenarios[:20])), seconds(lambda: ask(20), 1)
    print(f"\n20 scenarios: {fast:.3f} s; in a workbook that is worked out anew {slow:.3f} s, "
          f"{slow / fast:.1f} times as long")  # fmt: skip


def test_export_with_scenarios(plan: Plan, scenarios: tuple[Scenario, ...]) -> None:
    kept = plan.model_copy(update={"scenarios": scenarios[:ON_SHEETS]})
    alone, whole = seconds(lambda: write_workbook(plan)), seconds(lambda: write_workbook(kept))
    data = write_workbook(kept)
    back = seconds(lambda: read_plan(data, "plan.xlsx"))
    print(f"\nA workbook of 14 doctors: {alone:.2f} s, with {ON_SHEETS} scenarios on sheets of their own {whole:.2f} s "
          f"({len(data) / 1024:.0f} kB), read back in {back:.2f} s")  # fmt: skip
