"""What stands beside a number until it has an interval: how much of its way rests on assumptions, and the way to the
box of the one that weighs most."""

from __future__ import annotations

import streamlit as st

from planner.calc.weights import Input, Weights, clinic_weights, doctor_weights
from planner.domain.clinic import Clinic
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.reports import weights as in_words
from planner.ui import forms, show
from planner.ui.plain import plain
from planner.ui.spots import Spot
from planner.ui.where import Mending


def clinic(plan: Plan) -> None:
    """The sentence for the clinic's number; nothing where there is none."""
    _shown(plan, clinic_weights(plan), whose=True)


def doctor(plan: Plan, place: int, *, mend: bool = True) -> None:
    """The sentence for one doctor's number; nothing where there is none. `mend`: with the way to the box."""
    _shown(plan, doctor_weights(plan, place), whose=False, mend=mend)


def _shown(plan: Plan, weights: Weights, *, whose: bool, mend: bool = True) -> None:
    show.said(in_words.words(plan, weights, whose=whose), "quiet")
    name = in_words.heaviest(plan, weights, whose)
    if name and not mend:
        show.said(f"Mät detta först: {name}.", "quiet")
    elif name and st.button(
        f"Mät detta först: {plain(name)}", key="measure_first", type="tertiary", help=in_words.HOW_IT_IS_WEIGHED
    ):
        _mending(plan, weights.heaviest[0]).go()


def _mending(plan: Plan, one: Input) -> Mending:
    if one.record is Doctor:
        page, spot = "lakarna", Spot("doctor", one.place)
    else:
        page, spot = "enheten", Spot("clinic" if one.record is Clinic else "contact", one.place)
    doctor_place = one.place if one.record is Doctor else None
    return Mending(page, doctor_place, one.field.label, forms.box_key(page, spot, plan, one.field.key))
