"""Do a scenario's changes meet the baseline as it is now, and is it said what no longer applies?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.calc.clinic import calculate
from planner.calc.scenarios import apply, outcome, outcomes
from planner.domain.change_text import change_of
from planner.domain.plan import Plan, change, without_doctor
from planner.domain.scenario import Change, Comment, Scenario
from planner.files.json_form import plan_from
from tests.plans import random_plan

CASE = json.loads((Path(__file__).parents[1] / "cases" / "worked_example.json").read_text("utf-8"))["plan"]


@pytest.fixture
def plan() -> Plan:
    found = plan_from(CASE).plan
    assert found is not None
    return found


def patients(plan: Plan, *changes: str) -> float | None:
    return outcome(plan, Scenario(name="x", changes=tuple(map(change_of, changes)))).results.doctors[0]["patients"]


# method §5
LINES = [
    (("doctors.A.care_home_hours=0",), 1071.8),
    (("doctors.A.supervision_hours=0",), 1006.9),
    (("doctors.A.fte=0.8",), 682.1),
    (("doctors.A.fte*=0.8", "doctors.A.duties_scale=true"), 753.5),
    (
        (
            "clinic.contacts.planned_visit.contacts_per_year-=1760",
            "clinic.contacts.other.contacts_per_year+=1760",
            "clinic.contacts.other.minutes=2",
        ),
        1044.3,
    ),
]


@pytest.mark.parametrize(("changes", "expected"), LINES, ids=[lines[0] for lines, _ in LINES])
def test_the_worked_example_as_scenarios(plan: Plan, changes: tuple[str, ...], expected: float) -> None:
    assert patients(plan, *changes) == pytest.approx(expected, abs=0.05)


def test_a_change_of_the_baseline_shows_in_its_scenarios(plan: Plan) -> None:
    more = Scenario(name="Fler", changes=(change_of("clinic.listed_patients+=900"), change_of("doctors.A.fte*=0.5")))
    moved = change(change(plan, "clinic.listed_patients", 9_000), "doctors.A.fte", 0.8)
    after = outcome(moved, more).plan
    assert (after.clinic.listed_patients, after.doctors[0].fte) == (9_900, pytest.approx(0.4))


VISITS = "clinic.contacts.planned_visit.contacts_per_year"


def visits(plan: Plan, *texts: str) -> float:
    applied = apply(plan, [change_of(one) for one in texts])
    assert applied.skipped == ()
    row = applied.plan.contact("planned_visit")
    assert row is not None
    return row.contacts_per_year or 0.0


def test_what_follows_the_listed_keeps_as_many_per_listed(plan: Plan) -> None:
    more, follow, moved = "clinic.listed_patients+=900", f"{VISITS}*=listed", f"{VISITS}-=0.2*listed"
    assert visits(plan, more, follow) == pytest.approx(9_680 * 9_700 / 8_800)
    assert visits(plan, moved) == pytest.approx(9_680 - 1_760)
    # the same in any order of two cards, and a second neighbour is not counted with the first one again
    assert visits(plan, moved, more, follow) == pytest.approx(9_700 * 0.9)
    assert visits(plan, more, follow, moved) == pytest.approx(9_700 * 0.9)
    assert visits(plan, more, follow, more, follow) == pytest.approx(10_600 * 1.1)
    # the baseline's listed change: still 1.1 and 0.9 for each
    grown = change(change(plan, "clinic.listed_patients", 9_000), VISITS, 9_900.0)
    assert visits(grown, more, follow) == pytest.approx(9_900 * 1.1)
    assert visits(grown, moved, more, follow) == pytest.approx(9_900 * 0.9)
    # those at care homes are not among them
    some = change(change(plan, "clinic.listed_care_home", 800), VISITS, 8_000.0)
    assert visits(some, more, follow) == pytest.approx(8_900)
    assert visits(some, moved) == pytest.approx(6_400)
    # a follow-up before the listed have changed has nothing to follow yet
    assert visits(plan, follow, more) == pytest.approx(9_680)


def test_a_kind_of_contact_that_is_not_there_starts_from_nought(plan: Plan) -> None:
    after = apply(plan, [change_of("clinic.contacts.phone.contacts_per_year+=0.5*listed")]).plan.contact("phone")
    assert after is not None
    assert after.contacts_per_year == 4_400


@pytest.mark.parametrize(("one", "says"), [
    (change_of(f"{VISITS}-=2*listed"), "kan inte vara"),
    (change_of("clinic.contacts.phone.contacts_per_year*=listed"), "inte ifyllt"),
    (Change(path="doctors.A.fte", operation="follow_listed"), "bara antal kontakter"),
    (Change(path="clinic.direct_hours_per_year", operation="add_per_listed", value=1.0), "bara antal kontakter"),
    (Change(path=VISITS, operation="add_per_listed"), "inget tal"),
])  # fmt: skip
def test_what_cannot_follow_the_listed_is_left_out_and_said(plan: Plan, one: Change, says: str) -> None:
    applied = apply(plan, [one])
    assert applied.skipped == (0,)
    assert says in applied.issues[0].text


def test_nothing_follows_listed_that_are_not_there(plan: Plan) -> None:
    for nobody in (change(plan, "clinic.listed_patients", None), change(plan, "clinic.listed_care_home", 8_800)):
        applied = apply(nobody, [change_of(f"{VISITS}*=listed"), change_of(f"{VISITS}-=0.1*listed")])
        assert applied.skipped == (0, 1)
        assert "listade utanför särskilt boende" in applied.issues[0].text


def test_a_colleagues_hours_follow_the_listed_they_were_counted_for(plan: Plan) -> None:
    counted = Scenario(name="x", colleague_hours=880.0, colleague_listed=8_800)
    assert outcome(plan, counted).scenario == counted
    grown = change(plan, "clinic.listed_patients", 9_700)
    assert outcome(grown, counted).scenario.colleague_hours == pytest.approx(970)
    more = counted.model_copy(update={"changes": (change_of("clinic.listed_patients+=900"),)})
    assert outcome(plan, more).scenario.colleague_hours == pytest.approx(970)
    said = counted.model_copy(update={"colleague_listed": None})
    assert outcome(grown, said).scenario.colleague_hours == 880


def test_what_no_longer_applies_is_left_out_and_said(plan: Plan) -> None:
    texts = ("doctors.A.fte=0.8", "clinic.planned_load=0.9", "doctors.A=null", "doctors.A=null")
    applied = apply(without_doctor(plan, 0), [change_of(one) for one in texts])
    assert applied.skipped == (0, 2, 3)
    assert applied.plan.clinic.planned_load == 0.9
    assert [issue.level for issue in applied.issues] == ["fel"] * 3
    assert "A finns inte bland läkarna" in applied.issues[0].text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("doctors.A.fte*=2", "Tjänstgöringsgrad kan inte vara 200"),
        ("doctors.A.current_list+=10", "inte ifyllt"),
        ('doctors.A={"fte": 1}', "finns redan"),
        ("clinic.contacts.phone.minutes*=1.1", "inte ifyllt"),
        ("clinic.indirect_minutes*=1e14", "för stort"),
    ],
)
def test_a_change_that_the_plan_has_no_place_for(plan: Plan, text: str, says: str) -> None:
    applied = apply(plan, [change_of(text)])
    assert applied.skipped == (0,)
    assert applied.plan == plan
    assert says in applied.issues[0].text
    assert "fel" in {issue.level for issue in applied.issues}


def test_a_change_that_changes_nothing_is_said(plan: Plan) -> None:
    applied = apply(plan, [change_of("doctors.A.fte=1")])
    assert (applied.skipped, [issue.level for issue in applied.issues]) == ((), ["upplysning"])


def test_whole_numbers_stay_whole_and_bounds_hold_against_binary_fractions(plan: Plan) -> None:
    steps = ("clinic.listed_patients*=1.0001", "clinic.planned_load=0.8", *["clinic.planned_load+=0.05"] * 4)
    assert 0.8 + 0.05 + 0.05 + 0.05 + 0.05 > 1
    applied = apply(plan, map(change_of, steps))
    after = applied.plan
    assert not applied.skipped
    assert (after.clinic.listed_patients, after.clinic.planned_load) == (8_801, 1.0)  # 8 800.88 and a hair more than 1
    assert isinstance(after.clinic.listed_patients, int)


def test_a_scenario_is_worked_out_on_the_plan_alone(plan: Plan) -> None:
    kept = plan.model_copy(
        update={"scenarios": (Scenario(name="x"),), "comments": (Comment(path="clinic.name", text="y"),)}
    )
    assert outcome(kept, kept.scenarios[0]).plan == plan
    assert calculate(kept) == calculate(plan)


@pytest.mark.parametrize("seed", range(25))
def test_no_change_gives_the_baseline_and_an_undone_change_too(seed: int) -> None:
    plan = random_plan(seed)
    one = plan.doctors[0].doctor_id if plan.doctors else None
    there = f'doctors."{(one or "").replace(chr(34), chr(34) * 2)}".pace'
    back = ("=1.5", f"={plan.doctors[0].pace}") if one and plan.doctors[0].pace is not None else ()
    scenarios = (Scenario(name="a"), Scenario(name="b", changes=tuple(change_of(there + sign) for sign in back)))
    for found in outcomes(plan, scenarios):
        assert found.results.clinic == calculate(plan).clinic


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (["clinic.listed_patients=null"], "Listade patienter måste fyllas i."),
        (["clinic.direct_hours_per_year=9000"], "Behåll en av dem"),
        (["doctors.A.from_date=2026-06-01", "doctors.A.to_date=2026-03-01"], "är före"),
        (["doctors.A.fte=null"], "Tjänstgöringsgrad är inte ifyllt"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_changed_plan_alone_is_said(plan: Plan, changes: list[str], says: str) -> None:
    scenario = Scenario(name="x", changes=tuple(map(change_of, changes)))
    found = outcome(plan, scenario)
    assert any(says in one.text for one in found.faults)
    assert found.issues == ()
    # what the baseline has too is its own
    assert outcome(found.plan, scenario).faults == ()


def test_a_plan_without_faults_has_none_in_its_scenarios(plan: Plan) -> None:
    assert outcome(plan, Scenario(name="x", changes=(change_of("doctors.A.fte=0.8"),))).faults == ()


def test_a_factor_that_was_hardly_meant_is_said(plan: Plan) -> None:
    said = apply(plan, map(change_of, ("clinic.indirect_minutes*=12.5", "clinic.indirect_minutes*=0.1"))).issues
    assert [(one.level, one.path) for one in said] == [("rimlighet", "clinic.indirect_minutes")]
    assert "12,5" in said[0].text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (("clinic.listed_patients+=900",), True),
        (("clinic.listed_patients+=900", "clinic.listed_care_home=900"), False),
        (
            (
                "clinic.listed_patients+=900",
                *(f"clinic.contacts.{kind}.contacts_per_year*=listed" for kind in ("planned_visit", "digital")),
            ),
            False,
        ),
        (("doctors.A.fte=0.8",), False),
    ],
)
def test_listed_without_contacts_are_remarked(plan: Plan, changes: tuple[str, ...], said: bool) -> None:
    levels = [issue.level for issue in apply(plan, map(change_of, changes)).issues]
    assert levels == (["rimlighet"] if said else [])
