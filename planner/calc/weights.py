"""How heavily does each input weigh in a number, and how much of its way rests on assumptions?

The weight of an input is how many per cent the number changes when the input alone changes by one per cent (the size
of its elasticity). An input that is 0 has none: a per cent of nothing is nothing. Assumed zeros are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from planner.calc.capacity import Floats, doctor_capacity
from planner.calc.clinic import plain
from planner.calc.columns import PLAIN, clinic_inputs, column, doctor_columns, number
from planner.calc.eligibility import doctor_eligibility
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path, unconfirmed
from planner.domain.rules import ABSENCE_KEYS, DUTY_KEYS, SUMS, ordinary_listed
from planner.schema import Field, Record, fields_of

R = TypeVar("R", bound=Record)
STEP = 1e-6  # of the input: small enough for the slope, large enough for sixteen digits
# columns that several fields of the läkardel are summed up in
SUMMED = {"weekly_duties": DUTY_KEYS, "absence_days": ABSENCE_KEYS}
NOTHING = 1e-9  # a weight below this is rounding


@dataclass(frozen=True)
class Input:
    """One value that a number rests on: whose (`record`; `place` among the doctors or the contacts, from 0), its
    field, and its weight in the number."""

    record: type[Record]
    place: int
    field: Field
    path: str
    weight: float
    assumed: bool


@dataclass(frozen=True)
class Weights:
    """The inputs that move a number, and the assumed values that are 0 and would move it if they were not.
    Nothing in either: the number is 0 or not computable."""

    inputs: tuple[Input, ...] = ()
    zeros: tuple[Input, ...] = ()

    @cached_property
    def assumed_share(self) -> float | None:
        """The share of the inputs, by weight, that are assumptions nobody has confirmed, 0–1; None = no number."""
        whole = sum(one.weight for one in self.inputs)
        return sum(one.weight for one in self.inputs if one.assumed) / whole if whole > 0 else None

    @cached_property
    def heaviest(self) -> tuple[Input, ...]:
        """The assumption that weighs most: the inputs of one field, over several doctors where it is theirs, the
        heaviest first. Empty = nothing is assumed."""
        groups: dict[tuple[type[Record], str, int], list[Input]] = {}
        for one in self.inputs:
            if one.assumed:
                place = -1 if one.record is Doctor else one.place
                groups.setdefault((one.record, one.field.key, place), []).append(one)
        most = max(groups.values(), key=lambda group: sum(one.weight for one in group), default=[])
        return tuple(sorted(most, key=lambda one: -one.weight))


def doctor_weights(plan: Plan, place: int) -> Weights:
    """What the number of the doctor in that place (from 0) rests on; care homes included."""
    slopes = _Slopes(plan)
    return slopes.weights(slopes.named[place], lambda slope: slope[place], {place})


def clinic_weights(plan: Plan) -> Weights:
    """What the clinic's capacity rests on: the doctors that count, and what they share."""
    slopes = _Slopes(plan)
    verdicts = [doctor_eligibility(plan.clinic.region, doctor).outcome for doctor in plan.doctors]
    counted = np.array([outcome in SUMS["capacity"] for outcome in verdicts], dtype=bool)
    places = {int(place) for place in np.flatnonzero(counted)}
    return slopes.weights(np.sum(slopes.named[counted]), lambda slope: np.sum(slope[counted]), places)


