"""Which scenarios and comments stand in the workbook? Every fault is told with its cell and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.domain.change_text import WrongChange, change_from, checked_path
from planner.domain.change_words import ADD, FOLLOW, GIVEN, NEW, REMOVE, SET, path_from_label
from planner.domain.doctor import Doctor
from planner.domain.kept import at_nothing
from planner.domain.plan import field_at, path_parts, quoted
from planner.domain.reading import quote, read_value, wrong
from planner.domain.scenario import MOST_CHANGES, MOST_COMMENTS, MOST_SCENARIOS, Change, Comment, Scenario
from planner.files.book import Cell, shown
from planner.files.scenario_columns import CommentRow, ScenarioRow, comment_columns, scenario_columns
from planner.files.sheet_tables import Table, no_value
from planner.schema import Field, Issue, Kind, fields_of
from planner.swedish import Unreadable, name_key

Cells = Mapping[str, Cell]
Tell = Callable[[Issue], None]
CHANGE_COLUMNS = ("what", "way", "value", "path")
_NUMBER = Field("value", "Nytt värde", "number", "", "", "", "")


@dataclass
class _Scenario:
    """A scenario whose rows are being gathered. An added doctor is a path and the values she is given."""

    own: dict[str, Any] = field(default_factory=dict)
    changes: list[Change | tuple[str, dict[str, Any]]] = field(default_factory=list)

    def whole(self) -> Scenario:
        changes = [
            one
            if isinstance(one, Change)
            else Change(path=one[0], operation="set", value=Doctor.model_validate(one[1]))
            for one in self.changes
        ]
        return Scenario.model_validate({**self.own, "changes": tuple(changes)})


class ScenarioReader:
    """Gathers the scenarios of the sheet's rows, which may stand in any order of scenarios."""

    def __init__(self, table: Table, tell: Tell) -> None:
        self.table, self.tell = table, tell
        self._found: dict[Any, _Scenario] = {}
        self._by_name: dict[str, Any] = {}
        self._columns_told = False

    def read(self, row: int, cells: Cells) -> None:
        """Take in one filled row."""
        lacking = self._lacking()
        values = {
            key: _read(self.table, row, key, cells.get(key), fields_of(ScenarioRow)[key], self.tell)
            for key in scenario_columns()
            if key in self.table.columns and key != "value"
        }
        scenario = self._scenario(row, cells, values)
        if scenario is None:
            return
        for key in fields_of(Scenario):
            self._own(scenario, row, key, values.get(key))
        if not lacking and any(key in cells and not cells[key].empty for key in CHANGE_COLUMNS):
            self._change(scenario, row, cells, values)

    def _lacking(self) -> list[str]:
        """The columns without which no change can be read: what it is of, how and to what are never guessed."""
        there = self.table.columns
        lacking = [key for key in ("way", "value") if key not in there]
        lacking += ["what"] if not {"what", "path"} & there.keys() else []
        if lacking and not self._columns_told:
            self._columns_told = True
            names = " och ".join(f"”{fields_of(ScenarioRow)[key].label}”" for key in lacking)
            text = f"Rubriken {names} saknas, så ändringarna går inte att läsa. Skriv tillbaka den från mallen."
            self.tell(Issue("fel", self.table.sheet.name, text, "scenarios"))
        return lacking

    def scenarios(self) -> tuple[Scenario, ...]:
        sheet = self.table.sheet.name
        if len(self._found) > MOST_SCENARIOS:
            text = f"Lästes {len(self._found)} scenarier, förväntade högst {MOST_SCENARIOS}. Ta bort några."
            self.tell(Issue("fel", sheet, text, "scenarios"))
        for one in self._found.values():
            if len(one.changes) > MOST_CHANGES:
                name = quote(one.own.get("name") or "utan namn")
                text = f"Scenariot ”{name}” har {len(one.changes)} ändringar, förväntade högst {MOST_CHANGES}."
                self.tell(Issue("fel", sheet, text, "scenarios"))
        return tuple(one.whole() for one in self._found.values())

    def _scenario(self, row: int, cells: Cells, values: Mapping[str, Any]) -> _Scenario | None:
        """The scenario that a row belongs to, by its number, else by its name."""
        number, name = values.get("number"), name_key(values.get("name") or "")
        key = number if number is not None else self._by_name.get(name, name)
        if key == "":
            if "name" not in cells or cells["name"].empty:  # else it could not be read, and that has been said
                text = "Scenariots namn saknas, men raden är ifylld. Skriv scenariots namn eller töm raden."
                self.tell(Issue("fel", self.table.where(row, "name"), text, "scenarios"))
            return None
        if name and number is not None and self._by_name.get(name) == name:
            self._join(name, key)
        if name:
            self._by_name.setdefault(name, key)
        return self._found.setdefault(key, _Scenario())

    def _join(self, name: str, number: int) -> None:
        """The rows above that had the name alone belong to the scenario whose number has now been read."""
        if number in self._found:
            above, there = self._found.pop(name), self._found[number]
            there.own = above.own | there.own
            there.changes += above.changes
        else:
            self._found = {number if key == name else key: one for key, one in self._found.items()}
        self._by_name[name] = number

    def _own(self, scenario: _Scenario, row: int, key: str, value: Any) -> None:
        if value is None:
            return
        before = scenario.own.setdefault(key, value)
        if before != value:
            declared = fields_of(Scenario)[key]
            text = (
                f"{declared.label}: lästes ”{quote(value)}”, men samma scenario har ”{quote(before)}” på en annan rad."
                " Skriv samma på båda, eller ge raden ett eget scenario."
            )
            self.tell(Issue("fel", self.table.where(row, key), text, "scenarios"))

    def _change(self, scenario: _Scenario, row: int, cells: Cells, values: Mapping[str, Any]) -> None:
        spot = f"scenarios[{list(self._found.values()).index(scenario)}].changes[{len(scenario.changes)}]"
        try:
            self._add(scenario, row, cells, values, spot)
        except WrongChange as error:
            at = "path" if values.get("path") and "path" in self.table.columns else "what"
            where = self.table.where(row, at) if at in self.table.columns else self.table.sheet.name
            self.tell(Issue("fel", where, str(error), spot))

    def _add(self, scenario: _Scenario, row: int, cells: Cells, values: Mapping[str, Any], spot: str) -> None:
        way = values.get("way") or SET
        if values.get("way") is None and "way" in cells and not cells["way"].empty:
            return  # it could not be read, and that has been said
        path = checked_path(_path(values, whole_doctor=way in (NEW, REMOVE)))
        if way == REMOVE:
            scenario.changes.append(change_from(path, REMOVE, None))
        elif way == FOLLOW:
            cell = cells.get("value")
            given = None if cell is None or cell.blank else shown(cell.value)
            scenario.changes.append(change_from(path, FOLLOW, given))
        elif way == NEW:
            _whole(path)
            scenario.changes.append((path, {}))
        elif way == GIVEN:
            given = _given_to(scenario, path)
            declared = field_at(path)
            found = self._value(row, cells.get("value"), declared, spot)
            if found is not _WRONG:
                given[declared.key] = found
        elif way == SET:
            declared = _field(path)
            found = self._value(row, cells.get("value"), declared, spot)
            if found is not _WRONG:
                scenario.changes.append(Change(path=path, operation="set", value=found))
        else:
            declared = _field(path)
            kind: Kind = "share" if way == ADD and declared.kind == "share" else "number"
            found = self._value(row, cells.get("value"), replace(_NUMBER, kind=kind, unit=declared.unit), spot)
            if found is not _WRONG:
                scenario.changes.append(change_from(path, way, found))

    def _value(self, row: int, cell: Cell | None, declared: Field, spot: str) -> Any:
        """The new value; a cell left empty is a value forgotten, the words for empty are not."""
        if cell is None or cell.blank:
            text = f"{declared.label}: värdet saknas; förväntade {declared.expected}, eller ej ifyllt."
            self.tell(Issue("fel", self.table.where(row, "value"), text, spot))
            return _WRONG
        return _read(self.table, row, "value", cell, declared, self.tell, spot, _WRONG)


