"""Beslutsunderlag: what can be decided on? Two pages: capacity and gap, then scenarios, risks and the decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.calc.lists import role_sums
from planner.calc.scenarios import Outcome, outcomes
from planner.domain.difference import differences
from planner.domain.doctor import ROLES
from planner.domain.plan import Plan, clinic_scenarios
from planner.domain.results import NOT_A_DEMAND, Results, quantity
from planner.domain.scenario import Scenario
from planner.reports import comparison, sentences, weights
from planner.reports.papers.blocks import (
    Bar,
    BarKind,
    Bars,
    Block,
    ChiefNumber,
    ChiefNumbers,
    Heading,
    Lines,
    NewPage,
    Paper,
    Paragraph,
    Points,
    Room,
)
from planner.reports.papers.frame import ALT, about
from planner.reports.papers.risks import risks
from planner.reports.papers.words import first_few, shortened
from planner.reports.papers.year import time_use_bars
from planner.reports.tables import NO_LIST
from planner.swedish import number, percent

PAGES = 2
MOST_SCENARIOS = 4
LEAST_WORDS = 140  # characters of each change


@dataclass(frozen=True)
class Limits:
    """How much the two pages have room for: rows, and characters."""

    scenarios: int
    risks: int
    changes: int
    words: int
    name: int


FULLEST_FIRST = (
    Limits(MOST_SCENARIOS, 8, 6, 500, 80), Limits(3, 6, 4, 260, 60), Limits(2, 4, 3, 160, 40), Limits(1, 3, 2, 90, 30),
)  # fmt: skip


def papers(plan: Plan, today: dt.date, scenario: Scenario | None = None) -> Iterator[Paper]:
    """The paper, the fullest first. `scenario`: the one that the decision is proposed from."""
    start = comparison.baseline_outcome(plan)
    now, results = start.plan, start.results
    others = [one for one in clinic_scenarios(plan) if one is not scenario]
    shown = outcomes(plan, [*([scenario] if scenario else []), *others][:MOST_SCENARIOS])
    chosen = shown[0] if scenario else None
    title = f"Beslutsunderlag för {plan.clinic.year}" if plan.clinic.year else "Beslutsunderlag"
    for limits in FULLEST_FIRST:
        blocks = (
            *_now(now, results),
            NewPage(),
            *_scenarios(start, shown[: limits.scenarios], limits),
            Heading("Risker att väga in"),
            Points(tuple(first_few(risks(now, results, chosen), limits.risks, "Ytterligare {} risker finns."))),
            *_decision(now, results, chosen, limits),
        )
        yield Paper(title, about(plan, today), blocks)


# Page one: how it stands


def _now(plan: Plan, results: Results) -> Iterator[Block]:
    yield Paragraph(sentences.clinic_answer(plan, results).sentence, "answer")
    yield _chief_numbers(plan, results)
    if results.clinic["capacity"] is None or not plan.doctors:
        why = list(sentences.why_not_computable(plan, results))
        yield Points(tuple(first_few(why, 5, "Det finns {} uppgifter till att rätta eller fylla i.")))
    yield _room(plan, results)
    yield Bars(
        "Läkarna efter befattning",
        "Stapeln är hur många patienter den planerade tiden räcker till.",
        ("Befattning", "Heltider", "Tiden räcker till", "Dagens listor"),
        tuple(_roles(plan, results)),
        ALT,
        any(row["named_patients"] for row in results.doctors),
    )
    yield from time_use_bars(plan, results)
    said = [sentences.clinic_gap(results), *_not_counted(results), sentences.clinic_current_lists(plan, results)]
    said += [sentences.clinic_riktvarde(plan, results), weights.clinic_words(plan)]
    yield Heading("Vad talen säger")
    yield Points(tuple(filter(None, said)))


def _chief_numbers(plan: Plan, results: Results) -> ChiefNumbers:
    clinic, listed = results.clinic, plan.clinic.listed_patients
    capacity, gap, riktvarde = (quantity(key, "clinic") for key in ("capacity", "gap", "riktvarde"))
    of_listed = f"av {number(listed)} listade" if listed is not None else ""
    if clinic["coverage"] is not None:
        of_listed += f", {percent(clinic['coverage'])}"
    places, label = clinic["gap"], gap.label
    if places is not None and places < 0:
        places, label = -places, "Lediga platser"
    missing = f"motsvarar {number(clinic['fte_missing'], 1)} heltidsläkare" if clinic["fte_missing"] else ""
    return ChiefNumbers(
        (
            ChiefNumber(capacity.label, capacity.show(clinic["capacity"]), of_listed),
            ChiefNumber(label, gap.show(places), missing),
            ChiefNumber(riktvarde.label, riktvarde.show(clinic["riktvarde"]), "en jämförelse, varken golv eller tak"),
        )
    )


def _room(plan: Plan, results: Results) -> Bars:
    """Those listed beside the places there are."""
    rows: list[tuple[str, float | None, BarKind]] = [("Listade patienter", plan.clinic.listed_patients, "outline")]
    for key in ("capacity", "capacity_not_stated", "capacity_other"):
        if key == "capacity" or results.clinic[key]:
            kind: BarKind = "level" if key == "capacity" else "taken"
            rows.append((quantity(key, "clinic").label, results.clinic[key], kind))
    drawn = all(value is not None for _, value, _ in rows)
    bars = tuple(
        Bar(label, (number(value) if value is not None else quantity("capacity", "clinic").missing,), 0.0,
            float(value or 0), kind, strong=kind == "level")
        for label, value, kind in rows
    )  # fmt: skip
    reading = "Den tomma stapeln är de listade, den fyllda är platser hos fast läkarkontakt. Streckade räknas inte."
    finding = sentences.clinic_gap(results).partition(". ")[0].rstrip(".") or "Listade och platser"
    return Bars(finding, reading, ("Vilka", "Personer"), bars, ALT, drawn)


def _roles(plan: Plan, results: Results) -> Iterator[Bar]:
    """One row a role: how many, their share of full time, what their time suffices for, today's lists."""
    sums = role_sums(plan, results)
    labels: list[tuple[str | None, str]] = [*ROLES.items(), (None, "Befattning ej ifylld")]
    for role, label in labels:
        one = sums.get(role)
        if one is None:
            continue
        room_words = NO_LIST if role == "senior_advisor" and not one.room else number(one.room)
        shown = (number(one.fte, 1), room_words, number(one.today) if one.today is not None else "ej ifyllt")
        kind: BarKind = "level" if one.counted else "taken"
        yield Bar(f"{label}, {number(one.doctors)} läkare", shown, 0.0, one.room or 0.0, kind)


