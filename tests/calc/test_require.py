"""Does what is said to be needed reach the target, within the bounds, and is "impossible" true?"""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calc.clinic import calculate
from planner.calc.require import TOLERANCE, Bundle, Requirement, require
from planner.calc.require_levers import changes_of, chosen_levers, possible_levers
from planner.calc.require_sum import Sum, least_share
from planner.calc.scenarios import apply
from planner.domain.lever import CARE, STAFFING, Lever, WrongLever
from planner.domain.plan import Plan, change, value_at
from planner.domain.results import Results
from planner.files.json_form import plan_from
from tests.plans import random_plan

CASE = json.loads((Path(__file__).parents[1] / "cases" / "worked_example.json").read_text("utf-8"))["plan"]


@pytest.fixture
def plan() -> Plan:
    found = plan_from(CASE).plan
    assert found is not None
    return found


def with_colleague(plan: Plan, **values: object) -> Plan:
    other = plan.doctors[0].model_copy(update={"doctor_id": "B", **values})
    return plan.model_copy(update={"doctors": (*plan.doctors, other)})


def reached(results: Results, doctor_id: str | None) -> float | None:
    found = results.clinic["capacity"] if doctor_id is None else results.doctor(doctor_id)["patients"]
    return found if found is None else float(found)


def alone(found: Requirement, path: str):
    return next(one for one in found.alone if one.lever.path == path)


# the worked example, method §5


def test_what_1_100_takes_in_the_worked_example(plan: Plan) -> None:
    needs = require(plan, 1_100, "A").needs
    assert needs is not None
    assert needs.more_hours_per_week == pytest.approx(4.87, abs=0.005)
    assert needs.minutes_per_patient == pytest.approx(57.63, abs=0.005)
    assert needs.planned_load == pytest.approx(1.028, abs=0.0005)


def test_a_higher_load_cannot_do_it(plan: Plan) -> None:
    load = alone(require(plan, 1_100, "A", {"clinic.planned_load": (0.5, 1)}), "clinic.planned_load")
    assert load.needed == pytest.approx(1.028, abs=0.0005)
    assert not load.reachable
    assert load.patients_at_best == pytest.approx(1_070.4, abs=0.05)


def test_the_care_need_that_fits_is_what_makes_the_minutes_fit(plan: Plan) -> None:
    needs = require(plan, 1_100, "A").needs
    assert needs is not None
    changed = change(plan, "doctors.A.care_need", needs.care_need)
    assert reached(calculate(changed), "A") == pytest.approx(1_100)


def test_the_value_said_is_the_least_that_can_be_read(plan: Plan) -> None:
    one = alone(require(plan, 1_000, "A"), "doctors.A.supervision_hours")
    assert one.needed == pytest.approx(2 - (1_000 * 67.3 / 60 / 0.88 - 1_200.6) / 41.4)
    assert one.value == 0.2
    less = apply(plan, one.lever.changes(0.3)).plan
    assert (reached(calculate(less), "A") or 0) < 1_000


# what is asked, and what cannot be answered


def test_without_a_target_it_is_the_riktvarde_or_every_listed(plan: Plan) -> None:
    assert require(plan, doctor_id="A").target == 1_100
    assert require(plan).target == 8_800


def test_a_list_that_has_room_needs_nothing(plan: Plan) -> None:
    found = require(plan, 942, "A")  # 941.9, which every page shows as 942
    assert found.status == "reached"
    assert not found.bundles
    assert not found.alone


def test_nothing_within_the_bounds_is_said_with_how_near_one_comes(plan: Plan) -> None:
    found = require(plan, 1_100, "A", {"doctors.A.meeting_hours": (2, 3), "clinic.planned_load": (0.88, 0.9)})
    assert found.status == "impossible"
    assert not found.bundles
    assert found.nearest is not None
    near = change(change(plan, "doctors.A.meeting_hours", 2), "clinic.planned_load", 0.9)
    assert found.nearest.patients == reached(calculate(near), "A")
    assert {part.lever.path for part in found.nearest.parts} == set(found_paths(found.nearest))


