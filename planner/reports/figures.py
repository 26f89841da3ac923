"""What does a result look like? Figures as plain Plotly dictionaries: quick to build, and drawn by whoever shows them.

Rows have their label above the marks, so that a figure reads the same on a telephone. Every value stands as text
beside its name; shape, hollowness and pattern say what colour says.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence
from typing import Any

from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports.eligibility import verdict_of
from planner.reports.steps import NamedStep, named_steps
from planner.reports.tables import NO_LIST, doctor_names, has_own_list
from planner.swedish import MISSING, number

INK, GREY, BLUE, ORANGE, GREEN = "#1b1b1b", "#5f6b73", "#00578a", "#b35900", "#2b7a4b"
PALE = "#d5dade"
# pixels, and the unit of the y axis: a line of text, from the label to the middle of the marks, from there to the next
LINE_HEIGHT, TO_MARK, TO_NEXT = 19, 14, 24
BAR_HEIGHT, SHORT_NAME = 20, 12  # pixels, characters
GAP = "\u2002"
LONGEST_LINE = 38  # characters that a telephone has room for
TODAY_SIGN, ROOM_SIGN, RIKTVARDE_SIGN = "◇", "●", "¦"
_BLANKS = re.compile("[ \\t\\r\\n]+")  # a hard space holds its words together

TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif", "size": 15, "color": INK},
        "separators": ",\u00a0",
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "showlegend": False,
        "hovermode": False,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 44},
        "xaxis": {"showgrid": False, "zeroline": True, "zerolinecolor": GREY, "fixedrange": True, "nticks": 5},
        "yaxis": {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True},
    }
}


def result_dots(plan: Plan, results: Results) -> dict[str, Any]:
    """One row a doctor in the plan's order: room as a filled dot, today's list as a hollow diamond, the riktvärde
    as a dashed line. Doctors that do not count have a grey dot and are labelled so."""
    rows = list(zip(doctor_names(plan), plan.doctors, results.doctors, strict=True))
    counted = [verdict_of(plan, row).counted for _, _, row in rows]
    room = [row["named_patients"] if has_own_list(one) else row["named_patients"] or None for _, one, row in rows]
    today = [doctor.current_list for _, doctor, _ in rows]
    riktvarde = [row["riktvarde"] for _, _, row in rows]
    highest = max((value for value in (*room, *today, *riktvarde) if value is not None), default=0) or 1
    labels = [
        _row_label(name, counts, has_own_list(doctor), *values)
        for (name, doctor, _), counts, values in zip(
            rows, counted, zip(room, today, riktvarde, strict=True), strict=True
        )
    ]
    places, _ = row_places(labels)
    dots = marks(places, room, "circle", [BLUE if counts else GREY for counts in counted], 15)
    diamonds = marks(places, today, "diamond-open", [ORANGE] * len(rows), 15)
    diamonds["marker"]["line"] = {"width": 2.5}
    lines = [
        line(value, value, place - TO_MARK, place + TO_MARK, INK, "dash")
        for place, value in zip(places, riktvarde, strict=True)
        if value is not None
    ]
    base = [line(0, highest * 1.04, place, place, PALE, "solid") for place in places]
    key = f"{ROOM_SIGN} tiden räcker till{GAP}{TODAY_SIGN} dagens lista{GAP}{RIKTVARDE_SIGN} riktvärde"
    layout = row_layout(labels, (0, highest * 1.06), "Patienter", key)
    return {"data": [dots, diamonds], "layout": layout | {"shapes": base + lines}}


def waterfall(steps: Sequence[NamedStep], *, in_patients: bool) -> dict[str, Any] | None:
    """From the year's hours to the number: levels as filled bars, what is taken off hatched, what is added dotted.

    None where a step is not computable: half a way would mislead.
    """
    unit = "patienter" if in_patients else "h"
    values = [value for step in steps if (value := step.patients if in_patients else step.hours) is not None]
    if len(values) < len(steps):
        return None
    starts, ends = bar_ends(steps, values)
    highest = max((abs(end) for end in (*starts, *ends)), default=0) or 1
    lowest = min((*starts, *ends), default=0)  # below nought where the duties exceed the hours
    colours = [BLUE if s.total else GREEN if v > 0 else ORANGE for s, v in zip(steps, values, strict=True)]
    patterns = ["" if s.total else "." if v > 0 else "/" for s, v in zip(steps, values, strict=True)]
    texts = [step.shown(value, unit) for step, value in zip(steps, values, strict=True)]
    labels = [
        f"<b>{shown}</b>{GAP}{wrapped(step.label, len(shown) + 1)}" for step, shown in zip(steps, texts, strict=True)
    ]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": row_places(labels)[0],
        "x": [end - start for start, end in zip(starts, ends, strict=True)],
        "base": starts,
        "width": BAR_HEIGHT,
        "marker": {
            "color": colours,
            "line": {"color": colours, "width": 1.5},
            "pattern": {"shape": patterns, "fillmode": "replace", "fgcolor": colours, "bgcolor": "#ffffff", "size": 7},
        },
    }
    axis = "Patienter" if in_patients else "Timmar per år"
    return {"data": [bars], "layout": row_layout(labels, (lowest * 1.04, highest * 1.04), axis)}


def way_figures(plan: Plan, place: int) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The way to the number of the doctor in that place: (in hours, in patients)."""
    steps = named_steps(plan, place)
    return waterfall(steps, in_patients=False), waterfall(steps, in_patients=True)


