"""Who is Läkare 1? Signatures give place to aliases in a plan, in its scenarios and comments, and in their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, path_parts, quoted
from planner.domain.scenario import Change, Scenario

ALIAS, NEW = "Läkare {}", "Ny läkare {}"
GONE = "Läkare som inte är med"  # whose proposal is kept: it is still no scenario of the clinic


def with_aliases(plan: Plan) -> Plan:
    """The plan with Läkare 1, Läkare 2 … in the order of the plan; a doctor that a scenario adds is Ny läkare 1 …"""
    names = _names(plan)
    doctors = tuple(
        one.model_copy(update={"doctor_id": ALIAS.format(i), "note": None}) for i, one in enumerate(plan.doctors, 1)
    )
    scenarios = tuple(_scenario(one, names) for one in plan.scenarios)
    return plan.model_copy(update={"doctors": doctors, "scenarios": scenarios, "comments": ()})


def _names(plan: Plan) -> dict[str, str]:
    """The alias of each signature; the first of two with the same one has it."""
    numbered = list(enumerate(plan.doctors, 1))
    names = {one.doctor_id: ALIAS.format(i) for i, one in reversed(numbered) if one.doctor_id}
    added = dict.fromkeys(
        parts[1]
        for scenario in plan.scenarios
        for one in scenario.changes
        if len(parts := _parts(one.path)) >= 2 and parts[0] == "doctors" and parts[1] not in names
    )
    return names | {key: NEW.format(i) for i, key in enumerate(added, 1)}


def _scenario(scenario: Scenario, names: Mapping[str, str]) -> Scenario:
    changed: dict[str, Any] = {
        "name": _in_text(scenario.name, names),
        "reason": _in_text(scenario.reason, names),
        "doctor_id": None if scenario.doctor_id is None else names.get(scenario.doctor_id, GONE),
        "changes": tuple(_change(one, names) for one in scenario.changes),
    }
    return scenario.model_copy(update=changed)


def _change(one: Change, names: Mapping[str, str]) -> Change:
    parts = _parts(one.path)
    if len(parts) < 2 or parts[0] != "doctors":
        return one
    alias = names[parts[1]]
    value = one.value
    if isinstance(value, Doctor):
        value = value.model_copy(update={"doctor_id": alias, "note": None})
    path = ".".join(["doctors", quoted(alias), *parts[2:]])
    return one.model_copy(update={"path": path, "value": value})


def _in_text(words: str | None, names: Mapping[str, str]) -> str | None:
    """The words with every signature in them, as a word of its own, replaced; the longest first. A signature of one
    letter is left: it is a word too often, and names nobody."""
    known = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    if not words or not known:
        return words
    either = "|".join(map(re.escape, known))
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", lambda found: names[found[0]], words)


def _parts(path: str) -> list[str]:
    try:
        return path_parts(path)
    except KeyError:
        return []
