"""planner require: what a doctor's wanted list takes, or that every listed patient has a fast läkarkontakt."""

from __future__ import annotations

import argparse
import json
import re
from typing import TYPE_CHECKING, Any

from planner.cli.answers import place_of, say, status, tell
from planner.cli.parser import WRONG_USE, Parser, file_argument, json_option
from planner.domain.change_text import text_of
from planner.domain.lever import WrongLever
from planner.domain.reading import quote, read_value, wrong
from planner.schema import Field
from planner.swedish import Unreadable

if TYPE_CHECKING:
    from planner.calc.require import Bundle, Requirement
    from planner.domain.plan import Plan
    from planner.files.reading import Reading

TARGET = Field("target", "--target", "integer", "personer", "", "", "", low=1, high=100_000)
Choice = tuple[str, tuple[float, float] | None]


def arguments(parser: Parser) -> None:
    file_argument(parser)
    parser.options.add_argument("--doctor", metavar="LÄKARE", help="Läkarens signatur. Utan den gäller det enheten.")
    parser.options.add_argument(
        "--target", metavar="ANTAL",
        help="Önskat antal patienter. Utan det läkarens riktvärde, eller enhetens alla listade.",
    )  # fmt: skip
    parser.options.add_argument(
        "--lever", metavar="UPPGIFT[=LÄGST:HÖGST]", type=_lever, action="append", dest="levers",
        help="En uppgift som får ändras, gärna med gränser. Flera går bra. Utan --lever får alla ändras.",
    )  # fmt: skip
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Work out what the target takes, in words or as JSON."""
    from planner.files.reading import read_plan

    try:
        target = _persons(args.target)
    except Unreadable as error:
        tell(f"fel: {wrong(TARGET, args.target, error, '', '', 'form').text}")
        return WRONG_USE
    reading = read_plan(args.file)
    found = None
    if reading.plan is not None and not reading.refused:
        doctors = [one.doctor_id or "" for one in reading.plan.doctors]
        place = None if args.doctor is None else place_of(doctors, args.doctor)
        if args.doctor is not None and place is None:
            there = ", ".join(doctors) or "inga"
            tell(f"fel: ”{quote(args.doctor)}” finns inte bland läkarna. Läkare i filen: {there}.")
            return WRONG_USE
        try:
            found = _requirement(reading.plan, None if place is None else doctors[place], target, args)
        except WrongLever as error:
            tell(f"fel: {error}")
            return WRONG_USE
    if args.json:
        print(json.dumps(_as_json(found, reading), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        say(reading.issues)
        if found is not None and reading.plan is not None:
            _show(reading.plan, found)
    return status(reading)


def _requirement(plan: Plan, doctor_id: str | None, target: int | None, args: argparse.Namespace) -> Requirement:
    from planner.calc.require import require

    return require(plan, target, doctor_id, dict(args.levers) if args.levers else None)


def _persons(text: str | None) -> int | None:
    """A whole number of persons, as a Swede writes it; None where none is asked for. Raises Unreadable."""
    if text is None:
        return None
    persons = read_value(TARGET, text, "form")
    if persons is None:
        raise Unreadable("")
    return int(persons)


def _lever(text: str) -> Choice:
    """`path` or `path=low:high`; shares are 0–1."""
    with_bounds = re.fullmatch(r"(.+)=([^=:\"]+):([^=:\"]+)", text)
    if not with_bounds:
        return text, None
    path, low, high = with_bounds.groups()
    return path, (float(low), float(high))


def _as_json(found: Requirement | None, reading: Reading) -> dict[str, Any]:
    nothing: dict[str, Any] = {"target": None, "today": None, "status": None, "reached": None, "needs": None}
    nothing |= {"levers": [], "bundles": [], "nearest": None}
    issues = [{"level": one.level, "where": one.where, "text": one.text} for one in reading.issues]
    return (nothing if found is None else _answered(found)) | {"issues": issues}


def _answered(found: Requirement) -> dict[str, Any]:
    from dataclasses import asdict

    from planner.reports.require import name_of

    levers = [
        {
            "path": one.lever.path, "today": one.lever.today, "low": one.lever.low, "high": one.lever.high,
            "assumed_bounds": one.lever.assumed, "needed": one.needed, "reachable": one.reachable,
            "best": one.patients_at_best,
        }
        for one in found.alone
    ]  # fmt: skip
    return {
        "target": found.target,
        "today": found.today,
        "status": found.status,
        "reached": found.status == "reached",
        "needs": None if found.needs is None else asdict(found.needs),
        "levers": levers,
        "bundles": [{"name": name_of(one), **_bundle(one)} for one in found.bundles],
        "nearest": None if found.nearest is None else _bundle(found.nearest),
    }


def _bundle(one: Bundle) -> dict[str, Any]:
    parts = [{"path": part.lever.path, "value": part.value, "patients": part.gained} for part in one.parts]
    return {"changes": [text_of(change) for change in one.changes], "patients": one.patients, "parts": parts}


def _show(plan: Plan, found: Requirement) -> None:
    """The answer in the same words as in the app."""
    from planner.domain.results import NOT_A_DEMAND
    from planner.reports import require, require_tables

    print(require.answer(plan, found).sentence)
    for said in (*require.notes(plan, found), *(f"– {one}" for one in require.closed_forms(plan, found))):
        print(said)
    for row in require_tables.alone(found).rows:
        name, today, needed, bound, alone = (cell.shown for cell in row)
        print(f"  {name}: {today} i dag, krävs: {needed}; gräns {bound}; {alone}.")
    for bundle in require_tables.bundles_drawn(found):
        print(f"{require.name_of(bundle)}: {require.in_words(found, bundle)}")
    print(NOT_A_DEMAND)
