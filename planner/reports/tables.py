"""Which labelled tables does a result make? Texts for the screen and whole values for a file, from one declaration."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal

from planner.domain.clinic import CONTACT_KINDS
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import (
    CLINIC_QUANTITIES,
    DOCTOR_QUANTITIES,
    Quantity,
    Results,
    contacts_key,
    quantity,
)
from planner.domain.rules import ordinary_listed
from planner.reports.eligibility import verdict_of
from planner.reports.origins import doctor_origins
from planner.reports.steps import named_steps
from planner.schema import Field, fields_of
from planner.swedish import number

# a spreadsheet takes a text that begins with one of these, or its full-width twin, as a formula
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NO_LIST = "ingen egen lista"
# what is said of a doctor's list, and has nothing to say of one whose role has none
OF_A_LIST = ("own_list", "patients", "named_patients", "load", "weekly_hours_needed")
FIRST_RESULT = "patients"  # the quantities from here on are results, those before are steps on the way
# the quantities of working time: all that there is to explain for a role without a list
WITHOUT_LIST = (
    *takewhile(lambda key: key != "own_list", (one.key for one in DOCTOR_QUANTITIES)), "contracted_weekly_hours"
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """What a reader sees; for a number what a file holds, the whole value in the heading's unit; a link of ours."""

    shown: str
    value: float | None = None
    numeric: bool = False
    link: str = ""


@dataclass(frozen=True)
class Table:
    """A caption, the headings, and rows of cells; the first cell of a row names the row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def text(shown: str) -> Cell:
    return Cell(shown)


def quantity_cell(one: Quantity, value: float | None, *, unit: bool = False) -> Cell:
    """A result quantity; shares go to the file as per cent, as they are shown."""
    shown = one.show_with_unit(value) if unit else one.show(value)
    return Cell(shown, value if value is None or one.kind != "share" else value * 100, numeric=True)


def field_cell(declared: Field, value: Any) -> Cell:
    """An input as the user gave it."""
    if not declared.numeric:
        return text(declared.show(value))
    in_file = value if value is None or declared.kind != "share" else value * 100
    return Cell(declared.show(value), in_file, numeric=True)


def with_unit(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def quantities(values: Mapping[str, Any], of: Literal["clinic", "doctor"], caption: str) -> Table:
    """Every quantity of the clinic or of one doctor: label, value with unit, formula in words."""
    declared = CLINIC_QUANTITIES if of == "clinic" else DOCTOR_QUANTITIES
    rows = tuple(
        (text(one.label), quantity_cell(one, values[one.key], unit=True), text(one.formula)) for one in declared
    )
    return Table(caption, ("Storhet", "Värde", "Så räknas det"), rows)


def result_quantities() -> tuple[Quantity, ...]:
    """The quantities of a doctor that are results: from patients on, in declared order."""
    keys = [one.key for one in DOCTOR_QUANTITIES]
    return DOCTOR_QUANTITIES[keys.index(FIRST_RESULT) :]


def doctors(plan: Plan, results: Results, of: Sequence[Quantity] | None = None, caption: str = "Läkarna") -> Table:
    """One row a doctor in the plan's order: today's list and the results, or the quantities of `of` and who counts."""
    chosen = result_quantities() if of is None else tuple(of)
    current = fields_of(Doctor)["current_list"]
    headings = (
        fields_of(Doctor)["doctor_id"].label,
        current.label,
        *(with_unit(one.label, one.unit if one.kind != "persons" else "") for one in chosen),
        *(() if of is None else ("Kan vara fast läkarkontakt",)),
    )
    rows = tuple(
        (
            text(name),
            field_cell(current, doctor.current_list),
            *(doctor_cell(doctor, one, row[one.key]) for one in chosen),
            *(() if of is None else (text(verdict_of(plan, row).short),)),
        )
        for name, doctor, row in zip(doctor_names(plan), plan.doctors, results.doctors, strict=True)
    )
    return Table(caption, headings, rows)


def doctor_cell(doctor: Doctor, one: Quantity, value: float | None) -> Cell:
    """A result quantity of a doctor's; a role without a list is not at nought."""
    if one.key in OF_A_LIST and not value and not has_own_list(doctor):
        return Cell(NO_LIST, numeric=True)
    return quantity_cell(one, value)


