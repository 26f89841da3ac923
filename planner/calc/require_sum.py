"""What does a plan come to with its levers moved? The formulas of `capacity` on many positions of the levers at once.

A position is a row of lever values. More of what helps never gives fewer patients: fewer hours of duties, shorter or
fewer contacts, less indirect work, more taken by others, a higher load, more fte and more doctors each leave the
other factors as they are and move the hours for patients up or the minutes per patient down (fte moves scaled duties
too, but then hours − duties is fte × what it is at full time, cut off at 0). The sum over doctors of such terms is
such a term. Hence the best of all positions within the bounds is the one with every lever at the bound that helps:
where that one does not reach the target, none does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from planner.calc.capacity import Floats, demand, working_time
from planner.calc.columns import OTHER_KINDS, column, doctor_columns, number
from planner.calc.require_levers import counted, with_more_doctors
from planner.domain.lever import MORE_DOCTORS_PATH, Lever
from planner.domain.plan import Plan, path_parts
from planner.domain.rules import DUTY_KEYS, MINUTES_PER_HOUR, ordinary_listed


@dataclass(frozen=True)
class Sum:
    """The patients of one doctor (care homes not counted), or the clinic's capacity, as a function of levers."""

    plan: Plan
    doctor_id: str | None
    levers: tuple[Lever, ...]

    @cached_property
    def _wide(self) -> Plan:
        """The plan, with one of the possible new doctors last."""
        return with_more_doctors(self.plan, int(self._more is not None))

    @cached_property
    def _more(self) -> int | None:
        places = [i for i, one in enumerate(self.levers) if one.path == MORE_DOCTORS_PATH]
        return places[0] if places else None

    @cached_property
    def _columns(self) -> dict[str, Any]:
        return doctor_columns(self._wide)

    @cached_property
    def _counted(self) -> Any:
        return np.array(counted(self._wide), dtype=bool)

    @cached_property
    def _duties(self) -> dict[str, Floats]:
        """Hours a week of each duty, shape (doctors,)."""
        return {key: column(self._wide.doctors, key) for key in DUTY_KEYS}

    @cached_property
    def _moves(self) -> list[tuple[list[str], Any]]:
        """The parts of each lever's path, and which doctors it moves, shape (doctors,)."""
        ids = [{path_parts(path)[1] for path in one.paths} for one in self.levers]
        whose = [np.array([doctor.doctor_id in them for doctor in self._wide.doctors], dtype=bool) for them in ids]
        return [(path_parts(one.path), mine) for one, mine in zip(self.levers, whose, strict=True)]

    @cached_property
    def today(self) -> Floats:
        """Every lever where it stands, shape (levers,)."""
        return np.array([one.today for one in self.levers])

    @cached_property
    def best(self) -> Floats:
        """Every lever at the bound that helps, shape (levers,)."""
        return np.array([one.best for one in self.levers])

    def patients(self, positions: Floats) -> Floats:
        """Patients at each position, shape (positions,); inf where they take no time at all, NaN = not computable."""
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            everyone = self.hours_and_minutes(positions)[2]
            if self.doctor_id is not None:
                return everyone[:, self.plan.place(self.doctor_id)]
            named = everyone + self._columns["care_home_patients"]
            size = np.ones_like(named)
            if self._more is not None:
                size[:, -1] = positions[:, self._more]
            return np.asarray(np.sum(np.where(size > 0, named * size, 0.0)[:, self._counted], axis=1))

    def hours_and_minutes(self, positions: Floats) -> tuple[Floats, Floats, Floats]:
        """Hours for patients that are planned, before they are cut off at 0; minutes per patient; patients. Each of
        shape (positions, doctors)."""
        x = self._moved(positions)
        q = working_time(x) | demand(x)
        shape = (len(positions), len(self._wide.doctors))
        hours = np.broadcast_to((q["net_hours"] - q["duty_hours"]) * x["planned_load"], shape)
        minutes = np.broadcast_to(q["minutes_per_patient"], shape)
        left = np.maximum(0.0, hours) * MINUTES_PER_HOUR
        everyone = np.where(np.equal(left, 0.0) & np.equal(minutes, 0.0), 0.0, left / minutes)
        return hours, minutes, np.where(np.equal(x["without_list"], 1.0), 0.0, everyone)

    def _moved(self, positions: Floats) -> dict[str, Any]:
        """The inputs of the formulas at each position: (positions, 1) for the clinic, (positions, doctors)."""
        x = dict(self._columns)
        duties = dict(self._duties)
        for i, (lever, (parts, whose)) in enumerate(zip(self.levers, self._moves, strict=True)):
            value = positions[:, i : i + 1]
            match parts:
                case ["clinic", "contacts", kind, key]:
                    self._move_contact(x, kind, key, value, lever.today)
                case ["clinic", "direct_hours_per_year"]:
                    x["clinic_minutes"] = x["clinic_minutes"] * value / lever.today
                case ["clinic", "indirect_minutes"]:
                    x["clinic_indirect_minutes"] = value
                case ["clinic", key]:
                    x[key] = value
                case ["doctors", _, key]:
                    table = duties if key in DUTY_KEYS else x
                    table[key] = np.where(whose, table[key] * value if lever.of_every_doctor else value, table[key])
        if any(duties[key] is not today for key, today in self._duties.items()):
            x["weekly_duties"] = sum(duties.values())
        return x

    def _move_contact(self, x: dict[str, Any], kind: str, key: str, value: Floats, today: float) -> None:
        before = x[f"contacts_{kind}"] * x[f"minutes_{kind}"]
        if key == "contacts_per_year":
            x[f"contacts_{kind}"] = value / number(ordinary_listed(self.plan))
        else:
            x[f"minutes_{kind}"] = x[f"minutes_{kind}"] + (value - today)
        if kind in OTHER_KINDS:
            x["clinic_minutes"] = x["clinic_minutes"] + x[f"contacts_{kind}"] * x[f"minutes_{kind}"] - before


def on_the_way(whole: Sum, share: Floats, which: Floats, start: Floats | None = None) -> Floats:
    """Positions where the levers of `which` (positions, levers; 0 or 1) have gone that share of their way from
    `start` (today's position, where nothing is said)."""
    begin = whole.today if start is None else start
    return begin + np.minimum(share[:, None], 1.0) * which * (whole.best - begin)


def least_share(whole: Sum, target: float, which: Floats, start: Floats | None = None, *, halvings: int = 50) -> Floats:
    """The least share of their whole way that the levers of each row must go, all alike, to reach the target;
    NaN where not even the whole way does. Halving, since more never gives less: the share said always reaches.

    Every row is halved at once; a root finder of scipy takes one at a time, and 2 s to import.
    """
    low, high = np.zeros(len(which)), np.ones(len(which))
    reaches = whole.patients(on_the_way(whole, high, which, start)) >= target
    for _ in range(halvings):
        middle = (low + high) / 2
        enough = whole.patients(on_the_way(whole, middle, which, start)) >= target
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(reaches, high, np.nan)
