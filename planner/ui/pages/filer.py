"""Import och export: what does this file say, and what changes if it becomes the open plan?"""

from __future__ import annotations

import streamlit as st

from planner.domain.personal_number import without_personal_numbers
from planner.files.reading import Reading
from planner.ui import downloads, opening, report, show, site, state
from planner.ui.settings import LARGEST_UPLOAD_MB


def page() -> None:
    show.start("Hämta in eller ta med dig planen")
    show.heading("Öppna en arbetsbok")
    show.said(
        f"Välj en arbetsbok (.xlsx) eller en JSON-fil från det här verktyget, högst {LARGEST_UPLOAD_MB} MB. Du ser vad"
        " som lästes innan något byts ut."
    )
    uploaded = st.file_uploader("Fil att öppna", type=["xlsx", "json"], key=state.widget_key("upload"))
    if uploaded is not None:
        name = without_personal_numbers(uploaded.name)
        _uploaded(opening.read_once(uploaded.file_id, uploaded.getvalue(), name), name)
    show.heading("Ta med dig planen")
    show.said("Arbetsboken har planen, varje räknesteg som formel och resultatet. Den går att öppna här igen.")
    with st.container(horizontal=True):
        downloads.workbook("page", "Ladda ner arbetsbok (.xlsx)")
        downloads.json_form("page", "Ladda ner JSON-fil")
        downloads.template("page", "Ladda ner tom mall (.xlsx)")


def _uploaded(reading: Reading, name: str) -> None:
    usable = report.what_was_read(reading, name)
    replaced, own = opening.choices() if usable else (False, False)
    report.issues(reading)
    if replaced or own:
        opening.open_read(reading, name, own=own)
        site.go_to("kontroll")
