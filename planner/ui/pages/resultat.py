"""Resultat: how many can we take care of?"""

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports import eligibility, figures, sentences, tables
from planner.ui import assumed, choose, show, site, state


def page() -> None:
    show.start("Så många kan vi ta hand om")
    plan = state.plan()
    results = calculate(plan)
    show.answer(sentences.clinic_answer(plan, results))
    if results.clinic["capacity"] is None or not plan.doctors:
        show.said("Det här behövs:")
        show.listed(sentences.why_not_computable(plan, results))
        site.link("snabbstart" if state.current().empty else "kontroll")
    assumed.clinic(plan)
    show.said(sentences.clinic_gap(results))
    show.listed(sentences.clinic_not_counted(plan, results))
    show.not_a_demand()
    if plan.doctors:
        _doctors(plan, results)
        _clinic(plan, results)
        _who_counts(plan, results)
        show.heading("Gå vidare")
        site.link("tank_om", "Tänk om …: pröva en förändring")
        for name in ("krav", "spegel", "papper"):
            site.link(name)
        site.link("kontroll")
        site.link("filer", "Ladda ner arbetsboken")


def _doctors(plan: Plan, results: Results) -> None:
    show.figure(
        sentences.doctors_finding(plan, results), sentences.how_to_read_dots(plan), figures.result_dots(plan, results),
        sentences.dots_in_words(plan, results), tables.doctors(plan, results), "lakarna",
    )  # fmt: skip
    show.download(tables.every_step(plan, results), "alla-steg")
    show.heading("Varför just det talet?")
    choose.links(plan, results)


def _clinic(plan: Plan, results: Results) -> None:
    show.heading("Jämfört med listorna i dag och med riktvärdet")
    show.said(sentences.clinic_current_lists(plan, results))
    show.said(sentences.clinic_riktvarde(plan, results))
    with st.expander(sentences.riktvarde_notes_title(plan.clinic.region)):
        show.listed(sentences.riktvarde_notes(plan.clinic.region))
    show.table(tables.quantities(results.clinic, "clinic", "Enheten i siffror"), "enheten")


def _who_counts(plan: Plan, results: Results) -> None:
    show.heading("Vem kan vara fast läkarkontakt?")
    show.said(eligibility.rule_in_words(plan.clinic.region))
    show.table(tables.who_counts(plan, results), "vem-raknas")
