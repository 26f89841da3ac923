"""What does a scenario do to each doctor, and what does work that it moves free and take?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.calc.capacity import duty_scale
from planner.calc.clinic import calculate
from planner.calc.lists import list_over_room
from planner.calc.meaning import contact_hours
from planner.calc.scenarios import Outcome
from planner.calc.time_use import planned_patient_hours
from planner.domain.clinic import CONTACT_KINDS, Contact
from planner.domain.plan import Plan, baseline
from planner.domain.results import BASELINE, Results
from planner.domain.scenario import Scenario
from planner.reports.sentences import listing
from planner.swedish import number

MOST_NAMED = 3  # doctors named in a sentence
NOTICED = 0.05  # part of a duty's hours a year, where each doctor has it as before; a limit of ours
# duties that others count on, and what is said when hours of them have no doctor
COUNTED_ON = {
    "care_home_hours": "{} timmar om året på särskilt boende har då ingen läkare i planen: de som bor där behöver en"
    " annan läkare.",
    "supervision_hours": "{} timmar handledning om året har då ingen läkare i planen: den som fortfarande ska"
    " handledas behöver någon annan.",
}


def baseline_outcome(plan: Plan) -> Outcome:
    """The plan as it stands, as the scenario that changes nothing."""
    now = baseline(plan)
    return Outcome(Scenario(name=BASELINE), now, calculate(now))


def details(start: Outcome, outcome: Outcome) -> tuple[str, ...]:
    """What the number of places does not tell: who has none, each doctor's number, whose list no longer fits or
    lacks a doctor, which duties nobody has, and what colleagues give."""
    said = [without_place(start, outcome), _doctors_in_words(start, outcome), *_over_in_words(start, outcome)]
    said += [*_lists_without_doctor(start, outcome), *duties_without_doctor(start, outcome), both_sides(start, outcome)]
    return tuple(filter(None, said))


def without_place(start: Outcome, outcome: Outcome) -> str:
    """How many of those listed have no place, where that changes."""
    gaps = [one.results.clinic["gap"] for one in (outcome, start)]
    if None in gaps:
        return ""
    now, was = (number(max(0, gap)) for gap in gaps)
    return f"Listade utan plats: {now} i stället för {was}." if now != was else ""


def both_sides(start: Outcome, outcome: Outcome) -> str:
    """What moved work frees and takes: hours a year in the doctors' contacts, and colleagues' hours; empty where
    no colleague's hours are said."""
    if not colleagues(outcome):
        return ""
    freed, added = moved_hours(start, outcome)
    doctors = f"Läkarna får {number(freed)} timmar om året loss från kontakterna" if freed else ""
    doctors += f" och lägger {number(added)} timmar på stöd och andra kontakter" if freed and added else ""
    return f"{doctors}{'. ' if doctors else ''}{colleagues(outcome)}"


def colleagues(outcome: Outcome) -> str:
    """What it takes of others than the doctors; empty where no hours are said."""
    hours = outcome.scenario.colleague_hours
    return f"Andra yrkesgrupper behöver {number(hours)} timmar om året." if hours else ""


def moved_hours(start: Outcome, outcome: Outcome) -> tuple[float, float]:
    """Hours a year of the clinic's contacts that a scenario frees, and those that it adds, documentation included."""
    pairs = [(start.plan.contact(kind), outcome.plan.contact(kind)) for kind in CONTACT_KINDS]
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
        return f"{number(len(changed))} läkares antal ändras."
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


def duties_without_doctor(start: Outcome, outcome: Outcome) -> Iterator[str]:
    """Hours that others count on and that no doctor of the plan gives any longer."""
    for key, words in COUNTED_ON.items():
        before, after = _duty(start, key), _duty(outcome, key)
        if before is None or after is None:
            continue
        (was_week, was_year), (week, year) = (
            map(sum, zip((0.0, 0.0), *one.values(), strict=True)) for one in (before, after)
        )
        taken_over = any(hours > before.get(doctor, (0.0, 0.0))[0] for doctor, (hours, _) in after.items())
        # one who works other weeks gives other hours a year: the duty has a doctor all the same
        noticed = week < was_week - 1e-9 or (not taken_over and was_year - year > NOTICED * was_year)
        if noticed and round(was_year - year) > 0:
            yield words.format(number(was_year - year))


def _duty(outcome: Outcome, key: str) -> dict[tuple[str, int], tuple[float, float]] | None:
    """Each doctor's hours of a duty, a week and a year; None where they cannot be worked out."""
    found = {}
    for name, (doctor, row) in by_doctor(outcome).items():
        given = getattr(doctor, key)
        if None in (given, row["net_weeks"], doctor.fte, doctor.duties_scale):
            return None
        week = given * float(duty_scale(float(doctor.duties_scale), doctor.fte))
        found[name] = (week, week * row["net_weeks"])
    return found


def over(outcome: Outcome) -> list[str]:
    """Those whose list of today does not fit in the planned time for patients."""
    return [name for (name, _), (doctor, row) in by_doctor(outcome).items() if (list_over_room(doctor, row) or 0) > 0]


def patient_hours(outcome: Outcome) -> float | None:
    """Planned hours a year for patients, of every doctor whose role has a list; None = not computable."""
    return planned_patient_hours(outcome.plan, outcome.results)


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
