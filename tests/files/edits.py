"""Ways to spoil a sound workbook: its zip file, its XML, or its cells."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl

from planner.files.book import cell_place

HEADERS = {
    "Enhet": {"Uppgift", "Värde"},
    "Läkare": {"Läkare", "Befattning"},
    "Läkarkontakter": {"Kontakttyp", "Minuter med patienten"},
}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {info.filename: book.read(info) for info in book.infolist()}


def packed(files: dict[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items() if isinstance(files, dict) else files:
            book.writestr(name, content)
    return made.getvalue()


def edited(data: bytes, part: str, change: Callable[[str], str | bytes]) -> bytes:
    """The file with one XML part changed as text."""
    files = parts(data)
    new = change(files[part].decode())
    files[part] = new if isinstance(new, bytes) else new.encode()
    return packed(files)


def raw_zip(entries: list[tuple[str, bytes, int, int]], flags: int = 0) -> bytes:
    """A zip of (name, raw deflate stream, claimed size, claimed checksum): it may lie as it likes."""
    body, directory = b"", b""
    for name, stream, size, total in entries:
        place, encoded = len(body), name.encode()
        sizes = (8, 0, 33, total, len(stream), size, len(encoded), 0)
        body += struct.pack("<4s2H", b"PK\3\4", 20, flags) + struct.pack("<3H3L2H", *sizes) + encoded + stream
        directory += struct.pack("<4s3H", b"PK\1\2", 20, 20, flags) + struct.pack("<3H3L2H", *sizes)
        directory += struct.pack("<3H2L", 0, 0, 0, 0, place) + encoded
    count = len(entries)
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def entry(name: str, content: bytes, size: int | None = None) -> tuple[str, bytes, int, int]:
    return name, deflated(content), len(content) if size is None else size, zlib.crc32(content)


def deflated(content: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(content) + squeeze.flush()


def repeated(start: bytes, block: bytes, times: int, end: bytes = b"") -> bytes:
    """A raw deflate stream of a block many times over, made in a moment: packed once, and copied."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    first = squeeze.compress(start) + squeeze.flush(zlib.Z_FULL_FLUSH)
    middle = squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return first + middle * times + squeeze.compress(end) + squeeze.flush()


def sheet_part(data: bytes, sheet: str) -> str:
    names = re.findall(r'<sheet [^>]*name="([^"]*)"', parts(data)["xl/workbook.xml"].decode())
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"


def in_sheet(data: bytes, sheet: str, change: Callable[[str], str | bytes]) -> bytes:
    return edited(data, sheet_part(data, sheet), change)


def with_cell(data: bytes, sheet: str, place: str, xml: str) -> bytes:
    """The file with the XML of one cell put in, in the place of the one that stood there."""

    def change(text: str) -> str:
        pattern = re.compile(rf'<c r="{place}"[^>]*?(/>|>.*?</c>)', re.DOTALL)
        if pattern.search(text):
            return pattern.sub(lambda _: xml, text, count=1)
        row = re.search(rf'<row r="{cell_place(place)[0]}"[^>]*?(/>|>)', text)  # type: ignore[index]
        if row and row[1] == ">":
            return text[: row.end()] + xml + text[row.end() :]
        whole = f'<row r="{re.sub("[A-Z]", "", place)}">{xml}</row></sheetData>'
        return text.replace("</sheetData>", whole)

    return in_sheet(data, sheet, change)


def number(place: str, value: str, more: str = "") -> str:
    return f'<c r="{place}"{more}><v>{value}</v></c>'


def text(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def by_openpyxl(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The file as another program saves it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def place_of(data: bytes, sheet: str, label: str, nth: int = 1) -> str:
    """The cell of a field: beside its label in Enhet, else the nth row below its header."""
    rows = _rows(data, sheet)
    header = next(row for row in rows if HEADERS[sheet] <= {cell.value for cell in row})
    if sheet == "Enhet":
        column = next(cell.column_letter for cell in header if cell.value == "Värde")
        return column + str(next(cell.row for row in rows for cell in row if cell.value == label))
    found = next(cell for cell in header if cell.value == label)
    return f"{found.column_letter}{found.row + nth}"


@cache
def _rows(data: bytes, sheet: str) -> list[tuple[Any, ...]]:
    return list(_book(data)[sheet].iter_rows())


@cache
def _book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))
