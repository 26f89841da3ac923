"""The versions of the open plan on a page: naming one, comparing two, going back to one, deleting one for good."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from planner.domain.difference import differences
from planner.domain.plan import Plan
from planner.reports.tables import Table, text
from planner.store import Saved, StoreError, VersionRow, open_store, who_am_i
from planner.ui import saved, show, state
from planner.ui.plain import plain

NOW = "Planen som den är nu"
_NAME, _REASON = "version.name", "version.reason"


def rows(plan_id: str) -> list[VersionRow]:
    """The plan's named versions, newest first; with a word of why where they cannot be fetched."""
    try:
        return open_store().versions(plan_id)
    except StoreError:
        return []  # the list of plans has said why


def naming(kept: Saved) -> None:
    """A name for the plan as it is now, so that one can come back to it."""
    name, reason = (state.widget_key(key) for key in (_NAME, _REASON))
    for column, key, label in zip(
        st.columns(2), (name, reason), ("Versionens namn", "Varför? (valfritt)"), strict=True
    ):
        with column:
            st.text_input(label, key=key, autocomplete="off")
    st.button("Spara version", on_click=_name, args=(kept, name, reason))


def every_version(found: Sequence[VersionRow]) -> None:
    for row in found:
        with st.container(border=True):
            show.heading(row.name, "small")
            show.said(f"Sparad {saved.when(row.made_at)} av {row.made_by}.", "quiet")
            show.said(row.reason)
            with st.container(horizontal=True):
                st.button(
                    f"Gå tillbaka till {plain(row.name)}", key=f"back.{row.version_id}", on_click=_go_back, args=(row,)
                )
                warning = "Versionen tas bort för gott. Planen som den är nu påverkas inte."
                saved.sure(row.name, warning, f"delete.{row.version_id}", partial(_delete, row.version_id))


def compared(found: Sequence[VersionRow], now: Plan) -> None:
    """In which values two versions differ."""
    names = {"": NOW, **{row.version_id: f"{row.name}, {saved.when(row.made_at)}" for row in found}}
    columns, chosen = st.columns(2), []
    for column, label, start in zip(columns, ("Jämför", "med"), (1, 0), strict=True):
        with column:
            chosen.append(
                st.selectbox(
                    label, list(names), index=start, format_func=names.__getitem__,
                    key=state.widget_key(f"compare.{label}.{len(names)}"),
                )
            )  # fmt: skip
    try:
        old, new = (_plan(version_id, now) for version_id in chosen)
    except StoreError as error:
        show.alert(str(error))
        return
    different = differences(old, new)
    if not different:
        show.said("De två är lika: inga värden skiljer.")
        return
    lines = tuple((text(one.label), text(one.old), text(one.new)) for one in different)
    headings = ("Uppgift", *(names[one] for one in chosen))
    show.table(Table(f"Skillnader mellan versionerna ({len(different)})", headings, lines), "skillnader")


def _plan(version_id: str, now: Plan) -> Plan:
    return open_store().version_plan(version_id) if version_id else now


def _name(kept: Saved, name: str, reason: str) -> None:
    try:
        open_store().name_version(kept, st.session_state[name], st.session_state[reason], who_am_i())
    except StoreError as error:
        state.tell(str(error))
        return
    st.session_state[name] = st.session_state[reason] = ""


def _go_back(row: VersionRow) -> None:
    try:
        plan = open_store().version_plan(row.version_id)
    except StoreError as error:
        state.tell(str(error))
        return
    state.replace_with(plan, f"gick tillbaka till {row.name}")


def _delete(version_id: str) -> None:
    try:
        open_store().delete_version(version_id)
    except StoreError as error:
        state.tell(str(error))
