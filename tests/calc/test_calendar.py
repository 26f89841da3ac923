"""Is the Swedish calendar right?"""

import datetime as dt

import numpy as np
import pytest

from planner.calc import calendar
from tests.make_days_off import YEARS, days_off


def test_workdays_of_the_method_and_of_hand_counts():
    # 2029 and 2030: weekdays 261 less the holidays and eves counted in an almanac
    found = {year: calendar.calendar_workdays(year) for year in range(2024, 2031)}
    assert found == {2024: 251, 2025: 249, 2026: 251, 2027: 253, 2028: 251, 2029: 250, 2030: 250}


@pytest.mark.parametrize("year", YEARS)
def test_the_table_is_the_library_s(year):
    assert [str(day) for day in calendar.days_off(year)] == days_off(year)


def test_days_off_2026():
    assert [str(day)[5:] for day in calendar.days_off(2026)] == [
        "01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "06-19", "12-24", "12-25", "12-31",
    ]  # fmt: skip


def share(first, last, year=2026):
    dates = [np.datetime64("NaT") if day is None else np.datetime64(day) for day in (first, last)]
    return float(calendar.share_of_workdays(year, *dates))


def test_share_of_the_year():
    assert share(None, None) == 1
    assert share("2026-01-01", "2026-12-31") == 1
    assert share("2025-06-01", "2027-06-01") == 1
    assert share("2026-06-22", "2026-06-22") == pytest.approx(1 / 251)  # a Monday, both days included
    assert share("2026-06-19", "2026-06-21") == 0  # midsummer eve and a weekend
    assert share(None, "2026-06-30") + share("2026-07-01", None) == pytest.approx(1)
    assert share("2027-01-01", None) == 0
    assert np.isnan(share("2026-07-01", "2026-06-30"))


def test_a_year_outside_the_table_is_refused():
    with pytest.raises(KeyError):
        calendar.calendar_workdays(2041)


def test_weekdays():
    assert calendar.weekdays(2024) == 262
    assert calendar.weekdays(2026) == 261
    assert dt.date(2024, 2, 29).weekday() == 3
