"""Does the page Papper till mötet ask for what each paper needs, and give the paper that was asked for?"""

import pytest

from planner.domain.plan import change
from planner.reports.papers import KINDS
from planner.store import open_store
from planner.ui.current import Current
from tests.pages.opened import opened, shown
from tests.papers.orders import without_supervision
from tests.papers.reading_pdf import one_line
from tests.reports.examples import empty, hostile, many, worked


def papers(plan, kind="dialog"):
    at = opened("papper", plan)
    return at if kind == "dialog" else box(at, "Papper").set_value(kind).run()


def box(at, label):
    return next(one for one in at.selectbox if one.label == label)


def html(at):
    return one_line(" ".join(one.proto.body for one in at.get("html")))


def labels(at):
    return [one.label for one in at.selectbox]


def buttons(at):
    return [one.proto.label for one in at.get("download_button")]


def test_the_dialogue_paper_stands_on_the_page_as_text():
    at = papers(worked())
    assert not at.exception
    words = html(at)
    for told in ("942", "44,9 h", "Tre frågor att prata om", "Timmar i arbete", "inte ett krav och inte ett facit"):
        assert told in words
    assert "Ladda ner Dialogunderlag (PDF, en sida)" in buttons(at)
    assert labels(at) == ["Papper", "Läkare"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_it_holds_and_offers_its_file(kind):
    at = papers(without_supervision(), kind)
    assert not at.exception
    assert one_line(KINDS[kind].holds) in html(at)
    assert f"Ladda ner {KINDS[kind].label}" in buttons(at)
    assert ("Läkare" in labels(at)) == KINDS[kind].of_doctor
    assert ("Valt scenario" in labels(at)) == (not KINDS[kind].of_scenarios)
    assert bool([one for one in at.checkbox if "signaturer" in one.label]) == KINDS[kind].aliased


def test_another_doctor_and_a_scenario_change_the_paper():
    at = papers(without_supervision())
    box(at, "Valt scenario").set_value(0).run()
    assert "1 007 patienter (+65)" in html(at)
    at = papers(many())
    box(at, "Läkare").set_value(2).run()
    assert "Dialogunderlag" in " ".join(buttons(at))
    assert "Enhetens" not in html(at)
    assert "610" in html(at)


def test_an_earlier_version_can_be_compared_with():
    store = open_store()
    saved = store.create(change(worked(), "doctors.Läkare A.annual_leave_days", 20.0), "test")
    store.name_version(saved, "I våras", "", "test")
    saved = store.save(saved, worked(), "test")
    at = opened()
    at.session_state["current"] = Current(worked(), kept=saved)
    at = shown(at, "papper")
    box(at, "Jämför med förra gången").set_value(store.versions(saved.plan_id)[0].version_id).run()
    assert "Semester: från 20 dagar/år till 26 dagar/år." in html(at)


def test_what_is_missing_is_said_with_a_link():
    at = papers(empty())
    assert "minst en läkare" in html(at)
    assert not buttons(at) or all("Dialog" not in one for one in buttons(at))
    at = papers(worked(), "jamforelse")
    assert "inga scenarier" in html(at)


def test_signatures_are_shown_letter_by_letter():
    at = papers(hostile())
    assert not at.exception
    assert "<img" not in html(at)
