"""Jämför scenarier: what tells them apart?"""

import streamlit as st

from planner.calc.scenarios import Outcome, outcomes
from planner.reports import comparison, comparison_figure
from planner.ui import downloads, scenarios_chosen, show, site, state


def page() -> None:
    plan = state.plan()
    show.start("Vad skiljer scenarierna åt?")
    if not plan.scenarios:
        show.said("Här jämförs planen med sparade scenarier. Det finns inget ännu: börja med ett på sidan Tänk om …")
        site.link("tank_om")
        return
    top = st.container()
    show.heading("Scenarier att jämföra")
    chosen = scenarios_chosen.choice(plan)
    found = outcomes(plan, [plan.scenarios[place] for place in chosen])
    if not found:
        show.said("Välj minst ett scenario.")
        return
    start = comparison.baseline_outcome(plan)
    with top:
        _answer(start, found)
    _differences(start, found)
    _in_full(start, found)
    show.heading("Gå vidare")
    downloads.workbook("jamfor", "Ladda ner arbetsboken med scenarierna")
    scenarios_chosen.paper(plan, chosen)
    site.link("tank_om", "Ändra ett scenario", {"scenario": str(chosen[0] + 1)})


def _answer(start: Outcome, found: tuple[Outcome, ...]) -> None:
    show.answer(comparison.all_in_one(start, found))
    show.listed(comparison.in_words(start, one) for one in found)
    show.listed(f"{comparison.name_of(one)}: {issue.text}" for one in found for issue in (*one.issues, *one.faults))
    show.said(comparison.lists_in_words(start, found))
    show.not_a_demand()


def _differences(start: Outcome, found: tuple[Outcome, ...]) -> None:
    show.heading("Skillnaderna")
    show.said(comparison.how_to_read(start), "quiet")
    show.table(comparison.differences_table(start, found), "jamforelse")
    drawn, alt = comparison_figure.slope(start, found), comparison_figure.in_words(start, found)
    show.figure(comparison.coverage_finding(start, found), comparison_figure.HOW_TO_READ, drawn, alt)


def _in_full(start: Outcome, found: tuple[Outcome, ...]) -> None:
    show.heading("Vad scenarierna ändrar")
    show.table(comparison.inputs_table(start, found), "uppgifter-som-skiljer")
    show.heading("Hela jämförelsen")
    show.table(comparison.clinic_table(start, found), "enheten-i-scenarierna")
    for key in comparison.OF_DOCTORS:
        show.table(comparison.doctors_table(start, found, key), f"lakarna-{key}")
