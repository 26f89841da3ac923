"""Snabbstart: how do eight figures become an ordinary plan?

Three of them describe the doctors together and make alike doctors; once a doctor has figures of her own they are
left to the page Läkarna.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from planner.domain.clinic import CONTACT_KINDS, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, change, changed_record, free_id
from planner.domain.usual import new_doctor
from planner.reports.origins import doctor_origins
from planner.reports.tables import Table, text
from planner.schema import Field, fields_of
from planner.ui import forms, show, state
from planner.ui.meaning import meaning
from planner.ui.spots import Spot

PAGE = "snabbstart"
VISIT = "planned_visit"
MOST_DOCTORS = 40
COUNT = Field(
    "count", "Antal läkare", "integer", "läkare", "", "Läkare med egen lista. De får alias: Läkare A, Läkare B …",
    "", low=0, high=MOST_DOCTORS,
)  # fmt: skip
FOR_ALL = ("fte", "meeting_hours")


def alike(plan: Plan) -> bool:
    """Whether the doctors, if any, differ in nothing but their signatures."""
    rest = [key for key in fields_of(Doctor) if key != "doctor_id"]
    values = {tuple(getattr(one, key) for key in rest) for one in plan.doctors}
    return len(values) <= 1 and all(one.model_fields_set <= {"doctor_id", *FOR_ALL} for one in plan.doctors)


def visit_box(key: str) -> None:
    """The box for a figure of the clinic's planned visits; their row comes with the first figure."""
    plan, declared = state.plan(), fields_of(Contact)[key]
    what = f"{CONTACT_KINDS[VISIT]}: {declared.label}"
    row = plan.contact(VISIT)
    spot = Spot("contact", plan.clinic.contacts.index(row)) if row else None

    def put(value: Any) -> None:
        now = state.plan()
        if value is not None or now.contact(VISIT):
            state.change_to(change(now, f"clinic.contacts.{VISIT}.{key}", value), what)

    means = meaning(plan, spot, key, {}) if spot else ""
    label = f"{CONTACT_KINDS[VISIT]}: {forms.label_of(declared)}"
    forms.entry(declared, f"quick.{key}", row and getattr(row, key), put, PAGE, label=label, means=means)


def count_box() -> None:
    forms.entry(COUNT, "quick.count", len(state.plan().doctors) or None, put_count, PAGE)


def for_all_box(key: str, label: str) -> None:
    """The box for a figure that every doctor gets."""
    declared, doctors = fields_of(Doctor)[key], state.plan().doctors
    value = getattr(doctors[0], key) if doctors else declared.default_value()
    put = put_for_all(key, declared.label)
    readable = forms.entry(declared, f"quick.{key}", value, put, PAGE, label=label)
    assumed = not doctors or forms.is_assumed(doctors[0], declared)
    if readable and assumed and value is not None:
        text = forms.confirmation(declared, value)
        st.button(text, key=state.widget_key(f"default.{key}"), type="tertiary", on_click=put, args=(value,))


def put_count(value: int | None) -> None:
    """As many doctors as said, alike."""
    plan = state.plan()
    doctors = list(plan.doctors[: value or 0])
    while len(doctors) < (value or 0):
        so_far = plan.model_copy(update={"doctors": tuple(doctors)})
        like = doctors[0] if doctors else new_doctor(plan)
        doctors.append(changed_record(like, "doctor_id", free_id(so_far)))
    state.change_to(plan.model_copy(update={"doctors": tuple(doctors)}), COUNT.label)


def put_for_all(key: str, what: str) -> Callable[[Any], None]:
    """Puts a figure in every doctor's field; with no doctor yet there is one then."""

    def put(value: Any) -> None:
        if not state.plan().doctors:
            put_count(1)
            st.session_state[forms.box_name(PAGE, "quick.count")] = "1"
        plan = state.plan()
        doctors = tuple(changed_record(one, key, value) for one in plan.doctors)
        state.change_to(plan.model_copy(update={"doctors": doctors}), what)

    return put


def assumptions(plan: Plan) -> None:
    """What the number takes for granted."""
    rows = tuple(
        (text(one.label), text(one.value), text(one.words))
        for one in doctor_origins(plan, 0)
        if one.kind in ("assumed", "sourced")
    )
    with st.expander(f"{len(rows)} standardvärden som talet bygger på"):
        show.table(Table("Standardvärden som du inte har bekräftat", ("Uppgift", "Värde", "Ursprung"), rows))
