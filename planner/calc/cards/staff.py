"""What if the doctors are others, or work more or less? Cards that change who works and how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np

from planner.calc import calendar
from planner.calc.cards.card import (
    STAFF,
    Answers,
    Card,
    at,
    everyone,
    everyone_who,
    first_with,
    more,
    named,
    no_doctors,
    times,
    to,
)
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.rules import DUTY_KEYS
from planner.domain.scenario import Change, Scenario
from planner.domain.usual import new_doctor
from planner.schema import field, fields_of
from planner.sources import ASSUMPTION
from planner.swedish import exact_percent

WHO = "Vem"
HOW = "Hur"
USUAL_FTE = 0.8  # what is asked about most: most part-time doctors work four days of five
_DOCTOR = fields_of(Doctor)


def who(label: str = "Läkare", *, optional: bool = False, help: str = "Välj bland planens läkare.") -> Any:  # noqa: A002
    """An answer that is one of the plan's doctors."""
    return field(label, "text", group=WHO, high=60, optional=optional, help=help)


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
    first_day: dt.date | None = field("Ledig från", "date", group=HOW, help="Första lediga dagen.")
    last_day: dt.date | None = field(
        "Ledig till", "date", group=HOW, help="Sista lediga dagen. Bara årets dagar räknas."
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


class Leaves(Answers):
    doctor: str | None = who()
    last_day: dt.date | None = field(
        "Sista arbetsdag", "date", group=HOW, optional=True, help="Lämnas det tomt är läkaren borta hela året."
    )


def write_leaves(plan: Plan, answers: Leaves) -> Scenario:
    name = f"{answers.doctor} slutar"
    if answers.last_day is None:
        return named(name, [Change(path=at(answers.doctor), operation="remove")])
    return named(f"{name} {answers.last_day}", to(plan, at(answers.doctor, "to_date"), answers.last_day))


class Recruit(Answers):
    fte: float | None = field(
        "Tjänstgöringsgrad", "share", group=HOW, low=0, high=1.2, default=1, source=ASSUMPTION, help="Del av heltid."
    )
    from_date: dt.date | None = field(
        "Börjar", "date", group=HOW, optional=True, help="Lämnas det tomt arbetar läkaren hela året."
    )


class RecruitInTraining(Recruit):
    st_year: float | None = field(
        "ST-år", "number", group=HOW, low=0, high=8, default=1, source=ASSUMPTION, help="Året i utbildningen."
    )
    supervisor: str | None = who("Handledare", optional=True, help="Läkaren som får timmarna för handledning.")
    supervision_hours: float | None = field(
        "Handledning", "number", unit="h/vecka", group=HOW, low=0, high=40, default=1.5, source=ASSUMPTION,
        help="Handledarens timmar i veckan för den nya ST-läkaren.",
    )  # fmt: skip


def write_recruit(plan: Plan, answers: Recruit) -> Scenario:
    return named("En specialist till", [_newcomer(plan, answers, role="specialist")])


def write_recruit_in_training(plan: Plan, answers: RecruitInTraining) -> Scenario:
    new = _newcomer(plan, answers, role="st", st_year=answers.st_year, supervised=True)
    supervised = (
        more(plan, at(answers.supervisor, "supervision_hours"), answers.supervision_hours or 0)
        if answers.supervisor
        else []
    )
    return named("En ST-läkare till", [new, *supervised])


def _newcomer(plan: Plan, answers: Recruit, **known: Any) -> Change:
    """A doctor with the clinic's usual absence and duties, and a free signature."""
    usual = new_doctor(plan)
    given = {key: getattr(usual, key) for key in usual.model_fields_set - {"doctor_id"}}
    dates = {"from_date": answers.from_date} if answers.from_date else {}
    return Change(path=at(usual.doctor_id), value=Doctor(**{**given, "fte": answers.fte, **dates, **known}))


class Certificate(Answers):
    doctor: str | None = who("ST-läkare")
    pace: float | None = field(
        "Tidsfaktor som specialist", "number", group=HOW, low=0.5, high=3, optional=True,
        help="1 är enhetens tid per kontakt. Lämnas det tomt ändras den inte.",
    )  # fmt: skip
    other_absence_days: float | None = field(
        "Övrig planerad frånvaro som specialist", "number", unit="dagar/år", group=HOW, low=0, high=260,
        optional=True, help="Sidotjänstgöring upphör ofta. Lämnas det tomt ändras den inte.",
    )  # fmt: skip
    supervisor: str | None = who("Handledare", optional=True, help="Läkaren som slipper timmarna för handledning.")
    supervision_hours: float | None = field(
        "Handledning som upphör", "number", unit="h/vecka", group=HOW, low=0, high=40, default=1.5, source=ASSUMPTION,
        help="Handledarens timmar i veckan för den här ST-läkaren.",
    )  # fmt: skip


def write_certificate(plan: Plan, answers: Certificate) -> Scenario:
    changes = to(plan, at(answers.doctor, "role"), "specialist")
    changes += to(plan, at(answers.doctor, "st_year"), None) + to(plan, at(answers.doctor, "supervised"), None)
    for key in ("pace", "other_absence_days"):
        value = getattr(answers, key)
        changes += [] if value is None else to(plan, at(answers.doctor, key), value)
    if answers.supervisor:
        changes += more(plan, at(answers.supervisor, "supervision_hours"), -(answers.supervision_hours or 0))
    return named(f"{answers.doctor} blir specialist", changes)


class Agency(Answers):
    remove: bool | None = field(
        "Ta bort hyrläkarna ur planen", "yes_no", group=HOW, default=True, source=ASSUMPTION,
        help="Ja: läkarna med anställningsformen hyrläkare eller konsult tas bort.",
    )  # fmt: skip
    share_left: float | None = field(
        "Andel läkarkontakter som fortfarande tas av annan", "share", group=HOW, low=0, high=0.95, default=0,
        source=ASSUMPTION, help="Det som hyrläkarna har tagit kommer tillbaka till de fasta läkarna.",
    )  # fmt: skip


def is_agency(doctor: Doctor) -> bool:
    return doctor.employment == "agency"


def write_agency(plan: Plan, answers: Agency) -> Scenario:
    leaving = everyone_who(is_agency)(plan) if answers.remove else {}
    removed = [Change(path=at(name), operation="remove") for name in leaving]
    less = answers.share_left is not None and (plan.clinic.share_by_others or 0) > answers.share_left
    share = to(plan, "clinic.share_by_others", answers.share_left) if less else []
    return named("Utan hyrläkare", [*removed, *share])


def _no_agency(plan: Plan) -> str:
    there = everyone_who(is_agency)(plan) or plan.clinic.share_by_others
    return "" if there else "Planen har ingen hyrläkare, och inga läkarkontakter tas av andra."


def _in_training(doctor: Doctor) -> bool:
    return doctor.role == "st"


def _no_one_in_training(plan: Plan) -> str:
    return "" if everyone_who(_in_training)(plan) else "Planen har ingen ST-läkare."


def _no_leave(plan: Plan) -> str:
    return no_doctors(plan) or ("" if plan.clinic.year is not None else "Fyll först i året på sidan Enheten.")


_supervisors = first_with("supervision_hours")
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
    Card(
        "leaves", "… en läkare slutar?", STAFF, "Tar bort läkaren, eller sätter sista arbetsdag.",
        Leaves, write_leaves, {"doctor": everyone}, lacking=no_doctors,
    ),
    Card(
        "specialist", "… vi anställer en specialist?", STAFF,
        "Lägger till en specialist med enhetens vanligaste frånvaro och uppdrag.", Recruit, write_recruit,
    ),
    Card(
        "in_training", "… vi anställer en ST-läkare?", STAFF,
        "Lägger till en ST-läkare med enhetens vanligaste frånvaro och uppdrag, och timmar hos handledaren.",
        RecruitInTraining, write_recruit_in_training, {"supervisor": everyone},
    ),
    Card(
        "certificate", "… en ST-läkare blir specialist?", STAFF,
        "Ändrar befattningen för hela året och tar bort ST-året. Handledarens timmar minskar om du anger vem det är.",
        Certificate, write_certificate, {"doctor": everyone_who(_in_training), "supervisor": _supervisors},
        lacking=_no_one_in_training,
    ),
    Card(
        "agency", "… vi slutar med hyrläkare?", STAFF,
        "Tar bort hyrläkarna och låter kontakterna som andra har tagit komma tillbaka.",
        Agency, write_agency, lacking=_no_agency,
    ),
)  # fmt: skip
