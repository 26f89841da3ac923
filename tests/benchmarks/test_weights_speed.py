"""How fast are the weights of every input, beside the clinic calculated anew for each? Run with make bench."""

import pytest

from planner.calc.clinic import calculate
from planner.calc.weights import clinic_weights
from tests.benchmarks.test_capacity_speed import median_time
from tests.plans import random_plan

pytestmark = pytest.mark.benchmark


def test_weights_of_a_clinic_with_14_doctors(capsys):
    plans = [random_plan(seed, blanks=0, doctors=14) for seed in range(40)]
    plan = max(plans, key=lambda one: len(clinic_weights(one).inputs))
    inputs = clinic_weights(plan).inputs
    fast = median_time(lambda: clinic_weights(plan))
    anew = median_time(lambda: calculate(plan)) * len(inputs)
    with capsys.disabled():
        print(
            f"\nweights of {len(inputs)} inputs, 14 doctors: {fast * 1000:.1f} ms;"
            f" calculated anew for each: {anew * 1000:.0f} ms, {anew / fast:.0f} times as long"
        )
    assert len(inputs) > 14
