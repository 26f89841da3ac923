"""How do the scenarios and comments that are kept with a plan change, and how do they follow a doctor's new name?"""

from __future__ import annotations

from planner.domain.clinic import CONTACT_KINDS
from planner.domain.plan import Plan, changed_record, field_at, path_parts, quoted, with_doctor
from planner.domain.reading import quote
from planner.domain.scenario import Change, Comment, Scenario


def with_scenario(plan: Plan, scenario: Scenario, place: int | None = None) -> Plan:
    """A new plan with `scenario` added last, or put in the place of an earlier one."""
    kept = list(plan.scenarios)
    if place is None:
        kept.append(scenario)
    else:
        kept[place] = scenario
    return plan.model_copy(update={"scenarios": tuple(kept)})


def joined(found: Scenario, written: Scenario) -> Scenario:
    """A scenario with another's changes after its own; a colleague's hours add up, counted for the same listed."""
    hours = [one for one in (found.colleague_hours, written.colleague_hours) if one is not None]
    listed = written.colleague_listed if found.colleague_hours is None else found.colleague_listed
    if len(hours) == 2:
        then, listed = found.colleague_listed, found.colleague_listed and written.colleague_listed
        hours = [hours[0] * listed / then, hours[1]] if then and listed else hours
    return found.model_copy(
        update={
            "name": found.name or written.name,
            "changes": (*found.changes, *written.changes),
            "colleague_hours": sum(hours) if hours else None,
            "colleague_listed": listed,
        }
    )


def without_scenario(plan: Plan, place: int) -> Plan:
    return plan.model_copy(update={"scenarios": plan.scenarios[:place] + plan.scenarios[place + 1 :]})


def with_renamed_doctor(plan: Plan, place: int, doctor_id: str | None) -> Plan:
    """The doctor in that place with another signature; what is kept about her follows.

    Nothing follows to an empty signature, nor from one that an earlier doctor has too: those paths are hers.
    """
    doctor = plan.doctors[place]
    before = doctor.doctor_id
    renamed = with_doctor(plan, changed_record(doctor, "doctor_id", doctor_id), place)
    if not before or not doctor_id or before == doctor_id or plan.place(before) != place:
        return renamed
    return renamed.model_copy(
        update={
            "scenarios": tuple(_scenario(one, before, doctor_id) for one in plan.scenarios),
            "comments": tuple(_comment(one, before, doctor_id) for one in plan.comments),
        }
    )


def at_nothing(comment: Comment) -> str:
    """What to say of a comment whose path is that of no value, doctor or kind of contact; empty where it is."""
    if not comment.path:
        return ""
    try:
        parts = path_parts(comment.path)
        whole = len(parts) == 2 and parts[0] == "doctors"
        if not whole and not (parts[:2] == ["clinic", "contacts"] and parts[2:] in [[kind] for kind in CONTACT_KINDS]):
            field_at(comment.path)
    except KeyError:
        return (
            f"Kommentaren gäller ”{quote(comment.path)}”, som inte är någon uppgift i planen. Den visas inte vid någon."
        )
    return ""


def _scenario(scenario: Scenario, before: str, after: str) -> Scenario:
    moved: dict[str, object] = {"changes": tuple(_change(one, before, after) for one in scenario.changes)}
    if scenario.doctor_id == before:
        moved["doctor_id"] = after
    return scenario.model_copy(update=moved)


def _change(one: Change, before: str, after: str) -> Change:
    return one.model_copy(update={"path": _path(one.path, before, after)})


def _comment(one: Comment, before: str, after: str) -> Comment:
    return one.model_copy(update={"path": _path(one.path, before, after)}) if one.path else one


def _path(path: str, before: str, after: str) -> str:
    """The path with the new signature; one of another doctor, or that is no path, as it stands."""
    try:
        parts = path_parts(path)
    except KeyError:
        return path
    if parts[:2] != ["doctors", before]:
        return path
    return ".".join(["doctors", quoted(after), *parts[2:]])
