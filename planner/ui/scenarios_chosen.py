"""Which scenarios are compared? At most as many as can be told apart in one figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from planner.domain.plan import Plan
from planner.reports.comparison_figure import STYLES
from planner.reports.papers import PDF, Order, make
from planner.ui import downloads, papers, scenarios, show, state
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


def paper(plan: Plan, chosen: Sequence[int]) -> None:
    """The comparison to lay on the table, with the doctors under aliases as on every paper for more than one."""
    asked = Order(plan, dt.date.today(), compared=tuple(chosen), real_names=papers.signatures())
    st.download_button(
        "Ladda ner jämförelsen (PDF)", data=lambda: make("jamforelse", asked), mime=PDF,
        file_name=f"{downloads.file_stem(plan)}-scenarier.pdf", key="download.comparison", on_click="ignore",
        width="stretch",
    )  # fmt: skip
