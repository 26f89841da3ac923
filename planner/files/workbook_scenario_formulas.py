"""How is one change of a scenario written as formulas that go on calculating, each with the value of today?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.domain.change_text import LARGEST, operations_at
from planner.domain.change_words import ADD, FOLLOW, GIVEN, PER_LISTED, SET, TIMES, WAYS, value_label, way_of
from planner.domain.clinic import CONTACT_KINDS
from planner.domain.doctor import ROLES, WITHOUT_SPECIALTY, Doctor
from planner.domain.results import NOT_THERE
from planner.domain.scenario import Change
from planner.files.layout import NOT_COMPUTABLE, NOT_FILLED_IN, USED
from planner.files.workbook_inputs import CONTACT_COLUMN, DOCTOR_COLUMN, Lists
from planner.files.workbook_scenario_inputs import SCENARIO_COLUMN
from planner.files.workbook_step import Cell
from planner.files.workbook_values import cell, taken_cell
from planner.schema import Field, fields_of

if TYPE_CHECKING:
    from planner.files.workbook_scenario_lines import Lines, Person

Formula = tuple[str, Cell]  # a formula without its equals sign (empty: no formula), and the value that Python gives it
BLANK: Formula = ("", "")
# the columns of the table on a scenario's sheet, in order, and the letters that formulas know them by
COLUMNS = (
    "label", "unit", "said", "before", "way", "value", "raw", "after", "place", "row", "applies", "mark", "used",
    "listed", "counted_for",
)  # fmt: skip
LETTER = {key: chr(ord("A") + i) for i, key in enumerate(COLUMNS)}
THERE, REMOVED = "finns", "removed"
APPLIES, NO_DIFFERENCE = "Gäller.", "Gör ingen skillnad: så är det redan."
DOES_NOT_APPLY = "Gäller inte"  # how each of these begins
ROW_GONE = "Gäller inte: raden på bladet Scenarier är borta eller gäller något annat."
NO_PLACE = "Gäller inte: finns inte i utgångsläget."
NO_VALUE = "Gäller inte: värdet saknas, är utanför det tillåtna eller har inget att räkna om."
THERE_ALREADY = "Gäller inte: läkaren finns redan."
FOLLOWS, FOLLOWS_NOT = "Följer av befattningen.", "Specialiteten är ifylld och följer inte befattningen."
LONGEST_LITERAL = 200  # a text in a formula may have 255 signs, quotes doubled
_SHARE_SLACK, _ROUNDING = 1e-9, 1e-12


@dataclass(frozen=True)
class Line:
    """One line of the table, column by column; `declared` says how its values are shown."""

    label: str
    unit: str = ""
    declared: Field | None = None
    said: Formula = BLANK
    before: Formula = BLANK
    way: Formula = BLANK
    value: Formula = BLANK
    raw: Formula = BLANK
    after: Formula = BLANK
    place: Formula = BLANK
    row: Formula = BLANK
    applies: Formula = BLANK
    mark: Formula = BLANK
    used: Formula = BLANK
    listed: Formula = BLANK
    counted_for: Formula = BLANK


@dataclass(frozen=True)
class Meeting:
    """A change of one value: what it meets, what it makes and where. `listed` and `counted_for` are those outside care
    homes that it meets and that the value was counted for till then, where the value may follow them."""

    declared: Field
    path: str
    way: str
    given: Cell
    before: Formula
    after: Cell
    place: Formula
    applies: bool
    listed: Formula = BLANK
    counted_for: Formula = BLANK


def literal(value: Cell) -> str:
    """A value as it stands in a formula."""
    if isinstance(value, str):
        return '"' + value[:LONGEST_LITERAL].replace('"', '""') + '"'
    return f"{value:.17G}"


def start(row: int, number: int, change: Change, given: Cell) -> Line:
    """What every line picks up from Scenarier: its row there, the way and the value."""
    return _picked_up(row, number, change.path, way_of(change), given)


def _picked_up(row: int, number: int, path: str, way: str, given: Cell) -> Line:
    there = f"${LETTER['row']}${row}"
    of_row = f"MATCH({number},{SCENARIO_COLUMN}row,0)"
    if len(path) <= LONGEST_LITERAL:
        of_row = f"IF(INDEX({SCENARIO_COLUMN}path,{of_row})={literal(path)},{of_row},0)"
    ways, values = (f"INDEX({SCENARIO_COLUMN}{key},{there})" for key in ("way", "value"))
    return Line(
        value_label(path),
        row=(f"IFERROR({of_row},0)", float(number)),
        way=(f'IF({there}=0,"",IF({ways}="","{WAYS[SET]}",{ways}))', WAYS[way]),
        value=(f'IF({there}=0,"",IF({values}="","",{values}))', given),
    )


def value_line(row: int, number: int, one: Meeting, lists: Lists) -> Line:
    """A changed value: worked out, held to the field's bounds, and told whether it applies."""
    declared, refs = one.declared, {key: f"${letter}${row}" for key, letter in LETTER.items()}
    picked = _picked_up(row, number, one.path, one.way, one.given)
    place, there = refs["place"], refs["row"]
    applies = f"IF(OR({there}=0,{place}=0),0,{_valid(declared, refs['raw'], lists)})"
    after = f"IF({refs['applies']}=1,{_rounded(declared, refs['raw'])},{refs['before']})"
    said = (
        f'IF({there}=0,"{ROW_GONE}",IF({place}=0,"{NO_PLACE}",IF({refs["applies"]}=0,"{NO_VALUE}",'
        f'IF({refs["after"]}={refs["before"]},"{NO_DIFFERENCE}","{APPLIES}"))))'
    )
    told = NO_VALUE if not one.applies else NO_DIFFERENCE if _alike(one.before[1], one.after) else APPLIES
    line = Line(
        picked.label, declared.unit, declared, (said, told), one.before, picked.way, picked.value,
        (_raw(one, refs), _raw_value(one)), (after, one.after), one.place, picked.row,
        (applies, float(one.applies)), _mark(place, declared.key, one.place[1]),
    )  # fmt: skip
    if not one.listed[0]:
        return line
    follows_now = f'AND({refs["applies"]}=1,{refs["way"]}="{WAYS[FOLLOW]}")'
    then = one.listed[1] if one.applies and one.way == FOLLOW else one.counted_for[1]
    return replace(
        line, listed=one.listed,
        counted_for=(f'IF({follows_now},{refs["listed"]},{one.counted_for[0]})', then),
    )  # fmt: skip


