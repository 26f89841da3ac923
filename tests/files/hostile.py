"""Awkward and hostile files, each with what we promise to do with it. Made when asked for, never kept."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import openpyxl
import xlsxwriter

from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.files.layout import INPUT_SHEETS, METADATA_SHEET
from planner.files.workbook import write_workbook
from tests.files.edits import (
    by_openpyxl,
    deflated,
    edited,
    entry,
    in_sheet,
    number,
    packed,
    parts,
    place_of,
    raw_zip,
    repeated,
    sheet_part,
    text,
    with_cell,
)

WORKBOOK, TYPES, TEXTS = "xl/workbook.xml", "[Content_Types].xml", "xl/sharedStrings.xml"
PERSONAL_NUMBER = "19811218-9876"  # the tax agency's own example of one that belongs to nobody


@dataclass(frozen=True)
class Case:
    """One file and its promise: `same` plan as the base, or refused with every one of `words` in the issues
    (at `where`, when it is a cell), or — `told` — the same plan and the words in a remark."""

    name: str
    make: Callable[[], bytes]
    promise: str
    words: tuple[str, ...] = ()
    label: str = ""
    sheet: str = "Läkare"
    file_name: str = "plan.xlsx"
    silent: str = ""

    @property
    def where(self) -> str:
        return f"{self.sheet}!{at(self.label, self.sheet)}" if self.label else ""


CASES: list[Case] = []


def refused(name: str, make: Callable[[], bytes], *words: str, **more: Any) -> None:
    CASES.append(Case(name, make, "refused", words, **more))


def same(name: str, make: Callable[[], bytes], *words: str) -> None:
    CASES.append(Case(name, make, "told" if words else "same", words))


BASE_PLAN = Plan(
    clinic=Clinic(
        name="Vårdcentralen Eken", listed_patients=8_800, year=2026, planned_load=0.88,
        contacts=(
            Contact(kind="planned_visit", contacts_per_year=9_680.0, minutes=25.0, documentation_minutes=10.0),
            Contact(kind="digital", contacts_per_year=7_920.0, minutes=8.0, documentation_minutes=4.0),
        ),
    ),
    doctors=(
        Doctor(doctor_id="Läkare A", fte=0.8, current_list=900, meeting_hours=2.5),
        Doctor(doctor_id="Läkare B", role="st", st_year=3.0, supervised=True, current_list=400),
        Doctor(doctor_id="Läkare C", note="Börjar i mars", other_hours=4.0),
    ),
)  # fmt: skip


@cache
def base() -> bytes:
    return write_workbook(BASE_PLAN)


@cache
def inputs_only() -> bytes:
    """The base without the sheets that only show results: what openpyxl opens and saves in a moment."""

    def change(book: Any) -> None:
        for sheet in [sheet for sheet in book if sheet.title not in (*INPUT_SHEETS, METADATA_SHEET)]:
            book.remove(sheet)

    return by_openpyxl(base(), change)


def at(label: str, sheet: str = "Läkare", nth: int = 1) -> str:
    return place_of(inputs_only(), sheet, label, nth)


def cell(label: str, xml: Callable[[str], str], sheet: str = "Läkare") -> bytes:
    place = at(label, sheet)
    return with_cell(inputs_only(), sheet, place, xml(place))


# -- other kinds of file, and files that are broken ------------------------------------------------------------


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 1000


def bit_flip() -> bytes:
    data = bytearray(base())
    data[len(data) // 2] ^= 0x10
    return bytes(data)


def renamed(old: str, new: str) -> bytes:
    return packed({new if name == old else name: content for name, content in parts(base()).items()})


def without(name: str) -> bytes:
    return packed({known: content for known, content in parts(base()).items() if known != name})


def with_part(name: str, content: bytes) -> bytes:
    return packed([*parts(base()).items(), (name, content)])


def twice() -> bytes:
    files = list(parts(base()).items())
    return packed([*files, (WORKBOOK.upper(), parts(base())[WORKBOOK])])


def rebuilt(name: str, stream: bytes, size: int) -> bytes:
    """The base with one part's raw stream replaced, claiming `size` bytes."""
    others = [entry(known, content) for known, content in parts(base()).items() if known != name]
    return raw_zip([*others, (name, stream, size, 0)])


