"""What stands beside a doctor's number on her paper: what differs from last time, the chosen scenario, the comments.

Only her own figures and the clinic's are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.calc.clinic import calculate
from planner.calc.scenarios import outcome
from planner.domain.difference import THERE, Difference, differences
from planner.domain.plan import baseline, doctor_path, field_at, path_parts
from planner.domain.results import quantity
from planner.domain.scenario import Comment
from planner.reports.comparison import colleagues, signed
from planner.reports.papers.dialog_subject import Limits, Subject
from planner.reports.papers.words import first_few, shortened
from planner.reports.tables import has_own_list
from planner.swedish import MISSING, name_key, number

FIRST_TIME = "Det här är första gången: ingen tidigare plan är vald att jämföra med."


def since(subject: Subject, limits: Limits) -> list[str]:
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
    change = signed(quantity("named_patients").difference(before, after))
    if number(before) == number(after):
        return f"Talet är detsamma som förra gången: {number(after)}."
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
    if one.came:
        given = f" ({shortened(one.new, limits.value)})" if one.new != THERE else ""
        return f"{label}: har kommit till{given}."
    if one.went:
        return f"{label}: finns inte längre."
    return f"{label}: från {shortened(one.old, limits.value)} till {shortened(one.new, limits.value)}."


# The scenario that is chosen


def scenario_points(subject: Subject, limits: Limits) -> Iterator[str]:
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
    if found.scenario.colleague_hours:
        yield colleagues(found)
    lapsed = sum(issue.level == "fel" for issue in found.issues)
    if lapsed:
        yield f"{number(lapsed)} {'ändring' if lapsed == 1 else 'ändringar'} gäller inte längre och är inte med."


def _comes_to(subject: Subject, after: Mapping[str, Any]) -> Iterator[str]:
    before = subject.results.doctors[subject.place]
    if has_own_list(subject.doctor):
        was, then = before["named_patients"], after["named_patients"]
        known = was is not None and then is not None
        beside = f" ({signed(quantity('named_patients').difference(was, then))})" if known else ""
        many = MISSING if then is None else f"{number(then)} patienter"
        yield f"Tiden räcker då till: {many}{beside}."
    week, contracted = after["weekly_hours_needed"], after["contracted_weekly_hours"]
    if week is not None:
        beside = f", avtalad vecka {number(contracted, 1)} h" if contracted is not None else ""
        yield f"Veckan med dagens lista blir {number(week, 1)} h{beside}."


# Comments


def comments(subject: Subject, limits: Limits) -> list[str]:
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
