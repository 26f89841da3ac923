"""What does a scenario do to each doctor, and what does work that it moves free and take?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.calc.clinic import calculate
from planner.calc.meaning import contact_hours
from planner.calc.scenarios import Outcome
from planner.domain.clinic import CONTACT_KINDS, Contact
from planner.domain.plan import Plan, baseline
from planner.domain.results import BASELINE, Results
from planner.domain.scenario import Scenario
from planner.reports.sentences import listing
from planner.reports.tables import has_own_list
from planner.swedish import number

MOST_NAMED = 3  # doctors named in a sentence


def baseline_outcome(plan: Plan) -> Outcome:
    """The plan as it stands, as the scenario that changes nothing."""
    now = baseline(plan)
    return Outcome(Scenario(name=BASELINE), now, calculate(now))


def name_of(outcome: Outcome) -> str:
    return outcome.scenario.name or "Scenario utan namn"


def details(plan: Plan, outcome: Outcome) -> tuple[str, ...]:
    """What the sum for the clinic does not tell: each doctor's number, whose list no longer fits or lacks a doctor,
    and what colleagues give."""
    start = baseline_outcome(plan)
    said = [_doctors_in_words(start, outcome), *_over_in_words(start, outcome), *_lists_without_doctor(start, outcome)]
    said.append(both_sides(plan, outcome))
    return tuple(filter(None, said))


def both_sides(plan: Plan, outcome: Outcome) -> str:
    """What moved work frees and takes: hours a year in the doctors' contacts, and colleagues' hours; empty where
    no colleague's hours are said."""
    colleagues = outcome.scenario.colleague_hours
    if not colleagues:
        return ""
    freed, added = moved_hours(plan, outcome)
    doctors = f"Läkarna får {number(freed)} timmar om året loss från kontakterna" if freed else ""
    doctors += f" och lägger {number(added)} timmar på stöd och andra kontakter" if freed and added else ""
    return f"{doctors}{'. ' if doctors else ''}Andra yrkesgrupper behöver {number(colleagues)} timmar om året."


def moved_hours(plan: Plan, outcome: Outcome) -> tuple[float, float]:
    """Hours a year of the clinic's contacts that a scenario frees, and those that it adds, documentation included."""
    pairs = [(plan.contact(kind), outcome.plan.contact(kind)) for kind in CONTACT_KINDS]
    changes = [_hours(after) - _hours(before) for before, after in pairs]
    return -sum(one for one in changes if one < 0), sum(one for one in changes if one > 0)


def _hours(row: Contact | None) -> float:
    return (contact_hours(row) or 0.0) if row else 0.0


def _doctors_in_words(start: Outcome, outcome: Outcome) -> str:
    changed = []
    rows = by_doctor(start)
    for key, (_, row) in by_doctor(outcome).items():
        after = row["named_patients"]
        was = rows[key][1]["named_patients"] if key in rows else None
        if after is None or (was is not None and round(was) == round(after)) or (key not in rows and not after):
            continue
        beside = f"{number(after)} i stället för {number(was)}" if was is not None else f"ny, {number(after)}"
        changed.append(f"{key[0]}: {beside}")
    if len(changed) > MOST_NAMED:
        return f"{number(len(changed))} läkares antal ändras; de står i tabellen."
    return f"{'; '.join(changed)}." if changed else ""


def _over_in_words(start: Outcome, outcome: Outcome) -> Iterator[str]:
    before, after = over(start), over(outcome)
    new, gone = [one for one in after if one not in before], [one for one in before if one not in after]
    still_there = [name for name, _ in by_doctor(outcome)]
    gone = [one for one in gone if one in still_there]
    if new:
        yield f"Dagens lista ryms då inte längre i tiden för {listing(new)}."
    if gone:
        yield f"Dagens lista ryms då i tiden för {listing(gone)}."


def _lists_without_doctor(start: Outcome, outcome: Outcome) -> Iterator[str]:
    there = by_doctor(outcome)
    for key, (doctor, _) in by_doctor(start).items():
        if key not in there and doctor.current_list:
            yield f"De {number(doctor.current_list)} på listan hos {key[0]} behöver en annan läkare."


def over(outcome: Outcome) -> list[str]:
    """Those whose list of today does not fit in the planned time for patients."""
    return [
        name
        for (name, _), (doctor, row) in by_doctor(outcome).items()
        if doctor.current_list is not None
        and row["named_patients"] is not None
        and doctor.current_list > row["named_patients"]
    ]


def patient_hours(outcome: Outcome) -> float | None:
    """Planned hours a year for patients, of every doctor whose role has a list; None = not computable."""
    hours = [row["planned_hours"] for doctor, row in by_doctor(outcome).values() if has_own_list(doctor)]
    return None if any(one is None for one in hours) else sum(hours)


_Row = tuple[Any, Mapping[str, Any]]


def by_doctor(outcome: Outcome) -> dict[tuple[str, int], _Row]:
    """Each doctor and her row of results, by signature; two with the same one (or none) are told apart by order."""
    found: dict[tuple[str, int], _Row] = {}
    results: Results = outcome.results
    for place, (doctor, row) in enumerate(zip(outcome.plan.doctors, results.doctors, strict=True)):
        name, nth = doctor.doctor_id or f"Läkaren på rad {place + 1}", 0
        while (name, nth) in found:
            nth += 1
        found[name, nth] = (doctor, row)
    return found
