"""Snabbstart: what is the first number that eight figures give?"""

from __future__ import annotations

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.doctor import Doctor
from planner.domain.results import Results
from planner.reports import sentences
from planner.schema import fields_of
from planner.ui import assumed, forms, quick, show, site, state
from planner.ui.spots import Spot


def page() -> None:
    plan = state.plan()
    results = calculate(plan)
    show.start("Ett första tal på åtta uppgifter")
    with st.container():
        if results.clinic["capacity"] is None or not plan.doctors:
            show.said("Fyll i uppgifterna, så står svaret här. Det du inte vet kan du ändra senare.")
            if not state.current().empty:
                show.said("Det här behövs:")
                show.listed(sentences.why_not_computable(plan, results))
        else:
            show.answer(sentences.clinic_answer(plan, results))
            assumed.clinic(plan)
            show.said(sentences.left_out(plan), "quiet")
            show.not_a_demand()
    _eight(results)
    if plan.doctors:
        quick.assumptions(plan)
    show.heading("Gör skattningen säkrare")
    show.said("Ju fler antaganden du byter mot egna siffror, desto säkrare blir talet.", "quiet")
    site.link("enheten", "Enheten: fler typer av kontakter, region och arbetsdagar")
    site.link("lakarna", "Läkarna: var och ens tid, uppdrag och frånvaro")
    site.link("resultat", "Se hela resultatet")


def _eight(results: Results) -> None:
    clinic = forms.Form(Spot("clinic"), quick.PAGE, results.issues)
    clinic.group(("name", "listed_patients"))
    for column, key in zip(st.columns(2), ("contacts_per_year", "minutes"), strict=True):
        with column:
            quick.visit_box(key)
    if not quick.alike(state.plan()):
        clinic.group(("indirect_minutes",))
        show.said(f"Planen har {len(state.plan().doctors)} läkare med egna uppgifter. Dem ändrar du på sidan Läkarna.")
        return
    first, second = st.columns(2), st.columns(2)
    with first[0]:
        clinic.box("indirect_minutes")
    with first[1]:
        quick.count_box()
    with second[0]:
        quick.for_all_box("fte", f"{fields_of(Doctor)['fte'].label} i genomsnitt (%)")
    with second[1]:
        quick.for_all_box("meeting_hours", f"{forms.label_of(fields_of(Doctor)['meeting_hours'])} för varje läkare")