class _Slopes:
    """How the number of every doctor changes with each input, per relative change of it."""

    def __init__(self, plan: Plan) -> None:
        # an empty number of workdays comes from the calendar, and weighs as one that is filled in
        self.plan, x = plan, doctor_columns(plan)
        self.n = len(plan.doctors)
        self.named = np.broadcast_to(doctor_capacity(x)["named_patients"], self.n)
        self.unconfirmed = frozenset(unconfirmed(plan))
        clinic = plan.clinic.model_copy(update={"workdays": plain(x["clinic_workdays"])})
        self.shared = tuple(_clinic_inputs(clinic))
        self.own = tuple(declared for declared in fields_of(Doctor).values() if _weighs(declared))
        self.shared_slopes = self._shared_slopes(clinic, x)
        self.own_slopes = self._own_slopes(x)

    def weights(self, total: Any, part: Any, places: set[int]) -> Weights:
        """The weights in a number `total`, where `part` gives the change of it from the change of each doctor's."""
        if not (np.isfinite(total) and total > 0):
            return Weights()
        found, zeros = [], []
        for one, slope in self._inputs(places, part):
            assumed = one.path in self.unconfirmed
            weight = abs(float(slope)) / float(total)
            if weight > NOTHING:
                found.append(replace(one, weight=weight, assumed=assumed))
            elif assumed and self._value(one) == 0:
                zeros.append(replace(one, assumed=True))
        return Weights(tuple(found), tuple(zeros))

    def _inputs(self, places: set[int], part: Any) -> Iterator[tuple[Input, Any]]:
        for one, slope in zip(self.shared, self.shared_slopes, strict=True):
            yield one, part(slope)
        for place in sorted(places):
            start = doctor_path(self.plan.doctors[place].doctor_id, place)
            for declared, slope in zip(self.own, self.own_slopes, strict=True):
                yield Input(Doctor, place, declared, f"{start}.{declared.key}", 0.0, False), slope[place]

    def _value(self, one: Input) -> Any:
        rows: dict[type[Record], Any] = {Clinic: (self.plan.clinic,), Contact: self.plan.clinic.contacts}
        return getattr(rows.get(one.record, self.plan.doctors)[one.place], one.field.key)

    def _shared_slopes(self, clinic: Clinic, x: dict[str, Any]) -> Floats:
        """Slopes of the clinic's inputs, shape (inputs, doctors)."""
        changed = [_larger_clinic(clinic, one) for one in self.shared]
        rows = [clinic_inputs(one, number(ordinary_listed(Plan.model_construct(clinic=one)))) for one in changed]
        columns = {key: np.array([[row[key]] for row in rows]) for key in rows[0] if isinstance(rows[0][key], float)}
        return self._slopes({**x, **columns}, len(rows))

    def _own_slopes(self, x: dict[str, Any]) -> Floats:
        """Slopes of the doctors' own inputs, shape (fields, doctors)."""
        rows = len(self.own)
        tables = {key: np.tile(x[key], (rows, 1)) for key in (*PLAIN, *SUMMED)}
        for row, declared in enumerate(self.own):
            hair = column(self.plan.doctors, declared.key) * STEP
            for key in (declared.key, *(key for key, parts in SUMMED.items() if declared.key in parts)):
                if key in tables:
                    tables[key][row] += hair
        return self._slopes({**x, **tables}, rows)

    def _slopes(self, x: dict[str, Any], rows: int) -> Floats:
        named = np.broadcast_to(doctor_capacity(x)["named_patients"], (rows, self.n))
        slopes: Floats = (named - self.named) / STEP
        return np.nan_to_num(slopes, nan=0.0, posinf=0.0, neginf=0.0)


def _weighs(declared: Field) -> bool:
    """Whether a field is a quantity that can be a per cent larger: a choice cannot, nor can a year."""
    return declared.numeric and not (declared.kind == "integer" and not declared.unit)


def _clinic_inputs(clinic: Clinic) -> Iterator[Input]:
    for declared in fields_of(Clinic).values():
        if _weighs(declared):
            yield Input(Clinic, 0, declared, f"clinic.{declared.key}", 0.0, False)
    for place, row in enumerate(clinic.contacts):
        for declared in fields_of(Contact).values():
            if _weighs(declared):
                path = f"clinic.contacts.{row.kind or place}.{declared.key}"
                yield Input(Contact, place, declared, path, 0.0, False)


def _larger_clinic(clinic: Clinic, one: Input) -> Clinic:
    if one.record is Clinic:
        return _larger(clinic, one.field.key)
    rows = list(clinic.contacts)
    rows[one.place] = _larger(rows[one.place], one.field.key)
    return clinic.model_copy(update={"contacts": tuple(rows)})


def _larger(record: R, key: str) -> R:
    """The record with one figure a hair larger. Not validated: a hair beyond a bound is only a slope."""
    value = getattr(record, key)
    return record if value is None else record.model_copy(update={key: value * (1 + STEP)})
