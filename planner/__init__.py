"""How many patients can each doctor at a Swedish vårdcentral hold as fast läkarkontakt, and why?

The names that notebooks and scripts use. Each is imported when it is first used, so that the
command line starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.calc.clinic import calculate
    from planner.calc.require import require
    from planner.calc.scenarios import outcomes
    from planner.domain.clinic import Clinic, Contact
    from planner.domain.doctor import Doctor
    from planner.domain.plan import Plan, change
    from planner.domain.rules import check
    from planner.domain.scenario import Scenario
    from planner.files.reading import read_plan
    from planner.files.workbook import write_workbook

__version__ = "0.1.0"

_HOME = {
    "calculate": "planner.calc.clinic",
    "Clinic": "planner.domain.clinic",
    "Contact": "planner.domain.clinic",
    "Doctor": "planner.domain.doctor",
    "Plan": "planner.domain.plan",
    "change": "planner.domain.plan",
    "Scenario": "planner.domain.scenario",
    "outcomes": "planner.calc.scenarios",
    "require": "planner.calc.require",
    "check": "planner.domain.rules",
    "read_plan": "planner.files.reading",
    "write_workbook": "planner.files.workbook",
}
__all__ = [
    "Clinic", "Contact", "Doctor", "Plan", "Scenario", "calculate", "change", "check", "outcomes", "read_plan",
    "require", "write_workbook",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'planner' has no attribute {name!r}")
