"""What does a PDF hold, seen by a reader that did not make it? Pages, words, tags, fonts, claims."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf

NUMBER = re.compile(r"\d+(?:\u00a0\d{3})*(?:,\d+)?")


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    """The text of every page, blanks and unseen signs evened out."""
    found = "\n".join(page.extract_text() for page in opened(data).pages)
    return found.replace("\u200b", "")


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def elements(data: bytes) -> list[dict[str, Any]]:
    """Every structure element, in reading order, with its role and the place of its parent among them (-1 = none)."""
    root = opened(data).trailer["/Root"]["/StructTreeRoot"]
    return list(_walk(root.get("/K"), []))


def _walk(kids: Any, above: list[str]) -> Iterator[dict[str, Any]]:
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(one, dict) and "/S" in one:
            role = str(one["/S"])[1:]
            yield {"role": role, "above": list(above), "alt": one.get("/Alt"), "scope": _scope(one.get("/A"))}
            if "/K" in one:
                yield from _walk(one["/K"], [*above, role])


def _scope(attributes: Any) -> str:
    attributes = attributes.get_object() if hasattr(attributes, "get_object") else attributes
    for one in attributes if isinstance(attributes, list) else [attributes]:
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, dict) and "/Scope" in one:
            return str(one["/Scope"])
    return ""


def fonts(data: bytes) -> Iterator[dict[str, Any]]:
    """The descriptor of every font on the pages."""
    for page in opened(data).pages:
        for font in page["/Resources"].get_object().get("/Font", {}).values():
            for descendant in font.get_object()["/DescendantFonts"]:
                yield descendant.get_object()["/FontDescriptor"].get_object()
