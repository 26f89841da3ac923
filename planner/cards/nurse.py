"""What if a colleague takes some of the doctors' contacts? Both sides: what the doctors leave, and what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.cards.card import (
    HOW,
    WORK,
    Answers,
    Card,
    at,
    everyone,
    kinds,
    more,
    named,
    no_contacts,
    per_listed,
    times,
    to,
    which,
)
from planner.domain.clinic import CONTACT_KINDS, Contact
from planner.domain.plan import Plan
from planner.domain.rules import MINUTES_PER_HOUR, OWN_VISITS, ordinary_listed
from planner.domain.scenario import Change, Scenario
from planner.schema import field
from planner.sources import ASSUMPTION

SUPERVISED = "other"  # the kind of contact under which the doctor's minutes for a colleague's visits stand
USUAL_MOVED = 0.2  # contacts per listed and year


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
    """The contacts moved, the doctor's supervision of them added, and the colleague's hours a year.

    Moved by the listed they follow the listed; moved by a share they follow the contacts.
    """
    row = plan.contact(answers.kind or "")
    today = (row.contacts_per_year if row else None) or 0.0
    listed = None if answers.share is not None else ordinary_listed(plan)
    each = min(answers.per_listed or 0.0, today / listed) if listed else 0.0
    moved = each * listed if listed else today * (answers.share or 0.0)
    left = 1 - moved / today if today else 1.0
    contacts = f"clinic.contacts.{answers.kind}.contacts_per_year"
    if today and moved >= today:
        changes = to(plan, contacts, 0.0)
    else:
        changes = per_listed(plan, contacts, -each) if listed else times(plan, contacts, left)
    if answers.kind in OWN_VISITS:
        own = OWN_VISITS[answers.kind]
        changes += [one for name in everyone(plan) for one in times(plan, at(name, own), max(0.0, left))]
    changes += _supervision(plan, moved, each, answers.supervision_minutes or 0)
    hours = round(moved * (answers.colleague_minutes or 0) / MINUTES_PER_HOUR, 1)
    return named("Uppföljning hos sjuksköterska", changes, colleague_hours=hours, colleague_listed=listed)


def _supervision(plan: Plan, contacts: float, each: float, minutes: float) -> list[Change]:
    """The doctor's minutes for the moved contacts, weighed together with what stands in that row already; they follow
    the listed where the moved contacts (`each` of the listed) do."""
    if not contacts or not minutes:
        return []
    row = plan.contact(SUPERVISED) or Contact(kind=SUPERVISED, contacts_per_year=0.0, minutes=0.0)
    before = row.contacts_per_year or 0.0
    path = f"clinic.contacts.{SUPERVISED}"
    many = f"{path}.contacts_per_year"
    mean = (before * (row.minutes or 0) + contacts * minutes) / (before + contacts)
    documentation = before * (row.documentation_minutes or 0) / (before + contacts)
    return [
        *(per_listed(plan, many, each) if each else more(plan, many, contacts)),
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
)  # fmt: skip
