"""The sheets that a user fills in: Enhet, Läkare and Läkarkontakter, and the lists behind their drop-downs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.reading import YES_NO
from planner.files.layout import (
    CELL_NAME,
    CLINIC_SHEET,
    CONTACTS_SHEET,
    DOCTOR_ROWS,
    DOCTORS_SHEET,
    FIELD_HEADER,
    HELP_HEADER,
    INPUT_SIGN,
    LISTS_SHEET,
    NOT_FILLED_IN,
    NOT_USED,
    SPARE_DOCTOR_ROWS,
    UNIT_HEADER,
    USED,
    USED_HEADER,
    VALUE_HEADER,
    clinic_fields,
    contact_fields,
    doctor_fields,
    heading,
)
from planner.files.scenario_columns import scenario_columns
from planner.files.workbook_style import LEGEND, LINE_HEIGHT, Book, fit_row, lines_needed, longest_word, put
from planner.files.workbook_tables import holiday_table
from planner.schema import Field

SIGN_HEADER, ORIGIN_HEADER = "Fyll i", "Standardvärde och källa"
DOCTORS_HEADER_ROW = 4  # counted from 0; the doctors follow
CONTACTS_HEADER_ROW = 5
DOCTOR_COLUMN, CONTACT_COLUMN = "Lakare_", "Kontakt_"  # defined names of the columns, with the field's key
CONTACT_ROWS = 30  # rows that the formulas look through
_DATES = (dt.date(1901, 1, 1), dt.date(2200, 12, 31))
_MESSAGE = 255  # Excel's longest message and literal list
Lists = Mapping[str, str]


def list_columns() -> dict[str, tuple[str, list[Any]]]:
    """The columns of the hidden sheet, in order: (heading, values) by the field's key, the holidays last."""
    declared = {**clinic_fields(), **contact_fields(), **doctor_fields(), **scenario_columns()}
    found: dict[str, tuple[str, list[Any]]] = {
        key: (one.label, choices_of(one)) for key, one in declared.items() if choices_of(one)
    }
    table = holiday_table()
    return found | {table.columns[0][0]: (table.title, [row[0] for row in table.rows])}


def list_ranges() -> Lists:
    """Where each drop-down list stands, by the field's key."""
    return {
        key: f"='{LISTS_SHEET}'!${xl_col_to_name(i)}$4:${xl_col_to_name(i)}${3 + len(values)}"
        for i, (key, (_, values)) in enumerate(list_columns().items())
    }


def write_lists(book: Book) -> None:
    """The hidden sheet with drop-down lists and holidays (a literal list in a cell may not exceed 255 characters)."""
    sheet = book.sheet(LISTS_SHEET, landscape=False, title="Listor som andra blad använder")
    look = book.style(num_format="yyyy-mm-dd", align="left")
    for column, (title, values) in enumerate(list_columns().values()):
        put(sheet, 2, column, title, book.header)
        for row, value in enumerate(values, start=3):
            put(sheet, row, column, value, look)
    holidays = holiday_table().columns[0][0]
    book.workbook.define_name(holidays, list_ranges()[holidays])
    sheet.set_column(0, len(list_columns()) - 1, 32)
    sheet.hide()


def choices_of(declared: Field) -> list[str]:
    """The words that can be chosen in a cell of this field."""
    if declared.kind == "choice":
        return list((declared.choices or {}).values())
    return [word for word in YES_NO if len(word) > 1] if declared.kind == "yes_no" else []


def limit(sheet: Worksheet, first: int, last: int, column: int, declared: Field, lists: Lists) -> None:
    """Let the cells take only what the declaration allows, with a message in Swedish when they do not."""
    rule: dict[str, Any]
    match declared.kind:
        case "choice" | "yes_no":
            rule = {"validate": "list", "source": lists[declared.key]}
        case "date":
            rule = {"validate": "date", "criteria": "between", "minimum": _DATES[0], "maximum": _DATES[1]}
        case "text":
            rule = {"validate": "length", "criteria": "<=", "value": int(declared.high or 200)}
        case kind:
            whole = "integer" if kind == "integer" else "decimal"
            rule = {"validate": whole, "criteria": "between", "minimum": declared.low, "maximum": declared.high}
    expected = "välj i listan" if declared.kind == "choice" else f"förväntade {declared.expected}"
    rule |= {"error_title": "Kontrollera värdet", "error_message": f"{declared.label}: {expected}."[:_MESSAGE]}
    sheet.data_validation(first, column, last, column, rule)


def explained(declared: Field) -> str:
    """The comment of a field: where to find the figure, what it may be, what stands there from the start and why."""
    lines = [declared.help]
    if declared.kind != "choice":
        span = declared.expected
        lines.append(f"Fyll i {span}" + (f", i {declared.unit}." if declared.unit not in ("", "%") else "."))
    if declared.optional:
        lines.append("Får lämnas tomt; tomt är inte noll.")
    return "\n".join(line for line in (*lines, origin(declared)) if line)


