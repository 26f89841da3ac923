"""Arbetstidsspegeln: what does today's list take a week beside the contracted hours, per doctor and for the clinic?

The sentences are about the hours, never about a doctor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.calc.lists import together
from planner.calc.time_use import share_of_week
from planner.domain.plan import Plan
from planner.domain.results import Results, quantity
from planner.reports import figures
from planner.reports.figures import BLUE, GAP, INK, PALE, SHORT_NAME, TO_MARK
from planner.reports.mirror import no_mirror
from planner.reports.sentences import SAME_IN_TABLE, Answer
from planner.reports.tables import NO_LIST, Cell, Table, doctor_names, has_own_list, quantity_cell, text, with_unit
from planner.swedish import MISSING, number, percent

HOW_TO_READ = (
    "Varje rad är en läkare, i den ordning ni skrev in dem. Den fyllda punkten är timmarna som dagens lista tar en"
    " vecka i arbete, uppdragen inräknade. Det streckade märket är den avtalade veckan."
)
ABOUT_THE_HOURS = (
    "Spegeln handlar om timmarna. Den visar vad listan tar med enhetens tid per kontakt, inte hur någon arbetar."
)
NEEDED_SIGN, CONTRACTED_SIGN = "●", "¦"
FEW_HOURS = 100  # below this a tenth of an hour says something


@dataclass(frozen=True)
class Week:
    """One doctor's week: the hours that today's list takes, the contracted ones, the list that those hold (care
    homes not included), and why the first is not known. None = not computable."""

    name: str
    needed: float | None
    contracted: float | None
    today: float | None
    held: float | None
    why_not: str = ""
    with_list: bool = True

    @property
    def compared(self) -> bool:
        return self.needed is not None and self.contracted is not None


def weeks(plan: Plan, results: Results) -> tuple[Week, ...]:
    """Every doctor's week, in the plan's order."""
    return tuple(_week(plan, results, place, name) for place, name in enumerate(doctor_names(plan)))


def _week(plan: Plan, results: Results, place: int, name: str) -> Week:
    row, with_list = results.doctors[place], has_own_list(plan.doctors[place])
    needed, contracted = row["weekly_hours_needed"], row["contracted_weekly_hours"]
    if not with_list and needed is None:
        return Week(name, None, contracted, None, None, "befattningen har ingen egen lista", with_list=False)
    why = no_mirror(plan, row, place) if needed is None else ""
    if needed is not None and contracted is None:
        why = "den avtalade veckan går inte att beräkna"
    return Week(name, needed, contracted, row["own_list"], row["patients"] if with_list else None, why)


def clinic_answer(plan: Plan, results: Results) -> Answer:
    """The hours a week of today's lists beside the contracted ones, over the doctors where both are known."""
    compared = [week for week in weeks(plan, results) if week.compared]
    if not compared:
        return Answer("Det går ännu inte att beräkna hur många timmar i veckan dagens listor tar.")
    needed, contracted = _hours_together(compared)
    decimals = _decimals(contracted)
    start = "Dagens lista tar " if len(compared) == 1 else "Dagens listor tar "
    return Answer(start, number(needed, decimals), f" timmar i veckan; de avtalade är {number(contracted, decimals)}.")


def clinic_difference(plan: Plan, results: Results) -> str:
    """How many hours more or fewer that is, in hours and in weeks of full time."""
    compared = [week for week in weeks(plan, results) if week.compared]
    if not compared:
        return ""
    needed, contracted = _hours_together(compared)
    decimals = _decimals(contracted)
    difference = round(needed, decimals) - round(contracted, decimals)
    if difference == 0:
        return "Timmarna går jämnt upp."
    more = "mer" if difference > 0 else "mindre"
    share = share_of_week(difference, contracted)
    words = f", {percent(share)} av de avtalade timmarna" if share is not None else ""
    return f"Det är {number(abs(difference), decimals)} timmar {more} i veckan{words}."


def notes(plan: Plan, results: Results) -> tuple[str, ...]:
    """The doctors whose hours are not in the sum, and why; those who work a part of the year."""
    found = weeks(plan, results)
    left_out = [f"{week.name} är inte med i summan: {week.why_not}." for week in found if week.why_not]
    part = [
        f"{week.name} arbetar en del av året: timmarna gäller de veckorna, och listan räknas för hela året."
        for week, doctor in zip(found, plan.doctors, strict=True)
        if week.compared and (doctor.from_date or doctor.to_date)
    ]
    return (*left_out, *part)


def finding(plan: Plan, results: Results) -> str:
    """The title of the figure: how many lists take more hours than the contracted ones."""
    compared = [week for week in weeks(plan, results) if week.compared]
    over = sum(_difference(week) > 0 for week in compared)
    if not compared:
        return "Timmarna som dagens listor tar går ännu inte att beräkna"
    if len(compared) == 1:
        difference = _difference(compared[0])
        if difference == 0:
            return "Dagens lista och den avtalade veckan går jämnt upp"
        more = "mer" if difference > 0 else "mindre"
        return f"Dagens lista tar {number(abs(difference), 1)} timmar {more} i veckan än de avtalade"
    return f"{number(over)} av {number(len(compared))} listor tar fler timmar än de avtalade"


