"""How do today's lists stand beside the room that the planned time gives, and what is the room together?

The room of a doctor is `named_patients`, care homes included. Nothing here is a judgement: sums and shares that the
reports put into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.domain.rules import SUMS

Row = Mapping[str, Any]


@dataclass(frozen=True)
class RoleSum:
    """The doctors of one role together. `fte`, `room`: None where one of theirs is not known; `today`: the lists that
    are filled in, None where none is; `counted`: whether any of them is counted as fast läkarkontakt."""

    doctors: int
    fte: float | None
    room: float | None
    today: int | None
    counted: bool


def counts(row: Row) -> bool:
    """Whether the clinic's capacity counts the doctor."""
    return row["eligibility"] in SUMS["capacity"]


def together(values: Iterable[float | None]) -> float | None:
    """The sum; None where one of them is not computable."""
    known = list(values)
    return None if any(one is None for one in known) else sum(one for one in known if one is not None)


def list_over_room(doctor: Doctor, row: Row) -> int | None:
    """Persons on today's list beyond those that there is room for, below 0 where some room is left; None where either
    is not known. In whole persons, as both are shown: a list of 636 fits where the room is 635.79."""
    today, room = doctor.current_list, row["named_patients"]
    return None if today is None or room is None else today - round(float(room))


def lists_over_room(plan: Plan, results: Results) -> list[int]:
    """How far each list goes beyond its room, of the doctors that count and whose list does not fit."""
    rows = zip(plan.doctors, results.doctors, strict=True)
    over = [list_over_room(doctor, row) or 0 for doctor, row in rows if counts(row)]
    return [one for one in over if one > 0]


def room_of(results: Results, places: Iterable[int]) -> float | None:
    """The room of the doctors in those places (from 0)."""
    return together(results.doctors[place]["named_patients"] for place in places)


def largest_part(results: Results) -> float | None:
    """The share of the clinic's capacity that one doctor has, 0–1, of the doctor with most; None where there is no
    capacity or one doctor alone."""
    total, rooms = results.clinic["capacity"], [row["named_patients"] for row in results.doctors if counts(row)]
    return max(rooms) / total if total and len(rooms) > 1 else None


def riktvarde_difference(row: Row) -> float | None:
    """How far the patients of a doctor are from the riktvarde, as a share of it, either way."""
    patients, riktvarde = row["patients"], row["riktvarde"]
    return abs(patients / riktvarde - 1) if patients and riktvarde else None


def role_sums(plan: Plan, results: Results) -> dict[str | None, RoleSum]:
    """The doctors of each role that there is; the key None is those without a role."""
    of_role: dict[str | None, list[tuple[Doctor, Row]]] = {}
    for doctor, row in zip(plan.doctors, results.doctors, strict=True):
        of_role.setdefault(doctor.role, []).append((doctor, row))
    return {role: _role_sum(pairs) for role, pairs in of_role.items()}


def _role_sum(pairs: Sequence[tuple[Doctor, Row]]) -> RoleSum:
    lists = [doctor.current_list for doctor, _ in pairs if doctor.current_list is not None]
    return RoleSum(
        len(pairs),
        together(doctor.fte for doctor, _ in pairs),
        together(row["named_patients"] for _, row in pairs),
        sum(lists) if lists else None,
        any(counts(row) for _, row in pairs),
    )
