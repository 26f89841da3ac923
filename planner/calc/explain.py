"""Which steps lead from the year's hours to a doctor's number, each in hours and in patients?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.calc.capacity import DAYS_PER_WEEK, Value, doctor_capacity, duty_scale
from planner.calc.columns import column, doctor_columns
from planner.domain.plan import Plan
from planner.domain.rules import ABSENCE_KEYS, DUTY_KEYS, MINUTES_PER_HOUR


@dataclass(frozen=True)
class Step:
    """One bar of the way. `key` is a field's key or one of this module's; hours and patients are signed;
    None = not computable. `total` = a level reached, not a change."""

    key: str
    hours: float | None
    patients: float | None
    total: bool = False


def way_to_number(plan: Plan, place: int) -> tuple[Step, ...]:
    """From all weekdays at full time to planned hours for patients, for the doctor in that place (from 0).

    The changes between two totals sum to their difference. Hours are per year; patients are the same
    hours divided by minutes per patient.
    """
    x = {key: _one(value, place) for key, value in doctor_columns(plan).items()}
    with np.errstate(invalid="ignore"):
        q = {key: float(value) for key, value in doctor_capacity(x).items()}
        hours = _hours(plan, place, x, q)
    minutes = q["minutes_per_patient"]
    per_hour = MINUTES_PER_HOUR / minutes if minutes > 0 else np.nan
    if x["without_list"] == 1:
        per_hour = np.nan
    totals = ("year", "net_hours", "patient_hours", "planned_hours")
    return tuple(Step(key, _plain(h), _plain(h * per_hour), key in totals) for key, h in hours.items())


def _hours(plan: Plan, place: int, x: Mapping[str, Any], q: Mapping[str, float]) -> dict[str, float]:
    """Hours of each step, in order. Absence counts on the doctor's own days, duties on her weeks."""
    full_day = x["full_time_hours"] / DAYS_PER_WEEK
    own_day = full_day * x["fte"]
    scale = float(duty_scale(x["duties_scale"], x["fte"]))
    planned_days = q["workdays"] - x["absence_days"]
    hours = {"year": x["weekdays"] * full_day}
    hours["public_holidays"] = (x["clinic_workdays"] - x["weekdays"]) * full_day
    hours["period"] = (q["workdays"] - x["clinic_workdays"]) * full_day
    hours["fte"] = q["workdays"] * (own_day - full_day)
    hours |= {key: -x[key] * own_day for key in ABSENCE_KEYS}
    hours["sick_share"] = -max(0.0, planned_days) * x["sick_share"] * own_day
    hours["more_absence_than_year"] = max(0.0, -planned_days) * own_day
    hours["net_hours"] = q["net_hours"]
    for key in DUTY_KEYS:
        hours[key] = -float(column(plan.doctors, key)[place]) * q["net_weeks"] * scale
    hours["yearly_hours"] = -x["yearly_hours"] * scale
    hours["more_duties_than_hours"] = max(0.0, q["duty_hours"] - q["net_hours"])
    hours["patient_hours"] = q["patient_hours"]
    hours["planned_load"] = q["planned_hours"] - q["patient_hours"]
    hours["planned_hours"] = q["planned_hours"]
    return hours


def _one(value: Value | tuple[str, ...], place: int) -> Any:
    return value[place] if isinstance(value, np.ndarray) and np.ndim(value) else value


def _plain(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
