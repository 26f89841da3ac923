"""What does the store answer, and how does it say no?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.domain.plan import Plan


@dataclass(frozen=True)
class Saved:
    """One plan as it stands in the store. `version` grows by one with every save; `saved_at` is UTC."""

    plan_id: str
    version: int
    plan: Plan
    saved_at: dt.datetime
    saved_by: str

    @property
    def save(self) -> tuple[int, dt.datetime]:
        """Which save this is: after a restore the same number may stand for another one."""
        return self.version, self.saved_at


@dataclass(frozen=True)
class Clash:
    """One value that two windows have changed differently; the three values as shown."""

    path: str
    label: str
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class PlanRow:
    """One plan in a list; `doctors` and `scenarios` are how many."""

    plan_id: str
    name: str
    year: int | None
    saved_at: dt.datetime
    saved_by: str
    version: int
    doctors: int
    scenarios: int


@dataclass(frozen=True)
class VersionRow:
    """A version of a plan that someone has given a name."""

    version_id: str
    plan_id: str
    version: int
    name: str
    reason: str
    made_at: dt.datetime
    made_by: str


@dataclass(frozen=True)
class ChangeRow:
    """One changed value; `old` and `new` as shown."""

    version: int
    path: str
    label: str
    old: str
    new: str
    who: str
    at: dt.datetime
    why: str


class StoreError(Exception):
    """Something could not be kept or fetched; str(error) tells the user, in Swedish. Nothing was half done."""


class NotFound(StoreError):
    """No such plan or version is kept."""


class Conflict(Exception):
    """Another window has changed a value that this save changes differently. Nothing was written.

    `mine_wins` and `theirs_wins` hold every edit of both; they differ at the clashes alone.
    """

    def __init__(self, theirs: Saved, clashes: tuple[Clash, ...], mine_wins: Plan, theirs_wins: Plan) -> None:
        super().__init__("Planen har ändrats i ett annat fönster.")
        self.theirs = theirs
        self.clashes = clashes
        self.mine_wins = mine_wins
        self.theirs_wins = theirs_wins
