"""Läkarna: who works here, how much, and with which duties?"""

from __future__ import annotations

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, with_doctor, without_doctor
from planner.domain.results import DOCTOR_QUANTITIES, Results
from planner.domain.usual import copied_doctor, new_doctor
from planner.reports import sentences, tables
from planner.reports.tables import Table
from planner.schema import fields_of
from planner.ui import forms, show, site, state
from planner.ui.plain import plain
from planner.ui.spots import Spot

PAGE = "lakarna"
# the columns that a clinic looks at first
MAIN = ("role", "employment", "fte", "current_list")


def page() -> None:
    plan = state.plan()
    results = calculate(plan)
    show.start("Vilka läkare har ni, och hur arbetar de?")
    if plan.doctors:
        _table(plan, results)
    else:
        show.said("Här finns inga läkare än. Lägg till den första.")
    with st.container(horizontal=True):
        st.button("Lägg till läkare", type="primary", on_click=_add)
    if plan.doctors:
        _one(plan, results)
        site.link("kontroll", "Nästa: Kontroll av underlaget")


def _table(plan: Plan, results: Results) -> None:
    fields, patients = fields_of(Doctor), next(one for one in DOCTOR_QUANTITIES if one.key == "named_patients")
    rows = tuple(
        (
            tables.text(name),
            *(tables.field_cell(fields[key], getattr(doctor, key)) for key in MAIN),
            tables.quantity_cell(patients, row["named_patients"]),
        )
        for name, doctor, row in zip(tables.doctor_names(plan), plan.doctors, results.doctors, strict=True)
    )
    headings = (fields["doctor_id"].label, *(fields[key].label for key in MAIN), "Har tid för")
    show.table(Table("Alla läkare", headings, rows))


def _one(plan: Plan, results: Results) -> None:
    """The careful form for one doctor."""
    place = state.chosen_doctor()
    names = tables.doctor_names(plan)
    key = state.widget_key("chosen")
    st.session_state[key] = place
    st.selectbox(
        "Läkare att ändra", range(len(names)), format_func=lambda i: names[i], key=key,
        on_change=lambda: state.choose_doctor(st.session_state[key]),
    )  # fmt: skip
    name = plain(names[place])
    with st.container(horizontal=True):
        st.button(f"Kopiera {name}", on_click=_copy, args=(place,))
        st.button(f"Ta bort {name}", on_click=_remove, args=(place, names[place]))
    show.answer(sentences.doctor_answer(plan, results, place))
    form = forms.Form(Spot("doctor", place), PAGE, results.issues)
    groups: dict[str, list[str]] = {}
    for field_key, declared in fields_of(Doctor).items():
        groups.setdefault(declared.group, []).append(field_key)
    for group, keys in groups.items():
        show.heading(group)
        form.group(keys)
    st.button(f"Bekräfta alla antaganden om {name}", on_click=forms.confirm_all, args=(Spot("doctor", place),))


def _add() -> None:
    plan = state.plan()
    _last(with_doctor(plan, new_doctor(plan)), "lade till en läkare")


def _copy(place: int) -> None:
    plan = state.plan()
    _last(with_doctor(plan, copied_doctor(plan, place)), f"kopierade {tables.doctor_names(plan)[place]}")


def _last(plan: Plan, what: str) -> None:
    state.change_to(plan, what)
    state.choose_doctor(len(plan.doctors) - 1)


def _remove(place: int, name: str) -> None:
    state.replace_with(without_doctor(state.plan(), place), f"tog bort {name}")