def found_paths(bundle: Bundle) -> list[str]:
    return [one.path for one in bundle.changes]


@pytest.mark.parametrize(
    ("path", "value", "status"),
    [
        ("clinic.indirect_minutes", None, "not_computable"),
        ("doctors.A.role", "senior_advisor", "no_list"),
        ("doctors.A.role", "licensed", "no_target"),
    ],
)
def test_what_cannot_be_answered_says_why(plan: Plan, path: str, value: object, status: str) -> None:
    assert require(change(plan, path, value), doctor_id="A").status == status


def test_duties_beyond_the_week_are_gone_through_first(plan: Plan) -> None:
    plan = change(plan, "doctors.A.on_call_hours", 35)
    found = require(plan, 300, "A", {"doctors.A.on_call_hours": None})
    assert found.today == 0
    assert found.status == "possible"
    (bundle,) = found.bundles
    assert 0 < bundle.parts[0].value < 29  # 46 hours of duties: the first six free no time
    assert found.needs is not None
    assert found.needs.planned_load is None
    assert found.needs.minutes_per_patient is None


def test_own_figures_stand_in_for_the_clinics(plan: Plan) -> None:
    plan = change(change(plan, "doctors.A.current_list", 1_000), "doctors.A.planned_visits_per_year", 1_200)
    paths = {one.path for one in possible_levers(plan, "A")}
    assert "doctors.A.planned_visits_per_year" in paths
    assert "clinic.contacts.planned_visit.contacts_per_year" not in paths
    assert {"clinic.contacts.planned_visit.minutes", "clinic.contacts.digital.contacts_per_year"} <= paths
    asked = require(plan, 1_000, "A", {"clinic.contacts.planned_visit.contacts_per_year": None})
    assert asked.status == "impossible"
    assert alone(asked, "clinic.contacts.planned_visit.contacts_per_year").needed is None


def test_the_total_is_the_lever_where_there_is_no_table(plan: Plan) -> None:
    plan = plan.model_copy(
        update={"clinic": plan.clinic.model_copy(update={"contacts": (), "direct_hours_per_year": 7_230.0})}
    )
    found = require(plan, 1_000, "A", {"clinic.direct_hours_per_year": None})
    assert found.status == "possible"
    assert reached(calculate(apply(plan, found.bundles[0].changes).plan), "A") >= 1_000  # type: ignore[operator]


def test_duties_that_shrink_with_the_fte(plan: Plan) -> None:
    plan = change(change(plan, "doctors.A.duties_scale", True), "doctors.A.fte", 0.5)
    one = alone(require(plan, 800, "A"), "doctors.A.fte")
    assert one.needed == pytest.approx(0.5 * 800 / require(plan, 800, "A").today)  # type: ignore[operator]


def test_levers_of_the_clinic_move_every_doctor(plan: Plan) -> None:
    plan = with_colleague(plan)
    (bundle,) = require(plan, 1_000, "A", {"clinic.indirect_minutes": (10, 18)}).bundles
    assert bundle.results.doctor("B")["patients"] == bundle.results.doctor("A")["patients"] > 941.9


def test_a_doctor_that_does_not_count_gives_the_clinic_nothing(plan: Plan) -> None:
    plan = with_colleague(plan, role="licensed", specialty="none")
    found = require(plan, 1_000, None, {"doctors.B.meeting_hours": None})
    assert found.status == "impossible"
    assert alone(found, "doctors.B.meeting_hours").patients_at_best == found.today
    assert alone(found, "doctors.B.meeting_hours").needed is None
    assert all("doctors.B" not in path for one in possible_levers(plan) for path in (one.path, *one.paths))


def test_a_duty_of_every_doctor_leaves_those_with_a_lever_of_their_own(plan: Plan) -> None:
    levers = chosen_levers(
        with_colleague(plan), None, {"doctors.*.meeting_hours": (0, 1), "doctors.A.meeting_hours": (2, 3)}
    )
    assert next(one for one in levers if one.of_every_doctor).paths == ("doctors.B.meeting_hours",)


