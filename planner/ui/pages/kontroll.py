"""Kontroll av underlaget: what is missing, wrong, odd or worth knowing, and where is it mended?"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.schema import Issue
from planner.ui import comments, levels, show, site, state
from planner.ui.plain import plain
from planner.ui.state import Draft
from planner.ui.where import mending


def page() -> None:
    plan = state.plan()
    issues, drafts = calculate(plan).issues, state.current().drafts
    show.start("Går det att lita på underlaget?")
    show.said(levels.count(issues, len(drafts)))
    show.said(levels.assumed(plan), "quiet")
    if drafts:
        _drafts(drafts)
    for kind in levels.KINDS:
        found = kind.of(issues)
        if found:
            show.heading(f"{kind.heading} ({len(found)})")
            show.said(kind.meaning, "quiet")
        for i, issue in enumerate(found):
            _issue(plan, issue, f"{kind.level}.{i}")
    comments.open_ones(plan)
    site.link("resultat", "Nästa: Så många kan vi ta hand om")


def _drafts(drafts: Mapping[str, Draft]) -> None:
    show.heading(f"Gick inte att läsa ({len(drafts)})")
    show.said("Det här står i en ruta men inte i planen. Planen har kvar sitt tidigare värde.", "quiet")
    for box, draft in drafts.items():
        with st.container(border=True):
            show.said(draft.problem)
            if st.button(f"Gå till {site.title(draft.page)}", key=f"mend.{box}"):
                state.aim_at(box)
                site.go_to(draft.page)


def _issue(plan: Plan, issue: Issue, key: str) -> None:
    where = mending(plan, issue)
    with st.container(border=True):
        show.said(issue.text)
        if where and st.button(plain(where.label), key=f"mend.{key}"):
            where.go()
