"""Is the workbook what a user was promised: marked inputs, Swedish messages, live formulas, nothing dangerous?"""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from planner.calc.clinic import calculate
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, Quantity
from planner.files import layout, workbook_steps
from planner.files.layout import (
    CALCULATION_SHEET,
    CLINIC_SHEET,
    CONTACTS_SHEET,
    DOCTORS_SHEET,
    GLOSSARY_SHEET,
    INPUT_SIGN,
    LISTS_SHEET,
    METADATA_SHEET,
    NOT_COMPUTABLE,
    NOT_FILLED_IN,
    RESULT_SHEET,
    clinic_fields,
    contact_fields,
    doctor_fields,
)
from planner.files.workbook import template, write_workbook
from planner.files.workbook_inputs import choices_of
from tests.files.sheets import clinic_cell, contact_cell, disagreements, doctor_cell
from tests.plans import random_plan
from tests.recalculate import Live, differences, recalculated, stored

TODAY = dt.date(2026, 11, 21)
FUNCTIONS = {
    "ABS", "AND", "COUNT", "COUNTIF", "COUNTIFS", "DATE", "IF", "IFERROR", "INDEX", "INT", "ISNUMBER", "MATCH", "MAX",
    "MEDIAN", "MIN", "MOD", "NA", "NETWORKDAYS", "NOT", "OR", "RIGHT", "ROUND", "SUM", "SUMIFS", "SUMPRODUCT", "TRIM",
}  # fmt: skip
CONTACTS = (
    Contact(kind="planned_visit", contacts_per_year=9680.0, minutes=25.0, documentation_minutes=10.0),
    Contact(kind="digital", contacts_per_year=7920.0, minutes=8.0, documentation_minutes=4.0),
)


def clinic(**values: object) -> Clinic:
    return Clinic(**{"name": "Enhet A", "year": 2026, "listed_patients": 8800, "contacts": CONTACTS, **values})


PLAN = Plan(clinic=clinic(), doctors=(Doctor(doctor_id="A", current_list=1100), Doctor(doctor_id="B", role="st")))


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_workbook(PLAN, today=TODAY)


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def empty() -> bytes:
    return template(today=TODAY)


def test_sheets_in_order_and_only_the_lists_hidden(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "Läs mig", "Enhet", "Läkare", "Läkarkontakter", "Beräkning", "Resultat", "Scenarier", "Kommentarer", "Riktvärden",
        "Vem räknas", "Ordlista", "Metadata", "Listor",
    ]  # fmt: skip
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == [LISTS_SHEET]


def test_the_same_plan_and_day_give_the_same_bytes(data: bytes) -> None:
    assert write_workbook(PLAN, today=TODAY) == data
    assert write_workbook(PLAN, calculate(PLAN), today=TODAY) == data


def test_no_macros_links_merged_cells_or_passwords(data: bytes, book: openpyxl.Workbook) -> None:
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert not [name for name in parts.namelist() if re.search("vba|externalLink|macro", name, re.I)]
    relations = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
    assert not [text for text in relations if 'TargetMode="External"' in text]
    assert not [sheet.title for sheet in book if sheet.merged_cells.ranges or sheet.protection.sheet]


def test_only_functions_of_excel_2016(data: bytes, book: openpyxl.Workbook) -> None:
    found = set()
    for _, text in formulas(book):
        assert "_xlfn" not in text
        assert not re.search(r"\[\d+\]|#REF", text)
        assert len(text) < 8_192
        found |= set(re.findall(r"([A-Z][A-Z0-9.]+)\(", re.sub(r'"[^"]*"', "", text)))
    assert found <= FUNCTIONS


