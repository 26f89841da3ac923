"""What plan does this workbook hold? Sheets, labels and headers are found by name; every fault is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path
from planner.domain.reading import quote, read_record, read_value, wrong
from planner.files import layout, scan
from planner.files.book import Book, Cell, Sheet, book_of, shown
from planner.files.reading import Reading, concluded
from planner.files.sandbox import scan_in_child
from planner.files.scenario_columns import comment_columns, scenario_columns
from planner.files.sheet_tables import (
    CLOSE,
    Table,
    find_table,
    hidden,
    is_total,
    label_key,
    listing,
    merged_cells,
    missing_kept,
    no_value,
    the_sheet,
)
from planner.files.workbook_scenario_reading import CommentReader, ScenarioReader
from planner.files.zip_parts import DAMAGED
from planner.schema import Field, Issue, Record, fields_of
from planner.swedish import Unreadable, name_key

MOST_CANDIDATES = 100
ENOUGH_ISSUES = 1_000  # a sheet of something else: reading on would take time and tell nothing new
_WANTED = [name_key(name) for name in (*layout.INPUT_SHEETS, *layout.KEPT_SHEETS, layout.METADATA_SHEET)]
_OUR_SHEETS = {
    name_key(getattr(layout, constant)) for constant in dir(layout) if constant.endswith("_SHEET")
}  # what we write and do not read is no news
R = TypeVar("R", bound=Record)
K = TypeVar("K", ScenarioReader, CommentReader)


def read_workbook(data: bytes, name: str = "filen") -> Reading:
    """The plan in a workbook that a user hands us. Never raises for what is in it, and opens it in a child process."""
    if name.casefold().endswith((".xlsm", ".xltm")):
        return _refused(name, scan.MACROS)
    answer = scan_in_child(data, _WANTED)
    if "refused" in answer:
        return _refused(str(answer.get("where") or name), str(answer["refused"]))
    try:
        book = book_of(answer)
    except (KeyError, TypeError, ValueError, AttributeError):
        return _refused(name, DAMAGED)
    return _Reader(book).reading()


@dataclass
class _Reader:
    """One workbook being read: the issues so far, and the cell of each path."""

    book: Book
    issues: list[Issue] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)

    def reading(self) -> Reading:
        self._metadata()
        values = self._clinic()
        doctors = self._doctors()
        contacts = self._contacts()
        scenarios = self._kept(layout.SCENARIOS_SHEET, scenario_columns(), "name", ScenarioReader)
        comments = self._kept(layout.COMMENTS_SHEET, comment_columns(), "text", CommentReader)
        self._unused_sheets()
        if values is None or doctors is None or contacts is None:
            return Reading(None, tuple(self.issues), self.notes)
        clinic = Clinic.model_validate({**values, **({"contacts": contacts} if contacts else {})})
        plan = Plan(
            clinic=clinic, doctors=doctors,
            scenarios=scenarios.scenarios() if scenarios else (), comments=comments.comments() if comments else (),
        )  # fmt: skip
        return concluded(plan, self.issues, self._place, self.notes)

    def _place(self, path: str) -> str:
        """The cell of a path, else the sheet."""
        if path in self.places:
            return self.places[path]
        if path.startswith("clinic.contacts"):
            return layout.CONTACTS_SHEET
        return layout.DOCTORS_SHEET if path.startswith("doctors") else layout.CLINIC_SHEET

    def _metadata(self) -> None:
        """Which form the workbook has, and which defaults the user has made her own."""
        for sheet in self.book.called(layout.METADATA_SHEET):
            for row, cells in sheet.rows.items():
                pair = [cells[column] for column in sorted(cells)][:2]
                if len(pair) < 2:
                    continue
                key, data = pair[0].text, pair[1].value
                if key == name_key(layout.CONFIRMED_KEY) and isinstance(data, str):
                    self.confirmed.add(data)
                elif key == name_key(layout.SCHEMA_KEY) and _newer(data):
                    text = (
                        f"Arbetsboken är gjord med en nyare version av planeraren (schemaversion {quote(data)}; den här"
                        f" läser {layout.SCHEMA_VERSION}). Uppdatera planeraren och läs in filen igen."
                    )
                    self.issues.append(Issue("fel", sheet.where(row, pair[1].column), text))

    def _clinic(self) -> dict[str, Any] | None:
        """The values of Enhet, or None when the table cannot be found."""
        sheet, issues = the_sheet(self.book, layout.CLINIC_SHEET)
        self.issues += issues
        if sheet is None:
            return None
        fields = layout.clinic_fields()
        cells = self._clinic_cells(sheet, fields)
        if cells is None:
            return None
        self.notes["Enhet"] = f"{sum(sheet.cell(*at) is not None for at in cells.values())} ifyllda uppgifter"
        where = {key: sheet.where(*at) for key, at in cells.items()}
        return self._values(Clinic, {key: sheet.cell(*at) for key, at in cells.items()}, where, "clinic")

    def _clinic_cells(self, sheet: Sheet, fields: Mapping[str, Field]) -> dict[str, tuple[int, int]] | None:
        """Where each field's value stands: beside its label, else where its defined name points."""
        header = _clinic_header(sheet)
        labels = {label_key(layout.heading(declared)): key for key, declared in fields.items()}
        found: dict[str, tuple[int, int]] = {}
        others: dict[int, Cell] = {}
        if header:
            row, label_column, value_column = header
            heads = [label_key(cell.value) for cell in sheet.rows[row].values() if cell.text]
            for name in (layout.FIELD_HEADER, layout.VALUE_HEADER):
                if heads.count(label_key(name)) > 1:
                    text = f"Rubriken {name} står två gånger i bladet {sheet.name}. Ta bort den ena kolumnen."
                    self.issues.append(Issue("fel", sheet.name, text))
            for below, cells in sheet.rows.items():
                label = cells.get(label_column)
                if below <= row or label is None or not label.text:
                    continue
                key = labels.get(label_key(label.value), "")
                if key in found:
                    text = f"{fields[key].label} står på två rader i bladet {sheet.name}. Ta bort den ena."
                    self.issues.append(Issue("fel", sheet.where(below, label_column), text))
                elif key:
                    found[key] = (below, value_column)
                elif value_column in cells:
                    others[below] = label
        for key in fields.keys() - found.keys():
            place = self.book.named_cell(layout.CELL_NAME + key, sheet)
            if place:
                found[key] = place
                others.pop(place[0], None)
        if not found:
            text = (
                f"Rubrikerna {layout.FIELD_HEADER} och {layout.VALUE_HEADER} saknas i bladet {sheet.name}."
                " Skriv tillbaka dem från mallen, på samma rad."
            )
            self.issues.append(Issue("fel", sheet.name, text))
            return None
        self._missing_labels(sheet, fields, found, others)
        return {key: found[key] for key in fields if key in found}

    def _missing_labels(
        self, sheet: Sheet, fields: Mapping[str, Field], found: Mapping[str, Any], others: dict[int, Cell]
    ) -> None:
        plain = []
        others = dict(list(others.items())[:MOST_CANDIDATES])  # a sheet of something else: guessing takes time
        for key in (key for key in fields if key not in found):
            label = fields[key].label
            close = get_close_matches(label_key(label), [label_key(cell.value) for cell in others.values()], 1, CLOSE)
            meant = next((cell for cell in others.values() if [label_key(cell.value)] == close), None)
            if meant:
                text = f"Uppgiften {label} saknas. Menar du ”{quote(meant.value)}”? Skriv då {label} där."
                self.issues.append(Issue("fel", sheet.where(meant.row, meant.column), text, f"clinic.{key}"))
            else:
                plain.append(label)
        if plain:
            text = f"Uppgifter som saknas: {listing(plain)}. Där används standardvärdena."
            self.issues.append(Issue("upplysning", sheet.name, text))
        if others:
            text = f"Uppgifter som inte används: {listing([cell.value for cell in others.values()])}."
            self.issues.append(Issue("upplysning", sheet.name, text))

    def _doctors(self) -> tuple[Doctor, ...] | None:
        table = self._table(layout.DOCTORS_SHEET, layout.doctor_fields(), "doctor_id")
        if table is None:
            return None
        doctors: list[Doctor] = []
        read, defaults = set(), _Defaults(Doctor)
        for row, cells in self._rows(table):
            signature = cells.get("doctor_id")
            signed = signature is not None and not signature.blank
            if (not signed and defaults.only(cells)) or self._total(table, row, signature):
                continue
            read.add(row)
            path = doctor_path(_readable(Doctor, "doctor_id", signature), len(doctors))
            values = self._row(Doctor, table, row, cells, path)
            if signed:
                doctors.append(Doctor.model_validate(values))
            else:
                text = "Läkare: signatur saknas, men raden är ifylld. Skriv en signatur eller töm raden."
                self.issues.append(Issue("fel", table.where(row, "doctor_id"), text))
        self._after(table, read, "läkare")
        return tuple(doctors)

    def _contacts(self) -> tuple[Contact, ...] | None:
        table = self._table(layout.CONTACTS_SHEET, layout.contact_fields(), "kind", (layout.USED_HEADER,))
        if table is None:
            return None
        contacts: list[Contact] = []
        read, defaults = set(), _Defaults(Contact)
        for row, cells in self._rows(table):
            kind = cells.get("kind")
            numbers = {key: cell for key, cell in cells.items() if key != "kind"}
            if defaults.only(numbers) or self._total(table, row, kind):
                continue
            read.add(row)
            path = f"clinic.contacts.{_readable(Contact, 'kind', kind) or len(contacts)}"
            values = self._row(Contact, table, row, cells, path)
            if kind is None or kind.blank:
                text = "Kontakttyp saknas, men tal är ifyllda på raden. Välj en kontakttyp eller töm raden."
                self.issues.append(Issue("fel", table.where(row, "kind"), text))
            else:
                contacts.append(Contact.model_validate(values))
        self._after(table, read, "kontakttyper")
        return tuple(contacts)

    def _kept(self, name: str, fields: Mapping[str, Field], must: str, reader: Callable[..., K]) -> K | None:
        """The rows of a sheet that a workbook need not have, given to the reader of what is kept there."""
        if not self.book.called(name):
            self.issues += missing_kept(self.book, name)
            return None
        table = self._table(name, fields, must)
        if table is None:
            return None
        found, read = reader(table, self.issues.append), set()
        for row, cells in self._rows(table):
            if all(cell.blank for cell in cells.values()) or self._total(table, row, cells.get(must)):
                continue
            read.add(row)
            found.read(row, cells)
        self._after(table, read, "rader")
        return found

    def _table(self, name: str, fields: Mapping[str, Field], must: str, ours: tuple[str, ...] = ()) -> Table | None:
        sheet, issues = the_sheet(self.book, name)
        self.issues += issues
        if sheet is None:
            return None
        table, issues = find_table(sheet, fields, must, ours)
        self.issues += issues
        return table

    def _rows(self, table: Table) -> Iterator[tuple[int, Mapping[str, Cell]]]:
        """The rows of a table, as long as there is a point in reading on."""
        before = len(self.issues)
        for row, cells in table.rows():
            if len(self.issues) - before > ENOUGH_ISSUES:
                text = f"Bladet {table.sheet.name} har så många fel att det lämnades vid rad {row}. Jämför med mallen."
                self.issues.insert(0, Issue("fel", table.sheet.name, text))
                return
            yield row, cells

    def _total(self, table: Table, row: int, signature: Cell | None) -> bool:
        total = is_total(table.sheet.rows[row], signature)
        if total:
            text = f"Rad {row} ser ut som en summarad och har inte lästs."
            self.issues.append(Issue("upplysning", table.sheet.where(row, min(table.sheet.rows[row])), text))
        return total

    def _after(self, table: Table, read: set[int], what: str) -> None:
        self.issues += merged_cells(table, read)
        self.issues += hidden(table, read)
        self.notes[table.sheet.name] = f"{len(read)} {what} i {len(table.columns)} kolumner"

    def _row(
        self, record: type[Record], table: Table, row: int, cells: Mapping[str, Cell], path: str
    ) -> dict[str, Any]:
        where = {key: table.where(row, key) for key in table.columns}
        return self._values(record, {key: cells.get(key) for key in table.columns}, where, path)

    def _values(
        self, record: type[Record], cells: Mapping[str, Cell | None], where: Mapping[str, str], path: str
    ) -> dict[str, Any]:
        """The values of `record` that the cells hold; a default that nobody confirmed is left out."""
        raw: dict[str, Any] = {}
        for key, cell in cells.items():
            self.places.setdefault(f"{path}.{key}", where[key])
            raw[key] = None if cell is None or cell.empty else shown(cell.value)
            error = no_value(cell)
            if cell and error:
                declared = fields_of(record)[key]
                self.issues.append(wrong(declared, shown(cell.value), error, where[key], f"{path}.{key}", "cell"))
                raw[key] = None
        read, issues = read_record(record, raw, "cell", path, where)
        self.issues += issues
        return _own_values(read, {key for key in raw if f"{path}.{key}" in self.confirmed})

    def _unused_sheets(self) -> None:
        unused = [
            name
            for name in self.book.sheet_names
            if name_key(name) not in _OUR_SHEETS and not layout.is_scenario_sheet(name)
        ]
        if unused:
            self.issues.append(Issue("upplysning", "arbetsboken", f"Blad som inte används: {listing(unused)}."))
        if self.book.links:
            text = "Arbetsboken har länkar till andra filer. De har inte följts."
            self.issues.append(Issue("upplysning", "arbetsboken", text))


