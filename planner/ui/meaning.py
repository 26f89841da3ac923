"""What stands beside an input: what the figure means, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.calc.calendar import calendar_workdays
from planner.calc.meaning import Cost, contact_hours, contacts_per_listed, per_week
from planner.domain.clinic import Clinic, Contact
from planner.domain.plan import Plan
from planner.domain.rules import OWN_FIGURES
from planner.swedish import number, percent
from planner.ui.spots import Spot


def meaning(plan: Plan, spot: Spot, key: str, costs: Mapping[str, Cost]) -> str:
    """A short sentence beside the field, or nothing. `costs`: those of the doctor, by key."""
    record = spot.record(plan)
    if getattr(record, key) is None and (spot.kind, key) != ("clinic", "workdays"):
        return ""
    if spot.kind == "contact":
        return _of_contact(plan, record, key)
    if key in OWN_FIGURES:
        return _of_own_figure(plan, spot.place, getattr(record, key))
    return _of_clinic(plan.clinic, key) if spot.kind == "clinic" else _of_doctor(plan, record, key, costs.get(key))


def _of_own_figure(plan: Plan, place: int, value: float) -> str:
    found = per_week(plan, place, value)
    if found is None:
        return ""
    each, weeks = found
    return (
        f"= {number(each, 1)} i veckan på {number(weeks, 1)} veckor. Vet du veckans tal: multiplicera med veckorna du"
        " arbetade då."
    )


def _of_contact(plan: Plan, row: Contact, key: str) -> str:
    if key == "contacts_per_year":
        each = contacts_per_listed(plan, row)
        return "" if each is None else f"= {number(each, 2)} per listad och år"
    hours = contact_hours(row)
    return f"tillsammans {number(hours)} h/år" if key == "documentation_minutes" and hours is not None else ""


def _of_clinic(clinic: Clinic, key: str) -> str:
    if key == "workdays" and clinic.workdays is None and clinic.year is not None:
        return f"Tomt: kalendern ger {calendar_workdays(clinic.year)} dagar {clinic.year}"
    if key == "listed_care_home" and clinic.listed_patients and clinic.listed_care_home is not None:
        return f"= {percent(clinic.listed_care_home / clinic.listed_patients, 1)} av de listade"
    return ""


def _of_doctor(plan: Plan, doctor: Any, key: str, cost: Cost | None) -> str:
    if key == "fte" and plan.clinic.full_time_hours is not None:
        return f"= {number(plan.clinic.full_time_hours * doctor.fte, 1)} h/vecka"
    if cost is None or not cost.hours:
        return ""
    hours, more = f"= {number(cost.hours)} h/år", cost.more_patients
    if more is None:
        return hours
    whole = abs(round(more))
    if whole == 0:
        return f"{hours}; utan: lika många patienter"
    return f"{hours}; utan: {number(whole)} patienter {'fler' if more > 0 else 'färre'}"
