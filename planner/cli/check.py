"""planner check: what is missing, wrong or odd in a file."""

from __future__ import annotations

import argparse

from planner.cli.answers import say, status, tell
from planner.cli.parser import Parser, file_argument


def arguments(parser: Parser) -> None:
    file_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Read a file and say what is missing, wrong or odd."""
    from planner.domain.personal_number import without_personal_numbers
    from planner.files.reading import read_plan

    reading = read_plan(args.file)
    say(reading.issues, everything=True)
    if reading.plan is not None:
        name, doctors = without_personal_numbers(args.file.name), len(reading.plan.doctors)
        tell(f"Läste {name}: {doctors} läkare, {len(reading.issues)} att titta på.")
    return status(reading)