def _raw(one: Meeting, refs: dict[str, str]) -> str:
    declared = one.declared
    before, way, value = refs["before"], refs["way"], refs["value"]
    sets = f'OR({way}="{WAYS[SET]}",{way}="{WAYS[GIVEN]}")'
    if not declared.numeric:
        return f'IF({sets},{value},"{NOT_COMPUTABLE}")'
    # contacts of a kind that is not there are none; nothing else that is empty can be added to
    start_of = f"IF(ISNUMBER({before}),{before},0)" if declared.key == "contacts_per_year" else before
    otherwise = "NA()"
    if FOLLOW in operations_at(one.path):
        otherwise = f'IF({way}="{WAYS[FOLLOW]}",{before}*({refs["listed"]}/({one.counted_for[0]})),{otherwise})'
    if PER_LISTED in operations_at(one.path):
        otherwise = f'IF({way}="{WAYS[PER_LISTED]}",{start_of}+{value}*{refs["listed"]},{otherwise})'
    again = f'IF({way}="{WAYS[ADD]}",{start_of}+{value},IF({way}="{WAYS[TIMES]}",{before}*{value},{otherwise}))'
    return f'IFERROR(IF({sets},{value},{again}),"{NOT_COMPUTABLE}")'


def _raw_value(one: Meeting) -> Cell:
    """What `_raw` gives, worked out by Python."""
    if one.way in (SET, GIVEN):
        return one.given
    before, by = one.before[1], one.given
    listed, counted_for = one.listed[1], one.counted_for[1]
    if one.way == FOLLOW and isinstance(listed, float) and isinstance(counted_for, float):
        by = listed / counted_for
    if one.way == PER_LISTED:
        by = by * listed if isinstance(listed, float) and isinstance(by, float) else NOT_COMPUTABLE
    if one.way in (ADD, PER_LISTED) and one.declared.key == "contacts_per_year" and isinstance(before, str):
        before = 0.0
    if not one.declared.numeric or isinstance(before, str) or isinstance(by, str):
        return NOT_COMPUTABLE
    return cell(before + by if one.way in (ADD, PER_LISTED) else before * by)


