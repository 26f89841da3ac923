"""What stands on every page: which plan is open, what undo takes back, and whether it is saved."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from planner.ui import keeping_shown, own, site, state
from planner.ui.plain import plain

STYLE = Path(__file__).with_name("frame.css")


def show(page: str) -> None:
    """The sidebar's own part, and on the page what there is to know or decide about the saving. `page` is the one
    that is shown, by its url_path."""
    st.html(STYLE)
    state.look_for_news()
    now = state.current()
    place = own.doctor(now.plan) if page == site.url_path("min_lista") else None
    if place is not None:  # a doctor's own page tells nothing of a colleague, and takes back nothing of hers
        now = own.seen_by(now, place)
    with st.sidebar:
        st.text(now.plan.clinic.name or "Planen har inget namn än")
        last = now.earlier[-1].what if now.earlier else ""
        if last or place is None:
            st.button(
                f"Ångra: {plain(last)}" if last else "Inget att ångra",
                key="undo", on_click=state.undo, disabled=not last, width="stretch",
            )  # fmt: skip
        st.caption(keeping_shown.status(now))
        if last and now.kept:
            site.link("planer", "Skriv varför du ändrade")
    aim = state.aimed_at()
    line = st.empty()  # always there, so that what follows keeps its place, and the focus with it
    if aim:
        line.html(_aim(aim))
    with st.container(key="keeping"):
        keeping_shown.on_every_page(now)


def _aim(box: str) -> str:
    """A mark for shell.js, unseen: the class that Streamlit gives the box with this key."""
    return f'<span hidden data-aim="st-key-{re.sub("[^A-Za-z0-9_-]", "-", box)}"></span>' if box else ""
