"""Tables as a workbook of their own, a sheet each: to read and to keep, with nothing to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from planner.files.workbook_style import Book, fit_row, put

NUMBERS, NOTHING = "#,##0.###", "Inget."
_NARROWEST, _WIDEST = 12, 60  # characters
_LONGEST_NAME, _NOT_IN_A_NAME = 31, str.maketrans("[]:*?/\\", "       ")


@dataclass(frozen=True)
class PlainSheet:
    """One table: the name of its sheet, its headings, and rows of texts and numbers (None = nothing)."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


def write_sheets(title: str, sheets: Sequence[PlainSheet], *, today: dt.date | None = None) -> bytes:
    """The tables as an .xlsx file. No text becomes a formula. The same sheets and `today` give the same bytes."""
    book = Book(title, today or dt.date.today())
    for one in sheets:
        _write(book, one)
    return book.close()


def _write(book: Book, one: PlainSheet) -> None:
    sheet = book.sheet(one.name.translate(_NOT_IN_A_NAME)[:_LONGEST_NAME], landscape=True, title=one.name)
    widths = [_width([row[i] for row in one.rows], heading) for i, heading in enumerate(one.headings)]
    for column, (heading, width) in enumerate(zip(one.headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        put(sheet, 2, column, heading, book.header)
    for at, row in enumerate(one.rows, start=3):
        for column, value in enumerate(row):
            number = isinstance(value, int | float)
            put(
                sheet,
                at,
                column,
                value,
                book.style(num_format=NUMBERS) if number else book.unit if column else book.text,
            )
        fit_row(sheet, at, zip(row, widths, strict=True))
    if not one.rows:
        put(sheet, 3, 0, NOTHING, book.note)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)


def _width(values: Sequence[str | float | None], heading: str) -> float:
    """Wide enough for most of the column's texts on one line."""
    texts = [heading, *(value if isinstance(value, str) else f"{value:,.3f}" for value in values if value is not None)]
    return min(_WIDEST, max(_NARROWEST, *(len(words) + 2 for words in texts)))
