"""The sheet Jämförelse: the plan as it is beside each scenario, in formulas that follow both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planner.domain.plan import Plan
from planner.domain.results import BASELINE, NOT_A_DEMAND, NOT_THERE, Quantity, quantity
from planner.domain.scenario import Scenario
from planner.files.layout import CALCULATION_SHEET, COMPARISON_SHEET, SCENARIOS_SHEET
from planner.files.workbook_calculation import FIRST_DOCTOR_COLUMN, Inputs, Rows
from planner.files.workbook_scenario import CHIEF, OF_CLINIC, POINTS, Written, own, own_cell, write_difference
from planner.files.workbook_scenario_formulas import DOES_NOT_APPLY
from planner.files.workbook_step import CLINIC_STEP, Cell
from planner.files.workbook_style import LINE_HEIGHT, Book, fit_row, formula, lines_needed, put
from planner.files.workbook_values import Values
from planner.schema import fields_of

# what is compared of every doctor
OF_DOCTOR = tuple(quantity(key) for key in ("named_patients", "planned_hours", "load"))
LAPSED = "Ändringar som inte gäller och inte är med"
_LABEL, _UNIT, _FIRST = 0, 1, 2
_HEADER = 4  # the row of the names, from 0


@dataclass(frozen=True)
class _Side:
    """The plan as it is or one scenario: the sheet its cells stand on, and what Python makes of them."""

    sheet: str
    rows: Rows
    inputs: Inputs
    values: Values
    written: Written | None = None

    def clinic(self, key: str) -> str:
        return f"'{self.sheet}'!{self.rows.clinic_cell(CLINIC_STEP + key)}"

    def doctor(self, column: int, row: int) -> str:
        return f"'{self.sheet}'!${xl_col_to_name(FIRST_DOCTOR_COLUMN + column)}${row}"


def comparison_sheet(book: Book) -> Worksheet:
    """The sheet, empty: it stands before the scenarios' sheets, which are written first."""
    lines = (
        "Varje tal hämtas från Beräkning och från scenariots eget blad, och räknas om när du ändrar på de gula bladen.",
        NOT_A_DEMAND,
    )
    return book.sheet(COMPARISON_SHEET, landscape=True, title="Vad betyder scenarierna?", lines=lines)


def write_comparison(
    book: Book, sheet: Worksheet, plan: Plan, base: Rows, now: Values, written: Sequence[Written]
) -> None:
    """Differences first, then the clinic and the doctors in full."""
    sides = [_Side(CALCULATION_SHEET, base, Inputs(plan), now)]
    sides += [_Side(one.name, one.rows, one.inputs, one.values, one) for one in written]
    sheet.set_column(_LABEL, _LABEL, 46)
    sheet.set_column(_UNIT, _UNIT, 15)
    sheet.set_column(_FIRST, _FIRST + max(len(written), 4), 21)
    row = _differences(book, sheet, sides)
    row = _table(book, sheet, row, "Enheten", sides, OF_CLINIC)
    for q in OF_DOCTOR:
        row = _doctors(book, sheet, row, q, sides, len(plan.doctors))
    if len(written) < len(plan.scenarios):
        text = f"Bara de {len(written)} första scenarierna har fått plats; alla står på bladet {SCENARIOS_SHEET}."
        put(sheet, row, _LABEL, text, book.note)
    sheet.freeze_panes(_HEADER + 1, _FIRST)
    sheet.repeat_rows(_HEADER)
    sheet.print_area(0, 0, row, _FIRST + len(written))
    sheet.fit_to_pages(1, 0)


def _header(book: Book, sheet: Worksheet, row: int, title: str, sides: Sequence[_Side]) -> None:
    put(sheet, row, _LABEL, title, book.header)
    put(sheet, row, _UNIT, "Enhet", book.header)
    tallest = 1
    for column, side in enumerate(sides, start=_FIRST):
        if side.written is None:
            put(sheet, row, column, BASELINE, book.column_header)
            continue
        name = side.written.scenario.name or ""
        told = name or side.sheet
        text = f'=IF({own(side.written, "name")}="","{side.sheet}",{own(side.written, "name")})'
        formula(sheet, row, column, text, book.column_header, told)
        tallest = max(tallest, lines_needed(told, 20))
    sheet.set_row(row, LINE_HEIGHT * min(tallest, 5) + 2)