def escaped(words: str) -> str:
    """A user's text as Plotly shows it literally: Plotly takes tags and entities for markup."""
    return html.escape(words, quote=False)


def wrapped(words: str, before: int = 0) -> str:
    """Escaped text in lines that fit a telephone; `before` characters stand on the first line already."""
    lines = textwrap.wrap(_BLANKS.sub(" ", words), LONGEST_LINE, initial_indent="x" * before)
    return "<br>".join(map(escaped, lines))[before:]


def row_places(labels: Sequence[str]) -> tuple[list[int], int]:
    """How far down the marks of each row stand, and where the last row ends."""
    places, end = [], 0
    for label in labels:
        places.append(end + LINE_HEIGHT * (1 + label.count("<br>")) + TO_MARK)
        end = places[-1] + TO_NEXT
    return places, end


def _row_label(
    name: str, counts: bool, with_list: bool, room: float | None, today: float | None, riktvarde: float | None
) -> str:
    lacking = f"{ROOM_SIGN} {MISSING}" if with_list else NO_LIST
    parts = [f"{ROOM_SIGN} <b>{number(room)}</b>" if room is not None else lacking]
    parts += [f"{TODAY_SIGN} {number(today)}"] if today is not None else []
    parts += [f"{RIKTVARDE_SIGN} {number(riktvarde)}"] if riktvarde is not None else []
    not_counted = "" if counts else " (inte medräknad)"
    after_name = GAP if counts and len(name) <= SHORT_NAME else "<br>"
    return wrapped(name + not_counted) + after_name + GAP.join(parts)


def marks(
    places: list[int], values: Sequence[float | None], symbol: str, colours: list[str], size: int
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(values),
        "y": places,
        "cliponaxis": False,
        "marker": {"symbol": symbol, "size": size, "color": colours},
    }


def line(x0: float, x1: float, y0: float, y1: float, colour: str, dash: str) -> dict[str, Any]:
    width = 2.5 if dash == "dash" else 1
    line = {"color": colour, "width": width, "dash": "4px,3px" if dash == "dash" else "solid"}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "layer": "below", "line": line}


def bar_ends(steps: Sequence[NamedStep], values: Sequence[float]) -> tuple[list[float], list[float]]:
    """Where each bar starts and ends: a level from zero, a change from where the one before ended."""
    starts, ends, level = [], [], 0.0
    for step, value in zip(steps, values, strict=True):
        starts.append(0.0 if step.total else level)
        level = starts[-1] + value
        ends.append(level)
    return starts, ends


def row_layout(labels: Sequence[str], span: tuple[float, float], axis: str, key: str = "") -> dict[str, Any]:
    """Rows from the top down, each with its label above the marks; `key` explains the marks on a line of its own."""
    top = 34 if key else 8
    places, height = row_places(labels)
    notes = [
        _note(label, {"yref": "y", "y": place - TO_MARK, "yanchor": "bottom", "xshift": 3, "bgcolor": "#ffffff"})
        for place, label in zip(places, labels, strict=True)
    ]
    if key:
        notes.append(_note(key, {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8, "font": {"color": GREY}}))
    return {
        "template": TEMPLATE,
        "height": height + top + 44,
        "margin": {"l": 8, "r": 8, "t": top, "b": 44},
        "xaxis": {"range": list(span), "title": {"text": axis}, "tickformat": ",.0f"},
        "yaxis": {"range": [height, 0]},
        "annotations": notes,
    }


def _note(words: str, place: dict[str, Any]) -> dict[str, Any]:
    return {"text": words, "xref": "paper", "x": 0, "xanchor": "left", "align": "left", "showarrow": False, **place}
