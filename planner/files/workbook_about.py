"""The sheets that are read: Läs mig, Riktvärden, Vem räknas, Ordlista and Metadata."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

import planner
from planner.domain.plan import Plan, doctor_path
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, NOT_A_DEMAND
from planner.files.layout import (
    CALCULATION_SHEET,
    CLINIC_SHEET,
    COMMENTS_SHEET,
    COMPARISON_SHEET,
    CONFIRMED_KEY,
    CONTACTS_SHEET,
    DATA_HEADER,
    DATE_KEY,
    DOCTORS_SHEET,
    GLOSSARY_SHEET,
    KEY_HEADER,
    METADATA_SHEET,
    README_SHEET,
    RESULT_SHEET,
    RIKTVARDEN_SHEET,
    RULES_SHEET,
    SCENARIOS_SHEET,
    SCHEMA_KEY,
    SCHEMA_VERSION,
    VERSION_KEY,
    clinic_fields,
    contact_fields,
    doctor_fields,
)
from planner.files.scenario_columns import comment_columns, scenario_columns
from planner.files.workbook_inputs import origin
from planner.files.workbook_style import INPUT_FILL, LEGEND, LINE, Book, fit_row, put
from planner.files.workbook_tables import (
    Table,
    competence_table,
    employment_table,
    otherwise_table,
    outcome_table,
    riktvarde_table,
    rules_in_words,
)
from planner.schema import Field, Record, fields_of
from planner.sources import source_text

_README = (
    ("Så gör du", ""),
    ("1", f"Fyll i bladet {CLINIC_SHEET}: enheten, patienterna och arbetstiden."),
    ("2", f"Fyll i bladet {DOCTORS_SHEET}: en rad per läkare. Skriv en signatur, inte ett personnummer."),
    ("3", f"Fyll i bladet {CONTACTS_SHEET}: hur många kontakter läkarna hade förra året och hur lång tid en tog."),
    ("4", f"Läs svaret på bladet {RESULT_SHEET}. Arbetsboken räknar om sig själv när du ändrar något."),
    ("5", f"Vill du veta varför talet blev som det blev: varje steg står på bladet {CALCULATION_SHEET}."),
    ("6", "Öppna arbetsboken i programmet, så kontrolleras den och du kan pröva ändringar."),
    ("7", f"Scenarier från programmet står på bladet {SCENARIOS_SHEET} och räknas på var sitt blad. Bladet"
          f" {COMPARISON_SHEET} ställer dem bredvid varandra."),
    ("Bra att veta", ""),
    ("✎", LEGEND.removeprefix("✎ ") + " Peka på cellen eller rubriken för att läsa var du hittar uppgiften."),
    ("•", "Tomt är inte noll. Det som bygger på en tom uppgift blir ”ej beräkningsbart”."),
    ("•", "Standardvärden som programmet har valt står i cellerna. Byt dem mot era egna uppgifter när ni har dem."),
    ("•", "Du kan flytta kolumner och lägga till egna blad och kolumner. Låt rubrikerna stå kvar."),
    ("•", f"Andelar skrivs i procent (80 %), datum som 2026-11-21. Alla ord förklaras på bladet {GLOSSARY_SHEET}."),
    ("Vad talet är och inte är", ""),
    ("•", NOT_A_DEMAND),
    ("•", "Riktvärdet är en jämförelse. Det är varken golv eller tak."),
    ("•", "Använd inte talet för löner, för att jämföra personer eller för att avgöra en patients vård."),
    ("•", "Stegen är vår rekonstruktion av balansen mellan läkarnas tid och patienternas behov: "
          + "; ".join(source_text(key) for key in ("sos_stod", "lt_verktyg", "murray2007", "weber2019")) + "."),
)  # fmt: skip


def write_readme(book: Book) -> None:
    sheet = book.sheet(README_SHEET, landscape=False, title="Hur många patienter kan varje läkare ha?")
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 92)
    row = 2
    for sign, text in _README:
        if text:
            fill = {"bg_color": INPUT_FILL, "border": 1} if sign == "✎" else {}
            put(sheet, row, 0, sign, book.style(align="center", **fill))
            put(sheet, row, 1, text, book.text)
            fit_row(sheet, row, ((text, 92),))
        else:
            row += 1
            put(sheet, row, 0, sign, book.heading)
        row += 1
    sheet.print_area(0, 0, row, 1)
    sheet.fit_to_pages(1, 0)


def _write_table(book: Book, sheet: Worksheet, row: int, table: Table, widths: Sequence[float]) -> int:
    """A titled table with its columns named for the formulas; the next free row."""
    put(sheet, row, 0, table.title, book.heading)
    fit_row(sheet, row + 1, ((text, width) for (_, text), width in zip(table.columns, widths, strict=False)))
    for column, (name, text) in enumerate(table.columns):
        put(sheet, row + 1, column, text, book.header)
        if name:
            first = xl_rowcol_to_cell(row + 2, column, True, True)
            last = xl_rowcol_to_cell(row + 1 + len(table.rows), column, True, True)
            book.workbook.define_name(name, f"='{sheet.get_name()}'!{first}:{last}")
    for i, values in enumerate(table.rows, start=row + 2):
        for column, value in enumerate(values):
            put(sheet, i, column, value, _look(book, value))
        fit_row(sheet, i, zip(values, widths, strict=False))
    return row + 2 + len(table.rows)


def _look(book: Book, value: Any) -> Any:
    if isinstance(value, dt.date):
        return book.style(num_format="yyyy-mm-dd", align="left", **LINE)
    return (
        book.style(text_wrap=True, **LINE)
        if isinstance(value, str)
        else book.style(num_format="#,##0", align="left", **LINE)
    )


def write_riktvarden(book: Book) -> None:
    """The table that the formulas look up in, with every row's source."""
    sheet = book.sheet(
        RIKTVARDEN_SHEET, landscape=True, title="Riktvärden att jämföra med",
        lines=(
            "Värdet för regionen, befattningen och ST-året den 1 januari planens år används; annars det nationella.",
            "Ett riktvärde är en jämförelse, varken golv eller tak.",
        ),
    )  # fmt: skip
    widths = (22, 16, 9, 9, 13, 13, 14, 54, 58)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    end = _write_table(book, sheet, 4, riktvarde_table(), widths)
    _page(sheet, end, 9, header_row=5)


