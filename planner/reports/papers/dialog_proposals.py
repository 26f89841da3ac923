"""Which proposals does the doctor bring to the talk? One line each: its name, her patients, her week."""

from __future__ import annotations

from collections.abc import Iterator

from planner.calc.scenarios import outcome
from planner.domain.results import quantity
from planner.domain.scenario import Scenario
from planner.reports.own_try import MOST_PROPOSALS
from planner.reports.papers.dialog_subject import Limits, Subject
from planner.reports.papers.words import shortened
from planner.reports.tables import NO_LIST, has_own_list
from planner.swedish import number

HEADING = "Läkarens egna förslag"


def proposal_points(subject: Subject, limits: Limits) -> Iterator[str]:
    """At most three, as many as a doctor can keep."""
    for one in subject.proposals[:MOST_PROPOSALS]:
        yield f"{shortened(one.name or 'Utan namn', limits.value)}: {_comes_to(subject, one)}."


def _comes_to(subject: Subject, one: Scenario) -> str:
    after = outcome(subject.plan, one)
    rows = [row for row in after.results.doctors if row["doctor_id"] == subject.doctor.doctor_id]
    if not rows:
        return "läkaren finns inte kvar i förslaget"
    patients, week = rows[0]["named_patients"], rows[0]["weekly_hours_needed"]
    shown = quantity("named_patients").show(patients)
    room = f"{shown} patienter" if patients is not None else f"antalet patienter {shown}"
    if not has_own_list(subject.doctor):
        room = NO_LIST
    return room if week is None else f"{room}, veckan med dagens lista {number(week, 1)} h"
