"""Which parts does a zip file hold, and what is in one? Strict and bounded: what does not add up is refused.

Python's zipfile doubles the time that a bare process takes to start, trusts the sizes that a file claims, and lets
parts overlap. An .xlsx needs little of the format: this is that little.
"""

import struct
import zlib

MOST_PARTS = 2_000
MOST_BYTES = 64 * 1024 * 1024
MOST_BYTES_PER_PART = 16 * 1024 * 1024
_END = struct.Struct("<4s4H2LH")
_END_64, _END_64_AT = struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1
_CHUNK = 64 * 1024

DAMAGED = (
    "Filen är skadad och går inte att läsa. Hämta den på nytt, eller öppna den i Excel, låt Excel reparera den"
    " och spara den som .xlsx."
)
LOCKED = "Filen är skyddad med lösenord. Ta bort lösenordet i Excel (Arkiv, Info, Skydda arbetsbok) och spara igen."
TOO_LARGE = (
    "Filen blir orimligt stor när den packas upp. En arbetsbok från mallen är under 1 MB: ta bort bilder, bifogade"
    " filer och tomma formaterade rader, eller börja om från mallen."
)


class Refused(Exception):
    """The file is not read; str(error) says why and what to do, in Swedish. `where` is a sheet and cell, if any."""

    def __init__(self, text: str, where: str = "") -> None:
        super().__init__(text)
        self.where = where


class Part:
    """One file in the zip: where its packed bytes stand, and what the directory claims of them."""

    __slots__ = ("end", "header", "method", "name", "size", "start", "sum")

    def __init__(self, name: str, header: int, method: int, size: int, sum_: int) -> None:
        self.name, self.header, self.method, self.size, self.sum = name, header, method, size, sum_
        self.start = self.end = 0


def parts_of(data: bytes) -> dict[str, Part]:
    """The parts of a zip file by case-folded name. Raises Refused."""
    try:
        parts = list(_directory(data))
        for part in parts:
            _find(data, part)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise Refused(DAMAGED) from None
    found = {part.name.casefold(): part for part in parts}
    if len(found) < len(parts):
        raise Refused("Filen innehåller samma del två gånger och läses därför inte. Spara den på nytt i Excel.")
    end = 0
    for part in sorted(parts, key=lambda part: part.header):
        if part.header < end:
            raise Refused(DAMAGED)  # two parts share bytes: the way a small file claims to be a huge one
        end = part.end
    if sum(part.size for part in parts) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    return found


def _directory(data: bytes):  # type: ignore[no-untyped-def]
    at = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - 65_535))
    if at < 0:
        raise Refused(DAMAGED)
    _, _, _, _, count, _, place, _ = _END.unpack_from(data, at)
    if count == 0xFFFF or place == 0xFFFFFFFF:
        count, place = _large_directory(data, at)
    if count > MOST_PARTS:
        raise Refused(f"Filen består av {count} delar. En arbetsbok från mallen har några tiotal; börja om från den.")
    for _ in range(count):
        entry = _ENTRY.unpack_from(data, place)
        sign, flags, method, total, packed, size = entry[0], entry[3], entry[4], entry[7], entry[8], entry[9]
        name_length, extra_length, comment_length, header = entry[10], entry[11], entry[12], entry[16]
        if sign != b"PK\1\2":
            raise Refused(DAMAGED)
        if flags & _ENCRYPTED:
            raise Refused(LOCKED)
        name_at = place + _ENTRY.size
        name = data[name_at : name_at + name_length].decode("utf-8")
        extra = data[name_at + name_length : name_at + name_length + extra_length]
        size, packed, header = _large_sizes(extra, size, packed, header)
        part = Part(name, header, method, size, total)
        part.end = packed  # how long it is, until its start is known
        yield part
        place = name_at + name_length + extra_length + comment_length


def _large_directory(data: bytes, at: int) -> tuple[int, int]:
    """(number of parts, place of the directory) in the zip64 form that some programs always write."""
    sign, _, place, _ = _END_64_AT.unpack_from(data, at - _END_64_AT.size)
    if sign != b"PK\6\7":
        raise Refused(DAMAGED)
    end = _END_64.unpack_from(data, place)
    return end[7], end[9]


def _large_sizes(extra: bytes, *sizes: int) -> list[int]:
    """The sizes, each that says "see the extra field" taken from there."""
    found = list(sizes)
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            from_extra = iter(struct.unpack_from(f"<{length // 8}Q", extra, at + 4))
            found = [next(from_extra, size) if size == 0xFFFFFFFF else size for size in found]
        at += 4 + length
    return found


def _find(data: bytes, part: Part) -> None:
    local = _LOCAL.unpack_from(data, part.header)
    name_at = part.header + _LOCAL.size
    part.start = name_at + local[9] + local[10]
    part.end += part.start
    same_name = data[name_at : name_at + local[9]] == part.name.encode()
    if local[0] != b"PK\3\4" or not same_name or part.end > len(data) or part.method not in (_STORED, _DEFLATED):
        raise Refused(DAMAGED)


def unpacked(data: bytes, part: Part):  # type: ignore[no-untyped-def]
    """The bytes of a part in pieces, never more than it claims and we allow. Raises Refused."""
    if part.size > MOST_BYTES_PER_PART:
        raise Refused(TOO_LARGE)
    length = total = 0
    for piece in _pieces(data[part.start : part.end], part.method):
        length += len(piece)
        if length > part.size:
            raise Refused(DAMAGED)
        total = zlib.crc32(piece, total)
        yield piece
    if length != part.size or total != part.sum:
        raise Refused(DAMAGED)


def _pieces(packed: bytes, method: int):  # type: ignore[no-untyped-def]
    if method == _STORED:
        for at in range(0, len(packed), _CHUNK):
            yield packed[at : at + _CHUNK]
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not inflate.eof:
            piece = inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail
            if not piece and not packed and not inflate.eof:
                raise Refused(DAMAGED)
            yield piece
    except zlib.error:
        raise Refused(DAMAGED) from None
