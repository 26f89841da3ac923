"""What is a scenario called, does it still apply, and how is a difference told? Words for every comparison."""

from __future__ import annotations

from planner.calc.scenarios import Outcome
from planner.swedish import number

NO_LONGER = "gäller inte längre"


def name_of(outcome: Outcome) -> str:
    return outcome.scenario.name or "Scenario utan namn"


def label_of(outcome: Outcome, name: str = "") -> str:
    """The name as it stands in tables and pictures: with a mark where its changes no longer apply. `name`: its name
    made to fit."""
    mark = lapse(outcome)
    return (name or name_of(outcome)) + (f" ({mark})" if mark else "")


def lapsed(outcome: Outcome) -> int:
    """How many of its changes the plan has no place for any longer."""
    return sum(issue.level == "fel" for issue in outcome.issues)


def all_lapsed(outcome: Outcome) -> bool:
    """Whether nothing is left of it, so that its numbers are the baseline's."""
    return 0 < lapsed(outcome) == len(outcome.scenario.changes)


def lapse(outcome: Outcome) -> str:
    """How much of it no longer applies; empty where all of it does."""
    gone, of = lapsed(outcome), len(outcome.scenario.changes)
    if not gone:
        return ""
    return NO_LONGER if gone == of else f"{number(gone)} av {number(of)} ändringar {NO_LONGER}"


def signed(value: float, decimals: int = 0) -> str:
    """+102, −260, ±0."""
    if round(value, decimals) == 0:
        return "±0"
    return ("+" if value > 0 else "") + number(value, decimals)


def beside(change: float, what: str = "", *, alike: bool = True) -> str:
    """260 färre än; lika många plats som. `alike`: whether the two figures are the same as they are shown."""
    same = "lika många" if alike else "nästan lika många"
    many = f"{number(abs(change))} {'fler' if change > 0 else 'färre'}" if change else same
    return " ".join(filter(None, (many, what, "än" if change else "som")))
