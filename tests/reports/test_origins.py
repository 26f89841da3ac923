"""Is each input's origin told as it is, and counted?"""

from __future__ import annotations

import numpy as np
import pytest

from planner.calc.clinic import calculate
from planner.calc.riktvarde import riktvarde_full_time
from planner.domain.clinic import REGIONS, Clinic
from planner.domain.doctor import ROLES, Doctor
from planner.domain.plan import Plan, change
from planner.domain.riktvarden import row_used
from planner.reports.glossary import DEPENDS_ON, TERMS, depends_on, inputs, matching, sources, terms
from planner.reports.origins import RECORDS, Origin, doctor_origins
from planner.schema import fields_of
from planner.sources import SOURCES, source_text
from tests.reports import examples


def origin(plan: Plan, key: str, part: str = "Läkaren") -> Origin:
    return next(one for one in doctor_origins(plan, 0) if one.key == key and one.part == part)


def test_own_clinics_sourced_and_assumed() -> None:
    plan = examples.worked()
    assert origin(plan, "annual_leave_days").kind == "own"
    assert origin(plan, "planned_load", "Enheten").kind == "clinic"
    assert origin(plan, "minutes", "Läkarkontakter").kind == "clinic"
    assert origin(plan, "full_time_hours", "Enheten").kind == "sourced"
    assert origin(plan, "full_time_hours", "Enheten").source == source_text("slf_arbetstid")
    assert origin(plan, "care_need").kind == "assumed"
    assert origin(plan, "planned_visits_per_year").kind == "average"
    assert origin(plan, "st_year").kind == "empty"


def test_a_default_that_the_user_has_confirmed_is_her_own() -> None:
    plan = examples.worked()
    confirmed = change(plan, "doctors.Läkare A.care_need", 1.0)
    assert origin(plan, "care_need").kind == "assumed"
    assert origin(confirmed, "care_need").kind == "own"


def test_empty_workdays_are_worked_out_from_the_calendar() -> None:
    plan = Plan(clinic=Clinic(year=2026), doctors=(Doctor(doctor_id="A"),))
    found = origin(plan, "workdays", "Enheten")
    assert (found.kind, found.value) == ("sourced", "251 dagar")
    assert found.words.startswith("standardvärde: Svenska kalendern")
    assert origin(Plan(clinic=Clinic(year=None), doctors=plan.doctors), "workdays", "Enheten").value == "räknas ut"


def test_the_riktvarde_has_its_region_date_and_source() -> None:
    found = origin(examples.worked(), "riktvarde", "Jämförelse")
    assert found.value == "1\u00a0100 personer"
    assert "nationellt, Socialstyrelsen, från 2022-04-28. Källa: Läkartidningen" in found.words
    licensed = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(role="licensed"),))
    assert not [one for one in doctor_origins(licensed, 0) if one.key == "riktvarde"]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("role", ROLES)
def test_the_riktvarde_told_is_the_one_compared_with(region: str, role: str) -> None:
    for year in (2021, 2023, 2026, 2029):
        for st_year in (None, 0.0, 2.0, 3.5, 5.0):
            doctor = Doctor(role=role, st_year=st_year)
            (used,) = riktvarde_full_time(region, year, [doctor])
            told = row_used(region, year, role, st_year)
            assert (told.value if told else None) == (None if np.isnan(used) else used)


def test_values_stand_in_swedish_with_their_unit() -> None:
    plan = examples.worked()
    assert origin(plan, "fte").value == "100\u00a0%"
    assert origin(plan, "meeting_hours").value == "3 h/vecka"
    assert origin(plan, "role").value == "Specialist"
    assert origin(plan, "duties_scale").value == "nej"


def test_every_input_of_a_sum_has_an_origin_and_descriptions_have_none() -> None:
    keys = {(one.part, one.key) for one in doctor_origins(examples.worked(), 0)}
    for record, part in RECORDS.items():
        for key, declared in fields_of(record).items():
            if declared.numeric or declared.kind in ("yes_no", "date"):
                assert (part, key) in keys
    assert not {key for _, key in keys} & {"note", "team", "name", "operator", "doctor_id"}


@pytest.mark.parametrize("record", list(RECORDS))
def test_the_glossary_has_every_field(record: type) -> None:
    labels = [row[0].shown for row in inputs(record).rows]
    assert labels == [declared.label for declared in fields_of(record).values()]


def test_the_glossary_has_the_words_that_the_pages_use() -> None:
    for word in ("Fast läkarkontakt", "Listad", "Riktvärde", "Indirekt patientarbete", "Vårdtyngd", "Fiktiv lista"):
        assert word in TERMS
    assert len(terms().rows) == len(TERMS)


def test_a_search_keeps_the_rows_with_all_its_words() -> None:
    found = [row[0].shown for row in matching(terms(), "RIKTVÄRDE tak").rows]
    assert "Riktvärde" in found
    assert "Vårdtyngd" not in found
    assert matching(terms(), "") == terms()


MOVES = {
    "pace": ("doctors.Läkare A.pace", 1.2),
    "supervision_hours": ("doctors.Läkare A.supervision_hours", 5.0),
    "care_need": ("doctors.Läkare A.care_need", 1.3),
    "listed_patients": ("clinic.listed_patients", 9_200),
    "contacts_per_year": ("clinic.contacts.digital.contacts_per_year", 9_000.0),
    "share_by_others": ("clinic.share_by_others", 0.2),
}


@pytest.mark.parametrize("thing", list(DEPENDS_ON))
def test_each_of_the_six_things_has_an_input_that_moves_the_number(thing: str) -> None:
    plan = examples.worked()
    (key, *_) = [key for key in DEPENDS_ON[thing] if key in MOVES]
    moved = calculate(change(plan, *MOVES[key])).doctors[0]["patients"]
    assert moved != pytest.approx(calculate(plan).doctors[0]["patients"])


def test_the_six_things_name_their_inputs_by_label() -> None:
    rows = {row[0].shown: row[1].shown for row in depends_on().rows}
    assert len(rows) == 6
    assert rows["Läkarens erfarenhet"] == "Tidsfaktor, ST-år"


def test_every_source_is_listed_with_its_address() -> None:
    assert [row[3].link for row in sources().rows] == [source.link for source in SOURCES.values()]
    assert all(source.link.startswith(("https://", "http://")) for source in SOURCES.values() if source.link)
