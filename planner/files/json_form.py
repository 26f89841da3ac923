"""The JSON form of a plan and of its results: the contract of the command line and of other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from planner.domain.as_json import change_to_dict, plan_to_dict
from planner.domain.from_json import plan_of
from planner.domain.plan import Plan, baseline
from planner.domain.reading import quote
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, Quantity, Results
from planner.files.reading import Reading, concluded, refusal
from planner.schema import Issue

if TYPE_CHECKING:
    from planner.calc.scenarios import Outcome


class _TwiceGiven(ValueError):
    """A key stands twice in one object."""


def read_json(data: bytes, name: str = "filen") -> Reading:
    """A plan from its JSON form. Never raises for what is in the file."""
    try:
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        return refusal(name, "Filen är inte text i UTF-8. Spara om den som UTF-8.")
    except _TwiceGiven as error:
        return refusal(name, f"Nyckeln ”{quote(str(error))}” står två gånger i samma objekt. Ta bort den ena.")
    except json.JSONDecodeError as error:
        return refusal(name, f"Filen är inte giltig JSON: felet står på rad {error.lineno}, tecken {error.colno}.")
    except (RecursionError, ValueError):
        return refusal(name, "Filen är inte giltig JSON: den är för djupt nästlad eller har för stora tal.")
    return plan_from(raw, name)


def plan_from(raw: Any, name: str = "planen") -> Reading:
    """A plan from parsed JSON, with every issue of its values and of the plan."""
    plan, issues = plan_of(raw, name)
    return Reading(None, tuple(issues)) if plan is None else concluded(plan, issues)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceGiven(key)
        found[key] = value
    return found


def plan_to_json(plan: Plan) -> str:
    return json.dumps(plan_to_dict(plan), ensure_ascii=False, indent=1, allow_nan=False)


def results_to_json(results: Results | None, issues: Iterable[Issue]) -> str:
    """Results and issues as the command line prints them; not computable is null."""
    return _printed({**_results(results), "issues": _issues(issues)})


def outcomes_to_json(plan: Plan | None, found: Iterable[Outcome], issues: Iterable[Issue]) -> str:
    """The plan as it is, and each scenario with its results and what differs from the plan as it is."""
    from planner.calc.clinic import calculate

    now = calculate(baseline(plan)) if plan else None
    scenarios = [
        {
            "name": one.scenario.name,
            "reason": one.scenario.reason,
            "changes": [change_to_dict(change) for change in one.scenario.changes],
            **_results(one.results),
            "difference": _difference(now, one.results),
        }
        for one in found
        if now is not None
    ]
    return _printed({"baseline": _results(now), "scenarios": scenarios, "issues": _issues(issues)})


def _printed(whole: dict[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=1, default=list, allow_nan=False)


def _results(results: Results | None) -> dict[str, Any]:
    return {
        "clinic": dict(results.clinic) if results else dict.fromkeys(one.key for one in CLINIC_QUANTITIES),
        "doctors": [dict(row) for row in results.doctors] if results else [],
    }


def _issues(issues: Iterable[Issue]) -> list[dict[str, str]]:
    return [{"level": one.level, "where": one.where, "text": one.text} for one in issues]


def _difference(before: Results | None, after: Results) -> dict[str, Any]:
    """Every quantity in the scenario less the plan's; null where either has none, or a doctor is in one only."""
    if before is None:
        return {}
    old, new = ({row["doctor_id"]: row for row in each.doctors} for each in (before, after))
    return {
        "clinic": _less(CLINIC_QUANTITIES, before.clinic, after.clinic),
        "doctors": [
            {"doctor_id": name, **_less(DOCTOR_QUANTITIES, old.get(name, {}), new.get(name, {}))} for name in old | new
        ],
    }


def _less(quantities: Iterable[Quantity], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    pairs = ((one.key, before.get(one.key), after.get(one.key)) for one in quantities)
    return {key: None if was is None or now is None else now - was for key, was, now in pairs}
