"""Who is asked about, which list is wished for, and what may be changed and how far? Nothing of it is in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from planner.calc.clinic import calculate
from planner.calc.require import Bundle, Requirement, usual_target
from planner.calc.require_levers import Bounds, possible_levers
from planner.domain.doctor import Doctor
from planner.domain.lever import HOURS, MORE_DOCTORS_PATH, Lever
from planner.domain.plan import Plan
from planner.reports import require as words
from planner.reports import require_tables, require_words
from planner.schema import fields_of
from planner.ui import scenarios, show, site, state, tries
from planner.ui.choose import ADDRESS
from planner.ui.plain import plain

CLINIC = "Hela enheten"
_WHO, _ON = "require.who", "require.on"
WISH = replace(fields_of(Doctor)["current_list"], key="target", label="Önskat antal", low=1, high=100_000)
OF_DOCTOR = replace(WISH, help="De på särskilt boende räknas inte in. Lämnas det tomt gäller riktvärdet.")
OF_CLINIC = replace(WISH, help="Särskilt boende räknas in. Lämnas det tomt gäller alla listade.")


def who(plan: Plan) -> str | None:
    """A choice of the clinic or one of its doctors; the doctor's signature, None for the clinic."""
    ids = [one.doctor_id for one in plan.doctors]
    named = [None, *(one for one in ids if one and ids.count(one) == 1)]
    place = site.place_in(st.query_params.get(ADDRESS, ""), len(ids))
    start = st.session_state.get(_WHO) if place is None else ids[place]
    chosen = st.selectbox(
        "Vem gäller det?", named, index=named.index(start) if start in named else 0,
        format_func=lambda one: CLINIC if one is None else one, key=state.widget_key(f"krav.who.{len(named)}"),
    )  # fmt: skip
    st.session_state[_WHO] = chosen
    st.query_params.pop(ADDRESS, None)
    if chosen is not None:
        st.query_params[ADDRESS] = str(plan.place(chosen) + 1)
        state.choose_doctor(plan.place(chosen))
    return chosen


def target(plan: Plan, doctor_id: str | None) -> float | None:
    """A box for the wished list; None where it is empty."""
    declared = OF_CLINIC if doctor_id is None else OF_DOCTOR
    start = usual_target(plan, calculate(plan), doctor_id)
    found = tries.asked(declared, f"krav.{doctor_id}.target", None if start is None else int(start))
    return None if found is None else float(found)


def chosen(plan: Plan, doctor_id: str | None) -> dict[str, Bounds]:
    """Boxes to say what may be changed and how far; path → bounds of those that may, None = the usual bounds."""
    levers = possible_levers(plan, doctor_id)
    names = [require_words.label_of(one, doctor_id) for one in levers if _is_on(doctor_id, one)]
    with st.expander(f"Vad får ändras, och hur långt? {len(names)} av {len(levers)} är valda"):
        show.said(require_words.BOUNDS, "quiet")
        found: dict[str, Bounds] = {}
        for group in dict.fromkeys(map(require_words.group_of, levers)):
            show.heading(group, "small")
            found |= _boxes([one for one in levers if require_words.group_of(one) == group], doctor_id)
    return found


def _boxes(levers: Sequence[Lever], doctor_id: str | None) -> dict[str, Bounds]:
    found: dict[str, Bounds] = {}
    for one in levers:
        left, right = st.columns(2, vertical_alignment="center")
        box = state.widget_key(f"krav.{doctor_id}.{one.path}.on")
        label = f"{require_words.label_of(one, doctor_id)}: i dag {require_words.shown(one, one.today)}"
        with left:
            on = st.checkbox(
                plain(label), value=_is_on(doctor_id, one), key=box, on_change=_switch, args=(box, doctor_id, one.path)
            )
        if on:
            with right:
                found[one.path] = _bounds(one, doctor_id)
    return found


def _bounds(one: Lever, doctor_id: str | None) -> Bounds:
    """A box for how far the lever may go in the direction that helps."""
    declared = replace(one.declared, key="bound", optional=True, help="", source="")
    label = f"{'Högst' if one.more_helps else 'Lägst'} ({one.declared.unit}): {require_words.label_of(one, doctor_id)}"
    typed = tries.asked(declared, f"krav.{doctor_id}.{one.path}", one.best, label=plain(label))
    if typed is None or typed == one.best:
        return None
    return min(float(typed), one.today), max(float(typed), one.today)


def _is_on(doctor_id: str | None, one: Lever) -> bool:
    """Few at first: duties, minutes with the patient, and for the clinic one more doctor."""
    kept: dict[tuple[str | None, str], bool] = st.session_state.get(_ON, {})
    few = one.kind == HOURS or one.declared.key == "minutes" or one.path == MORE_DOCTORS_PATH
    return kept.get((doctor_id, one.path), few and one.room)


def _switch(box: str, doctor_id: str | None, path: str) -> None:
    st.session_state.setdefault(_ON, {})[doctor_id, path] = st.session_state[box]


def card(plan: Plan, found: Requirement, bundle: Bundle) -> None:
    """One bundle: what it changes, each part, what it leaves to solve, and the way to it as a scenario."""
    with st.container(border=True):
        show.heading(words.name_of(bundle), "small")
        show.said(words.in_words(found, bundle))
        show.table(require_tables.parts(found, bundle))
        show.listed(words.consequences(plan, found, bundle))
        full = scenarios.full(plan, None, len(bundle.changes))
        show.said(full)
        if not full and st.button("Öppna som scenario", key=f"krav.open.{bundle.kind}"):
            scenarios.put(None, words.scenario_of(plan, found, bundle), "nytt scenario")
            site.go_to("tank_om")
