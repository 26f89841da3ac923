"""Så räknar vi: by which method, from which sources, and within which limits?"""

from planner.reports import glossary, weights
from planner.ui import show, site


def page() -> None:
    show.start("Så räknar vi")
    show.prose("metod")
    show.not_a_demand()
    show.heading("Formlerna i ord")
    show.table(glossary.formulas("doctor"))
    show.table(glossary.formulas("clinic"))
    show.heading("Vad kan antalet bero på?")
    show.said(glossary.DEPENDS_ON_INTRO)
    show.table(glossary.depends_on())
    show.heading("Hur stor del av talet är antaganden?")
    show.said(weights.HOW_IT_IS_WEIGHED)
    show.prose("metod_granser")
    show.heading("Källor")
    show.table(glossary.sources())
    site.link("ordlista")
