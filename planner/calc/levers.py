"""What would a wanted list take, one lever at a time?"""

from __future__ import annotations

import numpy as np

from planner.calc.capacity import Floats, Value, ratio
from planner.domain.rules import MINUTES_PER_HOUR


def more_hours_per_week(
    wanted: Value, minutes_per_patient: Value, planned_load: Value, patient_hours: Value, net_weeks: Value
) -> Floats:
    """Hours more a week for patients that a list of `wanted` takes; the rest as today."""
    return ratio(wanted * minutes_per_patient / MINUTES_PER_HOUR / planned_load - patient_hours, net_weeks)


def duties_beyond_hours_per_week(duty_hours: Value, net_hours: Value, net_weeks: Value) -> Floats:
    """Hours a week by which the duties exceed the hours at work: fewer duties free no time until these are gone."""
    return ratio(np.maximum(0.0, duty_hours - net_hours), net_weeks)


def minutes_per_patient_for(wanted: Value, planned_hours: Value) -> Floats:
    """Minutes a year that each listed patient may take if the list is `wanted`."""
    return ratio(planned_hours * MINUTES_PER_HOUR, wanted)


def planned_load_for(wanted: Value, minutes_per_patient: Value, patient_hours: Value) -> Floats:
    """Share of the patient hours that a list of `wanted` takes; above 1 it cannot be done."""
    return ratio(wanted * minutes_per_patient / MINUTES_PER_HOUR, patient_hours)


def linear_root(today: Value, other: Value, at_today: Value, at_other: Value) -> Floats:
    """Where a quantity that is linear in a lever is 0: the closed form of any lever that the sum is linear in.

    at_today and at_other are the quantity with the lever at `today` and at `other`. NaN where the lever moves nothing.
    """
    slope = np.subtract(at_other, at_today) / np.subtract(other, today)
    return today - np.divide(at_today, np.where(np.equal(slope, 0), np.nan, slope))
