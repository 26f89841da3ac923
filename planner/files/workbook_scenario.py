"""A sheet for each scenario: what it changes, and the same steps as Beräkning on what the plan then is, all alive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planner.calc.scenarios import Outcome, outcome
from planner.domain.change_words import TIMES, WAYS
from planner.domain.plan import Plan
from planner.domain.results import (
    BASELINE,
    CLINIC_QUANTITIES,
    NOT_A_DEMAND,
    PATIENT_HOURS,
    Quantity,
    quantity,
)
from planner.domain.scenario import Scenario
from planner.files.layout import CALCULATION_SHEET, NOT_COMPUTABLE, scenario_sheet
from planner.files.workbook_calculation import FIRST_DOCTOR_COLUMN, Inputs, Rows, section, write_steps
from planner.files.workbook_inputs import Lists
from planner.files.workbook_scenario_contacts import Contacts
from planner.files.workbook_scenario_formulas import (
    COLUMNS,
    DOES_NOT_APPLY,
    REMOVED,
    Formula,
    Line,
    added_default,
    literal,
)
from planner.files.workbook_scenario_inputs import SCENARIO_COLUMN, change_rows
from planner.files.workbook_scenario_lines import Lines, Person
from planner.files.workbook_step import CLINIC_INPUT, CLINIC_STEP, Cell, Taken
from planner.files.workbook_style import GREY, Book, fit_row, formula, input_number_format, put
from planner.files.workbook_values import Values, values_of

# what tells scenarios apart, first on each sheet and on Jämförelse
CHIEF = (*(quantity(key, "clinic") for key in ("capacity", "coverage", "gap", "fte_missing")), PATIENT_HOURS)
OF_CLINIC = (*CLINIC_QUANTITIES, PATIENT_HOURS)
MOST_CELLS = 200_000  # of the scenarios' sheets together: with the rest below what is read back (sheet_scan)
MOST_SHEETS = 12
IN_SCENARIO, DIFFERENCE, POINTS = "I scenariot", "Skillnad", "procentenheter"
_HEADERS = (
    "Ändring", "Enhet", "Besked", BASELINE, "Sätt", "Nytt värde", "Uträknat", IN_SCENARIO, "Finns på", "Rad", "Gäller",
    "Nyckel", "Kontakt", "Listade", "Räknat för",
)  # fmt: skip
_RESULT_HEADER = 6  # rows from 0
_FIRST_LINE = _RESULT_HEADER + len(CHIEF) + 6  # from 1
_NAMES = re.compile(r"\b(?:Uppgift|Steg|Kontakt)_\w+")


@dataclass(frozen=True)
class Written:
    """A scenario's sheet as Jämförelse refers to it: its name, where its steps stand, and what Python makes of them."""

    name: str
    rows: Rows
    inputs: ScenarioInputs
    values: Values
    scenario: Scenario
    number: int  # of its first row in Scenarier


