"""Dialogunderlag: what do a doctor and her manager lay on the table? One A4 about one doctor, and the same as text.

Only her own figures and the clinic's are told, never a colleague's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planner.calc.clinic import calculate
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import NOT_A_DEMAND, quantity
from planner.domain.scenario import Scenario
from planner.reports import mirror, way, weights
from planner.reports.eligibility import verdict_of
from planner.reports.figures import bar_ends
from planner.reports.own_try import own_proposals
from planner.reports.papers.blocks import (
    Bar,
    BarKind,
    Bars,
    Block,
    ChiefNumber,
    ChiefNumbers,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Points,
    Room,
    Sides,
)
from planner.reports.papers.dialog_beside import comments, scenario_points, since
from planner.reports.papers.dialog_proposals import HEADING, proposal_points
from planner.reports.papers.dialog_subject import FULLEST_FIRST, Limits, Subject
from planner.reports.papers.frame import ALT, about
from planner.reports.papers.questions import questions
from planner.reports.papers.words import first_few, shortened
from planner.reports.sentences import why_not_computable
from planner.reports.steps import NamedStep, named_steps
from planner.reports.tables import NO_LIST, has_own_list
from planner.schema import fields_of
from planner.swedish import number

PAGES = 1


def papers(
    plan: Plan, place: int, today: dt.date, scenario: Scenario | None = None, previous: Plan | None = None
) -> Iterator[Paper]:
    """The paper about the doctor in that place (from 0), the fullest first."""
    now = plan.model_copy(update={"scenarios": ()})
    proposals = tuple(one for _, one in own_proposals(plan, place))
    subject = Subject(now, calculate(now), place, scenario, previous, proposals)
    for limits in FULLEST_FIRST:
        blocks = tuple(_blocks(subject, limits))
        yield Paper(f"Dialogunderlag: {subject.name}", about(plan, today), blocks)


def _blocks(subject: Subject, limits: Limits) -> Iterator[Block]:
    yield chief_numbers(subject)
    yield Points(tuple(_said(subject, limits)))
    yield _way(subject)
    if has_own_list(subject.doctor) and subject.results.doctors[subject.place]["patients"] is not None:
        yield Paragraph(way.same_way(subject.plan, subject.results, subject.place), "quiet")
    difference = (Heading("Vad som skiljer från förra gången"), Points(tuple(since(subject, limits))))
    yield Sides(difference, tuple(_what_if(subject, limits)))
    remarks = comments(subject, limits)
    if remarks:
        yield Heading("Kommentarer på uppgifterna")
        yield Points(tuple(remarks))
    yield Heading("Tre frågor att prata om")
    chosen = (subject.scenario.name or "") if subject.scenario else ""
    yield Points(questions(subject.plan, subject.results, subject.place, chosen), numbered=True)
    yield Room(("Läkarens kommentarer", "Chefens kommentarer", "Det här är vi överens om"))
    yield Lines(("Nästa avstämning (datum)",))
    yield Paragraph(NOT_A_DEMAND, "frame")


def _what_if(subject: Subject, limits: Limits) -> Iterator[Block]:
    """The scenario that is chosen; where none is, the proposals that the doctor has kept."""
    if subject.scenario is None and subject.proposals:
        yield Heading(HEADING)
        yield Points(tuple(proposal_points(subject, limits)))
        return
    title = "Valt scenario"
    if subject.scenario is not None:
        title += f": {shortened(subject.scenario.name or 'utan namn', limits.reason)}"
    yield Heading(title)
    yield Points(tuple(scenario_points(subject, limits)))


def chief_numbers(subject: Subject) -> ChiefNumbers:
    """Patients that the time suffices for, today's list, and the week that it takes beside the contracted one."""
    row, doctor = subject.results.doctors[subject.place], subject.doctor
    care_home = doctor.care_home_patients
    on_homes = f", varav {number(care_home)} på särskilt boende" if care_home else ""
    named, current = quantity("named_patients"), fields_of(Doctor)["current_list"]
    total = row["named_patients"]
    room = NO_LIST if not total and not has_own_list(doctor) else named.show(total)
    needed, contracted = row["weekly_hours_needed"], row["contracted_weekly_hours"]
    week = quantity("weekly_hours_needed")
    beside = [f"avtalad vecka {number(contracted, 1)} h"] if contracted is not None else []
    if needed is not None and contracted is not None and round(needed - contracted, 1):
        more = round(needed - contracted, 1)
        beside.append(f"{number(abs(more), 1)} h {'mer' if more > 0 else 'mindre'} än den")
    return ChiefNumbers(
        (
            ChiefNumber("Tiden räcker till", room, f"patienter{on_homes}" if total is not None else ""),
            ChiefNumber(
                "Dagens lista", current.show(doctor.current_list),
                f"patienter{on_homes}" if doctor.current_list is not None else "",
            ),
            ChiefNumber(
                "Veckan med dagens lista", week.show(needed) + ("" if needed is None else "\u00a0h"), "; ".join(beside)
            ),
        )
    )  # fmt: skip


def _said(subject: Subject, limits: Limits) -> Iterator[str]:
    """What explains the numbers on top: what stops them, whether they count, the riktvärde, the assumptions."""
    plan, results, place = subject.plan, subject.results, subject.place
    yield from mirror.said_first(plan, results, place)
    if results.doctors[place]["named_patients"] is None:
        why = list(why_not_computable(plan, results, place))
        yield from first_few(why, limits.issues, "Det finns {} uppgifter till att rätta eller fylla i.")
    verdict = verdict_of(plan, results.doctors[place])
    if not verdict.counted:
        yield f"Kan vara fast läkarkontakt: {verdict.short}. {shortened(verdict.reason, 240)}"
    if results.doctors[place]["weekly_hours_needed"] is None:
        yield mirror.doctor_hours(plan, results, place)
    yield mirror.doctor_riktvarde(plan, results, place)
    share = weights.doctor_words(plan, place)
    yield share or way.assumptions_in_words(plan, place)


def _way(subject: Subject) -> Bars:
    """The way from the year's hours to the number: a picture beside the same steps in words and figures."""
    steps = named_steps(subject.plan, subject.place)
    with_list = any(step.patients is not None for step in steps)
    columns = ("Timmar per år", "Patienter") if with_list else ("Timmar per år",)
    drawn = all(step.hours is not None for step in steps)
    starts, ends = bar_ends(steps, [step.hours or 0.0 for step in steps]) if drawn else ([0.0] * len(steps),) * 2
    rows = tuple(
        Bar(step.label, _shown(step, with_list), start, end, _kind(step), step.total)
        for step, start, end in zip(steps, starts, ends, strict=True)
    )
    finding = way.way_finding(subject.plan, subject.place)
    reading = "Fyllda staplar är nivåer, streckade är tid som går till annat, prickade lägger till tid."
    alt = f"{finding}. {ALT}"
    return Bars(finding, reading, ("Steg", *columns), rows, alt, drawn)


def _shown(step: NamedStep, with_list: bool) -> tuple[str, ...]:
    return (step.shown(step.hours, ""), *((step.shown(step.patients, ""),) if with_list else ()))


def _kind(step: NamedStep) -> BarKind:
    return "level" if step.total else "added" if (step.hours or 0) > 0 else "taken"
