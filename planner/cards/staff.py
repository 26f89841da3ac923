"""What if a doctor works more or less? Cards that change how much a doctor works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np

from planner.calc import calendar
from planner.cards.card import (
    HOW,
    STAFF,
    Answers,
    Card,
    at,
    everyone,
    more,
    named,
    no_doctors,
    times,
    to,
    who,
)
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.rules import DUTY_KEYS
from planner.domain.scenario import Change, Scenario
from planner.schema import field
from planner.sources import ASSUMPTION
from planner.swedish import exact_percent

USUAL_FTE = 0.8  # what is asked about most: most part-time doctors work four days of five


class Fte(Answers):
    doctor: str | None = who()
    fte: float | None = field(
        "Ny tjänstgöringsgrad", "share", group=HOW, low=0, high=1.2, default=USUAL_FTE, source=ASSUMPTION,
        help="Del av heltid i scenariot.",
    )  # fmt: skip
    duties_follow: bool | None = field(
        "Uppdragen minskar i samma takt", "yes_no", group=HOW, default=False, source=ASSUMPTION,
        help="Nej: samma timmar för möten, handledning och andra uppdrag som i dag. Ja: de följer med.",
    )  # fmt: skip


def write_fte(plan: Plan, answers: Fte) -> Scenario:
    doctor = plan.doctor(answers.doctor or "")
    changes = to(plan, at(answers.doctor, "fte"), answers.fte)
    name = f"{answers.doctor} på {exact_percent(answers.fte or 0)}"
    if answers.duties_follow:
        return named(f"{name}, uppdragen med", changes + _duties_follow(plan, doctor, answers.fte or 0))
    return named(name, changes + _duties_stay(plan, doctor))


def _duties_follow(plan: Plan, doctor: Doctor, fte: float) -> list[Change]:
    """The duties in proportion: by the field for it when today's hours are those of full time."""
    if doctor.duties_scale:
        return []
    if doctor.fte in (None, 0, 1):
        return to(plan, at(doctor.doctor_id, "duties_scale"), True)
    return _duties_times(plan, doctor, fte / (doctor.fte or 1))


def _duties_stay(plan: Plan, doctor: Doctor) -> list[Change]:
    """Today's hours of duties, also where they have followed the share of full time till now."""
    if not doctor.duties_scale:
        return []
    kept = _duties_times(plan, doctor, doctor.fte if doctor.fte is not None else 1)
    return [*kept, *to(plan, at(doctor.doctor_id, "duties_scale"), False)]


def _duties_times(plan: Plan, doctor: Doctor, factor: float) -> list[Change]:
    return [one for key in (*DUTY_KEYS, "yearly_hours") for one in times(plan, at(doctor.doctor_id, key), factor)]


def _another_fte(plan: Plan, answers: Fte) -> Mapping[str, Any]:
    today = plan.doctor(answers.doctor).fte if answers.doctor else None
    return {"fte": 1.0} if today == USUAL_FTE else {}


class Leave(Answers):
    doctor: str | None = who()
    first_day: dt.date | None = field("Ledig från", "date", group=HOW, help="Första lediga dagen, som 2026-08-01.")
    last_day: dt.date | None = field(
        "Ledig till", "date", group=HOW, help="Sista lediga dagen, som 2026-12-31. Bara årets dagar räknas."
    )
    share: float | None = field(
        "Ledig del av tiden", "share", group=HOW, low=0.01, high=1, default=1, source=ASSUMPTION,
        help="100 % är ledig hela dagarna, 50 % halva.",
    )  # fmt: skip


def write_leave(plan: Plan, answers: Leave) -> Scenario:
    days = leave_days(plan, plan.doctor(answers.doctor or ""), answers.first_day, answers.last_day)
    away = round(days * (answers.share or 0))
    return named(f"{answers.doctor} föräldraledig", more(plan, at(answers.doctor, "other_absence_days"), away))


def leave_days(plan: Plan, doctor: Doctor, first: dt.date | None, last: dt.date | None) -> float:
    """Workdays of the plan's year between two dates (both included) on which the doctor else would work."""
    year = plan.clinic.year
    if year is None or first is None or last is None:
        return 0.0
    start, end = max(first, doctor.from_date or first), min(last, doctor.to_date or last)
    if end < start:
        return 0.0
    own_days = plan.clinic.workdays
    of_year = calendar.calendar_workdays(year) if own_days is None else own_days
    share = calendar.share_of_workdays(year, np.datetime64(start), np.datetime64(end))
    return float(share) * of_year


def _half_a_year(plan: Plan, answers: Leave) -> Mapping[str, Any]:
    year = plan.clinic.year
    return {} if year is None else {"first_day": dt.date(year, 1, 1), "last_day": dt.date(year, 6, 30)}


def _no_leave(plan: Plan) -> str:
    return no_doctors(plan) or ("" if plan.clinic.year is not None else "Fyll först i året på sidan Enheten.")


CARDS = (
    Card(
        "fte", "… en läkare ändrar tjänstgöringsgrad?", STAFF,
        "Ändrar tjänstgöringsgraden. Uppdragen står kvar eller följer med.",
        Fte, write_fte, {"doctor": everyone}, _another_fte, no_doctors,
    ),
    Card(
        "leave", "… en läkare är föräldraledig?", STAFF,
        "Lägger till arbetsdagarna mellan två datum som övrig planerad frånvaro.",
        Leave, write_leave, {"doctor": everyone}, _half_a_year, _no_leave,
    ),
)  # fmt: skip
