"""What stands on every page: which plan is open, undo, unsaved changes and the download."""

from __future__ import annotations

import streamlit as st

from planner.ui import state


def show() -> None:
    """The sidebar's own part."""
    now = state.current()
    with st.sidebar:
        st.text(now.plan.clinic.name or "Ny plan utan namn")