def test_one_more_doctor_is_a_doctor_in_the_changed_plan(plan: Plan) -> None:
    found = require(plan, 2_500, None, {"doctors": (0, 3)})
    assert alone(found, "doctors").value == 2
    (bundle,) = found.bundles
    assert len(bundle.plan.doctors) == 3
    assert bundle.patients == pytest.approx(3 * found.today)  # type: ignore[operator]


@pytest.mark.parametrize(
    "levers",
    [
        {"doctors.A.role": None},
        {"doctors.A": None},
        {"clinic.planned_load": (0.4, 1)},
        {"clinic.planned_load": (1, 0.9)},
        {"doctors.B.fte": None},
        {"doctors": (0, 1)},
        {"clinic.contacts.phone.minutes": None},
        {"": None},
    ],
)
def test_a_lever_that_cannot_be_is_refused(plan: Plan, levers: dict[str, tuple[float, float] | None]) -> None:
    with pytest.raises(WrongLever):
        require(plan, 1_100, "A", levers)


def test_bundles_differ_in_kind(plan: Plan) -> None:
    found = require(plan, 1_100, "A")
    kinds = {one.kind: one for one in found.bundles}
    assert set(kinds) == {"few", "even", "care", "hours"}
    assert len(kinds["few"].parts) == 2
    assert {part.lever.kind for part in kinds["care"].parts} == {CARE}
    assert CARE not in {part.lever.kind for part in kinds["hours"].parts}
    assert STAFFING not in {part.lever.kind for part in kinds["even"].parts}


# random plans


def asked(seed: int, most_levers: int = 3) -> tuple[Plan, str | None, dict[str, tuple[float, float] | None], float]:
    """A random plan with a few random levers and bounds, and a target about as far off as they can go."""
    rng = random.Random(seed)
    plan = random_plan(seed, doctors=rng.randint(1, 4))
    doctor = rng.choice([None, *(one.doctor_id for one in plan.doctors if one.role != "senior_advisor")])
    possible = list(possible_levers(plan, doctor))
    chosen = rng.sample(possible, min(len(possible), rng.randint(1, most_levers)))
    wanted = {one.path: rng.choice([None, _bounds(rng, one)]) for one in chosen}
    whole = Sum(plan, doctor, chosen_levers(plan, doctor, wanted))
    best = float(whole.patients(whole.best[None, :])[0]) if wanted else np.nan
    today = reached(calculate(plan), doctor)
    top = best if np.isfinite(best) else 1_500.0
    target = (today or 0) + (top - (today or 0)) * rng.uniform(0.1, 1.3)
    return plan, doctor, wanted, max(1.0, target)


def _bounds(rng: random.Random, one: Lever) -> tuple[float, float]:
    least, most = one.declared.low or 0.0, min(one.declared.high or 1e6, one.today * 1.5 + 1)
    low, high = sorted((rng.uniform(least, max(least, most)), rng.uniform(least, max(least, most))))
    return (float(round(low)), float(round(high))) if one.declared.kind == "integer" else (low, high)


def grid(whole: Sum, points: int) -> np.ndarray:
    """Every combination of `points` values of each lever between its bounds, today's value among them."""
    axes = []
    for one in whole.levers:
        low, high = min(one.low, one.today, one.best), max(one.high, one.today, one.best)
        axes.append(np.unique([*np.linspace(low, high, points), one.today, one.best]))
    return np.array(list(itertools.product(*axes)), dtype=float)


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_two_hundred_random_plans(first: int) -> None:
    """Never a bundle that misses its target or breaks a bound; "impossible" only where a grid agrees."""
    answered = 0
    for seed in range(first, first + 20):
        plan, doctor, wanted, target = asked(seed)
        found = require(plan, target, doctor, wanted)
        answered += found.status in ("possible", "impossible")
        for bundle in found.bundles:
            hold(found, bundle, plan)
        if found.status == "impossible" and found.levers:
            whole = Sum(plan, doctor, found.levers)
            with np.errstate(invalid="ignore"):
                highest = np.nanmax(whole.patients(grid(whole, 7)), initial=0)
            assert highest < target, seed
            assert found.nearest is not None
            assert found.nearest.patients == pytest.approx(highest, rel=1e-9), seed
    assert answered > 5


