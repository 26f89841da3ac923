"""What if the work is shared or done in another way? Cards that change duties, contacts and the clinic's listed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.calc.cards.card import (
    CLINIC,
    HOW,
    WORK,
    Answers,
    Card,
    at,
    everyone,
    first_with,
    kinds,
    more,
    named,
    no_contacts,
    no_doctors,
    times,
    to,
    who,
)
from planner.domain.clinic import CONTACT_KINDS, Contact
from planner.domain.plan import Plan
from planner.domain.rules import MINUTES_PER_HOUR, OWN_VISITS, ordinary_listed
from planner.domain.scenario import Change, Scenario
from planner.schema import field
from planner.sources import ASSUMPTION
from planner.swedish import exact, exact_percent

SUPERVISED = "other"  # the kind of contact under which the doctor's minutes for a colleague's visits stand
USUAL_LOAD, OTHER_LOAD = 0.9, 0.85
USUAL_MOVED = 0.2  # contacts per listed and year


def which() -> Any:
    """An answer that is one of the kinds in the plan's table of contacts."""
    return field("Kontakttyp", "text", group=HOW, help="Välj bland raderna i tabellen med läkarkontakter.")


class Nurse(Answers):
    kind: str | None = which()
    per_listed: float | None = field(
        "Kontakter som flyttas", "number", unit="per listad och år", group=HOW, low=0, high=100, default=USUAL_MOVED,
        source=ASSUMPTION, help="Hur många av läkarnas kontakter per listad som en sjuksköterska tar i stället.",
    )  # fmt: skip
    share: float | None = field(
        "eller andel av kontakterna", "share", group=HOW, low=0, high=1, optional=True,
        help="Fylls det i gäller andelen i stället för antalet per listad.",
    )  # fmt: skip
    supervision_minutes: float | None = field(
        "Läkarens tid för varje flyttad kontakt", "number", unit="min", group=HOW, low=0, high=60, default=2,
        source=ASSUMPTION, help="Rådgivning och ordination. Den blir en rad av typen Övrig kontakt.",
    )  # fmt: skip
    colleague_minutes: float | None = field(
        "Sjuksköterskans tid för varje kontakt", "number", unit="min", group=HOW, low=0, high=600, default=30,
        source=ASSUMPTION, help="Med patienten, förberedelser och dokumentation.",
    )  # fmt: skip


def write_nurse(plan: Plan, answers: Nurse) -> Scenario:
    """The contacts moved, the doctor's supervision of them added, and the colleague's hours a year."""
    row = plan.contact(answers.kind or "")
    today = (row.contacts_per_year if row else None) or 0.0
    moved = moved_contacts(plan, answers, today)
    left = 1 - moved / today if today else 1.0
    contacts = f"clinic.contacts.{answers.kind}.contacts_per_year"
    changes = times(plan, contacts, left) if answers.share is not None else more(plan, contacts, -moved)
    if answers.kind in OWN_VISITS:
        own = OWN_VISITS[answers.kind]
        changes += [one for name in everyone(plan) for one in times(plan, at(name, own), left)]
    changes += _supervision(plan, moved, answers.supervision_minutes or 0)
    return named(
        "Uppföljning hos sjuksköterska", changes, round(moved * (answers.colleague_minutes or 0) / MINUTES_PER_HOUR, 1)
    )


def moved_contacts(plan: Plan, answers: Nurse, today: float) -> float:
    """Contacts a year that a colleague takes, at most all of them."""
    if answers.share is not None:
        return today * answers.share
    return min(today, (answers.per_listed or 0) * (ordinary_listed(plan) or 0))


