"""How does each scenario stand beside the plan as it is? Sentences for the page, the cards and the papers.

What a scenario is compared with is always the plan as it stands now, without its scenarios: `start` is its
`baseline_outcome`, worked out once for all that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.calc.scenarios import Outcome
from planner.domain.results import BASELINE, NOT_THERE, quantity
from planner.reports.comparison_details import (
    baseline_outcome,
    both_sides,
    by_doctor,
    colleagues,
    details,
    moved_hours,
    over,
    patient_hours,
    without_place,
)
from planner.reports.comparison_tables import (
    OF_DOCTORS,
    clinic_table,
    comparison_tables,
    differences_table,
    doctors_table,
    inputs_table,
)
from planner.reports.comparison_words import all_lapsed, beside, label_of, lapse, lapsed, name_of, signed
from planner.reports.sentences import Answer, listing
from planner.swedish import MISSING, number, percent

__all__ = [
    "BASELINE", "CAPACITY", "NOT_THERE", "OF_DOCTORS", "all_in_one", "answer", "baseline_outcome", "both_sides",
    "by_doctor", "clinic_table", "colleagues", "comparison_tables", "coverage_finding", "details", "differences_table",
    "doctors_table", "finding", "how_to_read", "in_short", "in_words", "inputs_table", "label_of", "lists_in_words",
    "moved_hours", "name_of", "over", "patient_hours", "signed",
]  # fmt: skip
CAPACITY = quantity("capacity", "clinic")
MOST_NAMED = 2  # scenarios named where more than one gives all a place
NOTHING_LEFT = "Ändringarna gäller inte längre, så talen är de i utgångsläget"


def how_to_read(start: Outcome) -> str:
    """What stands in the tables, and when a list is said not to fit."""
    load = start.plan.clinic.planned_load
    said = (
        "Inom parentes står skillnaden mot utgångsläget, för procent i procentenheter. Den är räknad före avrundning,"
        " och kan därför skilja sig med ett från de avrundade talen."
    )
    if load is None or load >= 1:
        return said
    return (
        f"{said} En lista ryms när den tar högst den planerade beläggningen av tiden för patienter, {percent(load)} i"
        f" utgångsläget. En lista med en beläggning mellan {percent(load)} och 100 % ryms alltså inte."
    )


# All scenarios


def finding(start: Outcome, outcomes: Sequence[Outcome]) -> str:
    """What the comparison comes to, as a title: whether all those listed have a place, and for how many there is."""
    known = _compared(start, outcomes)
    if not known:
        return _nothing_to_compare(outcomes)
    for_all = _place_for_all([one for one, _ in known])
    if len(known) == 1:
        one, change = known[0]
        alike = number(_capacity(one)) == number(_capacity(start))
        found = f"Med ”{name_of(one)}” får {beside(change, 'plats', alike=alike)} i utgångsläget"
        return "; ".join(filter(None, (found, for_all)))
    if not any(change for _, change in known):
        return "; ".join(filter(None, ("Inget av scenarierna ändrar hur många som får plats", for_all)))
    (least, fewest), (most, best) = (sorted(known, key=lambda pair: pair[1])[i] for i in (0, -1))
    if fewest == best:
        found = f"med vart och ett av scenarierna får {beside(best, 'plats')} i utgångsläget"
    else:
        found = f"flest får plats med ”{name_of(most)}” ({signed(best)})"
        found += f" och minst antal med ”{name_of(least)}” ({signed(fewest)})"
    return f"{for_all[:1].upper()}{for_all[1:]}; {found}" if for_all else found[:1].upper() + found[1:]


def all_in_one(start: Outcome, outcomes: Sequence[Outcome]) -> Answer:
    """The scenario with place for most beside the plan as it is, and whether any gives all those listed a place:
    the answer to which one holds."""
    known = [one for one in outcomes if _capacity(one) is not None and not lapsed(one)]
    if not known:
        return Answer(f"{_nothing_to_compare(outcomes)}.")
    most = max(known, key=lambda one: _capacity(one) or 0.0)
    found, for_all = answer(start, most), _place_for_all(known)
    many = len(known) > 1
    words = f"Flest får plats med ”{name_of(most)}”: " if many else f"Med ”{name_of(most)}” finns plats för "
    rest = f" {for_all[:1].upper()}{for_all[1:]}." if for_all else ""
    return Answer(words, found.number, found.after + rest)


def lists_in_words(start: Outcome, outcomes: Sequence[Outcome]) -> str:
    """How many of today's lists do not fit, in the plan as it is and in each scenario; empty where none is known."""
    if not any(doctor.current_list is not None for doctor in start.plan.doctors):
        return ""
    applying = [one for one in outcomes if not lapsed(one)]
    now = f"Dagens lista ryms inte hos {_doctors(start)} i utgångsläget"
    if not applying:
        return f"{now}."
    if {_doctors(one) for one in applying} == {_doctors(start)}:
        return (
            f"{now}, och hos lika många i {'vart och ett av ' if len(applying) > 1 else ''}{_so_many(len(applying))}."
        )
    return f"{now}, {listing([f'hos {_doctors(one)} med ”{name_of(one)}”' for one in applying])}."


def _doctors(outcome: Outcome) -> str:
    many = len(over(outcome))
    return f"{number(many)} läkare" if many else "ingen"


