"""Does a cell of Jämförelse show the same difference as the app's table, to the last decimal and the same sign?"""

from __future__ import annotations

import io
import random
import re
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import pytest

from planner.calc.scenarios import outcomes
from planner.domain.change_text import change_of
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.files.layout import COMPARISON_SHEET
from planner.files.workbook import write_workbook
from planner.files.workbook_scenario import CHIEF
from planner.reports import comparison
from planner.swedish import MISSING
from tests.plans import random_plan, with_kept

HARD_SPACE = "\u00a0"
FIRST = 3  # the column of the first scenario, from 0


def a_plan(seed: int) -> Plan:
    """A plan whose scenarios change the chief quantities by what makes halves and thousandths."""
    plan = random_plan(seed, doctors=1 + seed % 4, blanks=0)
    changes = (
        "clinic.planned_load*=0.9",
        "clinic.listed_patients+=900",
        f'doctors."{plan.doctors[0].doctor_id}".fte*=0.5',
    )
    kept = [Scenario(name=f"S{i}", changes=(change_of(one),)) for i, one in enumerate(changes) if '""' not in one]
    more = with_kept(plan, random.Random(seed)).scenarios
    return plan.model_copy(update={"scenarios": tuple(kept) + more})


def in_the_app(plan: Plan) -> dict[str, list[str]]:
    """The differences of the app's tables, by quantity: what stands in parentheses, ±0 where nothing does."""
    found = outcomes(plan, plan.scenarios)
    rows = {row[0].shown: row for row in comparison.clinic_table(comparison.baseline_outcome(plan), found).rows}
    lying = comparison.differences_table(comparison.baseline_outcome(plan), found)
    column = next(i for i, heading in enumerate(lying.headings) if heading.startswith(CHIEF[-1].label))
    cells = {q.label: rows[next(name for name in rows if name.startswith(q.label))][1:] for q in CHIEF[:-1]}
    cells[CHIEF[-1].label] = tuple(row[column] for row in lying.rows)
    return {label: [difference(row[0].shown, cell.shown) for cell in row[1:]] for label, row in cells.items()}


def difference(before: str, shown: str) -> str:
    inside = re.search(r"\(([^)]+)\)$", shown)
    unknown = {before, shown} & {MISSING}
    return inside[1] if inside else "" if unknown else "±0"


def in_the_workbook(plan: Plan) -> dict[str, list[str]]:
    """The same cells of the workbook as a Swedish spreadsheet shows them by their number format."""
    data = io.BytesIO(write_workbook(plan))
    values, count = openpyxl.load_workbook(data, data_only=True)[COMPARISON_SHEET], len(plan.scenarios)
    rows = list(values.iter_rows())
    top = next(i for i, row in enumerate(rows) if row[0].value == "Skillnad mot utgångsläget")
    return {
        row[0].value: [shown(cell.value, cell.number_format) for cell in row[FIRST : FIRST + count]]
        for row in rows[top + 1 : top + 1 + len(CHIEF)]
    }


def shown(value: object, look: str) -> str:
    """A number under a format of conditions, as Excel shows it: halves away from zero, hard spaces, a comma."""
    if isinstance(value, str):
        return ""
    exact = Decimal(f"{value:.15g}")
    for part in look.split(";"):
        condition = re.match(r"\[(>=|<=)(-?[\d.]+)\]", part)
        if condition is None:
            return part.strip('"')
        limit = Decimal(condition[2])
        if exact >= limit if condition[1] == ">=" else exact <= limit:
            sign, _, decimals = part[condition.end() :].partition("#,##0")
            places = len(re.match(r"\.?(0*)", decimals)[1])
            digits = f"{abs(exact).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
            return sign + digits.replace(",", HARD_SPACE).replace(".", ",")
    raise AssertionError(f"no part of {look} is for {value}")


@pytest.mark.parametrize("seed", range(8))
def test_the_app_and_the_workbook_show_the_same_differences(seed: int) -> None:
    plan = a_plan(seed)
    assert in_the_workbook(plan) == in_the_app(plan)
