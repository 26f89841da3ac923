"""Which riktvarde does each doctor compare with, per full time?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.calc.capacity import Floats
from planner.domain.doctor import ROLES, Doctor
from planner.domain.riktvarden import valid_rows


def riktvarde_full_time(region: str | None, year: int | None, doctors: Sequence[Doctor]) -> Floats:
    """Persons per full-time doctor, shape (n,); NaN = none stated, or the ST year it depends on is not filled in."""
    role = np.array([doctor.role or "" for doctor in doctors], dtype=object)
    st_year = np.array([np.nan if doctor.st_year is None else doctor.st_year for doctor in doctors], dtype=float)
    found = np.full(len(doctors), np.nan)
    if year is None or region is None:
        return found
    for name in ROLES:
        for row in valid_rows(region, name, year):
            fits = role == name
            if row.by_st_year:
                low = -np.inf if row.st_from is None else row.st_from
                high = np.inf if row.st_to is None else row.st_to
                fits &= (st_year >= low) & (st_year < high)
            found[fits] = row.value
    return found
