"""What is a field? Its label, unit, kind, bounds, default, help and source, said once.

Form, workbook, checks, glossary, command line and documents all derive from these declarations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, cast

import pydantic
from pydantic import BaseModel, ConfigDict

from planner import swedish
from planner.sources import ASSUMPTION, source_text

Kind = Literal["number", "share", "integer", "text", "choice", "yes_no", "date", "rows"]
Level = Literal["fel", "saknas", "rimlighet", "upplysning"]
LONGEST_TEXT = 200


@dataclass(frozen=True)
class Issue:
    """Something to tell the user about an input. `where` is a sheet and cell, or a path to the value;
    `path` is always the path (empty when there is none); `required` = the field must be filled in."""

    level: Level
    where: str
    text: str
    path: str = ""
    required: bool = False

    @property
    def blocks(self) -> bool:
        """Whether this issue makes the exit status 1 and an import refused."""
        return self.level == "fel" or (self.level == "saknas" and self.required)


@dataclass(frozen=True)
class Field:
    """One declared field. Shares are 0–1 inside; `low` and `high` are in the stored unit."""

    key: str
    label: str
    kind: Kind
    unit: str
    group: str
    help: str
    source: str
    low: float | None = None
    high: float | None = None
    default: Any = None
    computed_default: Callable[[], Any] | None = None
    optional: bool = False
    required: bool = False
    choices: Mapping[str, str] | None = None

    @property
    def numeric(self) -> bool:
        return self.kind in ("number", "share", "integer")

    @property
    def assumed(self) -> bool:
        """Whether the default is ours alone and is shown as "antagande"."""
        return self.source == ASSUMPTION

    @property
    def origin(self) -> str:
        """Where the default comes from, in words."""
        return source_text(self.source)

    def default_value(self) -> Any:
        return self.computed_default() if self.computed_default else self.default

    def show(self, value: Any) -> str:
        """`value` as a Swedish reader sees it, without the unit; empty is "ej ifyllt"."""
        if value is None:
            return "ej ifyllt"
        if self.kind == "share":
            return swedish.exact_percent(value)
        if self.kind == "number" or (self.kind == "integer" and self.unit):  # a year has no unit and no thousands
            return swedish.exact(value)
        if self.kind == "yes_no":
            return "ja" if value else "nej"
        return str((self.choices or {}).get(value, value))

    def show_with_unit(self, value: Any) -> str:
        shown = self.show(value)
        return shown if value is None or not self.unit or self.kind == "share" else f"{shown} {self.unit}"

    @property
    def expected(self) -> str:
        """What may be filled in, in words that follow "förväntade"."""
        span = f"mellan {self.show(self.low)} och {self.show(self.high)}" if self.low is not None else ""
        match self.kind:
            case "number":
                return f"ett tal {span}".strip()
            case "integer":
                return f"ett heltal {span}".strip()
            case "share":
                return f"procent {span}".strip()
            case "choice":
                return "något av: " + ", ".join((self.choices or {}).values())
            case "yes_no":
                return "ja eller nej"
            case "date":
                return "ett datum som 2026-11-21"
            case _:
                return f"text med högst {self.high or LONGEST_TEXT:.0f} tecken"


class Record(BaseModel):
    """An immutable value whose fields are declared with `field`. None = not filled in, never zero.

    Bounds are held by construction; what breaks them raises pydantic.ValidationError. What a user
    typed goes through `planner.domain.reading`, which returns issues instead of raising.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def field(
    label: str,
    kind: Kind,
    *,
    unit: str = "",
    group: str,
    help: str,  # noqa: A002 - the word a reader of a declaration expects
    source: str = "",
    low: float | None = None,
    high: float | None = None,
    default: Any = None,
    computed_default: Callable[[], Any] | None = None,
    optional: bool = False,
    required: bool = False,
    choices: Mapping[str, str] | None = None,
) -> Any:
    """Declare a field of a Record; see `Field`. A field that is neither optional nor required has a default."""
    if source:
        source_text(source)  # a key that does not exist fails when the declaration is imported
    if kind in ("number", "share") and default is not None:
        default = float(default)
    declared = Field(
        "", label, kind, unit or ("%" if kind == "share" else ""), group, help, source, low, high,
        default, computed_default, optional, required, choices,
    )  # fmt: skip
    bounds: dict[str, Any] = {}
    if declared.numeric:
        # a share typed as 80 % may arrive as 0.8000000000000002
        slack = 1e-9 if kind == "share" else 0
        bounds = {"ge": None if low is None else low - slack, "le": None if high is None else high + slack}
    elif kind == "text":
        bounds = {"max_length": int(high or LONGEST_TEXT)}
    start = {"default_factory": computed_default} if computed_default else {"default": default}
    return pydantic.Field(
        title=label, description=help, json_schema_extra=cast(Any, {"field": declared}), **start, **bounds
    )


@cache
def fields_of(record: type[Record]) -> dict[str, Field]:
    """The declared fields of a Record class, in order, by key."""
    found: dict[str, Field] = {}
    for key, info in record.model_fields.items():
        extra = cast(dict[str, Any], info.json_schema_extra or {})
        if "field" in extra:
            found[key] = replace(extra["field"], key=key)
    return found


def this_year() -> int:
    return dt.date.today().year
