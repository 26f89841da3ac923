"""The cards on the page: a button each, and the open one's questions with what it would come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from planner.calc.scenarios import apply, outcome
from planner.cards import CARDS, Answers, Card, card
from planner.domain.change_words import change_in_words
from planner.domain.kept import joined
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.reports import comparison
from planner.schema import Field
from planner.ui import forms, scenarios, show, state

NOBODY = "Ingen"
_OPEN, _GIVEN, _ALONE = "open_card", "card_answers", "card_alone"


def buttons() -> None:
    """Every card as a button with its question, group by group."""
    for group in dict.fromkeys(one.group for one in CARDS):
        show.heading(group, "small")
        with st.container(horizontal=True):
            for one in CARDS:
                if one.group == group:
                    st.button(one.title, key=f"card.{one.key}", on_click=_open, args=(one.key,))


def opened(plan: Plan, chosen: int | None) -> None:
    """The open card, on the plan as the chosen scenario leaves it, or alone; nothing when none is open."""
    key = st.session_state.get(_OPEN, "")
    if not key:
        return
    place = None if st.session_state.get(_ALONE) else chosen
    one, found = card(key), scenarios.of(plan, place)
    with st.container(border=True, key=_frame(key)):
        if chosen is not None:
            name = scenarios.names(plan)[chosen]
            show.said(f"Som ett nytt scenario, utan {name}" if place is None else f"Ovanpå scenariot {name}")
        show.heading(f"Tänk om {one.title}", "small")
        show.said(one.about, "quiet")
        changed = apply(plan, found.changes).plan
        written = _questions(one, changed, plan, place) if not one.lacking(changed) else None
        if one.lacking(changed):
            show.said(one.lacking(changed))
        _ways_out(place, chosen, written)


def _ways_out(place: int | None, chosen: int | None, written: Scenario | None) -> None:
    """Keep it, try it beside the chosen scenario or on top of it, or leave it."""
    with st.container(horizontal=True):
        if written is not None:
            label = "Spara som nytt scenario" if place is None else "Lägg till i scenariot"
            st.button(label, type="primary", key="write_card", on_click=_write, args=(place, written))
        if chosen is not None:
            label = "Pröva ovanpå scenariot" if place is None else "Pröva som nytt scenario"
            st.button(label, key="try_alone", on_click=_alone, args=(place is not None,))
        st.button("Stäng utan att ändra", on_click=_close)


def _alone(alone: bool) -> None:
    st.session_state[_ALONE] = alone


def _questions(one: Card, changed: Plan, plan: Plan, place: int | None) -> Scenario | None:
    """The card's questions and what it would come to; what it writes, None while there is nothing to keep."""
    answers, from_plan = one.start(changed, st.session_state.get(_GIVEN, {}))
    readable, keys = [], list(one.fields())
    for start in range(0, len(keys), 2):
        for column, key in zip(st.columns(2), keys[start : start + 2], strict=False):
            with column:
                readable.append(_question(one, key, changed, answers, from_plan))
    unanswered = one.unanswered(answers)
    if unanswered or not all(readable):
        show.said(f"Fyll i {', '.join(unanswered)}." if unanswered else "Rätta det som inte gick att läsa.")
        return None
    written = one.write(changed, answers)
    _preview(plan, joined(scenarios.of(plan, place), written))
    if not written.changes:
        show.said("Kortet ändrar ingenting: så är det redan.")
        return None
    show.said("Det här skrivs i scenariot, och kan ändras där:")
    show.listed(f"{change_in_words(change)}." for change in written.changes)
    problem = scenarios.full(plan, place, len(written.changes))
    show.said(problem)
    return None if problem else written


def _preview(plan: Plan, tried: Scenario) -> None:
    """What the scenario would come to with the card: the clinic, each doctor, and both sides of moved work."""
    start, found = comparison.baseline_outcome(plan), outcome(plan, tried)
    show.answer(comparison.answer(start, found))
    show.listed(comparison.details(start, found))


def _question(one: Card, key: str, plan: Plan, answers: Answers, from_plan: frozenset[str]) -> bool:
    """The widget of one answer; whether its content is readable."""
    declared, value = one.fields()[key], getattr(answers, key)
    if key in one.choices:
        _pick(declared, key, one.choices[key](plan), value)
        return True
    name = f"card.{one.key}.{key}.{declared.show(value) if key in from_plan else ''}"
    return forms.entry(
        declared, name, value, _answer(key), scenarios.PAGE, means=_origin(one, key, answers, from_plan),
        holder="Kortet",
    )  # fmt: skip


def _origin(one: Card, key: str, answers: Answers, from_plan: frozenset[str]) -> str:
    """Where a value that nobody has given comes from."""
    declared = one.fields()[key]
    if key in from_plan:
        return one.preset_from
    unchanged = key not in answers.model_fields_set and getattr(answers, key) is not None
    if not unchanged or not declared.origin:
        return ""
    return "Antagande: ändra det till ert eget" if declared.assumed else f"Förslag: {declared.origin}"


def _pick(declared: Field, key: str, found: Mapping[str, str], value: Any) -> None:
    """A choice among the plan's own."""
    options = ["", *found] if declared.optional else list(found)  # None would be no choice at all
    box = state.widget_key(f"card.{st.session_state[_OPEN]}.{key}")
    st.session_state[box] = value or ""
    st.selectbox(
        declared.label, options, format_func=lambda option: found.get(option, NOBODY), key=box, help=declared.help,
        on_change=lambda: _answer(key)(st.session_state[box] or None),
    )  # fmt: skip


def _answer(key: str) -> Callable[[Any], None]:
    def put(value: Any) -> None:
        st.session_state[_GIVEN] = {**st.session_state.get(_GIVEN, {}), key: value}

    return put


def _write(place: int | None, written: Scenario) -> None:
    found = scenarios.of(state.plan(), place)
    many = len(written.changes)
    scenarios.put(place, joined(found, written), "lade till " + ("en ändring" if many == 1 else f"{many} ändringar"))
    _close()
    state.aim_at(scenarios.box(state.plan()))  # beside the answer


def _open(key: str) -> None:
    _close()
    st.session_state[_OPEN] = key
    state.aim_at(_frame(key))  # on a telephone it opens far below its button


def _frame(key: str) -> str:
    """The key of the frame around an open card."""
    return f"open.{key}"


def _close() -> None:
    """No card is open, and what was typed in it is gone."""
    st.session_state.pop(_OPEN, None)
    st.session_state.pop(_GIVEN, None)
    st.session_state.pop(_ALONE, None)
    for box in [box for box in state.current().drafts if box.startswith(f"{scenarios.PAGE}/card.")]:
        state.drop_draft(box)
