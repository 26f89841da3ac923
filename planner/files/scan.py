"""Is this file a sound workbook, and what stands in the sheets that are wanted?

The first thing that touches a file from outside, in a child process. Nothing is written, fetched or resolved.
Imports only what a bare process starts with in a few milliseconds.
"""

import unicodedata

from planner.files.sheet_scan import SheetScan, look_through
from planner.files.sheet_xml import Text, parse, shared_texts, stream, time_formats
from planner.files.zip_parts import DAMAGED, LOCKED, Part, Refused, parts_of, unpacked

LARGEST_FILE = 10 * 1024 * 1024
TOO_BIG = "Filen är större än 10 MB. En arbetsbok från mallen är under 1 MB."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = "http://purl.oclc.org/ooxml/"
_XML = (".xml", ".rels")
NO_WORKBOOK = "Filen är ingen Excel-arbetsbok. Öppna en arbetsbok från mallen, i formatet .xlsx."
MACROS = "Arbetsboken innehåller makron och läses därför inte. Spara den som Excel-arbetsbok (.xlsx) utan makron."
STRICT = (
    "Filen är sparad som Strict Open XML. Öppna den i Excel, välj Spara som och den vanliga typen"
    " Excel-arbetsbok (.xlsx)."
)


def scan(data: bytes, wanted: list[str]) -> dict[str, object]:
    """The sheets of a workbook, and every filled cell of those whose `same_name` is in `wanted`. Raises Refused.

    Keys: sheets (name, hidden), date1904, names (defined name → reference), links (whether it links to other
    files), read (a list of name, cells, merged, hidden_rows, hidden_columns; cells as `SheetScan` says).
    """
    if len(data) > LARGEST_FILE:
        raise Refused(TOO_BIG)
    _kind_of_file(data)
    book = _Book(data, parts_of(data))
    book.check_container()
    return book.read(wanted)


