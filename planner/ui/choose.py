"""Which doctor is a page about? Kept in the address too, so that a link opens it."""

from __future__ import annotations

import streamlit as st

from planner.domain.plan import Plan
from planner.domain.results import Results, quantity
from planner.reports.tables import NO_LIST, doctor_names, has_own_list
from planner.ui import site, state
from planner.ui.plain import plain

ADDRESS = "lakare"  # the doctor's place, from 1: a signature stays out of the address


def doctor(plan: Plan) -> int:
    """A choice of the plan's doctors; the place of the one chosen, from 0."""
    names = doctor_names(plan)
    asked = site.place_in(st.query_params.get(ADDRESS, ""), len(names))
    start = state.chosen_doctor() if asked is None else asked
    place = st.selectbox(
        "Läkare",
        range(len(names)),
        index=start,
        format_func=names.__getitem__,
        key=state.widget_key(f"chosen_doctor.{len(names)}"),
    )
    st.query_params[ADDRESS] = str(place + 1)
    state.choose_doctor(place)  # the page Läkarna shows the same one
    return place


def links(plan: Plan, results: Results) -> None:
    """One link for each doctor to the explanation of her number."""
    named = quantity("named_patients")
    with st.container(horizontal=True):
        for i, (name, row) in enumerate(zip(doctor_names(plan), results.doctors, strict=True)):
            total = row[named.key]
            shown = NO_LIST if total == 0 and not has_own_list(plan.doctors[i]) else named.show(total)
            site.link("forklara", plain(f"{name}: {shown}"), {ADDRESS: str(i + 1)})
