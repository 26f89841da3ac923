"""What may one move to reach a wanted list, in which direction does it help, and how far is sensible?

Every lever is a declared field of the plan, except one more doctor and a duty of every doctor at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from planner.domain.clinic import TIME as CLINIC_TIME
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import DUTIES, OTHER_DUTIES, OWN_FIGURES, Doctor
from planner.domain.scenario import Change, Operation
from planner.schema import Field, fields_of
from planner.sources import ASSUMPTION

# what kind of change a lever is
HOURS, STAFFING, LOAD, CARE = "hours", "staffing", "load", "care"
KINDS = {
    HOURS: "Uppdragen",
    CARE: "Kontakterna och det indirekta arbetet",
    LOAD: "Hur mycket av patienttiden som bokas",
    STAFFING: "Läkarnas tid",
}
EVERY_DOCTOR = "*"  # stands for the doctor's id in the path of a lever on every doctor at once
MORE_DOCTORS_PATH = "doctors"
MORE_DOCTORS = Field(
    "more_doctors", "Fler läkare", "integer", "läkare", STAFFING,
    "Hela läkare utöver dem som finns. De får enhetens vanliga frånvaro och uppdrag och arbetar heltid.",
    ASSUMPTION, low=0, high=20, default=0,
)  # fmt: skip

# how far each kind may move where nobody has said otherwise: assumptions, shown as such
SHORTER = 0.8  # contacts, minutes and indirect work: down to this share of today's
MORE_BY_OTHERS = 0.1  # share taken by others: this much more
USUAL_LOAD = 0.9  # the upper end of what is taught (aim_alberta)
FULL_TIME = 1.0
ONE_MORE = 1.0
# the smallest move that is worth talking of, by the field's unit
STEPS = {"h/vecka": 0.1, "min": 0.1, "%": 0.01}
WHOLE = 1.0


@dataclass(frozen=True)
class Lever:
    """One value that may move between two bounds.

    `path` names it (`doctors.*.<key>` = the share kept of a duty of every doctor in `paths`; `doctors` = more
    doctors, a count). `today`, `low` and `high` are in the stored unit. `assumed` = the bounds are ours.
    """

    path: str
    declared: Field
    kind: str
    today: float
    low: float
    high: float
    more_helps: bool
    paths: tuple[str, ...]
    assumed: bool = True

    @property
    def best(self) -> float:
        """The bound that helps; today's value where the bounds leave no room in that direction."""
        return max(self.high, self.today) if self.more_helps else min(self.low, self.today)

    @property
    def room(self) -> bool:
        return self.best != self.today

    @property
    def of_every_doctor(self) -> bool:
        """Whether it is a duty of every doctor at once: the value is the share of today's hours that is kept."""
        return self.declared.group in (DUTIES, OTHER_DUTIES) and self.declared.kind == "share"

    @property
    def step(self) -> float:
        return STEPS.get(self.declared.unit, WHOLE)

    def readable(self) -> Readable:
        """The values that can be read and said, from today's to the best."""
        return Readable(self)

    def between(self, bounds: tuple[float, float]) -> Lever:
        """The same lever with the user's own bounds. Raises WrongLever."""
        low, high = bounds
        least, most = self.declared.low or 0.0, math.inf if self.declared.high is None else self.declared.high
        if not (least <= low <= high <= most):
            raise WrongLever(
                f"{self.path}: gränserna {self.declared.show(low)}–{self.declared.show(high)} går inte; förväntade"
                f" {self.declared.expected}, den lägre först."
            )
        return replace(self, low=low, high=high, assumed=False)

    def changes(self, value: float) -> tuple[Change, ...]:
        """What gives the lever `value`; none for more doctors, who are written from the plan they are added to."""
        operation: Operation = "times" if self.of_every_doctor else "set"
        return tuple(Change(path=path, operation=operation, value=value) for path in self.paths)


class Readable(Sequence[float]):
    """Today's value, then whole steps in the direction that helps, last the bound."""

    def __init__(self, lever: Lever) -> None:
        self._lever, self._sign = lever, 1 if lever.more_helps else -1
        today = lever.today
        start = max(today, lever.low) if lever.more_helps else min(today, lever.high)
        if start != today:  # the bounds begin beyond today's value
            self._first = math.ceil(self._sign * start / lever.step - 1e-9)
        else:
            self._first = math.floor(self._sign * today / lever.step + 1e-9) + 1
        self._between = max(0, math.ceil(self._sign * lever.best / lever.step - 1e-9) - self._first)

    def __len__(self) -> int:
        return 1 + (self._between + 1) * self._lever.room

    def __getitem__(self, place: Any) -> Any:
        if not 0 <= place < len(self):
            raise IndexError(place)
        if place == 0:
            return self._lever.today
        if place > self._between:
            return self._lever.best
        return round(self._sign * (self._first + place - 1) * self._lever.step, 10)

    def from_value(self, value: float) -> int:
        """The place of the first value that helps at least as much as `value`."""
        low, high = 0, len(self) - 1
        while low < high:
            middle = (low + high) // 2
            if self._sign * self[middle] >= self._sign * value:
                high = middle
            else:
                low = middle + 1
        return low


class WrongLever(ValueError):
    """A lever that the plan does not have or bounds that cannot be; the text says so in Swedish."""


@cache
def doctor_levers() -> dict[str, str]:
    """The fields of a doctor that are levers, and the kind of each."""
    found = {"fte": STAFFING}
    for key, declared in fields_of(Doctor).items():
        if declared.numeric and declared.group in (DUTIES, OTHER_DUTIES):
            found[key] = HOURS
        elif declared.group == OWN_FIGURES:
            found[key] = CARE
    return found


@cache
def clinic_levers() -> dict[str, str]:
    """The fields of the clinic that are levers, and the kind of each."""
    found = {key: CARE for key, declared in fields_of(Clinic).items() if declared.group == CLINIC_TIME}
    return {"direct_hours_per_year": CARE, **found, "planned_load": LOAD}


@cache
def contact_levers() -> dict[str, str]:
    """The fields of a kind of contact that are levers, and the kind of each."""
    return {key: CARE for key, declared in fields_of(Contact).items() if declared.numeric}


MORE_HELPS = ("fte", "planned_load", "share_by_others", "more_doctors")


def usual_bounds(declared: Field, today: float) -> tuple[float, float]:
    """How far a lever may move where nobody has said otherwise."""
    match declared.key:
        case "fte":
            return today, max(today, FULL_TIME)
        case "planned_load":
            return today, max(today, USUAL_LOAD)
        case "share_by_others":
            return today, max(today, min(today + MORE_BY_OTHERS, declared.high or 1.0))
        case "more_doctors":
            return today, today + ONE_MORE
    if declared.group in (DUTIES, OTHER_DUTIES):
        return 0.0, today
    return round(today * SHORTER, 10), today


def lever(path: str, declared: Field, kind: str, today: float, paths: tuple[str, ...]) -> Lever:
    """A lever with the usual bounds."""
    low, high = usual_bounds(declared, today)
    return Lever(path, declared, kind, today, low, high, declared.key in MORE_HELPS, paths)


def every_doctors(key: str) -> Field:
    """The declaration of a duty of every doctor at once: the share of today's hours that is kept."""
    return replace(fields_of(Doctor)[key], kind="share", unit="%", low=0, high=1, default=None)


def every_doctor_path(key: str) -> str:
    return f"doctors.{EVERY_DOCTOR}.{key}"
