"""Where in a sheet does the table stand, and which column holds which field? Found by headers, never by position."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from planner.domain.reading import quote
from planner.files.book import Book, Cell, Sheet
from planner.files.layout import INPUT_SIGN, SCENARIOS_SHEET, heading, is_scenario_sheet
from planner.files.sheet_scan import column_letters
from planner.schema import Field, Issue
from planner.swedish import Unreadable, name_key

CLOSE = 0.8
ALL_BUT = 0.92
_MOST_NAMES = 8
_TOTALS = frozenset(("summa", "totalt", "total", "totalsumma", "medel", "medelvärde", "snitt", "genomsnitt"))


@dataclass(frozen=True)
class Table:
    """A header row and the column of each field found in it."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]

    def rows(self) -> Iterator[tuple[int, Mapping[str, Cell]]]:
        """(row, its filled cells by field) for the rows below the header with a cell in one of the columns."""
        for row, cells in self.sheet.rows.items():
            found = {key: cells[column] for key, column in self.columns.items() if column in cells}
            if row > self.header_row and found:
                yield row, found

    def where(self, row: int, key: str) -> str:
        return self.sheet.where(row, self.columns[key])


def label_key(text: str) -> str:
    """A header or label as a key: the sign for input, a colon or a star does not count."""
    return name_key(text.replace(INPUT_SIGN, "")).strip(" :*")


def the_sheet(book: Book, name: str) -> tuple[Sheet | None, list[Issue]]:
    """The one sheet called `name`, or what to say when there is none or there are two."""
    found = book.called(name)
    if len(found) == 1:
        return found[0], []
    if found:
        both = " och ".join(f"”{quote(sheet.name)}”" for sheet in found)
        return None, [Issue("fel", name, f"Bladet {name} finns två gånger ({both}). Ta bort det ena.")]
    close = get_close_matches(name_key(name), [name_key(known) for known in book.sheet_names], n=1, cutoff=0.6)
    guess = next((known for known in book.sheet_names if [name_key(known)] == close), "")
    hint = f" Menar du ”{quote(guess)}”? Döp då om det." if guess else ""
    there = listing(book.sheet_names)
    return None, [Issue("fel", name, f"Bladet {name} saknas. Blad som finns: {there}.{hint}")]


def missing_kept(book: Book, name: str) -> list[Issue]:
    """What to say when the sheet of what is kept is not there: it has another name now, or is gone though the
    scenarios' own sheets are there."""
    wanted = name_key(name)
    held = [one for one in book.sheet_names if wanted in name_key(one)]
    alike = held or [one for one in book.sheet_names if get_close_matches(wanted, [name_key(one)], 1, ALL_BUT)]
    left = [one for one in book.sheet_names if is_scenario_sheet(one)]
    if alike:
        text = f"Bladet {name} saknas, så det som står där läses inte. Menar du ”{quote(alike[0])}”? Döp då om det."
        return [Issue("fel" if name == SCENARIOS_SHEET else "rimlighet", name, text)]
    if left and name == SCENARIOS_SHEET:
        text = f"Bladet {name} saknas, så inga scenarier har lästs, fast {listing(left)} finns: de bladen läses inte."
        return [Issue("rimlighet", name, text)]
    return []


def listing(names: tuple[str, ...] | list[str]) -> str:
    """Names quoted and parted by commas, cut where there are too many."""
    more = f" och {len(names) - _MOST_NAMES} till" if len(names) > _MOST_NAMES else ""
    return ", ".join(f"”{quote(name)}”" for name in names[:_MOST_NAMES]) + more


def find_table(
    sheet: Sheet, fields: Mapping[str, Field], must: str, ours: tuple[str, ...] = ()
) -> tuple[Table | None, list[Issue]]:
    """The table whose header row holds most of the labels of `fields`; `must` is the column it cannot do without.

    `ours` are headers that are expected and not read.
    """
    labels = {label_key(heading(declared)): key for key, declared in fields.items()}
    row = _header_row(sheet, labels)
    headers = {cell.column: label_key(cell.value) for cell in sheet.rows.get(row, {}).values() if cell.text}
    columns: dict[str, int] = {}
    issues = []
    for column, header in headers.items():
        key = labels.get(header, "")
        if key in columns:
            where = sheet.where(row, column)
            text = f"Rubriken {fields[key].label} står två gånger. Ta bort den ena kolumnen, eller döp om den."
            issues.append(Issue("fel", where, text))
        elif key:
            columns[key] = column
    others = {column: header for column, header in headers.items() if header not in labels}
    table = Table(sheet, row, columns)
    issues += _missing(table, fields, must, others)
    used = {label_key(name) for name in ours}
    issues += _ignored(table, {column: header for column, header in others.items() if header not in used})
    return (table if must in columns else None), issues


