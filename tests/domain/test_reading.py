"""Is what a user gives read as she means it, or said to be wrong with what was read and what is expected?"""

import datetime as dt

import pytest

from planner import Clinic, Doctor
from planner.domain.personal_number import holds_personal_number
from planner.domain.reading import read_record

# made from a date and the check digit rule; belongs to nobody
MADE_UP_NUMBER = "19000101-0008"


def read(record, raw, edge="form"):
    return read_record(record, raw, edge, "x")


def one(key, raw, edge="form", record=Doctor):
    found, issues = read(record, {key: raw}, edge)
    return getattr(found, key), issues


@pytest.mark.parametrize(("key", "raw", "edge", "value"), [
    ("fte", "80", "form", 0.8), ("fte", "80 %", "form", 0.8), ("fte", "0", "form", 0.0), ("fte", "112,5", "form", 1.125),
    ("fte", "1 %", "form", 0.01), ("fte", "1,25", "form", 0.0125), ("sick_share", "1,125", "form", 0.01125),
    ("fte", "0,8 %", "form", 0.008), ("fte", 0.8, "cell", 0.8), ("fte", "80", "cell", 0.8), ("fte", 0.8, "json", 0.8),
    ("fte", 1.2000000000000002, "cell", 1.2000000000000002), ("fte", "", "form", None), ("fte", None, "cell", None),
    ("fte", "  ", "cell", None), ("meeting_hours", "3,5", "form", 3.5), ("meeting_hours", "3,5 h/vecka", "form", 3.5),
    ("current_list", "1 100", "form", 1100), ("current_list", 1100.0, "cell", 1100), ("role", "ST-läkare", "form", "st"),
    ("role", "st", "json", "st"), ("employment", "hyrläkare", "cell", "agency"), ("specialty", "annan likvärdig", "form", "equivalent"), ("role", " st-LÄKARE ", "cell", "st"), ("supervised", "Ja", "cell", True),
    ("supervised", False, "cell", False), ("from_date", "2026-03-01", "cell", dt.date(2026, 3, 1)),
    ("from_date", dt.datetime(2026, 3, 1), "cell", dt.date(2026, 3, 1)), ("doctor_id", 7.0, "cell", "7"),
    ("doctor_id", "La\u0308kare A ", "cell", "Läkare A"), ("note", "=1+1", "cell", "=1+1"),
])  # fmt: skip
def test_read(key, raw, edge, value):
    found, issues = one(key, raw, edge)
    assert issues == []
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("key", "raw", "edge", "words"), [
    ("fte", "0,8", "form", ["”0,8”", "80\u00a0%", "0,8\u00a0%"]), ("fte", "1", "form", ["100\u00a0%", "1\u00a0%"]),
    ("fte", "1,2", "form", ["120\u00a0%", "1,2\u00a0%"]), ("sick_share", "1", "form", ["100\u00a0%", "1\u00a0%"]),
    ("fte", 80, "cell", ["8\u00a0000\u00a0%", "menar du 80\u00a0%?"]), ("fte", 80, "json", ["”80”", "andel mellan 0 och 1,2", "menar du 0.8?"]),
    ("fte", "130", "form", ["mellan 0\u00a0% och 120\u00a0%"]), ("fte", True, "cell", ["ja"]),
    ("fte", "0.8", "json", ["citattecken"]), ("meeting_hours", "abc", "form", ["”abc”", "mellan 0 och 40"]),
    ("meeting_hours", dt.time(0, 30), "cell", ["datum eller en tid"]), ("meeting_hours", float("nan"), "cell", ["inget tal"]),
    ("meeting_hours", float("inf"), "json", ["för stort"]), ("meeting_hours", 10**400, "json", ["för stort"]),
    ("current_list", 1.5, "cell", ["”1,5”", "heltal"]), ("current_list", "1.100", "form", ["1\u00a0100"]),
    ("role", "Specialst", "form", ["menar du Specialist?"]), ("role", 3, "json", ["något av"]),
    ("from_date", "29/2", "cell", ["2026-11-21"]), ("from_date", dt.date(1900, 1, 1), "cell", ["tidiga"]),
    ("supervised", "kanske", "form", ["ja eller nej"]), ("doctor_id", "a\x00b", "cell", ["styrtecken"]),
    ("doctor_id", "x" * 61, "cell", ["61 tecken"]), ("doctor_id", 7, "json", ["citattecken"]),
    ("fte", [1], "json", ["andel"]), ("fte", {}, "json", ["andel"]),
])  # fmt: skip
def test_wrong(key, raw, edge, words):
    found, issues = one(key, raw, edge)
    assert found is None
    assert [issue.level for issue in issues] == ["fel"]
    label = Doctor.model_fields[key].title
    for word in [label, "förväntade", *words]:
        assert word in issues[0].text


def test_a_share_a_little_too_large_is_not_taken_for_per_cent():
    for raw in (1.3, 1.99):
        assert "menar du" not in one("fte", raw, "cell")[1][0].text


def test_the_region_is_found_by_its_usual_names():
    for name in ("Örebro län", "Region Örebro län", "örebro LÄN"):
        assert one("region", name, record=Clinic)[0] == "Örebro län"
    assert one("region", "Västra Götalandsregionen", record=Clinic)[0] == "Västra Götaland"


def test_missing_takes_the_default_and_empty_does_not():
    found, issues = read(Doctor, {"fte": None})
    assert (found.fte, found.meeting_hours) == (None, 3.0)
    assert issues == []


def test_an_unknown_key_is_told_with_the_nearest():
    _, issues = read(Doctor, {"ftee": 1}, "json")
    assert [issue.level for issue in issues] == ["upplysning"]
    assert "Menar du fte?" in issues[0].text


def test_all_faults_at_once():
    _, issues = read(Doctor, {"fte": "x", "meeting_hours": "y", "role": "z"})
    assert [issue.path for issue in issues] == ["x.fte", "x.meeting_hours", "x.role"]


def test_a_personal_number_is_refused_and_never_echoed():
    for key in ("doctor_id", "note", "team"):
        found, issues = one(key, f"Fråga {MADE_UP_NUMBER} om listan", "cell")
        assert found is None
        assert "personnummer" in issues[0].text
        assert "0008" not in issues[0].text


@pytest.mark.parametrize(("text", "holds"), [
    (MADE_UP_NUMBER, True), ("190001010008", True), ("000101-0008", True), ("000161-0005", True),
    ("000101-0009", False), ("001301-0006", False), ("180001010008", False), ("SE2321000016-1003", False),
    ("Läkare 12", False), ("0123456789012345", False),
])  # fmt: skip
def test_personal_numbers(text, holds):
    assert holds_personal_number(text) is holds
