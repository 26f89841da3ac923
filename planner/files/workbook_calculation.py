"""The sheet Beräkning: every step as a formula, first the clinic's, then one column per doctor, then the sums.

A scenario's sheet holds the same steps, written by the same code: only where its inputs are picked up is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planner.domain.plan import Plan
from planner.domain.results import DOCTOR_QUANTITIES, NOT_A_DEMAND
from planner.files.layout import (
    CALCULATION_SHEET,
    CELL_NAME,
    CLINIC_SHEET,
    DOCTORS_SHEET,
    NOT_COMPUTABLE,
    NOT_FILLED_IN,
)
from planner.files.workbook_inputs import doctor_cell, doctor_rows
from planner.files.workbook_step import CLINIC_INPUT, CLINIC_STEP, Cell, Step, Taken
from planner.files.workbook_steps import (
    LAST_OF_REFERENCE,
    MEDIANS,
    clinic_inputs,
    clinic_result_steps,
    clinic_steps,
    doctor_inputs,
    doctor_steps,
)
from planner.files.workbook_style import LINE_HEIGHT, Book, fit_row, formula, input_number_format, put
from planner.files.workbook_values import Values

CLINIC_COLUMN, FIRST_DOCTOR_COLUMN = 3, 4
_HEADERS = ("Steg", "Enhet", "Så räknas det")
_COMPARED = "$D"
_WIDTHS = (42, 13, 64, 19)


class Rows:
    """Where each step stands: rows counted from 1, as in a formula. `top` rows stand above the steps."""

    def __init__(self, doctors: int, top: int = 0) -> None:
        self.doctors = doctors
        self.clinic_header = top + 5
        inputs = [CLINIC_INPUT + taken.key for taken in clinic_inputs()]
        first = [*inputs, *(CLINIC_STEP + step.key for step in clinic_steps())]
        self.doctor_header = self.clinic_header + len(first) + 3
        keys = [*(taken.key for taken in doctor_inputs()), *(step.key for step in doctor_steps())]
        if len(set(keys)) != len(keys):
            raise ValueError("two steps of a doctor have the same key")
        self.of_doctor = {key: self.doctor_header + 1 + i for i, key in enumerate(keys)}
        self.result_header = self.doctor_header + len(keys) + 3
        last = [CLINIC_STEP + step.key for step in clinic_result_steps()]
        self.last = self.result_header + len(last)
        self.of_clinic = {name: self.clinic_header + 1 + i for i, name in enumerate(first)}
        self.of_clinic |= {name: self.result_header + 1 + i for i, name in enumerate(last)}
        self.first_column = xl_col_to_name(FIRST_DOCTOR_COLUMN)
        self.last_column = xl_col_to_name(FIRST_DOCTOR_COLUMN + self.doctors - 1)

    def all_doctors(self, key: str) -> str:
        return self.across(self.of_doctor[key])

    def across(self, row: int) -> str:
        """The cells of all doctors in a row."""
        return f"${self.first_column}${row}:${self.last_column}${row}"

    def clinic_cell(self, name: str) -> str:
        """The cell of an input or a step of the clinic, by its defined name."""
        return f"{_COMPARED}${self.of_clinic[name]}"

    @cached_property
    def _places(self) -> dict[str, str]:
        places = {key: f"@{row}" for key, row in self.of_doctor.items()}
        places |= {f"all_{key}": self.all_doctors(key) for key in self.of_doctor}
        return places | {"reference_patients": f"{_COMPARED}${self.of_doctor[LAST_OF_REFERENCE]}"}

    def compiled(self, template: str) -> str:
        """The template with its cells put in; @ stands for the doctor's column."""
        return template.format_map(self._places)


class Inputs:
    """Where the steps pick up their inputs: here the sheets that a user fills in."""

    of_clinic, of_doctors = f"bladet {CLINIC_SHEET}", f"bladet {DOCTORS_SHEET}"

    def __init__(self, plan: Plan) -> None:
        self.columns = doctor_rows(plan)
        # the place in the plan of each column's doctor, None where the column has none
        self.places = [i if i < len(plan.doctors) else None for i in range(self.columns)]

    def clinic(self, taken: Taken) -> str:
        """The clinic's input as picked up."""
        return taken_formula(taken, CELL_NAME + taken.key)

    def doctor(self, taken: Taken, column: int) -> str:
        """A doctor's input as picked up, by her column from 0."""
        return taken_formula(taken, doctor_cell(taken.key, column + 1))

    def name(self, column: int) -> str:
        """The doctor's signature; empty where there is no doctor."""
        cell = doctor_cell("doctor_id", column + 1)
        return f'IFERROR(IF(TRIM({cell})="","",{cell}),"")'

    def local(self, formula: str) -> str:
        """The formula with the names that mean something else here."""
        return formula

    def name_cell(self, book: Book, name: str, row: int) -> None:
        """Give the clinic's cell in that row (from 0) its defined name."""
        book.workbook.define_name(name, f"='{CALCULATION_SHEET}'!{_COMPARED}${row + 1}")


