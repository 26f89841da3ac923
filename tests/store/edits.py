"""Which edits can a user make? Random ones of every kind, that belong to a seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path, free_id, with_doctor, without_doctor
from planner.domain.scenario import Change, Comment, Scenario
from planner.schema import Record, fields_of
from tests.plans import TEXTS, random_value

NAMES = ("Färre möten", "80 %", 'Två "lag".', "=1+1", "Utan hyrläkare")


def edited(plan: Plan, rng: random.Random, times: int = 1) -> Plan:
    for _ in range(times):
        plan = rng.choice(EDITS)(plan, rng)
    return plan


def _changed(record: Any, rng: random.Random) -> Any:
    keys = [
        key for key, one in fields_of(type(record)).items() if one.kind != "rows" and key not in ("doctor_id", "kind")
    ]
    declared = fields_of(type(record))[rng.choice(keys)]
    given = {key: getattr(record, key) for key in record.model_fields_set}
    if rng.random() < 0.15:
        given.pop(declared.key, None)  # back to the default, unconfirmed
    else:
        given[declared.key] = random_value(rng, declared, 0.1)
    return type(record).model_validate(given)


def _replaced(rows: tuple[Any, ...], rng: random.Random) -> tuple[Any, ...]:
    at = rng.randrange(len(rows))
    return (*rows[:at], _changed(rows[at], rng), *rows[at + 1 :])


def _put(plan: Plan, **parts: Any) -> Plan:
    return plan.model_copy(update=parts)


def clinic_value(plan: Plan, rng: random.Random) -> Plan:
    return _put(plan, clinic=_changed(plan.clinic, rng))


def contact_value(plan: Plan, rng: random.Random) -> Plan:
    if not plan.clinic.contacts:
        return plan
    given: dict[str, Any] = {key: getattr(plan.clinic, key) for key in plan.clinic.model_fields_set}
    rows = _replaced(plan.clinic.contacts, rng)
    rows = rows[1:] if rng.random() < 0.1 else tuple(reversed(rows)) if rng.random() < 0.1 else rows
    return _put(plan, clinic=type(plan.clinic).model_validate(given | {"contacts": rows}))


def doctor_value(plan: Plan, rng: random.Random) -> Plan:
    return _put(plan, doctors=_replaced(plan.doctors, rng)) if plan.doctors else plan


def doctor_added(plan: Plan, rng: random.Random) -> Plan:
    name = None if rng.random() < 0.1 else rng.choice((free_id(plan), 'Dr. "Ö"', "7"))
    return with_doctor(plan, _changed(Doctor(doctor_id=name), rng))


def doctor_removed(plan: Plan, rng: random.Random) -> Plan:
    return without_doctor(plan, rng.randrange(len(plan.doctors))) if plan.doctors else plan


def doctors_moved(plan: Plan, rng: random.Random) -> Plan:
    return _put(plan, doctors=tuple(rng.sample(plan.doctors, len(plan.doctors))))


def scenario_added(plan: Plan, rng: random.Random) -> Plan:
    if len(plan.scenarios) > 8:
        return plan
    changes = tuple(_change(plan, rng) for _ in range(rng.randint(0, 4)))
    return _put(
        plan, scenarios=(*plan.scenarios, Scenario(name=rng.choice(NAMES), reason=rng.choice(TEXTS), changes=changes))
    )


def scenario_edited(plan: Plan, rng: random.Random) -> Plan:
    if not plan.scenarios:
        return scenario_added(plan, rng)
    rows = list(plan.scenarios)
    at = rng.randrange(len(rows))
    changes = list(rows[at].changes)
    match rng.choice(("add", "drop", "move", "away", "value")):
        case "add":
            changes.append(_change(plan, rng))
        case "drop" if changes:
            changes.pop(rng.randrange(len(changes)))
        case "move":
            rng.shuffle(changes)
        case "away":
            return _put(plan, scenarios=(*rows[:at], *rows[at + 1 :]))
        case _:
            return _put(
                plan, scenarios=(*rows[:at], rows[at].model_copy(update={"reason": rng.choice(TEXTS)}), *rows[at + 1 :])
            )
    rows[at] = rows[at].model_copy(update={"changes": tuple(changes)})
    return _put(plan, scenarios=tuple(rows))


def comment(plan: Plan, rng: random.Random) -> Plan:
    if plan.comments and rng.random() < 0.4:
        return _put(plan, comments=plan.comments[1:])
    made = dt.date(2026, 1, 1) + dt.timedelta(rng.randrange(300))
    return _put(
        plan, comments=(*plan.comments, Comment(path="clinic.name", text=rng.choice(TEXTS), by="Läkare A", made=made))
    )


def _change(plan: Plan, rng: random.Random) -> Change:
    path = doctor_path(plan.doctors[0].doctor_id or "X", 0) if plan.doctors else "doctors.X"
    return rng.choice((
        Change(path=f"{path}.fte", value=round(rng.uniform(0.1, 1), 2)), Change(path=path, operation="remove"),
        Change(path="clinic.listed_patients", operation="add", value=float(rng.randint(-500, 500))),
        Change(path="clinic.listed_patients", operation="times", value=1.1),
        Change(path="doctors.Ny", value=Doctor(fte=0.5)), Change(path=f"{path}.from_date", value=dt.date(2026, 5, 1)),
    ))  # fmt: skip


EDITS = (
    clinic_value, contact_value, doctor_value, doctor_value, doctor_added, doctor_removed, doctors_moved,
    scenario_added, scenario_edited, scenario_edited, comment,
)  # fmt: skip


def given(plan: Plan) -> list[Any]:
    """The plan with what is the user's own: equal plans can differ in that alone."""
    records: list[Record] = [plan.clinic, *plan.clinic.contacts, *plan.doctors, *plan.scenarios, *plan.comments]
    return [plan, *(sorted(record.model_fields_set - {"contacts"}) for record in records)]
