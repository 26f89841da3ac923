"""What does the result come to, in so few words that they stay in sight while one types?"""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports.tables import NO_LIST, doctor_names, has_own_list
from planner.swedish import number


def doctor(plan: Plan, results: Results, place: int) -> str:
    """One doctor's number beside the list of today."""
    name, listed = doctor_names(plan)[place], plan.doctors[place].current_list
    patients = results.doctors[place]["named_patients"]
    if patients is None:
        return f"{name}: går ännu inte att beräkna"
    if not has_own_list(plan.doctors[place]):
        return f"{name}: {NO_LIST}"
    today = f", listan {number(listed)}" if listed is not None else ""
    return f"{name}: tid för {number(patients)} patienter{today}"


def clinic(plan: Plan, results: Results) -> str:
    """The clinic's number beside those listed."""
    capacity, listed = results.clinic["capacity"], plan.clinic.listed_patients
    if capacity is None or not plan.doctors:
        return "Enheten: går ännu inte att beräkna"
    return f"Enheten: {number(capacity)} patienter" + (f", {number(listed)} listade" if listed is not None else "")
