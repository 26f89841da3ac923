"""Kontroll av underlaget: what is missing, wrong, odd or worth knowing, and where is it mended?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.reports.sentences import listing
from planner.schema import Issue, Level
from planner.ui import show, site, state
from planner.ui.plain import plain
from planner.ui.state import Draft
from planner.ui.where import mending

# level, heading, how many of it are said, what it means
LEVELS: tuple[tuple[Level, str, str, str], ...] = (
    ("fel", "Fel", "fel", "Det här går inte ihop. Rätta det innan du använder talen."),
    ("saknas", "Saknas", "som saknas", "Det här är inte ifyllt. Tomt är inte noll."),
    ("rimlighet", "Ovanligt", "ovanligt", "Det här kan stämma, men är värt att titta på en gång till."),
    ("upplysning", "Bra att veta", "att veta", "Det här behöver du inte göra något åt."),
)


def page() -> None:
    plan = state.plan()
    issues, drafts = calculate(plan).issues, state.current().drafts
    show.start("Går det att lita på underlaget?")
    show.said(_count(issues, drafts))
    if drafts:
        _drafts(drafts)
    for level, heading, _, meaning in LEVELS:
        found = [issue for issue in issues if issue.level == level]
        if found:
            show.heading(f"{heading} ({len(found)})")
            show.said(meaning, "quiet")
            for i, issue in enumerate(found):
                _issue(plan, issue, f"{level}.{i}")
    site.link("resultat", "Nästa: Så många kan vi ta hand om")


def _count(issues: Sequence[Issue], drafts: Mapping[str, Draft]) -> str:
    counts = [(len([one for one in issues if one.level == level]), words) for level, _, words, _ in LEVELS]
    said = [f"{count} {words}" for count, words in counts if count]
    if drafts:
        said.insert(0, f"{len(drafts)} som inte gick att läsa")
    return f"Underlaget har {listing(said)}." if said else "Inget saknas, är fel eller är ovanligt i underlaget."


def _drafts(drafts: Mapping[str, Draft]) -> None:
    show.heading(f"Gick inte att läsa ({len(drafts)})")
    show.said("Det här står i en ruta men inte i planen. Planen har kvar sitt tidigare värde.", "quiet")
    for box, draft in drafts.items():
        with st.container(border=True):
            show.said(draft.problem)
            if st.button(f"Till {site.title(draft.page)}", key=f"mend.{box}"):
                site.go_to(draft.page)


def _issue(plan: Plan, issue: Issue, key: str) -> None:
    where = mending(plan, issue)
    with st.container(border=True):
        show.said(issue.text)
        if where and st.button(plain(where.label), key=f"mend.{key}"):
            where.go()