_WRONG: Any = object()


def _read(
    table: Table,
    row: int,
    key: str,
    cell: Cell | None,
    declared: Field,
    tell: Tell,
    spot: str = "",
    otherwise: Any = None,
) -> Any:
    """What a cell means, by a field's declaration; what cannot be read is told and becomes `otherwise`."""
    if cell is None or cell.empty:
        return None
    try:
        error = no_value(cell)
        if error:
            raise error
        return read_value(declared, shown(cell.value), "cell")
    except Unreadable as error:
        tell(wrong(declared, shown(cell.value), error, table.where(row, key), spot or f"scenarios.{key}", "cell"))
        return otherwise


def _path(values: Mapping[str, Any], *, whole_doctor: bool) -> str:
    """The path of the row, else of the value that its words tell. Raises WrongChange."""
    path, what = values.get("path"), values.get("what")
    if path:
        return str(path)
    found = what and (f"doctors.{quoted(what)}" if whole_doctor else path_from_label(what))
    if not found:
        read = f"lästes ”{quote(what)}”" if what else "cellen är tom"
        raise WrongChange(
            f"Ändring av: {read}, förväntade en uppgift som ”Listade patienter” eller ”Läkare A: Tjänstgöringsgrad”."
        )
    return found


def _whole(path: str) -> None:
    """Raises WrongChange where the path is not that of a whole doctor."""
    try:
        parts = path_parts(path)
    except KeyError:
        parts = []
    if len(parts) != 2 or parts[0] != "doctors":
        raise WrongChange(f"Sökväg: lästes ”{quote(path)}”, förväntade en läkare, som doctors.A.")