def _supervision(plan: Plan, contacts: float, minutes: float) -> list[Change]:
    """The doctor's minutes for the moved contacts, weighed together with what stands in that row already."""
    if not contacts or not minutes:
        return []
    row = plan.contact(SUPERVISED) or Contact(kind=SUPERVISED, contacts_per_year=0.0, minutes=0.0)
    before = row.contacts_per_year or 0.0
    path = f"clinic.contacts.{SUPERVISED}"
    mean = (before * (row.minutes or 0) + contacts * minutes) / (before + contacts)
    documentation = before * (row.documentation_minutes or 0) / (before + contacts)
    return [
        *more(plan, f"{path}.contacts_per_year", contacts),
        *to(plan, f"{path}.minutes", mean),
        *(to(plan, f"{path}.documentation_minutes", documentation) if row.documentation_minutes else []),
    ]


def _no_nurse(plan: Plan) -> str:
    row = plan.contact(SUPERVISED)
    half = row is not None and (row.contacts_per_year is None or row.minutes is None)
    known = {key: label for key, label in kinds(plan).items() if key != SUPERVISED}
    if known and half:
        return f"Fyll först i hela raden {CONTACT_KINDS[SUPERVISED]} på sidan Enheten."
    return "" if known and ordinary_listed(plan) else no_contacts(plan) or "Fyll först i listade på sidan Enheten."


def _movable(plan: Plan) -> dict[str, str]:
    return {key: label for key, label in kinds(plan).items() if key != SUPERVISED}


class Minutes(Answers):
    kind: str | None = which()
    minutes: float | None = field(
        "Minuter längre (minus: kortare)", "number", unit="min", group=HOW, low=-300, high=300, default=5,
        source=ASSUMPTION, help="Läggs till tiden med patienten, så att scenariot följer planen om den ändras.",
    )  # fmt: skip


def write_minutes(plan: Plan, answers: Minutes) -> Scenario:
    by = answers.minutes or 0
    name = f"{CONTACT_KINDS[answers.kind or SUPERVISED]} {exact(abs(by))} min {'kortare' if by < 0 else 'längre'}"
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
    changes = _moved_hours(plan, answers, "care_home_hours")
    for name, sign in ((answers.giver, -1), (answers.taker, 1)):
        changes += _moved_residents(plan, name, sign * (answers.patients or 0)) if name else []
    return named(_moved_name("särskilt boende", answers), changes)


def _moved_residents(plan: Plan, name: str, by: int) -> list[Change]:
    """Residents on or off a list; the rest of the list stays as it is."""
    doctor = plan.doctor(name)
    by = max(by, -(doctor.care_home_patients or 0))
    if not by:
        return []
    return [*more(plan, at(name, "current_list"), by), *more(plan, at(name, "care_home_patients"), by)]


def write_supervision(plan: Plan, answers: Duty) -> Scenario:
    return named(_moved_name("handledning", answers), _moved_hours(plan, answers, "supervision_hours"))


def _moved_hours(plan: Plan, answers: Duty, key: str) -> list[Change]:
    hours = answers.hours or 0
    given = more(plan, at(answers.giver, key), -hours) if answers.giver else []
    taken = more(plan, at(answers.taker, key), hours) if answers.taker and answers.taker != answers.giver else []
    return [*given, *taken]


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
        changes += times(plan, f"clinic.contacts.{kind}.contacts_per_year", ratio)
    changes += times(plan, "clinic.direct_hours_per_year", ratio)
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


def _first_kind(plan: Plan, answers: Nurse) -> Mapping[str, Any]:
    """Never more contacts moved than there are."""
    row, listed = plan.contact(answers.kind or ""), ordinary_listed(plan)
    each = (row.contacts_per_year or 0) / listed if row and listed else 0
    return {"per_listed": each} if each < USUAL_MOVED else {}


CARDS = (
    Card(
        "nurse", "… en sjuksköterska tar uppföljningar?", WORK,
        "Flyttar kontakter från läkarna, lägger till läkarnas tid för att stödja dem och räknar kollegans timmar.",
        Nurse, write_nurse, {"kind": _movable}, _first_kind, _no_nurse,
    ),
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
