"""What has been changed in the open plan, by whom and why? And where to say why, afterwards."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.reports.tables import Cell, Table, text
from planner.store import ChangeRow, StoreError, open_store, who_am_i
from planner.ui import saved, show, state

_SHOWN, _LATEST = 50, 20  # saves in the log; saves that a reason can be given for
_FEW = 5  # a save of more values than this is one row
_HEADINGS = ("Uppgift", "Före", "Efter", "När", "Av", "Varför")


def rows(plan_id: str) -> list[ChangeRow]:
    """What has been changed, newest first; with a word of why where it cannot be fetched."""
    try:
        return open_store().changes(plan_id)
    except StoreError:
        return []  # the list of plans has said why


def reasons(plan_id: str, found: Sequence[ChangeRow]) -> None:
    """A reason for one of the latest changes, the last one unless another is chosen."""
    saves = _saves(found)
    latest = list(saves)[:_LATEST]
    names = {version: f"{saved.when(saves[version][0].at)}: {_in_words(saves[version])}" for version in latest}
    version = st.selectbox(
        "Ändring", latest, format_func=names.__getitem__, key=state.widget_key(f"changed.{latest[0]}")
    )
    box = state.widget_key(f"why.{plan_id}.{version}")
    if box not in st.session_state:
        st.session_state[box] = saves[version][0].why
    st.text_input("Varför? (valfritt)", key=box, autocomplete="off", on_change=_reason, args=(plan_id, version, box))


def log(found: Sequence[ChangeRow]) -> None:
    """The newest saves as a table, one that changed many values as one row; every value in the file."""
    saves = list(_saves(found).values())
    lines = [line for changed in saves[:_SHOWN] for line in _lines(changed)]
    count = f"de {_SHOWN} senaste av {len(saves)}" if len(saves) > _SHOWN else str(len(saves))
    show.table(Table(f"Ändringar ({count})", _HEADINGS, tuple(lines)))
    show.download(Table("Varje ändrat värde", _HEADINGS, tuple(_line(one) for one in found)), "andringar")


def _saves(found: Sequence[ChangeRow]) -> dict[int, list[ChangeRow]]:
    """The rows of each save, by version, newest first."""
    saves: dict[int, list[ChangeRow]] = {}
    for row in found:
        saves.setdefault(row.version, []).append(row)
    return saves


def _lines(changed: Sequence[ChangeRow]) -> list[tuple[Cell, ...]]:
    if len(changed) <= _FEW:
        return [_line(one) for one in changed]
    first = changed[0]
    return [(text(_in_words(changed)), *map(text, ("", "", saved.when(first.at), first.who, first.why)))]


def _line(one: ChangeRow) -> tuple[Cell, ...]:
    return tuple(map(text, (one.label, one.old, one.new, saved.when(one.at), one.who, one.why)))


def _in_words(changed: Sequence[ChangeRow]) -> str:
    """What one save changed, in a line."""
    if changed[0].version == 1:
        return "Planen sparades första gången"
    return changed[-1].label if len(changed) == 1 else f"{changed[-1].label} och {len(changed) - 1} uppgifter till"


def _reason(plan_id: str, version: int, box: str) -> None:
    try:
        open_store().explain(plan_id, version, st.session_state[box], who_am_i())
    except StoreError as error:
        state.tell(str(error))
