"""What is each step of the way to a doctor's number called, and which of them say something?"""

from __future__ import annotations

from dataclasses import dataclass

from planner import swedish
from planner.calc.explain import Step, way_to_number
from planner.domain.plan import Plan
from planner.domain.results import DOCTOR_QUANTITIES
from planner.schema import fields_of

# steps of `planner.calc.explain` that are neither a field nor a quantity
SPECIAL = {
    "year": "Årets vardagar på heltid",
    "public_holidays": "Helgdagar och andra lediga vardagar",
    "period": "Del av året",
    "more_absence_than_year": "Frånvaro utöver årets dagar",
    "more_duties_than_hours": "Uppdrag utöver arbetstiden",
}
_NOTHING = 1e-9


@dataclass(frozen=True)
class NamedStep:
    """A step with its label; hours per year and patients are signed unless it is a total, None = not computable."""

    label: str
    hours: float | None
    patients: float | None
    total: bool

    def shown(self, value: float | None, unit: str) -> str:
        """The hours or the patients as a Swedish reader sees them: 2 088 h, −208 h, 942."""
        text = swedish.number(value)
        if value is None:
            return text
        sign = "" if self.total or value <= 0 or text == "0" else "+"
        return f"{sign}{text}\u00a0{unit}".strip()


def named_steps(plan: Plan, place: int) -> tuple[NamedStep, ...]:
    """The way to the number of the doctor in that place (from 0), without steps that change nothing."""
    return tuple(
        NamedStep(step_label(plan, place, step), step.hours, step.patients, step.total)
        for step in way_to_number(plan, place)
        if step.total or step.hours is None or abs(step.hours) > _NOTHING
    )


def step_label(plan: Plan, place: int, step: Step) -> str:
    """The step in words; a step that stems from an input carries the input's value."""
    if step.key in SPECIAL:
        return SPECIAL[step.key]
    if step.total:
        return next(one.label for one in DOCTOR_QUANTITIES if one.key == step.key)
    for record in (plan.doctors[place], plan.clinic):
        declared = fields_of(type(record)).get(step.key)
        if declared:
            value = declared.show_with_unit(getattr(record, step.key)).replace(" ", "\u00a0")
            return f"{declared.label} ({value})"
    raise KeyError(f"no label for the step {step.key!r}")
