"""What is a paper made of? Blocks in reading order, told once and rendered as PDF and as plain text.

A paper knows no layout: `pdf` sets it, `plain` writes it out. What stands in one stands in the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BarKind = Literal["level", "taken", "added", "outline"]


@dataclass(frozen=True)
class Heading:
    """A heading under the paper's title; of a part inside a section where `small`."""

    words: str
    small: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `kind`: "answer" in larger type, "quiet" in smaller, "frame" inside a line."""

    words: str
    kind: Literal["plain", "answer", "quiet", "frame"] = "plain"


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class ChiefNumber:
    """One of the numbers on top: what it is, the number (or words where there is none), what to hold it beside."""

    label: str
    number: str
    beside: str = ""


@dataclass(frozen=True)
class ChiefNumbers:
    """The numbers that the paper begins with, side by side."""

    numbers: tuple[ChiefNumber, ...]


@dataclass(frozen=True)
class Bar:
    """One row of a picture: its label, its figures as shown, where the bar starts and ends, and its kind. `strong`
    rows are levels or totals."""

    label: str
    shown: tuple[str, ...]
    start: float
    end: float
    kind: BarKind = "level"
    strong: bool = False


@dataclass(frozen=True)
class Bars:
    """A picture beside its own table, row by row. `finding` is its title, `reading` says how to read it, `alt` tells
    it to those who do not see it; without `drawn` the table stands alone."""

    finding: str
    reading: str
    headings: tuple[str, ...]
    rows: tuple[Bar, ...]
    alt: str
    drawn: bool = True


@dataclass(frozen=True)
class Grid:
    """A table of texts; the columns in `numeric` (from 0) are set to the right."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sides:
    """Two stacks of blocks beside each other, read left first."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True)
class Room:
    """Boxes to write in beside each other; they take the height that is left of the page, and never less than
    `least` millimetres."""

    labels: tuple[str, ...]
    least: float = 26.0


@dataclass(frozen=True)
class Lines:
    """Lines to fill in by hand, each after its label."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class NewPage:
    """What follows stands on a new page."""


Block = Heading | Paragraph | Points | ChiefNumbers | Bars | Grid | Sides | Room | Lines | NewPage


@dataclass(frozen=True)
class Paper:
    """A whole paper. `about` is the line above the title: which clinic, which year, which day."""

    title: str
    about: str
    blocks: tuple[Block, ...]
    wide: bool = False
