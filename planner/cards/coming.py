"""What if the doctors are others? Cards that let a doctor leave, come, or become a specialist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
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
    everyone_who,
    first_with,
    more,
    named,
    no_doctors,
    times,
    to,
    who,
)
from planner.domain.doctor import ABSENCE, Doctor
from planner.domain.plan import Plan
from planner.domain.rules import ABSENCE_KEYS
from planner.domain.scenario import Change, Scenario
from planner.domain.usual import SHARED_KEYS, new_doctor
from planner.schema import field, fields_of
from planner.sources import ASSUMPTION

IN_TRAINING = "st"
LIKE_COLLEAGUES = "Antagande: som hos era läkare med samma befattning, eller hos alla om ingen har den"
AVERAGE = (
    "En läkare som börjar eller slutar under året räknas med årets genomsnitt: talet är inte listan från den dagen."
)
_DOCTOR = fields_of(Doctor)
OF_YEAR = (*ABSENCE_KEYS, "yearly_hours")  # days and hours of a whole year, fewer in a part of it
ASKED = tuple(key for key, one in _DOCTOR.items() if one.group == ABSENCE or key in SHARED_KEYS)


class Leaves(Answers):
    doctor: str | None = who()
    last_day: dt.date | None = field(
        "Sista arbetsdag", "date", group=HOW, optional=True,
        help="Skriv dagen som 2026-07-31. Lämnas det tomt är läkaren borta hela året.",
    )  # fmt: skip


def write_leaves(plan: Plan, answers: Leaves) -> Scenario:
    """A doctor who leaves during the year takes the days and the hours of the part that is left with her."""
    name = f"{answers.doctor} slutar"
    if answers.last_day is None:
        return named(name, [Change(path=at(answers.doctor), operation="remove")])
    doctor = plan.doctor(answers.doctor or "")
    before = share_of_year(plan, doctor.from_date, doctor.to_date)
    left = share_of_year(plan, doctor.from_date, answers.last_day) / before if before else 1.0
    less = [one for key in OF_YEAR for one in times(plan, at(answers.doctor, key), left)]
    return named(f"{name} {answers.last_day}", [*to(plan, at(answers.doctor, "to_date"), answers.last_day), *less])


def share_of_year(plan: Plan, first: dt.date | None, last: dt.date | None) -> float:
    """The share of the year's workdays from one day to another, both included; 1 where there is no such part."""
    year = plan.clinic.year
    if year is None or (first and last and first > last):
        return 1.0
    start, end = (np.datetime64("NaT") if day is None else np.datetime64(day) for day in (first, last))
    return float(calendar.share_of_workdays(year, start, end))


def as_doctors(key: str) -> Any:
    """An answer that is a doctor's own field, declared as there."""
    one = _DOCTOR[key]
    return field(
        one.label, one.kind, unit=one.unit, group=HOW, low=one.low, high=one.high, default=one.default,
        source=one.source, help=one.help,
    )  # fmt: skip


class Recruit(Answers):
    fte: float | None = field(
        "Tjänstgöringsgrad", "share", group=HOW, low=0, high=1.2, default=1, source=ASSUMPTION, help="Del av heltid."
    )
    from_date: dt.date | None = field(
        "Börjar", "date", group=HOW, optional=True,
        help="Skriv dagen som 2026-08-01. Lämnas det tomt arbetar läkaren hela året. Annars räknas frånvarons dagar i"
        " proportion till den del av året som är kvar.",
    )  # fmt: skip
    annual_leave_days: float | None = as_doctors("annual_leave_days")
    education_days: float | None = as_doctors("education_days")
    other_absence_days: float | None = as_doctors("other_absence_days")
    sick_share: float | None = as_doctors("sick_share")
    pace: float | None = as_doctors("pace")


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
    return named("En specialist till", [_newcomer(plan, answers, "specialist")])


def write_recruit_in_training(plan: Plan, answers: RecruitInTraining) -> Scenario:
    new = _newcomer(plan, answers, IN_TRAINING, st_year=answers.st_year, supervised=True)
    hours = (answers.supervision_hours or 0) * share_of_year(plan, answers.from_date, None)
    supervised = more(plan, at(answers.supervisor, "supervision_hours"), hours) if answers.supervisor else []
    return named("En ST-läkare till", [new, *supervised])


def _newcomer(plan: Plan, answers: Recruit, role: str, **known: Any) -> Change:
    """A doctor with the duties that are usual in her role, the absence and pace answered, and a free signature."""
    usual = new_doctor(plan, role)
    values = {key: getattr(usual, key) for key in usual.model_fields_set - {"doctor_id"} - set(ASKED)}
    values |= {k: v for k in ASKED if (v := getattr(answers, k)) not in (None, _DOCTOR[k].default)}
    if answers.from_date:
        part = share_of_year(plan, answers.from_date, None)
        full = {key: values.get(key, _DOCTOR[key].default) for key in OF_YEAR}
        values |= {"from_date": answers.from_date, **{key: days * part for key, days in full.items() if days}}
    return Change(path=at(usual.doctor_id), value=Doctor(**{**values, "fte": answers.fte, "role": role, **known}))


def _as_colleagues(role: str) -> Callable[[Plan, Any], Mapping[str, Any]]:
    """Presets: what is usual in the role."""

    def presets(plan: Plan, answers: Recruit) -> Mapping[str, Any]:
        usual = new_doctor(plan, role)
        return {key: getattr(usual, key) for key in ASKED}

    return presets


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
    return doctor.role == IN_TRAINING


def _no_one_in_training(plan: Plan) -> str:
    return "" if everyone_who(_in_training)(plan) else "Planen har ingen ST-läkare."


_supervisors = first_with("supervision_hours")
CARDS = (
    Card(
        "leaves", "… en läkare slutar?", STAFF, f"Tar bort läkaren, eller sätter sista arbetsdag. {AVERAGE}",
        Leaves, write_leaves, {"doctor": everyone}, lacking=no_doctors,
    ),
    Card(
        "specialist", "… vi anställer en specialist?", STAFF,
        f"Lägger till en specialist med det som är vanligast hos era specialister. {AVERAGE}",
        Recruit, write_recruit, presets=_as_colleagues("specialist"), preset_from=LIKE_COLLEAGUES,
    ),
    Card(
        "in_training", "… vi anställer en ST-läkare?", STAFF,
        "Lägger till en ST-läkare med det som är vanligast hos era ST-läkare, och timmar hos handledaren."
        f" {AVERAGE}",
        RecruitInTraining, write_recruit_in_training, {"supervisor": everyone}, _as_colleagues(IN_TRAINING),
        preset_from=LIKE_COLLEAGUES,
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
