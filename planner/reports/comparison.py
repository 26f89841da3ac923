"""How does each scenario stand beside the plan as it is? Sentences and tables for the page, the workbook and papers.

What a scenario is compared with is always the plan as it stands now, worked out here without its scenarios.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.calc.scenarios import Outcome
from planner.domain.difference import differences
from planner.domain.plan import Plan, baseline
from planner.domain.results import BASELINE, CLINIC_QUANTITIES, NOT_THERE, PATIENT_HOURS, Quantity, quantity
from planner.domain.scenario import Scenario
from planner.reports.comparison_details import (
    baseline_outcome,
    both_sides,
    by_doctor,
    details,
    moved_hours,
    name_of,
    over,
    patient_hours,
)
from planner.reports.sentences import Answer
from planner.reports.tables import Cell, Table, text, with_unit
from planner.schema import fields_of
from planner.swedish import MISSING, number, percent

__all__ = [
    "BASELINE", "CAPACITY", "HOW_TO_READ", "NOT_THERE", "OF_DOCTORS", "all_in_one", "answer", "baseline_outcome",
    "both_sides", "by_doctor", "clinic_table", "comparison_tables", "coverage_finding", "details", "difference",
    "differences_table", "doctors_table", "finding", "in_words", "inputs_table", "moved_hours", "name_of", "over",
    "patient_hours", "signed",
]  # fmt: skip
NONE_OVER = "ingen"
CAPACITY = quantity("capacity", "clinic")
# what tells scenarios apart at a glance
CHIEF = ("capacity", "coverage", "gap")
# what is shown of every doctor
OF_DOCTORS = ("named_patients", "planned_hours", "load")
HOW_TO_READ = "Inom parentes står skillnaden mot utgångsläget, för procent i procentenheter."


# Sentences


def finding(plan: Plan, outcomes: Sequence[Outcome]) -> str:
    """What the comparison comes to, as a title: what the scenarios do to how many have a place."""
    before = baseline_outcome(plan).results.clinic["capacity"]
    known = [(one, one.results.clinic["capacity"]) for one in outcomes]
    known = [(one, difference(CAPACITY, before, after)) for one, after in known if None not in (before, after)]
    if not known:
        return "Det går ännu inte att beräkna vad scenarierna betyder"
    if len(known) == 1:
        return f"Med ”{name_of(known[0][0])}” får {_beside(known[0][1], 'plats')} i utgångsläget"
    if not any(change for _, change in known):
        return "Inget av scenarierna ändrar hur många som får plats"
    (least, fewest), (most, best) = (sorted(known, key=lambda pair: pair[1])[i] for i in (0, -1))
    if fewest == best:
        return f"Med vart och ett av scenarierna får {_beside(best, 'plats')} i utgångsläget"
    start = f"Flest får plats med ”{name_of(most)}” ({signed(best)})"
    return f"{start} och minst antal med ”{name_of(least)}” ({signed(fewest)})"


def all_in_one(plan: Plan, outcomes: Sequence[Outcome]) -> Answer:
    """The scenario with place for most, beside the plan as it is: the answer to which one holds."""
    known = [one for one in outcomes if one.results.clinic["capacity"] is not None]
    if not known:
        return Answer("Det går ännu inte att beräkna hur många scenarierna räcker till.")
    most = max(known, key=lambda one: one.results.clinic["capacity"])
    found = answer(plan, most)
    many = len(known) > 1
    start = f"Flest får plats med ”{name_of(most)}”: " if many else f"Med ”{name_of(most)}” finns plats för "
    return Answer(start, found.number, found.after)


def coverage_finding(plan: Plan, outcomes: Sequence[Outcome]) -> str:
    """How much of those listed have a place, in the plan as it is and in the scenarios: the title of the figure."""
    before = baseline_outcome(plan).results.clinic["coverage"]
    after = [one.results.clinic["coverage"] for one in outcomes]
    known = sorted(one for one in after if one is not None)
    if before is None or not known:
        return finding(plan, outcomes)
    was, low, high = percent(before), percent(known[0]), percent(known[-1])
    if low == high == was:
        return f"Täckningen är {was} både i utgångsläget och i {_so_many(len(known))}"
    span = high if low == high else f"mellan {low} och {high}"
    return f"Täckningen är {was} i utgångsläget och {span} i {_so_many(len(known))}"


def _so_many(count: int) -> str:
    return "scenariot" if count == 1 else "scenarierna"


def answer(plan: Plan, outcome: Outcome) -> Answer:
    """What one scenario comes to beside the plan as it is: one sentence with its number in large type."""
    before, after = baseline_outcome(plan).results.clinic, outcome.results.clinic
    if after["capacity"] is None:
        return Answer("Det går ännu inte att beräkna hur många scenariot räcker till.")
    if before["capacity"] is None:
        return Answer("Med ändringarna kan ni vara fast läkarkontakt för ", number(after["capacity"]), " patienter.")
    was, change = before["capacity"], difference(CAPACITY, before["capacity"], after["capacity"])
    rest = f" patienter, {_beside(change)} i utgångsläget ({number(was)})."
    return Answer("Med ändringarna kan ni vara fast läkarkontakt för ", number(after["capacity"]), rest)


def in_words(plan: Plan, outcome: Outcome) -> str:
    """One scenario in a few sentences: its name, the clinic, the doctors whose numbers change, who is over."""
    start = baseline_outcome(plan)
    before, after = start.results.clinic, outcome.results.clinic
    if after["capacity"] is None or before["capacity"] is None:
        return f"{name_of(outcome)}: {MISSING} ännu."
    change = difference(CAPACITY, before["capacity"], after["capacity"])
    parts = [f"{name_of(outcome)}: plats för {number(after['capacity'])}, {_beside(change)} i utgångsläget."]
    if after["coverage"] is not None and before["coverage"] is not None:
        now, was = percent(after["coverage"]), percent(before["coverage"])
        parts += [f"Täckningen blir {now} i stället för {was}."] if now != was else []
        lacking = [number(max(0, clinic["gap"])) for clinic in (after, before)]
        parts += [f"Listade utan plats: {lacking[0]} i stället för {lacking[1]}."] if lacking[0] != lacking[1] else []
    return " ".join([*parts, *details(plan, outcome)])


def signed(value: float, decimals: int = 0) -> str:
    """+102, −260, ±0."""
    if round(value, decimals) == 0:
        return "±0"
    return ("+" if value > 0 else "") + number(value, decimals)


def _beside(change: float, what: str = "") -> str:
    """260 färre än; lika många plats som."""
    many = f"{number(abs(change))} {'fler' if change > 0 else 'färre'}" if change else "lika många"
    return " ".join(filter(None, (many, what, "än" if change else "som")))


# Tables


def comparison_tables(plan: Plan, outcomes: Sequence[Outcome]) -> tuple[Table, ...]:
    """Every table: the differences first, then the clinic and the doctors in full, the inputs last."""
    return (
        differences_table(plan, outcomes),
        clinic_table(plan, outcomes),
        *(doctors_table(plan, outcomes, key) for key in OF_DOCTORS),
        inputs_table(plan, outcomes),
    )


def differences_table(plan: Plan, outcomes: Sequence[Outcome]) -> Table:
    """One row for the plan as it is and for each scenario; behind each figure what differs from the first row."""
    start = baseline_outcome(plan)
    chief = [quantity(key, "clinic") for key in CHIEF]
    colleagues = fields_of(Scenario)["colleague_hours"]
    headings = (
        "Scenario", *(_heading(one) for one in chief), _heading(PATIENT_HOURS),
        "Dagens lista ryms inte hos", with_unit(colleagues.label, colleagues.unit),
    )  # fmt: skip
    rows = []
    for one in (start, *outcomes):
        hours = one.scenario.colleague_hours
        rows.append(
            (
                text(name_of(one)),
                *(_beside_cell(q, one.results.clinic[q.key], _before(q, start, one)) for q in chief),
                _beside_cell(PATIENT_HOURS, patient_hours(one), None if one is start else patient_hours(start)),
                text(", ".join(over(one)) or NONE_OVER),
                Cell("–" if hours is None else colleagues.show(hours), hours, numeric=True),
            )
        )
    return Table("Scenarierna bredvid utgångsläget", headings, tuple(rows))


def clinic_table(plan: Plan, outcomes: Sequence[Outcome]) -> Table:
    """Every quantity of the clinic, a column for each scenario."""
    start = baseline_outcome(plan)
    everyone = (start, *outcomes)
    rows = tuple(
        (text(_heading(q)), *(_beside_cell(q, one.results.clinic[q.key], _before(q, start, one)) for one in everyone))
        for q in CLINIC_QUANTITIES
    )
    return Table("Enheten i varje scenario", ("Storhet", *map(name_of, everyone)), rows)


def doctors_table(plan: Plan, outcomes: Sequence[Outcome], key: str) -> Table:
    """One quantity of every doctor, those that a scenario adds included; a column for each scenario."""
    start, q = baseline_outcome(plan), quantity(key)
    everyone = (start, *outcomes)
    by_scenario = [by_doctor(one) for one in everyone]
    rows = []
    for doctor in dict.fromkeys(one for rows_of in by_scenario for one in rows_of):
        cells = []
        for place, found in enumerate(by_scenario):
            if doctor not in found:
                cells.append(Cell(NOT_THERE, numeric=True))
                continue
            was = by_scenario[0][doctor][1][key] if place and doctor in by_scenario[0] else None
            cells.append(_beside_cell(q, found[doctor][1][key], was))
        rows.append((text(doctor[0]), *cells))
    return Table(f"{_heading(q)}: läkarna i varje scenario", ("Läkare", *map(name_of, everyone)), tuple(rows))


def inputs_table(plan: Plan, outcomes: Sequence[Outcome]) -> Table:
    """Which inputs differ from the plan as it is, scenario by scenario."""
    now = baseline(plan)
    rows = tuple(
        (text(name_of(one)), text(found.label), text(found.old), text(found.new))
        for one in outcomes
        for found in differences(now, one.plan)
    )
    return Table("Uppgifter som skiljer", ("Scenario", "Uppgift", BASELINE, "I scenariot"), rows)


def _before(q: Quantity, start: Outcome, one: Outcome) -> float | None:
    """The figure of the clinic that this one's is compared with; none for the plan as it is."""
    return None if one is start else start.results.clinic[q.key]


def _heading(one: Quantity) -> str:
    return with_unit(one.label, "" if one.kind != "number" else one.unit)


def _beside_cell(q: Quantity, value: float | None, before: float | None) -> Cell:
    """A value and, where there is something to compare with, what differs: 682 (−260)."""
    in_file = value if value is None or q.kind != "share" else value * 100
    change = None if value is None or before is None else difference(q, before, value)
    return Cell(f"{q.show(value)} ({signed(change, q.decimals)})" if change else q.show(value), in_file, numeric=True)


def difference(q: Quantity, before: float, after: float) -> float:
    """What differs between two figures as they are shown, so that 77 % and 74 % are 3 apart to the reader."""
    scale, decimals = (100 if q.kind == "share" else 1), (0 if q.kind == "persons" else q.decimals)
    return round(round(after * scale, decimals) - round(before * scale, decimals), decimals)
