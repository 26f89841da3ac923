"""How many days can be worked in a year, by the Swedish calendar?"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]


@cache
def days_off(year: int) -> Days:
    """Public holidays, midsummer eve, Christmas eve and New Year's eve of `year` that fall on weekdays.

    From a table that the library holidays made (`make calendar`), because the library takes longer to
    start than the whole calculation; a test holds the table to the library. Raises KeyError for a year
    outside the table. Source: kalender.
    """
    table = _days_off_table()
    if year not in table:
        raise KeyError(f"no calendar for {year}")
    return np.array(table[year], dtype="datetime64[D]")


@cache
def _days_off_table() -> dict[int, list[str]]:
    text = (resources.files("planner.domain") / "data" / "days_off.txt").read_text("utf-8")
    table: dict[int, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            table.setdefault(int(line[:4]), []).append(line)
    return table


def year_start(year: int) -> np.datetime64:
    return np.datetime64(dt.date(year, 1, 1))


def weekdays(year: int) -> int:
    """Mondays–Fridays of the year, in days."""
    return int(np.busday_count(year_start(year), year_start(year + 1)))


def calendar_workdays(year: int) -> int:
    """Weekdays less public holidays and the three eves on weekdays, in days."""
    return weekdays(year) - len(days_off(year))


def share_of_workdays(year: int, first: Any, last: Any) -> npt.NDArray[np.float64]:
    """The share (0–1) of the year's calendar workdays that lie from `first` to `last`, both included.

    `first` and `last`: datetime64[D] arrays of one shape; NaT = the year's first or last day. NaN where
    the first day is after the last.
    """
    start, end = year_start(year), year_start(year + 1)
    first, last = np.asarray(first, dtype="datetime64[D]"), np.asarray(last, dtype="datetime64[D]")
    reversed_dates = first > last
    after_last = np.where(np.isnat(last), end, last + np.timedelta64(1, "D"))
    first = np.where(np.isnat(first), start, first)
    days = np.busday_count(np.clip(first, start, end), np.clip(after_last, start, end), holidays=days_off(year))
    return np.where(reversed_dates, np.nan, np.maximum(days, 0) / calendar_workdays(year))
