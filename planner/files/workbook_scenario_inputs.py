"""The sheets Scenarier and Kommentarer: what is kept with the plan, one row per change and per comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from planner.domain.change_words import (
    ADD,
    FOLLOW,
    GIVEN,
    NEW,
    PER_LISTED,
    REMOVE,
    SET,
    TIMES,
    WAYS,
    value_label,
    way_of,
)
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, field_at
from planner.domain.scenario import Change, Scenario
from planner.files.layout import COMMENTS_SHEET, NOT_FILLED_IN, SCENARIOS_SHEET
from planner.files.scenario_columns import CommentRow, comment_columns, scenario_columns
from planner.files.workbook_inputs import Lists, cell_value, column_headings, limit
from planner.files.workbook_style import GREY, INPUT_FILL, Book, fit_row, put
from planner.schema import Field, fields_of

HEADER_ROW = 5  # counted from 0
SPARE_ROWS = 40
SCENARIO_COLUMN = "Scenario_"  # defined names of the columns, with the field's key
Row = Mapping[str, Any]


def scenario_rows(plan: Plan) -> Iterator[Row]:
    """The rows of Scenarier. A scenario's own fields stand on its first row; one without changes has that row alone."""
    row = 0
    for number, scenario in enumerate(plan.scenarios, start=1):
        own: dict[str, Any] = {key: getattr(scenario, key) for key in fields_of(Scenario)}
        for change in list(change_rows(scenario)) or [{}]:
            row += 1
            yield {"row": row, "number": number, **own, **change}
            own = {"name": scenario.name}


def change_rows(scenario: Scenario) -> Iterator[Row]:
    """A row for each change, and for each value that an added doctor is given."""
    for one in scenario.changes:
        yield {"what": value_label(one.path), "way": way_of(one), "value": _value(one), "path": one.path}
        if isinstance(one.value, Doctor):
            given = one.value.model_fields_set - {"doctor_id"}
            for key in (key for key in fields_of(Doctor) if key in given):
                path = f"{one.path}.{key}"
                value = getattr(one.value, key)
                yield {"what": value_label(path), "way": GIVEN, "value": _in_words(path, value), "path": path}


def _value(one: Change) -> Any:
    if way_of(one) in (NEW, REMOVE, FOLLOW):
        return None
    return one.value if one.operation in (ADD, TIMES, PER_LISTED) else _in_words(one.path, one.value)


def _in_words(path: str, value: Any) -> Any:
    """A value as its cell holds it. Empty is said in words: an empty cell would be a value forgotten."""
    if value in (None, ""):
        return NOT_FILLED_IN
    try:
        return cell_value(field_at(path), value)
    except KeyError:
        return value


def value_style(book: Book, row: Row) -> Format:
    """The look of a value's cell, by the field that is changed: shares in per cent, dates as dates."""
    by_field = row.get("way") in (WAYS[SET], WAYS[ADD], WAYS[GIVEN])
    try:
        declared = field_at(row["path"]) if by_field else None
    except KeyError:
        declared = None
    return book.input_style(declared) if declared else book.style(**_PLAIN)


_PLAIN = {"bg_color": INPUT_FILL, "border": 1, "border_color": GREY, "align": "right", "locked": False}


def write_scenarios(book: Book, plan: Plan, lists: Lists) -> None:
    """Scenarier: what each scenario changes in the plan; its own sheet takes the value from here."""
    about = (
        "En rad per ändring. Ändra ett värde här, så räknas scenariots eget blad om. Utgångsläget står på de andra"
        " gula bladen.",
        "Nya rader räknas när arbetsboken har lästs in i programmet. Ett scenario utan ändringar har en rad.",
    )
    sheet = book.sheet(SCENARIOS_SHEET, landscape=True, title="Scenarier", lines=about)
    rows = [{**row, "way": WAYS.get(row.get("way", ""))} for row in scenario_rows(plan)]
    looks = [value_style(book, row) for row in rows]
    fields = scenario_columns()
    _table(book, sheet, fields, rows, {"value": looks}, lists)
    last = HEADER_ROW + 1 + len(rows) + SPARE_ROWS
    for column, key in enumerate(fields):
        name = xl_col_to_name(column)
        where = f"='{SCENARIOS_SHEET}'!${name}${HEADER_ROW + 2}:${name}${last}"
        book.workbook.define_name(SCENARIO_COLUMN + key, where)


def write_comments(book: Book, plan: Plan, lists: Lists) -> None:
    """Kommentarer: what someone has said of a value."""
    about = ("En rad per kommentar. Skriv vilken uppgift den gäller och vad som inte stämmer.", "")
    sheet = book.sheet(COMMENTS_SHEET, landscape=True, title="Kommentarer", lines=about)
    rows: list[Row] = []
    for one in plan.comments:
        values = {key: getattr(one, key) for key in fields_of(CommentRow) if key != "what"}
        there = any(value is not None for value in values.values())
        rows.append({"what": value_label(one.path or ""), **values, **({} if there else {"text": NOT_FILLED_IN})})
    _table(book, sheet, comment_columns(), rows, {}, lists)


def _table(
    book: Book,
    sheet: Any,
    fields: Mapping[str, Field],
    rows: Sequence[Row],
    looks: Mapping[str, list[Format]],
    lists: Lists,
) -> None:
    """The rows under their headings, and empty ones to fill in; a value of any kind is not limited to text."""
    column_headings(book, sheet, HEADER_ROW, fields)
    last = HEADER_ROW + len(rows) + SPARE_ROWS
    for column, (key, declared) in enumerate(fields.items()):
        common = book.input_style(declared)
        own = looks.get(key, [])
        for i in range(len(rows) + SPARE_ROWS):
            look = own[i] if i < len(own) else book.style(**_PLAIN) if key == "value" else common
            put(sheet, HEADER_ROW + 1 + i, column, rows[i].get(key) if i < len(rows) else None, look)
        if key != "value":
            limit(sheet, HEADER_ROW + 1, last, column, declared, lists)
        sheet.set_column(column, column, _WIDTHS.get(key, 16))
    for i, row in enumerate(rows, start=HEADER_ROW + 1):
        fit_row(sheet, i, ((row.get(key), width) for key, width in _WIDTHS.items()))
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.repeat_rows(HEADER_ROW - 2, HEADER_ROW)
    sheet.print_area(0, 0, HEADER_ROW + len(rows) + 5, len(fields) - 1)
    sheet.fit_to_pages(1, 0)


_WIDTHS = {
    "row": 7, "number": 10, "name": 38, "reason": 38, "colleague_hours": 20, "colleague_listed": 16,
    "what": 44, "way": 24, "value": 27, "path": 44, "text": 60,
}  # fmt: skip