def hold(found: Requirement, bundle: Bundle, plan: Plan) -> None:
    """The bundle reaches the target when the plan is calculated anew, inside every bound, and its parts add up."""
    applied = apply(plan, bundle.changes)
    assert not applied.skipped
    patients = reached(calculate(applied.plan), found.doctor_id)
    assert patients is not None
    assert found.target is not None
    assert found.today is not None
    assert patients >= found.target * (1 - TOLERANCE)
    assert sum(part.gained for part in bundle.parts) == pytest.approx(patients - found.today)
    assert all(part.gained >= -1e-6 for part in bundle.parts)
    for part in bundle.parts:
        assert part.lever.low <= part.value <= part.lever.high
        if part.lever.paths and not part.lever.of_every_doctor:
            assert value_at(applied.plan, part.lever.path) == pytest.approx(part.value)


@pytest.mark.parametrize("seed", range(40))
def test_the_sum_of_the_levers_is_that_of_the_changed_plan(seed: int) -> None:
    """At any position, not the best alone, and never fewer patients than nearer today."""
    plan, doctor, wanted, _ = asked(seed, most_levers=8)
    if reached(calculate(plan), doctor) is None:
        return
    levers = [one for one in chosen_levers(plan, doctor, wanted) if one.today > 0 or one.more_helps]
    whole, rng = Sum(plan, doctor, tuple(levers)), np.random.default_rng(seed)
    share = np.cumsum(rng.dirichlet(np.ones(4), len(levers)).T, axis=0) if levers else np.zeros((4, 0))
    positions = whole.today + np.minimum(share, 1) * (whole.best - whole.today)
    positions[-1] = whole.best
    for row in positions:
        for i, one in enumerate(levers):
            row[i] = round(row[i]) if one.declared.kind == "integer" else row[i]
    expected = [
        reached(calculate(apply(plan, changes_of(plan, levers, [float(v) for v in row])).plan), doctor)
        for row in positions
    ]
    found = whole.patients(positions)
    for one, other in zip(expected, found, strict=True):
        assert other == pytest.approx(one, rel=1e-9) if one is not None else not 0 < other < np.inf
    assert (np.diff(found[np.isfinite(found)]) >= -1e-6).all()


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_no_smaller_share_of_every_way_reaches_the_target(seed: int) -> None:
    """Of all positions on a grid that reach the target, none keeps every lever nearer today than the least share."""
    plan, doctor, wanted, target = asked(seed)
    chosen = chosen_levers(plan, doctor, wanted)
    levers = tuple(one for one in chosen if one.room and (one.today > 0 or one.more_helps))
    whole = Sum(plan, doctor, levers)
    today, best = whole.patients(np.array([whole.today, whole.best])) if levers else (np.nan, np.nan)
    if not today < target <= best:
        return
    least = least_share(whole, target, np.ones((1, len(levers))))[0]
    nearer = Sum(plan, doctor, tuple(_part_of_the_way(one, least * 0.999) for one in levers))
    assert not (nearer.patients(grid(nearer, 5)) >= target).any()


def _part_of_the_way(one: Lever, share: float) -> Lever:
    end = one.today + share * (one.best - one.today)
    return replace(one, low=min(one.today, end), high=max(one.today, end))


@settings(max_examples=50)
@given(st.integers(0, 10_000))
def test_readable_values_run_from_today_to_the_bound(seed: int) -> None:
    plan, doctor, wanted, _ = asked(seed)
    for one in chosen_levers(plan, doctor, wanted):
        values = one.readable()
        shown = [values[i] for i in range(min(len(values), 50))]
        sign = 1 if one.more_helps else -1
        assert shown[0] == one.today
        assert values[len(values) - 1] == one.best
        assert all(sign * a < sign * b for a, b in itertools.pairwise(shown))
        assert all(one.low - 1e-9 <= value <= one.high + 1e-9 for value in shown[1:])
        assert values.from_value(one.best) == len(values) - 1
        assert values.from_value(one.today) == 0
