"""What has been changed since last time, and a doctor's copy of everything about her."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

import streamlit as st

from planner.domain.plan import Plan, doctor_path
from planner.domain.results import Results
from planner.reports import own_everything
from planner.reports.own_everything import Changed
from planner.reports.tables import Table
from planner.store import Saved, StoreError, open_store
from planner.ui import downloads, show, state

SINCE: dict[str, int | None] = {"de senaste 7 dagarna": 7, "de senaste 30 dagarna": 30, "planen sparades": None}
MOST_SHOWN = 50
FIRST = 1  # the version that the plan was first saved as: nothing had been changed yet


def changes(plan: Plan, place: int) -> None:
    """What has been changed of her values, and of the clinic's that her number builds on."""
    show.heading("Vad har ändrats sedan sist?")
    words = list(SINCE)
    chosen = st.selectbox("Ändringar sedan", words, index=1, key=state.widget_key("own_since"))
    days, kept = SINCE[chosen], state.current().kept
    since = None if days is None else dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    try:
        found = [one for one in changed(kept, plan, place, since) if one.version > FIRST]
    except StoreError as error:
        show.said(str(error))
        return
    if not kept:
        show.said("Planen är inte sparad än, så det finns inget att jämföra med.")
    elif not found:
        show.said("Inget har ändrats av dina uppgifter eller av enhetens under den tiden.")
    else:
        show.table(own_everything.changes_table(found[:MOST_SHOWN]))
        if len(found) > MOST_SHOWN:
            show.said(f"De {MOST_SHOWN} senaste av {len(found)} ändringar. Alla finns i filen nedan.", "quiet")


def changed(kept: Saved | None, plan: Plan, place: int, since: dt.datetime | None = None) -> tuple[Changed, ...]:
    """The changes of her values and of the clinic's, newest first; who and why only for her own. Raises StoreError."""
    signature = plan.doctors[place].doctor_id
    if kept is None:
        return ()
    store, found = open_store(), []
    if signature:
        for row in store.changes(kept.plan_id, since=since, path_start=doctor_path(signature, place)):
            label = row.label.removeprefix(f"{signature}: ")  # the page and the file are about nobody else
            found.append(Changed(row.version, row.at, label, row.old, row.new, row.who, row.why))
    for row in store.changes(kept.plan_id, since=since, path_start="clinic"):
        found.append(Changed(row.version, row.at, row.label, row.old, row.new))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def everything(plan: Plan, results: Results, place: int) -> None:
    """Everything about her, to take away: a workbook and a JSON file, made on the click."""
    show.heading("Ta med allt om mig")
    show.said(
        "Filerna har dina uppgifter, resultatet med alla steg, kommentarer, förslag och ändringar, och enhetens siffror"
        " som talet bygger på. De har inget om dina kollegor."
    )
    stem, kept = f"{downloads.file_stem(plan)}-min-lista", state.current().kept  # no session on the click
    with st.container(horizontal=True):
        st.download_button(
            "Ladda ner arbetsbok (.xlsx)", data=lambda: _workbook(kept, plan, results, place), file_name=f"{stem}.xlsx",
            mime=downloads.XLSX, key="own_xlsx", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "Ladda ner JSON-fil", data=lambda: _json(kept, plan, results, place), file_name=f"{stem}.json",
            mime="application/json", key="own_json", on_click="ignore",
        )  # fmt: skip


def _workbook(kept: Saved | None, plan: Plan, results: Results, place: int) -> bytes:
    from planner.files.workbook_plain import PlainSheet, write_sheets

    tables = own_everything.sheets(plan, results, place, *_trail(kept, plan, place))
    sheets = [PlainSheet(one.caption, one.headings, _rows(one)) for one in tables]
    return write_sheets("Min lista: allt om mig", sheets)


def _json(kept: Saved | None, plan: Plan, results: Results, place: int) -> str:
    everything = own_everything.as_json(plan, results, place, *_trail(kept, plan, place))
    return json.dumps(everything, ensure_ascii=False, indent=2, allow_nan=False)


def _trail(kept: Saved | None, plan: Plan, place: int) -> tuple[Sequence[Changed], str]:
    """Everything that has been changed, and why that is not known where the store cannot be read."""
    try:
        return changed(kept, plan, place), ""
    except StoreError as error:
        return (), str(error)


def _rows(table: Table) -> tuple[tuple[str | float | None, ...], ...]:
    return tuple(
        tuple(cell.value if cell.numeric and cell.value is not None else cell.shown for cell in row)
        for row in table.rows
    )
