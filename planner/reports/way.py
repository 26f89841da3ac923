"""How does one tell the way from the year's hours to a doctor's number? Titles, readings and the way as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports.origins import doctor_origins
from planner.reports.sentences import SAME_IN_TABLE
from planner.reports.steps import named_steps
from planner.reports.tables import has_own_list
from planner.swedish import number

HOW_TO_READ_WAY = (
    "Läs uppifrån och ned. De fyllda staplarna är nivåer. De streckade är tid som går till annat, och prickade staplar"
    " lägger till tid. Stegen delar upp tiden. De säger inte vad som händer om du ändrar ett av dem."
)
ROUNDED = "Värdena är avrundade; programmet räknar med alla decimaler."


def why_question(plan: Plan, results: Results, place: int) -> str:
    """The title of the page that explains a doctor's number."""
    if not has_own_list(plan.doctors[place]):
        return "Varför ingen egen lista?"
    total = results.doctors[place]["named_patients"]
    return "Varför just det talet?" if total is None else f"Varför just {number(total)}?"


def way_finding(plan: Plan, place: int) -> str:
    """The title of the waterfall: from the year's hours to the hours for patients."""
    totals = [step for step in named_steps(plan, place) if step.total]
    first, last = totals[0].hours, totals[-1].hours
    if first is None or last is None:
        return "Vägen från årets timmar går ännu inte att beräkna"
    return f"Av årets {number(first)} timmar blir {number(last)} planerad tid för patienter"


def way_finding_in_patients(results: Results, place: int) -> str:
    """The title of the waterfall in patients."""
    patients = results.doctors[place]["patients"]
    if patients is None:
        return "Hur många patienter tiden räcker till går ännu inte att beräkna"
    return f"Den planerade tiden räcker till {number(patients)} patienter"


def same_way(plan: Plan, results: Results, place: int) -> str:
    """How to read the waterfall in patients, and how its end becomes the doctor's number."""
    row, care_home = results.doctors[place], plan.doctors[place].care_home_patients
    minutes = number(row["minutes_per_patient"], 2)
    words = f"Samma steg i patienter: timmarna delade med de {minutes} minuter som en listad tar på ett år."
    if care_home and row["patients"] is not None:
        words += (
            f" Till det kommer {number(care_home)} på särskilt boende: tillsammans {number(row['named_patients'])}."
        )
    return words


def way_in_words(plan: Plan, place: int) -> Iterator[str]:
    """The way to the number as a text to be read aloud, one sentence a step."""
    for step in named_steps(plan, place):
        patients = "" if step.patients is None else f" ({step.shown(step.patients, 'patienter')})"
        yield f"{step.label}: {step.shown(step.hours, 'h')}{patients}."


def way_alt(plan: Plan, results: Results, place: int, *, in_patients: bool) -> str:
    """The waterfall in words, for those who do not see it: what it finds, then each bar."""
    finding = way_finding_in_patients(results, place) if in_patients else way_finding(plan, place)
    bars = [
        f"{step.label} {step.shown(step.patients, '') if in_patients else step.shown(step.hours, 'h')}"
        for step in named_steps(plan, place)
    ]
    return f"{finding}. Staplarna uppifrån och ned: {'; '.join(bars)}. {SAME_IN_TABLE}"


def assumptions_in_words(plan: Plan, place: int) -> str:
    """Who has given the figures behind the number: how many are the user's, ours with a source, ours alone."""
    kinds = Counter(one.kind for one in doctor_origins(plan, place))
    own, sourced, assumed = kinds["own"] + kinds["clinic"], kinds["sourced"], kinds["assumed"]
    return (
        f"Talen bygger på {own + sourced + assumed} uppgifter. Ni har fyllt i {own}, {sourced} är standardvärden med"
        f" källa och {assumed} är antaganden. Byt antagandena mot era egna uppgifter, så blir talen säkrare."
    )
