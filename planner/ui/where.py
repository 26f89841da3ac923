"""On which page is an issue mended, and at which doctor?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.clinic import Clinic
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path
from planner.schema import Issue, Record, fields_of
from planner.ui import forms, site, state
from planner.ui.spots import Spot


@dataclass(frozen=True)
class Mending:
    """The page, the doctor's place where there is one, what a button there says, and the box where there is one."""

    page: str
    doctor: int | None
    label: str
    box: str = ""

    def go(self) -> None:
        """Show the page, with the doctor chosen, at the box."""
        if self.doctor is not None:
            state.choose_doctor(self.doctor)
        state.aim_at(self.box)
        site.go_to(self.page)


def mending(plan: Plan, issue: Issue) -> Mending | None:
    """Where to mend what the issue says; None where its path is no field's."""
    key = issue.path.rsplit(".", 1)[-1]
    if issue.path.startswith("clinic"):
        in_table = issue.path.startswith("clinic.contacts")
        spots = [Spot("clinic"), *(Spot("contact", place) for place in range(len(plan.clinic.contacts)))]
        label = f"Gå till {_label(Clinic, 'contacts' if in_table else key, 'Enheten')}"
        return Mending("enheten", None, label, _box("enheten", plan, spots, issue))
    for place, doctor in enumerate(plan.doctors):
        start = doctor_path(doctor.doctor_id, place)
        if issue.path == start or issue.path.startswith(f"{start}."):
            name = doctor.doctor_id or f"läkaren på rad {place + 1}"
            label = f"Gå till {name}: {_label(Doctor, key, 'alla uppgifter')}"
            return Mending("lakarna", place, label, _box("lakarna", plan, [Spot("doctor", place)], issue))
    return Mending("lakarna", None, "Gå till Läkarna") if issue.path.startswith("doctors") else None


def _box(page: str, plan: Plan, spots: Sequence[Spot], issue: Issue) -> str:
    """The key of the box that the issue is about; empty where it is about no single one."""
    boxes = (
        forms.box_key(page, spot, plan, key)
        for spot in spots
        for key in spot.fields()
        if spot.path(plan, key) == issue.path
    )
    return next(boxes, "")


def _label(record: type[Record], key: str, otherwise: str) -> str:
    declared = fields_of(record).get(key)
    return declared.label if declared else otherwise
