"""Is a list held beside its room in whole persons, as both are shown, wherever it is said whether it fits?"""

from __future__ import annotations

import pytest

from planner.calc.clinic import calculate
from planner.calc.require import require
from planner.calc.scenarios import Outcome
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.reports import comparison, sentences
from planner.reports.papers.risks import risks
from tests.reports.examples import clinic, doctor_a


@pytest.mark.parametrize(("today", "fits"), [(941, True), (942, True), (943, False)])
def test_every_sentence_agrees_at_the_edge(today: int, fits: bool) -> None:
    """There is room for 941.9, which every page shows as 942."""
    plan = Plan(clinic=clinic(), doctors=(doctor_a(current_list=today), doctor_a(doctor_id="B", current_list=900)))
    results = calculate(plan)
    assert sentences.doctors_finding(plan, results).startswith("2 av 2" if fits else "1 av 2")
    assert comparison.over(Outcome(Scenario(name="Prov"), plan, results)) == ([] if fits else ["Läkare A"])
    assert any("1 lista större" in one for one in risks(plan, results)) == (not fits)
    assert require(plan, today, "Läkare A").status == ("reached" if fits else "possible")