def test_a_cell_with_a_formula_is_not_formatted_as_text(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for line in sheet.iter_rows():
            assert not [cell.coordinate for cell in line if cell.data_type == "f" and cell.number_format == "@"]


def formulas(book: openpyxl.Workbook) -> list[tuple[str, str]]:
    found = []
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    found.append((sheet.title, getattr(cell.value, "text", cell.value)))
    return found


def test_every_stored_value_is_what_the_formulas_give(data: bytes, empty: bytes) -> None:
    for file in (data, empty):
        assert differences(stored(file), recalculated(file)) == []
        assert not [
            value for value in stored(file).values() if str(value).startswith("#") or str(value) in ("None", "nan")
        ]


@pytest.mark.parametrize("record", ["doctor", "clinic"])
def test_a_quantity_without_a_formula_fails_loudly(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Quantity("brand_new", "Nytt", "h", "nytt")
    name = f"{record.upper()}_QUANTITIES"
    monkeypatch.setattr(workbook_steps, name, (*getattr(workbook_steps, name), new))
    steps = workbook_steps.doctor_steps if record == "doctor" else workbook_steps.clinic_result_steps
    with pytest.raises(KeyError, match="brand_new"):
        list(steps())


def test_every_quantity_has_a_row_of_formulas_in_the_declared_order(book: openpyxl.Workbook) -> None:
    sheet = book[CALCULATION_SHEET]
    rows = [(line[0].value, line[3], line[4]) for line in sheet.iter_rows(min_col=1, max_col=5)]
    start = next(i for i, row in enumerate(rows) if row[0] == "En kolumn per läkare")
    of_doctor = [(label, cell) for label, _, cell in rows[start:] if cell.data_type == "f"]
    labels = [label for label, _ in of_doctor]
    wanted = [one.label for one in DOCTOR_QUANTITIES]
    assert [label for label in labels if label in wanted and labels.count(label) == 1] == wanted
    of_clinic = {label for label, cell, _ in rows if cell.data_type == "f"}
    assert {one.label for one in CLINIC_QUANTITIES} <= of_clinic


DUTY = """
import planner.domain.doctor as home

class Doctor(home.Doctor):
    night_hours: float | None = home.duty("Nattpass", help="Pass om natten.")

home.Doctor = Doctor
from planner.domain.clinic import Clinic, Contact
from planner.domain.plan import Plan
from planner.calc.clinic import calculate
from planner.files.workbook import write_workbook
from tests.files.sheets import disagreements, doctor_cell
from tests.recalculate import Live, stored

row = Contact(kind="phone", contacts_per_year=900.0, minutes=10.0)
clinic = Clinic(name="E", year=2026, listed_patients=1000, contacts=(row,))
plan = Plan(clinic=clinic, doctors=(Doctor(doctor_id="A", night_hours=2.0),))
data = write_workbook(plan)
cells = stored(data)
assert cells[doctor_cell(cells, 0, "night_hours")] == 2
assert calculate(plan).doctors[0]["weekly_duties"] == 5
live = Live(data)
assert disagreements(live.cells("Beräkning"), plan, calculate(plan)) == []
live.change({doctor_cell(cells, 0, "night_hours"): 7})
more = Plan(clinic=clinic, doctors=(Doctor(doctor_id="A", night_hours=7.0),))
assert disagreements(live.cells("Beräkning"), more, calculate(more)) == []
assert "Nattpass" in {value for place, value in cells.items() if place[0] == "Ordlista"}
"""


def test_a_new_duty_flows_into_every_sheet() -> None:
    done = subprocess.run([sys.executable, "-c", DUTY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_texts_that_look_like_formulas_stay_texts() -> None:
    texts = ("=1+1", "+46", "-B", "@SUM(A1)", "=HYPERLINK(1)", "https://x.se", "#N/A", "{=1}")
    doctors = tuple(Doctor(doctor_id=text, note=text, team=text) for text in texts)
    data = write_workbook(Plan(clinic=clinic(name="=cmd|' /C calc'!A0"), doctors=doctors))
    inputs = [sheet for sheet, _ in formulas(openpyxl.load_workbook(io.BytesIO(data)))]
    assert CLINIC_SHEET not in inputs
    assert DOCTORS_SHEET not in inputs
    cells = stored(data)
    for i, text in enumerate(texts):
        assert [cells[doctor_cell(cells, i, key)] for key in ("doctor_id", "note", "team")] == [text] * 3
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert not [name for name in parts.namelist() if b"<hyperlink" in parts.read(name)]


def test_input_cells_hold_the_plan_and_empty_is_empty(data: bytes, book: openpyxl.Workbook) -> None:
    cells = stored(data)
    assert cells[clinic_cell(cells, "listed_patients")] == 8800
    assert clinic_cell(cells, "listed_care_home") not in cells
    assert cells[clinic_cell(cells, "region")] == "Nationell"
    assert cells[doctor_cell(cells, 1, "role")] == "ST-läkare"
    assert cells[doctor_cell(cells, 0, "duties_scale")] == "nej"
    assert cells[contact_cell(cells, PLAN, "digital", "minutes")] == 8
    assert contact_cell(cells, PLAN, "phone", "minutes") not in cells
    assert cells[contact_cell(cells, PLAN, "phone", "documentation_minutes")] == 0
    for key in clinic_fields():
        where = book.defined_names[f"Enhet_{key}"].attr_text
        sheet, row, column = clinic_cell(cells, key)
        assert where == f"'{sheet}'!$C${row}"
        assert column == 3


def test_a_row_without_signature_or_numbers_is_still_there() -> None:
    plan = Plan(clinic=clinic(contacts=(*CONTACTS, Contact(kind="phone"))), doctors=(Doctor(fte=0.5),))
    cells = stored(write_workbook(plan))
    assert cells[doctor_cell(cells, 0, "doctor_id")] == NOT_FILLED_IN
    assert cells[contact_cell(cells, plan, "phone", "contacts_per_year")] == NOT_FILLED_IN
    assert disagreements(Live(write_workbook(plan)).cells(CALCULATION_SHEET), plan, calculate(plan)) == []


def test_filling_in_the_template_gives_the_result(empty: bytes) -> None:
    cells = stored(empty)
    assert not [place for place in cells if place[0] == DOCTORS_SHEET and place[2] == 1 and place[1] > 5]
    assert cells[doctor_cell(cells, 29, "annual_leave_days")] == 31
    live = Live(empty)
    blank = Plan(clinic=Clinic())
    live.change(
        {
            clinic_cell(cells, "name"): "Enhet A", clinic_cell(cells, "listed_patients"): 8800,
            clinic_cell(cells, "year"): 2026,
            doctor_cell(cells, 0, "doctor_id"): "A", doctor_cell(cells, 0, "current_list"): 1100,
            doctor_cell(cells, 1, "doctor_id"): "B", doctor_cell(cells, 1, "role"): "ST-läkare",
            **{contact_cell(cells, blank, row.kind or "", key): getattr(row, key)
               for row in CONTACTS for key in ("contacts_per_year", "minutes", "documentation_minutes")},
        }
    )  # fmt: skip
    assert disagreements(live.cells(CALCULATION_SHEET), PLAN, calculate(PLAN)) == []


def test_more_doctors_than_rows_leave_spare_rows() -> None:
    assert doctor_rows_in(write_workbook(random_plan(1, doctors=40))) == 40 + layout.SPARE_DOCTOR_ROWS
    assert doctor_rows_in(write_workbook(PLAN)) == layout.DOCTOR_ROWS


def doctor_rows_in(data: bytes) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[DOCTORS_SHEET]
    return sheet.max_row - doctor_cell(stored(data), 0, "pace")[1] + 1


def test_every_input_is_marked_explained_and_limited(data: bytes, book: openpyxl.Workbook) -> None:
    cells = stored(data)
    lists = book[LISTS_SHEET]
    places = [(one, *clinic_cell(cells, key), True) for key, one in clinic_fields().items()]
    places += [(one, *doctor_cell(cells, 3, key), False) for key, one in doctor_fields().items()]
    places += [(one, *contact_cell(cells, PLAN, "phone", key), False) for key, one in contact_fields().items()]
    for declared, name, row, column, on_cell in places:
        sheet = book[name]
        cell = sheet.cell(row, column)
        assert cell.fill.fgColor.rgb == "FFFFF6D5", declared.label
        header_row = row if on_cell else next(
            r for r in range(1, row) if sheet.cell(r, column).value == declared.label
        )  # fmt: skip
        comment = sheet.cell(header_row, column).comment
        assert comment
        assert declared.help in comment.text
        sign = sheet.cell(row, column - 1) if on_cell else sheet.cell(header_row - 1, column)
        assert INPUT_SIGN in str(sign.value)
        rule = next(rule for rule in sheet.data_validations.dataValidation if cell.coordinate in rule.sqref)
        assert rule.error.startswith(declared.label)
        assert rule.errorTitle == "Kontrollera värdet"
        if choices_of(declared):
            _, area = rule.formula1.split("!")
            assert [line[0].value for line in lists[area.replace("$", "")]] == choices_of(declared)
        elif declared.numeric:
            assert (float(rule.formula1), float(rule.formula2)) == (declared.low, declared.high)
        if declared.kind in ("share", "date"):
            assert cell.number_format == {"share": "0.0%", "date": "yyyy-mm-dd"}[declared.kind]


def test_pages_and_panes(book: openpyxl.Workbook) -> None:
    for sheet in book:
        if sheet.title == LISTS_SHEET:
            continue
        assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9
        assert sheet.print_area, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes or sheet.title == "Läs mig"
    wide = {sheet.title for sheet in book if sheet.page_setup.orientation == "landscape"}
    assert wide >= {CLINIC_SHEET, DOCTORS_SHEET, CONTACTS_SHEET, CALCULATION_SHEET, RESULT_SHEET, GLOSSARY_SHEET}


def test_result_sheets_carry_the_sentence_and_the_chart_its_description(data: bytes) -> None:
    cells = stored(data)
    sentence = "Resultatet är ett underlag för dialog. Det är inte ett krav och inte ett facit."
    assert {place[0] for place, value in cells.items() if value == sentence} >= {
        "Läs mig",
        CALCULATION_SHEET,
        RESULT_SHEET,
    }
    drawing = zipfile.ZipFile(io.BytesIO(data)).read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Stapeldiagram' in drawing


def test_metadata_tells_versions_and_confirmed_values(data: bytes) -> None:
    plan = Plan(
        clinic=clinic(full_time_hours=40.0, indirect_minutes=30.0),
        doctors=(Doctor(doctor_id="Dr. A", fte=1.0, pace=1.2, team=None),),
    )
    cells = stored(write_workbook(plan, today=TODAY))
    rows = [
        (value, cells[METADATA_SHEET, place[1], 2])
        for place, value in sorted(cells.items())
        if place[::2] == (METADATA_SHEET, 1) and place[1] > 3
    ]
    assert rows[:3] == [("Schemaversion", "1"), ("Programversion", "0.1.0"), ("Skapad", "2026-11-21")]
    confirmed = {value for key, value in rows if key == "Bekräftat värde"}
    assert {"clinic.full_time_hours", 'doctors."Dr. A".fte'} <= confirmed
    assert not confirmed & {"clinic.indirect_minutes", 'doctors."Dr. A".pace', 'doctors."Dr. A".team'}


def test_the_glossary_explains_every_field_and_quantity_with_its_source(data: bytes) -> None:
    cells = stored(data)
    words = {value: place[1] for place, value in cells.items() if place[::2] == (GLOSSARY_SHEET, 1)}
    declared = [*clinic_fields().values(), *doctor_fields().values(), *contact_fields().values()]
    for one in (*declared, *DOCTOR_QUANTITIES, *CLINIC_QUANTITIES):
        assert (GLOSSARY_SHEET, words[one.label], 4) in cells
        assert (GLOSSARY_SHEET, words[one.label], 6) in cells


@pytest.mark.parametrize(
    ("listed", "doctors", "expected"),
    [
        (8800, (Doctor(doctor_id="A"),), "av 8\u00a0800 listade."),
        (8800, tuple(Doctor(doctor_id=str(i)) for i in range(20)), "för alla 8\u00a0800 listade, med plats för "),
        (None, (Doctor(doctor_id="A"),), "går inte att beräkna"),
        (8800, (Doctor(doctor_id="A", fte=None),), f"se vad som är ”{NOT_FILLED_IN}”"),
        (8800, (Doctor(doctor_id="A", fte=0.0),), "för 0 av 8\u00a0800 listade. 8\u00a0800 saknar plats."),
        (8800, (Doctor(doctor_id="A", employment="agency"),), "till är inte medräknade: det framgår inte"),
        (8800, (), "Fyll i bladen Enhet, Läkare och Läkarkontakter"),
    ],
)
def test_the_finding_is_a_sentence(listed: int | None, doctors: tuple[Doctor, ...], expected: str) -> None:
    data = write_workbook(Plan(clinic=clinic(listed_patients=listed), doctors=doctors))
    finding = stored(data)[RESULT_SHEET, 2, 1]
    assert expected in finding
    assert Live(data).cells(RESULT_SHEET)[RESULT_SHEET, 2, 1] == finding


def test_not_computable_is_said_in_words() -> None:
    plan = Plan(clinic=clinic(contacts=()), doctors=(Doctor(doctor_id="A"),))
    values = {value for place, value in stored(write_workbook(plan)).items() if place[0] == RESULT_SHEET}
    assert NOT_COMPUTABLE in values
