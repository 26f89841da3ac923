"""Which riktvärde is stated for a region, a role and a year? A dated table that anyone can edit."""

from __future__ import annotations

import csv
import datetime as dt
import math
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planner.domain.clinic import NATIONAL, REGIONS
from planner.domain.doctor import ROLES
from planner.sources import source_text


class Riktvarde(BaseModel):
    """Persons per doctor at full time. No value = the region states a direction only; the note says it.

    st_from <= ST year < st_to where a row tells ST years apart; valid on both its days.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    region: str
    role: str
    st_from: float | None
    st_to: float | None
    valid_from: dt.date
    valid_to: dt.date | None
    value: float | None = Field(gt=0)
    source: str
    note: str = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> Riktvarde:
        if self.region not in (NATIONAL, *REGIONS) or self.role not in ROLES:
            raise ValueError(f"riktvarden.csv: unknown region or role: {self.region}, {self.role}")
        source_text(self.source)
        return self

    @property
    def decided_by(self) -> str:
        """Whose riktvärde it is, in words."""
        return "nationellt, Socialstyrelsen" if self.region == NATIONAL else f"Region {self.region}"

    def fits(self, st_year: float | None) -> bool:
        """Whether the row speaks of a doctor in that ST year."""
        if not self.by_st_year:
            return True
        return st_year is not None and (self.st_from or 0) <= st_year < (self.st_to or math.inf)

    @property
    def by_st_year(self) -> bool:
        return self.st_from is not None or self.st_to is not None


@cache
def riktvarden() -> tuple[Riktvarde, ...]:
    """Every row of the table, checked; a row with an error fails here."""
    text = (resources.files("planner.domain") / "data" / "riktvarden.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";", strict=True)
    return tuple(Riktvarde.model_validate({key: value or None for key, value in row.items()}) for row in rows)


def valid_rows(region: str | None, role: str, year: int) -> tuple[Riktvarde, ...]:
    """The rows with a value valid on 1 January of `year` for the region, else the national ones."""
    day = dt.date(year, 1, 1)
    for name in (region, NATIONAL):
        rows = tuple(
            row
            for row in riktvarden()
            if row.region == name
            and row.role == role
            and row.value is not None
            and row.valid_from <= day
            and (row.valid_to is None or day <= row.valid_to)
        )
        if rows:
            return rows
    return ()


def row_used(region: str | None, year: int | None, role: str | None, st_year: float | None) -> Riktvarde | None:
    """The row that a doctor's riktvärde is taken from, or None."""
    if region is None or year is None:
        return None
    rows = [row for row in valid_rows(region, role or "", year) if row.fits(st_year)]
    return rows[-1] if rows else None


def notes_for(region: str | None) -> tuple[Riktvarde, ...]:
    """Every row that says something about the region, for the page that explains the comparison."""
    return tuple(row for row in riktvarden() if row.region in (region, NATIONAL))
