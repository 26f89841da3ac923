"""What does each change of a scenario meet and make, as formulas with their values? One line of its sheet's table.

The formulas meet whatever the baseline's cells hold now, find a doctor by her signature and a change by the number of
its row in Scenarier. What does not apply leaves the value as it is and says so, as `planner.calc.scenarios.apply` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from planner.calc.scenarios import Step, steps
from planner.domain.change_text import operations_at
from planner.domain.change_words import FOLLOW, GIVEN, NEW, REMOVE, value_label, way_of
from planner.domain.clinic import Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, baseline, field_at, path_parts
from planner.domain.scenario import Change, Scenario
from planner.files import workbook_scenario_formulas as formulas
from planner.files.layout import CELL_NAME
from planner.files.workbook_calculation import taken_formula
from planner.files.workbook_inputs import DOCTOR_COLUMN, Lists, contact_rows
from planner.files.workbook_scenario_formulas import BLANK, LETTER, REMOVED, Formula, Line
from planner.files.workbook_scenario_inputs import change_rows
from planner.files.workbook_step import Cell, Taken
from planner.files.workbook_values import cell, taken_cell
from planner.schema import Field, fields_of

CLINIC = "c"
LISTED_KEYS = ("listed_patients", "listed_care_home")


@dataclass
class Person:
    """A doctor of the scenario. `mark`: the number of her row in Läkare, or the name of one who is added."""

    mark: int | str
    signature: str
    alone: bool  # no other doctor of the plan has that signature
    place: str = ""  # the cell that says where she is found
    added: Doctor | None = None
    applies: str = ""  # the cell that says whether she is added

    def __post_init__(self) -> None:
        self.start = self.signature  # what she was called before the scenario's changes


@dataclass
class Lines:
    """The lines of one scenario, from the row `first` (from 1) of its sheet; its first row in Scenarier has `number`.

    `doctors` are those of the scenario's plan in order, `added` those that it adds.
    """

    plan: Plan
    scenario: Scenario
    number: int
    first: int
    lists: Lists
    lines: list[Line] = field(default_factory=list)
    doctors: list[Person] = field(default_factory=list)
    added: list[Person] = field(default_factory=list)
    last: dict[tuple[str, str], int] = field(default_factory=dict)  # the line that holds a value now, by mark and key

    def __post_init__(self) -> None:
        self._now = baseline(self.plan)
        self._baseline_listed = self._listed_now()
        signatures = [doctor.doctor_id or "" for doctor in self.plan.doctors]
        self.doctors = [
            Person(i + 1, one, alone=signatures.count(one) == 1 and 0 < len(one) <= formulas.LONGEST_LITERAL)
            for i, one in enumerate(signatures)
        ]
        number = self.number
        for step in steps(self.plan, self.scenario.changes):
            rows = list(change_rows(Scenario(changes=(step.change,))))
            self._take(step, number, [_given(row.get("value")) for row in rows])
            number += len(rows)
        self._touched = {key for _, key in self.last}
        held = set(self.last.values())
        self.lines = [line if i in held else replace(line, mark=BLANK) for i, line in enumerate(self.lines)]

    def touched(self, key: str) -> bool:
        """Whether the scenario changes that field of any doctor or kind of contact."""
        return key in self._touched

    def column(self, key: str) -> str:
        """The cells of one column of the table."""
        return f"${LETTER[key]}${self.first}:${LETTER[key]}${self.first + max(len(self.lines), 1) - 1}"

    def clinic_cell(self, key: str) -> str | None:
        """The cell with the clinic's value in the scenario; None where no change is about it."""
        line = self.last.get((CLINIC, key))
        return None if line is None else f"${LETTER['after']}${self.first + line}"

    def _take(self, step: Step, number: int, given: list[Cell]) -> None:
        change, problem = step.change, step.problem
        way = way_of(change)
        if isinstance(change.value, Doctor) and way == NEW and not problem:
            self._new(change, change.value, number, given)
        elif way == REMOVE and not problem:
            self._remove(change, number)
        elif way in (NEW, REMOVE) or not self._value(step, number, given[0]):
            self._lost(change, number, given[0], problem)
        self._now = step.after

    def _row(self) -> int:
        return self.first + len(self.lines)

    def _keep(self, line: Line, mark: Cell = "", key: str = "") -> None:
        if key:
            self.last[str(mark), key] = len(self.lines)
        self.lines.append(line)

    def _lost(self, change: Change, number: int, given: Cell, problem: str) -> None:
        """A change that has nothing to meet: it is shown, and said to be so until the file is read again."""
        start = formulas.start(self._row(), number, change, given)
        self._keep(replace(start, said=("", f"Gäller inte: {problem}".strip()), label=value_label(change.path)))

    def _new(self, change: Change, values: Doctor, number: int, given: list[Cell]) -> None:
        row, signature = self._row(), path_parts(change.path)[1]
        person = Person(f"n{len(self.added) + 1}", signature, alone=True, added=values)
        there = [one for one in self.doctors if isinstance(one.mark, int) and one.signature == signature]
        alike = [one for one in self.plan.doctors if (one.doctor_id or "").casefold() == signature.casefold()]
        line = formulas.new_doctor(row, number, change, signature, len(alike) - len(there), person.mark)
        person.applies, person.place = f"${LETTER['applies']}${row}", f"${LETTER['place']}${row}"
        self._keep(line)
        self.doctors.append(person)
        self.added.append(person)
        keys = [key for key in fields_of(Doctor) if key in values.model_fields_set - {"doctor_id"}]
        for i, key in enumerate(keys, start=1):
            declared = fields_of(Doctor)[key]
            default = taken_cell(declared, getattr(Doctor(), key))
            after = taken_cell(declared, getattr(values, key))
            one = formulas.Meeting(
                declared, f"{change.path}.{key}", GIVEN, given[i], (formulas.literal(default), default), after,
                (person.place, person.mark), True,
            )  # fmt: skip
            self._keep(formulas.value_line(self._row(), number + i, one, self.lists), person.mark, key)

    def _remove(self, change: Change, number: int) -> None:
        row, place = self._row(), self._now.place(path_parts(change.path)[1])
        person = self.doctors.pop(place)
        self._keep(formulas.removed(row, number, change, self._found(person)), person.mark, REMOVED)

    def _value(self, step: Step, number: int, given: Cell) -> bool:
        """The line of a changed value; False where the value is nowhere to be found."""
        change, after, problem = step.change, step.after, step.problem
        try:
            declared, parts = field_at(change.path), path_parts(change.path)
            person = self.doctors[self._now.place(parts[1])] if parts[0] == "doctors" else None
        except KeyError:
            return False
        if declared.kind == "rows" or isinstance(change.value, Doctor) or change.operation == "remove":
            return False
        key = declared.key
        mark = person.mark if person else self._contact_mark(parts[2]) if len(parts) == 4 else CLINIC
        column = self.doctors.index(person) if person else None
        value, then = (taken_cell(declared, _value_in(each, parts, column)) for each in (self._now, after))
        before = self._before(declared, parts, mark, person)
        place: Formula = (formulas.literal(CLINIC), CLINIC)
        if person:
            place = self._found(person)
        elif len(parts) == 4:
            place = (formulas.contact_place(parts[2]), mark)
        meeting = formulas.Meeting(
            declared, change.path, way_of(change), given, (before, value), then, place, not problem,
            *self._of_listed(step, str(mark)),
        )  # fmt: skip
        row = self._row()
        line = formulas.value_line(row, number, meeting, self.lists)
        if person is None:
            line = replace(line, used=formulas.used_mark(row, mark, not problem)) if len(parts) == 4 else line
        self._keep(line, mark, key)
        if person and key == "doctor_id" and not problem:
            person.signature = str(then)
        if person and not person.added and key == "role" and not problem:
            self._specialty_follows(person, row, after)
        return True

    def _of_listed(self, step: Step, mark: str) -> tuple[Formula, Formula]:
        """The listed that a value meets that may follow them, and those that it was counted for till then."""
        if FOLLOW not in operations_at(step.change.path):
            return BLANK, BLANK
        earlier = self.last.get((mark, field_at(step.change.path).key))
        cell_of = f"${LETTER['counted_for']}${self.first + earlier}" if earlier is not None else self._baseline_listed
        return (self._listed_now(), _given(step.listed)), (cell_of, _given(step.counted_for))

    def _listed_now(self) -> str:
        """The listed outside care homes as the changes so far have left them."""
        listed, care_home = (self.clinic_cell(key) or CELL_NAME + key for key in LISTED_KEYS)
        return _listed_outside(listed, care_home)

    def _specialty_follows(self, person: Person, role_row: int, after: Plan) -> None:
        """A specialty that nobody has filled in follows the role, as in the declaration of a doctor."""
        place = self.doctors.index(person)
        if "specialty" in self._now.doctors[place].model_fields_set:
            return
        declared = fields_of(Doctor)["specialty"]
        before = self._before(declared, ["doctors", "", "specialty"], person.mark, person)
        value, then = (taken_cell(declared, one.doctors[place].specialty) for one in (self._now, after))
        line = formulas.follows(self._row(), role_row, person.signature, (before, value), then, self._found(person))
        self._keep(line, person.mark, "specialty")

    def _before(self, declared: Field, parts: list[str], mark: Cell, person: Person | None) -> str:
        """The value that the next change meets: what an earlier one made, else what the baseline's cell holds now."""
        key = declared.key
        earlier = self.last.get((str(mark), key))
        if earlier is not None:
            return f"${LETTER['after']}${self.first + earlier}"
        place = f"${LETTER['place']}${self._row()}"
        if person and person.added:
            return formulas.added_default(self, person, key)
        if person:
            cell_of = f"INDEX({DOCTOR_COLUMN}{key},{place})"
            return f'IF({place}=0,"",{taken_formula(Taken(key, declared), cell_of)})'
        if len(parts) == 4:
            return formulas.contact_before(parts[2], declared)
        return taken_formula(Taken(key, declared), CELL_NAME + key)

    def _found(self, person: Person) -> Formula:
        """Where the doctor is found: the number of her row in Läkare, the mark of an added one, 0 where she is not."""
        row = self._row()
        earlier, person.place = person.place, person.place or f"${LETTER['place']}${row}"
        if earlier:
            return earlier, person.mark
        text = formulas.doctor_place(person.signature) if person.alone else f"{person.mark}"
        return text, person.mark

    def _contact_mark(self, kind: str) -> str:
        kinds = [row.kind for row, _ in contact_rows(self.plan.clinic)]
        return f"k{kinds.index(kind) + 1}"


def _given(value: Any) -> Cell:
    """What stands in the value's cell of Scenarier."""
    return "" if value is None else cell(value)


def _value_in(plan: Plan, parts: list[str], place: int | None) -> Any:
    """The value in a plan; a kind of contact that has no row has the declared start."""
    if place is not None:
        return getattr(plan.doctors[place], parts[-1])
    if len(parts) == 4:
        return getattr(plan.contact(parts[2]) or Contact(kind=parts[2]), parts[-1])
    return getattr(plan.clinic, parts[-1])


def _listed_outside(listed: str, care_home: str) -> str:
    """The listed outside care homes of the two cells; empty where they are not known or none."""
    rest = f"{listed}-IF(ISNUMBER({care_home}),{care_home},0)"
    return f'IF(ISNUMBER({listed}),IF({rest}>0,{rest},""),"")'
