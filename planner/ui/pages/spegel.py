"""Arbetstidsspegeln: what do today's lists take a week beside the contracted hours?"""

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports import mirror_week
from planner.ui import show, site, state


def page() -> None:
    show.start("Vad tar dagens listor i tid?")
    plan = state.plan()
    results = calculate(plan)
    show.answer(mirror_week.clinic_answer(plan, results))
    show.said(mirror_week.clinic_difference(plan, results))
    if not plan.doctors:
        show.said("Lägg till läkarna och deras listor, så står timmarna här.")
        site.link("lakarna")
        return
    show.listed(mirror_week.notes(plan, results))
    show.said(mirror_week.ABOUT_THE_HOURS, "quiet")
    show.not_a_demand()
    _doctors(plan, results)
    show.heading("Gå vidare")
    site.link("forklara", "Förklara en läkares tal")
    site.link("lakarna", "Ändra listor och arbetstider")


def _doctors(plan: Plan, results: Results) -> None:
    show.figure(
        mirror_week.finding(plan, results), mirror_week.HOW_TO_READ, mirror_week.figure(plan, results),
        mirror_week.in_words(plan, results), mirror_week.table(plan, results), "arbetstidsspegeln",
    )  # fmt: skip
