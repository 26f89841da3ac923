"""How do words fit a paper? Shortened where they are long, and that is said; signs that its type lacks are shown so."""

from __future__ import annotations

import re
import unicodedata

SHORTENED = "… (förkortat)"
NO_SIGN = "\u25a1"
# what the typefaces inside typst can show; a test sets them all
_RANGES = (
    (0x20, 0x7E), (0xA0, 0x377), (0x37A, 0x37F), (0x384, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x621, 0x63A),
    (0x641, 0x64A), (0x1E00, 0x1EFF), (0x200B, 0x200B), (0x2010, 0x2027), (0x202F, 0x2040), (0x2070, 0x208E),
    (0x20A0, 0x20BF), (0x2190, 0x22FF), (0x2500, 0x25FF),
)  # fmt: skip
_LACKED = re.compile("[^" + "".join(f"{chr(a)}-{chr(b)}".replace("\\", "") for a, b in _RANGES[1:]) + r"\x20-\x7e]")
# seen by nobody, but they turn a line round or hide in it
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_BEFORE_UNIT = re.compile(
    r"(?<=\d) (?=(?:h|min|timmar|minuter|patienter|personer|listade|läkare|dagar|veckor|procentenheter)\b|%)"
)
_LONG_WORD = re.compile(r"[^ \u200b-]{26}(?=[^ \u200b-])")


def shortened(words: str, longest: int) -> str:
    """The words on one line, cut at the end of a word where they are longer, with a word that says so."""
    one_line = " ".join(words.split(" ")).replace("\n", " ").replace("\t", " ").strip()
    if len(one_line) <= longest:
        return one_line
    kept = one_line[: longest - len(SHORTENED) - 1]
    at_word = kept.rpartition(" ")[0]
    return (at_word if len(at_word) > longest // 2 else kept).rstrip(" ,.;:") + " " + SHORTENED


def with_units(words: str) -> str:
    """The words with a hard space between a number and its unit, so that no line ends between them."""
    return _BEFORE_UNIT.sub("\u00a0", words)


def settable(words: str) -> str:
    """The words as type can set them: a box for a sign that there is no type for, places to break in a long word."""
    composed = unicodedata.normalize("NFC", words)
    one_line = re.sub(r"[\t\r\n\x0b\x0c]+", " ", composed)
    shown = _LACKED.sub(NO_SIGN, _UNSEEN.sub("", one_line))
    if not shown.isascii():  # a place in a range of signs where there is no sign
        shown = "".join(NO_SIGN if unicodedata.category(sign) == "Cn" else sign for sign in shown)
    return _LONG_WORD.sub("\\g<0>\u200b", with_units(shown))


def first_few(items: list[str], most: int, rest: str) -> list[str]:
    """At most `most` items; where there are more, the last one says how many: "{rest}" with the count put in."""
    if len(items) <= most:
        return items
    left = len(items) - most
    return [*items[:most], rest.format(left)]
