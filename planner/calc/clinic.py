"""How many patients can a clinic name a doctor for, and what does the whole plan come to?"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.calc import calendar
from planner.calc.capacity import Floats, Value, doctor_capacity, ratio
from planner.calc.columns import doctor_columns, number, reference_columns
from planner.calc.eligibility import Verdict, doctor_eligibility
from planner.calc.riktvarde import riktvarde_full_time
from planner.domain.clinic import NATIONAL, Clinic
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, Results
from planner.domain.rules import SUMS, check, result_issues
from planner.schema import fields_of


def capacity(named_patients: Floats, verdicts: Sequence[Verdict], outcomes: Collection[str]) -> float:
    """Sum of named patients over the doctors with one of these outcomes; NaN if one of theirs is."""
    chosen = np.array([verdict.outcome in outcomes for verdict in verdicts], dtype=bool)
    return float(np.sum(named_patients[chosen]))


def fte_missing(gap: float, reference_patients: float) -> float:
    """Full-time doctors that would name the patients in the gap; 0 when there is no gap."""
    if gap <= 0:
        return 0.0
    return float(ratio(gap, reference_patients))


def riktvarde_sum(riktvarde: Floats, verdicts: Sequence[Verdict]) -> float:
    """Sum over the doctors that count and have a riktvarde; NaN where none has."""
    counted = np.array([verdict.outcome in SUMS["capacity"] for verdict in verdicts], dtype=bool) & ~np.isnan(riktvarde)
    return float(np.sum(riktvarde[counted])) if counted.any() else np.nan


def clinic_capacity(
    plan: Plan, x: Mapping[str, Any], q: Mapping[str, Value], verdicts: Sequence[Verdict]
) -> dict[str, float]:
    """Every quantity of the clinic, in the order of the explanation. NaN = not computable."""
    clinic = plan.clinic
    named = np.broadcast_to(q["named_patients"], len(plan.doctors))
    listed = number(clinic.listed_patients)
    sums = {key: capacity(named, verdicts, outcomes) for key, outcomes in SUMS.items()}
    total = sums["capacity"]
    reference = float(np.asarray(doctor_capacity(reference_columns(plan, dict(x)))["patients"]))
    national = riktvarde_full_time(NATIONAL, clinic.year, plan.doctors) * x["fte"]
    return {
        "weekdays": np.nan if clinic.year is None else float(calendar.weekdays(clinic.year)),
        "workdays": x["clinic_workdays"],
        **sums,
        "gap": listed - total,
        "coverage": float(ratio(total, listed)),
        "reference_patients": reference,
        "fte_missing": fte_missing(listed - total, reference),
        "riktvarde": riktvarde_sum(np.broadcast_to(q["riktvarde"], len(plan.doctors)), verdicts),
        "riktvarde_national": riktvarde_sum(national, verdicts),
    }


def calculate(plan: Plan, unreadable: Collection[str] = ()) -> Results:
    """Every quantity of a plan's clinic and doctors, and every issue that its inputs and results give rise to.

    `unreadable`: paths of values that were given and could not be read; what may build on them is not computable.
    """
    x = doctor_columns(plan)
    everything, lost = _lost(plan, unreadable)
    q = {key: np.where(lost, np.nan, value) for key, value in doctor_capacity(x).items()}
    verdicts = [doctor_eligibility(plan.clinic.region, doctor) for doctor in plan.doctors]
    found = clinic_capacity(plan, x, q, verdicts)
    clinic = {one.key: None if everything else plain(found[one.key]) for one in CLINIC_QUANTITIES}
    results = Results(clinic, tuple(_doctor_rows(plan, q, verdicts)))
    return Results(clinic, results.doctors, (*check(plan), *result_issues(plan, results)))


def _lost(plan: Plan, unreadable: Collection[str]) -> tuple[bool, npt.NDArray[np.bool_]]:
    """Whether a figure of the clinic could not be read, and for each doctor whether one she builds on could not."""
    figures = [path for path in unreadable if not _is_text(path)]
    clinic = any(path.startswith("clinic") for path in figures)
    own = [
        any(path.startswith(doctor_path(doctor.doctor_id, i) + ".") for path in figures)
        for i, doctor in enumerate(plan.doctors)
    ]
    return clinic, np.array(own, dtype=bool) | clinic


def _is_text(path: str) -> bool:
    declared = fields_of(Clinic if path.startswith("clinic") else Doctor).get(path.rpartition(".")[2])
    return declared is not None and declared.kind == "text"


def _doctor_rows(plan: Plan, q: Mapping[str, Value], verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    n = len(plan.doctors)
    table = {one.key: np.broadcast_to(q[one.key], n).tolist() for one in DOCTOR_QUANTITIES}
    return [
        {
            "doctor_id": doctor.doctor_id,
            **{key: plain(values[i]) for key, values in table.items()},
            "eligibility": verdict.outcome,
            "eligibility_group": verdict.group,
            "eligibility_rules": verdict.rules,
        }
        for i, (doctor, verdict) in enumerate(zip(plan.doctors, verdicts, strict=True))
    ]


def plain(value: float) -> float | None:
    """A Python number, or None for what is not computable."""
    return float(value) if math.isfinite(value) else None
