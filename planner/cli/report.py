"""planner report: a paper for a meeting from a file."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.answers import may_write, place_of, say, status, tell, write
from planner.cli.parser import WRONG_USE, Parser, file_argument, overwrite_option
from planner.swedish import Unreadable, parse_date

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.reports.papers import Kind, Order


def arguments(parser: Parser) -> None:
    from planner.reports.papers import KINDS

    file_argument(parser)
    add = parser.options.add_argument
    kinds = "; ".join(f"{key}: {kind.label}" for key, kind in KINDS.items())
    add("--kind", choices=KINDS, required=True, metavar="SLAG", help=f"Vilket papper. {kinds}.")
    add("--doctor", metavar="LÄKARE", help="Läkaren som papperet handlar om (dialog och text).")
    add("--scenario", metavar="NAMN", help="Scenario i filen som papperet ska visa.")
    add("--previous", metavar="FIL", type=Path, help="Tidigare plan att jämföra med (dialog och text).")
    add("--real-names", action="store_true", help="Läkarnas signaturer i stället för Läkare 1, Läkare 2 …")
    add("--date", metavar="DATUM", type=_date, help="Dagen på papperet, som 2026-11-21. Annars i dag.")
    add("-o", "--out", metavar="UT", type=Path, help="Fil att skriva. Bara text kan skrivas på skärmen i stället.")
    overwrite_option(parser)


def run(args: argparse.Namespace) -> int:
    """Make the paper and write it, or say why not."""
    from planner.reports.papers import KINDS, make

    kind = KINDS[args.kind]
    wrong = _wrong_use(args, kind)
    if wrong:
        tell(f"fel: {wrong}")
        return WRONG_USE
    if not may_write(args.out, [args.file, args.previous], overwrite=args.overwrite):
        return WRONG_USE
    plan, previous, blocked = _plans(args)
    if plan is None:
        return blocked
    order = _order(args, kind, plan, previous)
    if isinstance(order, str):
        tell(f"fel: {order}")
        return WRONG_USE
    made = make(args.kind, order)
    if args.out is None:
        print(made.decode("utf-8-sig"), end="")
    elif write(args.out, made):
        tell(f"Skrev {args.out}.")
    else:
        return 1
    return 0


def _wrong_use(args: argparse.Namespace, kind: Kind) -> str:
    """What is wrong with how the command was given; empty where nothing is."""
    if not kind.of_doctor and (args.doctor is not None or args.previous is not None):
        return "--doctor och --previous hör till papperet om en läkare: dialog eller text."
    if args.out is None:
        return "" if args.kind == "text" else f"Ange filen som ska skrivas: -o ut{kind.ending}."
    if args.out.suffix.casefold() != kind.ending:
        return f"{args.out} ska sluta på {kind.ending}."
    return ""


def _plans(args: argparse.Namespace) -> tuple[Plan | None, Plan | None, int]:
    """The plan and the earlier one; no plan, and the exit status, where one of the files is refused."""
    from planner.files.reading import read_plan

    found: list[Plan | None] = []
    for path in (args.file, args.previous):
        if path is None:
            found.append(None)
            continue
        reading = read_plan(path)
        say(reading.issues)
        if reading.refused or reading.plan is None:
            tell(f"Inget papper skrevs: rätta först det som är fel eller saknas i {path}.")
            return None, None, status(reading) or 1
        found.append(reading.plan)
    return found[0], found[1], 0


def _order(args: argparse.Namespace, kind: Kind, plan: Plan, previous: Plan | None) -> Order | str:
    """What is asked for, or in words what of it does not exist."""
    from planner.domain.plan import clinic_scenarios
    from planner.reports.papers import Order

    doctors = [one.doctor_id or "" for one in plan.doctors]
    place = _place(doctors, args.doctor) if kind.of_doctor else 0
    if place is None:
        return f"Ange en läkare med --doctor: {', '.join(doctors) or 'det finns ingen i filen'}."
    names = [one.name or "" for one in plan.scenarios]
    scenario = None if args.scenario is None else _place(names, args.scenario)
    if kind.of_scenarios and scenario is None and not clinic_scenarios(plan):
        return f"Det finns inga scenarier att jämföra i {args.file}."
    if args.scenario is not None and scenario is None:
        return f"Scenariot finns inte. Scenarier i filen: {', '.join(names) or 'inga'}."
    return Order(plan, args.date or dt.date.today(), place, scenario, previous, args.real_names)


def _place(names: list[str], asked: str | None) -> int | None:
    """Where the name stands; the only one need not be named."""
    if asked is None:
        return 0 if len(names) == 1 else None
    return place_of(names, asked)


def _date(text: str) -> dt.date:
    try:
        return parse_date(text)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(text) from error