def _rounded(declared: Field, raw: str) -> str:
    """A whole number, at a half the even one as Python rounds; an integer that is set is whole already."""
    if declared.kind != "integer":
        return raw
    return f"IF(ISNUMBER({raw}),IF({raw}-INT({raw})=0.5,2*ROUND({raw}/2,0),ROUND({raw},0)),{raw})"


def _valid(declared: Field, raw: str, lists: Lists) -> str:
    """1 where the field's declaration allows the value, else 0; the words for empty are allowed."""
    empty = f'{raw}="{NOT_FILLED_IN}"'
    if declared.numeric:
        number = _rounded(declared, raw)
        slack = _SHARE_SLACK if declared.kind == "share" else _ROUNDING
        low, high = (-LARGEST if declared.low is None else declared.low, declared.high or LARGEST)
        low, high = (bound + sign * slack * max(1, abs(bound)) for bound, sign in ((low, -1), (high, 1)))
        return f"IF(ISNUMBER({raw}),IF(AND({number}>={low:.15G},{number}<={high:.15G}),1,0),IF({empty},1,0))"
    if declared.kind in ("choice", "yes_no"):
        return f"IF(OR({empty},COUNTIF({lists[declared.key].removeprefix('=')},{raw})>0),1,0)"
    if declared.kind == "date":
        return f"IF(OR(ISNUMBER({raw}),{empty}),1,0)"
    return f'IF(OR({raw}="",{raw}="{NOT_COMPUTABLE}"),0,1)'


def _alike(one: Cell, other: Cell) -> bool:
    """As a spreadsheet's = sees it: capitals do not tell texts apart."""
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return one == other


def _mark(place: str, key: str, found: Cell) -> Formula:
    """What the effective inputs look for: whose value it is, and which."""
    return f'IF({place}=0,"",{place}&"|{key}")', f"{_text(found)}|{key}"


def _text(mark: Cell) -> str:
    return f"{mark:g}" if isinstance(mark, float) else str(mark)


def doctor_place(signature: str) -> str:
    """The number of the doctor's row in Läkare, 0 where she is not; ~ * and ? are no patterns here."""
    plain = signature.replace("~", "~~").replace("*", "~*").replace("?", "~?")
    return f"IFERROR(MATCH({literal(plain)},{DOCTOR_COLUMN}doctor_id,0),0)"


def contact_place(kind: str) -> str:
    """The mark of the kind's first row in Läkarkontakter, 0 where it has none."""
    return f'IFERROR("k"&MATCH("{CONTACT_KINDS[kind]}",{CONTACT_COLUMN}kind,0),0)'


def contact_before(kind: str, declared: Field) -> str:
    """A value of the kind's row; a row that is not used has the default alone."""
    of_row = f'MATCH("{CONTACT_KINDS[kind]}",{CONTACT_COLUMN}kind,0)'
    value, used = (f"INDEX({CONTACT_COLUMN}{key},{of_row})" for key in (declared.key, "used"))
    otherwise = f'"{NOT_FILLED_IN}"'
    default = declared.default_value()
    picked = f"IF(ISNUMBER({value}),{value},{otherwise})"
    if default is None:
        return f"IFERROR({picked},{otherwise})"
    return f'IFERROR(IF({used}="{USED}",{picked},{literal(taken_cell(declared, default))}),{otherwise})'


