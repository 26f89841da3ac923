"""What do the rules, the riktvärden and the calendar look like as tables that formulas can look things up in?

Each table is a name, its columns (each a defined name with a heading) and its rows. Words are the labels that stand
in the drop-down lists of the input sheets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from planner.calc.calendar import days_off
from planner.domain.clinic import Clinic
from planner.domain.doctor import EMPLOYMENTS, ROLES, SPECIALTIES
from planner.domain.eligibility import OUTCOME_LABELS, STRICTNESS, all_rules
from planner.domain.riktvarden import riktvarden
from planner.schema import fields_of
from planner.sources import source_text


@dataclass(frozen=True)
class Table:
    """A table of a workbook: `columns` are (defined name or "", heading); a None in a row is an empty cell."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]


@cache
def riktvarde_table() -> Table:
    """One row per dated riktvärde. An empty value = the region states a direction only."""
    columns = (
        ("Riktvarde_region", "Region"), ("Riktvarde_befattning", "Befattning"), ("Riktvarde_st_fran", "ST-år från"),
        ("Riktvarde_st_till", "ST-år före"), ("Riktvarde_fran", "Gäller från"), ("Riktvarde_till", "Gäller till"),
        ("Riktvarde_varde", "Personer per heltid"), ("", "Källa"), ("", "Anmärkning"),
    )  # fmt: skip
    rows = tuple(
        (
            row.region, ROLES[row.role], row.st_from, row.st_to, row.valid_from, row.valid_to, row.value,
            source_text(row.source), row.note,
        )
        for row in riktvarden()
    )  # fmt: skip
    return Table("Riktvärden", columns, rows)


@cache
def rules_in_words() -> Table:
    """One row per line of every region's rule, as a person reads it."""
    headings = ("Region", "Rad", "Gäller", "Kan vara fast läkarkontakt", "Grupp", "Kräver handledare", "Regelns ord",
                "Ordets kraft", "Beslutad", "Källa")  # fmt: skip
    rows: list[tuple[Any, ...]] = []
    for rules in all_rules().values():
        end = (rules.force, rules.decided, source_text(rules.source))
        for line in rules.competence:
            who = f"{_words(line.roles, ROLES)} med {_words(line.specialties, SPECIALTIES)}"
            supervised = "ja" if line.requires_supervision else "nej"
            rows.append((rules.region, line.id, who, _outcome(line.outcome), line.group, supervised, line.text, *end))
        for other in rules.employment:
            who = _words(other.employments, EMPLOYMENTS)
            rows.append((rules.region, other.id, who, _outcome(other.outcome), "", "nej", other.text, *end))
        rows.append((rules.region, "–", "alla andra", _outcome(rules.otherwise), "", "nej", rules.otherwise_text, *end))
    return Table("Reglerna", tuple(("", heading) for heading in headings), tuple(rows))


@cache
def competence_table() -> Table:
    """One row per region, role and specialty that a line of the rule names; the first row that fits decides."""
    columns = (
        ("Regel_region", "Region"), ("Regel_id", "Rad"), ("Regel_befattning", "Befattning"),
        ("", "Specialitet"), ("Regel_utfall", "Utfall"), ("Regel_handledning", "Kräver handledare"),
        ("Regel_nyckel", "Nyckel"), ("", ""), ("Regel_grupp", "Grupp"),
    )  # fmt: skip
    rows = tuple(
        (
            rules.region, line.id, ROLES[role], SPECIALTIES[specialty], STRICTNESS.index(line.outcome),
            "ja" if line.requires_supervision else "nej",
            rule_key(rules.region, ROLES[role], SPECIALTIES[specialty]), None, line.group,
        )
        for rules in all_rules().values()
        for line in rules.competence
        for role in line.roles
        for specialty in line.specialties
    )  # fmt: skip
    return Table("Uppslag: befattning och specialitet", columns, rows)


@cache
def employment_table() -> Table:
    """One row per region and form of employment that a line of the rule names."""
    columns = (
        ("Anstallning_region", "Region"), ("Anstallning_id", "Rad"), ("Anstallning_form", "Anställningsform"),
        ("", ""), ("Anstallning_utfall", "Utfall"), ("", ""), ("Anstallning_nyckel", "Nyckel"),
    )  # fmt: skip
    rows = tuple(
        (
            rules.region, line.id, EMPLOYMENTS[form], None, STRICTNESS.index(line.outcome), None,
            rule_key(rules.region, EMPLOYMENTS[form], STRICTNESS.index(line.outcome)),
        )
        for rules in all_rules().values()
        for line in rules.employment
        for form in line.employments
    )  # fmt: skip
    return Table("Uppslag: anställningsform", columns, rows)


@cache
def otherwise_table() -> Table:
    """What each region's rule means for those whom no line names; a region that is not here follows Nationell."""
    columns = (("Ovriga_region", "Region"), ("", ""), ("Ovriga_utfall", "Utfall"))
    rows = tuple((rules.region, None, STRICTNESS.index(rules.otherwise)) for rules in all_rules().values())
    return Table("Uppslag: alla andra", columns, rows)


@cache
def outcome_table() -> Table:
    """The outcomes from mild to strict, in words."""
    rows = tuple((i, None, OUTCOME_LABELS[outcome]) for i, outcome in enumerate(STRICTNESS))
    return Table("Utfall", (("", "Utfall"), ("", ""), ("Utfall_ord", "Kan vara fast läkarkontakt")), rows)


@cache
def holiday_table() -> Table:
    """Every free weekday of every year that a plan can be for."""
    year = fields_of(Clinic)["year"]
    years = range(int(year.low or 0), int(year.high or 0) + 1)
    return Table("Lediga vardagar", (("Helgdagar", "Lediga vardagar"),), tuple((d,) for y in years for d in _off(y)))


def _off(year: int) -> list[dt.date]:
    return list(days_off(year).tolist())


def rule_key(*parts: Any) -> str:
    return "|".join(str(part) for part in parts)


def _words(keys: Sequence[str], labels: dict[str, str]) -> str:
    return " eller ".join(labels[key].lower() if i else labels[key] for i, key in enumerate(keys))


def _outcome(outcome: str) -> str:
    return OUTCOME_LABELS[outcome]
