"""How does a file become the open plan?"""

from __future__ import annotations

import streamlit as st

from planner.files.reading import Reading, read_plan
from planner.ui import state
from planner.ui.examples import Example

_LAST_READ = "last_read"


def open_example(example: Example) -> bool:
    """Open an example clinic; False where its workbook cannot be read."""
    path = example.path()
    reading = read_plan(path) if path else Reading(None)
    if reading.plan is None:
        return False
    state.replace_with(reading.plan, f"öppnade exemplet {example.name}", opened_from=example.file_name)
    return True


def read_once(file_id: str, data: bytes, name: str) -> Reading:
    """What an uploaded file says; read once, however often the page is shown."""
    last: tuple[str, Reading] | None = st.session_state.get(_LAST_READ)
    if last is None or last[0] != file_id:
        last = (file_id, read_plan(data, name))
        st.session_state[_LAST_READ] = last
    return last[1]


def forget_read() -> None:
    """Once the file is the open plan, the session holds no second one."""
    st.session_state.pop(_LAST_READ, None)
