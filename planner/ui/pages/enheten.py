"""Enheten: who is listed, what contacts do they have and how long do those take?"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.clinic import CONTACTS
from planner.domain.plan import Plan
from planner.domain.rules import STUDY_INDIRECT_RATIO, STUDY_SOURCE, suggested_indirect_minutes
from planner.reports import sentences
from planner.sources import source_text
from planner.swedish import number
from planner.ui import brief, contacts, forms, show, site, state
from planner.ui.spots import Spot

PAGE = "enheten"


def page() -> None:
    plan = state.plan()
    results = calculate(plan)
    show.start("Hur ser enheten ut?")
    show.answer(sentences.clinic_answer(plan, results))
    show.not_a_demand()
    show.followed(brief.clinic(plan, results))
    form = forms.Form(Spot("clinic"), PAGE, results.issues, _offers(plan))
    for group, keys in form.groups().items():
        show.heading(group)
        if group == CONTACTS:
            contacts.table(PAGE, results.issues)
        form.group(keys)
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
