"""What are the kinds of issues called, how are they counted, and what does each mean?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.plan import Plan, unconfirmed
from planner.reports.sentences import listing
from planner.schema import Issue, Level
from planner.swedish import number


@dataclass(frozen=True)
class Kind:
    """One kind of issue: its heading, its name for one and for many, and what it asks of the reader."""

    level: Level
    heading: str
    one: str
    many: str
    meaning: str

    def of(self, issues: Sequence[Issue]) -> list[Issue]:
        return [issue for issue in issues if issue.level == self.level]


KINDS = (
    Kind("fel", "Fel", "fel", "fel", "Det här går inte ihop. Rätta det innan du använder talen."),
    Kind("saknas", "Saknas", "lucka", "luckor", "Det här är inte ifyllt. Tomt är inte noll."),
    Kind(
        "rimlighet", "Ovanligt", "ovanlig uppgift", "ovanliga uppgifter",
        "Det här kan stämma, men är värt att titta på en gång till.",
    ),
    Kind("upplysning", "Bra att veta", "upplysning", "upplysningar", "Det här behöver du inte göra något åt."),
)  # fmt: skip
_UNREAD = ("ruta som inte gick att läsa", "rutor som inte gick att läsa")


def count(issues: Sequence[Issue], unread: int = 0) -> str:
    """A sentence that counts the issues of each kind, and the boxes that could not be read."""
    counts = [(unread, *_UNREAD), *((len(kind.of(issues)), kind.one, kind.many) for kind in KINDS)]
    said = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    return f"Underlaget har {listing(said)}." if said else "Inget saknas, är fel eller är ovanligt i underlaget."


def assumed(plan: Plan) -> str:
    """How much of the plan nobody has confirmed; empty when there is nothing."""
    found = unconfirmed(plan)
    if not found:
        return ""
    many = "uppgift är ett antagande" if len(found) == 1 else "uppgifter är antaganden"
    return (
        f"{number(len(found))} {many} som ingen har bekräftat. De är märkta Antagande vid sina rutor; byt dem mot egna"
        " siffror eller bekräfta dem."
    )
