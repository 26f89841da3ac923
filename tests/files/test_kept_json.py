"""Is the JSON form of scenarios and comments held as hard as the rest: every fault told at its place, none echoed?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from planner.domain.as_json import plan_to_dict
from planner.domain.plan import Plan
from planner.domain.scenario import MOST_CHANGES, MOST_COMMENTS, MOST_SCENARIOS
from planner.files.json_form import plan_from, plan_to_json, read_json
from planner.files.reading import Reading

BASE = {"clinic": {"name": "E", "listed_patients": 5000}, "doctors": [{"doctor_id": "A"}]}
CHANGE = {"path": "doctors.A.fte", "value": 0.8}
NUMBER = "19121212-1212"


def read(**kept: Any) -> Reading:
    return plan_from({**BASE, **kept})


def of_change(change: Any) -> Reading:
    return read(scenarios=[{"name": "x", "changes": [change]}])


def faults(reading: Reading) -> list[tuple[str, str]]:
    return [(one.where, one.text) for one in reading.issues if one.level == "fel"]


@pytest.mark.parametrize("key", ["scenarios", "comments"])
@pytest.mark.parametrize("raw", [1, "x", {}, True, 1.5])
def test_a_list_is_expected(key: str, raw: Any) -> None:
    (fault,) = faults(read(**{key: raw}))
    assert fault[0] == key
    assert "förväntade en lista" in fault[1]


@pytest.mark.parametrize("key", ["scenarios", "comments"])
@pytest.mark.parametrize("raw", [1, "x", [], None, True])
def test_a_row_is_an_object(key: str, raw: Any) -> None:
    (fault,) = faults(read(**{key: [raw]}))
    assert fault[0] == f"{key}[0]"
    assert "förväntade ett objekt" in fault[1]


@pytest.mark.parametrize(("key", "most", "row"), [
    ("scenarios", MOST_SCENARIOS, {"name": "x"}), ("comments", MOST_COMMENTS, {"path": "clinic.name", "text": "y"}),
])  # fmt: skip
def test_too_many_rows(key: str, most: int, row: Any) -> None:
    assert faults(read(**{key: [row] * most})) == []
    (fault,) = faults(read(**{key: [row] * (most + 1)}))
    assert f"högst {most}" in fault[1]


def test_too_many_changes_and_changes_that_are_no_list() -> None:
    assert faults(read(scenarios=[{"name": "x", "changes": [CHANGE] * MOST_CHANGES}])) == []
    for raw in ([CHANGE] * (MOST_CHANGES + 1), {"path": "x"}, "x", 1):
        (fault,) = faults(read(scenarios=[{"name": "x", "changes": raw}]))
        assert fault[0] == "scenarios[0].changes"
        assert f"högst {MOST_CHANGES}" in fault[1]


@pytest.mark.parametrize("change", [
    None, 1, "doctors.A.fte=0.8", [], {}, {"path": 1}, {"value": 1}, {"path": "", "value": 1},
    {"path": "doctors", "value": 1}, {"path": "doctors.A.nix", "value": 1}, {"path": "clinic.contacts", "value": []},
    {"path": "clinic.contacts.fax.minutes", "value": 1}, {"path": "scenarios[0].name", "value": "x"},
    {"path": "doctors.A.fte"} | {"value": 80}, {"path": "doctors.A.fte", "value": "0,8"},
    {"path": "doctors.A.fte", "value": True}, {"path": "doctors.A.fte", "value": [0.8]},
    {"path": "doctors.A.fte", "value": {"a": 1}}, {"path": "doctors.A.fte", "operation": "höj", "value": 1},
    {"path": "doctors.A.fte", "operation": ["add"], "value": 1}, {"path": "doctors.A.fte", "operation": "add"},
    {"path": "doctors.A.fte", "operation": "times", "value": "2"},
    {"path": "doctors.A.fte", "operation": "times", "value": 1e300},
    {"path": "doctors.A.fte", "operation": "add", "value": True},
    {"path": "doctors.A.role", "operation": "add", "value": 1}, {"path": "doctors.A.fte", "operation": "remove"},
    {"path": "doctors.A.role", "value": "kung"}, {"path": "doctors.A.from_date", "value": "1/3 2026"},
    {"path": "doctors.B", "value": {"fte": 80}}, {"path": "doctors.B", "value": {"nix": 1}},
    {"path": "doctors.B", "value": [1]}, {"path": "doctors.B", "operation": "add", "value": {"fte": 1}},
    {"path": 'doctors."A.fte', "value": 1}, {"path": "clinic.listed_patients", "value": 900.5},
    {"path": "doctors.A"}, {"path": "doctors.A.meeting_hours"}, {"path": "doctors.A.fte", "operation": "times"},
    {"path": "doctors.A.fte", "operaton": "times", "value": 0.8}, {**CHANGE, "comment": "x"},
])  # fmt: skip
def test_an_unreadable_change_is_told_where_it_stands_and_left_out(change: Any) -> None:
    reading = of_change(change)
    found = faults(reading)
    assert len(found) == 1, found
    assert found[0][0] == "scenarios[0].changes[0]"
    assert (
        "förväntade" in found[0][1]
        or "ingen uppgift" in found[0][1]
        or "Okänt fält" in found[0][1]
        or ("bara en hel läkare" in found[0][1])
    ), found
    assert reading.refused
    assert reading.plan is not None
    assert reading.plan.scenarios[0].changes == ()


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "-1e400"])
@pytest.mark.parametrize("operation", ["set", "add", "times"])
def test_no_number_that_is_none(value: str, operation: str) -> None:
    text = json.dumps({**BASE, "scenarios": [{"name": "x", "changes": [CHANGE | {"operation": operation}]}]})
    reading = read_json(text.replace("0.8", value).encode())
    assert reading.refused
    assert "nan" not in repr(reading.issues).casefold()


@pytest.mark.parametrize(("row", "words"), [
    ({"name": "x" * 81}, "högst 80 tecken"), ({"name": 7}, "citattecken"), ({"name": "x", "reason": "y" * 501}, "högst 500"),
    ({"name": "x", "colleague_hours": -1}, "mellan 0 och"), ({"name": "x", "colleague_hours": "12"}, "citattecken"),
    ({"name": "a\u0007b"}, "styrtecken"), ({"name": "x", "doctor_id": ["A"]}, "förväntade text"),
])  # fmt: skip
def test_a_scenarios_own_fields_are_held_to_their_declarations(row: Any, words: str) -> None:
    (fault,) = faults(read(scenarios=[row]))
    assert words in fault[1]
    assert fault[0].startswith("scenarios[0].")


@pytest.mark.parametrize("kept", [
    {"scenarios": [{"name": f"Byte {NUMBER}"}]}, {"scenarios": [{"name": "x", "reason": f"för {NUMBER}"}]},
    {"scenarios": [{"name": "x", "doctor_id": NUMBER}]},
    {"scenarios": [{"name": "x", "changes": [{"path": "doctors.A.note", "value": f"se {NUMBER}"}]}]},
    {"scenarios": [{"name": "x", "changes": [{"path": f"doctors.{NUMBER}.fte", "value": 0.5}]}]},
    {"scenarios": [{"name": "x", "changes": [{"path": f"doctors.{NUMBER}", "value": {"fte": 0.5}}]}]},
    {"scenarios": [{"name": "x", "changes": [{"path": "doctors.B", "value": {"note": NUMBER}}]}]},
    {"scenarios": [{"name": "x", "changes": [{"path": NUMBER, "value": 1}]}]},
    {"scenarios": [{"name": "x", "changes": [{"path": "doctors.A.fte", "operation": NUMBER, "value": 1}]}]},
    {"scenarios": [{"name": "x", NUMBER: 1}]},
    {"comments": [{"path": "clinic.name", "text": f"ring {NUMBER}"}]},
    {"comments": [{"path": NUMBER, "text": "y"}]}, {"comments": [{"path": "clinic.name", "text": "y", "by": NUMBER}]},
])  # fmt: skip
def test_a_personal_number_is_neither_shown_nor_kept(kept: Any) -> None:
    reading = read(**kept)
    assert "1212-1212" not in repr(reading.issues)
    if not reading.refused:  # told as a remark, and then it must be gone
        assert [one for one in reading.issues if "Okänt fält" in one.text], reading.issues
    assert reading.plan is None or "1212-1212" not in plan_to_json(reading.plan)


@pytest.mark.parametrize("huge", [1e15, 1e16, 1e20, 1e300, 10**400])
def test_a_number_of_any_size_is_told_and_never_stops_the_reading(huge: float) -> None:
    for reading in (
        plan_from({"clinic": {**BASE["clinic"], "listed_patients": huge}}),
        of_change(CHANGE | {"value": huge}),
    ):
        (fault,) = faults(reading)
        assert "lästes" in fault[1]


def test_null_and_missing_keys_are_nothing_at_all() -> None:
    for kept in ({}, {"scenarios": None, "comments": None}, {"scenarios": [], "comments": []}):
        reading = read(**kept)
        assert faults(reading) == []
        assert reading.plan is not None
        assert (reading.plan.scenarios, reading.plan.comments) == ((), ())
        assert set(plan_to_dict(reading.plan)) == {"clinic", "doctors"}


def test_a_scenario_without_a_name_or_changes_is_kept() -> None:
    plan = read(scenarios=[{}], comments=[{}]).plan
    assert plan is not None
    assert len(plan.scenarios) == len(plan.comments) == 1
    assert plan_from(plan_to_dict(plan)).plan == plan


def test_the_form_says_only_what_was_set() -> None:
    plan = of_change(CHANGE).plan
    assert isinstance(plan, Plan)
    assert plan_to_dict(plan)["scenarios"] == [{"name": "x", "changes": [CHANGE]}]
