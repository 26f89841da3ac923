"""How many patients can a doctor hold? Each formula of the method, once, for numbers or arrays.

Every argument may be a number or an array that broadcasts against the others; NaN = not filled in, and
what builds on it is NaN = not computable. Shares are 0–1. Source of the balance: murray2007, weber2019;
the division into these steps is our reconstruction of Socialstyrelsen's tool (sos_stod, lt_verktyg).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.domain.rules import MINUTES_PER_HOUR, OWN_VISITS

Floats = npt.NDArray[np.float64]
Value = float | Floats

DAYS_PER_WEEK = 5.0


def ratio(numerator: Value, denominator: Value) -> Floats:
    """numerator / denominator; NaN where the denominator is not above zero."""
    positive = np.greater(denominator, 0)
    if np.all(positive):
        return np.divide(numerator, denominator)
    return np.divide(numerator, np.where(positive, denominator, np.nan))


def net_days(workdays: Value, absence_days: Value, sick_share: Value) -> Floats:
    """Days at work in the year; absence_days = annual leave, education and other planned absence together."""
    return np.maximum(0.0, workdays - absence_days) * (1.0 - sick_share)


def net_weeks(days: Value) -> Value:
    """Weeks at work in the year."""
    return days / DAYS_PER_WEEK


def net_hours(days: Value, full_time_hours: Value, fte: Value) -> Value:
    """Hours at work in the year; full_time_hours per week."""
    return days * full_time_hours / DAYS_PER_WEEK * fte


def duty_scale(duties_scale: Value, fte: Value) -> Floats:
    """What duties are multiplied by: fte where they shrink with it (duties_scale 1), else 1."""
    return np.where(np.isnan(duties_scale), np.nan, np.where(np.equal(duties_scale, 1.0), fte, 1.0))


def duty_hours(weeks: Value, weekly_duties: Value, yearly_hours: Value, scale: Value) -> Value:
    """Hours of duties in the year."""
    return (weeks * weekly_duties + yearly_hours) * scale


def patient_hours(hours: Value, duties: Value) -> Floats:
    """Hours left for patients in the year, at least 0."""
    return np.maximum(0.0, hours - duties)


def weight(care_need: Value, share_by_others: Value) -> Value:
    """How much of the clinic's average contacts a listed patient of this doctor takes of her."""
    return care_need * (1.0 - share_by_others)


def own_or_clinic(own: Value, per_listed: Value, clinic: Value) -> Value:
    """The doctor's own figure per listed where `own` is filled in, else the clinic's.

    inf marks an own figure that is filled in but cannot be used: it never falls back on the clinic's.
    """
    if np.ndim(own) == 0 and np.isnan(own):
        return clinic
    return np.where(np.isnan(own), clinic, per_listed)


def contacts_per_listed(own: Value, own_list: Value, weighted: Value, clinic: Value) -> Value:
    """Contacts of one kind that one listed patient takes in a year; `clinic` is the clinic's per listed."""
    return own_or_clinic(own, ratio(own, own_list), weighted * clinic)


def direct_minutes(pace: Value, weighted: Value, clinic_minutes: Value, own_kinds_minutes: Value) -> Value:
    """Minutes a year of direct contact per listed patient.

    clinic_minutes: the clinic's minutes per listed of all kinds that have no own figures;
    own_kinds_minutes: contacts x minutes of the kinds that can have them.
    """
    return pace * (weighted * clinic_minutes + own_kinds_minutes)


def indirect_minutes(own_hours: Value, own_list: Value, weighted: Value, clinic: Value) -> Value:
    """Minutes a year of indirect work per listed patient; own_hours per year, `clinic` in minutes per listed."""
    return own_or_clinic(own_hours, ratio(own_hours * MINUTES_PER_HOUR, own_list), weighted * clinic)


def patients(planned_hours: Value, minutes_per_patient: Value, without_list: Value) -> Floats:
    """Patients the planned hours suffice for; 0 for a doctor without a list of her own (without_list 1)."""
    return np.where(np.equal(without_list, 1.0), 0.0, ratio(planned_hours * MINUTES_PER_HOUR, minutes_per_patient))


def load(own_list: Value, hours: Value, minutes_per_patient: Value) -> Floats:
    """Share of the patient hours that today's list takes."""
    return ratio(listed_or_nan(own_list), ratio(hours * MINUTES_PER_HOUR, minutes_per_patient))


def weekly_hours_needed(
    own_list: Value, minutes_per_patient: Value, planned_load: Value, duties: Value, weeks: Value
) -> Floats:
    """Hours a week that today's list takes, duties included."""
    listed_hours = listed_or_nan(own_list) * minutes_per_patient / MINUTES_PER_HOUR
    return ratio(listed_hours / planned_load + duties, weeks)