def write_calculation(book: Book, plan: Plan, values: Values) -> Rows:
    """Write the sheet; where its steps stand is what Resultat builds on."""
    inputs = Inputs(plan)
    rows = Rows(inputs.columns)
    lines = (
        "Varje steg är en formel som räknas om när du ändrar på de gula bladen. ”ej ifyllt” är inte noll.",
        NOT_A_DEMAND,
    )
    sheet = book.sheet(CALCULATION_SHEET, landscape=True, title="Så räknas det, steg för steg", lines=lines, lines_in=2)
    write_steps(book, sheet, rows, inputs, values)
    sheet.freeze_panes(3, 2)
    _page(sheet, rows, len(plan.doctors))
    return rows


def write_steps(book: Book, sheet: Worksheet, rows: Rows, inputs: Inputs, values: Values) -> None:
    """Every step of the clinic and its doctors, below the rows that stand above."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(FIRST_DOCTOR_COLUMN, FIRST_DOCTOR_COLUMN + max(rows.doctors, 8) - 1, 19)
    _clinic_inputs(book, sheet, rows, inputs, values)
    row = rows.clinic_header + len(clinic_inputs())
    _clinic_rows(book, sheet, rows, inputs, row, clinic_steps(), values.clinic)
    section(book, sheet, rows.doctor_header - 2, "En kolumn per läkare")
    _doctor_header(book, sheet, rows, inputs, values)
    for taken in doctor_inputs():
        _taken_row(book, sheet, rows, inputs, taken, values)
    for step in doctor_steps():
        _step_row(book, sheet, rows, inputs, step, values)
    section(book, sheet, rows.result_header - 2, "Enheten")
    _headers(book, sheet, rows.result_header - 1, "Enheten")
    _clinic_rows(book, sheet, rows, inputs, rows.result_header, clinic_result_steps(), values.clinic)


def _page(sheet: Worksheet, rows: Rows, doctors: int) -> None:
    printed = min(rows.doctors, max(10, doctors))
    sheet.repeat_columns(0, 1)
    sheet.print_area(0, 0, rows.last - 1, FIRST_DOCTOR_COLUMN + printed - 1)
    sheet.fit_to_pages(1 + -(-printed // 9), 0)
    sheet.set_h_pagebreaks([rows.doctor_header - 2, rows.of_doctor[DOCTOR_QUANTITIES[0].key] - 2])


def section(book: Book, sheet: Worksheet, row: int, title: str) -> None:
    put(sheet, row, 0, title, book.heading)


def _headers(book: Book, sheet: Worksheet, row: int, last: str) -> None:
    for column, text in enumerate((*_HEADERS, last)):
        put(sheet, row, column, text, book.column_header if column == CLINIC_COLUMN else book.header)


def _describe(book: Book, sheet: Worksheet, row: int, label: str, unit: str, words: str, *, counted: bool) -> None:
    """A row's first cells; a declared quantity stands out from the steps towards it."""
    put(sheet, row, 0, label, book.style(bold=counted, text_wrap=True, indent=0 if counted else 1))
    put(sheet, row, 1, unit, book.text)
    put(sheet, row, 2, words, book.style(text_wrap=True, font_size=9))
    fit_row(sheet, row, ((label, _WIDTHS[0] - 2), (words, _WIDTHS[2] * 1.2)))


def _clinic_inputs(book: Book, sheet: Worksheet, rows: Rows, inputs: Inputs, values: Values) -> None:
    section(book, sheet, rows.clinic_header - 2, "Enheten: underlag")
    _headers(book, sheet, rows.clinic_header - 1, "Enheten")
    for i, taken in enumerate(clinic_inputs()):
        row = rows.clinic_header + i
        _describe(book, sheet, row, taken.declared.label, taken.declared.unit, inputs.of_clinic, counted=False)
        look = book.style(num_format=input_number_format(taken.declared), align="right")
        formula(sheet, row, CLINIC_COLUMN, f"={inputs.clinic(taken)}", look, values.inputs[taken.key])
        inputs.name_cell(book, CLINIC_INPUT + taken.key, row)


def taken_formula(taken: Taken, cell: str) -> str:
    """An input as picked up from a cell: what is empty is said in words."""
    filled = f"ISNUMBER({cell})" if taken.as_number else f'{cell}<>""'
    return f'IF({filled},{cell},"{NOT_FILLED_IN}")'


