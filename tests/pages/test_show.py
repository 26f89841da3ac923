"""Is what a page shows escaped, whole and readable as a table?"""

from __future__ import annotations

import inspect
from html import escape
from unittest.mock import MagicMock

import pytest

from planner.reports.sentences import Answer
from planner.reports.tables import Cell, Table
from planner.ui import show
from planner.ui.show import LONG_ROW, LONG_TEXT, table_html

NASTY = '<script>alert("x")</script>&amp;\''


MARKUP = '<img src=x onerror="alert(1)"> **x** & :red[y] $z$'
# one of everything that a function of show can be given
GIVEN = {
    "str": MARKUP,
    "Iterable[str]": [MARKUP, MARKUP],
    "Answer": Answer(MARKUP, MARKUP, MARKUP),
    "Table": Table(MARKUP, (MARKUP, MARKUP), ((Cell(MARKUP), Cell(MARKUP)),)),
    "dict[str, Any] | None": {},
}
OURS = ("start", "not_a_demand", "prose", "download")  # take no text of a user's
TAKES_TEXTS = [
    name
    for name, one in inspect.getmembers(show, inspect.isfunction)
    if one.__module__ == show.__name__ and not name.startswith("_") and name not in OURS
]


@pytest.mark.parametrize("name", TAKES_TEXTS)
def test_every_function_shows_a_users_text_letter_by_letter(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = MagicMock()
    monkeypatch.setattr(show, "st", page)
    asked = inspect.signature(getattr(show, name)).parameters.values()
    returned = getattr(show, name)(*(GIVEN[one.annotation] for one in asked if one.default is one.empty))
    made = [call.args[0] for call in page.html.call_args_list] + [returned] * isinstance(returned, str)
    assert made
    for body in made:
        assert escape(MARKUP) in body
        assert "<img" not in body
        assert MARKUP.split("> ")[1] not in body  # an & that stands as it was typed was escaped nowhere
    for markdown in (page.markdown, page.write, page.caption, page.header, page.subheader, page.title):
        markdown.assert_not_called()


def test_the_functions_that_show_a_users_text_are_found() -> None:
    assert {"answer", "heading", "said", "listed", "figure", "table", "table_html"} <= set(TAKES_TEXTS)


def test_every_text_of_a_table_is_escaped() -> None:
    made = table_html(Table(NASTY, (NASTY, NASTY), ((Cell(NASTY), Cell(NASTY)),)))
    assert "<script" not in made
    assert "&amp;amp;" in made
    assert '"x"' not in made


def test_a_link_of_ours_is_a_link_and_its_address_is_escaped() -> None:
    made = table_html(Table("Källor", ("Titel", "Adress"), ((Cell("a"), Cell("b", link='https://x/"onclick="')),)))
    assert '<a href="https://x/&quot;onclick=&quot;" rel="noreferrer">b</a>' in made


def test_each_row_has_a_header_and_each_value_its_heading() -> None:
    made = table_html(Table("T", ("Läkare", "Patienter"), ((Cell("A"), Cell("942", 941.9, numeric=True)),)))
    assert '<th scope="row" role="rowheader">A</th>' in made
    assert '<td role="cell" data-label="Patienter" class="numeric">942</td>' in made


def test_a_table_with_long_texts_or_many_columns_is_stacked_on_a_narrow_screen() -> None:
    four, many = (Table("T", tuple("ABCDE")[:n], (tuple(map(Cell, "abcde"[:n])),)) for n in (4, 5))
    short, long = (Table("T", ("A", "B"), ((Cell("a"), Cell("b" * n)),)) for n in (LONG_TEXT, LONG_TEXT + 1))
    row = LONG_ROW // 3
    fits, broad = (
        Table("T", tuple("ABC"), (tuple(Cell("a" * n) for n in (row, row, last)),)) for last in (row, row + 1)
    )
    assert 'class="wide"' in table_html(fits)
    assert 'class="wide stack"' in table_html(broad)
    assert 'class="wide"' in table_html(short)
    assert 'class="wide"' in table_html(four)
    assert 'class="wide stack"' in table_html(long)
    assert 'class="wide stack"' in table_html(many)