def explained(plan: Plan, results: Results, place: int) -> Table:
    """What one doctor's number is worked out from, so that it can be checked by hand: every quantity that has
    something to say, and the listed that the contacts are shared by."""
    made = quantities(results.doctors[place], "doctor", "Alla storheter")
    rows = [
        row
        for one, row in zip(DOCTOR_QUANTITIES, made.rows, strict=True)
        if _says_something(plan.doctors[place], one, results.doctors[place][one.key])
    ]
    ordinary = ordinary_listed(plan)
    if has_own_list(plan.doctors[place]) and ordinary is not None:
        weight = next(i for i, row in enumerate(rows) if row[0].shown == quantity("weight").label)
        shown = Cell(number(ordinary) + " personer", ordinary, numeric=True)
        formula = text("enhetens listade patienter − varav på särskilt boende")
        rows.insert(weight, (text("Listade utanför särskilt boende"), shown, formula))
    return Table(made.caption, made.headings, tuple(rows))


def _says_something(doctor: Doctor, one: Quantity, value: float | None) -> bool:
    """Kinds of contact that the clinic does not have say nothing, nor does a list where the role has none."""
    if not has_own_list(doctor):
        return one.key in WITHOUT_LIST or (one.key == "named_patients" and bool(value))
    return value != 0 or one.key not in map(contacts_key, CONTACT_KINDS)


def every_step(plan: Plan, results: Results) -> Table:
    """One row a doctor with every quantity, for a file."""
    return doctors(plan, results, DOCTOR_QUANTITIES, "Läkarna, alla steg")


def who_counts(plan: Plan, results: Results) -> Table:
    """One row a doctor: the outcome by the region's rule, the lines that decide, their force and source."""
    rows = []
    for name, row in zip(doctor_names(plan), results.doctors, strict=True):
        verdict = verdict_of(plan, row)
        rows.append((text(name), text(verdict.short), text(verdict.reason), text(verdict.force)))
    headings = (fields_of(Doctor)["doctor_id"].label, "Kan vara fast läkarkontakt", "Vad regeln säger", "Ordval")
    return Table("Vem som kan vara fast läkarkontakt", headings, tuple(rows))


def steps(plan: Plan, place: int) -> Table:
    """The way to a doctor's number, one row a step, in hours and in patients."""
    columns = 3 if has_own_list(plan.doctors[place]) else 2
    rows = tuple(
        (
            text(step.label),
            Cell(step.shown(step.hours, ""), step.hours, numeric=True),
            Cell(step.shown(step.patients, ""), step.patients, numeric=True),
        )[:columns]
        for step in named_steps(plan, place)
    )
    where = "antalet" if columns == 3 else "tiden för patienter"
    return Table(f"Vägen från årets timmar till {where}", ("Steg", "Timmar per år", "Patienter")[:columns], rows)


def origins(plan: Plan, place: int) -> Table:
    """Every filled-in input behind a doctor's number with its value and its origin."""
    rows = tuple(
        (text(one.label), text(one.part), text(one.value), text(one.words))
        for one in doctor_origins(plan, place)
        if one.kind != "empty"
    )
    return Table("Uppgifterna bakom antalet", ("Uppgift", "Del", "Värde", "Ursprung"), rows)


def has_own_list(doctor: Doctor) -> bool:
    """Whether the doctor's role has a list of its own."""
    return doctor.role != "senior_advisor"


def doctor_names(plan: Plan) -> tuple[str, ...]:
    """What each doctor is called, in the plan's order; one without a signature is told by place."""
    return tuple(doctor.doctor_id or f"Läkaren på rad {i + 1}" for i, doctor in enumerate(plan.doctors))


def to_csv(table: Table) -> bytes:
    """The table for a Swedish spreadsheet: semicolons, decimal commas, a byte order mark, no live formulas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([_harmless(heading) for heading in table.headings])
    writer.writerows([_in_file(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _in_file(cell: Cell) -> str:
    if cell.numeric and cell.value is not None:
        return format(cell.value, ".15g").replace(".", ",")
    return _harmless(cell.shown)


def _harmless(words: str) -> str:
    return "'" + words if words.lstrip(" \u00a0").startswith(FORMULA_SIGNS) else words
