"""Import och export: what does this file say, and what changes if it becomes the open plan?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.domain.difference import differences
from planner.domain.plan import Plan
from planner.files.reading import Reading
from planner.reports.tables import Table, text
from planner.schema import Issue, Level
from planner.ui import downloads, opening, show, site, state
from planner.ui.settings import LARGEST_UPLOAD_MB

MOST_SHOWN = 200
HEADINGS: tuple[tuple[Level, str], ...] = (
    ("fel", "Fel"), ("saknas", "Saknas"), ("rimlighet", "Ovanligt"), ("upplysning", "Bra att veta"),
)  # fmt: skip


def page() -> None:
    show.start("Hämta in eller ta med dig planen")
    show.heading("Öppna en arbetsbok")
    show.said(
        f"Välj en arbetsbok (.xlsx) eller en JSON-fil från det här verktyget, högst {LARGEST_UPLOAD_MB} MB. Du ser vad"
        " som lästes innan något byts ut."
    )
    uploaded = st.file_uploader("Fil att öppna", type=["xlsx", "json"], key=state.widget_key("upload"))
    if uploaded is not None:
        _report(opening.read_once(uploaded.file_id, uploaded.getvalue(), uploaded.name), uploaded.name)
    show.heading("Ta med dig planen")
    show.said("Arbetsboken har planen, varje räknesteg som formel och resultatet. Den går att öppna här igen.")
    with st.container(horizontal=True):
        downloads.workbook("page", "Ladda ner arbetsbok (.xlsx)")
        downloads.json_form("page", "Ladda ner JSON-fil")
        downloads.template("page", "Ladda ner tom mall (.xlsx)")


def _report(reading: Reading, name: str) -> None:
    show.heading(f"Vad som lästes i {name}")
    if reading.refused or reading.plan is None:
        show.said("Filen öppnas inte, och den öppna planen är orörd. Rätta felen i filen och välj den igen.")
        _issues(reading.issues)
        return
    doctors, kinds = len(reading.plan.doctors), len(reading.plan.clinic.contacts)
    show.said(f"{reading.plan.clinic.name or 'Enhet utan namn'}: {doctors} läkare och {kinds} typer av kontakter.")
    show.listed(f"{label}: {words}" for label, words in reading.notes.items())
    _differences(state.plan(), reading.plan)
    replaced = st.button("Ersätt den öppna planen", type="primary", key=state.widget_key("replace"))
    _issues(reading.issues)
    if replaced:
        state.replace_with(reading.plan, f"öppnade {name}", opened_from=name)
        site.go_to("kontroll")


def _differences(old: Plan, new: Plan) -> None:
    if state.current().empty:
        return
    found = differences(old, new)
    if not found:
        show.said("Filen säger detsamma som den öppna planen.")
        return
    rows = tuple((text(one.label), text(one.old), text(one.new)) for one in found)
    show.table(Table(f"Skillnader mot den öppna planen ({len(found)})", ("Uppgift", "Öppna planen", "Filen"), rows))


def _issues(issues: Sequence[Issue]) -> None:
    """Every fault, by kind, each with its sheet and cell."""
    for level, heading in HEADINGS:
        found = [issue for issue in issues if issue.level == level]
        if found:
            show.heading(f"{heading} ({len(found)})")
            show.listed(f"{one.where}: {one.text}" for one in found[:MOST_SHOWN])
            if len(found) > MOST_SHOWN:
                show.said(f"De första {MOST_SHOWN} visas.", "quiet")
