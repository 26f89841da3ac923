"""With which values does a new doctor start, when the clinic has doctors already?"""

from __future__ import annotations

from statistics import median_low, multimode
from typing import Any

from planner.domain.doctor import ABSENCE, DUTIES, LIST, OTHER_DUTIES, OWN_FIGURES, Doctor
from planner.domain.plan import Plan, free_id
from planner.schema import Field, fields_of

# what colleagues of one role share, and what is a person's own
SHARED_GROUPS = (ABSENCE, DUTIES, OTHER_DUTIES)
SHARED_KEYS = ("pace",)
OWN_GROUPS = (LIST, OWN_FIGURES)
OWN_KEYS = ("doctor_id", "note", "from_date", "to_date")
SPECIALIST = Doctor().role


def new_doctor(plan: Plan, role: str | None = SPECIALIST) -> Doctor:
    """A doctor with a free signature and the most common absence, duties and pace among those of the same role, or
    among all where nobody has it; the rest are the defaults."""
    like = [one for one in plan.doctors if one.role == role] or plan.doctors
    values: dict[str, Any] = {} if role == SPECIALIST else {"role": role}
    for key, declared in fields_of(Doctor).items():
        if declared.group in SHARED_GROUPS or key in SHARED_KEYS:
            usual = _usual(declared, [value for one in like if (value := getattr(one, key)) is not None])
            if usual != declared.default_value():
                values[key] = usual
    return Doctor(doctor_id=free_id(plan), **values)


def _usual(declared: Field, values: list[Any]) -> Any:
    """The most common value, the middle one of those that are as common; the default where none is filled in."""
    if not values:
        return declared.default_value()
    common = multimode(values)
    return median_low(common) if declared.numeric else common[0]


def copied_doctor(plan: Plan, place: int) -> Doctor:
    """A doctor like the one in that place, with a free signature and without what is a person's own."""
    fields = fields_of(Doctor)
    kept = {
        key: getattr(plan.doctors[place], key)
        for key in plan.doctors[place].model_fields_set
        if key not in OWN_KEYS and fields[key].group not in OWN_GROUPS
    }
    return Doctor(doctor_id=free_id(plan), **kept)
