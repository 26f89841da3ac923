"""How is a user's text shown where Streamlit reads Markdown, so that it can be neither markup nor a link?"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")  # a hard space holds a number together
_JOINER = "\u2060"  # seen by nobody; parts what Streamlit would make an emoji or a link of


def plain(text: str) -> str:
    """`text` as Markdown that shows it letter by letter."""
    one_line = _BLANKS.sub(" ", text).strip()
    parted = re.sub(r"([:@])", rf"\1{_JOINER}", one_line)
    parted = re.sub(r"(?i)(www)(?=\.)", rf"\1{_JOINER}", parted)
    return _SIGNS.sub(r"\\\1", parted)
