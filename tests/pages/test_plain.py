"""Is a user's text shown letter by letter where Streamlit reads Markdown?"""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.ui.plain import plain

JOINER = "\u2060"


def read_back(text: str) -> str:
    """What a Markdown reader makes of backslash escapes alone."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).replace(JOINER, "")


@given(st.text())
def test_nothing_is_lost_but_blanks_are_one(text: str) -> None:
    shown = read_back(plain(text))
    assert " ".join(shown.split()) == " ".join(text.replace(JOINER, "").split()) or JOINER in text
    assert not re.search(r"[^\S \u00a0\u202f]|  ", shown)


def test_a_hard_space_holds_a_number_together() -> None:
    assert plain("i dag 6\u00a0340\n\tper år") == "i dag 6\u00a0340 per år"


@given(st.text(alphabet=string.punctuation + "aw."))
def test_no_sign_that_markdown_reads_is_left_bare(text: str) -> None:
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", plain(text))
    assert not set(bare) & set(string.punctuation)


@pytest.mark.parametrize("text", ["http://a.se", ":smile:", "a@b.se", "WWW.a.se", "::material/home:"])
def test_links_and_pictures_by_name_are_parted(text: str) -> None:
    assert JOINER in plain(text)
