"""What does a wanted list take, in words: the answer, each lever alone, and each bundle as a scenario?"""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.calc.require import Bundle, Requirement
from planner.domain.doctor import Doctor
from planner.domain.lever import CARE, HOURS, LOAD, MORE_DOCTORS_PATH, USUAL_LOAD
from planner.domain.plan import Plan
from planner.domain.results import CLINIC_QUANTITIES
from planner.domain.rules import OWN_FIGURES
from planner.domain.scenario import Scenario
from planner.reports.eligibility import verdict_of
from planner.reports.mirror import ADVISER, no_riktvarde, what_it_takes
from planner.reports.require_words import at_most, label_of, step
from planner.reports.sentences import Answer, listing
from planner.reports.tables import doctor_names, has_own_list
from planner.schema import fields_of
from planner.swedish import exact, number

KINDS = {
    "few": "Så få ändringar som möjligt",
    "even": "Lite av varje",
    "care": "Läkarnas timmar som i dag",
    "hours": "Kontakterna som i dag",
    "nearest": "Allt så långt gränserna räcker",
}
TITLE = "Vad krävs för …?"
HOW_TO_READ = (
    "Varje stapel är ett förslag. Delarna är ändringarna i ordning, och längden är hur många fler patienter tiden"
    " räcker till. Den streckade linjen är hur många fler som behövs."
)
MOST_NAMED = 4


# The answer


def whose(found: Requirement) -> str:
    return "enheten" if found.doctor_id is None else found.doctor_id


def question(plan: Plan, found: Requirement) -> str:
    """The title of the page: what would it take?"""
    if found.target is None:
        return TITLE
    if found.doctor_id is None and found.target == plan.clinic.listed_patients:
        return f"Vad krävs för att alla {number(found.target)} listade ska få plats?"
    return f"Vad krävs för {number(found.target)} patienter?"


def answer(plan: Plan, found: Requirement) -> Answer:
    """The answer as one sentence with its number in large type."""
    today, target = found.today, found.target
    if found.status == "no_list":
        return Answer(ADVISER)
    if found.status == "not_computable" or today is None:
        return Answer(f"Det går ännu inte att beräkna hur många patienter tiden räcker till för {whose(found)}.")
    if target is None:
        return Answer(_no_target(plan, found))
    if found.status == "reached":
        return Answer("", number(target), f" patienter ryms redan: tiden för {whose(found)} räcker till {_now(today)}.")
    if found.bundles:
        count = len(found.bundles)
        ways = "ett förslag" if count == 1 else f"{count} förslag"
        return Answer(f"Det finns {ways} inom gränserna som ger plats för ", number(target), f". {_short(found)}")
    if not found.levers:
        return Answer(f"{_short(found)} Välj minst en sak som får ändras.")
    near = found.nearest.patients if found.nearest else today
    start = f"Inget inom gränserna räcker till {number(target)} patienter. Som närmast blir det "
    return Answer(start, at_most(found, near), f". {_short(found)}")


def notes(plan: Plan, found: Requirement) -> tuple[str, ...]:
    """What else there is to know about the answer."""
    return tuple(_notes(plan, found))


def closed_forms(plan: Plan, found: Requirement) -> tuple[str, ...]:
    """What the doctor's list takes with one thing changed and the rest as today, by the method's closed forms."""
    if found.doctor_id is None or found.target is None or found.status not in ("possible", "impossible"):
        return ()
    place = plan.place(found.doctor_id)
    lines = list(what_it_takes(plan, found.results, place, found.target))
    need, today = found.needs.care_need if found.needs else None, plan.doctors[place].care_need
    if lines and need is not None and today is not None:
        lines[-1] = lines[-1].removesuffix(".") + "; eller"
        lines.append(_care_need(need, today))
    return tuple(lines)


def _care_need(need: float, today: float) -> str:
    """The need of care that the list may have at most; that it cannot be where it is below the field's bound."""
    least = fields_of(Doctor)["care_need"].low or 0
    start = f"patienter med vårdtyngd {number(math.floor(need * 100) / 100, 2)} i stället för {exact(today)}"
    return f"{start}: det går inte, eftersom vårdtyngden är lägst {exact(least)}." if need < least else f"{start}."


def _no_target(plan: Plan, found: Requirement) -> str:
    if found.doctor_id is None:
        return f"Fyll i {_listed_label(plan)} på Enheten, eller skriv hur många ni vill ha plats för."
    return f"{no_riktvarde(plan, plan.place(found.doctor_id))} Skriv vilken lista du vill veta mer om."


def _listed_label(plan: Plan) -> str:
    return fields_of(type(plan.clinic))["listed_patients"].label


def _short(found: Requirement) -> str:
    """How many the time suffices for today, and how many more are asked for."""
    today, target = found.today or 0, found.target or 0
    return f"I dag räcker tiden till {_now(today)}; {number(_lacking(today, target))} fler behöver få plats."


def _lacking(today: float, target: float) -> int:
    return max(1, round(target) - round(today))


def _now(patients: float) -> str:
    return number(patients)


