"""Do the PDFs keep PDF/UA-1, seen by a reader that did not make them? typst refuses what it can see itself."""

import itertools
import re

import pytest

from planner.calc.scenarios import outcomes
from planner.reports.papers import Order, comparison_pdf, make
from tests.papers.orders import DAY, full, without_supervision
from tests.papers.reading_pdf import elements, fonts, opened
from tests.reports.examples import many, with_nulls

ORDERS = {"kept": Order(without_supervision(), DAY, 0, 0), "many": Order(many(), DAY, 3), "nulls": Order(with_nulls(), DAY, 1)}  # fmt: skip


def made(kind: str, name: str) -> bytes:
    return make(kind, full() if name == "full" else ORDERS[name])


@pytest.fixture(scope="module", params=[
    ("dialog", "kept"), ("dialog", "many"), ("dialog", "nulls"), ("dialog", "full"), ("beslut", "kept"), ("beslut", "nulls"),
    ("beslut", "full"), ("jamforelse", "kept"),
], ids="-".join)  # fmt: skip
def data(request):
    return made(*request.param)


def test_it_claims_ua_1_and_is_marked_swedish_and_titled(data):
    root = opened(data).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r"<pdfuaid:part>\s*1\s*</pdfuaid:part>", metadata)
    assert root["/MarkInfo"]["/Marked"] is True or str(root["/MarkInfo"]["/Marked"]) == "True"
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert opened(data).metadata.title


def test_one_first_heading_and_no_level_is_skipped(data):
    levels = [int(one["role"][1]) for one in elements(data) if re.fullmatch(r"H[1-6]", one["role"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert levels.count(2) >= 3


def test_every_table_has_headers_and_every_figure_an_alternative(data):
    found = elements(data)
    assert sum(one["role"] == "Table" for one in found) >= 1
    heads = [one for one in found if one["role"] == "TH"]
    assert heads
    assert all(one["scope"] == "/Column" for one in heads)
    for one in found:
        if one["role"] == "Figure":
            assert one["alt"]


def test_a_drawn_picture_is_a_figure():
    for kind, most in (("dialog", 1), ("beslut", 3)):
        figures = [one for one in elements(made(kind, "kept")) if one["role"] == "Figure"]
        assert len(figures) >= most


def test_every_font_is_inside_the_file(data):
    found = list(fonts(data))
    assert found
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one) for one in found)


def test_every_page_is_a4(data):
    for page in opened(data).pages:
        short, long = sorted(map(float, page.mediabox[2:]))
        assert (round(short), round(long)) == (595, 842)


def test_the_comparison_is_made_from_outcomes():
    plan = without_supervision()
    data = comparison_pdf(plan, outcomes(plan, plan.scenarios[:1]), DAY)
    text = opened(data).pages[0].extract_text()
    assert "Utan handledning" in text
    assert "1 scenarier till" in text or "1 scenario till" in text