class ScenarioInputs(Inputs):
    """The inputs as they are in one scenario: the baseline's, but for those that its lines change."""

    of_clinic = f"bladet {CALCULATION_SHEET}, eller ändringen ovan"
    of_doctors = of_clinic

    def __init__(self, plan: Plan, lines: Lines, base: Rows) -> None:
        super().__init__(plan)
        here = len(plan.doctors)
        # a column for each row of Läkare; those whom the scenario adds stand after the doctors that are there
        rows: list[int | str] = list(range(1, self.columns + 1))
        self.marks = [*rows[:here], *(one.mark for one in lines.added), *rows[here:]]
        self.columns = len(self.marks)
        places = {one.mark: i for i, one in enumerate(lines.doctors)}
        self.places = [places.get(mark) for mark in self.marks]
        self._lines, self._base = lines, base
        self.added = len(lines.added)
        self._added = {one.mark: one for one in lines.added}
        self.rows: Rows | None = None
        self.contacts: Contacts | None = None

    @property
    def told(self) -> tuple[str, int]:
        """The cells that say of each line whether it applies, and of how many they say that it does not."""
        lost = [line for line in self._lines.lines if str(line.said[1]).startswith(DOES_NOT_APPLY)]
        return self._lines.column("said"), len(lost)

    def clinic(self, taken: Taken) -> str:
        return self._lines.clinic_cell(taken.key) or CLINIC_INPUT + taken.key

    def doctor(self, taken: Taken, column: int) -> str:
        mark = self.marks[column]
        added = self._added.get(mark)
        start = added_default(self._lines, added, taken.key) if added else self._of_baseline(taken, int(mark))
        return self._changed(mark, taken.key, start)

    def name(self, column: int) -> str:
        mark = self.marks[column]
        added = self._added.get(mark)
        start = _name_of(added) if added else f"'{CALCULATION_SHEET}'!{_column(int(mark))}${self._base.doctor_header}"
        name = self._changed(mark, "doctor_id", start)
        if not self._lines.touched(REMOVED):
            return name
        marks = self._lines.column("mark")
        return f'IF(COUNTIF({marks},"{mark}|{REMOVED}")>0,"",{name})'

    def local(self, formula: str) -> str:
        return _NAMES.sub(self._local_name, formula)

    def name_cell(self, book: Book, name: str, row: int) -> None:
        """The names are those of Beräkning: here the cells themselves stand in the formulas."""

    def _local_name(self, found: re.Match[str]) -> str:
        name = found[0]
        if self.rows and name in self.rows.of_clinic:
            return str(self.rows.clinic_cell(name))
        return self.contacts.cells(name) if self.contacts else str(name)

    def _of_baseline(self, taken: Taken, row: int) -> str:
        return f"'{CALCULATION_SHEET}'!{_column(row)}${self._base.of_doctor[taken.key]}"

    def _changed(self, mark: int | str, key: str, start: str) -> str:
        """What the last change of the value makes, where it applies to the doctor of that column."""
        if not self._lines.touched(key):
            return start
        after, marks = self._lines.column("after"), self._lines.column("mark")
        return f'IFERROR(INDEX({after},MATCH("{mark}|{key}",{marks},0)),{start})'


def _name_of(person: Person) -> str:
    return f'IF({person.applies}=1,{literal(person.start)},"")'


def _column(row: int) -> str:
    """The column of Beräkning for a row of Läkare."""
    return xl_col_to_name(FIRST_DOCTOR_COLUMN + row - 1)


def write_scenario_sheets(book: Book, plan: Plan, base: Rows, now: Values, lists: Lists) -> list[Written]:
    """A sheet for each scenario, as many as can be read back."""
    written: list[Written] = []
    number, cells = 1, 0
    for place, scenario in enumerate(plan.scenarios[:MOST_SHEETS], start=1):
        lines = Lines(plan, scenario, number, _FIRST_LINE, lists)
        inputs = ScenarioInputs(plan, lines, base)
        cells += inputs.columns * (len(base.of_doctor) + 1) + 16 * len(lines.lines)
        if cells > MOST_CELLS:
            break
        worked_out = outcome(plan, scenario)
        values = values_of(worked_out.plan, worked_out.results)
        rows = Rows(inputs.columns, _FIRST_LINE + max(len(lines.lines), 1) - 2)
        one = Written(scenario_sheet(place), rows, inputs, values, worked_out.scenario, number)
        _write(book, plan, one, lines, now, worked_out)
        written.append(one)
        number += len(list(change_rows(scenario))) or 1
    return written


def _write(book: Book, plan: Plan, one: Written, lines: Lines, now: Values, worked_out: Outcome) -> None:
    sheet = book.sheet(one.name, landscape=True, title=one.name)
    contacts = Contacts(plan, worked_out.plan, lines, one.rows.last + 3)
    one.inputs.rows, one.inputs.contacts = one.rows, contacts if contacts.needed else None
    write_steps(book, sheet, one.rows, one.inputs, one.values)
    for row, key, look in ((1, "name", book.heading), (2, "reason", book.style())):
        told = getattr(one.scenario, key) or ""
        formula(sheet, row, 0, f"={own(one, key)}", look, told)
    put(sheet, 3, 0, NOT_A_DEMAND, book.note)
    _results(book, sheet, one, now)
    section(book, sheet, _FIRST_LINE - 3, "Ändringar: utgångsläget, och vad det blir i scenariot")
    for column, text in enumerate(_HEADERS):
        put(sheet, _FIRST_LINE - 2, column, text, book.column_header if 2 < column < 8 else book.header)
    for row, line in enumerate(lines.lines, start=_FIRST_LINE - 1):
        _line(book, sheet, row, line)
        wide = ((line.before[1], 18), (line.value[1], 18), (line.after[1], 16))
        fit_row(sheet, row, ((line.label, 41), (line.said[1], 63), *wide))
    if not lines.lines:
        put(sheet, _FIRST_LINE - 1, 0, "Inga ändringar: allt är som i utgångsläget.", book.note)
    if contacts.needed:
        contacts.write(book, sheet)
    sheet.freeze_panes(2, 1)
    # on paper the results and the changes; the steps are those of Beräkning
    sheet.print_area(0, 0, _FIRST_LINE - 2 + max(len(lines.lines), 1), COLUMNS.index("after"))
    sheet.fit_to_pages(1, 0)


