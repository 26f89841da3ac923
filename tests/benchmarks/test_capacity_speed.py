"""How fast are the sums, beside the same sums row by row? Run with make bench; nothing here is asserted on time."""

import math
import resource
import statistics
import time

import numpy as np
import pandas as pd
import pytest

from planner.calc.capacity import doctor_capacity, patients_in_draws
from planner.calc.columns import PLAIN, doctor_columns
from tests.plans import random_plan

pytestmark = pytest.mark.benchmark
DOCTORS, DRAWS = 10_000, 1_000


def median_time(call, runs=7):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def columns_of(n):
    """The inputs of n doctors of one clinic, as arrays."""
    plan = next(
        p for p in (random_plan(seed, blanks=0, doctors=40) for seed in range(1000)) if len(p.clinic.contacts) > 4
    )
    x = doctor_columns(plan)
    rng = np.random.default_rng(1)
    take = rng.integers(0, 40, n)
    return {k: v[take] if isinstance(v, np.ndarray) and v.ndim else v for k, v in x.items()}


def patients_of_row(row, clinic):
    """The same sums for one doctor in plain Python: the alternative, and a second pair of eyes."""
    days = max(
        0,
        clinic["clinic_workdays"] * row["period_share"]
        - row["annual_leave_days"] - row["education_days"] - row["other_absence_days"],
    ) * (1 - row["sick_share"])  # fmt: skip
    scale = row["fte"] if row["duties_scale"] else 1
    hours = days * clinic["full_time_hours"] / 5 * row["fte"]
    duties = (days / 5 * row["weekly_duties"] + row["yearly_hours"]) * scale
    planned = max(0, hours - duties) * clinic["planned_load"]
    own_list = row["current_list"] - row["care_home_patients"]
    weight = row["care_need"] * (1 - clinic["share_by_others"])
    direct = weight * clinic["clinic_minutes"]
    for kind in ("planned_visit", "acute_visit"):
        own = row[f"{kind}s_per_year"]
        per_listed = weight * clinic[f"contacts_{kind}"] if math.isnan(own) else own / own_list
        direct += per_listed * clinic[f"minutes_{kind}"]
    own = row["indirect_hours_per_year"]
    indirect = weight * clinic["clinic_indirect_minutes"] if math.isnan(own) else own * 60 / own_list
    minutes = row["pace"] * direct + indirect
    if row["without_list"]:
        return 0.0
    return planned * 60 / minutes if minutes > 0 else math.nan


def test_ten_thousand_doctors():
    x = columns_of(DOCTORS)
    keys = [*PLAIN, "weekly_duties", "period_share", "without_list"]
    clinic = {k: v for k, v in x.items() if not isinstance(v, np.ndarray)}
    frame = pd.DataFrame({key: x[key] for key in keys})
    rows = frame.to_dict("records")
    ours = doctor_capacity(x)["patients"]
    theirs = np.array([patients_of_row(row, clinic) for row in rows])
    assert np.allclose(ours, theirs, rtol=1e-9, equal_nan=True)
    arrays = median_time(lambda: doctor_capacity(x))
    loop = median_time(lambda: [patients_of_row(row, clinic) for row in rows], 3)
    apply = median_time(lambda: frame.apply(patients_of_row, axis=1, clinic=clinic), 3)
    print(f"\n10 000 doctors, every quantity: {arrays * 1e3:.2f} ms")
    print(f"  patients row by row in Python: {loop * 1e3:.0f} ms = {loop / arrays:.0f} times as long")
    print(f"  patients by DataFrame.apply: {apply * 1e3:.0f} ms = {apply / arrays:.0f} times as long")


def test_ten_thousand_doctors_in_a_thousand_draws():
    x = columns_of(DOCTORS)
    rng = np.random.default_rng(2)
    for key in ("sick_share", "pace", "care_need"):
        spread = rng.uniform(0.9, 1.1, (DRAWS, 1))
        x[key] = np.asarray(x[key])[None, :] * spread
    x["clinic_indirect_minutes"] = x["clinic_indirect_minutes"] * rng.uniform(0.8, 1.2, (DRAWS, 1))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def run():
        total = 0.0
        for _, _, patients in patients_in_draws(x, DRAWS):
            total += float(np.nansum(patients))
        return total

    seconds = median_time(run, 3)
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    whole = median_time(
        lambda: doctor_capacity(
            {k: v[:50] if np.ndim(v) > 1 and not isinstance(v, tuple) else v for k, v in x.items()}
        ),
        3,
    )
    per_second, at_once = DOCTORS * DRAWS / seconds, DOCTORS * 50 / whole
    print(f"\n10 000 doctors x 1 000 draws: {seconds:.2f} s, {per_second / 1e6:.0f} million doctor-results a second,")
    print(
        f"  {more:.0f} MiB more than before; every quantity of 50 draws at once: {at_once / 1e6:.0f} million a second"
    )
