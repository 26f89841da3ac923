"""The saved plans on a page: which there are, opening one, deleting one for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from planner.store import PlanRow, StoreError, open_store
from planner.ui import show, site, state
from planner.ui.plain import plain

NO_NAME = "Plan utan namn"
_FEW, _MANY = 3, 10


def rows() -> list[PlanRow] | None:
    """My plans, newest first. None where they cannot be fetched: why is said, unless every page says it already."""
    try:
        return open_store().plans()
    except StoreError as error:
        if not state.current().trouble:
            show.alert(str(error))
        return None


def go_on() -> None:
    """The latest plans, each to be opened with one click; nothing where there are none."""
    found = rows()
    if not found:
        return
    show.heading("Fortsätt där du var")
    for column, row in zip(st.columns(_FEW), found[:_FEW], strict=False):
        with column:
            if st.button(plain(name(row)), key=f"go_on.{row.plan_id}", width="stretch"):
                _open(row)
            show.said(about(row), "quiet")


def every_plan() -> None:
    """How many there are, and each with what it holds; the newest first, the oldest when asked for."""
    found = rows()
    if found is None:
        return
    show.said(_counted(found, state.current()))
    shown = found
    if len(found) > _MANY and not st.toggle(f"Visa alla {len(found)}", key="every_plan"):
        shown = found[:_MANY]
    for row in shown:
        _plan(row)


def _plan(row: PlanRow) -> None:
    with st.container(border=True):
        show.heading(name(row), "small")
        show.said(about(row), "quiet")
        with st.container(horizontal=True):
            if row.plan_id == state.current().plan_id:
                site.link("resultat", "Planen är öppen: se resultatet")
            elif st.button(f"Öppna {plain(name(row))}", key=f"open.{row.plan_id}"):
                _open(row)
            _deletion(row)


def sure(what: str, warning: str, key: str, delete: Callable[[], None]) -> None:
    """A deletion in two steps; the second says that it is for good."""
    with st.popover(f"Ta bort {plain(what)}"):
        show.said(warning)
        st.button(f"Ta bort {plain(what)} för gott", key=key, on_click=delete)


def name(row: PlanRow) -> str:
    return f"{row.name or NO_NAME}{f' {row.year}' if row.year else ''}"


def about(row: PlanRow) -> str:
    """When it was saved and what it holds."""
    scenarios = f", {row.scenarios} scenario{'' if row.scenarios == 1 else 'r'}" if row.scenarios else ""
    return f"{row.doctors} läkare{scenarios}. Sparad {when(row.saved_at)} av {row.saved_by}."


def when(at: dt.datetime) -> str:
    """A time of the store's as the clock on the wall shows it."""
    return f"{at.astimezone():%Y-%m-%d kl. %H.%M}"


def _counted(found: Sequence[PlanRow], now: state.Current) -> str:
    """How many there are, and which is open."""
    if not found:
        return "Du har inga sparade planer än. En plan sparas så snart du fyller i eller öppnar något."
    many = "en sparad plan" if len(found) == 1 else f"{len(found)} sparade planer"
    opened = next((name(row) for row in found if row.plan_id == now.plan_id), "")
    return f"Du har {many}. " + (f"{opened} är öppen." if opened else "Ingen av dem är öppen.")


def _open(row: PlanRow) -> None:
    try:
        state.open_saved(row.plan_id, f"öppnade {name(row)}")
    except StoreError as error:
        show.alert(str(error))
        return
    site.go_to("resultat")


def _deletion(row: PlanRow) -> None:
    warning = (
        "Planen tas bort för gott, med sina scenarier, versioner och sin ändringslogg. Det går inte att ångra. Filer"
        " som du har laddat ner finns kvar."
    )
    sure(name(row), warning, f"delete.{row.plan_id}", lambda: _delete(row.plan_id))


def _delete(plan_id: str) -> None:
    try:
        open_store().delete(plan_id)
    except StoreError as error:
        state.tell(str(error))
        return
    if plan_id == state.current().plan_id:
        state.close()
