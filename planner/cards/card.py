"""What is a card? A what-if that a user knows by name, the few answers it asks for, and the changes it writes.

A card is declared once; the page's form and the changes derive from it. It writes ordinary changes: relative ones
where the scenario shall follow the plan when that changes, and never one that the plan has no place for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.domain.clinic import CONTACT_KINDS
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path, field_at, path_parts, value_at
from planner.domain.rules import ordinary_listed
from planner.domain.scenario import Change, Scenario, number_value
from planner.schema import Field, Record, fields_of
from planner.schema import field as answer

STAFF, WORK, CLINIC = "Läkarna", "Arbetssättet", "Enheten"
WHO, HOW = "Vem", "Hur"  # the groups of answers
LONGEST_NAME = int(fields_of(Scenario)["name"].high or 80)
Choices = Callable[[Plan], Mapping[str, str]]


class Answers(Record):
    """What a card asks. A value that is a key of `Card.choices` is chosen from the plan."""


@dataclass(frozen=True)
class Card:
    """One what-if. `title` ends the page's question; `about` says what is written. `choices` are the answers that
    are picked from the plan; `presets` the starting values that the plan gives, and `preset_from` what the page says of
    them; `lacking` why the card cannot be used, empty when it can."""

    key: str
    title: str
    group: str
    about: str
    answers: type[Answers]
    write: Callable[[Plan, Any], Scenario]
    choices: Mapping[str, Choices] = field(default_factory=dict)
    presets: Callable[[Plan, Any], Mapping[str, Any]] = lambda plan, answers: {}
    lacking: Callable[[Plan], str] = lambda plan: ""
    preset_from: str = "Förslag från planen"

    def fields(self) -> dict[str, Field]:
        return fields_of(self.answers)

    def start(self, plan: Plan, given: Mapping[str, Any]) -> tuple[Answers, frozenset[str]]:
        """The answers: those given that still can be, else the plan's, else the default; and which are the plan's."""
        options = {key: choice(plan) for key, choice in self.choices.items()}
        chosen = {key: value for key, value in given.items() if key not in options or value in {None, *options[key]}}
        for key, found in options.items():
            if not self.fields()[key].optional and found and not chosen.get(key):
                chosen[key] = next(iter(found))
        preset = {k: v for k, v in self.presets(plan, self.answers(**chosen)).items() if k not in chosen}
        return self.answers(**{**preset, **chosen}), frozenset(preset)

    def unanswered(self, answers: Answers) -> tuple[str, ...]:
        """The labels of what still must be answered."""
        return tuple(
            one.label for key, one in self.fields().items() if not one.optional and getattr(answers, key) is None
        )


def named(name: str, changes: Iterable[Change], **more: Any) -> Scenario:
    return Scenario(name=name[:LONGEST_NAME].strip(), changes=tuple(changes), **more)


# The plan's doctors and contacts to choose from


def who(label: str = "Läkare", *, optional: bool = False, help: str = "Välj bland planens läkare.") -> Any:  # noqa: A002
    """An answer that is one of the plan's doctors."""
    return answer(label, "text", group=WHO, high=60, optional=optional, help=help)


def which() -> Any:
    """An answer that is one of the kinds in the plan's table of contacts."""
    return answer("Kontakttyp", "text", group=HOW, help="Välj bland raderna i tabellen med läkarkontakter.")


def everyone(plan: Plan) -> dict[str, str]:
    return _ids(plan.doctors)


def everyone_who(takes: Callable[[Doctor], Any]) -> Choices:
    """The doctors for whom that holds, or who have hours of it."""
    return lambda plan: _ids(doctor for doctor in plan.doctors if takes(doctor))


def first_with(key: str) -> Choices:
    """Every doctor, those who have hours of that duty first."""
    return lambda plan: _ids(sorted(plan.doctors, key=lambda doctor: not getattr(doctor, key)))


def kinds(plan: Plan) -> dict[str, str]:
    """The kinds of contact that the table has whole rows of."""
    whole = [row.kind for row in plan.clinic.contacts if row.kind and row.contacts_per_year and row.minutes is not None]
    return {kind: CONTACT_KINDS[kind] for kind in whole}


def no_doctors(plan: Plan) -> str:
    return "" if everyone(plan) else "Planen har ännu ingen läkare."


def no_contacts(plan: Plan) -> str:
    return "" if kinds(plan) else "Fyll först i tabellen med läkarkontakter på sidan Enheten."


def _ids(doctors: Iterable[Doctor]) -> dict[str, str]:
    return {doctor.doctor_id: doctor.doctor_id for doctor in doctors if doctor.doctor_id}


# Changes that the plan has a place for


def at(doctor_id: str | None, key: str = "") -> str:
    return doctor_path(doctor_id, 0, key)


def to(plan: Plan, path: str, value: Any) -> list[Change]:
    """Set a value; nothing where it stands already."""
    return [] if _today(plan, path) == value else [Change(path=path, value=value)]


def more(plan: Plan, path: str, by: float) -> list[Change]:
    """Add to whatever the plan has, within the field's bounds; an empty field is set, if there is more to come."""
    today = number_value(_today(plan, path))
    if today is None and path.endswith(".contacts_per_year"):  # a kind of contact that was not there
        today = 0.0
    if today is None:
        return to(plan, path, _whole(field_at(path), _within(field_at(path), by))) if by > 0 else []
    room = _within(field_at(path), today + by) - today
    return [Change(path=path, operation="add", value=room)] if room else []


def times(plan: Plan, path: str, factor: float) -> list[Change]:
    """Multiply whatever the plan has, within the field's bounds; nothing where it is empty or nought."""
    today = number_value(_today(plan, path))
    if not today or factor == 1:
        return []
    high = field_at(path).high
    most = factor if high is None else min(factor, high / today)
    return [Change(path=path, operation="times", value=most)]


def per_listed(plan: Plan, path: str, by: float) -> list[Change]:
    """Add so many for each listed outside care homes, within the field's bounds; an empty one starts from nought."""
    listed, today = ordinary_listed(plan), number_value(_today(plan, path)) or 0.0
    if not by or not listed:
        return []
    after = today + by * listed
    if _within(field_at(path), after) != after:
        return to(plan, path, _within(field_at(path), after))
    return [Change(path=path, operation="add_per_listed", value=by)]


def follow(plan: Plan, path: str, factor: float) -> list[Change]:
    """As many per listed as in the baseline when the listed become `factor` times as many; nothing where it is empty
    or nought. What the field's bounds cut off follows nothing."""
    found = times(plan, path, factor)
    if found and found[0].value == factor:
        return [Change(path=path, operation="follow_listed")]
    return found


def _today(plan: Plan, path: str) -> Any:
    """The value in the plan; None where the table of contacts has no such row."""
    match path_parts(path):
        case ["clinic", "contacts", kind, _] if plan.contact(kind) is None:
            return None
    return value_at(plan, path)


def _within(declared: Field, value: float) -> float:
    low = value if declared.low is None else max(value, declared.low)
    return low if declared.high is None else min(low, declared.high)


def _whole(declared: Field, value: float) -> float | int:
    return round(value) if declared.kind == "integer" else value
