"""Tänk om …: what happens if we change one thing, or several?"""

import streamlit as st

from planner.calc.scenarios import Outcome, outcome
from planner.reports import comparison, comparison_figure, sentences
from planner.ui import scenarios, scenarios_cards, scenarios_lines, show, site, state


def page() -> None:
    plan = state.plan()
    show.start("Vad händer om …?")
    if state.current().empty:
        show.said("Här prövar du en förändring utan att ändra planen. Fyll först i det som den bygger på.")
        site.link("snabbstart")
        return
    top = st.container()
    place = scenarios.choice(plan)
    start = comparison.baseline_outcome(plan)
    found = None if place is None else outcome(plan, plan.scenarios[place])
    with top:
        _answer(start, found)
    show.heading("Vad vill du pröva?")
    scenarios_cards.buttons()
    scenarios_cards.opened(plan, place)
    if place is not None and found is not None:
        _changes(start, found)
        scenarios_lines.table(plan, place)
    scenarios_lines.add(plan, place)
    if place is not None:
        show.heading("Om scenariot")
        scenarios.about(place)
    show.heading("Gå vidare")
    site.link("jamfor")
    site.link("krav")


def _answer(start: Outcome, found: Outcome | None) -> None:
    """What the chosen scenario comes to beside the plan as it is, or the plan alone."""
    if found is None:
        show.answer(sentences.clinic_answer(start.plan, start.results))
        show.said("Det är utgångsläget, planen som den är. Välj något att pröva, så står skillnaden här.")
    else:
        show.answer(comparison.answer(start, found))
        scenarios.said_to_lapse(found)
        show.listed(comparison.details(start, found))
    show.not_a_demand()


def _changes(start: Outcome, found: Outcome) -> None:
    show.heading("Skillnaden mot utgångsläget")
    show.said(comparison.how_to_read(start), "quiet")
    show.table(comparison.differences_table(start, [found]), "skillnaden")
    drawn, alt = comparison_figure.slope(start, [found]), comparison_figure.in_words(start, [found])
    show.figure(comparison.coverage_finding(start, [found]), comparison_figure.HOW_TO_READ, drawn, alt)
    show.table(comparison.doctors_table(start, [found], "named_patients"))
    show.heading("Ändringarna i scenariot")