def same_name(name: str) -> str:
    """As planner.swedish.name_key, which a bare process cannot afford to import (a test holds them together)."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _kind_of_file(data: bytes) -> None:
    if data.startswith(b"PK\3\4"):
        return
    if not data.strip(b"\0\r\n\t "):
        raise Refused("Filen är tom.")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused(LOCKED)
        raise Refused(
            "Filen är i ett gammalt format (.xls). Öppna den i Excel, välj Spara som och typen Excel-arbetsbok (.xlsx)."
        )
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        raise Refused(
            "Filen är en webbsida eller en XML-fil som fått namnet .xlsx. Öppna den i Excel, välj Spara som och typen"
            " Excel-arbetsbok (.xlsx)."
        )
    is_text = data.startswith((b"\xff\xfe", b"\xfe\xff")) or not any(sign < 9 or 13 < sign < 27 for sign in data[:4096])
    if is_text and not start.startswith(b"pk"):
        raise Refused(
            "Filen är en textfil (CSV), inte en arbetsbok. Öppna den i Excel, välj Spara som och typen Excel-arbetsbok"
            " (.xlsx), eller för över värdena till mallen."
        )
    raise Refused(DAMAGED)


class _Book:
    """The parts of one workbook while it is being scanned."""

    def __init__(self, data: bytes, parts: dict[str, Part]) -> None:
        self.data, self.parts = data, parts
        self.scanned: set[str] = set()
        self.links = False

    def pieces(self, name: str):  # type: ignore[no-untyped-def]
        self.scanned.add(name.casefold())
        return unpacked(self.data, self.parts[name.casefold()])

    def check_container(self) -> None:
        """Other kinds of file in a zip, and macros, each with its own message."""
        names = self.parts
        if "content.xml" in names and "meta-inf/manifest.xml" in names:
            raise Refused("Filen är i OpenDocument-format (.ods). Spara den som Excel-arbetsbok (.xlsx).")
        if "xl/workbook.bin" in names:
            raise Refused("Filen är en binär arbetsbok (.xlsb). Spara den som Excel-arbetsbok (.xlsx).")
        if "[content_types].xml" not in names or "_rels/.rels" not in names:
            raise Refused(NO_WORKBOOK)
        if any(name.endswith("vbaproject.bin") for name in names):
            raise Refused(MACROS)
        self.links = any(name.startswith("xl/externallinks/") for name in names)

        def start(_: str, attributes: dict[str, str]) -> None:
            kind = attributes.get("ContentType", "").casefold()
            if "macroenabled" in kind or "vbaproject" in kind:
                raise Refused(MACROS)

        parse(self.pieces("[Content_Types].xml"), start)

    def read(self, wanted: list[str]) -> dict[str, object]:
        workbook = self._workbook_part()
        relations = self._relations(workbook)
        outline = _Outline()
        parse(self.pieces(workbook), outline.start, outline.end, outline.text.add)
        by_kind = dict(relations.values())
        texts = shared_texts(self.pieces(by_kind["sharedStrings"])) if "sharedStrings" in by_kind else []
        formats = time_formats(self.pieces(by_kind["styles"])) if "styles" in by_kind else []
        places = self._sheet_parts(outline, relations)
        read, count = [], 0
        for (name, hidden, _), part in zip(outline.sheets, places, strict=True):
            if same_name(name) not in wanted:
                count = look_through(name, self.pieces(part), count)
                continue
            sheet = SheetScan(name, texts, formats, count)
            sheet.scan(self.pieces(part))
            count = sheet.count
            if sheet.root == "worksheet":
                read.append({
                    "name": name, "hidden": hidden, "cells": sheet.cells, "merged": sheet.merged,
                    "hidden_rows": sheet.hidden_rows, "hidden_columns": sheet.hidden_columns,
                })  # fmt: skip
        self._check_rest()
        return {
            "sheets": [name for name, _, _ in outline.sheets], "date1904": outline.date1904, "names": outline.names,
            "links": self.links, "read": read,
        }  # fmt: skip

    def _workbook_part(self) -> str:
        targets = [target for kind, target in self._relations("").values() if kind == "officeDocument"]
        if not targets:
            raise Refused(NO_WORKBOOK)
        return targets[0]

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """(kind, part) by relation id, for the parts that `part` relates to inside the file."""
        folder, _, name = part.rpartition("/")
        place = _inside(folder, f"_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: dict[str, str]) -> None:
            kind, target = attributes.get("Type", ""), attributes.get("Target", "")
            if element != "Relationship" or attributes.get("TargetMode", "").casefold() == "external":
                return
            if kind.startswith(_STRICT):
                raise Refused(STRICT)
            if kind.endswith(("/vbaProject", "/xlMacrosheet")):
                raise Refused(MACROS)
            inside = _inside(folder, target)
            short = kind.rpartition("/")[2]
            found[attributes.get("Id", "")] = (short, inside)
            if short in ("officeDocument", "sharedStrings", "styles") and inside.casefold() not in self.parts:
                raise Refused(f"Delen {inside} saknas i filen. " + DAMAGED)

        if place.casefold() not in self.parts:
            raise Refused(DAMAGED)
        parse(self.pieces(place), start)
        return found

    def _sheet_parts(self, outline: "_Outline", relations: dict[str, tuple[str, str]]) -> list[str]:
        places = [relations.get(relation, ("", ""))[1] for _, _, relation in outline.sheets]
        there = [place.casefold() in self.parts for place in places]
        for (name, _, _), found in zip(outline.sheets, there, strict=True):
            if not found:
                others = ", ".join(other for (other, _, _), ok in zip(outline.sheets, there, strict=True) if ok)
                raise Refused(f"Bladet {name} saknas i filen. Blad som finns: {others or 'inga'}. " + DAMAGED, name)
        if not places:
            raise Refused("Arbetsboken har inga blad. " + DAMAGED)
        if len(set(places)) < len(places):
            raise Refused(DAMAGED)
        return places

    def _check_rest(self) -> None:
        """Every other XML part is sound too: what other programs would open is not passed on unseen."""
        for name in self.parts:
            if name.endswith(_XML) and name not in self.scanned:
                stream(self.pieces(name))


def _inside(folder: str, target: str) -> str:
    """The part that `target` means as seen from a folder of the zip file."""
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


class _Outline:
    """The workbook part: sheets (name, hidden, relation id), defined names and the date system."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.names: dict[str, str] = {}
        self.date1904 = False
        self.text = Text()
        self._name = ""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), hidden, relation))
        elif element == "workbookPr":
            self.date1904 = attributes.get("date1904") in ("1", "true")
        elif element == "workbook":
            if any(value.startswith(_STRICT) for value in attributes.values()):
                raise Refused(STRICT)
        elif element == "definedName":
            self._name = attributes.get("name", "")
            self.text.begin()

    def end(self, element: str) -> None:
        if element == "definedName":
            self.names[self._name] = self.text.all()
            self.text.open = False