def _not_counted(results: Results) -> Iterator[str]:
    """How many do not (surely) count, without naming them."""
    for key, why in (
        ("capacity_not_stated", "där regeln eller underlaget inte säger om de räknas"),
        ("capacity_other", "som inte räknas enligt regeln"),
    ):
        if results.clinic[key]:
            yield f"Hos läkare {why} räcker tiden till {number(results.clinic[key])}."


# Page two: what can be done, and what is asked for


def _scenarios(start: Outcome, shown: Sequence[Outcome], limits: Limits) -> Iterator[Block]:
    if not shown:
        yield Heading("Scenarier")
        yield Paragraph("Planen har inga scenarier att jämföra med. De läggs till på sidan Tänk om …")
        return
    rows = tuple(_scenario_row(start, one, limits) for one in (start, *shown))
    drawn = any(row.end for row in rows)
    yield Bars(
        shortened(comparison.finding(start, shown), 200), "Stapeln är hur många som kan ha fast läkarkontakt.",
        ("Scenario", "Kan ha fast läkarkontakt", "Täckning", "Listade utan plats"), rows,
        ALT, drawn,
    )  # fmt: skip
    if shown[0].scenario.reason:
        yield Paragraph(f"Varför {_name(shown[0], limits)}: {shortened(shown[0].scenario.reason, limits.words)}")


def _scenario_row(start: Outcome, one: Outcome, limits: Limits) -> Bar:
    clinic, before = one.results.clinic, start.results.clinic["capacity"]
    capacity = clinic["capacity"]
    words = quantity("capacity", "clinic").show(capacity)
    if one is not start and capacity is not None and before is not None:
        words += f" ({comparison.signed(comparison.CAPACITY.difference(before, capacity))})"
    shown = (
        words,
        quantity("coverage", "clinic").show(clinic["coverage"]),
        quantity("gap", "clinic").show(clinic["gap"]),
    )
    kind: BarKind = "outline" if one is start else "level"
    return Bar(_name(one, limits), shown, 0.0, capacity or 0.0, kind, strong=one is start)


def _name(one: Outcome, limits: Limits) -> str:
    return comparison.label_of(one, shortened(comparison.name_of(one), limits.name))


def _decision(now: Plan, results: Results, chosen: Outcome | None, limits: Limits) -> Iterator[Block]:
    yield Heading("Beslut som behövs")
    yield Paragraph(f"Förslag till beslut: {_proposal(now, results, chosen, limits)}", "frame")
    if chosen is not None:
        short = [shortened(one.in_words(), max(limits.words, LEAST_WORDS)) for one in differences(now, chosen.plan)]
        yield Heading("Det här ändras", small=True)
        yield Points(
            tuple(first_few(short, limits.changes, "Ytterligare {} uppgifter ändras."))
            or ("Scenariot ändrar ingen uppgift.",)
        )
    yield Room(("Beslut, om det blir ett annat", "Villkor och uppföljning"))
    yield Lines(("Beslutas av", "Datum", "Följs upp (datum)"))
    yield Paragraph(NOT_A_DEMAND, "frame")


def _proposal(plan: Plan, results: Results, chosen: Outcome | None, limits: Limits) -> str:
    """Words that can be decided on as they stand."""
    year = f" för {plan.clinic.year}" if plan.clinic.year else ""
    capacity = results.clinic["capacity"] if chosen is None else chosen.results.clinic["capacity"]
    which = "planen som den är" if chosen is None else f"scenariot ”{_name(chosen, limits)}”"
    room = f" Det ger plats för {number(capacity)} personer hos en fast läkarkontakt." if capacity is not None else ""
    return (
        f"Enheten planerar{year} efter {which}.{room} Utfallet följs upp mot underlaget på det datum som anges nedan."
    )
