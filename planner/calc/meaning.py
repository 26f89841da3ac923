"""What does one input mean beside what is already known: per listed, in hours a year, in patients?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.calc.capacity import doctor_capacity
from planner.calc.clinic import plain
from planner.calc.columns import doctor_columns
from planner.calc.explain import way_to_number
from planner.domain.clinic import Contact
from planner.domain.doctor import ABSENCE, DUTIES, OTHER_DUTIES, Doctor
from planner.domain.plan import Plan
from planner.domain.rules import MINUTES_PER_HOUR, ordinary_listed
from planner.schema import fields_of

TAKES_TIME = (ABSENCE, DUTIES, OTHER_DUTIES)


def contacts_per_listed(plan: Plan, row: Contact) -> float | None:
    """Contacts of the row per year and listed outside care homes; None = not computable."""
    listed = ordinary_listed(plan)
    return None if listed is None or row.contacts_per_year is None else row.contacts_per_year / listed


def contact_hours(row: Contact) -> float | None:
    """Hours a year that the row's contacts take, documentation included; None = not computable."""
    if row.contacts_per_year is None or row.minutes is None or row.documentation_minutes is None:
        return None
    return row.contacts_per_year * (row.minutes + row.documentation_minutes) / MINUTES_PER_HOUR


def per_week(plan: Plan, place: int, per_year: float) -> tuple[float, float] | None:
    """(a yearly figure per week at work, the doctor's weeks at work in the plan's year); None = not computable."""
    weeks = float(np.broadcast_to(doctor_capacity(doctor_columns(plan))["net_weeks"], len(plan.doctors))[place])
    return (per_year / weeks, weeks) if weeks > 0 else None


@dataclass(frozen=True)
class Cost:
    """What a field of a doctor's takes: hours of the year, and how many more patients there would be time for
    without it. None = not computable."""

    hours: float | None
    more_patients: float | None


def costs_by_key(plan: Plan, place: int) -> dict[str, Cost]:
    """What each absence and duty of the doctor takes, by the key of the field.

    The hours are the step on the way to the number. The patients come from the whole calculation with that field
    alone at 0: what comes after a step, as the weeks that duties are counted on, changes with it.
    """
    doctor = plan.doctors[place]
    hours = {step.key: abs(step.hours) for step in way_to_number(plan, place) if not step.total and step.hours}
    keys = [key for key, declared in fields_of(Doctor).items() if declared.group in TAKES_TIME and key in hours]
    without = [doctor.model_copy(update={key: 0.0}) for key in keys]
    tried = plan.model_copy(update={"doctors": (doctor, *without)})
    patients = np.broadcast_to(doctor_capacity(doctor_columns(tried))["patients"], 1 + len(keys))
    more = patients[1:] - patients[0] if doctor.role != "senior_advisor" else np.full(len(keys), np.nan)
    return {key: Cost(hours[key], plain(gain)) for key, gain in zip(keys, more, strict=True)}
