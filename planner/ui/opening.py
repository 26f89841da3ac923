"""How does a file become the open plan?"""

from __future__ import annotations

from planner.files.reading import Reading, read_plan
from planner.ui import state
from planner.ui.examples import Example


def open_example(example: Example) -> bool:
    """Open an example clinic; False where its workbook cannot be read."""
    path = example.path()
    reading = read_plan(path) if path else Reading(None)
    if reading.plan is None:
        return False
    state.replace_with(reading.plan, f"öppnade exemplet {example.name}", opened_from=example.file_name)
    return True
