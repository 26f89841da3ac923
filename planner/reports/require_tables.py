"""Which tables and which picture does the answer to "what would it take?" make?"""

from __future__ import annotations

from typing import Any

from planner.calc.require import Bundle, Requirement
from planner.domain.lever import CARE, HOURS, KINDS, LOAD, STAFFING, Lever
from planner.reports import figures
from planner.reports.figures import BLUE, GREEN, GREY, INK, ORANGE
from planner.reports.require import count_of, name_of
from planner.reports.require_words import bounds_of, label_of, needed, outcome, shown
from planner.reports.sentences import SAME_IN_TABLE
from planner.reports.tables import Cell, Table, text
from planner.swedish import number

# kinds of change are told by colour and by pattern
LOOKS = {HOURS: (ORANGE, "/"), CARE: (BLUE, ""), LOAD: (GREY, "x"), STAFFING: (GREEN, ".")}
SIGNS = {HOURS: "▨", CARE: "■", LOAD: "▩", STAFFING: "░"}
BAR = 20


def alone(found: Requirement) -> Table:
    """Each lever with the others as today: its value now and the one it takes, the bound, and how far it goes."""
    rows = tuple(
        (
            text(label_of(one.lever, found.doctor_id)),
            value_cell(one.lever, one.lever.today),
            Cell(needed(one), _in_file(one.lever, one.needed), numeric=True),
            text(bounds_of(one.lever)),
            text(outcome(found, one)),
        )
        for one in found.alone
    )
    return Table("En sak i taget", ("Det som ändras", "I dag", "Krävs", "Gräns", "Ensamt"), rows)


def parts(found: Requirement, bundle: Bundle) -> Table:
    """One bundle: each lever from today's value to the new one, and what it adds to those above it."""
    rows = tuple(
        (
            text(label_of(part.lever, found.doctor_id)),
            value_cell(part.lever, part.lever.today),
            value_cell(part.lever, part.value),
            text(bounds_of(part.lever)),
            Cell(number(part.gained, _decimals(part.gained)), part.gained, numeric=True),
        )
        for part in bundle.parts
    )
    return Table(
        f"Ändringar: {name_of(bundle).lower()}", ("Det som ändras", "I dag", "Blir", "Gräns", "Fler patienter"), rows
    )


def value_cell(one: Lever, value: float) -> Cell:
    words = one.declared.show(value) if one.of_every_doctor else shown(one, value)
    return Cell(words, _in_file(one, value), numeric=True)


def _in_file(one: Lever, value: float | None) -> float | None:
    return value if value is None or one.declared.kind != "share" else value * 100


def _decimals(gained: float) -> int:
    return 0 if abs(gained) >= 1 else 1


def bundles_drawn(found: Requirement) -> tuple[Bundle, ...]:
    """The bundles, or the nearest one comes."""
    return found.bundles or ((found.nearest,) if found.nearest and found.nearest.parts else ())


def finding(found: Requirement) -> str:
    """The title of the picture."""
    missing = _missing(found)
    if not found.bundles:
        gained = _gained(found, found.nearest) if found.nearest else number(0)
        return f"Allt tillsammans ger plats för {gained} fler, av {number(missing)} som behövs"
    changes = count_of(min(len(one.parts) for one in found.bundles))
    return f"{changes.capitalize()} räcker för att ge plats för {number(missing)} fler"


def figure(found: Requirement) -> dict[str, Any] | None:
    """One bar a bundle, its parts after each other in patients gained; a dashed line where the target is."""
    rows = bundles_drawn(found)
    if not rows:
        return None
    labels = [figures.wrapped(f"{name_of(one)}: {_gained(found, one)} fler") for one in rows]
    places, height = figures.row_places(labels)
    missing = _missing(found)
    highest = max(missing, *(one.patients - (found.today or 0) for one in rows))
    data = [
        _segment(one, i, place, start)
        for one, place in zip(rows, places, strict=True)
        for i, start in enumerate(_starts(one))
    ]
    target = figures.line(missing, missing, 0, height, INK, "dash")
    used = [kind for kind in LOOKS if any(part.lever.kind == kind for one in rows for part in one.parts)]
    key = "<br>".join([*(f"{SIGNS[kind]} {KINDS[kind].lower()}" for kind in used), "¦ så många fler behövs"])
    layout = figures.row_layout(labels, (0, highest * 1.04), "Fler patienter än i dag", key)
    extra = 19 * key.count("<br>")
    layout["height"] += extra
    layout["margin"] = {**layout["margin"], "t": layout["margin"]["t"] + extra}
    return {"data": data, "layout": layout | {"barmode": "overlay", "shapes": [target | {"layer": "above"}]}}


def in_words(found: Requirement) -> str:
    """The picture for those who do not see it."""
    rows = [
        f"{name_of(one)}: {_gained(found, one)} fler med {count_of(len(one.parts))}." for one in bundles_drawn(found)
    ]
    return " ".join([f"{finding(found)}.", *rows, SAME_IN_TABLE])


def every_bundle(found: Requirement) -> Table:
    """The parts of all bundles after each other, for the picture's table."""
    made = [(bundle, parts(found, bundle)) for bundle in bundles_drawn(found)]
    rows = tuple((text(name_of(bundle)), *row) for bundle, table in made for row in table.rows)
    return Table("Förslagens delar", ("Förslag", "Det som ändras", "I dag", "Blir", "Gräns", "Fler patienter"), rows)


def _missing(found: Requirement) -> int:
    return max(1, round(found.target or 0) - round(found.today or 0))


def _gained(found: Requirement, one: Bundle) -> str:
    gained = round(one.patients) - round(found.today or 0)
    return number(gained if one.kind != "nearest" else min(gained, _missing(found) - 1))


def _starts(one: Bundle) -> list[float]:
    starts, level = [], 0.0
    for part in one.parts:
        starts.append(level)
        level += part.gained
    return starts


def _segment(one: Bundle, i: int, place: int, start: float) -> dict[str, Any]:
    colour, pattern = LOOKS[one.parts[i].lever.kind]
    fill = {"shape": pattern, "fillmode": "replace", "fgcolor": colour, "bgcolor": "#ffffff", "size": 7}
    return {
        "type": "bar",
        "orientation": "h",
        "y": [place],
        "x": [one.parts[i].gained],
        "base": [start],
        "width": BAR,
        "marker": {"color": colour, "line": {"color": INK, "width": 1}, "pattern": fill if pattern else {}},
    }
