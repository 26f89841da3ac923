"""My time as 100 %: what becomes of a doctor's contracted hours, as a bar, a table and a sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from planner.calc.time_use import TimeUse, doctor_time_use
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports import figures
from planner.reports.figures import BAR_HEIGHT, BLUE, GAP, GREEN, GREY, INK, ORANGE
from planner.reports.sentences import SAME_IN_TABLE
from planner.reports.tables import Cell, Table, text
from planner.swedish import number

# what each part is called, its colour and its pattern: either of the two tells the parts apart
LOOKS = {
    "direct": ("patienter, direkt", BLUE, ""),
    "indirect": ("patienter, indirekt", GREEN, "."),
    "slack": ("luft: tid för patienter som inte bokas", INK, "|"),
    "duties": ("uppdrag", ORANGE, "/"),
    "absence": ("frånvaro", GREY, "x"),
    "without_list": ("tid utan egen lista", BLUE, ""),
}
SLACK = " Luft är tid för patienter som lämnas obokad för det oväntade. Enhetens planerade beläggning avgör hur mycket."
FOR_PATIENTS = ("direct", "indirect")
HOW_TO_READ = (
    "Hela stapeln är den avtalade tiden under årets arbetsdagar. Under den står delarna var för sig: där en slutar"
    " börjar nästa."
)
NOTHING = 1e-9


@dataclass(frozen=True)
class Share:
    """One part of the time: hours a year and whole per cent; the per cents of all parts sum to 100."""

    key: str
    hours: float
    percent: int

    @property
    def name(self) -> str:
        return LOOKS[self.key][0]


def shares(plan: Plan, results: Results, place: int) -> tuple[Share, ...]:
    """The parts of the time that there are any of, in order; nothing where they are not computable."""
    used = doctor_time_use(plan, results, place)
    hours = {one.name: getattr(used, one.name) for one in fields(TimeUse)} if used else {}
    parts = {key: value for key, value in hours.items() if value > NOTHING}
    per_cents = whole_per_cents(list(parts.values()))
    return tuple(Share(key, value, share) for (key, value), share in zip(parts.items(), per_cents, strict=True))


def whole_per_cents(values: Sequence[float]) -> list[int]:
    """Whole per cents of the sum that sum to 100: the largest remainders are rounded up."""
    total = sum(values)
    exact = [value / total * 100 for value in values] if total > 0 else []
    rounded = [math.floor(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: rounded[i] - exact[i])
    for i in by_remainder[: 100 - sum(rounded)] if rounded else []:
        rounded[i] += 1
    return rounded


def how_to_read(plan: Plan, results: Results, place: int) -> str:
    """How the bar is read, and what slack is where there is any."""
    slack = any(one.key == "slack" for one in shares(plan, results, place))
    return HOW_TO_READ + (SLACK if slack else "")


def finding(plan: Plan, results: Results, place: int) -> str:
    """The title of the bar: how much of the time is for patients."""
    found = shares(plan, results, place)
    if not found:
        return "Hur tiden fördelar sig går ännu inte att beräkna"
    patients = sum(one.percent for one in found if one.key in FOR_PATIENTS)
    return f"{patients}\u00a0% av din tid bokas för patienter"


def figure(plan: Plan, results: Results, place: int) -> dict[str, Any] | None:
    """The whole bar, and under it each part by itself where it stands in the bar; None where it is not computable."""
    found = shares(plan, results, place)
    if not found:
        return None
    whole = f"<b>100\u00a0%</b>{GAP}{number(sum(one.hours for one in found))}\u00a0h avtalad tid"
    labels = [whole, *(f"<b>{one.percent}\u00a0%</b>{GAP}{figures.wrapped(_said(one), 5)}" for one in found)]
    places, _ = figures.row_places(labels)
    total, start, bars = sum(one.hours for one in found), 0.0, []
    for row, one in zip(places[1:], found, strict=True):
        share = one.hours / total * 100
        bars += [_bar(y, start, share, one.key) for y in (places[0], row)]
        start += share
    layout = figures.row_layout(labels, (0, 102), "Procent av den avtalade tiden")
    return {"data": bars, "layout": layout | {"barmode": "overlay"}}


def in_words(plan: Plan, results: Results, place: int) -> str:
    """The bar in words."""
    parts = "; ".join(f"{one.percent}\u00a0% {_said(one)}" for one in shares(plan, results, place))
    return f"{finding(plan, results, place)}. {parts}. {SAME_IN_TABLE}"


def table(plan: Plan, results: Results, place: int) -> Table:
    """One row a part: hours a year and per cent, and the sum."""
    found = shares(plan, results, place)
    rows = [(one.name[:1].upper() + one.name[1:], one.hours, one.percent) for one in found]
    rows += [("Avtalad tid", sum(one.hours for one in found), sum(one.percent for one in found))] if found else []
    return Table(
        "Min tid",
        ("Del", "Timmar per år", "Del av tiden (%)"),
        tuple(
            (text(name), Cell(number(hours), hours, numeric=True), Cell(number(share), float(share), numeric=True))
            for name, hours, share in rows
        ),
    )


def _said(one: Share) -> str:
    return f"{one.name}, {number(one.hours)}\u00a0h"


def _bar(y: int, start: float, share: float, key: str) -> dict[str, Any]:
    _, colour, pattern = LOOKS[key]
    return {
        "type": "bar", "orientation": "h", "y": [y], "x": [share], "base": [start], "width": BAR_HEIGHT,
        "marker": {
            "color": colour, "line": {"color": colour, "width": 1.5},
            "pattern": {"shape": pattern, "fillmode": "replace", "fgcolor": colour, "bgcolor": "#ffffff", "size": 7},
        },
    }  # fmt: skip
