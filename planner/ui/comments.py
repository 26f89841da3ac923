"""Comments on values: a doctor writes "stämmer inte", and whoever keeps the plan sees it where it can be mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from planner.domain.plan import Plan
from planner.domain.scenario import MOST_COMMENTS, Comment
from planner.reports import own
from planner.reports.tables import doctor_names
from planner.schema import Issue, fields_of
from planner.ui import forms, show, state, tries
from planner.ui.plain import plain
from planner.ui.where import mending

WORDS = replace(fields_of(Comment)["text"], label="Vad stämmer inte, och vad borde stå där?")
PAGE = "min_lista"
MEND = (
    "Någon har skrivit att en uppgift inte stämmer. Rätta uppgiften eller tala med läkaren, och ta sedan bort"
    " kommentaren."
)
_NAME = "comment"


def write(plan: Plan, place: int) -> None:
    """A value to choose and a box for what is wrong with it."""
    data = (*own.own_data(plan, place), *own.shared_data(plan))
    chosen = st.selectbox(
        "Uppgift som inte stämmer", range(len(data)), index=None, placeholder="Välj en uppgift",
        key=state.widget_key(f"comment_on.{place}"),
        format_func=lambda i: f"{data[i].label}: {data[i].origin.value}",
    )  # fmt: skip
    tries.asked(WORDS, _NAME, label=WORDS.label)
    path = None if chosen is None else data[chosen].path
    st.button("Lämna kommentaren", key="add_comment", disabled=path is None, on_click=_add, args=(place, path))


def own_ones(plan: Plan, place: int) -> None:
    """The comments about the doctor's values and her own about the clinic's, to change or take back."""
    for i, comment in own.own_comments(plan, place):
        with st.container(border=True):
            show.said(own.comment_value(plan, comment))
            name = f"comment.{i}.{len(plan.comments)}"
            forms.entry(
                WORDS, name, comment.text, _changer(i), PAGE, label=f"Kommentar från {plain(own.signed(comment))}"
            )
            st.button("Ta bort kommentaren", key=f"remove_comment.{i}", on_click=_remove, args=(i,))


def open_ones(plan: Plan, place: int | None = None) -> None:
    """What doctors have said of the plan's values, with the way to each: all of it, or about one doctor."""
    found = [
        (i, one) for i, one in enumerate(plan.comments) if place is None or own.is_about(plan, place, one.path or "")
    ]
    if not found:
        return
    show.heading(f"Kommentarer från läkarna ({len(found)})")
    show.said(MEND, "quiet")
    for i, comment in found:
        with st.container(border=True):
            show.said(own.comment_value(plan, comment))
            show.said(f"”{comment.text or ''}”")
            show.said(own.signed(comment), "quiet")
            _mend_or_remove(plan, i, comment)


def _mend_or_remove(plan: Plan, i: int, comment: Comment) -> None:
    where = mending(plan, Issue("upplysning", comment.path or "", "", comment.path or ""))
    with st.container(horizontal=True):
        if where and st.button(plain(where.label), key=f"mend_comment.{i}"):
            where.go()
        st.button("Ta bort", key=f"remove_comment.{i}", on_click=_remove, args=(i,))


def _add(place: int, path: str) -> None:
    plan, said = state.plan(), tries.read(WORDS, _NAME)
    if said and len(plan.comments) < MOST_COMMENTS:
        comment = Comment(path=path, text=said, by=plan.doctors[place].doctor_id, made=dt.date.today())
        _put(plan, (*plan.comments, comment), f"kommentar från {doctor_names(plan)[place]}")
        tries.put(WORDS, _NAME, None)


def _changer(i: int) -> forms.Put:
    def put(words: str | None) -> None:
        plan = state.plan()
        if words:
            changed = plan.comments[i].model_copy(update={"text": words, "made": dt.date.today()})
            _put(plan, (*plan.comments[:i], changed, *plan.comments[i + 1 :]), "ändrad kommentar")

    return put


def _remove(i: int) -> None:
    plan = state.plan()
    _put(plan, (*plan.comments[:i], *plan.comments[i + 1 :]), "borttagen kommentar")


def _put(plan: Plan, comments: Iterable[Comment], what: str) -> None:
    state.change_to(plan.model_copy(update={"comments": tuple(comments)}), what)
