"""Enhetsbild: which three pictures of the clinic are worth a workplace meeting?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from planner.calc.scenarios import Outcome, outcome
from planner.calc.time_use import clinic_time_use
from planner.domain.plan import Plan
from planner.domain.results import NOT_A_DEMAND, Results, quantity
from planner.domain.scenario import Scenario
from planner.reports import comparison, sentences, weights
from planner.reports.papers.blocks import BarKind
from planner.reports.papers.frame import about
from planner.reports.papers.slides import Series, Slide, presentation
from planner.reports.papers.words import shortened
from planner.reports.papers.year import FOR_PATIENTS, time_use_finding, time_use_rows
from planner.reports.tables import NO_LIST, doctor_names, has_own_list
from planner.swedish import number

TO_TALK_ABOUT = (
    "Vad av det här känner ni igen, och vad stämmer inte med er vardag?",
    "Vilka uppdrag och kontakter kan göras på ett annat sätt, eller av någon annan?",
    "Vilken uppgift bör vi mäta först för att lita på talen?",
)
LONGEST_TITLE, LONGEST_WORDS, MOST_WORDS, LONGEST_NAME = 160, 300, 640, 50  # characters
HOW_TO_READ_TIME = "Fyllda staplar är planerat patientarbete, streckade är annan tid."
NO_PICTURE = "Bilden ritas inte, eftersom något i underlaget inte går att beräkna än."
_Row = tuple[str, float | None, BarKind]


def slides(plan: Plan, scenario: Scenario | None = None) -> tuple[Slide, ...]:
    """Room for those listed, room beside today's lists, what the time goes to."""
    start = comparison.baseline_outcome(plan)
    now, results = start.plan, start.results
    return (
        _room(start, outcome(plan, scenario) if scenario is not None else None),
        _lists(now, results),
        _time(now, results),
    )


def enhetsbild(plan: Plan, today: dt.date, scenario: Scenario | None = None) -> bytes:
    """The three slides as PPTX. The plan's signatures stand as they are: give a plan with aliases."""
    foot = f"{about(plan, today)}. {NOT_A_DEMAND}"
    return presentation("Enhetsbild", slides(plan, scenario), foot, today)


def _room(start: Outcome, found: Outcome | None) -> Slide:
    now, results = start.plan, start.results
    rows: list[_Row] = [("Listade patienter", now.clinic.listed_patients, "outline")]
    for key in ("capacity", "capacity_not_stated", "capacity_other"):
        if key == "capacity" or results.clinic[key]:
            rows.append((quantity(key, "clinic").label, results.clinic[key], "level" if key == "capacity" else "taken"))
    said = [sentences.clinic_gap(results)]
    if results.clinic["capacity"] is None:
        said += sentences.why_not_computable(now, results)
    if found is not None:
        name = shortened(found.scenario.name or "scenariot", LONGEST_NAME)
        rows.append((f"Med {comparison.label_of(found, name)}", found.results.clinic["capacity"], "level"))
        said.append(comparison.in_short(start, found, name))
    said += [
        weights.clinic_words(now),
        *sentences.clinic_not_counted(now, results),
        sentences.clinic_riktvarde(now, results),
    ]
    title = sentences.clinic_answer(now, results).sentence
    return _made(title, rows, said, "Personer")


def _lists(now: Plan, results: Results) -> Slide:
    listed = [has_own_list(doctor) for doctor in now.doctors]
    names = tuple(
        shortened(name, 40) + ("" if has else f" ({NO_LIST})")
        for name, has in zip(doctor_names(now), listed, strict=True)
    )
    rooms = [
        row["named_patients"] if has else row["named_patients"] or None
        for row, has in zip(results.doctors, listed, strict=True)
    ]
    room: tuple[BarKind, ...] = ("level",) * len(names)
    today: tuple[BarKind, ...] = ("taken",) * len(names)
    series = (
        Series("Tiden räcker till", tuple(map(_whole, rooms)), room),
        Series("Dagens lista", tuple(_whole(one.current_list) for one in now.doctors), today),
    )
    said = [
        "Fyllda staplar är hur många patienter den planerade tiden räcker till, streckade är dagens lista.",
        sentences.clinic_current_lists(now, results),
        "En lista som tar mer än den planerade tiden säger något om timmarna, inte om läkaren.",
    ]
    title = sentences.doctors_finding(now, results) if now.doctors else "Inga läkare är ifyllda än"
    alt = f"Stapelbild. {sentences.dots_in_words(now, results)}".replace(f" {sentences.SAME_IN_TABLE}", "")
    return Slide(_title(title), names, series, alt, _few(said))


def _time(now: Plan, results: Results) -> Slide:
    use = clinic_time_use(now, results)
    rows: list[_Row] = [
        (label, hours, "level" if key in FOR_PATIENTS else "taken")
        for key, label, hours in (time_use_rows(use) if use is not None else ())
    ]
    said = [*([HOW_TO_READ_TIME] if rows else []), *TO_TALK_ABOUT]
    return _made(time_use_finding(use), rows, said, "Timmar per år")


def _made(title: str, rows: Sequence[_Row], said: list[str], what: str) -> Slide:
    """A slide with one series; where there is nothing to draw it says so."""
    labels, values = tuple(label for label, _, _ in rows), tuple(_whole(value) for _, value, _ in rows)
    told = "; ".join(f"{label} {number(value)}" for label, value in zip(labels, values, strict=True))
    series = Series(what, values, tuple(kind for _, _, kind in rows))
    drawn = any(value is not None for value in values)
    words = _few(said if drawn else [NO_PICTURE, *said])
    return Slide(_title(title), labels, (series,), f"Stapelbild, {what.lower()}. {told}.", words)


def _few(said: list[str]) -> tuple[str, ...]:
    """What there is room for beside a chart, from the first on."""
    found: list[str] = []
    for words in filter(None, said):
        short = shortened(words, LONGEST_WORDS)
        if sum(map(len, found)) + len(short) > MOST_WORDS:
            break
        found.append(short)
    return tuple(found)


def _title(words: str) -> str:
    return shortened(words.rstrip("."), LONGEST_TITLE)


def _whole(value: float | None) -> float | None:
    """Persons and hours are whole on a slide."""
    return None if value is None else float(round(value))
