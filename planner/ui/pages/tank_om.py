"""Tänk om …: what happens if we change one thing, or several?"""

import streamlit as st

from planner.calc.clinic import calculate
from planner.calc.scenarios import outcome
from planner.domain.plan import Plan
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
    with top:
        _answer(plan, place)
    show.heading("Vad vill du pröva?")
    scenarios_cards.buttons()
    scenarios_cards.opened(plan, place)
    if place is not None:
        _changes(plan, place)
    scenarios_lines.add(plan, place)
    if place is not None:
        show.heading("Om scenariot")
        scenarios.about(place)
    show.heading("Gå vidare")
    site.link("jamfor")
    site.link("krav")


def _answer(plan: Plan, place: int | None) -> None:
    """What the chosen scenario comes to beside the plan as it is, or the plan alone."""
    if place is None:
        show.answer(sentences.clinic_answer(plan, calculate(plan)))
        show.said("Det är utgångsläget, planen som den är. Välj något att pröva, så står skillnaden här.")
    else:
        found = outcome(plan, plan.scenarios[place])
        show.answer(comparison.answer(plan, found))
        scenarios.said_to_lapse(found)
        show.listed(comparison.details(plan, found))
    show.not_a_demand()


def _changes(plan: Plan, place: int) -> None:
    found = outcome(plan, plan.scenarios[place])
    show.heading("Skillnaden mot utgångsläget")
    show.said(comparison.how_to_read(plan), "quiet")
    show.table(comparison.differences_table(plan, [found]), "skillnaden")
    drawn, alt = comparison_figure.slope(plan, [found]), comparison_figure.in_words(plan, [found])
    show.figure(comparison.coverage_finding(plan, [found]), comparison_figure.HOW_TO_READ, drawn, alt)
    show.table(comparison.doctors_table(plan, [found], "named_patients"))
    show.heading("Ändringarna i scenariot")
    scenarios_lines.table(plan, place)