def used_mark(row: int, mark: Cell, applies: bool) -> Formula:
    """The contact's mark where the change applies: its row is then used."""
    return f'IF(${LETTER["applies"]}${row}=1,${LETTER["place"]}${row},"")', mark if applies else ""


def new_doctor(row: int, number: int, change: Change, signature: str, others: int, mark: Cell) -> Line:
    """A doctor who is added, unless one with her signature has come to the baseline (`others` were there all along)."""
    picked = start(row, number, change, "")
    refs = {key: f"${letter}${row}" for key, letter in LETTER.items()}
    there, applies = refs["row"], refs["applies"]
    count = f"SUMPRODUCT(--({DOCTOR_COLUMN}doctor_id={literal(signature)}))"
    said = f'IF({there}=0,"{ROW_GONE}",IF({applies}=0,"{THERE_ALREADY}","{APPLIES}"))'
    return Line(
        picked.label, said=(said, APPLIES), before=("", NOT_THERE), way=picked.way, value=picked.value,
        after=(f'IF({applies}=1,"{THERE}",{refs["before"]})', THERE),
        place=(f"IF({applies}=1,{literal(mark)},0)", mark), row=picked.row,
        applies=(f"IF(OR({there}=0,{count}>{others}),0,1)", 1.0),
    )  # fmt: skip


def removed(row: int, number: int, change: Change, place: Formula) -> Line:
    """A doctor who is taken away."""
    picked = start(row, number, change, "")
    refs = {key: f"${letter}${row}" for key, letter in LETTER.items()}
    there, applies = refs["row"], refs["applies"]
    said = f'IF({there}=0,"{ROW_GONE}",IF({applies}=0,"{NO_PLACE}","{APPLIES}"))'
    return Line(
        picked.label, said=(said, APPLIES), before=("", THERE), way=picked.way, value=picked.value,
        after=(f'IF({applies}=1,"{NOT_THERE}",{refs["before"]})', NOT_THERE), place=place, row=picked.row,
        applies=(f"IF(OR({there}=0,{refs['place']}=0),0,1)", 1.0),
        mark=(f'IF({applies}=1,{refs["place"]}&"|{REMOVED}","")', f"{_text(place[1])}|{REMOVED}"),
    )  # fmt: skip


def follows(row: int, role_row: int, signature: str, before: Formula, after: Cell, place: Formula) -> Line:
    """The specialty that follows a changed role where nobody has filled it in."""
    declared = fields_of(Doctor)["specialty"]
    refs = {key: f"${letter}${row}" for key, letter in LETTER.items()}
    role = {key: f"${letter}${role_row}" for key, letter in LETTER.items()}
    usual = specialty_of(role["before"])
    applies = f"IF(AND({role['applies']}=1,{refs['before']}={usual}),1,0)"
    return Line(
        f"{signature}: {declared.label}", "", declared,
        (f'IF({refs["applies"]}=1,"{FOLLOWS}","{FOLLOWS_NOT}")', FOLLOWS), before, BLANK, BLANK,
        (specialty_of(role["after"]), after), (f"IF({refs['applies']}=1,{refs['raw']},{refs['before']})", after),
        place, BLANK, (applies, 1.0),
        _mark(refs["place"], declared.key, place[1]),
    )  # fmt: skip


def specialty_of(role: str) -> str:
    """The specialty that goes with the role in that cell when none is filled in."""
    declared = fields_of(Doctor)["specialty"]
    tests = ",".join(f'{role}="{ROLES[one]}"' for one in WITHOUT_SPECIALTY)
    return f'IF(OR({tests}),"{declared.show("none")}","{declared.show(declared.default_value())}")'


def added_default(lines: Lines, person: Person, key: str) -> str:
    """What an added doctor starts with where nothing is given."""
    if person.added is None:
        raise ValueError("the doctor is in the baseline")
    role = lines.last.get((str(person.mark), "role"))
    if key == "specialty" and role is not None:
        return specialty_of(f"${LETTER['after']}${lines.first + role}")
    return literal(taken_cell(fields_of(Doctor)[key], getattr(person.added, key)))
