"""Does a doctor's own page tell all of hers, and nothing of anyone else's?"""

from __future__ import annotations

import datetime as dt
import io
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calc.clinic import calculate
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, change
from planner.domain.scenario import Change, Comment, Scenario
from planner.files.workbook_plain import PlainSheet, write_sheets
from planner.reports import own, own_everything, own_time, own_try
from planner.reports.own_everything import Changed
from planner.schema import fields_of
from tests.plans import plans
from tests.reports import examples

MARKERS = ("MARKÖR", "7 777", "7777", "73,33", "0.7333", "HEMLIGT")


def said(words: str) -> str:
    return words.replace("\u00a0", " ")


def with_marked_colleague() -> Plan:
    """Läkare A with a comment and a proposal, and a colleague whose every trace is a marker."""
    colleague = examples.doctor_a(
        doctor_id="MARKÖR B", fte=0.7333, current_list=7_777, note="HEMLIGT", team="MARKÖR-laget",
    )  # fmt: skip
    mine = examples.doctor_a(note="Om mig", care_need=1.2)
    fte = Change(path="doctors.Läkare A.fte", value=0.9)
    theirs = Change(path='doctors."MARKÖR B".fte', value=0.7333)
    return Plan(
        clinic=examples.clinic(),
        doctors=(mine, colleague),
        scenarios=(
            Scenario(name="Mitt förslag", reason="Mer tid", doctor_id="Läkare A", changes=(fte, theirs)),
            Scenario(name="MARKÖR förslag", doctor_id="MARKÖR B", changes=(theirs,)),
            Scenario(name="MARKÖR scenario", changes=(theirs,)),
        ),
        comments=(
            Comment(path="doctors.Läkare A.fte", text="Min grad är fel", by="Läkare A", made=dt.date(2026, 3, 1)),
            Comment(path="clinic.indirect_minutes", text="För lågt för mig", by="Läkare A", made=dt.date(2026, 3, 2)),
            Comment(path="clinic.indirect_minutes", text="MARKÖR för lågt", by="MARKÖR B", made=dt.date(2026, 3, 2)),
            Comment(path='doctors."MARKÖR B".fte', text="MARKÖR", by="Läkare A", made=dt.date(2026, 3, 3)),
        ),
    )  # fmt: skip


CHANGED = (
    Changed(2, dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC), "Läkare A: Handledning", "3", "2", "Chefen", "ny ST"),
)


def exported_cells(plan: Plan) -> list[str]:
    tables = own_everything.sheets(plan, calculate(plan), 0, CHANGED)
    rows = [
        PlainSheet(one.caption, one.headings, tuple(tuple(cell.shown for cell in row) for row in one.rows))
        for one in tables
    ]
    book = openpyxl.load_workbook(io.BytesIO(write_sheets("Min lista", rows)))
    return [str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value]


def test_her_copy_holds_all_of_hers_and_nothing_of_a_colleagues() -> None:
    plan = with_marked_colleague()
    whole = own_everything.as_json(plan, calculate(plan), 0, CHANGED)
    for text in (json.dumps(whole, ensure_ascii=False, allow_nan=False), said(" ".join(exported_cells(plan)))):
        assert not [marker for marker in MARKERS if marker in text]
        for mine in ("Läkare A", "Om mig", "Min grad är fel", "För lågt för mig", "Mitt förslag", "Mer tid", "ny ST"):
            assert mine in text, mine
    assert whole["results"] == dict(calculate(plan).doctors[0])
    assert whole["doctor"]["note"] == "Om mig"


def test_her_row_is_whole_whatever_fields_there_are() -> None:
    plan = with_marked_colleague()
    assert [one.origin.key for one in own.own_data(plan, 0)] == list(fields_of(Doctor))
    cells = exported_cells(plan)
    assert all(declared.label in cells for declared in fields_of(Doctor).values())


def test_a_text_of_hers_is_no_formula_in_her_copy() -> None:
    plan = change(examples.worked(), "doctors.Läkare A.note", "=HYPERLINK(1)")
    tables = own_everything.sheets(plan, calculate(plan), 0, ())
    sheets = [PlainSheet(t.caption, t.headings, tuple(tuple(c.shown for c in row) for row in t.rows)) for t in tables]
    book = openpyxl.load_workbook(io.BytesIO(write_sheets("=1+1", sheets)))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@settings(max_examples=60)
