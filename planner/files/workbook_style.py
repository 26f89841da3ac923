"""How does a sheet of the workbook look, and how is a value put into a cell? One place for formats and pages."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.domain.results import NOT_A_DEMAND
from planner.files.layout import INPUT_SIGN
from planner.schema import Field

INK, GREY, BLUE, ORANGE, PALE_BLUE, INPUT_FILL = "#1b1b1b", "#5f6b73", "#00578a", "#b35900", "#e6f0f6", "#fff6d5"
LEGEND = f"{INPUT_SIGN} Gula celler fyller du i. Övriga celler räknas ut."
A4 = 9
LINE = {"bottom": 4, "bottom_color": GREY}
LINE_HEIGHT = 15
_WHOLE = 2**53
_SAFE = 0.93  # a computer without the font takes a wider one
NUMBER_FORMATS = {"persons": "#,##0", "date": "yyyy-mm-dd", "share": "0.0%", "integer": "#,##0"}
# a text that is typed stays as typed; a cell with a formula must not have this format, or editing it kills it
TYPED_TEXT = "@"


class PlainWorksheet(Worksheet):
    """A sheet whose formulas hold no function newer than Excel 2016 (a test sees to it), so that xlsxwriter need not
    look for thirty of them in every formula: writing takes half the time."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        """A number with all its digits, so that it comes back as it was; the library keeps sixteen of seventeen."""
        attr = "".join(f' {key}="{value}"' for key, value in attributes)
        self.fh.write(f"<c{attr}><v>{_exactly(number)}</v></c>")


def _exactly(number: float) -> str:
    """The shortest text that is read back as the same number."""
    return f"{number:.0f}" if float(number).is_integer() and abs(number) < _WHOLE else repr(float(number)).upper()


class Book:
    """A workbook being written, with its formats (each made once)."""

    def __init__(self, title: str, today: dt.date) -> None:
        self._stream = io.BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        self.workbook = xlsxwriter.Workbook(self._stream, options)
        created = dt.datetime.combine(today, dt.time())
        self.workbook.set_properties({"title": title, "created": created, "comments": NOT_A_DEMAND})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def style(self, **properties: Any) -> Format:
        """The format with these properties, text at the top of the cell in ink."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({"font_color": INK, "valign": "top", **properties})
        return self._formats[key]

    @property
    def title(self) -> Format:
        return self.style(bold=True, font_size=16, font_color=BLUE)

    @property
    def heading(self) -> Format:
        return self.style(bold=True, font_size=12, font_color=BLUE)

    @property
    def header(self) -> Format:
        return self.style(bold=True, text_wrap=True, bg_color=PALE_BLUE, bottom=1, bottom_color=BLUE)

    @property
    def column_header(self) -> Format:
        """The header of a column of numbers."""
        return self.style(bold=True, text_wrap=True, bg_color=PALE_BLUE, bottom=1, bottom_color=BLUE, align="right")

    @property
    def text_header(self) -> Format:
        """The header of a column of words beside one of numbers."""
        return self.style(
            bold=True, text_wrap=True, bg_color=PALE_BLUE, bottom=1, bottom_color=BLUE, align="left", indent=1
        )

    @property
    def text(self) -> Format:
        return self.style(text_wrap=True)

    @property
    def note(self) -> Format:
        return self.style(font_color=GREY)

    def input_style(self, declared: Field) -> Format:
        """The look of a cell that the user fills in: its colour, border and number format."""
        align = "left" if declared.kind in ("text", "choice", "yes_no") else "right"
        return self.style(
            bg_color=INPUT_FILL, border=1, border_color=GREY, align=align, locked=False,
            num_format=input_number_format(declared), text_wrap=declared.kind == "text",
        )  # fmt: skip

    def result_style(self, shown: str, decimals: int = 1, **more: Any) -> Format:
        """The look of a worked-out number; `shown` as in `workbook_steps.Step`."""
        return self.style(num_format=result_number_format(shown, decimals), align="right", **more)

    @property
    def unit(self) -> Format:
        return self.style(text_wrap=True, indent=1, align="left")

    def sheet(
        self, name: str, *, landscape: bool, title: str, lines: tuple[str, ...] = (), lines_in: int = 0
    ) -> Worksheet:
        """A new sheet on A4, with a title in A1 and lines of text below it, from column number `lines_in`."""
        sheet = self.workbook.add_worksheet(name, PlainWorksheet)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        if landscape:
            sheet.set_landscape()
        sheet.hide_gridlines(2)
        sheet.set_footer("&L&A&RSida &P av &N")
        sheet.write_string(0, 0, title, self.title)
        sheet.set_row(0, 24)
        for row, line in enumerate(lines, start=1):
            sheet.write_string(row, lines_in, line, self.note)
        return sheet

    def close(self) -> bytes:
        self.workbook.close()
        return self._stream.getvalue()


def input_number_format(declared: Field) -> str:
    match declared.kind:
        case "share" | "date":
            return NUMBER_FORMATS[declared.kind]
        case "integer" if declared.key != "year":
            return NUMBER_FORMATS["integer"]
        case "text":
            return TYPED_TEXT
    return "General"


def result_number_format(shown: str, decimals: int) -> str:
    if shown == "number":
        return "#,##0" + ("." + "0" * decimals if decimals else "")
    return NUMBER_FORMATS.get(shown, "General")


def put(sheet: Worksheet, row: int, column: int, value: Any, look: Format) -> None:
    """Write a value as what it is; a text is never taken for a formula or a link. None leaves the cell empty."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), look)
    else:
        sheet.write_number(row, column, value, look)


def formula(sheet: Worksheet, row: int, column: int, text: str, look: Format, value: float | str) -> None:
    """Write a formula with the value that Python gives it."""
    sheet.write_formula(row, column, text, look, value)


def longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)


def fit_row(sheet: Worksheet, row: int, cells: Iterable[tuple[Any, float]]) -> None:
    """Make the row as high as its wrapped texts need: (text, width of its column). LibreOffice does not do it."""
    lines = max((lines_needed(value, width) for value, width in cells if isinstance(value, str)), default=1)
    if lines > 1:
        sheet.set_row(row, LINE_HEIGHT * lines + 2)


def lines_needed(text: str, width: float) -> int:
    """How many lines `text` takes when wrapped in a column of `width` characters, near enough."""
    lines, used, width = 1, 0, width * _SAFE
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + (1 if used else 0)
    return lines
