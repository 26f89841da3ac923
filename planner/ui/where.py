"""On which page is an issue mended, and at which doctor?"""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.plan import Plan, doctor_path
from planner.schema import Issue
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
    if issue.path.startswith("clinic"):
        return Mending("enheten", None, "Till Enheten")
    for place, doctor in enumerate(plan.doctors):
        start = doctor_path(doctor.doctor_id, place)
        if issue.path == start or issue.path.startswith(f"{start}."):
            return Mending("lakarna", place, f"Till {doctor.doctor_id or f'läkaren på rad {place + 1}'}")
    return Mending("lakarna", None, "Till Läkarna") if issue.path.startswith("doctors") else None
