"""What stands on every page: which plan is open, what undo takes back, what is not saved and the download."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from planner.ui import downloads, state
from planner.ui.plain import plain

_UNSAVED = (
    '<p class="note unsaved">Ändringarna är inte nedladdade. Laddar du om eller stänger sidan försvinner'
    " de. Ladda ner arbetsboken i menyn eller under Import och export.</p>"
)
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
    words = _UNSAVED if now.unsaved else ""
    aim = state.aimed_at()
    line = st.empty()  # always there, so that what follows keeps its place, and the focus with it
    if words or aim:
        line.html(words + _aim(aim))


def _aim(box: str) -> str:
    """A mark for shell.js, unseen: the class that Streamlit gives the box with this key."""
    return f'<span hidden data-aim="st-key-{re.sub("[^A-Za-z0-9_-]", "-", box)}"></span>' if box else ""


def _status(now: state.Current) -> str:
    if now.unsaved:
        return "Ändringarna finns bara här tills du laddar ner dem."
    return "Inga ändringar att spara."
