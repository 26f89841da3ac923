"""Do the help pages say what they must, from the declarations?"""

from __future__ import annotations

import pytest

import planner
from planner.domain.doctor import Doctor
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, NOT_A_DEMAND
from planner.schema import fields_of
from planner.sources import SOURCES
from tests.pages.opened import opened
from tests.pages.test_results import words
from tests.reports import examples


def prose(page: str) -> str:
    at = opened(page, examples.empty())
    assert not at.exception
    return words(at) + " ".join(element.value for element in at.main.markdown).replace("\u00a0", " ")


def test_the_method_has_every_formula_every_source_its_limits_and_what_it_is_not_for() -> None:
    said = " ".join(prose("sa-raknar-vi").split())
    for one in (*DOCTOR_QUANTITIES, *CLINIC_QUANTITIES):
        assert one.formula.replace("\u00a0", " ") in said
    for source in SOURCES.values():
        assert source.title.replace("\u00a0", " ") in said
    for expected in (
        "Socialstyrelsens egna cellformler finns inte i något exemplar som vi har kunnat läsa",
        "Inte som underlag för lön", "Inte för att rangordna", "Inte för att avgöra vilken vård",
        "Läkarens erfarenhet", NOT_A_DEMAND,
    ):  # fmt: skip
        assert expected in said, expected


def test_the_glossary_has_every_field_and_searches() -> None:
    at = opened("ordlista", examples.empty())
    said = words(at)
    for declared in fields_of(Doctor).values():
        assert declared.label in said
    at.main.text_input[0].set_value("vårdtyngd").run()
    assert "Vårdtyngd" in words(at)
    assert "Fiktiv lista" not in words(at)
    at.main.text_input[0].set_value("<b>finns inte</b>").run()
    assert "Inget i ordlistan stämmer" in words(at)


def test_the_accessibility_statement_tells_tests_gaps_and_whom_to_tell() -> None:
    said = prose("tillganglighet")
    for expected in ("axe-core", "Kända brister", "inte** granskat", "Rapportera brister", "EN 301 549"):
        assert expected in said


def test_about_tells_version_licence_and_that_nothing_leaves_the_computer() -> None:
    said = prose("om")
    for expected in (planner.__version__, "MIT", "Ingenting skickas"):
        assert expected in said


@pytest.mark.parametrize("page", ["sa-raknar-vi", "tillganglighet", "om"])
def test_headings_do_not_skip_a_level(page: str) -> None:
    assert "###" not in prose(page)
