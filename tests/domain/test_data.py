"""Are the editable data files checked when they are loaded?"""

import datetime as dt
import itertools
import tomllib
from importlib import resources

import pydantic
import pytest

from planner.domain import riktvarden
from planner.domain.eligibility import RegionRules, all_rules
from planner.domain.results import quantity

DATA = resources.files("planner.domain") / "data"
GOOD_ROW = {"region": "Nationell", "role": "st", "st_from": None, "st_to": None, "valid_from": "2022-04-28",
            "valid_to": None, "value": "550", "source": "sos_riktvarde", "note": "x"}  # fmt: skip


def test_the_four_region_files_load():
    assert set(all_rules()) == {"Nationell", "Kronoberg", "Örebro län", "Västmanland"}
    assert {rule.region: rule.force for rule in all_rules().values()}["Örebro län"] == "bör"


@pytest.mark.parametrize("change", [
    {"role": "doctor"}, {"region": "Norge"}, {"source": "nowhere"}, {"value": "0"}, {"value": "många"},
    {"valid_from": None}, {"note": ""}, {"extra": "x"},
])  # fmt: skip
def test_a_wrong_riktvarde_row_is_refused(change):
    riktvarden.Riktvarde.model_validate(GOOD_ROW)
    with pytest.raises((pydantic.ValidationError, KeyError)):
        riktvarden.Riktvarde.model_validate(GOOD_ROW | change)


@pytest.mark.parametrize(("old", "new"), [
    ('outcome = "eligible"', 'outcome = "perhaps"'), ('roles = ["st"]', 'roles = ["nurse"]'),
    ('source = "kronoberg"', 'source = "hearsay"'), ('employments = ["agency"]', 'employments = ["friend"]'),
    ('region = "Kronoberg"', 'region = "Kronoborg"'), ("requires_supervision", "requires_luck"),
])  # fmt: skip
def test_a_wrong_rule_file_is_refused(old, new):
    text = (DATA / "eligibility" / "kronoberg.toml").read_text("utf-8")
    assert old in text
    with pytest.raises((pydantic.ValidationError, KeyError)):
        RegionRules.model_validate(tomllib.loads(text.replace(old, new)))


def test_one_region_has_one_value_for_a_role_an_st_year_and_a_day():
    for region in {row.region for row in riktvarden.riktvarden()}:
        for role in ("specialist", "st"):
            rows = riktvarden.valid_rows(region, role, 2026)
            spans = sorted((row.st_from or 0, row.st_to or 99) for row in rows)
            assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans)), region


def test_directions_are_notes_without_a_value():
    notes = {row.region: row for row in riktvarden.riktvarden() if row.value is None}
    assert set(notes) == {"Kalmar län", "Västra Götaland"}
    assert notes["Kalmar län"].valid_from <= dt.date(2026, 1, 1)


def test_no_riktvarde_is_said_as_such():
    assert quantity("riktvarde").show_with_unit(None) == "inget riktvärde"
    assert quantity("patients").show_with_unit(None) == "går inte att beräkna"
