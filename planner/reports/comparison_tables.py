"""Which tables lay scenarios beside the plan as it is? The same on the page, in files and on paper."""

from __future__ import annotations

from collections.abc import Sequence

from planner.calc.scenarios import Outcome
from planner.domain.difference import differences
from planner.domain.results import BASELINE, CLINIC_QUANTITIES, NOT_THERE, PATIENT_HOURS, Quantity, quantity
from planner.domain.scenario import Scenario
from planner.reports.comparison_details import by_doctor, over, patient_hours
from planner.reports.comparison_words import label_of, signed
from planner.reports.tables import Cell, Table, text, with_unit
from planner.schema import fields_of
from planner.swedish import number

NONE_OVER = "ingen"
# what tells scenarios apart at a glance
CHIEF = ("capacity", "coverage", "gap")
# what is shown of every doctor
OF_DOCTORS = ("named_patients", "planned_hours", "load")


def comparison_tables(start: Outcome, outcomes: Sequence[Outcome]) -> tuple[Table, ...]:
    """Every table: the differences first, then the clinic and the doctors in full, the inputs last."""
    return (
        differences_table(start, outcomes),
        clinic_table(start, outcomes),
        *(doctors_table(start, outcomes, key) for key in OF_DOCTORS),
        inputs_table(start, outcomes),
    )


def differences_table(start: Outcome, outcomes: Sequence[Outcome]) -> Table:
    """One row for the plan as it is and for each scenario; behind each figure what differs from the first row."""
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
                text(label_of(one)),
                *(_beside_cell(q, one.results.clinic[q.key], _before(q, start, one)) for q in chief),
                _beside_cell(PATIENT_HOURS, patient_hours(one), None if one is start else patient_hours(start)),
                text(_over_in_words(one)),
                Cell("–" if hours is None else colleagues.show(hours), hours, numeric=True),
            )
        )
    return Table("Scenarierna bredvid utgångsläget", headings, tuple(rows))


def clinic_table(start: Outcome, outcomes: Sequence[Outcome]) -> Table:
    """Every quantity of the clinic, a column for each scenario."""
    everyone = (start, *outcomes)
    rows = tuple(
        (text(_heading(q)), *(_beside_cell(q, one.results.clinic[q.key], _before(q, start, one)) for one in everyone))
        for q in CLINIC_QUANTITIES
    )
    return Table("Enheten i varje scenario", ("Storhet", *map(label_of, everyone)), rows)


def doctors_table(start: Outcome, outcomes: Sequence[Outcome], key: str) -> Table:
    """One quantity of every doctor, those that a scenario adds included; a column for each scenario."""
    q = quantity(key)
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
    return Table(f"{_heading(q)}: läkarna i varje scenario", ("Läkare", *map(label_of, everyone)), tuple(rows))


def inputs_table(start: Outcome, outcomes: Sequence[Outcome]) -> Table:
    """Which inputs differ from the plan as it is, scenario by scenario."""
    rows = tuple(
        (text(label_of(one)), text(found.label), text(found.old), text(found.new))
        for one in outcomes
        for found in differences(start.plan, one.plan)
    )
    return Table("Uppgifter som skiljer", ("Scenario", "Uppgift", BASELINE, "I scenariot"), rows)


def _over_in_words(one: Outcome) -> str:
    """How many, and who: 2: Läkare A, Läkare E."""
    names = over(one)
    return f"{number(len(names))}: {', '.join(names)}" if names else NONE_OVER


def _before(q: Quantity, start: Outcome, one: Outcome) -> float | None:
    """The figure of the clinic that this one's is compared with; none for the plan as it is."""
    return None if one is start else start.results.clinic[q.key]


def _heading(one: Quantity) -> str:
    return with_unit(one.label, "" if one.kind != "number" else one.unit)


def _beside_cell(q: Quantity, value: float | None, before: float | None) -> Cell:
    """A value and, where there is something to compare with, what differs: 682 (−260)."""
    in_file = value if value is None else value * q.difference_scale
    change = None if value is None or before is None else q.difference(before, value)
    return Cell(
        f"{q.show(value)} ({signed(change, q.difference_decimals)})" if change else q.show(value), in_file, numeric=True
    )
