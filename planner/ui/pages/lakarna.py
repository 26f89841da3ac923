"""Läkarna: who works here, how much, and with which duties?"""

from __future__ import annotations

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports import sentences, tables
from planner.ui import assumed, brief, comments, doctors, forms, show, site, state
from planner.ui.plain import plain
from planner.ui.spots import Spot

PAGE = "lakarna"


def page() -> None:
    plan = state.plan()
    results = calculate(plan)
    show.start("Vilka läkare har ni, och hur arbetar de?")
    if plan.doctors:
        doctors.table(plan, results)
    else:
        show.said("Här finns inga läkare än. Lägg till den första.")
    st.button("Lägg till läkare", type="primary", on_click=doctors.add)
    if plan.doctors:
        if doctors.one_at_a_time():
            _one(plan, results)
        else:
            doctors.together(plan, results, PAGE)
        site.link("kontroll", "Nästa: Kontroll av underlaget")


def _one(plan: Plan, results: Results) -> None:
    """The careful form for one doctor."""
    place = doctors.choice(plan)
    name, spot = plain(tables.doctor_names(plan)[place]), Spot("doctor", place)
    with st.container(horizontal=True):
        st.button(f"Kopiera {name}", on_click=doctors.copy, args=(place,))
        st.button(f"Ta bort {name}", on_click=doctors.remove, args=(place,))
    show.answer(sentences.doctor_answer(plan, results, place))
    assumed.doctor(plan, place)
    show.not_a_demand()
    comments.open_ones(plan, place)
    show.followed(brief.doctor(plan, results, place))
    form = forms.Form(spot, PAGE, results.issues)
    for group, keys in form.groups().items():
        show.heading(group)
        form.group(keys)
    st.button(f"Bekräfta alla antaganden om {name}", on_click=forms.confirm_all, args=(spot,))