def figure(plan: Plan, results: Results) -> dict[str, Any]:
    """One row a doctor in the plan's order: the hours that today's list takes as a dot, the contracted as a line."""
    rows = weeks(plan, results)
    labels = [_row_label(week) for week in rows]
    places, _ = figures.row_places(labels)
    highest = max((value for week in rows for value in (week.needed, week.contracted) if value is not None), default=0)
    highest = highest or 1
    dots = figures.marks(places, [week.needed for week in rows], "circle", [BLUE] * len(rows), 15)
    contracted = [
        figures.line(week.contracted, week.contracted, place - TO_MARK, place + TO_MARK, INK, "dash")
        for place, week in zip(places, rows, strict=True)
        if week.contracted is not None
    ]
    base = [figures.line(0, highest * 1.04, place, place, PALE, "solid") for place in places]
    key = f"{NEEDED_SIGN} dagens lista tar{GAP}{CONTRACTED_SIGN} avtalad vecka"
    layout = figures.row_layout(labels, (0, highest * 1.06), "Timmar i veckan", key)
    return {"data": [dots], "layout": layout | {"shapes": base + contracted}}


def in_words(plan: Plan, results: Results) -> str:
    """The figure in words, for those who do not see it."""
    rows = [
        f"{week.name}: {_needed_in_words(week)}, avtalad vecka {_hours(week.contracted)}."
        for week in weeks(plan, results)
    ]
    return " ".join([*rows, SAME_IN_TABLE])


def table(plan: Plan, results: Results) -> Table:
    """One row a doctor: today's list, what it takes a week, the contracted week, the list that those hours hold; the
    sums over the doctors where both are known."""
    own_list, needed = quantity("own_list"), quantity("weekly_hours_needed")
    contracted, held = quantity("contracted_weekly_hours"), quantity("patients")
    found = weeks(plan, results)
    compared = [week for week in found if week.compared]
    if len(compared) > 1:
        needed_sum, contracted_sum, today_sum, held_sum = _sums(compared)
        name = f"Tillsammans för {number(len(compared))} läkare"
        found += (Week(name, needed_sum, contracted_sum, today_sum, held_sum),)
    rows = tuple(
        (
            text(week.name),
            quantity_cell(own_list, week.today) if week.today is not None else Cell(_no_list(week), numeric=True),
            quantity_cell(needed, week.needed) if week.today is not None else Cell(_no_list(week), numeric=True),
            quantity_cell(contracted, week.contracted),
            Cell(_signed(week), _difference(week) if week.compared else None, numeric=True),
            quantity_cell(held, week.held) if week.with_list else Cell(NO_LIST, numeric=True),
        )
        for week in found
    )
    headings = (
        "Läkare", own_list.label, with_unit(needed.label, needed.unit), with_unit(contracted.label, contracted.unit),
        "Skillnad (h/vecka)", "Lista som de avtalade timmarna räcker till",
    )  # fmt: skip
    return Table("Arbetstidsspegeln", headings, rows)


def _row_label(week: Week) -> str:
    parts = [f"{NEEDED_SIGN} <b>{_hours(week.needed)}</b>" if week.needed is not None else _lacking(week)]
    parts += [f"{CONTRACTED_SIGN} {_hours(week.contracted)}"] if week.contracted is not None else []
    after_name = GAP if len(week.name) <= SHORT_NAME else "<br>"
    return figures.wrapped(week.name) + after_name + GAP.join(parts)


def _lacking(week: Week) -> str:
    return _no_list(week) if week.today is None else f"{NEEDED_SIGN} {MISSING}"


def _no_list(week: Week) -> str:
    return "listan är inte ifylld" if week.with_list else NO_LIST


def _needed_in_words(week: Week) -> str:
    return _no_list(week) if week.today is None else f"dagens lista {_hours(week.needed)}"


def _hours(value: float | None) -> str:
    return f"{number(value, 1)}\u00a0h" if value is not None else MISSING


def _difference(week: Week) -> float:
    """Hours a week as they are shown: the difference between what stands beside it."""
    return round(round(week.needed or 0, 1) - round(week.contracted or 0, 1), 1)


def _signed(week: Week) -> str:
    if not week.compared:
        return "" if week.today is None else MISSING
    return ("+" if _difference(week) > 0 else "") + number(_difference(week), 1)


def _hours_together(compared: list[Week]) -> tuple[float, float]:
    return sum(week.needed or 0.0 for week in compared), sum(week.contracted or 0.0 for week in compared)


def _sums(compared: list[Week]) -> tuple[float | None, ...]:
    """Hours needed, contracted hours, today's list and the list held, over all; None where one of theirs is."""
    columns = zip(*((week.needed, week.contracted, week.today, week.held) for week in compared), strict=True)
    return tuple(map(together, columns))


def _decimals(hours: float) -> int:
    return 1 if hours < FEW_HOURS else 0
