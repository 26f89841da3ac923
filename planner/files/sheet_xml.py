"""What do a workbook's XML parts hold: shared texts and formats? Streamed, bounded, and nothing resolved.

Light enough for a bare child process: imports nothing that it can do without.
"""

from xml.parsers import expat

from planner.files.zip_parts import DAMAGED, Refused

DEEPEST = 64
LONGEST_TEXT = 32_767 * 4
MOST_SHARED_TEXTS = 50_000
TRUE, FALSE = ("1", "true"), ("0", "false")
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


def stream(pieces, start=None, end=None, text=None) -> None:  # type: ignore[no-untyped-def]
    """Stream XML through handlers that are given names as they stand. Without handlers: is it sound?"""

    def declared(*_: object) -> None:
        raise Refused(
            "Filen innehåller en dokumenttyp (DOCTYPE), som en arbetsbok aldrig har, och läses därför inte."
            " Spara innehållet i en ny arbetsbok från mallen."
        )

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = declared
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
    depth = 0
    reading_aid = False  # phonetic guides are not part of the text

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal depth, reading_aid
        depth += 1
        if depth > DEEPEST:
            raise Refused(DAMAGED)
        if name == "t" or name.endswith(":t"):
            text.open = not reading_aid
        elif name == "si" or name.endswith(":si"):
            text.begin()
            text.open = False
        elif name.endswith("rPh"):
            reading_aid = True

    def end(name: str) -> None:
        nonlocal depth, reading_aid
        depth -= 1
        if name == "t" or name.endswith(":t"):
            text.open = False
        elif name == "si" or name.endswith(":si"):
            found.append(plain(text.all()))
            if len(found) > MOST_SHARED_TEXTS:
                raise Refused("Arbetsboken innehåller orimligt många texter. Börja om från mallen.")
        elif name.endswith("rPh"):
            reading_aid = False

    stream(pieces, start, end, text.add)
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
