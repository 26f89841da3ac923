"""Do the workbook's formulas and Python agree when LibreOffice, an independent engine, works them out?"""

from __future__ import annotations

import io
import random
from pathlib import Path

import openpyxl
import pytest

from planner.calc.clinic import calculate
from planner.files.layout import CALCULATION_SHEET
from planner.files.workbook import template, write_workbook
from tests.files.sheets import disagreements, place_of
from tests.files.test_parity import ALIVE, changed
from tests.plans import random_plan
from tests.recalculate import differences, saved_by_libreoffice, stored

pytestmark = pytest.mark.libreoffice
SEEDS = (1, 4, 15, 26)
WRONG = 99_999


def edited(data: bytes, edits: dict[tuple[str, int, int], object]) -> bytes:
    """The file with some cells changed, saved by openpyxl (which drops every stored result)."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (sheet, row, column), value in edits.items():
        book[sheet].cell(row, column).value = value  # type: ignore[assignment]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_libreoffice_equals_python_before_and_after_changes(tmp_path: Path) -> None:
    plans = {f"plan{seed}": random_plan(seed, clean=seed != 15) for seed in SEEDS}
    files = {name: write_workbook(plan) for name, plan in plans.items()}
    for seed in SEEDS[:2]:
        cells = stored(files[f"plan{seed}"])
        plans[f"changed{seed}"], edits = changed(plans[f"plan{seed}"], cells, random.Random(seed))
        files[f"changed{seed}"] = edited(files[f"plan{seed}"], edits)
    files["empty"] = template()
    planted = write_workbook(plans["plan4"], None)
    files["planted"] = planted_wrong(planted)

    saved = {name: stored(data) for name, data in saved_by_libreoffice(files, tmp_path).items()}

    assert differences(saved["planted"], stored(planted), ALIVE) == [], "stored values were trusted"
    for name, plan in plans.items():
        assert disagreements(saved[name], plan, calculate(plan)) == [], name
    for seed in SEEDS:
        assert differences(saved[f"plan{seed}"], stored(files[f"plan{seed}"]), ALIVE) == []
    assert differences(saved["empty"], stored(files["empty"]), ALIVE) == []


def planted_wrong(data: bytes) -> bytes:
    """The file with a wrong value stored beside the formula for weekdays: only who recalculates mends it."""
    import re
    import zipfile

    cells = stored(data)
    sheet, row, _ = place_of(cells, CALCULATION_SHEET, "Vardagar")
    names = openpyxl.load_workbook(io.BytesIO(data), read_only=True).sheetnames
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == part:
                text, count = re.subn(rf'(<c r="D{row}"[^>]*><f>[^<]*</f><v>)[^<]*', rf"\g<1>{WRONG}", content.decode())
                assert count == 1
                content = text.encode()
            new.writestr(entry, content)
    planted = out.getvalue()
    assert stored(planted)[sheet, row, 4] == WRONG
    return planted
