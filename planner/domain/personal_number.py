"""Does this text hold a Swedish personal or coordination number? It must then be neither kept nor shown."""

from __future__ import annotations

import datetime as dt
import re

_TOKEN = re.compile(r"(?<![0-9])(\d{2})?(\d{6})[-+]?(\d{4})(?![0-9])", re.ASCII)
_COORDINATION = 60


def holds_personal_number(text: str) -> bool:
    """Whether `text` has a token of 10 or 12 digits with a valid date (day, or day + 60) and check digit."""
    return any(_is_personal(*match.groups()) for match in _TOKEN.finditer(text))


def without_personal_numbers(text: str) -> str:
    """`text` with every number masked that could be a personal number, when one of them is."""
    return _TOKEN.sub("(personnummer)", text) if holds_personal_number(text) else text


def _is_personal(century: str | None, date: str, end: str) -> bool:
    if century is not None and century not in ("19", "20"):
        return False
    year, month, day = int(date[:2]), int(date[2:4]), int(date[4:])
    day -= _COORDINATION if day > _COORDINATION else 0
    centuries = (century,) if century else ("19", "20")
    return any(_is_date(int(c) * 100 + year, month, day) for c in centuries) and _luhn(date + end)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
