"""Enheten: who is listed, what contacts do they have and how long do those take?"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.clinic import CONTACT_KINDS, CONTACTS, Clinic, Contact
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.domain.rules import STUDY_INDIRECT_RATIO, STUDY_SOURCE, suggested_indirect_minutes
from planner.reports import sentences
from planner.schema import fields_of
from planner.sources import source_text
from planner.swedish import number
from planner.ui import forms, show, site, state
from planner.ui.spots import Spot, with_contacts

PAGE = "enheten"


def page() -> None:
    plan = state.plan()
    results = calculate(plan)
    show.start("Hur ser enheten ut?")
    show.answer(sentences.clinic_answer(plan, results))
    form = forms.Form(Spot("clinic"), PAGE, results.issues, _offers(plan))
    groups: dict[str, list[str]] = {}
    for key, declared in fields_of(Clinic).items():
        groups.setdefault(declared.group, []).append(key)
    for group, keys in groups.items():
        show.heading(group)
        if group == CONTACTS:
            _contacts(plan, results)
        form.group(key for key in keys if fields_of(Clinic)[key].kind != "rows")
    st.button("Bekräfta alla antaganden om enheten", on_click=forms.confirm_all, args=(Spot("clinic"),))
    site.link("lakarna", "Nästa: Läkarna")


def _offers(plan: Plan) -> Mapping[str, forms.Offer]:
    """Indirect minutes as one Swedish time study suggests them from the contacts."""
    minutes = suggested_indirect_minutes(plan)
    if minutes is None:
        return {}
    why = (
        f"Förslag: {number(STUDY_INDIRECT_RATIO, 2)} × tiden med patienterna, minus dokumentationen i tabellen."
        f" {source_text(STUDY_SOURCE)}."
    )
    return {"indirect_minutes": forms.Offer(float(round(minutes)), why)}


def _contacts(plan: Plan, results: Results) -> None:
    """A row of boxes per kind of contact, and a way to add another."""
    show.said(fields_of(Clinic)["contacts"].help, "quiet")
    for issue in results.issues:
        if issue.path == "clinic.contacts":
            forms.say(issue)
    for place, row in enumerate(plan.clinic.contacts):
        _row(place, row, results)
    left = [kind for kind in CONTACT_KINDS if plan.contact(kind) is None]
    if left:
        key = state.widget_key("new_contact")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = st.selectbox("Ny typ av kontakt", left, format_func=lambda one: CONTACT_KINDS[one], key=key)
            st.button("Lägg till raden", on_click=_add, args=(kind,))


def _row(place: int, row: Contact, results: Results) -> None:
    spot = Spot("contact", place)
    name = spot.owner(state.plan())
    with st.container(border=True):
        st.subheader(name, anchor=False)
        form = forms.Form(spot, PAGE, results.issues)
        keys = [key for key in fields_of(Contact) if key != "kind" or row.kind is None]
        form.group(keys, columns=len(keys))
        st.button(f"Ta bort {name}", key=state.widget_key(f"remove.{place}"), on_click=_remove, args=(place, name))


def _add(kind: str) -> None:
    plan = state.plan()
    rows = (*plan.clinic.contacts, Contact(kind=kind))
    state.change_to(with_contacts(plan, rows), f"lade till {CONTACT_KINDS[kind]}")


def _remove(place: int, name: str) -> None:
    plan = state.plan()
    for key in fields_of(Contact):
        state.drop_draft(forms.box_key(PAGE, Spot("contact", place), plan, key))
    rows = plan.clinic.contacts[:place] + plan.clinic.contacts[place + 1 :]
    state.change_to(with_contacts(plan, rows), f"tog bort {name}")
