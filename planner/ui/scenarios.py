"""Which scenario is being worked on, and how does an edit of it become the plan?"""

from __future__ import annotations

import streamlit as st

from planner.calc.scenarios import Outcome, apply, outcome
from planner.domain.kept import with_scenario, without_scenario
from planner.domain.plan import Plan, changed_record
from planner.domain.scenario import MOST_CHANGES, MOST_SCENARIOS, Change, Scenario
from planner.reports.comparison_words import all_lapsed, lapse
from planner.schema import fields_of
from planner.ui import forms, site, state
from planner.ui.plain import plain

PAGE = "tank_om"
ADDRESS = "scenario"  # the scenario's place, from 1; 0 is a new one
_LAST = "last_scenario"
NEW, UNNAMED = "Nytt scenario", "Scenario utan namn"


def names(plan: Plan) -> tuple[str, ...]:
    """What each scenario is called, and whose proposal it is."""
    return tuple(
        (one.name or UNNAMED) + (f" (förslag från {one.doctor_id})" if one.doctor_id else "") for one in plan.scenarios
    )


def _marked(plan: Plan) -> tuple[str, ...]:
    """The names, each with how much of the scenario no longer applies."""
    lapses = [apply(plan, one.changes).skipped and lapse(outcome(plan, one)) for one in plan.scenarios]
    return tuple(f"{name} ({told})" if told else name for name, told in zip(names(plan), lapses, strict=True))


def said_to_lapse(found: Outcome) -> None:
    """That some of the scenario's changes no longer apply, and what is wrong in the plan they make, by its answer."""
    if lapse(found) and not all_lapsed(found):
        forms.problem(f"{lapse(found).capitalize()}.")
    for fault in found.faults:
        forms.problem(fault.text)


def chosen(plan: Plan) -> int | None:
    """The place of the scenario that is being worked on; None for a new one. A link may have asked for one."""
    return site.place_in(st.query_params.get(ADDRESS, st.session_state.get(_LAST, "")), len(plan.scenarios))


def choose(place: int | None) -> None:
    st.query_params[ADDRESS] = st.session_state[_LAST] = str(0 if place is None else place + 1)


def box(plan: Plan) -> str:
    """The key of the box in which a scenario is chosen."""
    return state.widget_key(f"scenario.{len(plan.scenarios)}")


def choice(plan: Plan) -> int | None:
    """A choice of the plan's scenarios and a new one."""
    shown, key = (NEW, *_marked(plan)), box(plan)
    place = chosen(plan)
    st.session_state[key] = 0 if place is None else place + 1
    st.selectbox(
        "Scenario", range(len(shown)), format_func=shown.__getitem__, key=key,
        on_change=lambda: choose(st.session_state[key] - 1 if st.session_state[key] else None),
    )  # fmt: skip
    return chosen(plan)


def of(plan: Plan, place: int | None) -> Scenario:
    """The scenario in that place; an empty one where there is none yet."""
    return Scenario() if place is None else plan.scenarios[place]


def full(plan: Plan, place: int | None, more: int) -> str:
    """Why no more can be kept; empty when there is room."""
    if place is None and len(plan.scenarios) >= MOST_SCENARIOS:
        return f"Planen har {MOST_SCENARIOS} scenarier, och fler ryms inte. Ta bort något först."
    if len(of(plan, place).changes) + more > MOST_CHANGES:
        return f"Ett scenario rymmer högst {MOST_CHANGES} ändringar."
    return ""


def put(place: int | None, scenario: Scenario, what: str) -> None:
    """Keep the scenario with the plan: in its place, or as a new one that is then worked on."""
    plan = state.plan()
    state.change_to(with_scenario(plan, scenario, place), f"{scenario.name or UNNAMED}: {what}")
    choose(len(plan.scenarios) if place is None else place)


def put_changes(place: int | None, changes: tuple[Change, ...], what: str) -> None:
    found = of(state.plan(), place)
    named = found if found.name else found.model_copy(update={"name": NEW})
    put(place, named.model_copy(update={"changes": changes}), what)


def remove_change(place: int, nth: int) -> None:
    """Without one of its changes; the boxes start anew, since those after it move up."""
    plan, found = state.plan(), of(state.plan(), place)
    left = found.model_copy(update={"changes": found.changes[:nth] + found.changes[nth + 1 :]})
    state.replace_with(with_scenario(plan, left, place), f"{found.name or UNNAMED}: tog bort en ändring")


def remove(place: int) -> None:
    plan = state.plan()
    state.replace_with(without_scenario(plan, place), f"tog bort scenariot {names(plan)[place]}")
    choose(None)


def about(place: int) -> None:
    """The scenario's name, reason and colleague's hours, as boxes; and the way to delete it."""
    found = of(state.plan(), place)
    for key, declared in fields_of(Scenario).items():
        if key == "doctor_id" and not found.doctor_id:
            continue

        def changed(value: object, key: str = key, label: str = declared.label) -> None:
            now = changed_record(of(state.plan(), place), key, value)
            # hours that someone has typed stay as they are
            put(place, changed_record(now, "colleague_listed", None) if key == "colleague_hours" else now, label)

        forms.entry(declared, f"scenario.{place}.{key}", getattr(found, key), changed, PAGE, holder="Scenariot")
    st.button(f"Ta bort scenariot {plain(found.name or UNNAMED)}", on_click=remove, args=(place,))
