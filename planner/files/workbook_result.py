"""The sheet Resultat: the finding as a sentence, the clinic's quantities, one row per doctor and a chart."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planner.domain.plan import Plan
from planner.domain.results import CLINIC_QUANTITIES, NOT_A_DEMAND
from planner.files.layout import CALCULATION_SHEET, RESULT_SHEET
from planner.files.workbook_calculation import FIRST_DOCTOR_COLUMN, Rows
from planner.files.workbook_finding import finding_formula
from planner.files.workbook_step import CLINIC_STEP, Step
from planner.files.workbook_steps import doctor_inputs, doctor_steps
from planner.files.workbook_style import BLUE, GREY, LINE_HEIGHT, ORANGE, Book, formula, put
from planner.files.workbook_values import Values

# what a doctor's row shows, by the keys of the steps of Beräkning
DOCTOR_COLUMNS = (
    "patients", "named_patients", "current_list", "riktvarde", "load", "weekly_hours_needed",
    "contracted_weekly_hours", "eligibility", "eligibility_group", "eligibility_rules",
)  # fmt: skip
CHARTED = {
    "named_patients": (BLUE, None),
    "current_list": (ORANGE, "wide_upward_diagonal"),
    "riktvarde": (GREY, "dotted_grid"),
}
_CHART_ROWS = 18
_WIDTHS = (40, 17, 17, 17, 17, 17, 17, 17, 25, 16, 14)
_ALT_TEXT = (
    "Stapeldiagram med tre staplar per läkare: patienter enligt beräkningen, nuvarande lista och riktvärde."
    " Samma tal står i tabellen under diagrammet."
)


def write_result(book: Book, plan: Plan, values: Values, rows: Rows) -> None:
    """Resultat builds on the cells of Beräkning and adds nothing but words."""
    sheet = book.sheet(RESULT_SHEET, landscape=True, title="Så många kan vi ta hand om")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    formula(sheet, 1, 0, finding_formula(), book.style(bold=True, font_size=12), values.finding)
    put(sheet, 2, 0, NOT_A_DEMAND, book.note)
    _clinic_table(book, sheet, values)
    first = 4 + len(CLINIC_QUANTITIES) + 3 + _CHART_ROWS
    _chart(book, sheet, plan, first)
    _doctor_table(book, sheet, values, rows, first)
    sheet.freeze_panes(3, 1)
    printed = min(rows.doctors, max(10, len(plan.doctors)))
    sheet.print_area(0, 0, first + printed, len(DOCTOR_COLUMNS))
    sheet.fit_to_pages(1, 0)


def _clinic_table(book: Book, sheet: Worksheet, values: Values) -> None:
    put(sheet, 4, 0, "Enheten", book.header)
    for column, text in enumerate(("Värde", "Enhet", "Så räknas det"), start=1):
        put(sheet, 4, column, text, book.column_header if column == 1 else book.text_header)
    for row, one in enumerate(CLINIC_QUANTITIES, start=5):
        put(sheet, row, 0, one.label, book.text)
        look = book.result_style(one.kind, one.decimals, bold=True)
        formula(sheet, row, 1, f"={CLINIC_STEP}{one.key}", look, values.clinic[one.key])
        put(sheet, row, 2, one.unit, book.unit)
        put(sheet, row, 3, one.formula, book.style(indent=1, align="left"))


def _shown(key: str) -> Step:
    """The step of Beräkning that a column shows; an input counts as a step."""
    for step in doctor_steps():
        if step.key == key:
            return step
    declared = next(taken.declared for taken in doctor_inputs() if taken.key == key)
    return Step(key, declared.label, declared.unit, declared.help, "", "persons")


def _doctor_table(book: Book, sheet: Worksheet, values: Values, rows: Rows, first: int) -> None:
    put(sheet, first, 0, "Läkare", book.header)
    steps = [_shown(key) for key in DOCTOR_COLUMNS]
    for column, step in enumerate(steps, start=1):
        text = f"{step.label} ({step.unit})" if step.unit and step.shown == "number" else step.label
        put(sheet, first, column, text, book.text_header if step.shown == "text" else book.column_header)
    sheet.set_row(first, 3 * LINE_HEIGHT + 2)
    looks = [book.unit if step.shown == "text" else book.result_style(step.shown, step.decimals) for step in steps]
    for i in range(rows.doctors):
        row, source = first + 1 + i, xl_col_to_name(FIRST_DOCTOR_COLUMN + i)
        of_doctor = values.doctors[i] if i < len(values.doctors) else {}
        name = values.names[i] if i < len(values.doctors) else ""
        formula(sheet, row, 0, f"='{CALCULATION_SHEET}'!{source}{rows.doctor_header}", book.text, name)
        for column, (key, look) in enumerate(zip(DOCTOR_COLUMNS, looks, strict=True), start=1):
            text = f"='{CALCULATION_SHEET}'!{source}{rows.of_doctor[key]}"
            formula(sheet, row, column, text, look, of_doctor.get(key, ""))


def _chart(book: Book, sheet: Worksheet, plan: Plan, first: int) -> None:
    shown = len(plan.doctors) or 10
    chart = book.workbook.add_chart({"type": "column"})
    for key, (colour, pattern) in CHARTED.items():
        column = DOCTOR_COLUMNS.index(key) + 1
        fill = {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "white"}} if pattern else {
            "fill": {"color": colour}
        }  # fmt: skip
        chart.add_series(
            {
                "name": [RESULT_SHEET, first, column],
                "categories": [RESULT_SHEET, first + 1, 0, first + shown, 0],
                "values": [RESULT_SHEET, first + 1, column, first + shown, column],
                "border": {"color": colour},
                "gap": 80,
                **fill,
            }
        )
    chart.set_title({"name": "Patienter per läkare bredvid dagens lista och riktvärde", "name_font": {"size": 12}})
    chart.set_y_axis({"name": "personer", "num_format": "#,##0", "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"position": "bottom"})
    sheet.insert_chart(
        first - _CHART_ROWS, 0, chart,
        {"description": _ALT_TEXT, "object_position": 2, "x_offset": 4, "y_offset": 4,
         "x_scale": 2.0, "y_scale": 1.15},
    )  # fmt: skip
    about = f"Diagrammet visar de {shown} första raderna i tabellen nedan. Riktvärdet är en jämförelse."
    put(sheet, first - 1, 0, about, book.note)
