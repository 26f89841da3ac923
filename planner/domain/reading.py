"""What did the user mean by what stands in a cell, a form or a file, and what is wrong with it?

Reading never raises for what a user gave: it returns what could be built, and issues in Swedish.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal, TypeVar

from planner import swedish
from planner.domain.personal_number import holds_personal_number
from planner.schema import Field, Issue, Record, fields_of
from planner.swedish import Unreadable, name_key

Edge = Literal["json", "cell", "form"]
R = TypeVar("R", bound=Record)
_SHARE_SLACK = 1e-9
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_x00[01][0-9A-Fa-f]_")
MOST_GUESSES = 3
_TOO_LARGE = 1e15
_PLAINLY_PER_CENT = 2.0
_SPACES = "\u00a0\u202f\u2009"
YES_NO = {"ja": True, "nej": False, "j": True, "n": False}


def read_value(declared: Field, raw: Any, edge: Edge) -> Any:
    """The value of `declared` that `raw` means at this edge; None when it is empty. Raises Unreadable.

    json: numbers as numbers, shares 0–1, choices by key. cell: a typed workbook cell (share cells
    hold 0–1 shown as per cent). form: text; a share is typed in per cent.
    """
    if raw is None or (isinstance(raw, str) and not swedish.name_key(raw)):
        return None
    if is_personal_number(raw):
        raise PersonalNumber("det ser ut som ett personnummer; ta bort det")
    if declared.numeric:
        return _bounded(declared, _number(declared, raw, edge), edge)
    match declared.kind:
        case "yes_no":
            return _yes_no(raw)
        case "choice":
            return _choice(declared, raw)
        case "date":
            return _date(raw)
        case "text":
            return _text(declared, raw, edge)
    raise TypeError(f"a field of kind {declared.kind} has no single value")


def _number(declared: Field, raw: Any, edge: Edge) -> float:
    if isinstance(raw, bool):
        raise Unreadable("")
    if isinstance(raw, dt.date | dt.datetime | dt.time | dt.timedelta):
        raise Unreadable("cellen har blivit ett datum eller en tid; formatera den som tal och skriv talet igen")
    if isinstance(raw, int | float):
        try:
            value = float(raw)
        except OverflowError:
            value = math.inf
        if not math.isfinite(value):
            raise Unreadable("talet är för stort eller inget tal")
        return value
    if not isinstance(raw, str) or edge == "json":
        raise Unreadable("skriv talet utan citattecken" if isinstance(raw, str) else "")
    if declared.kind != "share":
        unit = re.escape(declared.unit)
        return swedish.parse_number(re.sub(rf"\s*{unit}$", "", raw.strip()) if declared.unit else raw)
    share, signed = swedish.parse_percent(raw)
    if not signed and 0 < share * 100 <= max(1.0, declared.high or 1.0):
        as_share, as_percent = swedish.exact_percent(share * 100), swedish.exact_percent(share)
        raise Unreadable(f"skriv {as_share} eller {as_percent}, så att det inte kan missförstås")
    return share


def _bounded(declared: Field, value: float, edge: Edge) -> float | int:
    low = -math.inf if declared.low is None else declared.low
    high = math.inf if declared.high is None else declared.high
    slack = _SHARE_SLACK if declared.kind == "share" else 0.0
    if not low - slack <= value <= high + slack:
        raise Unreadable(_offer(declared, value, low, high, edge))
    if declared.kind == "integer":
        if value != int(value):
            raise Unreadable("")
        return int(value)
    return value


def _offer(declared: Field, value: float, low: float, high: float, edge: Edge) -> str:
    """A share of more than 200 % was probably meant in per cent."""
    if declared.kind == "share" and value > _PLAINLY_PER_CENT and low <= value / 100 <= high:
        return f"menar du {value / 100:g}?" if edge == "json" else f"menar du {swedish.exact_percent(value / 100)}?"
    return ""


def _yes_no(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    meant = YES_NO.get(name_key(raw)) if isinstance(raw, str) else None
    if meant is None:
        raise Unreadable("")
    return meant


def _choice(declared: Field, raw: Any) -> str:
    choices = declared.choices or {}
    if isinstance(raw, str):
        wanted = name_key(raw)
        for key, label in choices.items():
            names = {name_key(key), name_key(label), name_key(f"region {label}"), name_key(f"{label}sregionen")}
            if wanted in names:
                return key
        started = [key for key, label in choices.items() if name_key(label).startswith(wanted + " ")]
        if len(started) == 1:  # the first words of one label alone: hyrläkare
            return started[0]
        close = get_close_matches(wanted[:60], [name_key(label) for label in choices.values()], n=1)
        if close:
            label = next(label for label in choices.values() if name_key(label) == close[0])
            raise Unreadable(f"menar du {label}?")
    raise Unreadable("")


def _date(raw: Any) -> dt.date:
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    if isinstance(raw, dt.date):
        if raw <= dt.date(1900, 3, 1):
            raise Unreadable("så tidiga datum läses inte säkert ur Excel")
        return raw
    if isinstance(raw, str):
        return swedish.parse_date(raw)
    raise Unreadable("")


def _text(declared: Field, raw: Any, edge: Edge) -> str:
    if isinstance(raw, bool | dt.date | dt.time | dt.timedelta) or not isinstance(raw, str | int | float):
        raise Unreadable("")
    if isinstance(raw, int | float):
        if edge == "json":
            raise Unreadable("skriv texten inom citattecken")
        if not math.isfinite(raw):
            raise Unreadable("")
        raw = str(int(raw)) if raw == int(raw) else str(raw)  # a signature typed as 7 is a number in Excel
    text = unicodedata.normalize("NFC", raw).strip()
    if _CONTROL.search(text):
        raise Unreadable("texten innehåller ett osynligt styrtecken")
    if len(text) > (declared.high or 200):
        raise Unreadable(f"texten har {len(text)} tecken")
    return text


def is_personal_number(raw: Any) -> bool:
    """Whether a text, or a whole number of any kind of field, holds a personal number."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < _TOO_LARGE:
        raw = int(raw)
    return isinstance(raw, str | int) and not isinstance(raw, bool) and holds_personal_number(str(raw))


