"""What do scenarios look like beside the plan as it is? A slope chart: one line each, named where it ends.

Lines are told apart by dashes and marks as well as colour, so that they are in grey too. Names and numbers stand
beside the ends; where two ends lie close their labels are moved apart, each with a line to its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from planner.calc.scenarios import Outcome
from planner.reports.comparison import BASELINE, CAPACITY, label_of, signed
from planner.reports.figures import BLUE, GREEN, INK, LINE_HEIGHT, ORANGE, TEMPLATE, escaped
from planner.swedish import number

STYLES = (
    (BLUE, "solid", "circle"), (ORANGE, "dash", "square"), (GREEN, "dot", "diamond"), (INK, "dashdot", "triangle-up"),
)  # fmt: skip
# pixels: the least height, the room above and below, between two labels, and for the labels of each side
LEAST_HEIGHT, EDGE, BETWEEN, LEFT, RIGHT = 220, 34, 8, 116, 160
LONGEST_LABEL_LINE = 19  # characters
LEADER = 0.16  # how far out the labels stand, in widths of the plot
HOW_TO_READ = (
    "Till vänster står utgångsläget, till höger varje scenario: hur många som kan ha fast läkarkontakt. En linje uppåt"
    " är fler än i utgångsläget. Bilden börjar inte vid noll."
)


def slope(start: Outcome, outcomes: Sequence[Outcome]) -> dict[str, Any] | None:
    """From the plan as it is to each scenario, in persons; None where there is nothing to draw."""
    before = start.results.clinic["capacity"]
    ends = [(one, one.results.clinic["capacity"]) for one in outcomes]
    known = [(one, after) for one, after in ends if after is not None]
    if before is None or not known:
        return None
    labels = [_label(one, CAPACITY.difference(before, after), after) for one, after in known]
    heights = [_height(label) for label in labels]
    height = max(LEAST_HEIGHT, sum(heights) + BETWEEN * len(heights))
    at = _scale([before, *(after for _, after in known)], height)
    places = _apart([at(after) for _, after in known], heights, height)
    lines, leaders = [], []
    for i, (_, after) in enumerate(known):
        colour, dash, symbol = STYLES[i % len(STYLES)]
        lines.append(_slope(at(before), at(after), colour, dash, symbol))
        leaders.append(_leader(at(after), places[i], colour))
    notes = [_note(label, 1 + LEADER, place, "left") for label, place in zip(labels, places, strict=True)]
    notes.append(_note(f"{BASELINE}<br><b>{number(before)}</b>", 0, at(before), "right"))
    return {"data": lines, "layout": _layout(height) | {"annotations": notes, "shapes": leaders}}


def in_words(start: Outcome, outcomes: Sequence[Outcome]) -> str:
    """The figure in words, for those who do not see it."""
    before = number(start.results.clinic["capacity"])
    ends = [f"{label_of(one)} {number(one.results.clinic['capacity'])}" for one in outcomes]
    return f"Kan ha fast läkarkontakt: {BASELINE.lower()} {before}; {'; '.join(ends)}. Samma siffror finns i tabellen."


def _label(outcome: Outcome, change: float, after: float) -> str:
    name = "<br>".join(map(escaped, textwrap.wrap(label_of(outcome), LONGEST_LABEL_LINE)))
    return f"<b>{number(after)}</b> ({signed(change)})<br>{name}"


def _height(label: str) -> float:
    return LINE_HEIGHT * (1 + label.count("<br>"))


def _scale(values: Sequence[float], height: float) -> Any:
    """Where a value stands, in pixels from the top; all alike stand in the middle."""
    low, high = min(values), max(values)
    room = height - 2 * EDGE
    return lambda value: height / 2 if high == low else EDGE + room * (high - value) / (high - low)


def _apart(wanted: Sequence[float], heights: Sequence[float], height: float) -> list[float]:
    """The middles of the labels: as near their ends as they can be without touching each other or the edges."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places, free = list(wanted), 0.0
    for i in order:
        places[i] = max(wanted[i], free + heights[i] / 2)
        free = places[i] + heights[i] / 2 + BETWEEN
    limit = height
    for i in reversed(order):
        places[i] = min(places[i], limit - heights[i] / 2)
        limit = places[i] - heights[i] / 2 - BETWEEN
    return places


def _slope(start: float, end: float, colour: str, dash: str, symbol: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [0, 1],
        "y": [start, end],
        "cliponaxis": False,
        "line": {"color": colour, "width": 2.5, "dash": dash},
        "marker": {"symbol": ["circle", symbol], "size": 11, "color": [INK, colour], "opacity": 1},
    }


def _leader(end: float, place: float, colour: str) -> dict[str, Any]:
    thin = {"color": colour, "width": 1}
    return {"type": "line", "x0": 1.04, "x1": 1 + LEADER - 0.02, "y0": end, "y1": place, "line": thin}


def _note(words: str, x: float, y: float, side: str) -> dict[str, Any]:
    away = {"left": 2, "right": -10}[side]
    anchor = {"xanchor": side, "yanchor": "middle", "align": side, "xshift": away}
    return {"text": words, "x": x, "y": y, "showarrow": False, **anchor}


def _layout(height: float) -> dict[str, Any]:
    axis = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": "", "fixedrange": True}
    return {
        "template": TEMPLATE,
        "height": height + 16,
        "margin": {"l": LEFT, "r": RIGHT, "t": 8, "b": 8},
        "xaxis": {**axis, "range": [0, 1 + LEADER]},
        "yaxis": {**axis, "range": [height, 0]},
    }
