"""Is every number that a Swede may type read as she means it, and shown as she writes it?"""

import datetime as dt
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import swedish

NBSP, NARROW, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"


@pytest.mark.parametrize(("text", "value"), [
    ("1100", 1100), ("1 100", 1100), (f"1{NBSP}100", 1100), (f"1{NARROW}100", 1100), (f"1{THIN}100", 1100),
    ("1 234 567,5", 1234567.5), ("37,5", 37.5), ("37.5", 37.5), ("0,04", 0.04), ("1,234", 1.234), ("12,", None),
    ("-4", -4), (f"{MINUS}4,5", -4.5), ("\u20134", -4), ("\u20131 100,5", -1100.5), ("\u20144", None),
    ("+3", 3), ("  8  ", 8), ("007", 7), ("0", 0), ("1.2345", 1.2345),
    ("1.000", None), ("12.500", None), ("1.234,5", None), ("1,234.5", None), ("1_000", None), ("12 34", None),
    ("1  100", None), ("١٢", None), ("１２", None), ("²", None), ("NaN", None), ("inf", None), ("1e3", None),
    ("1e400", None), ("9" * 400, None), ("", None), ("abc", None), ("0x10", None), ("4 h", None), ("½", None),
    ("1 000 00", None), ("--4", None), ("3,5,5", None),
])  # fmt: skip
def test_numbers(text, value):
    if value is None:
        with pytest.raises(swedish.Unreadable):
            swedish.parse_number(text)
    else:
        assert swedish.parse_number(text) == value


def test_a_thousand_with_a_point_is_asked_about():
    with pytest.raises(swedish.Unreadable, match="1\u00a0100"):
        swedish.parse_number("1.100")


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_what_is_shown_is_read_back(value, decimals):
    number = value / 10**decimals
    shown = swedish.exact(number)
    assert swedish.parse_number(shown) == pytest.approx(number, rel=1e-12, abs=1e-12)


@given(st.text())
def test_no_text_does_worse_than_be_unreadable(text):
    for parse in (swedish.parse_number, swedish.parse_percent, swedish.parse_date):
        try:
            parse(text)
        except swedish.Unreadable:
            continue


@pytest.mark.parametrize(("value", "decimals", "shown"), [
    (1100, 0, f"1{NBSP}100"), (37.5, 1, "37,5"), (941.93, 0, "942"), (-1749.2, 0, f"{MINUS}1{NBSP}749"),
    (0.04, 2, "0,04"), (-0.2, 0, "0"), (None, 0, swedish.MISSING), (float("nan"), 1, swedish.MISSING),
    (float("inf"), 1, swedish.MISSING),
])  # fmt: skip
def test_shown(value, decimals, shown):
    assert swedish.number(value, decimals) == shown


def test_percent():
    assert swedish.percent(0.8) == f"80{NBSP}%"
    assert swedish.percent(None) == swedish.MISSING
    assert swedish.exact_percent(0.375) == f"37,5{NBSP}%"
    assert swedish.exact_percent(0.1 + 0.2) == f"30{NBSP}%"
    assert swedish.parse_percent("80 %") == (0.8, True)
    assert swedish.parse_percent(f"37,5{NBSP}%") == (0.375, True)
    assert swedish.parse_percent("80") == (0.8, False)


@pytest.mark.parametrize(
    "text", ["29/2", "01/03/2026", "2026-02-29", "20261121", "2026-1-1", "2026-11-21T10:00", "v. 47"]
)
def test_only_iso_dates(text):
    with pytest.raises(swedish.Unreadable):
        swedish.parse_date(text)


def test_a_date():
    assert swedish.parse_date(" 2026-11-21 ") == dt.date(2026, 11, 21)


def test_names_that_are_the_same():
    assert swedish.name_key("Läkare  a ") == swedish.name_key(f"LA\u0308KARE{NBSP}A")
    assert swedish.name_key("Läkare A") != swedish.name_key("Lakare A")


@pytest.mark.parametrize("show", [swedish.number, swedish.exact, swedish.percent, swedish.exact_percent])
@pytest.mark.parametrize("value", [1e15, -1e16, 1e300, 10**30, sys.float_info.max])
def test_a_number_of_any_size_can_be_shown(show, value):
    shown = show(value)
    assert "·10^" in shown or shown == f"{swedish.MISSING}{NBSP}%"  # past what a float holds


def test_a_huge_number_is_told_by_its_power():
    assert swedish.number(-1.5e30) == "−1,50·10^30"
    assert swedish.exact(10**30) == "1,00·10^30"
    assert swedish.number(999_999_999_999_999) == "999\u00a0999\u00a0999\u00a0999\u00a0999"
