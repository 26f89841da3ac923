"""Is what a page shows escaped, whole and readable as a table?"""

from __future__ import annotations

from planner.reports.tables import Cell, Table
from planner.ui.show import LONG_TEXT, table_html

NASTY = '<script>alert("x")</script>&amp;\''


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
    assert 'class="wide"' in table_html(short)
    assert 'class="wide"' in table_html(four)
    assert 'class="wide stack"' in table_html(long)
    assert 'class="wide stack"' in table_html(many)
