"""What stands on every page: which plan is open, what undo takes back, what is not saved and the download."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from planner.ui import downloads, state
from planner.ui.plain import plain

STYLE = Path(__file__).with_name("frame.css")


def show() -> None:
    """The sidebar's own part, and a line on the page when there is unsaved work."""
    st.html(STYLE)
    now = state.current()
    with st.sidebar:
        st.text(now.plan.clinic.name or "Planen har inget namn än")
        last = now.earlier[-1][1] if now.earlier else ""
        st.button(
            f"Ångra: {plain(last)}" if last else "Inget att ångra",
            key="undo", on_click=state.undo, disabled=not last, width="stretch",
        )  # fmt: skip
        with st.container():
            if now.unsaved:
                downloads.workbook("sidebar", "Ladda ner arbetsboken")
        st.caption(_status(now))
    line = st.empty()  # always there, so that what follows keeps its place, and the focus with it
    if now.unsaved:
        line.html(
            '<p class="note unsaved">Ändringarna är inte nedladdade. Laddar du om eller stänger sidan försvinner'
            " de. Ladda ner arbetsboken i menyn eller under Import och export.</p>"
        )


def _status(now: state.Current) -> str:
    if now.unsaved:
        return "Ändringarna finns bara här tills du laddar ner dem."
    return "Inga ändringar att spara."
