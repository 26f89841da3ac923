"""Dialogunderlag: what do a doctor and her manager lay on the table? One A4 about one doctor, and the same as text.

Only her own figures and the clinic's are told, never a colleague's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.calc.clinic import calculate
from planner.calc.scenarios import outcome
from planner.domain.difference import GONE, THERE, Difference, differences
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, baseline, doctor_path, field_at, path_parts
from planner.domain.results import NOT_A_DEMAND, Results, quantity
from planner.domain.scenario import Comment, Scenario
from planner.reports import mirror, way, weights
from planner.reports.comparison import signed
from planner.reports.eligibility import verdict_of
from planner.reports.figures import bar_ends
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
from planner.reports.papers.frame import ALT, about
from planner.reports.papers.questions import questions
from planner.reports.papers.words import first_few, shortened
from planner.reports.sentences import why_not_computable
from planner.reports.steps import NamedStep, named_steps
from planner.reports.tables import NO_LIST, doctor_names, has_own_list
from planner.schema import fields_of
from planner.swedish import MISSING, name_key, number

PAGES = 1
FIRST_TIME = "Det här är första gången: ingen tidigare plan är vald att jämföra med."


@dataclass(frozen=True)
class Limits:
    """How much of what may grow without end the page has room for: rows, and characters."""

    differences: int
    changes: int
    comments: int
    issues: int
    value: int
    reason: int
    comment: int


FULLEST_FIRST = (
    Limits(6, 5, 4, 4, 60, 500, 240),
    Limits(5, 4, 3, 3, 50, 260, 160),
    Limits(4, 3, 2, 2, 40, 160, 110),
    Limits(3, 2, 2, 1, 30, 100, 80),
    Limits(2, 1, 1, 1, 24, 60, 60),
)


@dataclass(frozen=True)
class Subject:
    """Whom the paper is about, and what it is told beside."""

    plan: Plan
    results: Results
    place: int
    scenario: Scenario | None = None
    previous: Plan | None = None

    @property
    def doctor(self) -> Doctor:
        return self.plan.doctors[self.place]

    @property
    def name(self) -> str:
        return doctor_names(self.plan)[self.place]


def papers(
    plan: Plan, place: int, today: dt.date, scenario: Scenario | None = None, previous: Plan | None = None
) -> Iterator[Paper]:
    """The paper about the doctor in that place (from 0), the fullest first."""
    now = baseline(plan)
    subject = Subject(replace_kept(now, plan), calculate(now), place, scenario, previous)
    for limits in FULLEST_FIRST:
        blocks = tuple(_blocks(subject, limits))
        yield Paper(f"Dialogunderlag: {subject.name}", about(plan, today), blocks)


def replace_kept(now: Plan, plan: Plan) -> Plan:
    """The baseline with the comments that are kept with the plan."""
    return now.model_copy(update={"comments": plan.comments})


def _blocks(subject: Subject, limits: Limits) -> Iterator[Block]:
    yield chief_numbers(subject)
    yield Points(tuple(_said(subject, limits)))
    yield _way(subject)
    if has_own_list(subject.doctor) and subject.results.doctors[subject.place]["patients"] is not None:
        yield Paragraph(way.same_way(subject.plan, subject.results, subject.place), "quiet")
    difference = (Heading("Vad som skiljer från förra gången"), Points(tuple(_since(subject, limits))))
    title = "Valt scenario"
    if subject.scenario is not None:
        title += f": {shortened(subject.scenario.name or 'utan namn', limits.reason)}"
    yield Sides(difference, (Heading(title), Points(tuple(_scenario(subject, limits)))))
    remarks = _comments(subject, limits)
    if remarks:
        yield Heading("Kommentarer på uppgifterna")
        yield Points(tuple(remarks))
    yield Heading("Tre frågor att prata om")
    chosen = (subject.scenario.name or "") if subject.scenario else ""
    yield Points(questions(subject.plan, subject.results, subject.place, chosen), numbered=True)
    yield Room(("Läkarens kommentarer", "Chefens kommentarer", "Det här är vi överens om"))
    yield Lines(("Nästa avstämning (datum)",))
    yield Paragraph(NOT_A_DEMAND, "frame")


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
    with_list = has_own_list(subject.doctor)
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


# What differs from last time


def _since(subject: Subject, limits: Limits) -> list[str]:
    """What differs from the earlier plan, in the clinic's figures and the doctor's own."""
    if subject.previous is None:
        return [FIRST_TIME]
    earlier = baseline(subject.previous)
    key = name_key(subject.doctor.doctor_id or "")
    there = [i for i, one in enumerate(earlier.doctors) if name_key(one.doctor_id or "") == key]
    if not there:
        return ["Läkaren fanns inte i den tidigare planen."]
    before = calculate(earlier).doctors[there[0]]["named_patients"]
    after = subject.results.doctors[subject.place]["named_patients"]
    found = [_then_and_now(before, after)] if has_own_list(subject.doctor) else []
    values = [_in_words(one, subject, limits) for one in _hers(subject, differences(earlier, baseline(subject.plan)))]
    if not values:
        return [*found, "Inga uppgifter om läkaren eller enheten skiljer."]
    return found + first_few(values, limits.differences, "Ytterligare {} uppgifter skiljer.")


def _then_and_now(before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return "Hur talet har ändrats går inte att beräkna."
    if round(before) == round(after):
        return f"Talet är detsamma som förra gången: {number(after)}."
    change = signed(round(after) - round(before))
    return f"Tiden räckte då till {number(before)} patienter, nu till {number(after)} ({change})."


def _hers(subject: Subject, found: list[Difference]) -> list[Difference]:
    """Those of the clinic and of the doctor herself."""
    return [one for one in found if one.path.startswith("clinic.") or _is_own(one.path, subject)]


def _is_own(path: str | None, subject: Subject) -> bool:
    try:
        own = path_parts(doctor_path(subject.doctor.doctor_id, subject.place))
        return path_parts(path or "")[: len(own)] == own
    except KeyError:
        return False


def _in_words(one: Difference, subject: Subject, limits: Limits) -> str:
    label = one.label.removeprefix(f"{subject.name}: ")
    if (one.old, one.new) == (GONE, THERE):
        return f"{label}: har kommit till."
    if (one.old, one.new) == (THERE, GONE):
        return f"{label}: finns inte längre."
    return f"{label}: från {shortened(one.old, limits.value)} till {shortened(one.new, limits.value)}."


# The scenario that is chosen


def _scenario(subject: Subject, limits: Limits) -> Iterator[str]:
    """The scenario's reason, what it changes for her and what it comes to."""
    scenario = subject.scenario
    if scenario is None:
        yield "Inget scenario är valt."
        return
    if scenario.reason:
        yield f"Varför: {shortened(scenario.reason, limits.reason)}"
    found = outcome(subject.plan, scenario)
    places = [i for i, one in enumerate(found.plan.doctors) if one.doctor_id == subject.doctor.doctor_id]
    if not places:
        yield "Läkaren finns inte kvar i scenariot."
        return
    yield from _comes_to(subject, found.results.doctors[places[0]])
    changed = differences(baseline(subject.plan), found.plan)
    hers = _hers(subject, changed)
    values = [_in_words(one, subject, limits) for one in hers]
    yield from first_few(values, limits.changes, "Ytterligare {} uppgifter ändras.")
    others = {one.path.rpartition(".")[0] or one.path for one in changed if one not in hers}
    if others:
        yield "Scenariot ändrar också uppgifter om andra läkare."
    if scenario.colleague_hours:
        yield f"Andra yrkesgrupper behöver {number(scenario.colleague_hours)} timmar om året."
    lapsed = sum(issue.level == "fel" for issue in found.issues)
    if lapsed:
        yield f"{number(lapsed)} {'ändring' if lapsed == 1 else 'ändringar'} gäller inte längre och är inte med."


