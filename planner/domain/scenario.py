"""What is a scenario? A name, a reason and changes to a baseline plan, kept with the plan; never a copy of it.

And what is a comment? Words that someone has put at a value of the plan: "stämmer inte".
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from planner.domain.doctor import Doctor
from planner.schema import Record, field
from planner.sources import ASSUMPTION

SCENARIO, PROPOSAL, OTHERS = "Scenario", "Förslag", "Andra yrkesgrupper"
COMMENT = "Kommentar"
LONGEST_REASON = 500

# how a change meets the value of the baseline
Operation = Literal["set", "add", "times", "remove", "follow_listed", "add_per_listed"]
WITHOUT_VALUE: tuple[Operation, ...] = ("remove", "follow_listed")
MOST_CHANGES, MOST_SCENARIOS, MOST_COMMENTS = 200, 50, 1_000


class Change(Record):
    """One named change to a plan.

    `path` is a path to a value (method §6), or `doctors.<doctor_id>` for a whole doctor. `set` puts `value` there
    (a Doctor at a doctor's path adds one); `add` and `times` meet whatever number the baseline has, so that they
    follow it when it changes; `remove` takes a doctor away. Two are for the contacts of a year, and meet the listed
    outside care homes as the changes before have left them: `follow_listed` (no value) keeps as many per listed,
    `add_per_listed` adds `value` for each.
    """

    path: str
    operation: Operation = "set"
    value: Doctor | bool | int | float | str | dt.date | None = None


class Scenario(Record):
    """A named list of changes with its reason. `doctor_id` is the doctor whose own proposal it is, else None."""

    name: str | None = field(
        "Scenariots namn", "text", group=SCENARIO, required=True, high=80, help="Kort, så att det ryms i en rubrik."
    )
    reason: str | None = field(
        "Varför?", "text", group=SCENARIO, optional=True, high=LONGEST_REASON,
        help="Vad vill du pröva, och varför? Skälet följer med i jämförelsen och på papperet.",
    )  # fmt: skip
    doctor_id: str | None = field(
        "Förslag från", "text", group=PROPOSAL, optional=True, high=60,
        help="Läkaren vars eget förslag det är. Lämnas tomt för enhetens scenarier.",
    )  # fmt: skip
    colleague_hours: float | None = field(
        "Tid hos andra yrkesgrupper", "number", unit="h/år", group=OTHERS, low=0, high=100_000, optional=True,
        source=ASSUMPTION,
        help="Timmar om året som scenariot tar av till exempel sjuksköterskor.",
    )  # fmt: skip
    colleague_listed: int | None = field(
        "Listade när tiden räknades", "integer", unit="personer", group=OTHERS, low=1, high=100_000, optional=True,
        help="Listade utanför särskilt boende som timmarna räknades för. Är det ifyllt följer timmarna antalet listade;"
        " annars står de kvar.",
    )  # fmt: skip
    changes: tuple[Change, ...] = ()


class Comment(Record):
    """Words at a value. `path` says which value; `by` is a signature."""

    path: str | None = field("Uppgift", "text", group=COMMENT, required=True, help="Vilken uppgift kommentaren gäller.")
    text: str | None = field(
        "Kommentar", "text", group=COMMENT, required=True, high=LONGEST_REASON,
        help="Vad är det som inte stämmer, och vad borde stå där?",
    )  # fmt: skip
    by: str | None = field(
        "Från", "text", group=COMMENT, optional=True, high=60, help="Signatur eller alias, aldrig personnummer."
    )
    made: dt.date | None = field("Skriven", "date", group=COMMENT, optional=True, help="Dagen då kommentaren skrevs.")


def number_value(value: Any) -> float | None:
    """`value` as a number, or None where it is none: True is no number."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
