"""Läkarkontakter as they are in a scenario that changes them: the same rows, picked up or changed."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from planner.domain.clinic import Contact
from planner.domain.plan import Plan
from planner.files.layout import NOT_USED, USED, USED_HEADER, contact_fields
from planner.files.workbook_calculation import section
from planner.files.workbook_inputs import CONTACT_COLUMN, CONTACT_ROWS, contact_cells, contact_rows
from planner.files.workbook_scenario_formulas import literal
from planner.files.workbook_scenario_lines import Lines
from planner.files.workbook_step import Cell
from planner.files.workbook_style import Book, formula, put
from planner.files.workbook_values import taken_cell

_LETTERS = ("A", "D", "E", "F", "G")  # wide columns of the sheet


class Contacts:
    """The rows of the contacts table from the row `top` (from 1) of a scenario's sheet."""

    def __init__(self, plan: Plan, after: Plan, lines: Lines, top: int) -> None:
        self._plan, self._after, self._lines = plan, after, lines
        self._first = top + 2
        self._changed = {mark for mark, _ in lines.last if mark.startswith("k")}
        self.needed = bool(self._changed)
        self.last = self._first + CONTACT_ROWS - 1
        self._columns = dict(zip(("kind", "used", *_numbers()), _LETTERS, strict=True))

    def cells(self, name: str) -> str:
        """The cells that stand for a named column of Läkarkontakter here."""
        column = self._columns.get(name.removeprefix(CONTACT_COLUMN))
        return f"${column}${self._first}:${column}${self.last}" if column else name

    def write(self, book: Book, sheet: Worksheet) -> None:
        section(book, sheet, self._first - 3, "Läkarkontakter i scenariot")
        labels = {"used": USED_HEADER, **{key: declared.label for key, declared in contact_fields().items()}}
        for key, letter in self._columns.items():
            put(sheet, self._first - 2, ord(letter) - ord("A"), labels[key], book.header)
        look = book.style(align="right")
        for i, values in enumerate(self._values()):
            for key, letter in self._columns.items():
                style = book.text if key == "kind" else look
                at = (self._first - 1 + i, ord(letter) - ord("A"))
                formula(sheet, *at, f"={self._formula(key, i + 1)}", style, values[key])

    def _formula(self, key: str, row: int) -> str:
        there = f"INDEX({CONTACT_COLUMN}{key},{row})"
        if key == "kind":
            return f'{there}&""'
        changed = f'COUNTIF({self._lines.column("used")},"k{row}")>0'
        if key == "used":
            return f'IF({changed},"{USED}",{there}&"")'
        start = f'IF({there}="","",{there})'
        default = contact_fields()[key].default_value()
        if default is not None:  # a row that is not used has the default alone
            unused = f'AND(INDEX({CONTACT_COLUMN}used,{row})<>"{USED}",{changed})'
            start = f"IF({unused},{literal(taken_cell(contact_fields()[key], default))},{start})"
        if not self._lines.touched(key):
            return start
        after, marks = self._lines.column("after"), self._lines.column("mark")
        return f'IFERROR(INDEX({after},MATCH("k{row}|{key}",{marks},0)),{start})'

    def _values(self) -> Iterator[dict[str, Cell]]:
        """What Python makes of each row."""
        rows = contact_rows(self._plan.clinic)
        for i in range(CONTACT_ROWS):
            if i >= len(rows):
                yield dict.fromkeys(self._columns, "")
                continue
            row, planned = rows[i]
            cells = {key: "" if value is None else value for key, value in contact_cells(row, planned=planned).items()}
            yield {**cells, "used": USED if planned else NOT_USED, **self._changes(row.kind, f"k{i + 1}")}

    def _changes(self, kind: str | None, mark: str) -> dict[str, Cell]:
        """What the scenario makes of a kind's row; where no change applies, a row that is not there stays unused."""
        if kind is None or mark not in self._changed:
            return {}
        fields, after = contact_fields(), self._after.contact(kind)
        row = after or Contact(kind=kind)
        told = {key: taken_cell(fields[key], getattr(row, key)) for of, key in self._lines.last if of == mark}
        if after is None:
            return told
        there = self._plan.contact(kind) is not None
        defaults = {} if there else {key: one.default for key, one in fields.items() if one.default is not None}
        return {"used": USED, **defaults, **told}


def _numbers() -> list[str]:
    return [key for key in contact_fields() if key != "kind"]
