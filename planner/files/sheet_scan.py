"""What stands in a workbook's XML parts: sheets, shared texts, formats? Streamed, bounded, and nothing resolved.

Light enough for a bare child process: imports nothing that it can do without.
"""

import math
from xml.parsers import expat

from planner.files.zip_parts import DAMAGED, Refused

DEEPEST = 64
LONGEST_TEXT = 32_767 * 4
MOST_SHARED_TEXTS = 50_000
MOST_CELLS = 250_000  # forty times a full workbook; more takes seconds to look through
MOST_ROWS, MOST_COLUMNS = 20_000, 256
GRID_ROWS, GRID_COLUMNS = 1_048_576, 16_384
MOST_TEXT_READ = 4_000_000
MOST_CELLS_READ = 100_000
_TRUE = ("1", "true")
_FALSE = ("0", "false")
_DIGITS = "0123456789"
_NUMBER_SIGNS = frozenset("0123456789+-.eE")
# numbers of Excel's own date and time formats
_TIME_FORMATS = frozenset([*range(18, 22), *range(45, 48)])
_DATE_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])


def parse(pieces, start, end=None, text=None) -> None:  # type: ignore[no-untyped-def]
    """Stream XML through the handlers start(local name, attributes), end(local name) and text(piece)."""
    depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused(DAMAGED)
        start(name.rpartition(":")[2], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name.rpartition(":")[2])

    stream(pieces, started, ended, text)


def stream(pieces, start, end, text=None) -> None:  # type: ignore[no-untyped-def]
    """Stream XML through handlers that are given names as they stand, and that count the depth themselves."""

    def declared(*_: object) -> None:
        raise Refused(
            "Filen innehåller en dokumenttyp (DOCTYPE), som en arbetsbok aldrig har, och läses därför inte."
            " Spara innehållet i en ny arbetsbok från mallen."
        )

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = declared
    if text:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Refused(DAMAGED) from None


class Text:
    """Collects the text of the elements asked for, up to what a cell can hold."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.open = False

    def begin(self) -> None:
        self.pieces, self.length, self.open = [], 0, True

    def add(self, piece: str) -> None:
        if self.open:
            self.length += len(piece)
            if self.length > LONGEST_TEXT:
                raise Refused("En cell innehåller en orimligt lång text. Korta den och spara igen.")
            self.pieces.append(piece)

    def all(self) -> str:
        return "".join(self.pieces)


def shared_texts(pieces) -> list[str]:  # type: ignore[no-untyped-def]
    """The texts that cells point at by number."""
    found: list[str] = []
    text = Text()
    reading_aid = False  # phonetic guides are not part of the text

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal reading_aid
        if name == "si":
            text.begin()
            text.open = False
        elif name == "rPh":
            reading_aid = True
        elif name == "t":
            text.open = not reading_aid

    def end(name: str) -> None:
        nonlocal reading_aid
        if name == "t":
            text.open = False
        elif name == "rPh":
            reading_aid = False
        elif name == "si":
            found.append(plain(text.all()))
            if len(found) > MOST_SHARED_TEXTS:
                raise Refused("Arbetsboken innehåller orimligt många texter. Börja om från mallen.")

    parse(pieces, start, end, text.add)
    return found


def plain(text: str) -> str:
    """`text` with Excel's _x000D_ for a sign that XML cannot hold turned into the sign."""
    at = text.find("_x")
    while at >= 0:
        code = text[at + 2 : at + 6]
        if text[at + 6 : at + 7] == "_" and len(code) == 4 and all(c in "0123456789abcdefABCDEF" for c in code):
            number = int(code, 16)
            if not 0xD800 <= number <= 0xDFFF:  # half a sign cannot stand alone
                text = text[:at] + chr(number) + text[at + 7 :]
        at = text.find("_x", at + 1)
    return text


def time_formats(pieces) -> list[str]:  # type: ignore[no-untyped-def]
    """For each cell format by number: "d" for a date, "t" for a time of day, "" for anything else."""
    kinds: list[str] = []
    own: dict[str, str] = {}
    in_formats = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_formats
        if name == "cellXfs":
            in_formats = True
        elif name == "numFmt":
            own[attributes.get("numFmtId", "")] = time_kind(attributes.get("formatCode", ""))
        elif name == "xf" and in_formats:
            number = attributes.get("numFmtId", "0")
            known = int(number) if number.isdecimal() and len(number) < 6 else 0
            kinds.append(own.get(number, "t" if known in _TIME_FORMATS else "d" if known in _DATE_FORMATS else ""))

    def end(name: str) -> None:
        nonlocal in_formats
        if name == "cellXfs":
            in_formats = False

    parse(pieces, start, end)
    return kinds


def time_kind(code: str) -> str:
    """What a number format shows: "d" a date, "t" a time of day, "" neither. Quoted and escaped signs are only text."""
    signs = ""
    skip_to = ""
    skip_one = False
    for sign in code:
        if skip_one:
            skip_one = False
        elif skip_to:
            if sign == skip_to:
                skip_to = ""
            elif skip_to == "]" and sign in "hHmMsS":
                signs += sign
        elif sign in '"[':
            skip_to = '"' if sign == '"' else "]"
        elif sign in "\\_*":
            skip_one = True
        elif sign == ";":
            break
        else:
            signs += sign
    signs = signs.lower().replace("general", "").replace("standard", "")
    return "d" if set(signs) & set("dy") else "t" if set(signs) & set("hs") else "d" if "m" in signs else ""


def column_letters(column: int) -> str:
    """A, B … XFD for 1, 2 … 16384."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class SheetScan:
    """One sheet's XML: every cell is checked, and the cells of a sheet that is wanted are kept.

    `cells` holds [row, column, kind, value]: s text, n number, b yes/no, e error, d and t the number of a date
    or a time, x something unreadable, f a formula with the value it last had.
    """

    def __init__(self, name: str, wanted: bool, texts: list[str], formats: list[str], seen_before: int) -> None:
        self.name, self.wanted, self.texts, self.formats = name, wanted, texts, formats
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
        stream(pieces, self._start, self._end, self._text.add if self.wanted else None)

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
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.hidden_columns.append([_whole(attributes.get("min", "")), _whole(attributes.get("max", ""))])

    def _end(self, name: str) -> None:
        self._depth -= 1
        if not self._in_cell:
            return
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._in_cell = False
            if self.wanted and self._filled:
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
        if attributes.get("hidden") in _TRUE:
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
            raise Refused("Arbetsboken har fler än 250 000 celler. Ta bort tomma formaterade rader, eller börja om.")
        self._in_cell, self._filled = True, False
        if self.wanted:
            self._kind, self._format = attributes.get("t", "n"), attributes.get("s", "")
            self._value, self._formula, self._inline = "", False, []

    def _column_of(self, letters: str) -> int:
        column = 0
        if letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3:
            for letter in letters:
                column = column * 26 + ord(letter) - ord("A") + 1
        self._columns[letters] = column
        return column

    def _where(self) -> str:
        return f"{self.name}!{column_letters(self._column)}{self._row}"

    def _fill(self, what: str) -> None:
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise Refused(
                f"Cellen {column_letters(self._column)}{self._row} i bladet {self.name} är ifylld, långt utanför"
                f" tabellen (högst {MOST_ROWS} rader och {MOST_COLUMNS} kolumner läses). Ta bort det som står där.",
                self._where(),
            )
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
                return ("b", value in _TRUE) if value in _TRUE + _FALSE else ("x", value)
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
