"""The clinic's doctors on the page: the table of all, and one more, one like another, one less."""

from __future__ import annotations

import streamlit as st

from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, with_doctor, without_doctor
from planner.domain.results import Results, quantity
from planner.domain.usual import copied_doctor, new_doctor
from planner.reports import tables
from planner.reports.tables import Table
from planner.schema import fields_of
from planner.ui import brief, forms, show, state
from planner.ui.plain import plain
from planner.ui.spots import Spot

# the columns that a clinic looks at first
MAIN = ("role", "fte", "current_list")
ONE, ALL = "En läkare i taget", "Alla läkare, en grupp uppgifter i taget"


def table(plan: Plan, results: Results) -> None:
    """One row a doctor: the main inputs and what the time suffices for."""
    fields, named = fields_of(Doctor), quantity("named_patients")
    rows = tuple(
        (
            tables.text(name),
            *(tables.field_cell(fields[key], getattr(doctor, key)) for key in MAIN),
            tables.doctor_cell(doctor, named, row["named_patients"]),
        )
        for name, doctor, row in zip(tables.doctor_names(plan), plan.doctors, results.doctors, strict=True)
    )
    headings = (fields["doctor_id"].label, *(fields[key].label for key in MAIN), "Har tid för")
    show.table(Table("Alla läkare", headings, rows))


def one_at_a_time() -> bool:
    """Whether the form is about one doctor, or one group of fields for all of them."""
    chosen = st.radio("Ändra", (ONE, ALL), key=state.widget_key("which"), horizontal=True)
    return bool(chosen == ONE)


def together(plan: Plan, results: Results, page: str) -> None:
    """The everyday view: one group of fields, with every doctor's value to change in its place."""
    groups = forms.Form(Spot("doctor"), page).groups()
    group = st.selectbox("Uppgifter att ändra", list(groups), key=state.widget_key("group"))
    show.not_a_demand()
    show.followed(brief.clinic(plan, results))
    for place, name in enumerate(tables.doctor_names(plan)):
        form = forms.Form(Spot("doctor", place), page, results.issues)
        show.heading(f"{name}: {group}")
        form.group(groups[group], columns=3, owner=plain(name))


def choice(plan: Plan) -> int:
    """Which doctor the form is about: the place, from 0."""
    names, key = tables.doctor_names(plan), state.widget_key("chosen")
    st.session_state[key] = state.chosen_doctor()
    st.selectbox(
        "Läkare att ändra", range(len(names)), format_func=lambda i: names[i], key=key,
        on_change=lambda: state.choose_doctor(st.session_state[key]),
    )  # fmt: skip
    return state.chosen_doctor()


def add() -> None:
    plan = state.plan()
    _put_last(with_doctor(plan, new_doctor(plan)), "lade till en läkare")


def copy(place: int) -> None:
    plan = state.plan()
    _put_last(with_doctor(plan, copied_doctor(plan, place)), f"kopierade {tables.doctor_names(plan)[place]}")


def remove(place: int) -> None:
    plan = state.plan()
    state.replace_with(without_doctor(plan, place), f"tog bort {tables.doctor_names(plan)[place]}")


def _put_last(plan: Plan, what: str) -> None:
    state.change_to(plan, what)
    state.choose_doctor(len(plan.doctors) - 1)