def _comes_to(subject: Subject, after: Mapping[str, Any]) -> Iterator[str]:
    before = subject.results.doctors[subject.place]
    if has_own_list(subject.doctor):
        was, then = before["named_patients"], after["named_patients"]
        beside = f" ({signed(round(then) - round(was))})" if was is not None and then is not None else ""
        many = MISSING if then is None else f"{number(then)} patienter"
        yield f"Tiden räcker då till: {many}{beside}."
    week, contracted = after["weekly_hours_needed"], after["contracted_weekly_hours"]
    if week is not None:
        beside = f", avtalad vecka {number(contracted, 1)} h" if contracted is not None else ""
        yield f"Veckan med dagens lista blir {number(week, 1)} h{beside}."


# Comments


def _comments(subject: Subject, limits: Limits) -> list[str]:
    """The comments already left on the doctor's own values."""
    found = [_comment(one, limits) for one in subject.plan.comments if _is_own(one.path, subject)]
    return first_few(found, limits.comments, "Ytterligare {} kommentarer finns i planen.")


def _comment(one: Comment, limits: Limits) -> str:
    try:
        label = field_at(one.path or "").label
    except KeyError:
        label = path_parts(one.path or "?")[-1]
    signed_by = ", ".join(filter(None, (shortened(one.by or "", 40), str(one.made or ""))))
    return f"{label}: ”{shortened(one.text or '', limits.comment)}”" + (f" ({signed_by})" if signed_by else "")
