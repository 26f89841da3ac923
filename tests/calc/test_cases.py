"""Do the worked examples come out as the method says? The cases are data: tests/cases/*.json."""

import datetime as dt
import json
from pathlib import Path

import pytest

from planner import Contact, calculate, change
from planner.calc import levers
from planner.files.json_form import plan_from

CASES = Path(__file__).parents[1] / "cases"


def cases():
    for file in sorted(CASES.glob("*.json")):
        content = json.loads(file.read_text("utf-8"))
        for case in content["cases"]:
            yield pytest.param(content["plan"], case, id=f"{file.stem}: {case['question']}")


def as_typed(path, value):
    if path.endswith("_date"):
        return dt.date.fromisoformat(value)
    if path == "clinic.contacts":
        return tuple(Contact(**row) for row in value)
    return value


@pytest.mark.parametrize(("raw", "case"), cases())
def test_case(raw, case):
    reading = plan_from(raw)
    assert not reading.refused
    plan = reading.plan
    for path, value in case["changes"].items():
        plan = change(plan, path, as_typed(path, value))
    found = calculate(plan).doctors[0]
    for key, expected in case["expected"].items():
        if expected is None:
            assert found[key] is None, key
        else:
            assert round(found[key] - expected, case["decimals"]) == 0, (key, found[key], expected)


def worked_example():
    return plan_from(json.loads((CASES / "worked_example.json").read_text("utf-8"))["plan"]).plan


def test_what_1100_takes_each_lever_alone():
    row = calculate(worked_example()).doctors[0]
    hours = levers.more_hours_per_week(1100, row["minutes_per_patient"], 0.88, row["patient_hours"], row["net_weeks"])
    assert round(float(hours), 2) == 4.87
    assert round(float(levers.minutes_per_patient_for(1100, row["planned_hours"])), 2) == 57.63
    assert round(float(levers.planned_load_for(1100, row["minutes_per_patient"], row["patient_hours"])), 3) == 1.028


def test_the_levers_give_the_wanted_list():
    plan = worked_example()
    row = calculate(plan).doctors[0]
    hours = levers.more_hours_per_week(900, row["minutes_per_patient"], 0.88, row["patient_hours"], row["net_weeks"])
    fewer = change(plan, "doctors.A.meeting_hours", 3 - float(hours))
    assert calculate(fewer).doctors[0]["patients"] == pytest.approx(900, rel=1e-12)
    load = levers.planned_load_for(900, row["minutes_per_patient"], row["patient_hours"])
    assert calculate(change(plan, "clinic.planned_load", float(load))).doctors[0]["patients"] == pytest.approx(900)
