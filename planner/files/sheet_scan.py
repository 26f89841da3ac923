"""What stands in the cells of one sheet? Every cell is checked, and those of a sheet that is wanted are kept.

Light enough for a bare child process: imports nothing that it can do without.
"""

import math

from planner.files.sheet_xml import DEEPEST, FALSE, TRUE, Text, plain, stream
from planner.files.zip_parts import DAMAGED, Refused

MOST_CELLS = 250_000  # forty times a full workbook; more takes seconds to look through
MOST_ROWS, MOST_COLUMNS = 20_000, 256
GRID_ROWS, GRID_COLUMNS = 1_048_576, 16_384
MOST_TEXT_READ = 4_000_000
MOST_CELLS_READ = 100_000
TOO_MANY_CELLS = "Arbetsboken har fler än 250 000 celler. Ta bort tomma formaterade rader, eller börja om från mallen."
_DIGITS = "0123456789"
_NUMBER_SIGNS = frozenset("0123456789+-.eE")


def column_letters(column: int) -> str:
    """A, B … XFD for 1, 2 … 16384."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def look_through(name: str, pieces, seen_before: int) -> int:  # type: ignore[no-untyped-def]
    """Check a sheet that is not read, and return how many cells there are with those `seen_before`.

    The calculation is the largest sheet and nobody reads it back: sound XML, not too many cells, and no row that
    ends in a filled cell far out. A handler for every element would double the time of the whole scan.
    """
    xml = b"".join(pieces)
    stream([xml])
    count = seen_before + xml.count(b"<c ")
    if count > MOST_CELLS:
        raise Refused(TOO_MANY_CELLS)
    for row in xml.split(b"<row ")[1:]:
        start = row.rfind(b'<c r="') + 6
        if start < 6:
            continue
        last = row[start:]
        place = last[: last.find(b'"')].decode("ascii", "replace")
        letters = place.rstrip(_DIGITS)
        column, number = column_number(letters), _whole(place[len(letters) :])
        if not (1 <= column <= GRID_COLUMNS and 1 <= number <= GRID_ROWS):
            raise Refused(f"Bladet {name} har en cell utanför Excels rutnät. " + DAMAGED, name)
        if b"<v" in last or b"<f" in last or b"<is" in last:
            refuse_far(name, column, number)
    return count


def column_number(letters: str) -> int:
    """1, 2 … 16384 for A, B … XFD; 0 for what is no column."""
    column = 0
    if letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3:
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
    return column


def refuse_far(name: str, column: int, row: int) -> None:
    """Refuse a filled cell far outside any table, by its name."""
    if row > MOST_ROWS or column > MOST_COLUMNS:
        place = f"{column_letters(column)}{row}"
        raise Refused(
            f"Cellen {place} i bladet {name} är ifylld, långt utanför tabellen (högst {MOST_ROWS} rader och"
            f" {MOST_COLUMNS} kolumner läses). Ta bort det som står där.",
            f"{name}!{place}",
        )


class SheetScan:
    """The XML of a sheet that is read: every cell is checked, and the filled ones are kept.

    `cells` holds [row, column, kind, value]: s text, n number, b yes/no, e error, d and t the number of a date
    or a time, x something unreadable, f a formula with the value it last had.
    """

    def __init__(self, name: str, texts: list[str], formats: list[str], seen_before: int) -> None:
        self.name, self.texts, self.formats = name, texts, formats
        self.cells: list[list[object]] = []
        self.merged: list[str] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[list[int]] = []
        self.root = ""
        self.text_read = 0
        self.count = seen_before
        self._seen: set[int] = set()
        self._columns: dict[str, int] = {}
        self._row = self._column = self._depth = 0
        self._kind = self._format = ""
        self._in_cell = self._reading_aid = self._filled = False
        self._value, self._formula = "", False
        self._inline: list[str] = []
        self._text = Text()

    def scan(self, pieces) -> None:  # type: ignore[no-untyped-def]
        stream(pieces, self._start, self._end, self._text.add)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c" and self.root == "worksheet":
            self._cell(attributes)
        elif self._in_cell:
            if name in ("v", "f", "is"):
                self._fill(name)
            elif name == "t" and not self._reading_aid:
                self._text.begin()
            elif name == "rPh":
                self._reading_aid = True
        elif name == "row":
            self._new_row(attributes)
        else:
            self._other(name, attributes)
        if self._depth > DEEPEST:
            raise Refused(DAMAGED)

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root = name
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in TRUE:
            self.hidden_columns.append([_whole(attributes.get("min", "")), _whole(attributes.get("max", ""))])

    def _end(self, name: str) -> None:
        self._depth -= 1
        if not self._in_cell:
            return
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._in_cell = False
            if self._filled:
                self._keep()
        elif name == "v":
            self._value, self._text.open = self._text.all(), False
        elif name == "t":
            if self._text.open:
                self._inline.append(self._text.all())
            self._text.open = False
        elif name == "rPh":
            self._reading_aid = False

    def _new_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        self._row = self._row + 1 if given is None else _whole(given)
        self._column = 0
        if not 1 <= self._row <= GRID_ROWS:
            raise Refused(f"Bladet {self.name} har en rad utanför Excels rutnät. " + DAMAGED, self.name)
        if attributes.get("hidden") in TRUE:
            self.hidden_rows.append(self._row)

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip(_DIGITS)
            self._column = self._columns.get(letters) or self._column_of(letters)
            self._row = _whole(place[len(letters) :])
        row, column = self._row, self._column
        if not (1 <= row <= GRID_ROWS and 1 <= column <= GRID_COLUMNS):
            raise Refused(f"Bladet {self.name} har en cell utanför Excels rutnät. " + DAMAGED, self.name)
        key = row * GRID_COLUMNS + column
        if key in self._seen:
            raise Refused(f"Cellen står två gånger i bladet {self.name}. " + DAMAGED, self._where())
        self._seen.add(key)
        self.count += 1
        if self.count > MOST_CELLS:
            raise Refused(TOO_MANY_CELLS)
        self._in_cell, self._filled = True, False
        self._kind, self._format = attributes.get("t", "n"), attributes.get("s", "")
        self._value, self._formula, self._inline = "", False, []

    def _column_of(self, letters: str) -> int:
        self._columns[letters] = column_number(letters)
        return self._columns[letters]

    def _where(self) -> str:
        return f"{self.name}!{column_letters(self._column)}{self._row}"

    def _fill(self, what: str) -> None:
        refuse_far(self.name, self._column, self._row)
        self._filled = True
        if what == "f":
            self._formula = True
        elif what == "v":
            self._text.begin()

    def _keep(self) -> None:
        kind, value = self._read()
        if kind == "n" and self._format:
            at = _whole(self._format)
            kind = (self.formats[at] if 0 <= at < len(self.formats) else "") or "n"
        if self._formula:
            kind = "f"
        if kind in "sn" and value == "":
            return
        self.text_read += len(value) if isinstance(value, str) else 8
        if self.text_read > MOST_TEXT_READ or len(self.cells) >= MOST_CELLS_READ:
            raise Refused(f"Bladet {self.name} innehåller orimligt mycket. Börja om från mallen.", self.name)
        self.cells.append([self._row, self._column, kind, value])

    def _read(self) -> tuple[str, object]:
        value = self._value.strip() if self._kind != "str" else self._value
        match self._kind:
            case "s":
                if not value and self._formula:
                    return "s", ""
                at = _whole(value)
                if not 0 <= at < len(self.texts):
                    raise Refused(
                        f"En cell i bladet {self.name} pekar på en text som saknas. " + DAMAGED, self._where()
                    )
                return "s", self.texts[at]
            case "str":
                return "s", plain(value)
            case "inlineStr":
                return "s", plain("".join(self._inline))
            case "b":
                return ("b", value in TRUE) if value in TRUE + FALSE else ("x", value)
            case "e":
                return "e", value
            case "n":
                return _number(value)
            case _:
                return "x", value


def _number(text: str) -> tuple[str, object]:
    if not text:
        return "n", ""
    if _NUMBER_SIGNS.issuperset(text):
        try:
            value = float(text)
        except ValueError:
            return "x", text
        if math.isfinite(value):
            return "n", value
    return "x", text


def _whole(text: str) -> int:
    """A whole number of at most seven plain digits, -1 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else -1
