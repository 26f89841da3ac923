"""With which values does a new doctor start, when the clinic has doctors already?"""

from __future__ import annotations

from collections import Counter
from typing import Any

from planner.domain.doctor import ABSENCE, DUTIES, LIST, OTHER_DUTIES, OWN_FIGURES, Doctor
from planner.domain.plan import Plan, free_id
from planner.schema import fields_of

# what colleagues share, and what is a person's own
SHARED_GROUPS = (ABSENCE, DUTIES, OTHER_DUTIES)
OWN_GROUPS = (LIST, OWN_FIGURES)
OWN_KEYS = ("doctor_id", "note", "from_date", "to_date")


def new_doctor(plan: Plan) -> Doctor:
    """A doctor with a free signature and the most common absence and duties; the rest are the defaults."""
    values: dict[str, Any] = {}
    for key, declared in fields_of(Doctor).items():
        if declared.group in SHARED_GROUPS and plan.doctors:
            usual = Counter(getattr(one, key) for one in plan.doctors).most_common(1)[0][0]
            if usual != declared.default_value():
                values[key] = usual
    return Doctor(doctor_id=free_id(plan), **values)


def copied_doctor(plan: Plan, place: int) -> Doctor:
    """A doctor like the one in that place, with a free signature and without what is a person's own."""
    fields = fields_of(Doctor)
    kept = {
        key: getattr(plan.doctors[place], key)
        for key in plan.doctors[place].model_fields_set
        if key not in OWN_KEYS and fields[key].group not in OWN_GROUPS
    }
    return Doctor(doctor_id=free_id(plan), **kept)
