"""How does a Swede write this number, share or date, and what did she mean by what she typed?

One grammar for every place where a person types a number, and one way to show it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import sys
import unicodedata

MISSING = "går inte att beräkna"
_HUGE = 1e15
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")
_MINUS = dict.fromkeys(map(ord, "\u2212\u2013"), "-")
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:([.,])(\d+))?", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?\d{1,3}\.\d{3}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Unreadable(ValueError):
    """What was typed is no number (or date); str(error) is a hint in Swedish, perhaps empty."""


def parse_number(text: str) -> float:
    """The number that a Swede means by `text`: 1 100 | 37,5 | 37.5 | −4. Raises Unreadable.

    Blanks of every kind part thousands; comma is the decimal sign; a point is read as one too,
    but "1.100" may mean 1,1 or 1 100 and is asked about, never guessed.
    """
    plain = text.translate(_BLANKS).translate(_MINUS).strip()
    if _AMBIGUOUS.fullmatch(plain):
        whole = plain.replace(".", "\u00a0")
        raise Unreadable(f"skriv {whole} om du menar tusental, annars med decimalkomma")
    match = _NUMBER.fullmatch(plain)
    if not match:
        raise Unreadable("")
    sign, whole, _, decimals = match.groups()
    value = float(f"{sign}{whole.replace(' ', '')}.{decimals or '0'}")
    if not math.isfinite(value):
        raise Unreadable("talet är för stort")
    return value


def parse_percent(text: str) -> tuple[float, bool]:
    """(share, whether a per cent sign was typed) for text in per cent: "80" and "80 %" are 0.8."""
    plain = text.translate(_BLANKS).strip()
    signed = plain.endswith("%")
    return parse_number(plain.removesuffix("%").strip()) / 100, signed


def parse_date(text: str) -> dt.date:
    """The date in `text`, written as 2026-11-21 and in no other way. Raises Unreadable."""
    plain = text.strip()
    if not _DATE.fullmatch(plain):
        raise Unreadable("")
    try:
        return dt.date.fromisoformat(plain)
    except ValueError:
        raise Unreadable("det datumet finns inte") from None


def name_key(text: str) -> str:
    """What makes two written names the same: Unicode form, case and blanks do not tell them apart."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_BLANKS).casefold().split())


def number(value: float | None, decimals: int = 0) -> str:
    """`value` the Swedish way: 1 100 (hard space), 37,5; None is said in words."""
    if value is None or not math.isfinite(value):
        return MISSING
    from babel.numbers import format_decimal

    if abs(value) >= _HUGE:
        return _huge(value)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    shown = format_decimal(value if round(value, decimals) else 0, format=pattern, locale="sv_SE")
    return shown.replace("-", "\u2212")


def exact(value: float) -> str:
    """`value` with the decimals it has and no more: what the user gave is quoted back unchanged."""
    from babel.numbers import format_decimal

    if abs(value) >= _HUGE:
        return _huge(value)
    return format_decimal(value, format="#,##0.############", locale="sv_SE").replace("-", "\u2212")


def _huge(value: float) -> str:
    """A number that nobody can count the digits of, and that babel refuses: 1,00·10^30."""
    digits, power = f"{float(value):.2e}".split("e") if abs(value) <= sys.float_info.max else ("9.99", "308")
    return f"{digits}·10^{int(power)}".replace(".", ",").replace("-", "\u2212")


def percent(share: float | None, decimals: int = 0) -> str:
    """A share 0–1 as per cent: 80 %."""
    return MISSING if share is None or not math.isfinite(share) else number(share * 100, decimals) + "\u00a0%"


def exact_percent(share: float) -> str:
    """A share as per cent with the decimals it has: 37,5 %."""
    return exact(round(share * 100, 10)) + "\u00a0%"
