"""How do named-doctor lists from a register become one plan per clinic?

For Python: a register gives clinic, doctor, share of full time and list; what a patient takes comes from a
clinic whose contacts are known.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from planner import swedish
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, changed_record, doctor_path
from planner.domain.reading import read_record
from planner.domain.rules import ordinary_listed
from planner.files.reading import Reading, concluded
from planner.schema import Issue


@dataclass(frozen=True)
class ListRow:
    """One row of the register: `listed` persons (may be a fraction), `fte` 0–1.2, `role` as in Doctor."""

    clinic: str
    doctor: str
    listed: float
    fte: float
    role: str = "specialist"


def plans_from_lists(rows: Iterable[ListRow], like: Clinic) -> dict[str, Reading]:
    """One plan per clinic, in the rows' order, with what was rounded and merged said as issues.

    `like` gives everything but name and listed patients; its contacts are scaled to the clinic's listed, so that
    one listed patient takes as much as there. Raises ValueError if `like` has no listed patients.
    """
    ordinary = ordinary_listed(Plan(clinic=like))
    if ordinary is None:
        raise ValueError("the clinic to be like has no listed patients")
    by_clinic: defaultdict[str, list[ListRow]] = defaultdict(list)
    for row in rows:
        by_clinic[row.clinic].append(row)
    return {name: _plan(name, found, like, ordinary) for name, found in by_clinic.items()}


def _plan(name: str, rows: list[ListRow], like: Clinic, ordinary: int) -> Reading:
    by_doctor: defaultdict[str, list[ListRow]] = defaultdict(list)
    for row in rows:
        by_doctor[row.doctor].append(row)
    read = [_doctor(doctor, found, place) for place, (doctor, found) in enumerate(by_doctor.items())]
    listed = sum(doctor.current_list or 0 for doctor, _ in read)
    plan = Plan(clinic=_clinic(name, listed, like, ordinary), doctors=tuple(doctor for doctor, _ in read))
    return concluded(plan, (issue for _, issues in read for issue in issues))


def _clinic(name: str, listed: int, like: Clinic, ordinary: int) -> Clinic:
    scaled: tuple[Contact, ...] = tuple(
        changed_record(
            row, "contacts_per_year", None if row.contacts_per_year is None else _scaled(row, listed, ordinary)
        )
        for row in like.contacts
    )
    given = {key: getattr(like, key) for key in like.model_fields_set}
    own = {"name": name, "clinic_id": name, "listed_patients": listed or None, "listed_care_home": None}
    return Clinic.model_validate({**given, **own, "contacts": scaled})


def _scaled(row: Contact, listed: int, ordinary: int) -> float:
    return (row.contacts_per_year or 0.0) * listed / ordinary


def _doctor(name: str, rows: list[ListRow], place: int) -> tuple[Doctor, list[Issue]]:
    path = doctor_path(name, place)
    listed, fte = math.fsum(row.listed for row in rows), math.fsum(row.fte for row in rows)
    raw = {"doctor_id": name, "role": rows[0].role, "fte": fte}
    whole = round(listed) if math.isfinite(listed) else listed
    doctor, issues = read_record(Doctor, {**raw, "current_list": whole}, "json", path)
    if len(rows) > 1:
        text = f"{name} står på {len(rows)} rader hos enheten. Listor och tjänstgöringsgrader lades ihop."
        issues.append(Issue("upplysning", path, text, path))
    if whole != listed:
        text = f"{name}: listan {swedish.exact(listed)} avrundades till {swedish.number(whole)}."
        issues.append(Issue("upplysning", f"{path}.current_list", text, f"{path}.current_list"))
    return doctor, issues
