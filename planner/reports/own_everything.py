"""Everything that the plan and the store hold about one doctor, nothing about her colleagues: as tables, as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.domain.as_json import change_to_dict
from planner.domain.change_text import record_to_dict
from planner.domain.plan import Plan
from planner.domain.results import DOCTOR_QUANTITIES, NOT_A_DEMAND, Results
from planner.domain.scenario import Scenario
from planner.reports import own, own_time, own_try, tables
from planner.reports.tables import Table, text
from planner.reports.way import way_finding
from planner.reports.weights import doctor_words

CHANGES = "Vad som har ändrats"


@dataclass(frozen=True)
class Changed:
    """One change of a value: in which version of the plan, when, what, from what to what, by whom, and why where that
    was said."""

    version: int
    at: dt.datetime
    label: str
    old: str
    new: str
    who: str = ""
    why: str = ""


def changes_table(changed: Sequence[Changed]) -> Table:
    """One row a change, the newest first."""
    rows = tuple(
        tuple(map(text, (f"{one.at.astimezone():%Y-%m-%d kl. %H.%M}", one.label, one.old, one.new, one.who, one.why)))
        for one in changed
    )
    return Table(CHANGES, ("När", "Uppgift", "Från", "Till", "Av", "Varför"), rows)


def sheets(
    plan: Plan, results: Results, place: int, changed: Sequence[Changed], trouble: str = ""
) -> tuple[Table, ...]:
    """Every table about the doctor, for a workbook. `trouble`: why the changes are not known."""
    return (
        _about(plan, results, place),
        _whole(own.own_data(plan, place), own.OWN),
        _whole(own.shared_data(plan), own.SHARED),
        replace(tables.steps(plan, place), caption="Vägen till talet"),
        _every_step(results.doctors[place]),
        own_time.table(plan, results, place),
        _comments(plan, place),
        _proposals(plan, results, place),
        Table(CHANGES, ("Gick inte att läsa",), ((text(trouble),),)) if trouble else changes_table(changed),
    )


def as_json(plan: Plan, results: Results, place: int, changed: Sequence[Changed], trouble: str = "") -> dict[str, Any]:
    """The same as one JSON value: inputs in the plan's own form, results whole, what has been written and changed;
    no changes at all, and why, where they are not known."""
    clinic = plan.clinic
    return {
        "clinic": {**record_to_dict(clinic), "contacts": [record_to_dict(row) for row in clinic.contacts]},
        "doctor": record_to_dict(plan.doctors[place]),
        "results": dict(results.doctors[place]),
        "comments": [record_to_dict(one) for _, one in own.own_comments(plan, place)],
        "proposals": [_proposal(plan, place, one) for _, one in own_try.own_proposals(plan, place)],
        "changes": None if trouble else [_change(one) for one in changed],
        **({"changes_not_read": trouble} if trouble else {}),
    }


def _change(one: Changed) -> dict[str, str]:
    found = {"at": one.at.isoformat(), "label": one.label, "old": one.old, "new": one.new}
    return {**found, "who": one.who, "why": one.why}


def _about(plan: Plan, results: Results, place: int) -> Table:
    """What the workbook is, and the answer in words."""
    said = [
        own.whose(plan, place), own.answer(plan, results, place).sentence, f"{way_finding(plan, place)}.",
        doctor_words(plan, place), *own.comparisons(plan, results, place), NOT_A_DEMAND,
        "Boken har allt som planen har om dig, och enhetens siffror som ditt tal bygger på. Inget om kollegor.",
    ]  # fmt: skip
    return Table("Om mig", ("I ord",), tuple((text(words),) for words in said if words))


def _whole(data: Iterable[own.Datum], caption: str) -> Table:
    """Every value, the empty ones too."""
    rows = tuple(tuple(map(text, (one.label, one.origin.value, one.origin.words, one.path))) for one in data)
    return Table(caption, ("Uppgift", "Värde", "Ursprung", "Sökväg"), rows)


def _every_step(row: Mapping[str, Any]) -> Table:
    """Every quantity with its whole value, its unit and its formula in words."""
    rows = tuple(
        (text(one.label), tables.quantity_cell(one, row[one.key]), text(one.unit), text(one.formula))
        for one in DOCTOR_QUANTITIES
    )
    return Table("Alla storheter", ("Storhet", "Värde", "Enhet", "Så räknas det"), rows)


def _comments(plan: Plan, place: int) -> Table:
    rows = tuple(
        tuple(map(text, (own.comment_value(plan, one), one.text or "", one.by or "", str(one.made or ""))))
        for _, one in own.own_comments(plan, place)
    )
    return Table("Kommentarer", ("Uppgift", "Kommentar", "Från", "Skriven"), rows)


def _proposals(plan: Plan, results: Results, place: int) -> Table:
    rows = tuple(
        tuple(
            map(
                text,
                (
                    one.name or "", one.reason or "", " ".join(own_try.changes_in_words(plan, place, one)),
                    own_try.effect(plan, results, place, one.changes).sentence,
                    own_try.effect_on_week(plan, results, place, one.changes),
                ),
            )
        )
        for _, one in own_try.own_proposals(plan, place)
    )  # fmt: skip
    return Table("Mina förslag", ("Förslag", "Varför", "Ändringar", "Listan", "Veckan"), rows)


def _proposal(plan: Plan, place: int, scenario: Scenario) -> dict[str, Any]:
    shown = [change_to_dict(one) for one in scenario.changes if own_try.concerns(plan, place, one)]
    return {**record_to_dict(scenario), "changes": shown}