def origin(declared: Field) -> str:
    """The default and where it comes from, in words; empty where there is none."""
    default = declared.default_value()
    shown = f"Standardvärde: {declared.show_with_unit(default)}" if default is not None else ""
    return ". ".join(part for part in (shown, declared.origin and f"Källa: {declared.origin}") if part)


def comment(sheet: Worksheet, row: int, column: int, declared: Field) -> None:
    text = explained(declared)
    height = 20 + 16 * sum(lines_needed(line, 38) for line in text.split("\n"))
    sheet.write_comment(row, column, text, {"width": 260, "height": height, "font_size": 9, "author": "planner"})


def cell_value(declared: Field, value: Any) -> Any:
    """A field's value as its cell holds it: choices and yes/no in words, numbers and dates as such."""
    return value if value is None or declared.numeric or declared.kind in ("date", "text") else declared.show(value)


def write_clinic(book: Book, clinic: Clinic, lists: Lists) -> None:
    """Enhet: one row per field, under the headings of their groups."""
    sheet = book.sheet(CLINIC_SHEET, landscape=True, title="Enheten", lines=(LEGEND,))
    headers = (FIELD_HEADER, SIGN_HEADER, VALUE_HEADER, UNIT_HEADER, ORIGIN_HEADER, HELP_HEADER)
    widths = (42, 7, 28, 11, 38, 64)
    for column, (text, width) in enumerate(zip(headers, widths, strict=True)):
        sheet.set_column(column, column, width)
        put(sheet, 3, column, text, book.header)
    row, group = 4, ""
    for key, declared in clinic_fields().items():
        if declared.group != group:
            group = declared.group
            put(sheet, row, 0, group, book.heading)
            row += 1
        put(sheet, row, 0, declared.label, book.style(text_wrap=True, bold=declared.required))
        put(sheet, row, 1, INPUT_SIGN, book.style(align="center", font_color="#b35900"))
        put(sheet, row, 2, cell_value(declared, getattr(clinic, key)), book.input_style(declared))
        from_start = "Måste fyllas i" if declared.required else origin(declared)
        put(sheet, row, 3, declared.unit, book.unit)
        put(sheet, row, 4, from_start, book.text)
        put(sheet, row, 5, declared.help, book.text)
        fit_row(sheet, row, ((declared.label, widths[0]), (from_start, widths[4]), (declared.help, widths[5])))
        limit(sheet, row, row, 2, declared, lists)
        comment(sheet, row, 2, declared)
        book.workbook.define_name(CELL_NAME + key, f"='{CLINIC_SHEET}'!{xl_rowcol_to_cell(row, 2, True, True)}")
        row += 1
    sheet.freeze_panes(4, 1)
    sheet.repeat_rows(3)
    sheet.print_area(0, 0, row - 1, len(headers) - 1)
    sheet.fit_to_pages(1, 0)


def doctor_rows(plan: Plan) -> int:
    """How many rows Läkare has for doctors, used or not."""
    return max(DOCTOR_ROWS, len(plan.doctors) + SPARE_DOCTOR_ROWS)


def doctor_cell(key: str, number: int) -> str:
    """A doctor's cell in Läkare as a formula names it; a row that has been deleted breaks nothing but itself."""
    return f"INDEX({DOCTOR_COLUMN}{key},{number})"


def write_doctors(book: Book, plan: Plan, lists: Lists) -> None:
    """Läkare: one row per doctor, one column per field; the rows that are not used hold the defaults."""
    about = "En rad per läkare. En rad räknas när den har en signatur; övriga rader visar bara standardvärdena."
    sheet = book.sheet(DOCTORS_SHEET, landscape=True, title="Läkarna", lines=(about,), lines_in=1)
    fields, rows = doctor_fields(), doctor_rows(plan)
    unused = Doctor()
    column_headings(book, sheet, DOCTORS_HEADER_ROW, fields)
    last = DOCTORS_HEADER_ROW + rows
    for column, (key, declared) in enumerate(fields.items()):
        look = book.input_style(declared)
        for i in range(rows):
            doctor = plan.doctors[i] if i < len(plan.doctors) else unused
            value = cell_value(declared, getattr(doctor, key))
            if key == "doctor_id" and value is None and i < len(plan.doctors):
                value = NOT_FILLED_IN
            put(sheet, DOCTORS_HEADER_ROW + 1 + i, column, value, look)
        limit(sheet, DOCTORS_HEADER_ROW + 1, last, column, declared, lists)
        name = xl_col_to_name(column)
        where = f"='{DOCTORS_SHEET}'!${name}${DOCTORS_HEADER_ROW + 2}:${name}${last + 1}"
        book.workbook.define_name(DOCTOR_COLUMN + key, where)
    sheet.freeze_panes(DOCTORS_HEADER_ROW + 1, 1)
    sheet.repeat_rows(2, DOCTORS_HEADER_ROW)
    sheet.repeat_columns(0)
    sheet.print_area(0, 0, last, len(fields) - 1)
    sheet.fit_to_pages(3, 0)


