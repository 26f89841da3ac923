"""Do the cards write the changes that the method's worked example asks for, on any plan?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calc.clinic import calculate
from planner.calc.scenarios import apply, outcome
from planner.cards import CARDS, Card, card
from planner.cards.coming import ASKED
from planner.domain.change_text import text_of
from planner.domain.doctor import Doctor
from planner.domain.kept import joined
from planner.domain.plan import Plan, change, without_doctor
from planner.domain.rules import ordinary_listed
from planner.domain.scenario import Scenario
from planner.files.reading import read_plan
from planner.schema import fields_of
from tests.plans import plans, random_plan
from tests.reports.examples import clinic, doctor_a, many, worked


def written(plan: Plan, key: str, **given: Any) -> Scenario:
    one = card(key)
    return one.write(plan, one.start(plan, given)[0])


def patients(plan: Plan, scenario: Scenario, place: int = 0) -> float:
    return outcome(plan, scenario).results.doctors[place]["patients"]


@pytest.mark.parametrize(("key", "answers", "expected"), [
    ("fte", {}, 682.1),
    ("fte", {"duties_follow": True}, 753.5),
    ("care_home", {}, 1_071.8),
    ("supervision", {}, 1_006.9),
    ("nurse", {}, 1_044.3),
])  # fmt: skip
def test_a_card_opens_on_the_worked_examples_answer(key: str, answers: dict[str, Any], expected: float) -> None:
    assert patients(worked(), written(worked(), key, **answers)) == pytest.approx(expected, abs=0.05)


def test_a_nurse_takes_what_the_doctors_leave() -> None:
    scenario = written(worked(), "nurse")
    assert scenario.colleague_hours == pytest.approx(880)
    by_share = written(worked(), "nurse", share=0.2 / 1.1)
    assert patients(worked(), by_share) == pytest.approx(1_044.3, abs=0.05)
    assert by_share.colleague_hours == pytest.approx(880)


def test_a_nurse_takes_no_more_contacts_than_there_are() -> None:
    after = outcome(worked(), written(worked(), "nurse", per_listed=50.0)).plan
    assert after.contact("planned_visit").contacts_per_year == 0
    assert after.contact("other").contacts_per_year == pytest.approx(9_680)


def test_supervision_is_weighed_with_a_row_that_is_there() -> None:
    base = worked()
    row = base.contact("digital").model_copy(
        update={"kind": "other", "contacts_per_year": 1_000.0, "minutes": 10.0, "documentation_minutes": 4.0}
    )
    plan = Plan(clinic=clinic(contacts=(*base.clinic.contacts, row)), doctors=base.doctors)
    after = outcome(plan, written(plan, "nurse")).plan.contact("other")
    assert after.contacts_per_year == pytest.approx(2_760)
    assert after.contacts_per_year * (after.minutes + after.documentation_minutes) == pytest.approx(14_000 + 2 * 1_760)


def test_a_nurse_relieves_those_with_own_visits_too() -> None:
    plan = Plan(clinic=clinic(), doctors=(doctor_a(planned_visits_per_year=1_100.0),))
    after = outcome(plan, written(plan, "nurse", share=0.5)).plan
    assert after.doctors[0].planned_visits_per_year == pytest.approx(550)


def test_duties_that_follow_shrink_in_proportion_from_any_share() -> None:
    for today, scaled in ((1.0, False), (0.8, False), (0.8, True)):
        plan = Plan(clinic=clinic(), doctors=(doctor_a(fte=today, duties_scale=scaled, yearly_hours=40.0),))
        before = calculate(plan).doctors[0]["duty_hours"]
        follow = outcome(plan, written(plan, "fte", fte=0.6, duties_follow=True)).results.doctors[0]["duty_hours"]
        stay = outcome(plan, written(plan, "fte", fte=0.6)).results.doctors[0]["duty_hours"]
        assert follow == pytest.approx(before * 0.6 / today)
        assert stay == pytest.approx(before)


def test_leave_is_the_workdays_between_two_dates() -> None:
    year = worked().model_copy(update={"clinic": clinic(workdays=None)})
    dates = {"first_day": dt.date(2026, 1, 1), "last_day": dt.date(2026, 1, 31)}
    assert absence(year, written(year, "leave", **dates)) == 5 + 20  # New Year's Day and Epiphany are off
    assert absence(year, written(year, "leave", **dates, share=0.5)) == 5 + 10
    beyond = {"first_day": dt.date(2025, 6, 1), "last_day": dt.date(2027, 6, 1)}
    assert absence(year, written(year, "leave", **beyond)) == 5 + 251
    half = Plan(clinic=clinic(), doctors=(doctor_a(from_date=dt.date(2026, 7, 1)),))
    assert written(half, "leave").changes == ()  # on leave before she begins


def absence(plan: Plan, scenario: Scenario) -> float:
    return outcome(plan, scenario).plan.doctors[0].other_absence_days


def test_a_doctor_leaves_at_once_or_from_a_day() -> None:
    assert outcome(many(), written(many(), "leaves", doctor="Läkare B")).plan.doctors[1].doctor_id == "Läkare C"
    later = outcome(many(), written(many(), "leaves", doctor="Läkare B", last_day=dt.date(2026, 6, 30)))
    assert later.plan.doctors[1].to_date == dt.date(2026, 6, 30)


def test_newcomers_have_the_usual_duties_and_free_names() -> None:
    first = outcome(many(), written(many(), "specialist", from_date=dt.date(2026, 9, 1)))
    second = written(first.plan, "in_training", supervisor="Läkare A", supervision_hours=1.0)
    both = outcome(first.plan, second).plan
    assert [one.doctor_id for one in both.doctors[-2:]] == ["Läkare D", "Läkare I"]
    assert both.doctors[-2].from_date == dt.date(2026, 9, 1)
    assert (both.doctors[-1].role, both.doctors[-1].st_year, both.doctors[-1].supervised) == ("st", 1.0, True)
    assert both.doctors[-1].care_home_hours == 4.0
    assert both.doctors[0].supervision_hours == many().doctors[0].supervision_hours + 1.0


TYPICAL = read_plan(Path(__file__).parents[1] / "sample_data" / "typisk.xlsx").plan


def test_a_newcomer_in_training_is_like_the_others_in_training() -> None:
    answers, from_plan = card("in_training").start(TYPICAL, {})
    assert (answers.other_absence_days, answers.pace, answers.annual_leave_days) == (55.0, 1.15, 25.0)
    assert from_plan == set(ASKED)
    assert "ntagande" in card("in_training").preset_from
    found = outcome(TYPICAL, written(TYPICAL, "in_training"))
    there = [one["patients"] for one in found.results.doctors[5:7]]
    assert min(there) <= found.results.doctors[7]["patients"] <= max(there)
    assert written(TYPICAL, "in_training", pace=1.5).changes[0].value.pace == 1.5


def test_the_recruits_card_asks_for_what_is_assumed_of_her() -> None:
    for key in ("specialist", "in_training"):
        declared = card(key).fields()
        assert set(ASKED) <= set(declared)
        for asked in ASKED:
            assert declared[asked].label == fields_of(Doctor)[asked].label


AUGUST = {"from_date": dt.date(2026, 8, 1)}


def test_one_who_comes_in_august_has_august_to_december_of_the_years_absence() -> None:
    # 251 workdays in 2026 of which 106 from 1 August; 31 + 10 days away in a whole year, and 4 % sick
    whole_year = (251 - 31 - 10) * 0.96
    assert whole_year == pytest.approx(201.6)
    found = outcome(TYPICAL, written(TYPICAL, "specialist", **AUGUST))
    assert found.results.doctors[-1]["net_days"] == pytest.approx(201.6 * 106 / 251)
    assert found.results.doctors[-1]["net_days"] == pytest.approx(85.1, abs=0.05)


def test_her_supervisor_gives_the_hours_of_those_months() -> None:
    found = outcome(TYPICAL, written(TYPICAL, "in_training", supervisor="Läkare A", supervision_hours=1.5, **AUGUST))
    before = TYPICAL.doctor("Läkare A").supervision_hours
    assert found.plan.doctor("Läkare A").supervision_hours == pytest.approx(before + 1.5 * 106 / 251)


def test_one_who_leaves_in_july_has_january_to_july_of_the_years_absence() -> None:
    plan = change(TYPICAL, "doctors.Läkare A.yearly_hours", 100.0)
    found = outcome(plan, written(plan, "leaves", doctor="Läkare A", last_day=dt.date(2026, 7, 31)))
    part = (251 - 106) / 251
    assert found.results.doctors[0]["net_days"] == pytest.approx(201.6 * part)
    assert found.plan.doctors[0].yearly_hours == pytest.approx(100 * part)
    # who came in the spring has the part of the spring already
    came = change(TYPICAL, "doctors.Läkare A.from_date", dt.date(2026, 8, 1))
    left = outcome(came, written(came, "leaves", doctor="Läkare A", last_day=dt.date(2026, 12, 31)))
    assert left.plan.doctors[0].annual_leave_days == pytest.approx(31)


def test_a_part_of_a_year_is_told_as_the_years_average() -> None:
    for key in ("specialist", "in_training", "leaves"):
        assert "årets genomsnitt: talet är inte listan från den dagen" in card(key).about


def test_a_certificate_frees_the_supervisor() -> None:
    plan = outcome(many(), written(many(), "certificate", supervisor="Läkare A", supervision_hours=1.5, pace=1.0)).plan
    new = plan.doctor("Läkare E")
    assert (new.role, new.st_year, new.supervised) == ("specialist", None, None)
    assert plan.doctor("Läkare A").supervision_hours == 0.5


def test_a_round_at_a_care_home_has_two_sides() -> None:
    scenario = written(many(), "care_home", taker="Läkare B")
    after = outcome(many(), scenario).plan
    a, b = after.doctor("Läkare A"), after.doctor("Läkare B")
    assert (a.care_home_hours, a.care_home_patients, a.current_list) == (0.0, 0, 1_055)
    assert (b.care_home_hours, b.care_home_patients, b.current_list) == (8.0, 45, 1_025)
    assert not [issue for issue in calculate(after).issues if issue.level == "fel"]
    taken = written(many(), "care_home", giver=None, taker="Läkare F", hours=2.0, patients=20)
    f = outcome(many(), taken).plan.doctor("Läkare F")
    assert (f.care_home_hours, f.care_home_patients, f.current_list) == (6.0, 20, 20)


def test_a_duty_that_nobody_has_is_left_as_it_is() -> None:
    plan = Plan(clinic=clinic(), doctors=(doctor_a(supervision_hours=0.0),))
    scenario = written(plan, "supervision")
    assert (scenario.name, scenario.changes) == ("Som i dag: handledning", ())


def test_without_agency_doctors_their_share_comes_back() -> None:
    plan = many().model_copy(update={"clinic": clinic(share_by_others=0.1)})
    after = outcome(plan, written(plan, "agency")).plan
    assert "agency" not in {one.employment for one in after.doctors}
    assert after.clinic.share_by_others == 0
    kept = outcome(plan, written(plan, "agency", remove=False, share_left=0.05)).plan
    assert (len(kept.doctors), kept.clinic.share_by_others) == (len(plan.doctors), 0.05)


def test_more_listed_bring_their_contacts() -> None:
    for plan in (many(), Plan(clinic=clinic(contacts=(), direct_hours_per_year=5_000.0), doctors=(doctor_a(),))):
        after = outcome(plan, written(plan, "neighbour"))
        before = calculate(plan)
        assert after.plan.clinic.listed_patients == 9_700
        assert after.results.doctors[0]["minutes_per_patient"] == pytest.approx(
            before.doctors[0]["minutes_per_patient"]
        )
        assert after.results.clinic["gap"] == pytest.approx(before.clinic["gap"] + 900)


def test_visits_meetings_and_load() -> None:
    assert outcome(many(), written(many(), "minutes", minutes=5.0)).plan.contact("planned_visit").minutes == 30
    assert {one.meeting_hours for one in outcome(many(), written(many(), "meetings")).plan.doctors} == {2.0}
    one = outcome(many(), written(many(), "meetings", doctor="Läkare B", hours=10.0)).plan
    assert [doctor.meeting_hours for doctor in one.doctors[:3]] == [3.0, 0.0, 3.0]
    assert outcome(many(), written(many(), "load")).plan.clinic.planned_load == 0.9
    already = many().model_copy(update={"clinic": clinic(planned_load=0.9)})
    assert outcome(already, written(already, "load")).plan.clinic.planned_load == 0.85


def test_a_scenario_follows_the_plan_where_it_can() -> None:
    scenario = written(worked(), "nurse")
    busier = worked().model_copy(update={"clinic": clinic(contacts=tuple(
        row.model_copy(update={"contacts_per_year": row.contacts_per_year + 1_000}) for row in clinic().contacts))})  # fmt: skip
    assert outcome(busier, scenario).plan.contact("planned_visit").contacts_per_year == pytest.approx(8_920)


VISITS = "clinic.contacts.planned_visit.contacts_per_year"


def per_listed(plan: Plan, kind: str = "planned_visit") -> float:
    row, listed = plan.contact(kind), ordinary_listed(plan)
    assert row is not None
    return row.contacts_per_year / listed


@pytest.mark.parametrize("listed", [8_800, 9_400, 7_000])
def test_more_listed_bring_as_many_contacts_each_whatever_the_baseline_comes_to_have(listed: int) -> None:
    scenario = joined(written(worked(), "neighbour"), Scenario())
    again = joined(scenario, written(outcome(worked(), scenario).plan, "neighbour"))
    now = change(change(worked(), "clinic.listed_patients", listed), VISITS, listed * 1.3)
    for one in (scenario, again):
        assert per_listed(outcome(now, one).plan) == pytest.approx(1.3)
    assert {one.operation for one in scenario.changes} == {"add", "follow_listed"}


@pytest.mark.parametrize("listed", [8_800, 9_400, 7_000])
def test_what_a_nurse_takes_per_listed_follows_the_listed(listed: int) -> None:
    scenario = written(worked(), "nurse")
    assert [text_of(one) for one in scenario.changes][:2] == [
        f"{VISITS}+=-0.2*listed", "clinic.contacts.other.contacts_per_year+=0.2*listed",
    ]  # fmt: skip
    now = outcome(change(change(worked(), "clinic.listed_patients", listed), VISITS, listed * 1.1), scenario)
    assert per_listed(now.plan) == pytest.approx(0.9)
    assert per_listed(now.plan, "other") == pytest.approx(0.2)
    assert now.scenario.colleague_hours == pytest.approx(0.2 * listed * 30 / 60)


def test_colleagues_hours_of_two_cards_are_counted_for_the_same_listed() -> None:
    nurse = written(worked(), "nurse")
    more = joined(nurse, written(outcome(worked(), nurse).plan, "neighbour"))
    assert (more.colleague_hours, more.colleague_listed) == (880, 8_800)
    both = joined(more, written(outcome(worked(), more).plan, "nurse", per_listed=0.1))
    assert (both.colleague_hours, both.colleague_listed) == (pytest.approx(970 + 485), 9_700)
    by_share = joined(nurse, written(worked(), "nurse", share=0.5))
    assert by_share.colleague_listed is None


@settings(max_examples=60, deadline=None)
@given(plan=plans(clean=False), one=st.sampled_from(CARDS), seed=st.integers(0, 3))
def test_what_a_card_writes_applies(plan: Plan, one: Card, seed: int) -> None:
    if one.lacking(plan):
        return
    answers, _ = one.start(plan, {})
    if one.unanswered(answers):
        return
    applied = apply(plan, one.write(plan, answers).changes)
    assert applied.skipped == ()


def test_every_card_opens_with_its_questions_answered() -> None:
    for one in CARDS:
        assert one.lacking(many()) == ""
        answers, _ = one.start(many(), {})
        assert one.unanswered(answers) == ()
        assert one.write(many(), answers).changes
        assert one.title.startswith("… ")
        assert all(declared.help for declared in one.fields().values())


def test_an_answer_that_can_no_longer_be_is_forgotten() -> None:
    answers, _ = card("fte").start(many(), {"doctor": "Borta", "fte": 0.5})
    assert (answers.doctor, answers.fte) == ("Läkare A", 0.5)


def test_a_change_for_a_doctor_who_has_been_deleted_is_said() -> None:
    scenario = written(many(), "fte", doctor="Läkare B", fte=0.5)
    applied = apply(without_doctor(many(), 1), scenario.changes)
    assert applied.skipped == (0,)
    assert "Läkare B finns inte bland läkarna" in applied.issues[0].text


def test_cards_hold_on_seeded_plans_of_every_size() -> None:
    for seed in range(40):
        plan = random_plan(seed, clean=False)
        for one in CARDS:
            answers, _ = one.start(plan, {})
            if not one.lacking(plan) and not one.unanswered(answers):
                assert apply(plan, one.write(plan, answers).changes).skipped == (), (seed, one.key)


def sums(plan: Plan) -> dict[str, float]:
    keys = ("care_home_hours", "supervision_hours", "care_home_patients", "current_list")
    return {key: sum(getattr(doctor, key) or 0 for doctor in plan.doctors) for key in keys}


@pytest.mark.parametrize(
    ("key", "giver", "taker", "answers"),
    [
        ("care_home", "Läkare A", "Läkare B", {"hours": 30.0, "patients": 2_000}),
        ("care_home", "Läkare B", "Läkare A", {"hours": 4.0, "patients": 10}),
        ("care_home", "Läkare A", "Läkare A", {"hours": 2.0, "patients": 10}),
        ("supervision", "Läkare B", "Läkare A", {"hours": 30.0}),
        ("supervision", "Läkare A", "Läkare A", {"hours": 1.0}),
    ],
)
def test_what_passes_between_two_doctors_is_neither_made_nor_lost(
    key: str, giver: str, taker: str, answers: dict[str, Any]
) -> None:
    plan = TYPICAL
    assert plan is not None
    scenario = written(plan, key, giver=giver, taker=taker, **answers)
    after = apply(plan, scenario.changes)
    assert (after.skipped, sums(after.plan)) == ((), pytest.approx(sums(plan)))
    if giver == taker:
        assert scenario.changes == ()
