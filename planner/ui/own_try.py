"""Moving her own levers: a doctor tries values beside the plan, sees the list and the hours, and keeps proposals."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from planner.domain.kept import with_scenario, without_scenario
from planner.domain.plan import Plan, field_at, value_at
from planner.domain.results import Results
from planner.domain.scenario import MOST_SCENARIOS, Scenario
from planner.reports import own_try
from planner.schema import fields_of
from planner.swedish import name_key
from planner.ui import forms, show, state, tries

NAME, REASON = replace(fields_of(Scenario)["name"], label="Förslagets namn"), fields_of(Scenario)["reason"]
NEW = -1  # in the place of no earlier one


def levers(plan: Plan, results: Results, place: int) -> None:
    """A box for each lever, and above them what the tried values come to. The plan is not changed."""
    if not own_try.can_be_tried(plan, place):
        show.said("Du behöver en egen signatur för att kunna pröva. Den fylls i på sidan Läkarna.")
        return
    outcome = st.container()
    for path, column in _in_columns(own_try.levers(plan, place)):
        with column:
            tries.asked(field_at(path), _box(place, path), value_at(plan, path), label=_label(path))
    changes = own_try.changes_for(plan, _tried(plan, place))
    paths = own_try.levers(plan, place)
    unread = [_label(path) for path in paths if tries.unreadable(field_at(path), _box(place, path))]
    with outcome:
        show.followed(own_try.tried_in_words(plan, results, place, changes, unread))
        show.said(own_try.effect_on_week(plan, results, place, changes))
    # always there and never disabled: a button that goes takes the focus with it
    st.button("Tillbaka till dagens värden", key="own_reset", type="tertiary", on_click=_set, args=(place, {}))
    if changes:
        _save(plan, place)


def proposals(plan: Plan, results: Results, place: int) -> None:
    """The doctor's own proposals, what each comes to, and what can be done with it."""
    found = own_try.own_proposals(plan, place)
    show.heading(f"Mina förslag ({len(found)} av {own_try.MOST_PROPOSALS})")
    if not found:
        show.said("Du har inga sparade förslag. De du sparar här står på dialogunderlaget till samtalet.", "quiet")
    for i, scenario in found:
        with st.container(border=True):
            show.heading(scenario.name or "Utan namn", "small")
            show.said(scenario.reason or "")
            show.listed(own_try.changes_in_words(plan, place, scenario))
            show.said(own_try.effect(plan, results, place, scenario.changes).sentence)
            show.said(own_try.effect_on_week(plan, results, place, scenario.changes))
            with st.container(horizontal=True):
                tried = own_try.tried_from(plan, place, scenario)
                st.button("Lägg i rutorna", key=f"own_load.{i}", on_click=_set, args=(place, tried))
                st.button("Ta bort förslaget", key=f"own_remove.{i}", on_click=_remove, args=(i,))


def _save(plan: Plan, place: int) -> None:
    """A name, a reason, and whether it is new or stands in the place of an earlier one."""
    found = own_try.own_proposals(plan, place)
    full = len(found) >= own_try.MOST_PROPOSALS or len(plan.scenarios) >= MOST_SCENARIOS
    ways = ([] if full else [NEW]) + [i for i, _ in found]
    if not ways:
        show.said("Planen har så många scenarier som får plats. Ta bort något av dem först.")
        return
    free = own_try.free_name(plan, place)
    with st.container(border=True):
        show.heading("Spara som förslag", "small")
        name = tries.asked(NAME, f"own.name.{free}", free)
        tries.asked(REASON, f"own.reason.{free}")
        if full:
            many = len(found) >= own_try.MOST_PROPOSALS
            show.said(f"{'Du har tre förslag' if many else 'Planen är full'}. Välj vilket det nya ska ersätta.")
        names = {NEW: "Ett nytt förslag"} | {i: f"I stället för {scenario.name}" for i, scenario in found}
        way = st.selectbox(
            "Spara", ways, format_func=names.__getitem__, key=_way(place, full), index=None if full else 0,
            placeholder="Välj ett förslag",
        )  # fmt: skip
        if name and _taken(plan, name, way):
            forms.problem("Det finns redan ett scenario med det namnet. Välj ett annat namn.")
        st.button(
            "Spara som förslag", key="own_save", type="primary", on_click=_keep, args=(place, way, free, full),
            disabled=way is None,
        )  # fmt: skip


def _keep(place: int, way: int, free: str, full: bool) -> None:
    plan = state.plan()
    name, reason = tries.read(NAME, f"own.name.{free}", free), tries.read(REASON, f"own.reason.{free}")
    changes = own_try.changes_for(plan, _tried(plan, place))
    if name and changes and not _taken(plan, name, way):
        doctor_id = plan.doctors[place].doctor_id
        scenario = Scenario(name=name, reason=reason, doctor_id=doctor_id, changes=changes)
        state.change_to(with_scenario(plan, scenario, None if way == NEW else way), f"förslag från {doctor_id}")
        tries.put(REASON, f"own.reason.{free}", None)
        if full:  # what the next one stands in the place of is chosen anew
            st.session_state[_way(place, full)] = None


def _way(place: int, full: bool) -> str:
    return state.widget_key(f"own_way.{place}.{full}")


def _taken(plan: Plan, name: str, way: int | None) -> bool:
    others = (one for i, one in enumerate(plan.scenarios) if i != way)
    return any(name_key(one.name or "") == name_key(name) for one in others)


def _remove(i: int) -> None:
    state.change_to(without_scenario(state.plan(), i), "borttaget förslag")


def _tried(plan: Plan, place: int) -> dict[str, float]:
    """What stands in the boxes; today's value where a box is empty or cannot be read."""
    found = {}
    for path in own_try.levers(plan, place):
        today = value_at(plan, path)
        new = tries.read(field_at(path), _box(place, path), today)
        found[path] = today if new is None else new
    return found


def _set(place: int, values: dict[str, float]) -> None:
    """Let the boxes hold these values, the others today's."""
    plan = state.plan()
    for path in own_try.levers(plan, place):
        tries.put(field_at(path), _box(place, path), values.get(path, value_at(plan, path)))


def _box(place: int, path: str) -> str:
    return f"own.{place}.{path}"


def _label(path: str) -> str:
    label = forms.label_of(field_at(path))
    return f"Enheten: {label}" if path.startswith("clinic.") else label


def _in_columns(paths: tuple[str, ...]) -> list[tuple[str, DeltaGenerator]]:
    """Two boxes beside each other, in reading order on a narrow screen too."""
    pairs = [paths[i : i + 2] for i in range(0, len(paths), 2)]
    return [(path, column) for pair in pairs for path, column in zip(pair, st.columns(2), strict=False)]
