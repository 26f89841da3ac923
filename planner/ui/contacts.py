"""The table of the clinic's contacts as rows of boxes: a row per kind, one more, one less."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.schema import Issue, fields_of
from planner.ui import forms, show, state
from planner.ui.spots import Spot, with_contacts


def table(page: str, issues: Sequence[Issue]) -> None:
    """Every row, and a choice of a kind to add."""
    plan = state.plan()
    show.said(fields_of(Clinic)["contacts"].help, "quiet")
    with st.container():
        for issue in issues:
            if issue.path == "clinic.contacts":
                forms.say(issue)
        for place in range(len(plan.clinic.contacts)):
            _row(page, Spot("contact", place), issues)
    left = [kind for kind in CONTACT_KINDS if plan.contact(kind) is None]
    if left:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = st.selectbox(
                "Ny typ av kontakt", left, format_func=lambda one: CONTACT_KINDS[one],
                key=state.widget_key("new_contact"),
            )  # fmt: skip
            st.button("Lägg till raden", on_click=_add, args=(kind,))


def _row(page: str, spot: Spot, issues: Sequence[Issue]) -> None:
    name = spot.owner(state.plan())
    row: Contact = spot.record(state.plan())
    with st.container(border=True):
        st.subheader(name, anchor=False)
        keys = [key for key in fields_of(Contact) if key != "kind" or row.kind is None]
        forms.Form(spot, page, issues).group(keys, columns=len(keys))
        key = state.widget_key(f"remove.{spot.place}")
        st.button(f"Ta bort {name}", key=key, on_click=_remove, args=(page, spot, name))


def _add(kind: str) -> None:
    plan = state.plan()
    rows = (*plan.clinic.contacts, Contact(kind=kind))
    state.change_to(with_contacts(plan, rows), f"lade till {CONTACT_KINDS[kind]}")


def _remove(page: str, spot: Spot, name: str) -> None:
    plan = state.plan()
    for key in fields_of(Contact):
        state.drop_draft(forms.box_key(page, spot, plan, key))
    rows = plan.clinic.contacts[: spot.place] + plan.clinic.contacts[spot.place + 1 :]
    state.change_to(with_contacts(plan, rows), f"tog bort {name}")
