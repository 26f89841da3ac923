"""How does a paper become a PDF? Tagged by PDF/UA-1, in Swedish, with the type that typst carries, the same bytes
for the same paper and day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from planner.reports.papers.blocks import Paper
from planner.reports.papers.words import NO_SIGN, settable

LARGE, SMALL = (1.2, 1.1), (0.95, 0.9, 0.85, 0.8, 0.75)  # times the ordinary size of type
LACKING = f"{NO_SIGN} är ett tecken som papperets typsnitt saknar."
_TOO_LONG = "PAPER-TOO-LONG"


class TooLong(ValueError):
    """The paper does not fit its pages."""


def fitted(papers: Iterable[Paper], today: dt.date, pages: int) -> tuple[Paper, bytes]:
    """The first of the papers that fits the pages, and its PDF: in large type where there is room, in small type
    where not even the last one fits. Give the fullest first. Raises TooLong."""
    title = ""
    for paper, scale in _attempts(papers):
        try:
            return paper, pdf(paper, today, pages, scale)
        except TooLong:
            title = paper.title
    raise TooLong(title)


def _attempts(papers: Iterable[Paper]) -> Iterator[tuple[Paper, float]]:
    for place, paper in enumerate(papers):
        yield from ((paper, scale) for scale in (*(LARGE if place == 0 else ()), 1.0))
    yield from ((paper, scale) for scale in SMALL)


def pdf(paper: Paper, today: dt.date, pages: int = 0, scale: float = 1.0) -> bytes:
    """The paper as PDF. `pages`: how many it may be, 0 = as many as it takes. Raises TooLong."""
    return bytes(compiled(paper, today, pages, scale, format="pdf", pdf_standards=["ua-1"]))


def compiled(paper: Paper, today: dt.date, pages: int, scale: float, **how: Any) -> Any:
    """The paper as typst makes it, a PDF or pictures. Raises TooLong."""
    import typst

    day = [today.year, today.month, today.day]
    given = {**as_data(paper), "day": day, "pages": pages, "scale": scale}
    words = json.dumps(given, ensure_ascii=False)
    lacking = json.dumps(LACKING if NO_SIGN in words else "")
    try:
        return typst.compile(
            _template(), sys_inputs={"paper": words, "lacking": lacking}, ignore_system_fonts=True,
            timestamp=dt.datetime(*day, tzinfo=dt.UTC), **how,
        )  # fmt: skip
    except typst.TypstError as error:
        if _TOO_LONG in str(error):
            raise TooLong(paper.title) from error
        raise


def as_data(part: Any) -> Any:
    """A paper or a block as plain data, every text settable; a block says what it is."""
    if isinstance(part, str):
        return settable(part)
    if isinstance(part, tuple):
        return [as_data(one) for one in part]
    if hasattr(part, "__dataclass_fields__"):
        return {"is": type(part).__name__, **{one.name: as_data(getattr(part, one.name)) for one in fields(part)}}
    return part


@cache
def _template() -> bytes:
    return Path(__file__).with_name("paper.typ").read_bytes()
