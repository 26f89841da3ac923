"""What is asked for on the page of papers, the download of it, and the dialogue paper read on the page itself."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from planner.domain.plan import Plan
from planner.reports.papers import KINDS, Order, dialog_paper, make
from planner.reports.papers.blocks import Bars, ChiefNumbers, Grid, Heading, Paper, Paragraph, Points, Sides
from planner.reports.tables import Table, text
from planner.store import StoreError, open_store
from planner.ui import choose, downloads, saved, scenarios, show, state, versions

NOTHING = "Inget valt"


def kind() -> str:
    """Which paper."""
    chosen: str = st.selectbox(
        "Papper", list(KINDS), format_func=lambda key: KINDS[key].label, key=state.widget_key("paper.kind")
    )
    return chosen


def order(plan: Plan, name: str) -> Order:
    """What the paper is to hold: asked for only where the kind has use of it."""
    declared = KINDS[name]
    place = choose.doctor(plan) if declared.of_doctor else 0
    scenario = None if declared.of_scenarios else _scenario(plan)
    previous = _previous() if declared.of_doctor else None
    return Order(plan, dt.date.today(), place, scenario, previous, declared.aliased and signatures())


def signatures() -> bool:
    """Whether the doctors stand under their signatures: under aliases unless it is asked for."""
    return st.checkbox(
        "Visa läkarnas signaturer i stället för Läkare 1, Läkare 2 …", key=state.widget_key("paper.names")
    )


def download(name: str, asked: Order) -> None:
    """The paper; its file is made on the click, and its name tells no signature."""
    declared = KINDS[name]
    whom = f"-lakare-{asked.place + 1}" if declared.of_doctor else ""
    st.download_button(
        f"Ladda ner {declared.label}", data=lambda: make(name, asked), mime=declared.mime, key=f"download.paper.{name}",
        file_name=f"{downloads.file_stem(asked.plan)}-{name}{whom}{declared.ending}", on_click="ignore", type="primary",
    )  # fmt: skip


def read_here(asked: Order) -> None:
    """The dialogue paper as text on the page: the same facts, without the picture."""
    show.heading("Underlaget som text")
    _shown(dialog_paper(asked))


def _scenario(plan: Plan) -> int | None:
    if not plan.scenarios:
        return None
    names = scenarios.names(plan)
    chosen: int | None = st.selectbox(
        "Valt scenario", [None, *range(len(names))], key=state.widget_key(f"paper.scenario.{len(names)}"),
        format_func=lambda place: NOTHING if place is None else names[place],
    )  # fmt: skip
    return chosen


def _previous() -> Plan | None:
    """An earlier version of the plan, where there is one."""
    kept = state.current().kept
    found = versions.rows(kept.plan_id) if kept else []
    if not found:
        show.said(
            "När planen har sparade versioner kan papperet också säga vad som skiljer från förra gången.", "quiet"
        )
        return None
    names = {"": NOTHING, **{row.version_id: f"{row.name}, {saved.when(row.made_at)}" for row in found}}
    chosen = st.selectbox(
        "Jämför med förra gången", list(names), format_func=names.__getitem__,
        key=state.widget_key(f"paper.previous.{len(names)}"),
    )  # fmt: skip
    try:
        return open_store().version_plan(chosen) if chosen else None
    except StoreError as error:
        show.alert(str(error))
        return None


def _shown(paper: Paper) -> None:
    blocks = [part for one in paper.blocks for part in ((*one.left, *one.right) if isinstance(one, Sides) else (one,))]
    for block in blocks:
        match block:
            case Heading(words):
                show.heading(words, "small")
            case Paragraph(words, style) if style != "frame":  # the page says that already
                show.said(words)
            case Points(items, numbered):
                show.listed(items, numbered=numbered)
            case ChiefNumbers(numbers):
                show.listed(
                    f"{one.label}: {one.number}" + (f" ({one.beside})" if one.beside else "") for one in numbers
                )
            case Bars(finding, _, headings, rows):
                cells = tuple(tuple(map(text, (row.label, *row.shown))) for row in rows)
                show.table(Table(finding, headings, cells))
            case Grid(caption, headings, rows):
                show.table(Table(caption, headings, tuple(tuple(map(text, row)) for row in rows)))
