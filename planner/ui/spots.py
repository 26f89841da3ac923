"""Where in the plan does a form's record sit? Told by place, since a doctor's signature can be edited itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.kept import with_renamed_doctor
from planner.domain.plan import Plan, changed_record, doctor_path, with_doctor
from planner.schema import Field, Record, fields_of


@dataclass(frozen=True)
class Spot:
    """The clinic, or the doctor or the row of contacts in that place (from 0)."""

    kind: Literal["clinic", "doctor", "contact"]
    place: int = 0

    @property
    def record_type(self) -> type[Record]:
        return {"clinic": Clinic, "doctor": Doctor, "contact": Contact}[self.kind]

    def fields(self) -> dict[str, Field]:
        return fields_of(self.record_type)

    def record(self, plan: Plan) -> Any:
        """The record itself. Raises IndexError where there is none."""
        if self.kind == "clinic":
            return plan.clinic
        return (plan.doctors if self.kind == "doctor" else plan.clinic.contacts)[self.place]

    def put(self, plan: Plan, record: Any) -> Plan:
        """The plan with `record` here."""
        if self.kind == "clinic":
            return plan.model_copy(update={"clinic": record})
        if self.kind == "doctor":
            return with_doctor(plan, record, self.place)
        rows = list(plan.clinic.contacts)
        rows[self.place] = record
        return with_contacts(plan, tuple(rows))

    def changed(self, plan: Plan, key: str, value: Any) -> Plan:
        """The plan with one field of the record changed; what is kept about a doctor follows her signature."""
        if (self.kind, key) == ("doctor", "doctor_id"):
            return with_renamed_doctor(plan, self.place, value)
        return self.put(plan, changed_record(self.record(plan), key, value))

    def box(self, plan: Plan, key: str) -> str:
        """The name of the box for a field: the same when rows are added or removed before it."""
        if self.kind != "contact":
            return f"{self.kind}.{self.place}.{key}"
        kind = self.record(plan).kind
        nth = sum(row.kind == kind for row in plan.clinic.contacts[: self.place])
        return f"contact.{kind}.{nth}.{key}"

    def path(self, plan: Plan, key: str) -> str:
        """The path that issues about the field carry."""
        if self.kind == "clinic":
            return f"clinic.{key}"
        record = self.record(plan)
        if self.kind == "doctor":
            return doctor_path(record.doctor_id, self.place, key)
        return f"clinic.contacts.{record.kind or self.place}.{key}"

    def owner(self, plan: Plan) -> str:
        """Whose field it is, in words: empty for the clinic."""
        record = self.record(plan)
        if self.kind == "doctor":
            return record.doctor_id or f"Läkaren på rad {self.place + 1}"
        return CONTACT_KINDS.get(record.kind or "", f"Rad {self.place + 1}") if self.kind == "contact" else ""


def with_contacts(plan: Plan, rows: tuple[Contact, ...]) -> Plan:
    return plan.model_copy(update={"clinic": changed_record(plan.clinic, "contacts", rows)})
