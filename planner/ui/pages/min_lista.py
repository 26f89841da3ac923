"""Min lista: one doctor's own page. How large a list have I time for, and what would I change?"""

from planner.calc.clinic import calculate
from planner.reports import own as words
from planner.ui import comments, own, own_log, own_try, show, state


def page() -> None:
    plan = state.plan()
    show.start(words.QUESTION)
    place = own.doctor(plan)
    if place is None:
        own.choice(plan)
        return
    state.choose_doctor(place)  # the menu's pages about one doctor open at her
    results = calculate(plan)
    own.leave(plan, place)
    own.answer(plan, results, place)
    own.my_time(plan, results, place)
    own.why(plan, results, place)
    own.data(plan, place)
    show.heading("Något som inte stämmer?")
    comments.write(plan, place)
    comments.own_ones(plan, place)
    show.heading("Pröva själv")
    own_try.levers(plan, results, place)
    own_try.proposals(plan, results, place)
    own_log.changes(plan, place)
    own_log.everything(plan, results, place)
    own.further(place)
