"""How does a file become the open plan?"""

from __future__ import annotations

import streamlit as st

from planner.files.reading import Reading, read_plan
from planner.ui import state
from planner.ui.examples import Example

_LAST_READ = "last_read"


def open_example(example: Example) -> bool:
    """Open an example clinic as a plan of its own; False where its workbook cannot be read."""
    path = example.path()
    reading = read_plan(path) if path else Reading(None)
    if reading.plan is None:
        return False
    state.open_as_own(reading.plan, f"öppnade exemplet {example.name}")
    return True


def choices() -> tuple[bool, bool]:
    """Whether the user lets the file take the place of the open plan, or opens it as a plan of its own; with nothing
    open the two would be the same."""
    with st.container(horizontal=True):
        replaced = st.button("Ersätt den öppna planen", type="primary", key=state.widget_key("replace"))
        own = not state.current().empty and st.button("Öppna som egen plan", key=state.widget_key("own"))
    return replaced, own


def open_read(reading: Reading, name: str, *, own: bool) -> None:
    """Make the plan that was read the open one; the session then holds no second one."""
    if reading.plan is None:
        raise ValueError("a refused file is not opened")
    what = f"öppnade {name}"
    if own:
        state.open_as_own(reading.plan, what)
    else:
        state.replace_with(reading.plan, what, opened_from=name)
    st.session_state.pop(_LAST_READ, None)


def read_once(file_id: str, data: bytes, name: str) -> Reading:
    """What an uploaded file says; read once, however often the page is shown."""
    last: tuple[str, Reading] | None = st.session_state.get(_LAST_READ)
    if last is None or last[0] != file_id:
        last = (file_id, read_plan(data, name))
        st.session_state[_LAST_READ] = last
    return last[1]
