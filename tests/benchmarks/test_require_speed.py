"""How fast is one "what would it take?", beside a grid and a general solver? Run with make bench; no time asserted."""

from __future__ import annotations

import itertools
import statistics
import subprocess
import sys
import time

import numpy as np
import pytest

from planner.calc.clinic import calculate
from planner.calc.require import require
from planner.calc.require_levers import changes_of, possible_levers
from planner.calc.require_sum import Sum, least_share
from planner.calc.scenarios import apply
from tests.plans import random_plan

pytestmark = pytest.mark.benchmark
DOCTORS = 14


def median_time(call, runs: int = 7) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def clinic_plan():
    """A clinic of 14 doctors that can be worked out, with a table of contacts, and a target half of the way there."""
    for seed in range(1_000):
        plan = random_plan(seed, blanks=0, doctors=DOCTORS)
        today = calculate(plan).clinic["capacity"]
        if today and today > 5_000 and len(plan.clinic.contacts) > 3:
            whole = Sum(plan, None, possible_levers(plan))
            return plan, today + (float(whole.patients(whole.best[None, :])[0]) - today) / 2
    raise AssertionError("no such plan")


def test_one_require_beside_a_grid() -> None:
    plan, target = clinic_plan()
    found = require(plan, target)
    assert found.bundles
    ours = median_time(lambda: require(plan, target))
    levers = tuple(one for one in found.levers if one.room)[:4]
    paths = {one.path: None for one in levers}
    whole = Sum(plan, None, levers)
    axes = [np.linspace(one.today, one.best, 5) for one in levers]
    positions = np.array(list(itertools.product(*axes)))
    few = median_time(lambda: require(plan, target, None, paths))

    def by_plans() -> None:
        for row in positions[:50]:
            calculate(apply(plan, changes_of(plan, levers, [float(value) for value in row])).plan)

    one_by_one = median_time(by_plans, 3) / 50 * len(positions)
    at_once = median_time(lambda: whole.patients(positions))
    print(
        f"\none require, {DOCTORS} doctors, {len(found.levers)} levers, {len(found.bundles)} bundles: {ours * 1e3:.0f} ms"
    )
    print(f"  with {len(levers)} levers: {few * 1e3:.0f} ms")
    print(
        f"  a grid of 5 values of each of those, plan by plan: {one_by_one * 1e3:.0f} ms = {one_by_one / few:.0f} times"
    )
    print(f"  the same grid as arrays: {at_once * 1e3:.1f} ms, and it has no value between its points")


def test_the_smallest_even_move_beside_slsqp_and_brentq() -> None:
    from scipy.optimize import brentq, minimize

    plan, target = clinic_plan()
    levers = tuple(one for one in possible_levers(plan) if one.room and one.declared.kind != "integer")
    whole, every = Sum(plan, None, levers), np.ones((1, len(levers)))
    way = whole.best - whole.today
    ours = float(least_share(whole, target, every)[0])

    def missing(share: float) -> float:
        return float(whole.patients((whole.today + share * way)[None, :])[0]) - target

    def solved():
        """The least largest share, as a general solver is asked: minimise s with every lever's share under it."""
        count = len(levers)
        rule = {"type": "ineq", "fun": lambda v: missing_of(v[:count]) / target}
        under = {"type": "ineq", "fun": lambda v: v[count] - v[:count]}
        start, bounds = np.full(count + 1, 0.9), [(0, 1)] * (count + 1)
        return minimize(lambda v: v[count], start, bounds=bounds, constraints=[rule, under], method="SLSQP")

    def missing_of(shares):
        return float(whole.patients((whole.today + shares * way)[None, :])[0]) - target

    assert ours == pytest.approx(brentq(missing, 0, 1, xtol=1e-14), abs=1e-9)
    solver = solved()
    halved = median_time(lambda: least_share(whole, target, every))
    by_brentq, by_slsqp = median_time(lambda: brentq(missing, 0, 1, xtol=1e-14)), median_time(solved, 3)
    print(f"\nthe smallest even move of {len(levers)} levers, {ours:.4f} of their way: {halved * 1e3:.1f} ms")
    print(f"  brentq: {by_brentq * 1e3:.1f} ms, one bundle at a time; ours takes 298 bundles at once")
    print(
        f"  SLSQP: {by_slsqp * 1e3:.0f} ms = {by_slsqp / halved:.0f} times, found {solver.x[-1]:.4f}, {solver.message}"
    )
    assert not (solver.success and solver.x[-1] < ours - 1e-6)


def test_what_scipy_would_cost_the_command_line() -> None:
    def started(code: str) -> float:
        return median_time(lambda: subprocess.run([sys.executable, "-c", code], check=True), 3)

    ours, theirs = started("import planner.calc.require"), started("import planner.calc.require, scipy.optimize")
    print(f"\nto import planner.calc.require: {ours:.2f} s; with scipy.optimize: {theirs:.2f} s")
