"""Förklara talet: why just this number for this doctor?"""

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports import figures, mirror, sentences, tables, way, weights
from planner.ui import assumed, beside, choose, show, site, state


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
    beside.shown(plan, results, place)
    show.heading("Så räknades varje steg")
    show.said(way.ROUNDED, "quiet")
    show.table(tables.explained(plan, results, place), "storheter")
    show.heading("Var uppgifterna kommer ifrån")
    show.said(way.assumptions_in_words(plan, place))
    show.said(weights.HOW_IT_IS_WEIGHED, "quiet")
    show.table(tables.origins(plan, place), "ursprung")
    site.link("lakarna", "Ändra läkarens uppgifter")
    site.link("metod")


def _answer(plan: Plan, results: Results, place: int) -> None:
    show.start(way.why_question(plan, results, place))
    show.answer(sentences.doctor_answer(plan, results, place))
    assumed.doctor(plan, place)
    show.listed(mirror.said_first(plan, results, place))
    if results.doctors[place]["named_patients"] is None:
        show.listed(sentences.why_not_computable(plan, results, place))
        site.link("kontroll")
    show.not_a_demand()


def _way(plan: Plan, results: Results, place: int) -> None:
    in_hours, in_patients = figures.way_figures(plan, place)
    alt, alt_in_patients = (way.way_alt(plan, results, place, in_patients=one) for one in (False, True))
    show.figure(way.way_finding(plan, place), way.HOW_TO_READ_WAY, in_hours, alt)
    if in_hours is not None and tables.has_own_list(plan.doctors[place]):
        finding, reading = way.way_finding_in_patients(results, place), way.same_way(plan, results, place)
        show.figure(finding, reading, in_patients, alt_in_patients)
    show.heading("Vägen i text")
    show.listed(way.way_in_words(plan, place), numbered=True)
    show.table(tables.steps(plan, place), "vagen")
