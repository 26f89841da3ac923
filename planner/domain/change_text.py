"""How is a change written, and what does a written change mean?

`doctors.A.fte=0.8`, `clinic.listed_patients+=900`, `clinic.contacts.phone.minutes*=1.1`,
`doctors."Dr. B"={"fte": 0.5}` (one more doctor), `doctors.A=null` (one less);
`clinic.contacts.phone.contacts_per_year*=listed` (as many per listed as in the baseline) and
`clinic.contacts.phone.contacts_per_year+=-0.2*listed`. Shares are 0–1; what stands after the sign is JSON, or a bare
text.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, get_args

from planner.domain.doctor import Doctor
from planner.domain.personal_number import holds_personal_number, without_personal_numbers
from planner.domain.plan import doctor_path, field_at, path_parts
from planner.domain.reading import is_personal_number, quote, read_record, read_value, wrong
from planner.domain.scenario import Change, Operation
from planner.schema import Record, fields_of
from planner.swedish import Unreadable

SIGNS: dict[str, Operation] = {"+=": "add", "-=": "add", "*=": "times", "=": "set"}
_SIGN_OF = {"add": "+=", "times": "*=", "set": "="}
LISTED = "listed"
LARGEST = 1e15
# what tells doctors and kinds of contacts apart
NOT_CHANGED = {
    "doctor_id": "en signatur ändras på sidan Läkarna, inte i ett scenario.",
    "kind": "en kontakttyp byts i tabellen på sidan Enheten, inte i ett scenario.",
}
EXPECTED = "uppgift=värde, till exempel doctors.A.fte=0.8"


class WrongChange(ValueError):
    """A change that cannot be understood; the text says what was read and what was expected, in Swedish."""

    def __init__(self, text: str) -> None:
        super().__init__(without_personal_numbers(text))


def change_of(text: str) -> Change:
    """The change that a text says. Raises WrongChange."""
    path, sign, raw = _split(text)
    operation, raw = _of_listed(sign, raw.strip())
    value = None if operation == "follow_listed" else _literal(raw)
    if sign == "-=":
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        value = -number if number is not None else value
    return change_from(path, operation, value)


def _of_listed(sign: str, raw: str) -> tuple[Operation, str]:
    """The operation of a sign and what stands after it, and the value without the word for the listed."""
    if sign == "*=" and raw == LISTED:
        return "follow_listed", ""
    if sign in ("+=", "-=") and raw.endswith(f"*{LISTED}"):
        return "add_per_listed", raw.removesuffix(f"*{LISTED}").strip()
    return SIGNS[sign], raw


def text_of(one: Change) -> str:
    """The change as a text that `change_of` reads."""
    if one.operation == "remove":
        return f"{one.path}=null"
    if one.operation == "follow_listed":
        return f"{one.path}*={LISTED}"
    if one.operation == "add_per_listed":
        return f"{one.path}+={json.dumps(json_value(one))}*{LISTED}"
    return f"{one.path}{_SIGN_OF[one.operation]}{json.dumps(json_value(one), ensure_ascii=False)}"


def json_value(one: Change) -> Any:
    """The change's value in JSON: a doctor as the keys that were set."""
    if isinstance(one.value, Doctor):
        return record_to_dict(one.value)
    return one.value.isoformat() if isinstance(one.value, dt.date) else one.value


def change_from(path: str, operation: Any, raw: Any) -> Change:
    """The change of a path, an operation and a JSON value, checked by the field's declaration. Raises WrongChange."""
    path = checked_path(path)
    parts = path_parts(path)
    if operation not in get_args(Operation):
        raise WrongChange(
            f"{quote(path)}: ”{quote(operation)}” är inget sätt att ändra; förväntade set, add eller times."
        )
    if len(parts) == 2 and parts[0] == "doctors":
        return _whole_doctor(path, operation, raw)
    try:
        declared = field_at(path)
    except KeyError as error:
        raise WrongChange(f"”{quote(path)}” är ingen uppgift i planen. Uppgifterna visas av planner fields.") from error
    if operation == "remove" or declared.kind == "rows":
        raise WrongChange(f"{quote(path)}: bara en hel läkare kan tas bort eller läggas till.")
    if operation in ("follow_listed", "add_per_listed") and operation not in operations_at(path):
        raise WrongChange(
            f"{quote(path)}: bara antal kontakter på ett år följer antalet listade, som"
            " clinic.contacts.phone.contacts_per_year."
        )
    if operation == "follow_listed":
        if raw is not None:
            raise WrongChange(
                f"{quote(path)}: lästes ”{quote(raw)}”, men det som följer antalet listade har inget värde."
            )
        return Change(path=path, operation=operation)
    if operation in ("add", "times", "add_per_listed"):
        if is_personal_number(raw):
            raise WrongChange(f"{quote(path)}: talet ser ut som ett personnummer; ta bort det.")
        if not declared.numeric or isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) <= LARGEST:
            raise WrongChange(f"{quote(path)}: lästes ”{quote(raw)}”, förväntade ett tal att räkna om med.")
        return Change(path=path, operation=operation, value=float(raw))
    try:
        value = read_value(declared, raw, "json")
    except Unreadable as error:
        raise WrongChange(f"{quote(path)}: {wrong(declared, raw, error, path, path, 'json').text}") from error
    return Change(path=path, operation="set", value=value)


