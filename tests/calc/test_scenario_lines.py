"""Is each change of a scenario shown with what it meets, and the same when told in another way?"""

from __future__ import annotations

import pytest

from planner.calc.scenario_lines import first_change, lines, rewritten
from planner.calc.scenarios import apply
from planner.domain.change_text import change_of
from tests.reports.examples import worked

FTE = 'doctors."Läkare A".fte'


def test_each_line_meets_what_the_one_before_it_left() -> None:
    changes = [change_of(text) for text in (f"{FTE}=0.8", f"{FTE}*=0.5", 'doctors."Läkare B".fte=0.5', "doctors.B={}")]
    found = lines(worked(), changes)
    assert [(one.before, one.after) for one in found] == [(1.0, 0.8), (0.8, 0.4), (None, None), (None, None)]
    assert "Läkare B finns inte" in found[2].problem
    assert [one.problem == "" for one in found] == [True, True, False, True]
    assert found[0].declared.label == "Tjänstgöringsgrad"
    assert found[3].declared is None


@pytest.mark.parametrize("text", [f"{FTE}=0.8", f"{FTE}*=0.8", f"{FTE}-=0.2", "clinic.listed_patients+=900"])
@pytest.mark.parametrize("operation", ["set", "add", "times"])
def test_told_in_another_way_it_comes_to_the_same(text: str, operation: str) -> None:
    line = lines(worked(), [change_of(text)])[0]
    told = rewritten(line, operation)
    assert told.operation == operation
    again = lines(worked(), [told])[0]
    assert again.after == pytest.approx(line.after)


VISITS = "clinic.contacts.planned_visit.contacts_per_year"


@pytest.mark.parametrize("text", [f"{VISITS}-=1760", f"{VISITS}-=0.2*listed", f"{VISITS}*=0.5", f"{VISITS}*=listed"])
@pytest.mark.parametrize("operation", ["set", "add", "times", "add_per_listed"])
def test_contacts_told_per_listed_come_to_the_same(text: str, operation: str) -> None:
    line = lines(worked(), [change_of(text)])[0]
    again = lines(worked(), [rewritten(line, operation)])[0]
    assert again.after == pytest.approx(line.after)


def test_what_follows_the_listed_has_no_value() -> None:
    line = lines(worked(), [change_of(f"{VISITS}-=1760")])[0]
    assert rewritten(line, "follow_listed") == change_of(f"{VISITS}*=listed")


def test_a_change_starts_where_the_value_stands() -> None:
    start = first_change(worked(), FTE)
    assert apply(worked(), [start]).plan.doctors == worked().doctors
    assert first_change(worked(), "clinic.contacts.phone.minutes").value is None
