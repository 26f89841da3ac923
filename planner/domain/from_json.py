"""Which plan does parsed JSON hold (method §6), and what is wrong with it?"""

from __future__ import annotations

from typing import Any

from planner.domain.change_text import WrongChange, change_from
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.kept import at_nothing
from planner.domain.plan import Plan, doctor_path
from planner.domain.reading import quote, read_record, read_value
from planner.domain.scenario import (
    MOST_CHANGES,
    MOST_COMMENTS,
    MOST_SCENARIOS,
    WITHOUT_VALUE,
    Change,
    Comment,
    Scenario,
)
from planner.schema import Issue, Record, fields_of
from planner.swedish import Unreadable

MOST_ROWS = {
    "clinic.contacts": 100, "doctors": 1_000, "scenarios": MOST_SCENARIOS, "comments": MOST_COMMENTS,
    "changes": MOST_CHANGES,
}  # fmt: skip
_KEYS = ("clinic", "doctors", "scenarios", "comments")
_FORM = '{"clinic": {…, "contacts": [{…}]}, "doctors": [{…}]}'


def plan_of(raw: Any, name: str = "planen") -> tuple[Plan | None, list[Issue]]:
    """The plan in parsed JSON, None where it has another form, and an issue for each value that could not be read."""
    issues: list[Issue] = []
    if not isinstance(raw, dict):
        return None, [Issue("fel", name, f"Filen har fel form: lästes {_kind(raw)}, förväntade {_FORM}.")]
    issues += (_unknown(key, key) for key in raw if key not in _KEYS)
    clinic_raw = {} if raw.get("clinic") is None else raw["clinic"]
    if not isinstance(clinic_raw, dict):
        return None, [Issue("fel", "clinic", f"clinic: lästes {_kind(clinic_raw)}, förväntade ett objekt.")]
    contacts, found = _records(Contact, clinic_raw.get("contacts"), "clinic.contacts", _contact_path)
    issues += found
    clinic, found = read_record(Clinic, {**clinic_raw, "contacts": contacts}, "json", "clinic")
    if "contacts" not in clinic_raw:
        clinic = Clinic.model_validate({key: getattr(clinic, key) for key in clinic.model_fields_set - {"contacts"}})
    doctors, more = _records(Doctor, raw.get("doctors"), "doctors", _doctor_path)
    scenarios, kept = _scenarios(raw.get("scenarios"))
    comments, said = _records(Comment, raw.get("comments"), "comments", lambda row, i: f"comments[{i}]")
    lost = [(f"comments[{i}].path", at_nothing(one)) for i, one in enumerate(comments)]
    said += [Issue("upplysning", path, text, path) for path, text in lost if text]
    plan = Plan(clinic=clinic, doctors=doctors, scenarios=scenarios, comments=comments)
    return plan, [*issues, *found, *more, *kept, *said]


def _scenarios(raw: Any) -> tuple[tuple[Scenario, ...], list[Issue]]:
    """The scenarios, each with the changes that could be read."""
    rows: list[Any] = raw if isinstance(raw, list) else []
    bare = [{k: v for k, v in row.items() if k != "changes"} if isinstance(row, dict) else row for row in rows]
    found, issues = _records(Scenario, bare if isinstance(raw, list) else raw, "scenarios", _scenario_path)
    if len(found) != len(rows):
        return found, issues
    whole = []
    for i, (scenario, row) in enumerate(zip(found, rows, strict=True)):
        changes, more = _changes(row.get("changes"), f"scenarios[{i}].changes")
        whole.append(scenario.model_copy(update={"changes": changes}))
        issues += more
    return tuple(whole), issues


def _scenario_path(row: dict[str, Any], place: int) -> str:
    return f"scenarios[{place}]"


def _changes(raw: Any, path: str) -> tuple[tuple[Change, ...], list[Issue]]:
    if raw is None:
        return (), []
    if not isinstance(raw, list) or len(raw) > MOST_ROWS["changes"]:
        text = f"{path}: förväntade en lista med högst {MOST_ROWS['changes']} ändringar."
        return (), [Issue("fel", path, text, path)]
    changes, issues = [], []
    for i, one in enumerate(raw):
        spot = f"{path}[{i}]"
        if not isinstance(one, dict) or not isinstance(one.get("path"), str):
            text = f"Lästes {_kind(one)}, förväntade ett objekt med path och value."
            issues.append(Issue("fel", spot, text, spot))
            continue
        try:
            _whole(one)
            changes.append(change_from(one["path"], one.get("operation", "set"), one.get("value")))
        except WrongChange as error:
            issues.append(Issue("fel", spot, str(error), spot))
    return tuple(changes), issues


def _whole(one: dict[str, Any]) -> None:
    """Raises WrongChange for a change that says too little or what we do not know: nothing is guessed of it."""
    unknown = [key for key in one if key not in Change.model_fields]
    if unknown:
        raise WrongChange(f"Okänt fält ”{quote(unknown[0])}”; förväntade {', '.join(Change.model_fields)}.")
    if "value" not in one and one.get("operation") not in WITHOUT_VALUE:
        raise WrongChange(f"{quote(one['path'])}: value saknas; förväntade ett värde, eller null för att tömma.")


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