def write_rules(book: Book) -> None:
    """Every region's rule in words, then the tables that the formulas look up in."""
    sheet = book.sheet(
        RULES_SHEET, landscape=True, title="Vem räknas som fast läkarkontakt?",
        lines=(
            "Regler som vi har läst. Övriga regioner följer Nationell: den definition som regeringen föreslog 2021.",
            "Befattning och specialitet avgör först, sedan anställningsform och handledning; strängaste svaret gäller.",
        ),
    )  # fmt: skip
    widths = (20, 9, 36, 24, 16, 13, 52, 9, 24, 34)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    end = _write_table(book, sheet, 4, rules_in_words(), widths)
    last = end
    for table in (outcome_table(), competence_table(), employment_table(), otherwise_table()):
        last = _write_table(book, sheet, last + 1, table, widths)
    sheet.set_h_pagebreaks([end])
    _page(sheet, last, 10, header_row=5)


def _page(sheet: Worksheet, end: int, columns: int, *, header_row: int) -> None:
    sheet.freeze_panes(header_row + 1, 1)
    sheet.print_area(0, 0, end - 1, columns - 1)
    sheet.fit_to_pages(1, 0)


def write_glossary(book: Book) -> None:
    """Every field and every quantity: what it is called, its unit, what it means and where it comes from."""
    sheet = book.sheet(GLOSSARY_SHEET, landscape=True, title="Ordlista")
    headers = ("Ord", "Finns på", "Enhet", "Förklaring", "Tillåtna värden", "Standardvärde och källa")
    widths = (38, 17, 13, 68, 36, 46)
    for column, (text, width) in enumerate(zip(headers, widths, strict=True)):
        sheet.set_column(column, column, width)
        put(sheet, 2, column, text, book.header)
    row = 3
    for values in (*_field_rows(), *_quantity_rows()):
        for column, value in enumerate(values):
            put(sheet, row, column, value, book.style(text_wrap=True, bold=column == 0, **LINE))
        fit_row(sheet, row, zip(values, widths, strict=True))
        row += 1
    sheet.repeat_rows(2)
    _page(sheet, row, len(headers), header_row=2)


def _field_rows() -> Iterator[tuple[str, ...]]:
    sheets: tuple[tuple[str, Mapping[str, Field]], ...] = (
        (CLINIC_SHEET, clinic_fields()), (DOCTORS_SHEET, doctor_fields()), (CONTACTS_SHEET, contact_fields()),
        (SCENARIOS_SHEET, scenario_columns()), (COMMENTS_SHEET, comment_columns()),
    )  # fmt: skip
    for sheet, fields in sheets:
        for one in fields.values():
            yield one.label, sheet, one.unit, one.help, one.expected, origin(one) or "uppgift från enheten"


def _quantity_rows() -> Iterator[tuple[str, ...]]:
    method = "; ".join(source_text(key) for key in ("murray2007", "weber2019"))
    for place, quantities in (("per läkare", DOCTOR_QUANTITIES), ("hela enheten", CLINIC_QUANTITIES)):
        for one in quantities:
            yield (
                one.label,
                f"{CALCULATION_SHEET}, {place}",
                one.unit,
                one.formula,
                "räknas ut",
                f"Metod efter {method}",
            )


def write_metadata(book: Book, plan: Plan, today: dt.date) -> None:
    """Versions, the date, and the paths of values that equal the default but are the user's own."""
    sheet = book.sheet(METADATA_SHEET, landscape=False, title="Om filen")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 70)
    rows = [
        (KEY_HEADER, DATA_HEADER),
        (SCHEMA_KEY, SCHEMA_VERSION),
        (VERSION_KEY, planner.__version__),
        (DATE_KEY, today.isoformat()),
        *((CONFIRMED_KEY, path) for path in confirmed_paths(plan)),
    ]
    for row, (key, value) in enumerate(rows, start=2):
        look = book.header if row == 2 else book.text
        put(sheet, row, 0, key, look)
        put(sheet, row, 1, value, look)
    sheet.freeze_panes(3, 0)
    sheet.print_area(0, 0, len(rows) + 1, 1)
    sheet.fit_to_pages(1, 0)


def confirmed_paths(plan: Plan) -> Iterator[str]:
    """The path of every value that equals its default and that the user has given or confirmed."""
    yield from _confirmed(plan.clinic, "clinic")
    for row in plan.clinic.contacts:
        yield from _confirmed(row, f"clinic.contacts.{row.kind}")
    for place, doctor in enumerate(plan.doctors):
        yield from _confirmed(doctor, doctor_path(doctor.doctor_id, place))


def _confirmed(record: Record, path: str) -> Iterator[str]:
    for key, declared in fields_of(type(record)).items():
        value = getattr(record, key)
        set_by_user = key in record.model_fields_set and declared.kind != "rows" and value is not None
        if set_by_user and value == declared.default_value():
            yield f"{path}.{key}"
