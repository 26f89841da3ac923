"""Does a workbook come back as the plan that was written, whoever has saved it and whatever was added?"""

from __future__ import annotations

import io
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.files import layout
from planner.files.reading import Reading, read_plans
from planner.files.workbook import write_workbook
from planner.files.workbook_reading import read_workbook
from planner.schema import Record, fields_of
from tests.files.edits import by_openpyxl
from tests.files.hostile import BASE_PLAN, base
from tests.plans import plans, random_plan


def assert_same(reading: Reading, plan: Plan) -> None:
    """The plan came back: values to 1e-12, and what the user had set is what is set."""
    assert reading.plan is not None, reading.issues
    assert len(reading.plan.doctors) == len(plan.doctors)
    assert len(reading.plan.clinic.contacts) == len(plan.clinic.contacts)
    pairs: list[tuple[Record, Record]] = [(reading.plan.clinic, plan.clinic)]
    pairs += zip(reading.plan.clinic.contacts, plan.clinic.contacts, strict=True)
    pairs += zip(reading.plan.doctors, plan.doctors, strict=True)
    for got, wanted in pairs:
        for key, declared in fields_of(type(wanted)).items():
            value, expected = getattr(got, key), getattr(wanted, key)
            if isinstance(expected, float):
                assert value == pytest.approx(expected, rel=1e-12, abs=1e-12), key
            elif declared.kind != "rows":
                assert value == expected, key
            if declared.kind != "rows" and expected != declared.default_value():
                assert (key in got.model_fields_set) == (key in wanted.model_fields_set), key


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans(clean=False, blanks=0.2))
def test_what_we_wrote_is_what_we_read(plan: Plan) -> None:
    assert_same(read_workbook(write_workbook(plan)), plan)


def test_a_clean_plan_is_read_without_a_fault() -> None:
    for seed in range(2):
        plan = random_plan(seed, blanks=0)
        reading = read_workbook(write_workbook(plan))
        assert not [issue for issue in reading.issues if issue.level == "fel"], (seed, reading.issues)
        assert_same(reading, plan)


def test_a_plan_read_and_written_again_has_not_moved() -> None:
    once = read_workbook(write_workbook(random_plan(7))).plan
    assert once is not None
    assert read_workbook(write_workbook(once)).plan == once


def test_a_default_is_the_users_own_only_when_it_was() -> None:
    doctor = Doctor(doctor_id="A", fte=1.0, role="licensed", specialty="none")
    plan = Plan(
        clinic=Clinic(name="X", listed_patients=100, region="Nationell"), doctors=(doctor, Doctor(doctor_id="B"))
    )
    read = read_workbook(write_workbook(plan)).plan
    assert read is not None
    assert read.clinic.model_fields_set == {"name", "listed_patients", "region"}
    assert [one.model_fields_set for one in read.doctors] == [{"doctor_id", "fte", "role", "specialty"}, {"doctor_id"}]


def test_a_default_that_follows_the_role_is_not_the_users_own() -> None:
    plan = Plan(clinic=Clinic(name="X", listed_patients=100), doctors=(Doctor(doctor_id="A", role="bt_at"),))
    read = read_workbook(write_workbook(plan)).plan
    assert read is not None
    assert read.doctors[0].specialty == "none"
    assert read.doctors[0].model_fields_set == plan.doctors[0].model_fields_set


def test_empty_is_not_filled_in_and_never_the_default() -> None:
    contact = Contact(kind="phone", contacts_per_year=None, minutes=5.0, documentation_minutes=None)
    clinic = Clinic(name="X", listed_patients=100, indirect_minutes=None, contacts=(contact,))
    plan = Plan(clinic=clinic, doctors=(Doctor(doctor_id="A", fte=None), Doctor(doctor_id=None, current_list=5)))
    reading = read_workbook(write_workbook(plan))
    assert_same(reading, plan)
    at = {issue.path: issue.where for issue in reading.issues if issue.level == "saknas"}
    assert at["doctors.A.fte"].startswith("Läkare!")
    assert at["clinic.indirect_minutes"].startswith("Enhet!")
    assert at["clinic.contacts.phone.contacts_per_year"].startswith("Läkarkontakter!")
    assert at["doctors[1].doctor_id"].startswith("Läkare!A")