def _notes(plan: Plan, found: Requirement) -> Iterator[str]:
    if found.doctor_id is None:
        left_out = [one.label for one in CLINIC_QUANTITIES if one.key == "capacity_other"]
        if found.results.clinic["capacity_other"] or found.results.clinic["capacity_not_stated"]:
            yield f"Bara läkare som kan vara fast läkarkontakt räknas. Resten står som ”{left_out[0]}” på resultatet."
        return
    place = plan.place(found.doctor_id)
    if not has_own_list(plan.doctors[place]):
        return
    if plan.doctors[place].care_home_patients:
        yield f"{number(plan.doctors[place].care_home_patients)} på särskilt boende tillkommer; de räknas inte in här."
    if not verdict_of(plan, found.results.doctors[place]).counted:
        yield "Listan räknas inte (säkert) in i hur många enheten kan vara fast läkarkontakt för."
    own = [fields_of(type(plan.doctors[place]))[key].label for key in OWN_FIGURES if _filled_in(plan, place, key)]
    if own:
        yield f"{listing(own)} gäller i stället för enhetens siffror, som därför inte ändrar den här listan."


def _filled_in(plan: Plan, place: int, key: str) -> bool:
    return getattr(plan.doctors[place], key) is not None


# A bundle


def name_of(bundle: Bundle) -> str:
    return KINDS[bundle.kind]


def in_words(found: Requirement, bundle: Bundle) -> str:
    """What the bundle changes, and what it comes to."""
    parts = [f"{label_of(part.lever, found.doctor_id)} {step(part.lever, part.value)}" for part in bundle.parts]
    left = len(parts) - MOST_NAMED
    more = f" och {count_of(left)} till" if left > 0 else ""
    changes = "; ".join(parts[:MOST_NAMED]) + more
    after = at_most(found, bundle.patients) if bundle.kind == "nearest" else number(bundle.patients)
    return f"{changes or 'Ingen ändring'}. Tiden räcker då till {after} patienter."


def count_of(changes: int) -> str:
    """en ändring, 4 ändringar."""
    return "en ändring" if changes == 1 else f"{number(changes)} ändringar"


def consequences(plan: Plan, found: Requirement, bundle: Bundle) -> tuple[str, ...]:
    """What a bundle leaves to be solved elsewhere, and what it does to the other doctors."""
    kinds = {part.lever.kind for part in bundle.parts}
    said = []
    if HOURS in kinds:
        said.append("Uppdrag som minskar behöver någon annan ta, eller så görs de inte.")
    if CARE in kinds:
        said.append("Kontakter som minskar kan behöva tid hos andra yrkesgrupper. Den tiden räknas inte här.")
    if any(part.lever.path == MORE_DOCTORS_PATH for part in bundle.parts):
        said.append("En ny läkare behöver gå att anställa. Listan räknas som för hela året.")
    if any(part.lever.declared.key == "fte" for part in bundle.parts):
        said.append("Tjänstgöringsgraden kommer läkaren och chefen överens om. Riktvärdet följer med den.")
    if LOAD in kinds and any(part.lever.kind == LOAD and part.value > USUAL_LOAD for part in bundle.parts):
        said.append("Så hög beläggning lämnar lite tid för det oväntade.")
    others = _others(plan, found, bundle)
    return (*said, *([others] if others else []))


def _others(plan: Plan, found: Requirement, bundle: Bundle) -> str:
    """What a change of the clinic's figures does to the lists of the other doctors."""
    if found.doctor_id is None:
        return ""
    before = {row["doctor_id"]: row["patients"] for row in found.results.doctors}
    moved = [
        f"{name} {number(before[row['doctor_id']])} → {number(row['patients'])}"
        for name, row in zip(doctor_names(plan), bundle.results.doctors, strict=False)
        if row["doctor_id"] != found.doctor_id
        and None not in (row["patients"], before[row["doctor_id"]])
        and round(row["patients"]) != round(before[row["doctor_id"]])
    ]
    if not moved:
        return ""
    more = f" och {len(moved) - MOST_NAMED} läkare till" if len(moved) > MOST_NAMED else ""
    return f"Enhetens uppgifter gäller alla läkare. Andras listor ändras också: {', '.join(moved[:MOST_NAMED])}{more}."


def scenario_of(plan: Plan, found: Requirement, bundle: Bundle) -> Scenario:
    """The bundle as a scenario, with a name that no scenario of the plan has."""
    kind = name_of(bundle)
    start = f"{number(found.target)} för {whose(found)}"
    longest = int(fields_of(Scenario)["name"].high or 80)
    start = start[: longest - len(kind) - 8]
    name = f"{start}: {kind[0].lower()}{kind[1:]}"
    taken = {one.name for one in plan.scenarios}
    names = [name, *(f"{name} ({i})" for i in range(2, len(taken) + 3))]
    free = next(one for one in names if one not in taken)
    reason = f"Vad krävs för {number(found.target)} patienter? {_short(found)}"
    return Scenario(name=free, reason=reason, changes=bundle.changes)