def _header_row(sheet: Sheet, labels: Mapping[str, str]) -> int:
    best, most = 0, 0
    for row, cells in sheet.rows.items():
        found = len({label_key(cell.value) for cell in cells.values() if cell.text} & labels.keys())
        if found > most:
            best, most = row, found
        if found == len(labels):
            break
    return best


def _missing(table: Table, fields: Mapping[str, Field], must: str, others: Mapping[int, str]) -> Iterator[Issue]:
    """A column that is not there takes the defaults, but not when another column was likely meant."""
    sheet, plain = table.sheet, []
    for key, declared in fields.items():
        if key in table.columns:
            continue
        close = get_close_matches(label_key(heading(declared)), others.values(), n=1, cutoff=CLOSE)
        column = next((column for column, header in others.items() if [header] == close), None)
        if column is not None:
            header = table.sheet.rows[table.header_row][column].value
            where = sheet.where(table.header_row, column)
            text = f"Rubriken {declared.label} saknas. Menar du ”{quote(header)}”? Skriv då {declared.label} där."
            yield Issue("fel", where, text)
        elif key == must:
            found = listing([sheet.rows[table.header_row][column].value for column in others])
            there = f" Rubriker som inte känns igen: {found}." if others else ""
            text = (
                f"Rubriken {declared.label} saknas i bladet {sheet.name}.{there} Skriv tillbaka rubriken från mallen."
            )
            yield Issue("fel", sheet.name, text)
        else:
            plain.append(declared.label)
    if plain and must in table.columns:
        text = f"Kolumner som saknas: {listing(plain)}. Där används standardvärdena."
        yield Issue("upplysning", sheet.name, text)


def _ignored(table: Table, others: Mapping[int, str]) -> Iterator[Issue]:
    sheet = table.sheet
    if others:
        names = listing([sheet.rows[table.header_row][column].value for column in others])
        yield Issue("upplysning", sheet.name, f"Kolumner som inte används: {names}.")
    headed = set(sheet.rows.get(table.header_row, {}))
    bare = {column for row, cells in sheet.rows.items() if row > table.header_row for column in cells} - headed
    if bare and table.header_row:
        names = ", ".join(column_letters(column) for column in sorted(bare)[:_MOST_NAMES])
        yield Issue("upplysning", sheet.name, f"Kolumner utan rubrik används inte: {names}.")


def is_total(cells: Mapping[int, Cell], signature: Cell | None) -> bool:
    """Whether a row sums up the table rather than adding to it."""
    if signature is not None and not signature.empty:
        return label_key(signature.text) in _TOTALS
    return any(label_key(cell.text) in _TOTALS for cell in cells.values())


def merged_cells(table: Table, read: set[int]) -> Iterator[Issue]:
    """Merged cells among the rows that were read: only one of the rows would have the value."""
    columns = set(table.columns.values())
    for top, left, bottom, right in table.sheet.merged:
        rows = {row for row in read if top <= row <= bottom}
        if rows and any(left <= column <= right for column in columns):
            first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
            text = f"Cellerna {first}:{last} är sammanslagna. Dela dem och skriv ett värde i varje cell."
            yield Issue("fel", table.sheet.where(top, left), text)


def hidden(table: Table, read: set[int]) -> Iterator[Issue]:
    """What was read though it does not show."""
    sheet = table.sheet
    if sheet.hidden:
        yield Issue("upplysning", sheet.name, f"Bladet {sheet.name} är dolt men har lästs.")
    rows = sorted(sheet.hidden_rows & read)
    if rows:
        numbers = ", ".join(map(str, rows[:_MOST_NAMES])) + (" …" if len(rows) > _MOST_NAMES else "")
        yield Issue("upplysning", sheet.name, f"Dolda rader som har lästs: {numbers}.")
    columns = sorted(column for column in table.columns.values() if sheet.column_hidden(column))
    if columns:
        letters = ", ".join(map(column_letters, columns))
        yield Issue("upplysning", sheet.name, f"Dolda kolumner som har lästs: {letters}.")


def no_value(cell: Cell | None) -> Unreadable | None:
    """Why a cell cannot hold an input whatever its field: no value, or one that must not be kept."""
    if cell is None:
        return None
    value = cell.value
    if isinstance(value, dt.timedelta):
        return Unreadable("cellen visar en tid; formatera den som tal och skriv talet igen")
    return Unreadable(cell.hint) if cell.hint else None