def overlapping() -> bytes:
    data = raw_zip([entry(name, content) for name, content in parts(base()).items()])
    start = data.rindex(b"PK\5\6")
    count = int.from_bytes(data[start + 8 : start + 10], "little")
    directory = int.from_bytes(data[start + 16 : start + 20], "little")
    first = data[directory : data.index(b"PK\1\2", directory + 4)]
    twin = first[:46] + first[46:-1] + b"X"  # another name at the same bytes
    end = bytearray(data[start:])
    end[8:12] = (count + 1).to_bytes(2, "little") * 2
    return data[:start] + twin + bytes(end)


def encrypted_entries() -> bytes:
    return raw_zip([entry(name, content) for name, content in parts(base()).items()], flags=1)


def many_parts() -> bytes:
    return packed([*parts(base()).items(), *((f"xl/media/{i}.txt", b"") for i in range(2_500))])


refused("empty file", lambda: b"", "tom")
refused("password", lambda: ole("EncryptedPackage"), "lösenord")
refused("password on the parts", encrypted_entries, "lösenord")
refused("old xls", lambda: ole("Workbook"), "gammalt format", ".xlsx")
refused("web page", lambda: b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", "webbsida")
refused("spreadsheet 2003 xml", lambda: b'<?xml version="1.0"?><Workbook/>', "XML-fil")
refused("csv", lambda: "Läkare;Befattning\nA;Specialist\n".encode(), "CSV")
refused("csv in windows-1252", lambda: "Läkare;Befattning\nA;Specialist\n".encode("cp1252"), "CSV")
refused("csv in utf-16", lambda: "Läkare;Befattning\n".encode("utf-16"), "CSV")
refused("png", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "skadad")
refused("a zip of something else", lambda: packed({"a.txt": b"hej"}), "ingen Excel-arbetsbok")
refused("ods", lambda: packed({"mimetype": b"x", "content.xml": b"<a/>", "META-INF/manifest.xml": b"<a/>"}), ".ods")
refused("xlsb", lambda: with_part("xl/workbook.bin", b"\0"), ".xlsb")
refused("only the first two letters", lambda: b"PK", "skadad")
refused("bit flip", bit_flip, "skadad")
refused("truncated", lambda: base()[: len(base()) // 2], "skadad")
refused("truncated by one byte", lambda: base()[:-1], "skadad")
refused("part twice, capitals aside", twice, "två gånger")
refused("parts that share bytes", overlapping, "skadad")
refused("many parts", many_parts, "delar")
refused("larger than 10 MB", lambda: b"PK\3\4" + b"\0" * (11 * 2**20), "10 MB")
refused("required part missing", lambda: without(TYPES), "ingen Excel-arbetsbok")
refused("workbook part missing", lambda: without(WORKBOOK), "saknas")
refused("shared texts missing", lambda: without(TEXTS), "saknas")
refused("sheet part missing", lambda: without(sheet_part(base(), "Läkare")), "Bladet Läkare saknas", "Enhet")
refused("macros, renamed", lambda: with_part("xl/vbaProject.bin", b"\0"), "makron")
refused("macros by name", base, "makron", file_name="plan.xlsm")
refused(
    "macros by content type", lambda: edited(base(), TYPES, lambda x: x.replace(
        "openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")), "makron",
)  # fmt: skip
refused(
    "strict", lambda: edited(edited(base(), "_rels/.rels", lambda x: x.replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/a")),
        WORKBOOK, lambda x: x), "Strict Open XML", ".xlsx",
)  # fmt: skip
refused(
    "strict by namespace", lambda: edited(base(), WORKBOOK, lambda x: x.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")),
    "Strict Open XML",
)  # fmt: skip

# -- bombs ------------------------------------------------------------------------------------------------------


def sheet_xml(rows: str) -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'


def doctors_sheet(rows: str) -> bytes:
    return in_sheet(inputs_only(), "Läkare", lambda _: sheet_xml(rows))


def bomb(claimed: int) -> bytes:
    part = sheet_part(base(), "Läkare")
    start = sheet_xml("").replace("</sheetData></worksheet>", "").encode()
    return rebuilt(part, repeated(start, b" " * 2**20, 1024), claimed)


def many_texts() -> bytes:
    return edited(base(), TEXTS, lambda x: x.replace("</sst>", "<si><t>a</t></si>" * 300_000 + "</sst>"))


def one_text_over_and_over() -> bytes:
    cells = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 2_001))
    book = edited(base(), TEXTS, lambda x: x.replace("<si>", f"<si><t>{'å' * 100_000}</t></si><si>", 1))
    return in_sheet(book, "Läkare", lambda _: sheet_xml(cells))


def million_rows() -> bytes:
    start, end = sheet_xml("\n").encode().split(b"\n")
    row = b"<row><c><v>1</v></c></row>"
    stream = repeated(start, row * 1024, 1024, end)
    return rebuilt(sheet_part(base(), "Läkare"), stream, len(start) + len(row) * 2**20 + len(end))


def many_cells() -> bytes:
    cells = "".join(f'<row r="{i}">' + "<c/>" * 60 + "</row>" for i in range(1, 9_001))
    return doctors_sheet(cells)


def coloured_rows() -> bytes:
    def change(x: str) -> str:
        rows = "".join(f'<row r="{i}" s="1"><c r="A{i}" s="1"/></row>' for i in range(1_000, 121_000))
        return x.replace("</sheetData>", rows + "</sheetData>")

    return in_sheet(inputs_only(), "Läkare", change)


refused("zip bomb that tells its size", lambda: bomb(2**30), "orimligt stor")
refused("zip bomb that lies", lambda: bomb(5_000), "skadad")
refused("size too large", lambda: rebuilt(TEXTS, deflated(parts(base())[TEXTS]), 10**6), "skadad")
refused("1 048 576 rows", million_rows, "orimligt stor")
refused("540 000 empty cells", many_cells, "250 000")
refused("a cell of 200 000 signs", lambda: cell("Kommentar", lambda p: text(p, "a" * 200_000)), "lång text")
refused("300 000 shared texts", many_texts, "många texter")
refused("one long text shared by 2 000 cells", one_text_over_and_over, "orimligt mycket")
refused(
    "20 000 row limit", lambda: with_cell(inputs_only(), "Läkare", "A20001", number("A20001", "1")), "A20001", "Läkare"
)
same("120 000 coloured empty rows", coloured_rows)

# -- XML --------------------------------------------------------------------------------------------------------


def with_doctype(body: str) -> Callable[[str], str]:
    return lambda x: x.replace("?>", f"?>{body}", 1)


LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(
    f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 10)
) + "]>"  # fmt: skip
for title, doctype in {
    "billion laughs": LAUGHS,
    "quadratic entities": f"<!DOCTYPE a [<!ENTITY a '{'x' * 50_000}'>]>",
    "external entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "external dtd": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
}.items():
    refused(title, lambda d=doctype: edited(base(), WORKBOOK, with_doctype(d)), "DOCTYPE")
refused("doctype in a part nobody reads", lambda: with_part("docProps/more.xml", b"<!DOCTYPE a><a/>"), "DOCTYPE")
refused("200 000 nested elements", lambda: doctors_sheet("<a>" * 200_000 + "</a>" * 200_000), "skadad")
refused("XML that does not end", lambda: in_sheet(inputs_only(), "Läkare", lambda x: x[:-20]), "skadad")
refused("XML in an unknown encoding", lambda: in_sheet(base(), "Läkare", lambda x: x.replace("UTF-8", "x-unknown", 1)), "skadad")  # fmt: skip
same("sheet in UTF-16", lambda: in_sheet(base(), "Läkare", lambda x: x.replace("UTF-8", "UTF-16", 1).encode("utf-16")))  # fmt: skip

# -- cells outside the table, and cells that contradict ---------------------------------------------------------


def dimension(value: str) -> bytes:
    import re

    return in_sheet(
        inputs_only(), "Läkare", lambda x: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{value}"', x)
    )


def duplicate_cell() -> bytes:
    place = at("Tjänstgöringsgrad")
    return with_cell(inputs_only(), "Läkare", place, number(place, "0.8") + number(place, "0.5"))


def shared_text(index: str) -> bytes:
    return cell("Kommentar", lambda p: f'<c r="{p}" t="s"><v>{index}</v></c>')


def without_references() -> bytes:
    """Rows and cells that say nothing of where they stand, as some programs write them."""
    import re

    def change(x: str) -> str:
        rows = re.findall(r'<row r="(\d+)"[^>]*?(?:/>|>(.*?)</row>)', x, re.DOTALL)
        made, last = "", 0
        for row, cells in rows:
            made += "<row/>" * (int(row) - last - 1) + "<row>" + without_places(cells) + "</row>"
            last = int(row)
        return sheet_xml(made)

    def without_places(cells: str) -> str:
        from planner.files.book import cell_place

        made, last = "", 0
        for whole, place in re.findall(r'(<c r="([A-Z]+\d+)".*?(?:/>|</c>))', cells.replace("/><c", "/>\n<c")):
            column = cell_place(place)[1]  # type: ignore[index]
            made += "<c/>" * (column - last - 1) + whole.replace(f' r="{place}"', "")
            last = column
        return made

    return in_sheet(inputs_only(), "Läkare", change)


for place in ("XFD1048576", "A1048576", "IW5"):
    refused(f"value in {place}", lambda p=place: with_cell(inputs_only(), "Läkare", p, number(p, "1")), place, "Läkare")
refused("row 2^63 - 1", lambda: with_cell(inputs_only(), "Läkare", "A9223372036854775807", number("A9223372036854775807", "1")), "rutnät")  # fmt: skip
refused("column beyond the grid", lambda: cell("Läkare", lambda p: number("ZZZ9", "1")), "rutnät")
refused("cell reference of nonsense", lambda: cell("Läkare", lambda p: number("å1", "1")), "rutnät")
refused("same cell twice", duplicate_cell, "två gånger", "Läkare")
refused("shared text -1", lambda: shared_text("-1"), "pekar på en text som saknas")
refused("shared text 999999", lambda: shared_text("999999"), "pekar på en text som saknas")
same("dimension that is too large", lambda: dimension("A1:XFD1048576"))
same("dimension that is too small", lambda: dimension("A1:B2"))
same("dimension of nonsense", lambda: dimension("hej"))
same("cells without references", without_references)

# -- values -----------------------------------------------------------------------------------------------------

FTE, LIST, NOTE, FROM, NAME = "Tjänstgöringsgrad", "Nuvarande lista", "Kommentar", "Arbetar från", "Enhetens namn"


def wrong_cell(
    name: str, label: str, xml: Callable[[str], str], *words: str, sheet: str = "Läkare", **more: Any
) -> None:
    CASES.append(Case(name, lambda: cell(label, xml, sheet), "refused", (label, *words), label, sheet, **more))


def typed(value: str, kind: str, more: str = "") -> Callable[[str], str]:
    return lambda p: f'<c r="{p}" t="{kind}">{more}<v>{value}</v></c>'


for error in ("#DIV/0!", "#REF!", "#N/A", "#SPILL!", "#VALUE!"):
    wrong_cell(f"error {error}", LIST, typed(error, "e"), error, "heltal", "visar ett fel")
wrong_cell("formula without a result", LIST, lambda p: f'<c r="{p}"><f>1+1</f></c>', "formel", "öppna och spara")
wrong_cell("formula", LIST, lambda p: f'<c r="{p}"><f>1+1</f><v>900</v></c>', "900", "formel", "klistra in")
wrong_cell("formula that links", LIST, lambda p: f'<c r="{p}"><f>[1]Blad1!A1</f><v>900</v></c>', "formel")
wrong_cell(
    "formula that fetches", NOTE, typed("x", "str", "<f>WEBSERVICE(&quot;http://127.0.0.1:9&quot;)</f>"), "formel"
)
for value in ("NaN", "INF", "-INF", "abc", "1e400", "-1e400", "1_000", "٣٤٥", "0x10", "1,5"):
    wrong_cell(f"number {value}", LIST, lambda p, v=value: number(p, v), value, "förväntade ett heltal")
for value in ("nan", "inf", "Infinity", "1_000", "٣٤٥", "abc", "1.234", "1.234,5", "1e3"):
    wrong_cell(f"number as text: {value}", LIST, lambda p, v=value: text(p, v), value, "förväntade ett heltal")
wrong_cell("yes in a number cell", LIST, typed("1", "b"), "ja", "heltal")
wrong_cell("half a person", LIST, lambda p: number(p, "900.5"), "900,5", "heltal")
wrong_cell("negative", LIST, lambda p: number(p, "-4"), "\u22124", "mellan 0 och 10\u00a0000")
wrong_cell("minus sign of print", LIST, lambda p: text(p, "\u22124"), "\u22124", "mellan 0")
wrong_cell("80 where 80 % is meant", FTE, lambda p: number(p, "80"), "8\u00a0000", "menar du 80\u00a0%?")
wrong_cell("0,8 as text", FTE, lambda p: text(p, "0,8"), "0,8", "missförstås")
wrong_cell("29 February in an ordinary year", FROM, lambda p: text(p, "2026-02-29"), "2026-02-29", "finns inte")
wrong_cell("date the American way", FROM, lambda p: text(p, "01/03/2026"), "01/03/2026", "2026-11-21")
wrong_cell("a number where a date is meant", FROM, lambda p: number(p, "46023"), "46", "datum")
wrong_cell("control sign", NOTE, lambda p: text(p, "a_x0000_b"), "styrtecken")
wrong_cell("choice misspelt", "Befattning", lambda p: text(p, "Specalist"), "Specalist", "menar du Specialist?")
wrong_cell("yes or no misspelt", "Har handledare", lambda p: text(p, "kanske"), "kanske", "ja eller nej")
wrong_cell("an unknown kind of cell", LIST, typed("900", "z"), "900")
wrong_cell(
    "personal number in a text", NOTE, lambda p: text(p, f"Ring {PERSONAL_NUMBER}"), "personnummer",
    silent=PERSONAL_NUMBER,
)  # fmt: skip
wrong_cell(
    "personal number in a number cell", LIST, lambda p: number(p, PERSONAL_NUMBER.replace("-", "")), "personnummer",
    silent="9876",
)  # fmt: skip
wrong_cell("markup in a choice", "Befattning", lambda p: text(p, "&lt;b&gt;x&lt;/b&gt;"), "<b>x</b>")
wrong_cell("clinic: too many listed", "Listade patienter", lambda p: number(p, "1000000"), "1\u00a0000\u00a0000",
           "mellan 1 och 100\u00a0000", sheet="Enhet")  # fmt: skip
for spelt in ("80", "80 %", "80\u00a0%", "80,0 %", " 80%"):
    same(f"share as text: {spelt}", lambda v=spelt: cell(FTE, lambda p: text(p, v)))
for spelt in ("900", "900,0", " 900 ", "900 personer"):
    same(f"number as text: {spelt}", lambda v=spelt: cell(LIST, lambda p: text(p, v)))
same("thousands with narrow blanks", lambda: cell(
    "Listade patienter", lambda p: text(p, "8\u202f800"), "Enhet"))  # fmt: skip
same("capitals and blanks in a choice", lambda: cell("Befattning", lambda p: text(p, " SPECIALIST\u00a0")))
same("name in NFD", lambda: cell("Läkare", lambda p: text(p, "La\u0308kare A")))
same("a text in two formats", lambda: cell(NOTE, lambda p: f'<c r="{p}" t="inlineStr"><is/></c>'))


def share_just_above_one() -> bytes:
    return cell("Planerad beläggning", lambda p: number(p, "1.0000000000000002"), "Enhet")


CASES.append(Case("1.0000000000000002", share_just_above_one, "read"))


def formatted(label: str, value: Any, format_: str) -> bytes:
    def change(book: Any) -> None:
        spot = book["Läkare"][at(label)]
        spot.value, spot.number_format = value, format_

    return by_openpyxl(inputs_only(), change)


def wrong_format(name: str, label: str, value: Any, format_: str, *words: str) -> None:
    CASES.append(Case(name, lambda: formatted(label, value, format_), "refused", (label, *words), label))


wrong_format("0:30 for half an hour", "Handledning", 30 / 1440, "h:mm", "00:30", "datum eller en tid")
wrong_format("1-5 that became 1 May", "Handledning", 46143, "d-mmm", "2026-05-01", "datum eller en tid")
wrong_format("a number with a date format", "Semester", 31, "yyyy-mm-dd", "1900-01-31", "datum eller en tid")
wrong_format("hours beyond a day", "Handledning", 1.5, "[h]:mm", "36 h", "formatera den som tal")
wrong_format("the leap day that never was", FROM, 60, "yyyy-mm-dd", "1900", "tidiga datum")
wrong_format("a date out of range", FROM, 3_000_000, "yyyy-mm-dd", "utanför kalendern")
wrong_format("a date before dates", FROM, -5, "yyyy-mm-dd", "utanför kalendern")

# -- the shape of the sheets ------------------------------------------------------------------------------------


def changed(change: Callable[[Any], None]) -> Callable[[], bytes]:
    return lambda: by_openpyxl(inputs_only(), change)


def doctors_of(book: Any) -> Any:
    return book["Läkare"]


def header(book: Any, label: str, sheet: str = "Läkare") -> Any:
    place = place_of(inputs_only(), sheet, label, 0)
    return book[sheet][place]


def set_header(label: str, new: str | None, sheet: str = "Läkare") -> Callable[[], bytes]:
    return changed(lambda book: setattr(header(book, label, sheet), "value", new))


def put(values: dict[str, Any], nth: int) -> Callable[[], bytes]:
    """A row of Läkare filled in; None empties a cell."""

    def change(book: Any) -> None:
        for label, value in values.items():
            doctors_of(book)[place_of(inputs_only(), "Läkare", label, nth)].value = value

    return changed(change)


def moved_columns(book: Any) -> None:
    sheet = doctors_of(book)
    for row in sheet.iter_rows(min_row=header(book, "Läkare").row):
        values = [one.value for one in row]
        formats = [one.number_format for one in row]
        for one, value, format_ in zip(row, reversed(values), reversed(formats), strict=True):
            one.value, one.number_format = value, format_


def merged(book: Any) -> None:
    first, second = (place_of(inputs_only(), "Läkare", "Arbetslag", nth) for nth in (1, 2))
    doctors_of(book).merge_cells(f"{first}:{second}")


def hide(book: Any) -> None:
    spot = doctors_of(book)[at(FTE)]
    doctors_of(book).row_dimensions[spot.row].hidden = True
    doctors_of(book).column_dimensions[spot.column_letter].hidden = True


def hide_sheet(book: Any) -> None:
    doctors_of(book).sheet_state = "hidden"


def own_additions(book: Any) -> None:
    book.create_sheet("Egna anteckningar")["A1"] = "=1+1"
    from openpyxl.comments import Comment

    sheet = doctors_of(book)
    spot = header(book, "Läkare")
    sheet.cell(spot.row, sheet.max_column + 1, "Telefon")
    sheet.cell(spot.row + 1, sheet.max_column, "1234")
    sheet[at(FTE)].comment = Comment("Stämmer det?", "X")


def gap(book: Any) -> None:
    doctors_of(book).insert_rows(header(book, "Läkare").row + 2, 2)


def second_doctors_sheet(book: Any) -> None:
    book.create_sheet("La\u0308kare ")["A1"] = 1


def enhet_moved(book: Any) -> None:
    book["Enhet"].insert_rows(1, 3)
    book["Enhet"].insert_cols(1, 2)


def enhet_label_twice(book: Any) -> None:
    book["Enhet"].append(["Listade patienter", None, 5])


def enhet_header_twice(book: Any) -> None:
    row = next(row for row in book["Enhet"].iter_rows() if row[0].value == "Uppgift")
    book["Enhet"].cell(row[0].row, book["Enhet"].max_column + 1, "Värde")


def enhet_renamed(book: Any) -> None:
    for row in book["Enhet"].iter_rows():
        for one in row:
            if one.value == "Listade patienter":
                one.value = "Antal vid årsskiftet"


def enhet_misspelt(book: Any) -> None:
    for row in book["Enhet"].iter_rows():
        for one in row:
            if one.value == "Listade patienter":
                one.value = "Listade patiente"
    del book.defined_names["Enhet_listed_patients"]


def schema(version: Any) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        for row in book["Metadata"].iter_rows():
            if row[0].value == "Schemaversion":
                row[1].value = version

    return change


def date_1904() -> bytes:
    book = formatted(FROM, 46023 - 1462, "yyyy-mm-dd")
    return edited(book, WORKBOOK, lambda x: x.replace("<workbookPr", '<workbookPr date1904="1"', 1))


def prefixed(x: str) -> str:
    """The same XML with a prefix on every name, as some programs write it."""
    import re

    x = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", x.split("?>", 1)[1])
    return x.replace("xmlns=", "xmlns:x=", 1)


def many_faults(count: int) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    for name in ("Enhet", "Läkarkontakter"):
        source = openpyxl.load_workbook(io.BytesIO(base()))[name]
        sheet = book.add_worksheet(name)
        for row in source.iter_rows():
            for one in row:
                if one.value is not None and one.data_type != "f":
                    sheet.write(one.row - 1, one.column - 1, one.value)
    sheet = book.add_worksheet("Läkare")
    sheet.write_row(0, 0, ["Läkare", "Befattning", "Semester"])
    for i in range(count):
        sheet.write_row(i + 1, 0, [f"L{i}", "Specialist", "många"])
    book.close()
    return made.getvalue()


refused(
    "sheet renamed", changed(lambda b: setattr(doctors_of(b), "title", "Doktorer")), "Bladet Läkare saknas", "Doktorer"
)
refused("sheet nearly renamed", changed(lambda b: setattr(doctors_of(b), "title", "Läkar")), "Menar du ”Läkar”?")
refused("sheet removed", changed(lambda b: b.remove(doctors_of(b))), "Bladet Läkare saknas", "Enhet")
refused("two sheets of the same name", changed(second_doctors_sheet), "finns två gånger")
refused("header missing", set_header("Läkare", None), "Rubriken Läkare saknas")
refused("header misspelt", set_header(FTE, "Tjänstgöringsgrd"), "Menar du ”Tjänstgöringsgrd”?")
refused("header twice", set_header("Arbetslag", FTE), "står två gånger")
refused("header row missing", changed(lambda b: doctors_of(b).delete_rows(1, 10)), "saknas i bladet Läkare")
refused("contacts without their header", set_header("Kontakttyp", None, "Läkarkontakter"), "Rubriken Kontakttyp saknas")
refused("doctor without a signature", put({"Läkare": None}, 2), "signatur saknas")
refused("doctor twice", put({"Läkare": "Läkare A"}, 2), "Läkare A", "mer än en gång")
refused("doctor twice, capitals aside", put({"Läkare": "LÄKARE\u00a0A"}, 2), "mer än en gång")
refused("doctor twice, in NFD", put({"Läkare": "La\u0308kare A"}, 2), "mer än en gång")
refused("merged cells", changed(merged), "sammanslagna")
refused("label twice in Enhet", changed(enhet_label_twice), "två")
refused("header twice in Enhet", changed(enhet_header_twice), "Rubriken Värde står två gånger")
refused("label misspelt in Enhet", changed(enhet_misspelt), "Menar du ”Listade patiente”?")
refused("newer schema", changed(schema("99")), "nyare version")
refused("the next schema", changed(schema("2")), "nyare version", "schemaversion 2;")
refused("the next schema as a number", changed(schema(2)), "nyare version")
same("the schema as a number", changed(schema(1)))
refused("500 faults", lambda: many_faults(500), "Ytterligare 30")
refused("6 000 rows of faults", lambda: many_faults(6_000), "Ytterligare", "lämnades vid rad")
refused("a chart sheet called Läkare", lambda: in_sheet(inputs_only(), "Läkare", lambda x: '<chartsheet xmlns="http://x"/>'), "Läkare", "saknas")  # fmt: skip
same("column missing", set_header("Arbetslag", None), "Arbetslag", "standardvärdena")
CASES.append(
    Case("personal number in a header", changed(lambda b: doctors_of(b).cell(
        header(b, "Läkare").row, 60, PERSONAL_NUMBER)), "told", ("(personnummer)",), silent=PERSONAL_NUMBER)
)  # fmt: skip
CASES.append(
    Case("personal number in the file's name", lambda: b"PK", "refused", ("skadad",),
         file_name=f"{PERSONAL_NUMBER}.xlsx", silent=PERSONAL_NUMBER)
)  # fmt: skip
same("sheet name in capitals with a blank", changed(lambda b: setattr(doctors_of(b), "title", "LÄKARE ")))
same("sheet name in NFD", changed(lambda b: setattr(doctors_of(b), "title", "La\u0308kare")))
same("headers in capitals and NFD", set_header("Läkare", " LA\u0308KARE\u00a0"))
same("columns in another order", changed(moved_columns))
same("rows and columns inserted in Enhet", changed(enhet_moved))
same("label changed in Enhet, found by its defined name", changed(enhet_renamed))
same("sum row", put({"Läkare": "Summa", LIST: "=SUM(A1:A3)"}, 8), "summarad")
same("sum row with the word elsewhere", put({"Arbetslag": "Totalt:", LIST: 1300}, 8), "summarad")
same("rows after a gap", changed(gap))
same("hidden row and column", changed(hide), "Dolda rader", "Dolda kolumner")
same("hidden sheet", changed(hide_sheet), "dolt")
same("own sheet, column and comment", changed(own_additions), "Egna anteckningar", "Telefon")
same("saved by another program", lambda: by_openpyxl(base(), lambda book: None))
same("prefixes on every name", lambda: in_sheet(base(), "Läkare", prefixed))
same("zip written in another way", lambda: raw_zip([entry(n, c) for n, c in parts(base()).items()]))
same("links to other files", lambda: with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "länkar")
CASES.append(Case("the date system of 1904", date_1904, "read"))


# -- JSON -------------------------------------------------------------------------------------------------------


def as_json(name: str, data: bytes, *words: str) -> None:
    CASES.append(Case(f"json: {name}", lambda: data, "refused", words, file_name="plan.json"))


CLINIC = b'"clinic": {"name": "A", "listed_patients": 100}'
as_json("deep nesting", b'{"clinic": ' + b"[" * 100_000, "djupt nästlad")
as_json("not a number", b'{"clinic": {"name": "A", "listed_patients": NaN}}', "Listade patienter", "heltal")
as_json("infinite", b'{"clinic": {"name": "A", "listed_patients": -Infinity}}', "Listade patienter", "heltal")
as_json("1e400", b'{"clinic": {"name": "A", "listed_patients": 1e400}}', "Listade patienter", "för stort")
as_json("a number of 5 000 digits", b'{"clinic": {"listed_patients": ' + b"9" * 5_000 + b"}}", "stor")
as_json("key twice", b'{"clinic": {"name": "A", "name": "B", "listed_patients": 100}}', "två gånger")
as_json("not UTF-8", b'{"clinic": {"name": "\xe5"}}', "UTF-8")
as_json("cut short", b'{"clinic": {"name"', "JSON")
as_json("list instead of object", b"[1, 2]", "förväntade")
as_json("clinic a list", b'{"clinic": []}', "clinic", "objekt")
as_json("doctors an object", b"{" + CLINIC + b', "doctors": {}}', "doctors", "lista")
as_json("a doctor is a text", b"{" + CLINIC + b', "doctors": ["A"]}', "objekt")
as_json("number within quotes", b'{"clinic": {"name": "A", "listed_patients": "100"}}', "citattecken")
as_json("true for a number", b'{"clinic": {"name": "A", "listed_patients": true}}', "heltal")
as_json("share of 80", b"{" + CLINIC + b', "doctors": [{"doctor_id": "A", "fte": 80}]}', "80", "andel")


# -- whatever may come ------------------------------------------------------------------------------------------


def mutated(seed: int) -> bytes:
    """The base with a few random wounds: bits, cuts, pieces moved, or XML changed inside."""
    rng = random.Random(seed)
    data = bytearray(inputs_only())
    match seed % 4:
        case 0:
            for _ in range(rng.randint(1, 20)):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        case 1:
            del data[rng.randrange(len(data)) :]
        case 2:
            start = rng.randrange(len(data))
            data[start:start] = data[rng.randrange(len(data)) :][: rng.randint(1, 2_000)]
        case 3:
            return wounded_xml(rng)
    return bytes(data)


def wounded_xml(rng: random.Random) -> bytes:
    files = parts(inputs_only())
    name = rng.choice([name for name in files if name.endswith((".xml", ".rels"))])
    x = files[name].decode()
    for _ in range(rng.randint(1, 5)):
        start = rng.randrange(len(x))
        piece = rng.choice(["", "<", ">", '"', "&", "9" * 30, "-1", "\u0660", "<c/>", "</row>", "é", "A1", "\ufffe"])
        x = x[:start] + piece + x[start + rng.randint(0, 4) :]
    files[name] = x.encode()
    return packed(files)
