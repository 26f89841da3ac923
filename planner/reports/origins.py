"""Where does each input behind a doctor's number come from?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner.calc.calendar import calendar_workdays
from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import quantity
from planner.domain.riktvarden import row_used
from planner.domain.rules import OWN_FIGURES
from planner.schema import Field, Record, fields_of
from planner.sources import source_text

Kind = Literal["own", "clinic", "sourced", "assumed", "average", "compared", "empty"]
ORIGIN_LABELS: dict[Kind, str] = {
    "own": "läkarens egen uppgift",
    "clinic": "enhetens uppgift",
    "sourced": "standardvärde",
    "assumed": "antagande",
    "average": "enhetens genomsnitt används",
    "compared": "riktvärde",
    "empty": "ej ifyllt",
}
RECORDS: dict[type[Record], str] = {Clinic: "Enheten", Contact: "Läkarkontakter", Doctor: "Läkaren"}


@dataclass(frozen=True)
class Origin:
    """One input: its label, the part of the plan it stands in, its value in words with the unit,
    which kind of origin it has and its source."""

    key: str
    label: str
    part: str
    value: str
    kind: Kind
    source: str = ""

    @property
    def words(self) -> str:
        """The origin, with its source where it has one."""
        return ORIGIN_LABELS[self.kind] + (f": {self.source}" if self.source else "")


def doctor_origins(plan: Plan, place: int) -> tuple[Origin, ...]:
    """Every input that can move the number of the doctor in that place (from 0), in the order of the forms."""
    clinic = [origin_of(plan.clinic, key, declared) for key, declared in inputs_of(Clinic)]
    contacts = [
        origin_of(row, key, declared, f"{CONTACT_KINDS.get(row.kind or '', 'Okänd typ')}: {declared.label}")
        for row in plan.clinic.contacts
        for key, declared in inputs_of(Contact)
    ]
    doctor = [origin_of(plan.doctors[place], key, declared) for key, declared in inputs_of(Doctor)]
    return (*clinic, *contacts, *doctor, *_riktvarde(plan, plan.doctors[place]))


def _riktvarde(plan: Plan, doctor: Doctor) -> Iterator[Origin]:
    """The riktvärde that the number is compared with: whose it is, from when, and who tells of it."""
    row = row_used(plan.clinic.region, plan.clinic.year, doctor.role, doctor.st_year)
    if row:
        told = f"{row.decided_by}, från {row.valid_from}. Källa: {source_text(row.source)}"
        declared = quantity("riktvarde")
        yield Origin(
            "riktvarde",
            f"{declared.label} på heltid",
            "Jämförelse",
            declared.show_with_unit(row.value),
            "compared",
            told,
        )


def inputs_of(record: type[Record]) -> Iterator[tuple[str, Field]]:
    """The fields that a sum or a rule can depend on: texts and choices without a default only describe."""
    for key, declared in fields_of(record).items():
        described = declared.kind == "text" or (declared.kind == "choice" and declared.default is None)
        if not described and declared.kind != "rows":
            yield key, declared


def origin_of(record: Record, key: str, declared: Field, label: str = "") -> Origin:
    value = getattr(record, key)
    kind = _kind(record, key, declared)
    source = declared.origin if kind == "sourced" else ""
    if value is None and kind == "sourced":
        value = worked_out(record, key)
    shown = "räknas ut" if value is None and kind == "sourced" else declared.show_with_unit(value)
    return Origin(key, label or declared.label, RECORDS[type(record)], shown, kind, source)


def worked_out(record: Record, key: str) -> float | None:
    """What an empty field that is worked out from its source comes to; None where that is not known yet."""
    if isinstance(record, Clinic) and key == "workdays" and record.year is not None:
        return calendar_workdays(record.year)
    return None


def _kind(record: Record, key: str, declared: Field) -> Kind:
    if getattr(record, key) is None:
        if key in OWN_FIGURES:
            return "average"
        # an optional field with a source is worked out from it where it is empty
        return "sourced" if declared.optional and declared.source else "empty"
    if key in record.model_fields_set:
        return "own" if isinstance(record, Doctor) else "clinic"
    return "assumed" if declared.assumed else "sourced"
