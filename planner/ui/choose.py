"""Which doctor is a page about? Kept in the address too, so that a link opens it."""

from __future__ import annotations

import streamlit as st

from planner.domain.plan import Plan
from planner.reports.tables import doctor_names
from planner.ui import state

ADDRESS = "lakare"  # the doctor's place, from 1: a signature stays out of the address


def doctor(plan: Plan) -> int:
    """A choice of the plan's doctors; the place of the one chosen, from 0."""
    names = doctor_names(plan)
    asked = st.query_params.get(ADDRESS, "")
    start = int(asked) - 1 if asked.isdecimal() and 0 < int(asked) <= len(names) else state.chosen_doctor()
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
