"""What stands in the cells of a workbook that has been opened safely, as values of Python's own types?"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner import swedish
from planner.files.layout import NOT_FILLED_IN
from planner.files.sheet_scan import column_letters
from planner.swedish import name_key

_EMPTY_WORDS = ("", name_key(NOT_FILLED_IN))
_DAY_ZERO, _DAY_ZERO_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
_LEAP_DAY_THAT_NEVER_WAS = 60  # Excel counts a 29 February 1900


@dataclass(frozen=True)
class Cell:
    """One filled cell. `hint` is set when it holds no value at all: a formula, an error or something unreadable."""

    row: int
    column: int
    value: Any
    hint: str = ""

    @property
    def text(self) -> str:
        """The text of the cell as a key, empty when it holds no text."""
        return name_key(self.value) if isinstance(self.value, str) else ""

    @property
    def empty(self) -> bool:
        """Nothing is filled in: blanks, or the words for it."""
        return not self.hint and isinstance(self.value, str) and len(self.value) < 40 and self.text in _EMPTY_WORDS

    @property
    def blank(self) -> bool:
        """Nothing at all in the cell; the words for "not filled in" make the row one that is there."""
        return not self.hint and isinstance(self.value, str) and not self.value.strip()


@dataclass(frozen=True)
class Sheet:
    """One sheet's filled cells by row and column, both from 1."""

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]

    def where(self, row: int, column: int) -> str:
        return f"{self.name}!{column_letters(column)}{row}"

    def cell(self, row: int, column: int) -> Cell | None:
        return self.rows.get(row, {}).get(column)

    def column_hidden(self, column: int) -> bool:
        return any(low <= column <= high for low, high in self.hidden_columns)


@dataclass(frozen=True)
class Book:
    """A workbook: the names of all its sheets, the sheets that were read, and its defined names."""

    sheet_names: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    links: bool

    def called(self, name: str) -> list[Sheet]:
        """The sheets that were read and whose name is the same, capitals and blanks aside."""
        return [sheet for sheet in self.sheets if name_key(sheet.name) == name_key(name)]

    def named_cell(self, name: str, sheet: Sheet) -> tuple[int, int] | None:
        """(row, column) of the one cell of `sheet` that a defined name stands for."""
        reference = next((ref for known, ref in self.names.items() if known.casefold() == name.casefold()), "")
        of_sheet, _, place = reference.rpartition("!")
        if name_key(of_sheet.strip("'").replace("''", "'")) != name_key(sheet.name):
            return None
        return cell_place(place.replace("$", ""))


def cell_place(text: str) -> tuple[int, int] | None:
    """(row, column) of a cell such as F7, None when `text` is no single cell."""
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    if not digits or not 1 <= len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits[:8]), column


def book_of(answer: Mapping[str, Any]) -> Book:
    """The book that the child process told of. Raises KeyError, TypeError or ValueError when it told something else."""
    return Book(
        tuple(map(str, answer["sheets"])),
        tuple(_sheet(sheet, bool(answer["date1904"])) for sheet in answer["read"]),
        {str(name): str(reference) for name, reference in answer["names"].items()},
        bool(answer["links"]),
    )


def _sheet(told: Mapping[str, Any], date1904: bool) -> Sheet:
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for row, column, kind, value in told["cells"]:
        rows[row][column] = _cell(row, column, kind, value, date1904)
    return Sheet(
        str(told["name"]), bool(told["hidden"]), dict(sorted(rows.items())), tuple(_ranges(told["merged"])),
        frozenset(told["hidden_rows"]), tuple((low, high) for low, high in told["hidden_columns"]),
    )  # fmt: skip


def _ranges(references: list[str]) -> Iterator[tuple[int, int, int, int]]:
    for reference in references:
        first, _, last = reference.partition(":")
        start, end = cell_place(first), cell_place(last or first)
        if start and end:
            yield (*start, *end)


def _cell(row: int, column: int, kind: str, value: Any, date1904: bool) -> Cell:
    match kind:
        case "s" | "n" | "b":
            return Cell(row, column, value)
        case "d" | "t" if isinstance(value, int | float):
            moment = _moment(value, kind, date1904)
            return Cell(row, column, value, "datumet ligger utanför kalendern") if moment is None else Cell(
                row, column, moment
            )  # fmt: skip
        case "f" if value == "":
            return Cell(
                row, column, "en formel",
                "formeln har inget sparat resultat; öppna och spara filen i Excel, och klistra in resultatet som värde",
            )  # fmt: skip
        case "f":
            return Cell(row, column, value, "cellen innehåller en formel; klistra in resultatet som värde")
        case "e":
            return Cell(row, column, value, "cellen visar ett fel; skriv värdet i stället")
        case _:
            return Cell(row, column, value, "det går inte att läsa som ett värde; skriv det igen")


def _moment(serial: float, kind: str, date1904: bool) -> dt.date | dt.time | dt.timedelta | None:
    """The date, time or duration that Excel's day number shows, None when there is no such day."""
    days = dt.timedelta(days=round(serial * 86_400) / 86_400) if abs(serial) < 3e6 else None
    if days is None or serial < 0:
        return None
    if kind == "t":
        return (_DAY_ZERO + days).time() if serial < 1 else days
    start = _DAY_ZERO_1904 if date1904 else _DAY_ZERO
    if not date1904 and serial < _LEAP_DAY_THAT_NEVER_WAS:
        days += dt.timedelta(days=1)
    try:
        moment = start + days
    except OverflowError:
        return None
    return moment.date() if moment.time() == dt.time() else moment


def shown(value: Any) -> Any:
    """A value as it should be quoted: a duration in hours as Excel shows it."""
    if isinstance(value, dt.timedelta):
        return f"{swedish.exact(round(value.total_seconds() / 3600, 4))} h"
    return value