def _clinic_header(sheet: Sheet) -> tuple[int, int, int] | None:
    """(row, column of labels, column of values) of Enhet."""
    for row, cells in sheet.rows.items():
        columns = {label_key(cell.value): column for column, cell in sorted(cells.items(), reverse=True) if cell.text}
        if {label_key(layout.FIELD_HEADER), label_key(layout.VALUE_HEADER)} <= columns.keys():
            return row, columns[label_key(layout.FIELD_HEADER)], columns[label_key(layout.VALUE_HEADER)]
    return None


def _newer(version: Any) -> bool:
    digits = str(int(version)) if isinstance(version, int | float) else str(version).strip()
    return digits.isdecimal() and int(digits[:9]) > int(layout.SCHEMA_VERSION)


class _Defaults:
    """Which cells hold nothing but their column's default? The rows not used are alike, so the answers are kept."""

    def __init__(self, record: type[Record]) -> None:
        self._fields = fields_of(record)
        self._known: dict[tuple[str, type, Any], bool] = {}

    def only(self, cells: Mapping[str, Cell]) -> bool:
        """Whether the cells hold nothing but blanks and defaults."""
        return all(cell.blank or (not cell.hint and self._default(key, cell.value)) for key, cell in cells.items())

    def _default(self, key: str, value: Any) -> bool:
        asked = (key, type(value), value)
        if asked not in self._known:
            declared = self._fields[key]
            try:
                self._known[asked] = read_value(declared, value, "cell") == declared.default_value()
            except Unreadable:
                self._known[asked] = False
        return self._known[asked]


def _readable(record: type[Record], key: str, cell: Cell | None) -> str | None:
    if cell is None or cell.empty or cell.hint:
        return None
    try:
        found: str | None = read_value(fields_of(record)[key], cell.value, "cell")
    except Unreadable:
        return None
    return found


def _own_values(read: R, confirmed: set[str]) -> dict[str, Any]:
    """The values of a record less those that would be the same by default and that nobody has confirmed."""
    record, fields = type(read), fields_of(type(read))
    given = {key: getattr(read, key) for key in read.model_fields_set}
    own = {k: value for k, value in given.items() if k in confirmed or value != fields[k].default_value()}
    rest = record.model_validate(own)
    # a default may follow another value: without specialist training no specialty
    return own | {key: value for key, value in given.items() if getattr(rest, key) != value}


def _refused(where: str, text: str) -> Reading:
    return Reading(None, (Issue("fel", where, text),))
