"""Papper till mötet: what do I lay on the table?"""

from planner.domain.plan import clinic_scenarios
from planner.reports.papers import KINDS
from planner.ui import papers, show, site, state


def page() -> None:
    show.start("Vilket papper tar du med till mötet?")
    plan = state.plan()
    if not plan.doctors:
        show.said("Ett papper behöver minst en läkare. Lägg till läkarna först.")
        site.link("lakarna")
        return
    show.said("Papperen görs av planen som den är nu, varje gång du laddar ner ett.")
    kind = papers.kind()
    show.said(KINDS[kind].holds)
    if KINDS[kind].of_scenarios and not clinic_scenarios(plan):
        show.said("Planen har inga scenarier att jämföra. Börja med ett på sidan Tänk om …")
        site.link("tank_om")
        return
    asked = papers.order(plan, kind)
    papers.download(kind, asked)
    show.not_a_demand()
    if KINDS[kind].of_doctor:
        papers.read_here(asked)
    show.heading("Gå vidare")
    site.link("forklara")
    site.link("jamfor")
    site.link("planer")