def _clinic_rows(
    book: Book,
    sheet: Worksheet,
    rows: Rows,
    inputs: Inputs,
    first: int,
    steps: Iterable[Step],
    values: Mapping[str, Cell],
) -> None:
    for row, step in enumerate(steps, start=first):
        _describe(book, sheet, row, step.label, step.unit, step.words, counted=step.shown != "text")
        text = f'=IFERROR({inputs.local(rows.compiled(step.formula))},"{NOT_COMPUTABLE}")'
        look = book.result_style(step.shown, step.decimals)
        formula(sheet, row, CLINIC_COLUMN, text, look, values[step.key])
        inputs.name_cell(book, CLINIC_STEP + step.key, row)


def _doctor_header(book: Book, sheet: Worksheet, rows: Rows, inputs: Inputs, values: Values) -> None:
    _headers(book, sheet, rows.doctor_header - 1, "Genomsnittlig heltidsläkare")
    sheet.set_row(rows.doctor_header - 1, 2 * LINE_HEIGHT + 2)
    for i, place in enumerate(inputs.places):
        name = "" if place is None else values.names[place]
        formula(sheet, rows.doctor_header - 1, FIRST_DOCTOR_COLUMN + i, f"={inputs.name(i)}", book.column_header, name)


def _doctor_cells(
    sheet: Worksheet, rows: Rows, inputs: Inputs, key: str, texts: list[str], look: object, values: Values
) -> None:
    """One row of formulas, a cell per column; empty where there is no doctor."""
    row = rows.of_doctor[key] - 1
    for i, (text, place) in enumerate(zip(texts, inputs.places, strict=True)):
        value = "" if place is None else values.doctors[place][key]
        sheet.write_formula(row, FIRST_DOCTOR_COLUMN + i, text, look, value)


def _columns(rows: Rows) -> list[str]:
    return [xl_col_to_name(FIRST_DOCTOR_COLUMN + i) for i in range(rows.doctors)]


def _taken_row(book: Book, sheet: Worksheet, rows: Rows, inputs: Inputs, taken: Taken, values: Values) -> None:
    row = rows.of_doctor[taken.key] - 1
    _describe(book, sheet, row, taken.declared.label, taken.declared.unit, inputs.of_doctors, counted=False)
    look = book.style(num_format=input_number_format(taken.declared), align="right", shrink=True)
    texts = [
        f'=IF({column}${rows.doctor_header}="","",{inputs.doctor(taken, i)})' for i, column in enumerate(_columns(rows))
    ]
    _doctor_cells(sheet, rows, inputs, taken.key, texts, look, values)
    if taken.key in MEDIANS:
        _median(sheet, rows, taken.key, look, values)
    elif taken.key in values.reference:
        put(sheet, row, CLINIC_COLUMN, values.reference[taken.key], look)


def _median(sheet: Worksheet, rows: Rows, key: str, look: object, values: Values) -> None:
    """The median over the doctors that are in it; not computable if one of them lacks the value."""
    chosen, cells, row = rows.all_doctors("typical"), rows.all_doctors(key), rows.of_doctor[key] - 1
    text = (
        f'{{=IFERROR(IF(COUNTIFS({chosen},1,{cells},">=0")<COUNTIF({chosen},1),NA(),'
        f'MEDIAN(IF({chosen}=1,{cells}))),"{NOT_COMPUTABLE}")}}'
    )
    sheet.write_array_formula(row, CLINIC_COLUMN, row, CLINIC_COLUMN, text, look, values.reference[key])


def _step_row(book: Book, sheet: Worksheet, rows: Rows, inputs: Inputs, step: Step, values: Values) -> None:
    row = rows.of_doctor[step.key] - 1
    counted = step.key in {one.key for one in DOCTOR_QUANTITIES}
    _describe(book, sheet, row, step.label, step.unit, step.words, counted=counted)
    look = book.result_style(step.shown, step.decimals, bold=counted, shrink=True)
    pattern = inputs.local(rows.compiled(step.formula))
    texts = [
        f'=IF({column}${rows.doctor_header}="","",IFERROR({pattern.replace("@", column)},"{NOT_COMPUTABLE}"))'
        for column in _columns(rows)
    ]
    _doctor_cells(sheet, rows, inputs, step.key, texts, look, values)
    if step.key == "weekly_duties":
        _median(sheet, rows, step.key, look, values)
    elif step.key in values.reference and row < rows.of_doctor[LAST_OF_REFERENCE]:
        text = f'=IFERROR({pattern.replace("@", "D")},"{NOT_COMPUTABLE}")'
        formula(sheet, row, CLINIC_COLUMN, text, look, values.reference[step.key])
