"""How does a plan become the numbers and arrays that the formulas take?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from planner.calc import calendar
from planner.calc.capacity import Floats
from planner.calc.riktvarde import riktvarde_full_time
from planner.domain.clinic import CONTACT_KINDS, Clinic
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.rules import ABSENCE_KEYS, DUTY_KEYS, MINUTES_PER_HOUR, OWN_VISITS, ordinary_listed

# fields of the läkardel that enter the formulas as they stand
PLAIN = (
    "fte", *ABSENCE_KEYS, "sick_share", "yearly_hours", "duties_scale",
    "current_list", "care_home_patients", *OWN_VISITS.values(), "indirect_hours_per_year", "pace", "care_need",
)  # fmt: skip
OTHER_KINDS = tuple(kind for kind in CONTACT_KINDS if kind not in OWN_VISITS)


def number(value: float | bool | None) -> float:
    """A field's value as a float; NaN = not filled in."""
    return np.nan if value is None else float(value)


def column(doctors: Sequence[Doctor], key: str) -> Floats:
    """One field of every doctor, shape (n,)."""
    return np.array([number(getattr(doctor, key)) for doctor in doctors], dtype=float)


def contact_inputs(clinic: Clinic, listed: float) -> dict[str, float]:
    """Contacts per listed and minutes of each kind, and the minutes per listed of all kinds without own figures.

    A kind without a row is 0 contacts of 0 minutes; one with two rows, or a table beside the total, is NaN.
    """
    rows, count = {row.kind: row for row in clinic.contacts}, Counter(row.kind for row in clinic.contacts)
    found: dict[str, float] = {}
    for kind in CONTACT_KINDS:
        row = rows.get(kind)
        once = 1.0 if count[kind] < 2 else np.nan
        found[f"contacts_{kind}"] = once * number(row.contacts_per_year) / listed if row else 0.0
        found[f"minutes_{kind}"] = once * (number(row.minutes) + number(row.documentation_minutes)) if row else 0.0
    if None in count:  # a row of no known kind belongs to the table and cannot be placed
        found["clinic_minutes"] = np.nan
        return found
    table = sum(found[f"contacts_{kind}"] * found[f"minutes_{kind}"] for kind in OTHER_KINDS)
    found["clinic_minutes"] = table + total_minutes(clinic, listed)
    return found


def total_minutes(clinic: Clinic, listed: float) -> float:
    """Direct minutes per listed by the clinic's total: 0 beside a table, NaN where both or neither is filled in."""
    if bool(clinic.contacts) == (clinic.direct_hours_per_year is not None):
        return np.nan
    return 0.0 if clinic.contacts else number(clinic.direct_hours_per_year) * MINUTES_PER_HOUR / listed


def clinic_inputs(clinic: Clinic, listed: float) -> dict[str, Any]:
    """What every doctor of the clinic shares."""
    year = clinic.year
    own_days = clinic.workdays
    return {
        "weekdays": np.nan if year is None else float(calendar.weekdays(year)),
        "clinic_workdays": number(
            own_days if own_days is not None or year is None else calendar.calendar_workdays(year)
        ),
        "full_time_hours": number(clinic.full_time_hours),
        "planned_load": number(clinic.planned_load),
        "share_by_others": number(clinic.share_by_others),
        "clinic_indirect_minutes": number(clinic.indirect_minutes),
        "other_kinds": OTHER_KINDS,
        **contact_inputs(clinic, listed),
    }


def period_share(clinic: Clinic, doctors: Sequence[Doctor]) -> Floats:
    """The share of the year's workdays that each doctor works, shape (n,); 1 without dates."""
    first = np.array([doctor.from_date for doctor in doctors], dtype="datetime64[D]")
    last = np.array([doctor.to_date for doctor in doctors], dtype="datetime64[D]")
    whole = np.isnat(first) & np.isnat(last)
    if clinic.year is None:
        return np.where(whole, 1.0, np.nan)
    return np.where(whole, 1.0, calendar.share_of_workdays(clinic.year, first, last))


def doctor_columns(plan: Plan) -> dict[str, Any]:
    """The inputs of `doctor_capacity` for all doctors of a plan: numbers for the clinic, (n,) for the doctors."""
    clinic, doctors = plan.clinic, plan.doctors
    x = clinic_inputs(clinic, number(ordinary_listed(plan)))
    x |= {key: column(doctors, key) for key in PLAIN}
    x["weekly_duties"] = sum(column(doctors, key) for key in DUTY_KEYS)
    x["absence_days"] = sum(x[key] for key in ABSENCE_KEYS)
    x["period_share"] = period_share(clinic, doctors)
    x["without_list"] = np.array([float(doctor.role == "senior_advisor") for doctor in doctors])
    x["riktvarde_full_time"] = riktvarde_full_time(clinic.region, clinic.year, doctors)
    for kind, own in OWN_VISITS.items():
        if plan.contact(kind) is None:  # filled in, but there are no minutes to take
            x[own] = np.where(np.isnan(x[own]), np.nan, np.inf)
    return x


def reference_columns(plan: Plan, x: dict[str, Any]) -> dict[str, Any]:
    """The inputs of the reference doctor: full time, the clinic's averages, the medians of absence and duties.

    Medians over the specialists, agency doctors included; over all doctors where there is no specialist.
    """
    specialists = np.array([doctor.role == "specialist" for doctor in plan.doctors], dtype=bool)
    chosen = specialists if specialists.any() else np.ones(len(plan.doctors), dtype=bool)
    typical = (*ABSENCE_KEYS, "sick_share", "weekly_duties", "yearly_hours")
    medians = {key: np.median(x[key][chosen]) if len(plan.doctors) else np.nan for key in typical}
    nothing = (*OWN_VISITS.values(), "indirect_hours_per_year", "current_list", "riktvarde_full_time")
    ones = ("fte", "pace", "care_need", "period_share")
    return {
        **x,
        **medians,
        "absence_days": sum(medians[key] for key in ABSENCE_KEYS),
        **dict.fromkeys(nothing, np.nan),
        **dict.fromkeys(ones, 1.0),
        **dict.fromkeys(("duties_scale", "care_home_patients", "without_list"), 0.0),
    }