def test_the_empty_template_is_missing_everything_and_wrong_in_nothing() -> None:
    reading = read_workbook(write_workbook(Plan(clinic=Clinic())))
    assert reading.plan == Plan(clinic=Clinic())
    assert {issue.level for issue in reading.issues} == {"saknas"}


def test_all_faults_are_told_at_once_each_at_its_cell() -> None:
    def spoil(book: Any) -> None:
        for sheet, label, value in (("Läkare", "Nuvarande lista", "många"), ("Läkare", "Semester", -1)):
            cell = _below(book[sheet], label)
            cell.value = value
        _beside(book["Enhet"], "Listade patienter").value = "=1+1"
        _below(book["Läkarkontakter"], "Minuter med patienten").value = "#N/A"

    reading = read_workbook(by_openpyxl(base(), spoil))
    wrong = [issue for issue in reading.issues if issue.level == "fel"]
    assert reading.refused
    assert [issue.path for issue in wrong] == [
        "clinic.listed_patients", "doctors.Läkare A.current_list", "doctors.Läkare A.annual_leave_days",
        "clinic.contacts.planned_visit.minutes",
    ]  # fmt: skip
    assert all("!" in issue.where and "förväntade" in issue.text for issue in wrong)


def test_rules_across_fields_point_at_cells() -> None:
    plan = Plan(
        clinic=Clinic(name="X", listed_patients=100, direct_hours_per_year=10.0),
        doctors=(Doctor(doctor_id="A.1", current_list=5, care_home_patients=9), Doctor(doctor_id="a.1")),
    )
    found = {issue.path: issue.where for issue in read_workbook(write_workbook(plan)).issues if issue.level == "fel"}
    assert set(found) == {'doctors."A.1".care_home_patients', 'doctors."A.1".doctor_id'}
    assert all(where.startswith("Läkare!") for where in found.values())


def _below(sheet: Any, label: str) -> Any:
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == label][-1]
    return sheet.cell(found.row + 1, found.column)


def _beside(sheet: Any, label: str) -> Any:
    rows = list(sheet.iter_rows())
    column = next(cell.column for row in rows for cell in row if cell.value == layout.VALUE_HEADER)
    return next(sheet.cell(cell.row, column) for row in rows for cell in row if cell.value == label)


def test_other_libraries_agree_on_every_cell() -> None:
    """Our reading of the cells against openpyxl's, on the sheets that are read back."""
    from planner.files.book import book_of
    from planner.files.sandbox import scan_in_child
    from planner.swedish import name_key

    for seed in (1, 2):
        data = write_workbook(random_plan(seed))
        ours = book_of(scan_in_child(data, [name_key(name) for name in layout.INPUT_SHEETS]))
        theirs = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        for sheet in ours.sheets:
            told = {
                (cell.row, cell.column): getattr(cell.value, "date", lambda v=cell.value: v)()
                for row in theirs[sheet.name].iter_rows()
                for cell in row
                if cell.value not in (None, "")
            }
            assert told == {
                (row, column): cell.value for row, cells in sheet.rows.items() for column, cell in cells.items()
            }


def test_reading_works_in_threads() -> None:
    """The page runs in a thread of a server, and so may several users' imports at once."""
    found: list[Reading] = []
    threads = [threading.Thread(target=lambda: found.append(read_workbook(base()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reading.plan for reading in found] == [BASE_PLAN] * 4


def test_many_workbooks_come_back_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(base())
    (tmp_path / "b.xlsx").write_bytes(b"PK")
    readings = read_plans([tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "none.xlsx"])
    assert [reading.refused for reading in readings] == [False, True, True]
    assert readings[0].plan == BASE_PLAN


@pytest.mark.libreoffice
def test_a_file_saved_by_libreoffice_comes_back(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    assert program
    wanted = {}
    for seed in (3, 4, 5):
        wanted[f"{seed}.xlsx"] = random_plan(seed)
        (tmp_path / f"{seed}.xlsx").write_bytes(write_workbook(wanted[f"{seed}.xlsx"]))
    out = tmp_path / "saved"
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(out), *(str(tmp_path / name) for name in wanted)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for name, plan in wanted.items():
        reading = read_workbook((out / name).read_bytes())
        assert not [issue for issue in reading.issues if issue.level == "fel"], reading.issues
        assert_same(reading, plan)
