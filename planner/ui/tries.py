"""Boxes to ask with: what is typed in them is no part of the plan, and stays while the session lasts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from planner.domain.reading import PersonalNumber, Unreadable, read_value, wrong
from planner.schema import Field
from planner.ui import forms, state

_KEY = "tries"


def asked(declared: Field, name: str, start: Any = None, *, label: str = "") -> Any:
    """A box that begins with `start`; what was read from it, None where it is empty or cannot be read."""
    box = _box(name)
    if box not in st.session_state:
        st.session_state[box] = _typed().get(box, forms.in_box(declared, start))
    st.text_input(
        label or forms.label_of(declared), key=box, help=declared.help, autocomplete="off",
        on_change=_keep, args=(declared, box),
    )  # fmt: skip
    raw = st.session_state[box]
    try:
        return read_value(declared, raw, "form")
    except Unreadable as error:
        forms.problem(wrong(declared, raw, error, "", "", "form").text)
        return None


def read(declared: Field, name: str, start: Any = None) -> Any:
    """What stands in the box, for what is done on a click; None where it is empty or cannot be read."""
    box = _box(name)
    try:
        return read_value(declared, st.session_state.get(box, forms.in_box(declared, start)), "form")
    except Unreadable:
        return None


def unreadable(declared: Field, name: str) -> bool:
    """Whether something stands in the box that cannot be read."""
    try:
        read_value(declared, st.session_state.get(_box(name), ""), "form")
    except Unreadable:
        return True
    return False


def put(declared: Field, name: str, value: Any) -> None:
    """Let the box hold `value`; before it is drawn, as on a click."""
    st.session_state[_box(name)] = _typed()[_box(name)] = forms.in_box(declared, value)


def _keep(declared: Field, box: str) -> None:
    raw = st.session_state[box]
    try:
        read_value(declared, raw, "form")
    except PersonalNumber:  # never kept, never shown again
        raw = st.session_state[box] = ""
    except Unreadable:
        pass  # kept as it stands, with the problem beside it
    _typed()[box] = raw


def _typed() -> dict[str, str]:
    found: dict[str, str] = st.session_state.setdefault(_KEY, {})
    return found


def _box(name: str) -> str:
    """The key of a box: a new one when the whole plan has been replaced."""
    return state.widget_key(f"try.{name}")
