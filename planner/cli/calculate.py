"""planner calculate: the result of a file, in words, as JSON or as a workbook."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from planner.cli.answers import may_write, say, status, tell, write
from planner.cli.parser import WRONG_USE, Parser, file_argument, json_option, out_option, overwrite_option

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.domain.results import Results


def arguments(parser: Parser) -> None:
    file_argument(parser)
    json_option(parser)
    out_option(parser, ".xlsx", "Arbetsbok att skriva.")
    overwrite_option(parser)


def run(args: argparse.Namespace) -> int:
    """Work out the result, in words or as JSON, and write the workbook."""
    from planner.files.reading import read_plan

    if not may_write(args.out, [args.file], overwrite=args.overwrite):
        return WRONG_USE
    reading = read_plan(args.file)
    results = None
    if reading.plan is not None:
        from planner.calc.clinic import calculate as calculated

        results = calculated(reading.plan, reading.unreadable)
    if args.json:
        from planner.files.json_form import results_to_json

        print(results_to_json(results, reading.issues))
    else:
        say(reading.issues)
        if results is not None and reading.plan is not None and not reading.refused:
            _show(reading.plan, results)
    if args.out is not None and reading.refused:
        tell(f"{args.out} skrevs inte: rätta det som är fel eller saknas först.")
    elif args.out is not None and reading.plan is not None:
        from planner.files.workbook import write_workbook

        if not write(args.out, write_workbook(reading.plan, results)):
            return 1
        tell(f"Skrev {args.out}.")
    return status(reading)


def _show(plan: Plan, results: Results) -> None:
    """The result in the same words as in the app: the clinic, then a line for each doctor."""
    from planner.domain.results import NOT_A_DEMAND
    from planner.reports import sentences, weights

    print(sentences.clinic_answer(plan, results).sentence)
    said = [weights.clinic_words(plan), sentences.clinic_gap(results), *sentences.clinic_not_counted(plan, results)]
    said.append(sentences.clinic_riktvarde(plan, results))
    for place in range(len(plan.doctors)):
        said.append(
            f"{sentences.doctor_answer(plan, results, place).sentence} {weights.doctor_words(plan, place)}".strip()
        )
    print(*filter(None, said), NOT_A_DEMAND, sep="\n")
