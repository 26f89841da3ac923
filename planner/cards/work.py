"""What if the work is shared or done in another way? Cards that change duties, contacts and the clinic's listed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.cards.card import (
    CLINIC,
    HOW,
    WORK,
    Answers,
    Card,
    at,
    everyone,
    first_with,
    follow,
    kinds,
    more,
    named,
    no_contacts,
    no_doctors,
    to,
    which,
    who,
)
from planner.domain.clinic import CONTACT_KINDS
from planner.domain.plan import Plan
from planner.domain.rules import ordinary_listed
from planner.domain.scenario import Change, Scenario
from planner.schema import field
from planner.sources import ASSUMPTION
from planner.swedish import exact, exact_percent

USUAL_LOAD, OTHER_LOAD = 0.9, 0.85


class Minutes(Answers):
    kind: str | None = which()
    minutes: float | None = field(
        "Minuter längre (minus: kortare)", "number", unit="min", group=HOW, low=-300, high=300, default=5,
        source=ASSUMPTION, help="Läggs till tiden med patienten, så att scenariot följer planen om den ändras.",
    )  # fmt: skip


def write_minutes(plan: Plan, answers: Minutes) -> Scenario:
    by = answers.minutes or 0
    name = f"{CONTACT_KINDS[answers.kind or 'other']} {exact(abs(by))} min {'kortare' if by < 0 else 'längre'}"
    return named(name, more(plan, f"clinic.contacts.{answers.kind}.minutes", by))


class Meetings(Answers):
    doctor: str | None = who(optional=True, help="Lämnas det tomt gäller det alla läkare.")
    hours: float | None = field(
        "Timmar mindre i veckan", "number", unit="h/vecka", group=HOW, low=0, high=40, default=1, source=ASSUMPTION,
        help="Dras från APT och möten hos var och en.",
    )  # fmt: skip


def write_meetings(plan: Plan, answers: Meetings) -> Scenario:
    doctors = [answers.doctor] if answers.doctor else list(everyone(plan))
    changes = [one for name in doctors for one in more(plan, at(name, "meeting_hours"), -(answers.hours or 0))]
    whose = f" för {answers.doctor}" if answers.doctor else ""
    return named(f"{exact(answers.hours or 0)} h mindre möten i veckan{whose}", changes)


class Duty(Answers):
    """A duty that passes from one doctor to another, or leaves or enters the clinic."""

    giver: str | None = who("Lämnas av", optional=True, help="Lämnas det tomt kommer uppdraget utifrån.")
    taker: str | None = who("Tas över av", optional=True, help="Lämnas det tomt tar ingen av planens läkare det.")
    hours: float | None = field(
        "Timmar", "number", unit="h/vecka", group=HOW, low=0, high=40, default=4, source=ASSUMPTION,
        help="Timmar i veckan som byter läkare.",
    )  # fmt: skip


class CareHome(Duty):
    patients: int | None = field(
        "Patienter på särskilt boende", "integer", unit="personer", group=HOW, low=0, high=10_000, default=0,
        source=ASSUMPTION, help="De som följer med ronden. De räknas in i båda läkarnas listor.",
    )  # fmt: skip


def write_care_home(plan: Plan, answers: CareHome) -> Scenario:
    changes = _moved(plan, answers, answers.hours, "care_home_hours")
    changes += _moved(plan, answers, answers.patients, "current_list", held_by="care_home_patients")
    changes += _moved(plan, answers, answers.patients, "care_home_patients")
    return named(_moved_name("särskilt boende", answers), changes)


def write_supervision(plan: Plan, answers: Duty) -> Scenario:
    return named(_moved_name("handledning", answers), _moved(plan, answers, answers.hours, "supervision_hours"))


def _moved(plan: Plan, answers: Duty, wanted: float | None, key: str, *, held_by: str = "") -> list[Change]:
    """From one doctor to another: no more than the giver, where one is named, has of `held_by`. Nothing where they
    are the same."""
    amount = wanted or 0
    if answers.giver:
        amount = min(amount, getattr(plan.doctor(answers.giver), held_by or key) or 0)
    if not amount or answers.giver == answers.taker:
        return []
    given = more(plan, at(answers.giver, key), -amount) if answers.giver else []
    return [*given, *(more(plan, at(answers.taker, key), amount) if answers.taker else [])]


def _moved_name(duty: str, answers: Duty) -> str:
    if answers.taker:
        return f"{answers.taker} tar över {duty}" + (f" från {answers.giver}" if answers.giver else "")
    return f"{answers.giver} lämnar {duty}" if answers.giver else f"Som i dag: {duty}"


def _hers(key: str, *more_keys: tuple[str, str]) -> Any:
    """Presets: the one who has most to give, and what she has."""

    def presets(plan: Plan, answers: Duty) -> Mapping[str, Any]:
        giver = answers.giver
        if "giver" not in answers.model_fields_set:
            giver = next((name for name in first_with(key)(plan) if getattr(plan.doctor(name), key)), None)
        if giver is None:
            return {"giver": None}
        doctor = plan.doctor(giver)
        pairs = (("hours", key), *more_keys)
        found = {answer: getattr(doctor, source) for answer, source in pairs}
        return {"giver": giver, **{answer: value for answer, value in found.items() if value}}

    return presets


class Neighbour(Answers):
    listed: int | None = field(
        "Fler listade", "integer", unit="personer", group=HOW, low=1, high=100_000, default=900, source=ASSUMPTION,
        help="Hur många som väntas lista sig här. Kontakterna ökar i samma takt, så att de per listad är som i dag.",
    )  # fmt: skip


def write_neighbour(plan: Plan, answers: Neighbour) -> Scenario:
    listed, ordinary = answers.listed or 0, ordinary_listed(plan) or 0
    changes = more(plan, "clinic.listed_patients", listed)
    added = changes[0].value if changes and isinstance(changes[0].value, float) else 0.0
    ratio = (ordinary + added) / ordinary
    for kind in dict.fromkeys(row.kind for row in plan.clinic.contacts if row.kind):
        changes += follow(plan, f"clinic.contacts.{kind}.contacts_per_year", ratio)
    changes += follow(plan, "clinic.direct_hours_per_year", ratio)
    return named(f"{exact(listed)} fler listade", changes)


def _nobody_listed(plan: Plan) -> str:
    there = plan.clinic.listed_patients is not None and (ordinary_listed(plan) or 0) > 0
    return "" if there else "Fyll först i listade på sidan Enheten."


class Load(Answers):
    planned_load: float | None = field(
        "Ny planerad beläggning", "share", group=HOW, low=0.5, high=1, default=USUAL_LOAD, source="aim_alberta",
        help="Del av patienttiden som bokas. Under 100 % lämnar luft för det oväntade.",
    )  # fmt: skip


def write_load(plan: Plan, answers: Load) -> Scenario:
    name = f"Planerad beläggning {exact_percent(answers.planned_load or 0)}"
    return named(name, to(plan, "clinic.planned_load", answers.planned_load))


def _another_load(plan: Plan, answers: Load) -> Mapping[str, Any]:
    return {"planned_load": OTHER_LOAD} if plan.clinic.planned_load == USUAL_LOAD else {}


CARDS = (
    Card(
        "minutes", "… besöken blir längre eller kortare?", WORK, "Ändrar minuterna med patienten för en kontakttyp.",
        Minutes, write_minutes, {"kind": kinds}, lacking=no_contacts,
    ),
    Card(
        "meetings", "… mötena blir färre?", WORK, "Minskar timmarna för APT och möten.",
        Meetings, write_meetings, {"doctor": everyone}, lacking=no_doctors,
    ),
    Card(
        "care_home", "… ett särskilt boende byter läkare?", WORK,
        "Flyttar timmarna och patienterna på särskilt boende. Utan någon som tar över behöver de en läkare någon"
        " annanstans.",
        CareHome, write_care_home, {"giver": first_with("care_home_hours"), "taker": everyone},
        _hers("care_home_hours", ("patients", "care_home_patients")), no_doctors,
    ),
    Card(
        "supervision", "… en läkare lämnar handledning?", WORK, "Flyttar timmarna för handledning till en annan läkare,"
        " eller tar bort dem.",
        Duty, write_supervision, {"giver": first_with("supervision_hours"), "taker": everyone},
        _hers("supervision_hours"), no_doctors,
    ),
    Card(
        "neighbour", "… en vårdcentral i närheten stänger?", CLINIC,
        "Fler listade, och läkarkontakter i samma takt.", Neighbour, write_neighbour, lacking=_nobody_listed,
    ),
    Card(
        "load", "… vi planerar en annan beläggning?", CLINIC, "Ändrar hur stor del av patienttiden som bokas.",
        Load, write_load, presets=_another_load,
    ),
)  # fmt: skip
