"""What would a doctor's number be with her own proposal? Changes tried beside the plan, in words."""

from __future__ import annotations

from collections.abc import Sequence

from planner.calc.scenarios import outcome
from planner.domain.change_words import change_in_words
from planner.domain.doctor import DUTIES, OTHER_DUTIES, Doctor
from planner.domain.plan import Plan, doctor_path, field_at, value_at
from planner.domain.results import Results
from planner.domain.scenario import Change, Scenario
from planner.reports.own import is_about
from planner.reports.sentences import Answer, listing
from planner.reports.tables import has_own_list
from planner.schema import fields_of
from planner.swedish import name_key, number

MOST_PROPOSALS = 3
NOTHING_TRIED = "Ändra en ruta, så står här vad det gör med listan och veckan. Planen ändras inte."


def can_be_tried(plan: Plan, place: int) -> bool:
    """Whether paths name this doctor alone: she has a signature, and nobody else has it."""
    signature = plan.doctors[place].doctor_id
    return bool(signature) and sum(one.doctor_id == signature for one in plan.doctors) == 1


def levers(plan: Plan, place: int) -> tuple[str, ...]:
    """The paths of what a doctor can try on: her share of full time, the duties she has, her time per contact, and
    her indirect work (the clinic's where she has none of her own)."""
    doctor = plan.doctors[place]
    keys = ["fte"]
    keys += [k for k, one in fields_of(Doctor).items() if _is_duty(one.group, one.numeric) and getattr(doctor, k)]
    own_indirect = doctor.indirect_hours_per_year is not None
    keys += ["pace", "indirect_hours_per_year"] if own_indirect else ["pace"]
    found = [doctor_path(doctor.doctor_id, place, key) for key in keys]
    return tuple(found) if own_indirect else (*found, "clinic.indirect_minutes")


def _is_duty(group: str, numeric: bool) -> bool:
    return numeric and group in (DUTIES, OTHER_DUTIES)


def changes_for(plan: Plan, tried: dict[str, float]) -> tuple[Change, ...]:
    """The changes that the tried values are; a value that is already so is none."""
    return tuple(Change(path=path, value=value) for path, value in tried.items() if value_at(plan, path) != value)


def effect(plan: Plan, results: Results, place: int, changes: Sequence[Change]) -> Answer:
    """What the changes make of the doctor's number."""
    before, after = results.doctors[place]["named_patients"], _row_after(plan, place, changes)
    if not changes:
        return Answer(NOTHING_TRIED)
    room = after.get("named_patients")
    if room is None or not has_own_list(plan.doctors[place]):
        return Answer("Antalet patienter med ändringarna går inte att beräkna.")
    instead = "" if before is None else f" i stället för {number(before)}"
    return Answer("Med ändringarna räcker tiden till ", number(room), f" patienter{instead}.")


def tried_in_words(plan: Plan, results: Results, place: int, changes: Sequence[Change], unread: Sequence[str]) -> str:
    """What stands above the boxes: the effect, and which of them count as today's values for want of sense."""
    said = effect(plan, results, place, changes).sentence
    if not unread:
        return said
    as_today = f"Det som står i {listing(unread)} går inte att läsa och räknas som dagens värde."
    return f"{said} {as_today}" if changes else as_today


def effect_on_week(plan: Plan, results: Results, place: int, changes: Sequence[Change]) -> str:
    """What the changes make of the hours a week that today's list takes; nothing where that is not known."""
    row, after = results.doctors[place], _row_after(plan, place, changes)
    needed, contracted = after.get("weekly_hours_needed"), after.get("contracted_weekly_hours")
    if not changes or needed is None:
        return ""
    before = row["weekly_hours_needed"]
    same = before is not None and number(before, 1) == number(needed, 1)
    instead = "" if before is None or same else f" i stället för {number(before, 1)}"
    beside = "" if contracted is None else f" Den avtalade veckan är då {number(contracted, 1)} timmar."
    return f"Dagens lista tar då {'fortfarande ' if same else ''}{number(needed, 1)} timmar i veckan{instead}.{beside}"


def _row_after(plan: Plan, place: int, changes: Sequence[Change]) -> dict[str, float | None]:
    """The doctor's quantities with the changes made; empty where she is not there afterwards."""
    name = plan.doctors[place].doctor_id or ""
    after = outcome(plan, Scenario(name=name or "prov", changes=tuple(changes)))
    return next((dict(row) for row in after.results.doctors if row["doctor_id"] == (name or None)), {})


# Proposals


def own_proposals(plan: Plan, place: int) -> tuple[tuple[int, Scenario], ...]:
    """The doctor's own proposals, each with its place among the plan's scenarios."""
    signature = plan.doctors[place].doctor_id
    return tuple((i, one) for i, one in enumerate(plan.scenarios) if signature and one.doctor_id == signature)


def concerns(plan: Plan, place: int, one: Change) -> bool:
    """Whether a change may be shown to the doctor: of her own values or of the clinic's."""
    return is_about(plan, place, one.path) or one.path.startswith("clinic.")


def changes_in_words(plan: Plan, place: int, scenario: Scenario) -> tuple[str, ...]:
    """The changes of a proposal, her own name left out; how many there are about others."""
    start = f"{plan.doctors[place].doctor_id}: "
    shown = [f"{change_in_words(one).removeprefix(start)}." for one in scenario.changes if concerns(plan, place, one)]
    others = len(scenario.changes) - len(shown)
    more = "En ändring till" if others == 1 else f"{number(others)} ändringar till"
    return (*shown, f"{more} som inte rör dina uppgifter.") if others else tuple(shown)


def free_name(plan: Plan, place: int) -> str:
    """A name that no scenario of the plan has: Läkare A, förslag 1."""
    taken = {name_key(one.name or "") for one in plan.scenarios}
    start = f"{(plan.doctors[place].doctor_id or 'Läkare')[:60]}, förslag"
    return next(name for i in range(1, len(taken) + 2) if name_key(name := f"{start} {i}") not in taken)


def tried_from(plan: Plan, place: int, scenario: Scenario) -> dict[str, float]:
    """The values that a proposal gives the levers."""
    known = set(levers(plan, place))
    return {
        one.path: float(one.value)
        for one in scenario.changes
        if one.path in known and one.operation == "set" and isinstance(one.value, int | float) and field_at(one.path)
    }
