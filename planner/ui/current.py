"""What does the session hold? The open plan, how it stands in the store, and what undo takes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.domain.plan import Plan
from planner.store import Conflict, Saved


@dataclass(frozen=True)
class Draft:
    """What stands in a box and could not be read: the plan keeps its old value meanwhile."""

    raw: str
    problem: str
    page: str


@dataclass(frozen=True)
class Step:
    """What undo takes back: the plan before, and what was done to leave it. Where another plan was opened, `left` is
    the id of the one that was left (empty: it was not saved)."""

    plan: Plan
    what: str
    opening: bool = False
    left: str = ""


@dataclass(frozen=True)
class Current:
    """The open plan. `revision` grows with every change, `replaced` only when the whole plan is replaced (then
    widgets start anew); `earlier` holds what undo takes back, newest last; `drafts` are the wrong entries, by box;
    `doctor` is the place of the doctor last looked at.

    `kept` is the plan as the store holds it; None before the first change. `trouble` says why the last change is not
    saved; `conflict` is what another window has changed meanwhile; `gone` is set when the saved plan was deleted
    there; `news` tells what came from there. `in_file` is the revision last downloaded or opened from a file.
    """

    plan: Plan
    revision: int = 0
    replaced: int = 0
    in_file: int = 0
    earlier: tuple[Step, ...] = ()
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    doctor: int = 0
    kept: Saved | None = None
    trouble: str = ""
    conflict: Conflict | None = None
    gone: bool = False
    news: tuple[str, ...] = ()

    @property
    def plan_id(self) -> str:
        return self.kept.plan_id if self.kept else ""

    @property
    def waiting(self) -> bool:
        """There is a change that the store has not taken."""
        return bool(self.trouble or self.conflict or self.gone)

    @property
    def unsaved(self) -> bool:
        """What would be lost if the window were closed."""
        return self.waiting and self.revision != self.in_file

    @property
    def empty(self) -> bool:
        """Nothing has been filled in yet."""
        return not self.plan.clinic.model_fields_set and not self.plan.doctors
