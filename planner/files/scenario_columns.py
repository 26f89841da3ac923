"""Which columns do the sheets Scenarier and Kommentarer have? A scenario has one row for each of its changes."""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.change_words import WAYS
from planner.domain.scenario import LONGEST_REASON, MOST_CHANGES, MOST_SCENARIOS, Comment, Scenario
from planner.schema import Field, field, fields_of

CHANGE = "Ändring"
WHAT = (
    "Vilken uppgift det gäller, i ord: ”Listade patienter”, ”Telefon: Minuter med patienten” eller ”Läkare A:"
    " Tjänstgöringsgrad”. Sökvägen går före där båda är ifyllda."
)


class ScenarioRow(Scenario):
    """A row of Scenarier: the scenario it belongs to, and one change."""

    row: int | None = field(
        "Rad", "integer", group=CHANGE, low=1, high=MOST_CHANGES * MOST_SCENARIOS, optional=True,
        help="Radens nummer: scenariernas blad hittar ändringen på det, var raden än står. Lämnas tomt på nya rader.",
    )  # fmt: skip
    number: int | None = field(
        "Scenario", "integer", group=CHANGE, low=1, high=MOST_SCENARIOS, optional=True,
        help="Scenariots nummer. Rader med samma nummer, eller samma namn, hör ihop.",
    )  # fmt: skip
    what: str | None = field("Ändring av", "text", group=CHANGE, optional=True, high=400, help=WHAT)
    way: str | None = field(
        "Sätt", "choice", group=CHANGE, choices=WAYS, optional=True,
        help="”Ändras med” och ”multipliceras med” följer med när utgångsläget ändras. För antal kontakter kan de följa"
        " antalet listade, eller ändras med så många per listad.",
    )  # fmt: skip
    value: str | None = field(
        "Nytt värde", "text", group=CHANGE, optional=True, high=2_000,
        help="Det nya värdet, eller vad det ändras med. ”ej ifyllt” tömmer uppgiften.",
    )  # fmt: skip
    path: str | None = field(
        "Sökväg", "text", group=CHANGE, optional=True, high=400,
        help="Uppgiftens namn i filer och på kommandoraden, som doctors.A.fte. Får lämnas tom på nya rader.",
    )  # fmt: skip


class CommentRow(Comment):
    """A row of Kommentarer."""

    what: str | None = field("Gäller", "text", group=CHANGE, optional=True, high=LONGEST_REASON, help=WHAT)


# in the order of the sheet
_BEFORE, _LAST = ("row", "number"), ("what", "way", "value", "path")


def scenario_columns() -> Mapping[str, Field]:
    """The columns of Scenarier by key: where it belongs, the scenario's own fields, the change."""
    fields = fields_of(ScenarioRow)
    return {key: fields[key] for key in (*_BEFORE, *fields_of(Scenario), *_LAST)}


def comment_columns() -> Mapping[str, Field]:
    """The columns of Kommentarer by key: what it is at, in words, then the comment's own fields."""
    fields = fields_of(CommentRow)
    return {key: fields[key] for key in ("what", *fields_of(Comment))}