def checked_path(path: str) -> str:
    """The path, with a doctor's signature as its declaration reads it. Raises WrongChange where it is no path, or that
    of a value that no scenario may change."""
    if holds_personal_number(path):
        raise WrongChange("Uppgiftens namn ser ut att innehålla ett personnummer; ta bort det och ange en signatur.")
    try:
        parts = path_parts(path)
    except KeyError as error:
        raise WrongChange(f"”{quote(path)}” är ingen uppgift; förväntade {EXPECTED}.") from error
    if parts[-1] in NOT_CHANGED and len(parts) > 2:
        raise WrongChange(f"{quote(path)}: {NOT_CHANGED[parts[-1]]}")
    if parts[0] != "doctors" or len(parts) == 1:
        return path
    declared = fields_of(Doctor)["doctor_id"]
    try:
        signature = read_value(declared, parts[1], "json")
    except Unreadable as error:
        raise WrongChange(wrong(declared, parts[1], error, path, path, "json").text) from error
    if not signature:
        raise WrongChange(f"”{quote(path)}”: läkarens signatur är tom; förväntade {declared.expected}.")
    return path if signature == parts[1] else ".".join([doctor_path(signature, 0), *parts[2:]])


def operations_at(path: str) -> tuple[Operation, ...]:
    """In which ways a value may be changed. Raises KeyError for a path that cannot exist."""
    found: tuple[Operation, ...] = ("set", "add", "times") if field_at(path).numeric else ("set",)
    match path_parts(path):
        case ["clinic", "contacts", _, "contacts_per_year"]:
            return (*found, "add_per_listed", "follow_listed")
        case ["clinic", "direct_hours_per_year"]:
            return (*found, "follow_listed")
    return found


def record_to_dict(record: Record) -> dict[str, Any]:
    """The keys of a record that were set, in JSON; and a default that is worked out (the year), lest a plan that is
    kept becomes another plan next year."""
    fields = fields_of(type(record))
    kept = [
        k for k, one in fields.items() if one.kind != "rows" and (k in record.model_fields_set or one.computed_default)
    ]
    given = {k: getattr(record, k) for k in kept}
    return {k: value.isoformat() if isinstance(value, dt.date) else value for k, value in given.items()}


def _whole_doctor(path: str, operation: Operation, raw: Any) -> Change:
    if operation == "remove" or (operation == "set" and raw is None):
        return Change(path=path, operation="remove")
    if operation != "set" or not isinstance(raw, dict):
        raise WrongChange(
            f"{quote(path)} är en läkare; förväntade null för att ta bort, eller {{…}} för att lägga till."
        )
    doctor, issues = read_record(Doctor, {k: v for k, v in raw.items() if k != "doctor_id"}, "json", path)
    if issues:
        raise WrongChange(" ".join(issue.text for issue in issues))
    return Change(path=path, operation="set", value=doctor)


def _split(text: str) -> tuple[str, str, str]:
    """Path, sign and value: the first sign outside quotes."""
    inside = False
    for at, letter in enumerate(text):
        inside ^= letter == '"'
        if not inside and letter == "=":
            sign = text[at - 1 : at + 1] if at and text[at - 1 : at + 1] in SIGNS else "="
            return text[: at + 1 - len(sign)].strip(), sign, text[at + 1 :]
    raise WrongChange(f"Ändringen ”{quote(text)}” gick inte att förstå; förväntade {EXPECTED}.")


def _literal(raw: str) -> Any:
    """JSON where it is JSON, else the bare text."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return raw
