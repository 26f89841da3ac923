"""Förklara talet: why just this number for this doctor?"""

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports import figures, sentences, tables
from planner.ui import choose, show, site, state


def page() -> None:
    plan = state.plan()
    if not plan.doctors:
        show.start("Varför just det talet?")
        show.said("Här förklaras en läkares antal steg för steg. Lägg först till en läkare.")
        site.link("lakarna")
        return
    answer = st.container()
    place = choose.doctor(plan)
    results = calculate(plan)
    with answer:
        _answer(plan, results, place)
    _way(plan, results, place)
    _mirror(plan, results, place)
    show.heading("Så räknades varje steg")
    show.table(tables.quantities(results.doctors[place], "doctor", "Alla storheter"), "storheter")
    show.heading("Var uppgifterna kommer ifrån")
    show.said(sentences.assumptions_in_words(plan, place))
    show.table(tables.origins(plan, place), "ursprung")
    site.link("lakarna", "Ändra läkarens uppgifter")
    site.link("metod")


def _answer(plan: Plan, results: Results, place: int) -> None:
    show.start(sentences.why_question(results, place))
    show.answer(sentences.doctor_answer(plan, results, place))
    if results.doctors[place]["named_patients"] is None:
        show.listed(sentences.why_not_computable(plan, results, place))
        site.link("kontroll")
    show.not_a_demand()


def _way(plan: Plan, results: Results, place: int) -> None:
    in_hours, in_patients = figures.way_figures(plan, place)
    show.figure(sentences.way_finding(plan, place), sentences.HOW_TO_READ_WAY, in_hours, sentences.WAY_ALT)
    finding, reading = sentences.way_finding_in_patients(results, place), sentences.same_way(plan, results, place)
    show.figure(finding, reading, in_patients, sentences.WAY_ALT)
    with st.expander("Vägen i text"):
        show.listed(sentences.way_in_words(plan, place), numbered=True)
    show.table(tables.steps(plan, place), "vagen")


def _mirror(plan: Plan, results: Results, place: int) -> None:
    show.heading("Dagens lista och riktvärdet")
    show.said(sentences.doctor_hours(plan, results, place))
    show.said(sentences.doctor_riktvarde(plan, results, place))
    show.said(sentences.takes_heading(plan, results, place))
    show.listed(sentences.what_riktvarde_takes(plan, results, place))
