"""Which scenarios are compared? At most as many as can be told apart in one figure."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.calc.scenarios import Outcome
from planner.domain.plan import Plan
from planner.reports.comparison_figure import STYLES
from planner.ui import downloads, scenarios, show, state
from planner.ui.plain import plain

MOST = len(STYLES)


def choice(plan: Plan) -> list[int]:
    """A box for each scenario, the first ones ticked; the places of those ticked."""
    keys = [state.widget_key(f"compare.{place}.{len(plan.scenarios)}") for place in range(len(plan.scenarios))]
    for place, key in enumerate(keys):
        st.session_state.setdefault(key, place < MOST)
    full = sum(st.session_state[key] for key in keys) >= MOST
    if len(keys) > MOST:
        show.said(f"Välj högst {MOST}. Ta bort en markering för att välja ett annat.", "quiet")
    for key, name in zip(keys, scenarios.names(plan), strict=True):
        st.checkbox(plain(name), key=key, disabled=full and not st.session_state[key])
    return [place for place, key in enumerate(keys) if st.session_state[key]]


def paper(plan: Plan, found: Sequence[Outcome]) -> None:
    """The comparison to lay on the table."""
    st.download_button(
        "Ladda ner jämförelsen (PDF)", data=lambda: _pdf(plan, found), mime="application/pdf",
        file_name=f"{downloads.file_stem(plan)}-scenarier.pdf", key="download.comparison", on_click="ignore",
        width="stretch",
    )  # fmt: skip


def _pdf(plan: Plan, found: Sequence[Outcome]) -> bytes:
    from planner.reports.papers import comparison_pdf

    return comparison_pdf(plan, found)
