"""Scenarierna bredvid varandra, on paper: what the page Jämför scenarier shows, to lay on the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from planner.calc.scenarios import Outcome
from planner.domain.plan import Plan, clinic_scenarios
from planner.domain.results import NOT_A_DEMAND, quantity
from planner.reports import comparison
from planner.reports.papers.blocks import Bar, BarKind, Bars, Block, Grid, Paper, Paragraph, Points
from planner.reports.papers.frame import ALT, about
from planner.reports.papers.words import shortened
from planner.reports.tables import Table

LONGEST_REASON, LONGEST_FINDING = 500, 200


def paper(plan: Plan, outcomes: Sequence[Outcome], today: dt.date) -> Paper:
    """The comparison: the finding, each scenario in words with its reason, a picture, then every table."""
    start = comparison.baseline_outcome(plan)
    blocks: list[Block] = [Paragraph(comparison.finding(start, outcomes) + ".", "answer")]
    said = [*(_in_words(start, one) for one in outcomes), comparison.lists_in_words(start, outcomes)]
    blocks += [Points(tuple(filter(None, said))), _picture(start, outcomes)]
    left_out = len(clinic_scenarios(plan)) - sum(one.scenario.doctor_id is None for one in outcomes)
    if left_out > 0:
        blocks.append(Paragraph(f"Planen har {left_out} scenarier till som inte är med i jämförelsen."))
    blocks.append(Paragraph(comparison.how_to_read(start), "quiet"))
    blocks += [_grid(table) for table in comparison.comparison_tables(start, outcomes) if table.rows]
    blocks.append(Paragraph(NOT_A_DEMAND, "frame"))
    return Paper("Scenarierna jämförda", about(plan, today), tuple(blocks), wide=True)


def _in_words(start: Outcome, one: Outcome) -> str:
    reason = f" Varför: {shortened(one.scenario.reason, LONGEST_REASON)}" if one.scenario.reason else ""
    return comparison.in_words(start, one) + reason


def _picture(start: Outcome, outcomes: Sequence[Outcome]) -> Bars:
    capacity = quantity("capacity", "clinic")
    rows = []
    kind: BarKind
    for one in (start, *outcomes):
        value = one.results.clinic["capacity"]
        kind = "outline" if one is start else "level"
        rows.append(
            Bar(comparison.label_of(one), (capacity.show(value),), 0.0, value or 0.0, kind, strong=one is start)
        )
    return Bars(
        shortened(comparison.coverage_finding(start, outcomes), LONGEST_FINDING),
        "Den tomma stapeln är utgångsläget, de fyllda är scenarierna.",
        ("Scenario", "Personer"), tuple(rows), ALT,
        any(row.end for row in rows),
    )  # fmt: skip


def _grid(table: Table) -> Grid:
    rows = tuple(tuple(cell.shown for cell in row) for row in table.rows)
    numeric = tuple(i for i in range(1, len(table.headings)) if any(row[i].numeric for row in table.rows))
    return Grid(table.caption, table.headings, rows, numeric)
