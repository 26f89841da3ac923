"""How does a paper read as text alone? The same facts in the same order, to be read aloud or pasted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from planner.reports.papers.blocks import (
    Bars,
    Block,
    ChiefNumbers,
    Grid,
    Heading,
    Lines,
    NewPage,
    Paper,
    Paragraph,
    Points,
    Room,
    Sides,
)
from planner.reports.papers.words import with_units

WIDTH = 78


def plain(paper: Paper) -> str:
    """The paper as text: title first, a blank line between blocks."""
    parts = [*_wrapped(paper.title.upper()), *_wrapped(paper.about)]
    after: Block | None = None
    for block in paper.blocks:
        parts += [*([] if isinstance(after, Heading) else [""]), *_lines(block)]
        after = block
    return "\n".join(parts).rstrip() + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(words):
            yield from _heading(words)
        case Paragraph(words):
            yield from _wrapped(words)
        case Points(items, numbered):
            for i, words in enumerate(items, 1):
                yield from _wrapped(words, f"{i}. " if numbered else "– ")
        case ChiefNumbers(numbers):
            for one in numbers:
                yield from _wrapped(f"{one.label}: {one.number}" + (f" ({one.beside})" if one.beside else ""))
        case Bars(finding, _, headings, rows):
            yield from _heading(finding)
            for row in rows:
                named = [f"{shown} {heading.lower()}" for heading, shown in zip(headings[1:], row.shown, strict=True)]
                yield from _wrapped(f"{row.label}: {', '.join(named)}.", "– ")
        case Grid(caption, headings, rows):
            yield from _heading(caption) if caption else ()
            for cells in rows:
                yield from _row(headings, cells)
        case Sides(left, right):
            for i, part in enumerate((*left, *right)):
                yield from ([""] if i and isinstance(part, Heading) else [])
                yield from _lines(part)
        case Room(labels) | Lines(labels):
            for label in labels:
                yield f"{label}: {'_' * 20}"
        case NewPage():
            pass


def _row(headings: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[str]:
    """Läkare A: Dagens lista 1 450; Beläggning 109 %."""
    first, *rest = cells
    named = [f"{heading}: {cell}" for heading, cell in zip(headings[1:], rest, strict=True) if cell]
    yield from _wrapped(f"{first}: {'; '.join(named)}." if named else first, "– ")


def _heading(words: str) -> Iterator[str]:
    lines = list(_wrapped(words))
    yield from lines
    yield "-" * min(WIDTH, max(map(len, lines), default=0))


def _wrapped(words: str, start: str = "") -> list[str]:
    return textwrap.wrap(
        with_units(words), WIDTH, initial_indent=start, subsequent_indent=" " * len(start), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
