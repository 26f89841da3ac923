"""What does Python make of each step of Beräkning? These are the values stored with the formulas.

The workbook's own formulas give the same when a spreadsheet recalculates them; tests hold them to it cell by cell.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.calc import calendar
from planner.calc.capacity import Value, doctor_capacity, duty_scale
from planner.calc.columns import OTHER_KINDS, doctor_columns, number, reference_columns, total_minutes
from planner.calc.eligibility import outcomes
from planner.calc.riktvarde import riktvarde_full_time
from planner.domain.clinic import CONTACT_KINDS, NATIONAL
from planner.domain.doctor import ROLES, SPECIALTIES, Doctor
from planner.domain.eligibility import OUTCOME_LABELS, STRICTNESS, rules_for
from planner.domain.plan import Plan
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, PATIENT_HOURS, Results
from planner.domain.riktvarden import valid_rows
from planner.domain.rules import SUMS, ordinary_listed
from planner.files.layout import NOT_COMPUTABLE, NOT_FILLED_IN
from planner.files.workbook_finding import TEXT_KEYS, as_text, finding, round_half_up
from planner.files.workbook_step import Cell
from planner.files.workbook_steps import MEDIANS, clinic_inputs, doctor_inputs
from planner.files.workbook_tables import competence_table, rule_key
from planner.schema import Field


@dataclass(frozen=True)
class Values:
    """The value of every step: the clinic's inputs, its steps, each doctor's in the plan's order, and those of the
    reference doctor, with the doctors' names and the finding in words."""

    names: tuple[str, ...]
    inputs: Mapping[str, Cell]
    clinic: Mapping[str, Cell]
    doctors: tuple[Mapping[str, Cell], ...]
    reference: Mapping[str, Cell]

    @property
    def finding(self) -> str:
        keys = ("capacity", "gap", "fte_missing", "capacity_not_stated")
        return finding(*(self.clinic[key] for key in keys), self.clinic)


def values_of(plan: Plan, results: Results) -> Values:
    """Every value of Beräkning for a plan and its results."""
    x = doctor_columns(plan)
    with np.errstate(invalid="ignore"):
        inputs = {taken.key: taken_cell(taken.declared, getattr(plan.clinic, taken.key)) for taken in clinic_inputs()}
        return Values(
            tuple(doctor.doctor_id or NOT_FILLED_IN for doctor in plan.doctors),
            inputs,
            _clinic_values(plan, x, results),
            tuple(_doctor_values(plan, i, x, results) for i in range(len(plan.doctors))),
            _reference_values(plan, x),
        )


def cell(value: Any) -> Cell:
    """A step's value as a cell holds it: a number, a date's serial number, or words; not finite = not computable."""
    if value is None:
        return NOT_COMPUTABLE
    if isinstance(value, dt.date):
        return float((value - dt.date(1899, 12, 30)).days)
    if isinstance(value, str):
        return value
    return float(value) if math.isfinite(value) else NOT_COMPUTABLE


def taken_cell(declared: Field, value: Any) -> Cell:
    """An input as picked up: empty is said in words, a choice by its label."""
    if value is None:
        return NOT_FILLED_IN
    return cell(value) if declared.numeric or declared.kind == "date" else declared.show(value)


def _clinic_values(plan: Plan, x: Mapping[str, Any], results: Results) -> dict[str, Cell]:
    clinic = plan.clinic
    listed = number(ordinary_listed(plan))
    found: dict[str, Any] = {
        "calendar_workdays": None if clinic.year is None else calendar.calendar_workdays(clinic.year),
        "ordinary_listed": listed,
        "table_minutes": sum(x[f"contacts_{kind}"] * x[f"minutes_{kind}"] for kind in OTHER_KINDS),
        "total_minutes": total_minutes(clinic, listed),
        "clinic_minutes": x["clinic_minutes"],
        "rule_region": rules_for(clinic.region).region,
        **{one.key: results.clinic[one.key] for one in CLINIC_QUANTITIES},
        PATIENT_HOURS.key: sum(_hours(*pair) for pair in zip(plan.doctors, results.doctors, strict=True)),
    }
    for kind in CONTACT_KINDS:
        found[f"rows_{kind}"] = sum(row.kind == kind for row in clinic.contacts)
        found |= {key: x[key] for key in (f"contacts_{kind}", f"minutes_{kind}")}
    return {key: cell(value) for key, value in (found | _texts(plan, results)).items()}


def _texts(plan: Plan, results: Results) -> dict[str, str | int | None]:
    numbers = {"listed": plan.clinic.listed_patients, **{key: results.clinic[key] for key in TEXT_KEYS}}
    missing = results.clinic["fte_missing"]
    tenths = None if missing is None else round_half_up(missing * 10)
    return {
        **{f"{key}_text": None if value is None else as_text(value) for key, value in numbers.items()},
        "doctors": len(plan.doctors),
        "fte_missing_text": None if tenths is None else f"{tenths // 10},{tenths % 10}",
    }


