"""Where does a value stand in a written workbook? Found by names and headings, as a person finds it."""

from __future__ import annotations

from typing import Any

from planner.domain.eligibility import OUTCOME_LABELS
from planner.domain.plan import Plan
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, Results
from planner.files.layout import (
    CALCULATION_SHEET,
    CLINIC_SHEET,
    CONTACTS_SHEET,
    DOCTORS_SHEET,
    NOT_COMPUTABLE,
    NOT_FILLED_IN,
    clinic_fields,
    contact_fields,
    doctor_fields,
)
from planner.files.workbook_inputs import cell_value, contact_rows
from planner.schema import Field
from tests.recalculate import Cells, Place, same


def place_of(cells: Cells, sheet: str, text: str, *, last: bool = False) -> Place:
    """The first (or last) cell of the sheet that holds exactly this text."""
    found = sorted(place for place, value in cells.items() if place[0] == sheet and value == text)
    return found[-1 if last else 0]


def clinic_cell(cells: Cells, key: str) -> Place:
    label = clinic_fields()[key].label
    row = next(place[1] for place, value in sorted(cells.items()) if place[::2] == (CLINIC_SHEET, 1) and value == label)
    return CLINIC_SHEET, row, place_of(cells, CLINIC_SHEET, "Värde")[2]


def _under(cells: Cells, sheet: str, declared: Field, header_of: str, below: int) -> Place:
    header_row = place_of(cells, sheet, header_of)[1]
    column = next(p[2] for p, v in sorted(cells.items()) if p[:2] == (sheet, header_row) and v == declared.label)
    return sheet, header_row + below, column


def doctor_cell(cells: Cells, number: int, key: str) -> Place:
    """The cell of a field of the doctor in that place of the plan, from 0."""
    return _under(cells, DOCTORS_SHEET, doctor_fields()[key], "Läkare", number + 1)


def contact_cell(cells: Cells, plan: Plan, kind: str, key: str) -> Place:
    rows = [row.kind for row, _ in contact_rows(plan.clinic)]
    return _under(cells, CONTACTS_SHEET, contact_fields()[key], "Kontakttyp", rows.index(kind) + 1)


def in_cell(declared: Field, value: Any) -> Any:
    """What the user would write in the cell."""
    return cell_value(declared, value)


def disagreements(cells: Cells, plan: Plan, results: Results, name: str = CALCULATION_SHEET) -> list[str]:
    """Every quantity of the clinic and of every doctor that the sheet says otherwise than the results do."""
    top = place_of(cells, name, "Enheten: underlag")[1]
    sheet = {place[1:]: value for place, value in cells.items() if place[0] == name and place[1] >= top}
    rows: dict[str, int] = {value: row for (row, column), value in sorted(sheet.items(), reverse=True) if column == 1}
    last: dict[str, int] = {value: row for (row, column), value in sorted(sheet.items()) if column == 1}
    found = []

    def compare(who: str, key: str, here: Any, there: Any) -> None:
        if not same(NOT_COMPUTABLE if there is None else there, here):
            found.append(f"{who} {key}: the workbook says {here!r}, Python {there!r}")

    header = rows["En kolumn per läkare"] + 1
    for one in CLINIC_QUANTITIES:
        row = rows[one.label] if rows[one.label] < header else last[one.label]
        compare("the clinic", one.key, sheet.get((row, 4)), results.clinic[one.key])
    start = {value: row for (row, column), value in sorted(sheet.items(), reverse=True) if column == 1 and row > header}
    columns = sorted(column for row, column in sheet if row == header and column > 4)
    if len(columns) != len(results.doctors):
        return [f"{len(columns)} doctors in {name}, {len(results.doctors)} in Python"]
    for i, (doctor, column) in enumerate(zip(results.doctors, columns, strict=True)):
        who = str(plan.doctors[i].doctor_id)
        if sheet[header, column] != (plan.doctors[i].doctor_id or NOT_FILLED_IN):
            found.append(f"{who} is called {sheet[header, column]!r}")
        for one in DOCTOR_QUANTITIES:
            compare(who, one.key, sheet.get((start[one.label], column)), doctor[one.key])
        compare(who, "eligibility", sheet.get((start["Kan vara fast läkarkontakt"], column)),
                OUTCOME_LABELS[doctor["eligibility"]])  # fmt: skip
        compare(who, "group", sheet.get((start["För gruppen"], column), ""), doctor["eligibility_group"])
        decided = str(sheet.get((start["Regelrader som avgör"], column), "")).split()
        compare(who, "rules", sorted(decided), sorted(doctor["eligibility_rules"]))
    return found
