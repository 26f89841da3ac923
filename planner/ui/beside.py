"""What stands beside a doctor's number: today's list, the riktvärde, and what a wished list would take?"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.reading import Unreadable, read_value, wrong
from planner.domain.results import Results
from planner.reports import mirror, tables
from planner.schema import fields_of
from planner.ui import forms, show, state

WISH = replace(fields_of(Doctor)["current_list"], key="wish", label="Önskad lista", low=1)
HELP = "Skriv hur många patienter du vill veta mer om. De på särskilt boende räknas inte in. Planen ändras inte."


def shown(plan: Plan, results: Results, place: int) -> None:
    """The comparisons; nothing for a role without a list."""
    if not tables.has_own_list(plan.doctors[place]):
        return
    show.heading("Dagens lista och riktvärdet")
    show.said(mirror.doctor_hours(plan, results, place))
    show.said(mirror.doctor_riktvarde(plan, results, place))
    _wish(plan, results, place)


def _wish(plan: Plan, results: Results, place: int) -> None:
    """A field to ask with, and what the list in it takes; nothing of it goes into the plan."""
    if not mirror.can_be_asked(plan, results, place):
        return
    start = mirror.starting_wish(results, place)
    typed = st.text_input(
        forms.label_of(WISH), value="" if start is None else WISH.show(start), help=HELP, autocomplete="off",
        key=state.widget_key(f"wish.{place}.{start}"),
    )  # fmt: skip
    try:
        wanted = read_value(WISH, typed, "form")
    except Unreadable as error:
        forms.problem(wrong(WISH, typed, error, "", "", "form").text)
        return
    if wanted is not None:
        show.said(mirror.takes_heading(plan, results, place, wanted))
        show.listed(mirror.what_it_takes(plan, results, place, wanted))
