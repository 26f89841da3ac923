"""What has been changed in the open plan, by whom and why? And where to say why, afterwards."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.reports.tables import Table, text
from planner.store import ChangeRow, StoreError, open_store
from planner.store.reasons import give_reason
from planner.ui import saved, show, state

_SHOWN, _LATEST = 100, 20  # rows of the log; saves that a reason can be given for
_MORE = "och {} uppgifter till"


def rows(plan_id: str) -> list[ChangeRow]:
    """What has been changed, newest first; with a word of why where it cannot be fetched."""
    try:
        return open_store().changes(plan_id)
    except StoreError as error:
        show.alert(str(error))
        return []


def reasons(plan_id: str, found: Sequence[ChangeRow]) -> None:
    """A reason for one of the latest changes, the last one unless another is chosen."""
    saves: dict[int, list[ChangeRow]] = {}
    for row in found:
        saves.setdefault(row.version, []).append(row)
    latest = list(saves)[:_LATEST]
    names = {version: _in_words(saves[version]) for version in latest}
    version = st.selectbox(
        "Ändring", latest, format_func=names.__getitem__, key=state.widget_key(f"changed.{latest[0]}")
    )
    box = state.widget_key(f"why.{plan_id}.{version}")
    if box not in st.session_state:
        st.session_state[box] = saves[version][0].why
    st.text_input("Varför? (valfritt)", key=box, autocomplete="off", on_change=_reason, args=(plan_id, version, box))


def log(found: Sequence[ChangeRow]) -> None:
    """The newest rows of the log as a table."""
    lines = tuple(
        (
            text(one.label), text(one.old), text(one.new), text(saved.when(one.at)), text(one.who),
            text(one.why or "inget skäl angivet"),
        )
        for one in found[:_SHOWN]
    )  # fmt: skip
    count = f"de {_SHOWN} senaste av {len(found)}" if len(found) > _SHOWN else str(len(found))
    headings = ("Uppgift", "Före", "Efter", "När", "Av", "Varför")
    show.table(Table(f"Ändringar ({count})", headings, lines), "andringar")


def _in_words(changed: Sequence[ChangeRow]) -> str:
    """One save in a line: 2026-11-21 kl. 14.05: Region."""
    more = f" {_MORE.format(len(changed) - 1)}" if len(changed) > 1 else ""
    return f"{saved.when(changed[0].at)}: {changed[0].label}{more}"


def _reason(plan_id: str, version: int, box: str) -> None:
    try:
        give_reason(open_store(), plan_id, version, st.session_state[box])
    except StoreError as error:
        state.tell(str(error))
