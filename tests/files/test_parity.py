"""Do the workbook's formulas and Python agree, for random plans and after cells have been changed?"""

from __future__ import annotations

import random
from typing import Any

import pytest

from planner.calc.clinic import calculate
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, change, changed_record
from planner.files.layout import CALCULATION_SHEET, RESULT_SHEET
from planner.files.workbook import write_workbook
from planner.schema import fields_of
from tests.files.sheets import clinic_cell, contact_cell, disagreements, doctor_cell, in_cell
from tests.plans import random_plan, random_value
from tests.recalculate import Cells, Live, Place, differences, stored

SEEDS = range(50)
ALIVE = (CALCULATION_SHEET, RESULT_SHEET)
CHANGES = 12


def of_sheets(cells: Cells) -> Cells:
    return {place: value for place, value in cells.items() if place[0] in ALIVE}


def changed(plan: Plan, cells: Cells, rng: random.Random) -> tuple[Plan, dict[Place, Any]]:
    """The plan with some inputs changed at random, and the cells that a user would have changed for that."""
    edits: dict[Place, Any] = {}
    for _ in range(CHANGES):
        where = rng.choice(("clinic", "contacts", "doctors", "doctors"))
        record = {"clinic": Clinic, "contacts": Contact, "doctors": Doctor}[where]
        key, declared = rng.choice(
            [(key, one) for key, one in fields_of(record).items() if one.kind not in ("rows", "text") and key != "kind"]
        )
        value = random_value(rng, declared, 0 if where == "contacts" else 0.1)
        value = declared.default_value() if value is None and where == "contacts" else value
        if where == "clinic":
            plan, place = change(plan, f"clinic.{key}", value), clinic_cell(cells, key)
        elif where == "contacts":
            kind = rng.choice([row.kind for row in plan.clinic.contacts] or [None])
            if kind is None:
                continue
            plan, place = change(plan, f"clinic.contacts.{kind}.{key}", value), contact_cell(cells, plan, kind, key)
        elif plan.doctors:
            i = rng.randrange(len(plan.doctors))
            doctors = list(plan.doctors)
            doctors[i] = changed_record(doctors[i], key, value)
            plan, place = plan.model_copy(update={"doctors": tuple(doctors)}), doctor_cell(cells, i, key)
        else:
            continue
        edits[place] = in_cell(declared, value)
    return plan, edits


@pytest.mark.parametrize("seed", SEEDS)
def test_recalculated_and_changed_workbooks_equal_python(seed: int) -> None:
    plan = random_plan(seed, clean=seed % 3 > 0)
    data = write_workbook(plan)
    cells = stored(data)
    assert disagreements(cells, plan, calculate(plan)) == []
    live = Live(data)
    assert differences(of_sheets(cells), live.cells(*ALIVE)) == []

    if seed % 3 > 0:  # plans whose rows can be told apart
        after, edits = changed(plan, cells, random.Random(seed))
        live.change(edits)
        assert disagreements(live.cells(*ALIVE), after, calculate(after)) == []
