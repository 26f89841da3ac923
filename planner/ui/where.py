"""On which page is an issue mended, and at which doctor?"""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.clinic import Clinic
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path
from planner.schema import Issue, Record, fields_of
from planner.ui import site, state


@dataclass(frozen=True)
class Mending:
    """The page, the doctor's place where there is one, and what a button there says."""

    page: str
    doctor: int | None
    label: str

    def go(self) -> None:
        """Show the page, with the doctor chosen."""
        if self.doctor is not None:
            state.choose_doctor(self.doctor)
        site.go_to(self.page)


def mending(plan: Plan, issue: Issue) -> Mending | None:
    """Where to mend what the issue says; None where its path is no field's."""
    key = issue.path.rsplit(".", 1)[-1]
    if issue.path.startswith("clinic"):
        in_table = issue.path.startswith("clinic.contacts")
        return Mending("enheten", None, f"Gå till {_label(Clinic, 'contacts' if in_table else key, 'Enheten')}")
    for place, doctor in enumerate(plan.doctors):
        start = doctor_path(doctor.doctor_id, place)
        if issue.path == start or issue.path.startswith(f"{start}."):
            name = doctor.doctor_id or f"läkaren på rad {place + 1}"
            return Mending("lakarna", place, f"Gå till {name}: {_label(Doctor, key, 'alla uppgifter')}")
    return Mending("lakarna", None, "Gå till Läkarna") if issue.path.startswith("doctors") else None


def _label(record: type[Record], key: str, otherwise: str) -> str:
    declared = fields_of(record).get(key)
    return declared.label if declared else otherwise
