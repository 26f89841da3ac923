"""What stands on every paper: which clinic, which year, which day."""

from __future__ import annotations

import datetime as dt

from planner.domain.plan import Plan
from planner.reports.papers.words import shortened

LONGEST_NAME = 90
ALT = "Stapelbild. Varje stapels värde står på samma rad i tabellen."


def about(plan: Plan, today: dt.date) -> str:
    """Lindens vårdcentral · planen för 2026 · utskrivet 2026-11-21."""
    name = shortened(plan.clinic.name or "Enheten har inget namn än", LONGEST_NAME)
    year = f"planen för {plan.clinic.year}" if plan.clinic.year else "planen har inget år än"
    return f"{name} · {year} · utskrivet {today.isoformat()}"
