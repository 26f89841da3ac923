"""Vad krävs för …?: what would it take for a doctor to hold a wished list, or the clinic to name every patient?"""

import streamlit as st

from planner.calc.require import Requirement, require
from planner.domain.plan import Plan
from planner.reports import require as words
from planner.reports import require_tables
from planner.ui import levers, show, site, state


def page() -> None:
    plan = state.plan()
    if not plan.doctors:
        show.start(words.TITLE)
        show.said("Här vänds beräkningen: du säger hur många, och får veta vad det kräver. Lägg först till läkarna.")
        site.link("lakarna")
        return
    top = st.container()
    doctor_id = levers.who(plan)
    wanted = levers.target(plan, doctor_id)
    found = require(plan, wanted, doctor_id, levers.chosen(plan, doctor_id))
    with top:
        show.start(words.question(plan, found))
        show.answer(words.answer(plan, found))
        show.listed(words.notes(plan, found))
        show.not_a_demand()
    if found.status == "not_computable":
        site.link("kontroll")
    _bundles(plan, found)
    _alone(plan, found)
    show.heading("Gå vidare")
    site.link("forklara", "Förklara en läkares tal")
    site.link("lakarna", "Ändra läkarnas uppgifter")


def _bundles(plan: Plan, found: Requirement) -> None:
    shown = require_tables.bundles_drawn(found)
    if not shown:
        return
    show.figure(
        require_tables.finding(found), words.HOW_TO_READ, require_tables.figure(found), require_tables.in_words(found)
    )
    for bundle in shown:
        levers.card(plan, found, bundle)
    show.download(require_tables.every_bundle(found), "forslag")


def _alone(plan: Plan, found: Requirement) -> None:
    closed = words.closed_forms(plan, found)
    if closed:
        show.heading("Med en enda ändring, var för sig")
        show.listed(closed)
    if found.alone:
        show.heading("En sak i taget, resten som i dag")
        show.table(require_tables.alone(found), "en-sak-i-taget")
