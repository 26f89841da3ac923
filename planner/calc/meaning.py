"""What does one input mean beside what is already known: per listed, in hours a year, in patients?"""

from __future__ import annotations

from planner.calc.explain import Step, way_to_number
from planner.domain.clinic import Contact
from planner.domain.plan import Plan
from planner.domain.rules import MINUTES_PER_HOUR, ordinary_listed


def contacts_per_listed(plan: Plan, row: Contact) -> float | None:
    """Contacts of the row per year and listed outside care homes; None = not computable."""
    listed = ordinary_listed(plan)
    return None if listed is None or row.contacts_per_year is None else row.contacts_per_year / listed


def contact_hours(row: Contact) -> float | None:
    """Hours a year that the row's contacts take, documentation included; None = not computable."""
    if row.contacts_per_year is None or row.minutes is None or row.documentation_minutes is None:
        return None
    return row.contacts_per_year * (row.minutes + row.documentation_minutes) / MINUTES_PER_HOUR


def steps_by_key(plan: Plan, place: int) -> dict[str, Step]:
    """The steps of the way to a doctor's number, by the key of the field that makes them."""
    return {step.key: step for step in way_to_number(plan, place)}
