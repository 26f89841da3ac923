"""Are the scenarios' sheets what a user was promised: live, in order, printable, read back and no larger than that?"""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from planner.domain.change_text import change_of
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.scenario import Comment, Scenario
from planner.files.layout import COMPARISON_SHEET, SCENARIOS_SHEET, is_scenario_sheet, scenario_sheet
from planner.files.reading import read_plan
from planner.files.workbook import template, write_workbook
from planner.files.workbook_scenario import MOST_SHEETS
from tests.files.test_workbook_write import FUNCTIONS, formulas
from tests.plans import random_plan
from tests.recalculate import stored

CONTACTS = (Contact(kind="phone", contacts_per_year=9000.0, minutes=12.0),)
SCENARIOS = (
    Scenario(name="Läkare A på 80 %", reason="Önskemål", changes=(change_of("doctors.A.fte=0.8"),)),
    Scenario(
        name="Byte", colleague_hours=40.0,
        changes=(change_of('doctors.C={"fte": 0.5}'), change_of("doctors.B=null"), change_of("doctors.X.fte=1")),
    ),
    Scenario(name="Kortare samtal", changes=(change_of("clinic.contacts.phone.minutes*=0.9"),)),
    Scenario(name="Läkare"),
)  # fmt: skip
PLAN = Plan(
    clinic=Clinic(name="E", year=2026, listed_patients=4000, contacts=CONTACTS),
    doctors=(Doctor(doctor_id="A", current_list=1000), Doctor(doctor_id="B")),
    scenarios=SCENARIOS, comments=(Comment(path="doctors.A.fte", text="Stämmer inte"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_workbook(PLAN)


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_comparison_stands_before_the_scenarios(book: openpyxl.Workbook) -> None:
    start = book.sheetnames.index(SCENARIOS_SHEET)
    assert book.sheetnames[start : start + 6] == [
        "Scenarier", "Jämförelse", "Scenario 1", "Scenario 2", "Scenario 3", "Scenario 4",
    ]  # fmt: skip
    without = openpyxl.load_workbook(io.BytesIO(template())).sheetnames
    assert not [name for name in without if is_scenario_sheet(name) or name == COMPARISON_SHEET]


def test_only_known_functions_and_no_text_formats_on_formulas(book: openpyxl.Workbook) -> None:
    found = set()
    for _, text in formulas(book):
        assert len(text) < 8_192
        assert not re.search(r"\[\d+\]|#REF", text)
        found |= set(re.findall(r"([A-Z][A-Z0-9.]+)\(", re.sub(r'"[^"]*"', "", text)))
    assert found <= FUNCTIONS
    for sheet in book:
        for line in sheet.iter_rows():
            assert not [cell.coordinate for cell in line if cell.data_type == "f" and cell.number_format == "@"]


def test_the_steps_of_a_scenario_are_those_of_the_calculation(book: openpyxl.Workbook) -> None:
    def steps(name: str) -> list[tuple[object, object]]:
        rows = [(row[0].value, row[1].value) for row in book[name].iter_rows(max_col=2)]
        return rows[next(i for i, row in enumerate(rows) if row[0] == "Enheten: underlag") :]

    wanted = steps("Beräkning")
    assert len(wanted) > 90
    for number in range(1, 5):
        assert steps(scenario_sheet(number))[: len(wanted)] == wanted


def test_a_scenario_says_what_it_changes_and_whether_it_applies(data: bytes) -> None:
    cells = stored(data)
    of_second = {value for place, value in cells.items() if place[0] == "Scenario 2"}
    assert {"Byte", "Gäller.", "läggs till", "tas bort", "C: Tjänstgöringsgrad"} <= of_second
    assert any(str(value).startswith("Gäller inte: X finns inte bland läkarna") for value in of_second)
    assert "Inga ändringar: allt är som i utgångsläget." in {v for p, v in cells.items() if p[0] == "Scenario 4"}
    compared = {value for place, value in cells.items() if place[0] == COMPARISON_SHEET}
    assert {"Läkare A på 80 %", "Utgångsläget", "finns inte", "C", 40.0} <= compared


def test_every_sheet_carries_the_sentence_of_dialogue_and_prints_on_a4(book: openpyxl.Workbook) -> None:
    for sheet in book:
        if is_scenario_sheet(sheet.title) or sheet.title == COMPARISON_SHEET:
            assert any(
                "underlag för dialog" in str(cell.value) for row in sheet.iter_rows(max_row=5) for cell in row
            ), sheet.title
            assert str(sheet.page_setup.paperSize) == "9"
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.print_area
            assert sheet.freeze_panes


def test_scenario_sheets_are_never_read_nor_asked_about(data: bytes, book: openpyxl.Workbook) -> None:
    assert read_plan(data, "a.xlsx").plan == PLAN
    copied = openpyxl.load_workbook(io.BytesIO(data))
    for start, title in (
        ("Scenario 1", "Scenario 1 (2)"),
        ("Scenario 2", "Scenario 2_3"),
        ("Scenario 3", "SCENARIO 3 kopia"),
    ):
        copied.copy_worksheet(copied[start]).title = title
    out = io.BytesIO()
    copied.save(out)
    reading = read_plan(out.getvalue(), "a.xlsx")
    assert reading.plan == PLAN
    assert not [one.text for one in reading.issues if "Blad som inte används" in one.text]


@pytest.mark.parametrize(("name", "ours"), [
    ("Scenario 1", True), ("scenario 12 (3)", True), ("Scenario 1 kopia", True), ("Scenario", False),
    ("Scenarion", False), ("Mitt Scenario 1", False), ("Scenario 1x", False), ("Läkare", False),
])  # fmt: skip
def test_which_sheets_are_a_scenarios(name: str, ours: bool) -> None:
    assert is_scenario_sheet(name) is ours


def test_our_largest_file_is_read_back() -> None:
    changes = tuple(change_of(f"clinic.listed_patients+={i}") for i in range(1, 10))
    scenarios = tuple(Scenario(name=f"S{i}", changes=changes) for i in range(MOST_SHEETS + 1))
    plan = random_plan(3, doctors=77).model_copy(update={"scenarios": scenarios})
    data = write_workbook(plan)
    cells = stored(data)
    assert len({place[0] for place in cells if is_scenario_sheet(place[0])}) == MOST_SHEETS
    reading = read_plan(data, "a.xlsx")
    assert reading.plan is not None, reading.issues
    assert reading.plan.scenarios == scenarios
    text = f"Bara de {MOST_SHEETS} första scenarierna har fått plats; alla står på bladet Scenarier."
    assert text in {value for place, value in cells.items() if place[0] == COMPARISON_SHEET}
