"""planner template: an empty workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from planner.cli.answers import may_write, tell, write
from planner.cli.parser import WRONG_USE, Parser, out_option


def arguments(parser: Parser) -> None:
    out_option(parser, ".xlsx", "Arbetsbok att skriva.", default=Path("mall.xlsx"))


def run(args: argparse.Namespace) -> int:
    """Write an empty workbook."""
    if not may_write(args.out):
        return WRONG_USE
    from planner.files.workbook import template as empty_workbook

    if not write(args.out, empty_workbook()):
        return 1
    tell(f"Skrev {args.out}. Fyll i bladen Enhet, Läkare och Läkarkontakter.")
    return 0
