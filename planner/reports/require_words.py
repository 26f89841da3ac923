"""What is a lever called, how is its value read, and how far does it go alone? In words."""

from __future__ import annotations

import math

from planner.calc.require import Alone, Requirement
from planner.domain.clinic import CONTACT_KINDS
from planner.domain.lever import KINDS, LOAD, MORE_BY_OTHERS, MORE_DOCTORS_PATH, SHORTER, USUAL_LOAD, Lever
from planner.domain.plan import owner_at
from planner.sources import source_text
from planner.swedish import number, percent

BOUNDS = (
    "Gränserna säger hur långt varje uppgift får ändras. De som du inte har ändrat själv är antaganden: uppdrag ned"
    f" till 0, kontakter och minuter {percent(1 - SHORTER)} ned, {number(MORE_BY_OTHERS * 100)} procentenheter mer som"
    f" andra tar, heltid och en läkare till. Beläggning upp till {percent(USUAL_LOAD)}: {source_text('aim_alberta')}."
)


def label_of(one: Lever, doctor_id: str | None = None) -> str:
    """What the lever is called, and whose it is where it is not the doctor's own."""
    if one.path == MORE_DOCTORS_PATH:
        return one.declared.label
    if one.of_every_doctor:
        return f"{one.declared.label}, alla läkare"
    owner = owner_at(one.path)
    return f"{owner}: {one.declared.label}" if owner and owner != doctor_id else one.declared.label


def shown(one: Lever, value: float) -> str:
    """A value of the lever as it is read."""
    if one.of_every_doctor:
        return f"{one.declared.show(value)} av dagens"
    if one.path == MORE_DOCTORS_PATH:
        return "ingen" if value == 0 else f"{number(value)} till"
    return one.declared.show_with_unit(value)


def bounds_of(one: Lever) -> str:
    """How far the lever may go, and that it is an assumption where nobody has said so."""
    reach = f"till {shown(one, one.best)}" if one.room else "ingen ändring"
    return f"{reach} (antagande)" if one.assumed else reach


def needed(one: Alone) -> str:
    """The value that one lever alone would have to have, or that none suffices."""
    lever = one.lever
    if one.value is not None:
        return shown(lever, one.value)
    if one.needed is None:
        return "räcker inte ensamt"
    exact_value = _rounded(lever, one.needed)
    least, most = lever.declared.low or 0, lever.declared.high
    if one.needed < least or (most is not None and one.needed > most and lever.kind != LOAD):
        return "räcker inte ensamt"
    words = shown(lever, exact_value)
    return f"{words}, mer än all tid" if most is not None and one.needed > most else f"{words}, utanför gränsen"


def outcome(found: Requirement, one: Alone) -> str:
    """How far one lever alone goes."""
    if one.reachable:
        return "räcker"
    if one.patients_at_best is None:
        return "går inte att beräkna"
    return f"som mest {at_most(found, one.patients_at_best)} patienter"


def at_most(found: Requirement, patients: float) -> str:
    """Patients where the target is not reached, never rounded up to it."""
    rounded = round(patients)
    return number(rounded if rounded < (found.target or 0) else math.floor(patients))


def _rounded(one: Lever, value: float) -> float:
    """Towards what helps, in steps that can be read."""
    steps = value / one.step
    return round((math.ceil(steps) if one.more_helps else math.floor(steps)) * one.step, 10)


def step(one: Lever, value: float) -> str:
    """från 4 till 1,5 h/vecka."""
    if one.path == MORE_DOCTORS_PATH:
        return shown(one, value)
    if one.of_every_doctor:
        return f"ned till {shown(one, value)}"
    return f"från {one.declared.show(one.today)} till {shown(one, value)}"


def group_of(one: Lever) -> str:
    """The heading that the lever stands under: a kind of contact, or the kind of change."""
    owner = owner_at(one.path) if one.path.startswith("clinic.contacts") else ""
    return owner if owner in CONTACT_KINDS.values() else KINDS[one.kind]
