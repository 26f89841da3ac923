"""The JSON form of a plan and of its results: the contract of the command line and of other programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path
from planner.domain.reading import quote, read_record, read_value
from planner.domain.results import CLINIC_QUANTITIES, Results
from planner.files.reading import Reading, concluded, refusal
from planner.schema import Issue, Record, fields_of
from planner.swedish import Unreadable

MOST_ROWS = {"clinic.contacts": 100, "doctors": 1_000}
_FORM = '{"clinic": {…, "contacts": [{…}]}, "doctors": [{…}]}'


class _TwiceGiven(ValueError):
    """A key stands twice in one object."""


def read_json(data: bytes, name: str = "filen") -> Reading:
    """A plan from its JSON form. Never raises for what is in the file."""
    try:
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        return refusal(name, "Filen är inte text i UTF-8. Spara om den som UTF-8.")
    except _TwiceGiven as error:
        return refusal(name, f"Nyckeln ”{quote(str(error))}” står två gånger i samma objekt. Ta bort den ena.")
    except json.JSONDecodeError as error:
        return refusal(name, f"Filen är inte giltig JSON: felet står på rad {error.lineno}, tecken {error.colno}.")
    except (RecursionError, ValueError):
        return refusal(name, "Filen är inte giltig JSON: den är för djupt nästlad eller har för stora tal.")
    return plan_from(raw, name)


def plan_from(raw: Any, name: str = "planen") -> Reading:
    """A plan from parsed JSON, with every issue of its values and of the plan."""
    issues: list[Issue] = []
    if not isinstance(raw, dict):
        return refusal(name, f"Filen har fel form: lästes {_kind(raw)}, förväntade {_FORM}.")
    issues += (_unknown(key, key) for key in raw if key not in ("clinic", "doctors"))
    clinic_raw = {} if raw.get("clinic") is None else raw["clinic"]
    if not isinstance(clinic_raw, dict):
        return refusal("clinic", f"clinic: lästes {_kind(clinic_raw)}, förväntade ett objekt.")
    contacts, found = _records(Contact, clinic_raw.get("contacts"), "clinic.contacts", _contact_path)
    issues += found
    clinic, found = read_record(Clinic, {**clinic_raw, "contacts": contacts}, "json", "clinic")
    if "contacts" not in clinic_raw:
        clinic = Clinic.model_validate({key: getattr(clinic, key) for key in clinic.model_fields_set - {"contacts"}})
    doctors, more = _records(Doctor, raw.get("doctors"), "doctors", _doctor_path)
    plan = Plan(clinic=clinic, doctors=doctors)
    return concluded(plan, [*issues, *found, *more])


def _records(record: type[Any], raw: Any, path: str, path_of: Any) -> tuple[tuple[Any, ...], list[Issue]]:
    if raw is None:
        return (), []
    if not isinstance(raw, list):
        return (), [Issue("fel", path, f"{path}: lästes {_kind(raw)}, förväntade en lista.", path)]
    if len(raw) > MOST_ROWS[path]:
        return (), [Issue("fel", path, f"{path}: lästes {len(raw)} rader, förväntade högst {MOST_ROWS[path]}.", path)]
    records, issues = [], []
    for i, row in enumerate(raw):
        if not isinstance(row, dict):
            issues.append(Issue("fel", f"{path}[{i}]", f"Lästes {_kind(row)}, förväntade ett objekt.", f"{path}[{i}]"))
            continue
        one, found = read_record(record, row, "json", path_of(row, i))
        records.append(one)
        issues += found
    return tuple(records), issues


def _contact_path(row: dict[str, Any], place: int) -> str:
    return f"clinic.contacts.{_readable(Contact, 'kind', row.get('kind')) or place}"


def _doctor_path(row: dict[str, Any], place: int) -> str:
    return doctor_path(_readable(Doctor, "doctor_id", row.get("doctor_id")), place)


def _readable(record: type[Record], key: str, raw: Any) -> str | None:
    try:
        found: str | None = read_value(fields_of(record)[key], raw, "json")
    except Unreadable:
        return None
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceGiven(key)
        found[key] = value
    return found


def _unknown(key: str, path: str) -> Issue:
    return Issue("upplysning", path, f"Okänt fält ”{quote(key)}”: det används inte.", path)


def _kind(raw: Any) -> str:
    if raw is None:
        return "inget (null)"
    names = {
        bool: "sant eller falskt",
        int: "ett tal",
        float: "ett tal",
        str: "en text",
        list: "en lista",
        dict: "ett objekt",
    }
    return names[type(raw)]


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    """The plan's JSON form: the keys that were set; a key left out takes its default when read."""
    return {
        "clinic": {
            **_record_to_dict(plan.clinic),
            **({"contacts": [_record_to_dict(row) for row in plan.clinic.contacts]} if plan.clinic.contacts else {}),
        },
        "doctors": [_record_to_dict(doctor) for doctor in plan.doctors],
    }


def _record_to_dict(record: Record) -> dict[str, Any]:
    given = {k: getattr(record, k) for k, declared in fields_of(type(record)).items() if declared.kind != "rows"}
    return {k: _to_json(value) for k, value in given.items() if k in record.model_fields_set}


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def plan_to_json(plan: Plan) -> str:
    return json.dumps(plan_to_dict(plan), ensure_ascii=False, indent=1, allow_nan=False)


def results_to_json(results: Results | None, issues: Iterable[Issue]) -> str:
    """Results and issues as the command line prints them; not computable is null."""
    whole = {
        "clinic": dict(results.clinic) if results else dict.fromkeys(one.key for one in CLINIC_QUANTITIES),
        "doctors": [dict(row) for row in results.doctors] if results else [],
        "issues": [{"level": one.level, "where": one.where, "text": one.text} for one in issues],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=list, allow_nan=False)
