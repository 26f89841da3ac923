"""What is a plan's JSON form (method §6), as plain dictionaries?"""

from __future__ import annotations

from typing import Any

from planner.domain.change_text import json_value, record_to_dict
from planner.domain.plan import Plan
from planner.domain.scenario import WITHOUT_VALUE, Change, Scenario


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    """The plan's JSON form: the keys that were set; a key left out takes its default when read."""
    kept = {
        "scenarios": [scenario_to_dict(one) for one in plan.scenarios],
        "comments": [record_to_dict(one) for one in plan.comments],
    }
    return {
        "clinic": {
            **record_to_dict(plan.clinic),
            **({"contacts": [record_to_dict(row) for row in plan.clinic.contacts]} if plan.clinic.contacts else {}),
        },
        "doctors": [record_to_dict(doctor) for doctor in plan.doctors],
        **{key: rows for key, rows in kept.items() if rows},
    }


def scenario_to_dict(scenario: Scenario) -> dict[str, Any]:
    return {**record_to_dict(scenario), "changes": [change_to_dict(one) for one in scenario.changes]}


def change_to_dict(one: Change) -> dict[str, Any]:
    """A change; one that sets a value needs no operation."""
    operation = {} if one.operation == "set" else {"operation": one.operation}
    value = {} if one.operation in WITHOUT_VALUE else {"value": json_value(one)}
    return {"path": one.path, **operation, **value}