def column_headings(book: Book, sheet: Worksheet, header_row: int, fields: Mapping[str, Field]) -> None:
    """Group, sign and unit above each column's label, and a comment on the label."""
    group, tallest = "", 1
    for column, declared in enumerate(fields.values()):
        words = [heading(declared), *choices_of(declared)]
        width = max(12, longest_word(words[0]) + 3, *(len(word) + 4 for word in words[1:]), 18 * (column == 0))
        sheet.set_column(column, column, 30 if (declared.high or 0) > 500 and declared.kind == "text" else width)
        tallest = max(tallest, lines_needed(words[0], width - 1))
        if declared.group != group:
            group = declared.group
            put(sheet, header_row - 2, column, group, book.heading)
        sign = f"{INPUT_SIGN} {declared.unit}".strip()
        put(sheet, header_row - 1, column, sign, book.style(font_color="#b35900"))
        put(sheet, header_row, column, heading(declared), book.header)
        comment(sheet, header_row, column, declared)
    sheet.set_row(header_row, LINE_HEIGHT * tallest + 2)


def contact_rows(clinic: Clinic) -> list[tuple[Contact, bool]]:
    """The rows of Läkarkontakter, and whether each stands in the plan: every kind has one, in the declared order."""
    rows: list[tuple[Contact, bool]] = []
    for kind in CONTACT_KINDS:
        found = [(row, True) for row in clinic.contacts if row.kind == kind]
        rows += found or [(Contact(kind=kind), False)]
    return rows + [(row, True) for row in clinic.contacts if row.kind is None]


def write_contacts(book: Book, clinic: Clinic, lists: Lists) -> None:
    """Läkarkontakter: one row per kind; beside it a formula that says whether the row is used."""
    total = clinic_fields()["direct_hours_per_year"]
    lines = (
        "En rad per typ, för hela enheten under ett år. Typer som ni inte har lämnar du tomma.",
        f"Fyll antingen i tabellen eller {total.label} på bladet {CLINIC_SHEET}, inte båda.",
    )
    sheet = book.sheet(CONTACTS_SHEET, landscape=True, title="Läkarkontakter på ett år", lines=lines)
    fields = contact_fields()
    column_headings(book, sheet, CONTACTS_HEADER_ROW, fields)
    put(sheet, CONTACTS_HEADER_ROW, len(fields), USED_HEADER, book.header)
    first, rows = CONTACTS_HEADER_ROW + 1, contact_rows(clinic)
    for i, (contact, planned) in enumerate(rows):
        values = contact_cells(contact, planned=planned)
        for column, (key, declared) in enumerate(fields.items()):
            put(sheet, first + i, column, values[key], book.input_style(declared))
        used = _used_formula(first + i + 1)
        sheet.write_formula(first + i, len(fields), used, book.style(align="center"), USED if planned else NOT_USED)
    last = first + len(rows) - 1
    for column, (key, declared) in enumerate(fields.items()):
        limit(sheet, first, last, column, declared, lists)
        _name_column(book, key, column)
    _name_column(book, "used", len(fields))
    sheet.set_column(len(fields), len(fields), 12)
    sheet.freeze_panes(CONTACTS_HEADER_ROW + 1, 1)
    sheet.print_area(0, 0, last, len(fields) + 4)
    sheet.fit_to_pages(1, 0)


def contact_cells(contact: Contact, *, planned: bool) -> dict[str, Any]:
    """What the cells of a row hold; words where nothing else would show that it stands in the plan."""
    values = {key: cell_value(declared, getattr(contact, key)) for key, declared in contact_fields().items()}
    return {**values, "contacts_per_year": NOT_FILLED_IN} if planned and not _looks_used(contact) else values


def _name_column(book: Book, key: str, column: int) -> None:
    name, first = xl_col_to_name(column), CONTACTS_HEADER_ROW + 2
    where = f"='{CONTACTS_SHEET}'!${name}${first}:${name}${first + CONTACT_ROWS - 1}"
    book.workbook.define_name(CONTACT_COLUMN + key, where)


def _looks_used(contact: Contact) -> bool:
    """Whether the row's cells alone show that it stands in the plan; the same as `_used_formula`."""
    default = contact_fields()["documentation_minutes"].default
    documented = contact.documentation_minutes not in (None, default)
    return contact.contacts_per_year is not None or contact.minutes is not None or documented


def _used_formula(row: int) -> str:
    columns = {key: xl_col_to_name(i) for i, key in enumerate(contact_fields())}
    contacts, minutes, documented = (
        f"{columns[key]}{row}" for key in ("contacts_per_year", "minutes", "documentation_minutes")
    )
    default = contact_fields()["documentation_minutes"].default
    own = f'AND({documented}<>"",{documented}<>{default:g})'
    return f'=IF(OR({contacts}<>"",{minutes}<>"",{own}),"{USED}","{NOT_USED}")'
