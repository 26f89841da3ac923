"""Whom is a dialogue paper about, and how much does its page have room for?"""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.domain.scenario import Scenario
from planner.reports.tables import doctor_names


@dataclass(frozen=True)
class Limits:
    """How much of what may grow without end the page has room for: rows, and characters."""

    differences: int
    changes: int
    comments: int
    issues: int
    value: int
    reason: int
    comment: int


FULLEST_FIRST = (
    Limits(6, 5, 4, 4, 60, 500, 240),
    Limits(5, 4, 3, 3, 50, 260, 160),
    Limits(4, 3, 2, 2, 40, 160, 110),
    Limits(3, 2, 2, 1, 30, 100, 80),
    Limits(2, 1, 1, 1, 24, 60, 60),
)


@dataclass(frozen=True)
class Subject:
    """Whom the paper is about, and what it is told beside: the scenario that is chosen, the doctor's own proposals, an
    earlier plan."""

    plan: Plan
    results: Results
    place: int
    scenario: Scenario | None = None
    previous: Plan | None = None
    proposals: tuple[Scenario, ...] = ()

    @property
    def doctor(self) -> Doctor:
        return self.plan.doctors[self.place]

    @property
    def name(self) -> str:
        return doctor_names(self.plan)[self.place]
