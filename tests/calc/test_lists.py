"""Are lists held beside room in whole persons, and are the sums over doctors those of the right ones?"""

from __future__ import annotations

import pytest

from planner.calc.clinic import calculate
from planner.calc.lists import (
    largest_part,
    list_over_room,
    lists_over_room,
    riktvarde_difference,
    role_sums,
    room_of,
)
from planner.calc.time_use import duty_share, indirect_share, planned_patient_hours, share_of_week
from planner.domain.plan import Plan
from tests.reports.examples import clinic, doctor_a, many, with_nulls

# the worked example has room for 941.9, shown as 942; the same with an hour less of meetings for 974.4, shown as 974
ROOM, LESS_MEETINGS = 942, 974


def over(**given: object) -> int | None:
    plan = Plan(clinic=clinic(), doctors=(doctor_a(**given),))
    return list_over_room(plan.doctors[0], calculate(plan).doctors[0])


def test_a_list_is_beyond_its_room_by_whole_persons() -> None:
    assert [over(current_list=ROOM + more) for more in (-1, 0, 1)] == [-1, 0, 1]
    assert over(current_list=LESS_MEETINGS, meeting_hours=2.0) == 0
    assert over(current_list=ROOM + 40, care_home_patients=40) == 0
    assert over(current_list=None) is None
    assert over(fte=None) is None


def test_lists_and_parts_are_those_of_the_doctors_that_count() -> None:
    apart = doctor_a(doctor_id="B", role="licensed", specialty="none", fte=0.5)
    plan = Plan(clinic=clinic(), doctors=(doctor_a(), apart, doctor_a(doctor_id="C", current_list=1_000)))
    results = calculate(plan)
    assert lists_over_room(plan, results) == [158, 58]
    assert largest_part(results) == pytest.approx(0.5)
    assert results.doctors[1]["named_patients"] < 900
    one = Plan(clinic=clinic(), doctors=(doctor_a(), apart))
    assert largest_part(calculate(one)) is None  # one that counts: it goes without saying
    assert largest_part(calculate(with_nulls())) is None


def test_each_role_together() -> None:
    plan = many()
    results = calculate(plan)
    sums = role_sums(plan, results)
    assert set(sums) == {"specialist", "st", "senior_advisor"}
    assert (sums["specialist"].doctors, sums["specialist"].today) == (5, 1_100 + 980 + 610 + 1_450 + 300)
    assert sums["specialist"].fte == pytest.approx(3.9)
    assert sums["specialist"].room == pytest.approx(room_of(results, (0, 1, 2, 3, 6)))
    assert sums["st"].today == 420
    assert sums["senior_advisor"].today is None
    unknown = with_nulls()
    found = role_sums(unknown, calculate(unknown))["specialist"]
    assert (found.fte, found.room, found.today) == (None, None, 3_300)
    assert not role_sums(*_not_counted())["licensed"].counted
    assert sums["specialist"].counted


def _not_counted():
    plan = Plan(clinic=clinic(), doctors=(doctor_a(role="licensed", specialty="none"),))
    return plan, calculate(plan)


def test_shares_of_a_doctors_time() -> None:
    row = calculate(Plan(clinic=clinic(), doctors=(doctor_a(),))).doctors[0]
    assert indirect_share(row) == pytest.approx(18 / 67.3, abs=0.001)
    assert duty_share(row) == pytest.approx(455.4 / 1_656)
    assert indirect_share(row | {"minutes_per_patient": 0.0}) is None
    assert duty_share(row | {"net_hours": 0.0}) is None
    assert riktvarde_difference(row | {"patients": 900.0, "riktvarde": 1_000.0}) == pytest.approx(0.1)
    assert riktvarde_difference(row | {"patients": 1_100.0, "riktvarde": 1_000.0}) == pytest.approx(0.1)
    assert riktvarde_difference(row | {"riktvarde": None}) is None
    assert share_of_week(-4, 40) == 0.1
    assert share_of_week(4, 0) is None


def test_the_planned_hours_are_those_of_doctors_with_a_list() -> None:
    plan = many()
    results = calculate(plan)
    with_list = [row["planned_hours"] for row in results.doctors[:-1]]
    assert planned_patient_hours(plan, results) == pytest.approx(sum(with_list))
    assert planned_patient_hours(with_nulls(), calculate(with_nulls())) is None