def coverage_finding(start: Outcome, outcomes: Sequence[Outcome]) -> str:
    """How much of those listed have a place, in the plan as it is and in the scenarios: the title of the figure."""
    before = start.results.clinic["coverage"]
    after = [one.results.clinic["coverage"] for one in outcomes if not all_lapsed(one)]
    known = sorted(one for one in after if one is not None)
    if before is None or not known:
        return finding(start, outcomes)
    was, low, high = percent(before), percent(known[0]), percent(known[-1])
    if low == high == was:
        return f"Täckningen är {was} både i utgångsläget och i {_so_many(len(known))}"
    span = high if low == high else f"mellan {low} och {high}"
    return f"Täckningen är {was} i utgångsläget och {span} i {_so_many(len(known))}"


def _so_many(count: int) -> str:
    return "scenariot" if count == 1 else "scenarierna"


def _compared(start: Outcome, outcomes: Sequence[Outcome]) -> list[tuple[Outcome, float]]:
    """Each scenario that applies as it was meant, with what it changes in how many have a place."""
    before = _capacity(start)
    found = [(one, _capacity(one)) for one in outcomes if not lapsed(one)]
    return [(one, CAPACITY.difference(before, after)) for one, after in found if None not in (before, after)]  # type: ignore[arg-type]


def _nothing_to_compare(outcomes: Sequence[Outcome]) -> str:
    gone = sum(map(bool, map(lapsed, outcomes)))
    if gone == len(outcomes) and gone:
        whose = "Scenariots" if gone == 1 else "Scenariernas"
        return f"{whose} ändringar gäller inte längre, så det finns inget att jämföra"
    return f"Det går ännu inte att beräkna vad {_so_many(len(outcomes))} betyder"


def _place_for_all(outcomes: Sequence[Outcome]) -> str:
    """Whether those listed all have a place, as a clause; empty where nobody knows how many they are."""
    gaps = [(one, one.results.clinic["gap"]) for one in outcomes]
    known = [(one, max(0, round(gap))) for one, gap in gaps if gap is not None]
    if not known:
        return ""
    holding = [f"”{name_of(one)}”" for one, lacking in known if not lacking]
    if len(known) == 1:
        return "alla listade får plats" if holding else f"{number(known[0][1])} listade får inte plats"
    if not holding:
        return "inget av scenarierna ger plats för alla listade"
    if len(holding) == len(known):
        return "alla scenarierna ger plats för alla listade"
    if len(holding) > MOST_NAMED:
        return f"{number(len(holding))} av {number(len(known))} scenarier ger plats för alla listade"
    return f"alla listade får plats med {listing(holding)}"


def _capacity(outcome: Outcome) -> float | None:
    found: float | None = outcome.results.clinic["capacity"]
    return found


# One scenario


def answer(start: Outcome, outcome: Outcome) -> Answer:
    """What one scenario comes to beside the plan as it is: one sentence with its number in large type."""
    before, after = start.results.clinic, outcome.results.clinic
    if after["capacity"] is None:
        return Answer("Det går ännu inte att beräkna hur många scenariot räcker till.")
    many = number(after["capacity"])
    if all_lapsed(outcome):
        return Answer(f"{NOTHING_LEFT}: plats för ", many, " patienter.")
    words = "Med ändringarna kan ni vara fast läkarkontakt för "
    if before["capacity"] is None:
        return Answer(words, many, " patienter.")
    now, was = percent(after["coverage"]), percent(before["coverage"])
    known = None not in (after["coverage"], before["coverage"])
    covered = f", och täckningen blir {now} i stället för {was}" if known and now != was else ""
    was_many = number(before["capacity"])
    return Answer(words, many, f" patienter, {_beside(before, after)} i utgångsläget ({was_many}){covered}.")


def in_words(start: Outcome, outcome: Outcome) -> str:
    """One scenario in a few sentences: its name, the clinic, the doctors whose numbers change, who is over."""
    before, after = start.results.clinic, outcome.results.clinic
    name = name_of(outcome)
    if all_lapsed(outcome):
        return f"{name}: {NOTHING_LEFT[:1].lower()}{NOTHING_LEFT[1:]}."
    if after["capacity"] is None or before["capacity"] is None:
        return " ".join(filter(None, (f"{name}: {MISSING} ännu.", _lapse(outcome))))
    parts = [f"{name}: plats för {number(after['capacity'])}, {_beside(before, after)} i utgångsläget."]
    if after["coverage"] is not None and before["coverage"] is not None:
        now, was = percent(after["coverage"]), percent(before["coverage"])
        parts += [f"Täckningen blir {now} i stället för {was}."] if now != was else []
    return " ".join(filter(None, (*parts, *details(start, outcome), _lapse(outcome))))


def in_short(start: Outcome, outcome: Outcome, name: str) -> str:
    """One scenario where there is little room: place, without place, and what it takes of colleagues."""
    before, after = start.results.clinic, outcome.results.clinic
    if all_lapsed(outcome):
        return f"{name}: {NOTHING_LEFT[:1].lower()}{NOTHING_LEFT[1:]}."
    if after["capacity"] is None or before["capacity"] is None:
        return f"{name}: {MISSING} ännu."
    room = f"{name}: plats för {number(after['capacity'])}, {_beside(before, after)} i utgångsläget."
    return " ".join(filter(None, (room, without_place(start, outcome), colleagues(outcome), _lapse(outcome))))


def _lapse(outcome: Outcome) -> str:
    return f"{lapse(outcome)} och är inte med.".capitalize() if lapsed(outcome) else ""


def _beside(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    was, now = before["capacity"], after["capacity"]
    return beside(CAPACITY.difference(was, now), alike=number(was) == number(now))
