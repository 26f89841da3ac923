"""What does a doctor's year go to? Absence, duties, patients and what is kept free, in hours that add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from planner.calc.capacity import DAYS_PER_WEEK
from planner.calc.lists import together
from planner.domain.plan import Plan
from planner.domain.results import Results


@dataclass(frozen=True)
class TimeUse:
    """Hours of the contracted year. `slack`: patient hours that the plan leaves unbooked; `without_list`: the hours of
    a role without a list of its own, duties taken off."""

    direct: float = 0.0
    indirect: float = 0.0
    slack: float = 0.0
    duties: float = 0.0
    absence: float = 0.0
    without_list: float = 0.0

    @property
    def whole(self) -> float:
        return float(sum(getattr(self, one.name) for one in fields(self)))

    def share(self, *parts: str) -> float:
        """The share of the whole year, 0–1, that these parts take together."""
        return float(sum(getattr(self, one) for one in parts)) / self.whole

    def __add__(self, other: TimeUse) -> TimeUse:
        return TimeUse(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def doctor_time_use(plan: Plan, results: Results, place: int) -> TimeUse | None:
    """The year of the doctor in that place (from 0); None where a part is not computable."""
    row, doctor = results.doctors[place], plan.doctors[place]
    needed = (row["workdays"], row["net_hours"], row["duty_hours"], plan.clinic.full_time_hours, doctor.fte)
    if any(value is None for value in needed):
        return None
    contracted = row["workdays"] * plan.clinic.full_time_hours / DAYS_PER_WEEK * doctor.fte
    duties = min(row["duty_hours"], row["net_hours"])
    rest = {"duties": duties, "absence": contracted - row["net_hours"]}
    if doctor.role == "senior_advisor":
        return TimeUse(**rest, without_list=row["net_hours"] - duties)
    return _with_patients(row, rest)


def clinic_time_use(plan: Plan, results: Results) -> TimeUse | None:
    """The years of all doctors together; None where one of them is not computable, or there is none."""
    found = [doctor_time_use(plan, results, place) for place in range(len(plan.doctors))]
    if not found or any(one is None for one in found):
        return None
    return sum((one for one in found if one is not None), TimeUse())


def planned_patient_hours(plan: Plan, results: Results) -> float | None:
    """Planned hours a year for patients, of every doctor whose role has a list; None where one is not computable."""
    pairs = zip(plan.doctors, results.doctors, strict=True)
    return together(row["planned_hours"] for doctor, row in pairs if doctor.role != "senior_advisor")


def indirect_share(row: Mapping[str, Any]) -> float | None:
    """The share of a doctor's time per patient that is indirect work, 0–1."""
    return _share(row["indirect_minutes"], row["minutes_per_patient"])


def duty_share(row: Mapping[str, Any]) -> float | None:
    """The share of a doctor's hours at work that duties take, 0–1 and more where they are longer than the week."""
    return _share(row["duty_hours"], row["net_hours"])


def share_of_week(difference: float, contracted: float) -> float | None:
    """What hours a week more or fewer come to, as a share of the contracted ones, either way."""
    return abs(difference) / contracted if contracted > 0 else None


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if whole and part is not None else None


def _with_patients(row: Mapping[str, Any], rest: Mapping[str, float]) -> TimeUse | None:
    planned, minutes = row["planned_hours"], row["minutes_per_patient"]
    if planned is None or not minutes:
        return None
    return TimeUse(
        direct=planned * row["direct_minutes"] / minutes,
        indirect=planned * row["indirect_minutes"] / minutes,
        slack=row["patient_hours"] - planned,
        **rest,
    )