def _doctor_values(plan: Plan, place: int, x: Mapping[str, Any], results: Results) -> dict[str, Cell]:
    doctor, row = plan.doctors[place], results.doctors[place]
    steps: dict[str, Any] = {
        "typical": float(doctor.role == "specialist" or all(one.role != "specialist" for one in plan.doctors)),
        "period_share": x["period_share"][place],
        "duty_scale": float(duty_scale(x["duties_scale"][place], x["fte"][place])),
        **_days(plan, doctor),
        **_riktvarde(plan, doctor, float(x["riktvarde_full_time"][place])),
        **{one.key: row[one.key] for one in DOCTOR_QUANTITIES},
        **_eligibility(plan.clinic.region, doctor, row),
    }
    steps |= _counted(row, steps, number(doctor.fte), _hours(doctor, row))
    taken = {one.key: taken_cell(one.declared, getattr(doctor, one.key)) for one in doctor_inputs()}
    return taken | {key: cell(value) for key, value in steps.items()}


def _days(plan: Plan, doctor: Doctor) -> dict[str, Any]:
    year = plan.clinic.year
    first, last = (None, None) if year is None else (dt.date(year, 1, 1), dt.date(year, 12, 31))
    return {"first_day": doctor.from_date or first, "last_day": doctor.to_date or last}


def _riktvarde(plan: Plan, doctor: Doctor, full_time: float) -> dict[str, Any]:
    region, year = plan.clinic.region, plan.clinic.year
    rows = () if None in (region, year, doctor.role) else valid_rows(region, doctor.role or "", year or 0)
    national = float(riktvarde_full_time(NATIONAL, year, [doctor])[0])
    known = None not in (region, year, doctor.role)
    place = (rows[0].region if rows else NATIONAL) if known else None
    return {"riktvarde_region": place, "riktvarde_full_time": full_time, "national_full_time": national}


def _eligibility(region: str | None, doctor: Doctor, row: Mapping[str, Any]) -> dict[str, Any]:
    line, competence, employment, supervision = outcomes(
        region, doctor.role, doctor.specialty, doctor.employment, doctor.supervised
    )
    strictest = [
        max((STRICTNESS.index(outcome) for outcome, _ in step), default=0)
        for step in (competence, employment, supervision)
    ]
    by_employment = [rule for _, rule in employment]
    of_line = [f"{rule} " for rule in row["eligibility_rules"] if rule not in by_employment]
    return {
        "rule_line": _rule_line(region, doctor) if line else 0,
        **dict(zip(("by_competence", "by_employment", "by_supervision"), strictest, strict=True)),
        "strictness": STRICTNESS.index(row["eligibility"]),
        "eligibility": OUTCOME_LABELS[row["eligibility"]],
        "eligibility_group": row["eligibility_group"],
        "eligibility_rules": "".join(of_line + [rule for rule in row["eligibility_rules"] if rule in by_employment]),
    }


def _rule_line(region: str | None, doctor: Doctor) -> int:
    key = rule_key(rules_for(region).region, ROLES[doctor.role or ""], SPECIALTIES[doctor.specialty or ""])
    table = competence_table()
    column = [name for name, _ in table.columns].index("Regel_nyckel")
    return [row[column] for row in table.rows].index(key) + 1


def _hours(doctor: Doctor, row: Mapping[str, Any]) -> float:
    """Planned hours of a doctor whose role has a list of its own."""
    return 0.0 if doctor.role == "senior_advisor" else number(row["planned_hours"])


def _counted(row: Mapping[str, Any], steps: Mapping[str, Any], fte: float, hours: float) -> dict[str, Any]:
    outcome, named = row["eligibility"], row["named_patients"]
    return {
        "patients_counted": named if outcome in SUMS["capacity"] else 0,
        "patients_not_stated": named if outcome in SUMS["capacity_not_stated"] else 0,
        "patients_not_counted": named if outcome in SUMS["capacity_other"] else 0,
        "hours_counted": hours,
        "riktvarde_counted": row["riktvarde"] if outcome in SUMS["capacity"] else "",
        "national_counted": steps["national_full_time"] * fte if outcome in SUMS["capacity"] else "",
    }


def reference_constants(plan: Plan) -> dict[str, Cell]:
    """The reference doctor's inputs that do not depend on the doctors, as Beräkning holds them."""
    x = reference_columns(plan, doctor_columns(plan))
    found: dict[str, Cell] = {}
    for taken in doctor_inputs():
        if taken.declared.kind == "date":
            found[taken.key] = NOT_FILLED_IN
        elif taken.declared.kind == "yes_no" and taken.key in x:
            found[taken.key] = taken.declared.show(bool(x[taken.key]))
        elif taken.key in x:
            value = float(x[taken.key])
            found[taken.key] = NOT_FILLED_IN if math.isnan(value) else value
    return found | {"role": ROLES["specialist"]}


def _reference_values(plan: Plan, x: dict[str, Any]) -> dict[str, Cell]:
    columns = reference_columns(plan, dict(x))
    q: dict[str, Value] = doctor_capacity(columns)
    year = plan.clinic.year
    first, last = (None, None) if year is None else (dt.date(year, 1, 1), dt.date(year, 12, 31))
    steps = {one.key: float(np.asarray(q[one.key])) for one in DOCTOR_QUANTITIES}
    extra = {"period_share": 1, "duty_scale": 1, "first_day": first, "last_day": last}
    medians = {key: columns[key] for key in (*MEDIANS, "weekly_duties")}
    return reference_constants(plan) | {key: cell(value) for key, value in (steps | extra | medians).items()}
