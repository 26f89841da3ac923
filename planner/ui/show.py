"""How is a result put on a page? Every text of a user's is escaped here, and nothing is computed.

Words and tables go through `st.html` with each text escaped: Streamlit's own markdown would take a doctor's
signature for markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from planner.domain.results import NOT_A_DEMAND
from planner.reports.sentences import Answer
from planner.reports.tables import Cell, Table, to_csv

TEXTS = Path(__file__).parent / "texts"
STYLE = Path(__file__).with_name("show.css")
# characters of a cell and of the cells beside each other, and columns: a telephone has no room for more
LONG_TEXT, LONG_ROW, MANY_COLUMNS = 40, 60, 4
CHART_SETTINGS = {"displayModeBar": False, "staticPlot": True, "responsive": True}


def start(title: str) -> None:
    """The page's title, the user's question."""
    st.html(STYLE)
    st.title(title, anchor=False)


def answer(found: Answer) -> None:
    """The answer as one sentence, its number in large type."""
    number = f'<strong class="number">{escape(found.number)}</strong>' if found.number else ""
    st.html(f'<p class="answer">{escape(found.before)}{number}{escape(found.after)}</p>')


def not_a_demand() -> None:
    """What every result carries."""
    said(NOT_A_DEMAND, "frame")


def heading(words: str, kind: str = "") -> None:
    """A heading under the page's title; may hold a user's text. `kind`: "small" inside a frame."""
    st.html(f'<h2 class="heading {kind}">{escape(words)}</h2>')


def followed(words: str) -> None:
    """A short result that stays in sight while the page is filled in; shell.js lets it be read aloud when it changes.

    Its place on the page is always there, so that the boxes after it are not drawn anew.
    """
    with st.container(key="followed"):
        st.html(f"<p>{escape(words)}</p>")


def said(words: str, kind: str = "") -> None:
    """A paragraph; nothing where there are no words. `kind`: "quiet" or "frame"."""
    if words:
        st.html(f'<p class="said {kind}">{escape(words)}</p>')


def alert(words: str, kind: str = "problem") -> None:
    """What is wrong, read aloud when it comes."""
    st.html(f'<p class="{kind}" role="alert">{escape(words)}</p>')


def listed(texts: Iterable[str], *, numbered: bool = False) -> None:
    """A list of sentences; nothing where there are none."""
    items = "".join(f"<li>{escape(words)}</li>" for words in texts)
    tag = "ol" if numbered else "ul"
    if items:
        st.html(f'<div class="said"><{tag}>{items}</{tag}></div>')


def figure(
    finding: str, reading: str, drawn: dict[str, Any] | None, alt: str, same: Table | None = None, file_name: str = ""
) -> None:
    """A figure: the finding as its title, how to read it, the plot, the same figures as a table with a download.

    Two figures that follow each other may share the table: it stands under the second.
    """
    heading(finding)
    if drawn is None:
        said("Bilden ritas inte, eftersom något steg inte går att beräkna. Det som går att beräkna står i tabellen.")
    else:
        said(reading, "quiet")
        st.plotly_chart(drawn, theme=None, config=CHART_SETTINGS, alt=alt)
    if same:
        table(same, file_name)


def table(shown: Table, file_name: str = "") -> None:
    """A plain table, with a download where it has a file name."""
    st.html(table_html(shown))
    if file_name:
        download(shown, file_name)


def download(made: Table, file_name: str) -> None:
    """A download of a table; the file is made on the click."""
    st.download_button(
        f"Ladda ner tabellen {made.caption} (CSV)",
        data=lambda: to_csv(made),
        file_name=f"{file_name}.csv",
        mime="text/csv",
        key=f"download.{file_name}",
        on_click="ignore",
    )


def table_html(shown: Table) -> str:
    """The table as HTML with every text escaped. It can be scrolled sideways with the keyboard; a large one is
    stacked on a narrow screen, and the roles keep it a table to a screen reader then too."""
    numeric = [any(row[i].numeric for row in shown.rows) for i in range(len(shown.headings))]
    head = "".join(
        f'<th scope="col" role="columnheader"{_class(right)}>{escape(words)}</th>'
        for words, right in zip(shown.headings, numeric, strict=True)
    )
    body = "".join(f'<tr role="row">{_cells(row, shown.headings)}</tr>' for row in shown.rows)
    long = any(len(cell.shown) > LONG_TEXT for row in shown.rows for cell in row[1:])
    beside = sum(max((len(row[i].shown) for row in shown.rows), default=0) for i in range(len(shown.headings)))
    stack = " stack" if long or beside > LONG_ROW or len(shown.headings) > MANY_COLUMNS else ""
    caption = escape(shown.caption)
    return (
        f'<div class="wide{stack}" role="region" tabindex="0" aria-label="Tabell: {caption}">'
        f'<table role="table"><caption>{caption}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def prose(name: str) -> None:
    """A text of ours from planner/ui/texts."""
    st.markdown(_text(name))


@cache
def _text(name: str) -> str:
    return (TEXTS / f"{name}.md").read_text("utf-8")


def _cells(row: tuple[Cell, ...], headings: tuple[str, ...]) -> str:
    first, *rest = row
    cells = [f'<th scope="row" role="rowheader">{escape(first.shown)}</th>']
    for cell, heading_words in zip(rest, headings[1:], strict=True):
        words = escape(cell.shown)
        if cell.link:
            words = f'<a href="{escape(cell.link)}" rel="noreferrer">{words}</a>'
        kind = _class(cell.numeric, cell.value is None)
        cells.append(f'<td role="cell" data-label="{escape(heading_words)}"{kind}>{words}</td>')
    return "".join(cells)


def _class(numeric: bool, in_words: bool = False) -> str:
    return f' class="numeric{" words" if in_words else ""}"' if numeric else ""
