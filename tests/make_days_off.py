"""Which Swedish weekdays are free? Writes the table that the calendar reads, from the library holidays."""

from __future__ import annotations

from pathlib import Path

import holidays

YEARS = range(2020, 2041)
TABLE = Path(__file__).parents[1] / "planner" / "domain" / "data" / "days_off.txt"


def days_off(year: int) -> list[str]:
    """Public holidays and the three eves of `year` on weekdays, as ISO dates in order."""
    found = holidays.country_holidays("SE", years=year, categories=("public", "de_facto"))
    return sorted(day.isoformat() for day in found if day.weekday() < 5 and day.year == year)


if __name__ == "__main__":
    lines = ["# Helgdagar och aftnar på vardagar, gjorda med biblioteket holidays (make calendar)"]
    TABLE.write_text("\n".join(lines + [day for year in YEARS for day in days_off(year)]) + "\n", "utf-8")