@given(plans(most_doctors=3))
def test_my_time_adds_up_to_all_of_it(plan: Plan) -> None:
    results = calculate(plan)
    for place, row in enumerate(results.doctors):
        found = own_time.shares(plan, results, place)
        if not found:
            continue
        assert sum(one.percent for one in found) == 100
        contracted = row["workdays"] * plan.clinic.full_time_hours / 5 * plan.doctors[place].fte
        assert sum(one.hours for one in found) == pytest.approx(contracted)
        bars = own_time.figure(plan, results, place)["data"]
        ends = [bar["base"][0] + bar["x"][0] for bar in bars]
        assert max(ends) == pytest.approx(100)


@given(st.lists(st.floats(0, 1e6), max_size=8))
def test_whole_per_cents_sum_to_100_and_are_near(values: list[float]) -> None:
    found = own_time.whole_per_cents(values)
    if sum(values) > 0:
        assert sum(found) == 100
        assert all(abs(one - value / sum(values) * 100) < 1 for one, value in zip(found, values, strict=True))


def test_my_time_of_the_worked_example() -> None:
    plan = examples.worked()
    found = {one.key: one for one in own_time.shares(plan, calculate(plan), 0)}
    assert found["direct"].hours + found["indirect"].hours == pytest.approx(1_056.528)
    assert found["slack"].hours == pytest.approx(1_200.6 - 1_056.528)
    assert found["duties"].hours == pytest.approx(455.4)
    assert found["absence"].hours == pytest.approx(248 * 8 - 1_656)


def test_weighted_heads_are_told_only_where_the_need_is_not_the_average() -> None:
    plan = examples.worked()
    assert own.weighted_heads(plan, calculate(plan), 0) == ""
    heavier = change(plan, "doctors.Läkare A.care_need", 1.25)
    row = calculate(heavier).doctors[0]
    words = said(own.weighted_heads(heavier, calculate(heavier), 0))
    assert f"motsvarar därför {row['patients'] * 1.25:.0f} genomsnittliga i tid" in words
    assert "Dagens lista på 1 100 motsvarar 1 375." in words


def test_a_tried_change_says_the_list_and_the_week() -> None:
    plan = examples.worked()
    results = calculate(plan)
    changes = own_try.changes_for(plan, {"doctors.Läkare A.care_home_hours": 0.0, "doctors.Läkare A.fte": 1.0})
    assert [one.path for one in changes] == ["doctors.Läkare A.care_home_hours"]
    assert said(own_try.effect(plan, results, 0, changes).sentence) == (
        "Med ändringarna räcker tiden till 1 072 patienter i stället för 942."
    )
    assert said(own_try.effect_on_week(plan, results, 0, changes)) == (
        "Dagens lista tar då 40,9 timmar i veckan i stället för 44,9. Den avtalade veckan är då 40,0 timmar."
    )


def test_a_proposal_that_takes_her_away_is_said_to_have_no_number() -> None:
    plan = examples.worked()
    gone = (Change(path="doctors.Läkare A", operation="remove"),)
    assert "går inte att beräkna" in own_try.effect(plan, calculate(plan), 0, gone).sentence
    assert own_try.effect_on_week(plan, calculate(plan), 0, gone) == ""


def test_without_a_signature_of_her_own_nothing_can_be_tried() -> None:
    twins = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(), examples.doctor_a()))
    assert not own_try.can_be_tried(twins, 0)
    assert not own_try.can_be_tried(Plan(clinic=examples.clinic(), doctors=(Doctor(),)), 0)
    assert own_try.can_be_tried(examples.worked(), 0)


def test_a_week_that_stays_as_it_is_is_said_so() -> None:
    plan = examples.worked()
    changes = own_try.changes_for(plan, {"doctors.Läkare A.fte": 1.0001})
    words = said(own_try.effect_on_week(plan, calculate(plan), 0, changes))
    assert words.startswith("Dagens lista tar då fortfarande 44,9 timmar i veckan. Den avtalade")


@pytest.mark.parametrize("plan", [examples.many(), examples.with_nulls(), examples.hostile()])
def test_her_number_is_told_to_herself(plan: Plan) -> None:
    results = calculate(plan)
    for place, doctor in enumerate(plan.doctors):
        words = own.answer(plan, results, place).sentence
        assert "du" in words.lower().split()
        assert doctor.doctor_id not in words
