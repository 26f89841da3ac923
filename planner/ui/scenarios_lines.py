"""The changes of a scenario as lines that can be edited: what stands in the plan, how it is changed, to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from planner.calc.scenario_lines import Line, first_change, lines, rewritten
from planner.calc.scenarios import apply
from planner.domain.change_text import NOT_CHANGED, operations_at
from planner.domain.change_words import WAYS, value_label, value_shown, way_of
from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path
from planner.domain.scenario import Change, number_value
from planner.schema import Field, Record, fields_of
from planner.ui import forms, scenarios, show, state

MOST_TIMES = 1_000.0
MOST_PER_LISTED = 100.0


def table(plan: Plan, place: int) -> None:
    """Every change of the scenario in that place."""
    for nth, line in enumerate(lines(plan, plan.scenarios[place].changes)):
        with st.container(border=True):
            _line(place, nth, line)


def _line(place: int, nth: int, line: Line) -> None:
    show.heading(value_label(line.change.path), "small")
    declared = line.declared
    if line.problem:
        forms.problem(f"Ändringen gäller inte längre: {line.problem}")
    elif declared is None:
        show.said(f"Läkaren {WAYS[way_of(line.change)]}.")
    else:
        before, after = value_shown(declared, line.before), value_shown(declared, line.after)
        show.said(f"Utan ändringen: {before}. I scenariot: {after}.", "quiet")
        _boxes(place, nth, line, declared)
    key = state.widget_key(f"line.{place}.{nth}.remove")
    st.button("Ta bort ändringen", key=key, on_click=scenarios.remove_change, args=(place, nth))


def _boxes(place: int, nth: int, line: Line, declared: Field) -> None:
    """How the value is changed, and to or by what."""
    operation, label = line.change.operation, value_label(line.change.path)
    if not declared.numeric:
        _value(place, nth, line, declared)
        return
    how, what = st.columns(2)
    key = state.widget_key(f"line.{place}.{nth}.operation")
    with how:
        st.session_state[key] = operation
        st.selectbox(
            f"Hur ändras {label}?", operations_at(line.change.path), key=key,
            format_func=lambda one: WAYS[one].capitalize(),
            on_change=lambda: _put(place, nth, rewritten(line, st.session_state[key])),
        )  # fmt: skip
    with what:
        if operation == "follow_listed":
            show.said("Lika många per listad som i utgångsläget, för dem som är listade här.", "quiet")
            return
        _value(place, nth, line, declared)


def _value(place: int, nth: int, line: Line, declared: Field) -> None:
    one = line.change
    asked = _asked(declared, one)
    name = f"line.{place}.{nth}.{one.path}.{one.operation}"

    def put(value: Any) -> None:
        _put(place, nth, one.model_copy(update={"value": value}))

    forms.entry(asked, name, _held(asked, one), put, scenarios.PAGE, label=forms.label_of(asked), holder="Ändringen")


def _held(asked: Field, one: Change) -> Any:
    """The value as its box takes it."""
    number = number_value(one.value)
    return round(number) if asked.kind == "integer" and number is not None else one.value


def _asked(declared: Field, one: Change) -> Field:
    """What may be typed: a value of the field, a change of it, or a factor."""
    whose = value_label(one.path)
    if one.operation == "times":
        return replace(declared, label=f"{whose}, gånger", kind="number", unit="", low=0.0, high=MOST_TIMES)
    if one.operation == "add_per_listed":
        label, unit = f"{whose}, mer per listad (minus: mindre)", "per listad och år"
        return replace(declared, label=label, unit=unit, low=-MOST_PER_LISTED, high=MOST_PER_LISTED)
    if one.operation == "add":
        span = None if declared.high is None else declared.high - (declared.low or 0)
        kind = "number" if declared.kind == "integer" else declared.kind
        label = f"{whose}, mer (minus: mindre)"
        return replace(declared, label=label, kind=kind, low=None if span is None else -span, high=span)
    return replace(declared, label=f"{whose}, i scenariot")


def _put(place: int, nth: int, one: Change) -> None:
    changes = list(scenarios.of(state.plan(), place).changes)
    changes[nth] = one
    scenarios.put_changes(place, tuple(changes), value_label(one.path))


def add(plan: Plan, place: int | None) -> None:
    """A choice of any value of the plan, to be changed."""
    found = scenarios.of(plan, place)
    changed = apply(plan, found.changes).plan
    owners = dict(_owners(changed))
    with st.expander("Ändra en annan uppgift"):
        start = st.selectbox("Vems uppgift?", list(owners), format_func=lambda one: owners[one][0], key="add.owner")
        fields = fields_of(owners[start][1])
        keys = [key for key, one in fields.items() if one.kind not in ("rows", "text") and key not in NOT_CHANGED]
        key = st.selectbox("Uppgift", keys, format_func=lambda one: fields[one].label, key=f"add.key.{start}")
        problem = scenarios.full(plan, place, 1)
        if problem:
            show.said(problem)
            return
        one = first_change(changed, f"{start}.{key}")
        what = value_label(one.path)
        st.button(
            "Lägg till ändringen", key="add.change", on_click=scenarios.put_changes,
            args=(place, (*found.changes, one), f"lade till {what}"),
        )  # fmt: skip


def _owners(plan: Plan) -> Iterator[tuple[str, tuple[str, type[Record]]]]:
    """Where a value may be: the start of its path, what that is called, and the declaration there."""
    yield "clinic", ("Enheten", Clinic)
    for place, doctor in enumerate(plan.doctors):
        if doctor.doctor_id:
            yield doctor_path(doctor.doctor_id, place), (doctor.doctor_id, Doctor)
    for kind, label in CONTACT_KINDS.items():
        yield f"clinic.contacts.{kind}", (label, Contact)
