"""planner fields: every declared field."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from planner.cli.parser import Parser, json_option

if TYPE_CHECKING:
    from planner.schema import Field


def arguments(parser: Parser) -> None:
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """List every declared field."""
    from planner.domain.clinic import Clinic, Contact
    from planner.domain.doctor import Doctor
    from planner.schema import fields_of

    records = {"clinic": Clinic, "clinic.contacts": Contact, "doctors": Doctor}
    rows = [_field_row(path, one) for path, record in records.items() for one in fields_of(record).values()]
    if args.json:
        import json

        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(f"{row['path']}\n  {row['label']}: {row['expected']}. Standardvärde: {row['shown_default']}", end="")
        print(f" ({row['origin']})" if row["origin"] else "", f"\n  {row['help']}", sep="")
    return 0


def _field_row(path: str, one: Field) -> dict[str, object]:
    default = one.default_value()
    return {
        "path": f"{path}.{one.key}",
        "label": one.label,
        "kind": one.kind,
        "unit": one.unit,
        "group": one.group,
        "low": one.low,
        "high": one.high,
        "default": None if one.kind == "rows" else default,
        "shown_default": "ingen rad" if one.kind == "rows" else one.show_with_unit(default),
        "optional": one.optional,
        "required": one.required,
        "choices": dict(one.choices or {}),
        "expected": "en tabell" if one.kind == "rows" else one.expected,
        "help": one.help,
        "origin": one.origin,
    }
