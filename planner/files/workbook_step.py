"""What is one row of Beräkning? A step with its formula, or an input picked up from where it is filled in."""

from __future__ import annotations

from dataclasses import dataclass

from planner.files.layout import NOT_FILLED_IN
from planner.schema import Field

CLINIC_INPUT, CLINIC_STEP = "Uppgift_", "Steg_"
Cell = float | str


@dataclass(frozen=True)
class Step:
    """One row of Beräkning. `shown` says how its number is written: number, share, persons, date or text."""

    key: str
    label: str
    unit: str
    words: str
    formula: str
    shown: str = "number"
    decimals: int = 1


@dataclass(frozen=True)
class Taken:
    """A row that picks up an input from the sheet where it is filled in."""

    key: str
    declared: Field

    @property
    def as_number(self) -> bool:
        return self.declared.numeric or self.declared.kind == "date"


def filled(key: str) -> str:
    return f'{{{key}}}<>"{NOT_FILLED_IN}"'


def empty(key: str) -> str:
    return f'{{{key}}}="{NOT_FILLED_IN}"'