def _field(path: str) -> Field:
    """The field at a path. Raises WrongChange."""
    told = WrongChange(f"Sökväg: lästes ”{quote(path)}”, förväntade en uppgift i planen, som doctors.A.fte.")
    try:
        declared = field_at(path)
    except KeyError as error:
        raise told from error
    if declared.kind == "rows":
        raise told
    return declared


def _given_to(scenario: _Scenario, path: str) -> dict[str, Any]:
    """The values of the doctor that the scenario adds and that `path` belongs to. Raises WrongChange."""
    _field(path)
    owner = path_parts(path)[:-1]
    for one in reversed(scenario.changes):
        if not isinstance(one, Change) and path_parts(one[0]) == owner:
            given: dict[str, Any] = one[1]
            return given
    raise WrongChange(f"{quote(path)}: läkaren läggs inte till i scenariot; förväntade en rad ovanför med läggs till.")


class CommentReader:
    """Gathers the comments of the sheet's rows."""

    def __init__(self, table: Table, tell: Tell) -> None:
        self.table, self.tell = table, tell
        self._found: list[Comment] = []

    def read(self, row: int, cells: Cells) -> None:
        fields = fields_of(CommentRow)
        values = {
            key: _read(self.table, row, key, cells.get(key), fields[key], self.tell)
            for key in comment_columns()
            if key in self.table.columns
        }
        what = values.pop("what", None)
        values["path"] = values.get("path") or (path_from_label(what) if what else None)
        given = {key: value for key, value in values.items() if value is not None}
        for key in ("path", "text"):
            told = any(key in cells and not cells[key].empty for key in fields_of(Comment))
            if fields[key].required and key not in given and told and cells.get(key) is None:
                text = f"{fields[key].label} saknas, men raden är ifylld. Fyll i den eller töm raden."
                where = self.table.where(row, key) if key in self.table.columns else self.table.sheet.name
                self.tell(Issue("saknas", where, text, f"comments[{len(self._found)}].{key}"))
        comment = Comment.model_validate(given)
        if at_nothing(comment):
            spot = f"comments[{len(self._found)}].path"
            where = self.table.where(row, "path" if "path" in self.table.columns else "what")
            self.tell(Issue("upplysning", where, at_nothing(comment), spot))
        self._found.append(comment)

    def comments(self) -> tuple[Comment, ...]:
        if len(self._found) > MOST_COMMENTS:
            text = f"Lästes {len(self._found)} kommentarer, förväntade högst {MOST_COMMENTS}. Ta bort några."
            self.tell(Issue("fel", self.table.sheet.name, text, "comments"))
        return tuple(self._found)