class PersonalNumber(Unreadable):
    """A value that must never be echoed, logged or kept."""


def quote(raw: Any, longest: int = 60) -> str:
    """What was read, short enough to stand in a message, with no sign that could play tricks there."""
    if isinstance(raw, bool):
        return "ja" if raw else "nej"
    if isinstance(raw, float) and not math.isfinite(raw):
        return "inget tal" if math.isnan(raw) else "oändligt"
    text = swedish.exact(raw) if isinstance(raw, float) and abs(raw) < _TOO_LARGE else str(raw)
    text = "".join(sign if sign.isprintable() or sign in _SPACES else "�" for sign in text)
    return text if len(text) <= longest else text[:longest] + "…"


def wrong(declared: Field, raw: Any, error: Unreadable, where: str, path: str, edge: Edge) -> Issue:
    """The issue for a value that could not be read: what was read, what was expected, and a hint."""
    as_share = edge == "json" and declared.kind == "share"
    shown = raw if as_share else _as_shown(declared, raw)
    read = "" if isinstance(error, PersonalNumber) else f" lästes ”{quote(shown)}”,"
    expected = declared.expected
    if as_share and declared.low is not None and declared.high is not None:
        expected = f"en andel mellan {swedish.exact(declared.low)} och {swedish.exact(declared.high)}"
    hint = f" ({error})" if str(error) else ""
    return Issue("fel", where, f"{declared.label}:{read} förväntade {expected}{hint}.", path)


def _as_shown(declared: Field, raw: Any) -> Any:
    # a share cell that holds 80 is shown as 8 000 % in Excel
    number = isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) < _TOO_LARGE
    return swedish.exact_percent(float(raw)) if declared.kind == "share" and number else raw


def read_record(
    record: type[R], raw: Mapping[str, Any], edge: Edge, path: str, where: Mapping[str, str] | None = None
) -> tuple[R, list[Issue]]:
    """A record of the values in `raw` that could be read, and an issue for each that could not.

    A missing key takes the default; an empty value is None (not filled in); a wrong one is None too.
    `where[key]` says where the value stands (a cell); without it the path does.
    """
    fields = fields_of(record)
    values: dict[str, Any] = {}
    issues: list[Issue] = []
    unknown = 0
    for key, given in raw.items():
        place = f"{path}.{key}" if path else key
        spot = (where or {}).get(key, place)
        if key not in fields:
            unknown += 1
            # a guess takes time, and after a few nobody reads them
            close = get_close_matches(key[:60], fields, n=1) if unknown <= MOST_GUESSES else []
            hint = f" Menar du {close[0]}?" if close else ""
            issues.append(Issue("upplysning", spot, f"Okänt fält ”{quote(key)}”: det används inte.{hint}", place))
        elif fields[key].kind == "rows":
            values[key] = given
        else:
            try:
                values[key] = read_value(fields[key], given, edge)
            except Unreadable as error:
                values[key] = None
                issues.append(wrong(fields[key], given, error, spot, place, edge))
    return record.model_validate(values), issues