def _differences(book: Book, sheet: Worksheet, sides: Sequence[_Side]) -> int:
    """What each scenario changes in the chief quantities, and what it takes of others."""
    _header(book, sheet, _HEADER, "Skillnad mot utgångsläget", sides)
    row = _HEADER + 1
    for q in CHIEF:
        put(sheet, row, _LABEL, q.label, book.style(bold=True, text_wrap=True))
        put(sheet, row, _UNIT, POINTS if q.kind == "share" else q.unit, book.text)
        put(sheet, row, _FIRST, "", book.text)
        for column, side in enumerate(sides[1:], start=_FIRST + 1):
            cells = (sides[0].clinic(q.key), side.clinic(q.key))
            write_difference(
                book, sheet, (row, column), q, cells, (sides[0].values.clinic[q.key], side.values.clinic[q.key])
            )
        row += 1
    declared = fields_of(Scenario)["colleague_hours"]
    put(sheet, row, _LABEL, declared.label, book.style(bold=True, text_wrap=True))
    put(sheet, row, _UNIT, declared.unit, book.text)
    for column, side in enumerate(sides[1:], start=_FIRST + 1):
        if side.written:
            told = side.written.scenario.colleague_hours
            hours, then = (own_cell(side.written, key) for key in ("colleague_hours", "colleague_listed"))
            now = side.clinic("ordinary_listed")
            text = f'IF({hours}="","–",IF(AND(ISNUMBER({then}),ISNUMBER({now})),{hours}*{now}/{then},{hours}))'
            look = book.result_style("number", 1)
            formula(sheet, row, column, f'=IFERROR({text},"–")', look, "–" if told is None else told)
    row += 1
    put(sheet, row, _LABEL, LAPSED, book.style(bold=True, text_wrap=True))
    put(sheet, row, _UNIT, "rader", book.text)
    for column, side in enumerate(sides[1:], start=_FIRST + 1):
        if side.written:
            cells, lost = side.written.inputs.told
            text = f"=COUNTIF('{side.sheet}'!{cells},\"{DOES_NOT_APPLY}*\")"
            formula(sheet, row, column, text, book.result_style("number", 0), lost)
    return row + 2


def _table(
    book: Book, sheet: Worksheet, row: int, title: str, sides: Sequence[_Side], quantities: Sequence[Quantity]
) -> int:
    """A row for each quantity of the clinic; the next free row."""
    _header(book, sheet, row, title, sides)
    for q in quantities:
        row += 1
        put(sheet, row, _LABEL, q.label, book.text)
        put(sheet, row, _UNIT, q.unit, book.text)
        fit_row(sheet, row, ((q.label, 44),))
        for column, side in enumerate(sides, start=_FIRST):
            look = book.result_style(q.kind, q.decimals)
            formula(sheet, row, column, f"={side.clinic(q.key)}", look, side.values.clinic[q.key])
    return row + 2


def _doctors(book: Book, sheet: Worksheet, row: int, q: Quantity, sides: Sequence[_Side], doctors: int) -> int:
    """A row for each doctor, those that a scenario adds last; the next free row."""
    title = f"{q.label} ({q.unit})" if q.kind == "number" else q.label
    _header(book, sheet, row, title, sides)
    look = book.result_style(q.kind, q.decimals)
    for place in range(doctors):
        row += 1
        name = sides[0].doctor(place, sides[0].rows.doctor_header)
        formula(sheet, row, _LABEL, f"={name}", book.text, sides[0].values.names[place])
        for column, side in enumerate(sides, start=_FIRST):
            _of_doctor(sheet, (row, column), side, place, q, look)
    for one in sides[1:]:
        for place in range(doctors, doctors + _added(one)):
            row += 1
            found = one.inputs.places[place]
            name = "" if found is None else one.values.names[found]
            formula(sheet, row, _LABEL, f"={one.doctor(place, one.rows.doctor_header)}", book.text, name)
            for column, side in enumerate(sides, start=_FIRST):
                if side is one:
                    _of_doctor(sheet, (row, column), side, place, q, look)
                else:
                    put(sheet, row, column, NOT_THERE, look)
    return row + 2


def _added(side: _Side) -> int:
    return side.written.inputs.added if side.written else 0


def _of_doctor(sheet: Worksheet, at: tuple[int, int], side: _Side, place: int, q: Quantity, look: object) -> None:
    name, value = side.doctor(place, side.rows.doctor_header), side.doctor(place, side.rows.of_doctor[q.key])
    found = side.inputs.places[place]
    told: Cell = NOT_THERE if found is None else side.values.doctors[found][q.key]
    sheet.write_formula(*at, f'=IF({name}="","{NOT_THERE}",{value})', look, told)