def listed_or_nan(own_list: Value) -> Floats:
    """The own list where there is one, NaN where it is empty or below zero."""
    return np.where(np.greater(own_list, 0), own_list, np.nan)


def working_time(x: Mapping[str, Any]) -> dict[str, Value]:
    """From the calendar to planned hours for patients; keys as in `planner.domain.results`."""
    q: dict[str, Value] = {"weekdays": x["weekdays"], "workdays": x["clinic_workdays"] * x["period_share"]}
    q["net_days"] = net_days(q["workdays"], x["absence_days"], x["sick_share"])
    q["net_weeks"] = net_weeks(q["net_days"])
    q["net_hours"] = net_hours(q["net_days"], x["full_time_hours"], x["fte"])
    q["weekly_duties"] = x["weekly_duties"]
    scale = duty_scale(x["duties_scale"], x["fte"])
    q["duty_hours"] = duty_hours(q["net_weeks"], x["weekly_duties"], x["yearly_hours"], scale)
    q["patient_hours"] = patient_hours(q["net_hours"], q["duty_hours"])
    q["planned_hours"] = q["patient_hours"] * x["planned_load"]
    return q


def demand(x: Mapping[str, Any]) -> dict[str, Value]:
    """What one listed patient takes in a year: contacts, then minutes; keys as in `planner.domain.results`."""
    q: dict[str, Value] = {"own_list": x["current_list"] - x["care_home_patients"]}
    q["weight"] = weight(x["care_need"], x["share_by_others"])
    own_kinds: Value = 0.0
    for kind, own in OWN_VISITS.items():
        per_listed = contacts_per_listed(x[own], q["own_list"], q["weight"], x[f"contacts_{kind}"])
        q[f"contacts_{kind}"] = per_listed
        own_kinds = own_kinds + per_listed * x[f"minutes_{kind}"]
    for kind in x["other_kinds"]:
        q[f"contacts_{kind}"] = q["weight"] * x[f"contacts_{kind}"]
    q["direct_minutes"] = direct_minutes(x["pace"], q["weight"], x["clinic_minutes"], own_kinds)
    q["indirect_minutes"] = indirect_minutes(
        x["indirect_hours_per_year"], q["own_list"], q["weight"], x["clinic_indirect_minutes"]
    )
    q["minutes_per_patient"] = q["direct_minutes"] + q["indirect_minutes"]
    return q


def doctor_capacity(x: Mapping[str, Any]) -> dict[str, Value]:
    """Every quantity of a doctor, in the order of the explanation.

    `x`: the inputs as `planner.calc.columns` names them; each a number or an array, all broadcasting to
    one shape: () for one doctor, (n,) for n doctors, (draws, n) for n doctors in each of many draws.
    Returns arrays that broadcast to that shape; not finite = not computable.
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        q = working_time(x) | demand(x)
        minutes = q["minutes_per_patient"]
        q["patients"] = patients(q["planned_hours"], minutes, x["without_list"])
        q["named_patients"] = q["patients"] + x["care_home_patients"]
        q["riktvarde"] = x["riktvarde_full_time"] * x["fte"]
        q["load"] = load(q["own_list"], q["patient_hours"], minutes)
        q["weekly_hours_needed"] = weekly_hours_needed(
            q["own_list"], minutes, x["planned_load"], q["duty_hours"], q["net_weeks"]
        )
        q["contracted_weekly_hours"] = x["full_time_hours"] * x["fte"]
    return q


def patients_in_draws(
    x: Mapping[str, Any], draws: int, *, at_once: int = 40_960, doctors_at_once: int = 1_024
) -> Iterator[tuple[slice, slice, Floats]]:
    """`patients` for many draws in pieces that fit the processor's cache: (the draws, the doctors, patients).

    Inputs of shape (draws, 1) or (draws, n) are cut along the draws, those of shape (n,) or (draws, n) along the
    doctors. A piece holds about `at_once` doctor-results, of at most `doctors_at_once` doctors.
    """
    inputs = {key: value for key, value in x.items() if isinstance(value, np.ndarray) and value.ndim}
    doctors = max(value.shape[-1] for value in inputs.values())
    wide = max(1, min(doctors_at_once, doctors))
    deep = max(1, at_once // wide)
    for left in range(0, doctors, wide):
        across = slice(left, min(left + wide, doctors))
        strip = {key: value if value.shape[-1] == 1 else value[..., across] for key, value in inputs.items()}
        for top in range(0, draws, deep):
            down = slice(top, min(top + deep, draws))
            part = {**x, **{key: value[down] if value.ndim > 1 else value for key, value in strip.items()}}
            with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
                hours, minutes = working_time(part)["planned_hours"], demand(part)["minutes_per_patient"]
                found = patients(hours, minutes, part["without_list"])
            yield down, across, np.broadcast_to(found, (down.stop - top, across.stop - left))
