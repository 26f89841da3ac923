"""Who may be fast läkarkontakt? Each region's rule on hand-checked doctors."""

import pytest

from planner import Doctor
from planner.calc.eligibility import doctor_eligibility
from planner.domain.eligibility import all_rules, rules_for

SPECIALIST = {"role": "specialist"}
NO = "not_eligible"
ADVISED_AGAINST = "against_recommendation"
CASES = [
    # doctor, then Nationell, Kronoberg, Örebro län, Västmanland
    ({}, "eligible", "eligible", "eligible", "eligible"),
    ({"role": "senior_advisor"}, "eligible", "eligible", "eligible", "eligible"),
    ({"specialty": "geriatrics"}, "eligible_for_group", "eligible_for_group", "eligible", "eligible_for_group"),
    ({"specialty": "paediatrics"}, "eligible_for_group", NO, "eligible", "eligible_for_group"),
    ({"specialty": "equivalent"}, "eligible", NO, "eligible", "eligible"),
    ({"specialty": "other"}, NO, NO, ADVISED_AGAINST, NO),
    ({"role": "st", "supervised": True}, "eligible", "eligible", "eligible", "eligible"),
    ({"role": "st", "supervised": False}, "eligible", NO, "eligible", NO),
    ({"role": "st"}, "eligible", "not_stated", "eligible", "not_stated"),
    ({"role": "st", "specialty": "geriatrics"}, NO, NO, ADVISED_AGAINST, NO),
    ({"role": "bt_at"}, NO, NO, ADVISED_AGAINST, NO),
    ({"role": "licensed"}, NO, NO, ADVISED_AGAINST, NO),
    ({"role": "licensed", "specialty": "equivalent"}, NO, NO, ADVISED_AGAINST, NO),
    ({"employment": "agency"}, "not_stated", "not_stated", "not_stated", NO),
    ({"employment": "temporary"}, "eligible", "eligible", "eligible", NO),
    ({"role": "bt_at", "employment": "agency"}, NO, NO, ADVISED_AGAINST, NO),
    ({"specialty": "geriatrics", "employment": "agency"}, "not_stated", "not_stated", "not_stated", NO),
    ({"specialty": None}, "not_stated", "not_stated", "not_stated", "not_stated"),
    ({"role": "licensed", "specialty": None}, NO, NO, ADVISED_AGAINST, NO),
    ({"employment": None}, "not_stated", "not_stated", "not_stated", "not_stated"),
    ({"role": None}, "not_stated", "not_stated", "not_stated", "not_stated"),
]  # fmt: skip
REGIONS = ("Nationell", "Kronoberg", "Örebro län", "Västmanland")


@pytest.mark.parametrize(("fields", "region", "outcome"), [
    (fields, region, outcome) for fields, *outcomes in CASES for region, outcome in zip(REGIONS, outcomes, strict=True)
])  # fmt: skip
def test_outcome(fields, region, outcome):
    assert doctor_eligibility(region, Doctor(doctor_id="A", **fields)).outcome == outcome


def test_a_region_without_a_rule_we_have_read_follows_the_national_one():
    assert rules_for("Skåne") is all_rules()["Nationell"]
    assert rules_for(None) is all_rules()["Nationell"]


def test_the_group_and_the_deciding_rules_are_told():
    geriatrician = doctor_eligibility("Västmanland", Doctor(doctor_id="A", specialty="geriatrics"))
    assert (geriatrician.group, geriatrician.rules) == ("äldre patienter", ("V2",))
    agency = doctor_eligibility("Västmanland", Doctor(doctor_id="A", specialty="geriatrics", employment="agency"))
    assert (agency.group, agency.rules) == ("", ("V8",))
    assert doctor_eligibility("Kronoberg", Doctor(doctor_id="A", role="st", supervised=False)).rules == ("K2",)