def own_cell(one: Written, key: str) -> str:
    """The cell of a scenario's own field in Scenarier."""
    return f"INDEX({SCENARIO_COLUMN}{key},MATCH({one.number},{SCENARIO_COLUMN}row,0))"


def own(one: Written, key: str) -> str:
    """A scenario's own field as text; empty where its row is gone."""
    return f'IFERROR({own_cell(one, key)}&"","")'


def _results(book: Book, sheet: Worksheet, one: Written, now: Values) -> None:
    section(book, sheet, _RESULT_HEADER - 1, "Så blir det")
    for column, text in enumerate(("Enheten", "Enhet", "Så räknas det", BASELINE, IN_SCENARIO, DIFFERENCE)):
        put(sheet, _RESULT_HEADER, column, text, book.column_header if column > 2 else book.header)
    for row, q in enumerate(CHIEF, start=_RESULT_HEADER + 1):
        put(sheet, row, 0, q.label, book.style(bold=True))
        put(sheet, row, 1, q.unit, book.text)
        put(sheet, row, 2, q.formula, book.style(text_wrap=True, font_size=9))
        before, after = now.clinic[q.key], one.values.clinic[q.key]
        look = book.result_style(q.kind, q.decimals)
        formula(sheet, row, 3, f"={CLINIC_STEP}{q.key}", look, before)
        formula(sheet, row, 4, f"={one.rows.clinic_cell(CLINIC_STEP + q.key)}", look, after)
        write_difference(book, sheet, (row, 5), q, (f"$D${row + 1}", f"$E${row + 1}"), (before, after))


def write_difference(
    book: Book, sheet: Worksheet, at: tuple[int, int], q: Quantity, cells: Sequence[str], values: Sequence[Cell]
) -> None:
    """What differs between two cells, with its sign; between shares in percentage points."""
    scale, decimals = q.difference_scale, q.difference_decimals
    unit = f'" {POINTS}"' if q.kind == "share" else ""
    number, least = "#,##0" + ("." + "0" * decimals if decimals else ""), 0.5 / 10**decimals
    signed = f'[>={least}]+{number}{unit};[<=-{least}]\u2212{number}{unit};"\u00b10"'
    look = book.style(num_format=signed, align="right", bold=True)
    before, after = cells
    text = f'IF(AND(ISNUMBER({before}),ISNUMBER({after})),({after}-{before})*{scale},"{NOT_COMPUTABLE}")'
    was, now = values
    computable = not isinstance(was, str) and not isinstance(now, str)
    formula(sheet, *at, f"={text}", look, (now - was) * scale if computable else NOT_COMPUTABLE)  # type: ignore[operator]


def _line(book: Book, sheet: Worksheet, row: int, line: Line) -> None:
    for column, key in enumerate(COLUMNS):
        found = getattr(line, key)
        look = _look(book, line, key)
        if isinstance(found, str):
            put(sheet, row, column, found, look)
        else:
            _cell(sheet, row, column, found, look)


def _cell(sheet: Worksheet, row: int, column: int, found: Formula, look: object) -> None:
    text, value = found
    if text:
        sheet.write_formula(row, column, f"={text}", look, value)
    else:
        put(sheet, row, column, value, look)


def _look(book: Book, line: Line, key: str) -> object:
    """Values as the field shows them; the columns that the formulas find their way by are grey."""
    if key in ("before", "value", "raw", "after"):
        # what is multiplied with is a plain number, and an empty or wordy field may hold words
        declared = line.declared if key != "value" or line.way[1] != WAYS[TIMES] else None
        by_field = declared and declared.kind in ("share", "date", "integer")
        number_format = input_number_format(declared) if declared and by_field else "General"
        return book.style(num_format=number_format, align="right", bold=key == "after", text_wrap=not by_field)
    if key in COLUMNS[COLUMNS.index("place") :]:
        return book.style(font_color=GREY, font_size=8)
    return book.style(text_wrap=True, align="right") if key == "way" else book.text
