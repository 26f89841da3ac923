"""What stands beside a doctor's number: today's list, the riktvärde, and what a wished list would take?"""

from __future__ import annotations

from dataclasses import replace

from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports import mirror, tables
from planner.schema import fields_of
from planner.ui import show, site, tries
from planner.ui.choose import ADDRESS

WISH = replace(
    fields_of(Doctor)["current_list"], key="wish", label="Önskad lista", low=1,
    help="Skriv hur många patienter du vill veta mer om. De på särskilt boende räknas inte in. Planen ändras inte.",
)  # fmt: skip


def shown(plan: Plan, results: Results, place: int) -> None:
    """The comparisons; nothing for a role without a list."""
    if not tables.has_own_list(plan.doctors[place]):
        return
    show.heading("Dagens lista och riktvärdet")
    show.said(mirror.doctor_hours(plan, results, place))
    show.said(mirror.doctor_riktvarde(plan, results, place))
    _wish(plan, results, place)


def _wish(plan: Plan, results: Results, place: int) -> None:
    """A field to ask with, and what the list in it takes; nothing of it goes into the plan."""
    if not mirror.can_be_asked(plan, results, place):
        return
    start = mirror.starting_wish(results, place)
    wanted = tries.asked(WISH, f"wish.{place}.{start}", start)
    if wanted is not None:
        show.said(mirror.takes_heading(plan, results, place, wanted))
        show.listed(mirror.what_it_takes(plan, results, place, wanted))
    site.link("krav", address={ADDRESS: str(place + 1)})
