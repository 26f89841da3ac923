"""Does a written change mean what it says, and come back as the same text?"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.change_text import WrongChange, change_of, text_of
from planner.domain.doctor import Doctor
from planner.domain.scenario import Change

PHONE = "clinic.contacts.phone.contacts_per_year"
READ = [
    ("doctors.A.fte=0.8", Change(path="doctors.A.fte", value=0.8)),
    ("doctors.A.fte = 0.8", Change(path="doctors.A.fte", value=0.8)),
    ('doctors."Dr. A=B".fte=1', Change(path='doctors."Dr. A=B".fte', value=1.0)),
    ("clinic.listed_patients+=900", Change(path="clinic.listed_patients", operation="add", value=900.0)),
    ("clinic.listed_patients-=900", Change(path="clinic.listed_patients", operation="add", value=-900.0)),
    ("clinic.contacts.phone.minutes*=1.1", Change(path="clinic.contacts.phone.minutes", operation="times", value=1.1)),
    (f"{PHONE}*=listed", Change(path=PHONE, operation="follow_listed")),
    ("clinic.direct_hours_per_year *= listed", Change(path="clinic.direct_hours_per_year", operation="follow_listed")),
    (f"{PHONE}+=-0.2*listed", Change(path=PHONE, operation="add_per_listed", value=-0.2)),
    (f"{PHONE}-=0.2*listed", Change(path=PHONE, operation="add_per_listed", value=-0.2)),
    ("doctors.A.role=st", Change(path="doctors.A.role", value="st")),
    ('doctors.A.note="a = b"', Change(path="doctors.A.note", value="a = b")),
    ("doctors.A.duties_scale=true", Change(path="doctors.A.duties_scale", value=True)),
    ("doctors.A.from_date=2026-03-01", Change(path="doctors.A.from_date", value=dt.date(2026, 3, 1))),
    ("doctors.A.current_list=null", Change(path="doctors.A.current_list", value=None)),
    ("doctors.A=null", Change(path="doctors.A", operation="remove")),
    ('doctors.B={"fte": 0.5}', Change(path="doctors.B", value=Doctor(fte=0.5))),
]


@pytest.mark.parametrize(("text", "meant"), READ, ids=[text for text, _ in READ])
def test_a_written_change_is_read_and_comes_back(text: str, meant: Change) -> None:
    assert change_of(text) == meant
    assert change_of(text_of(meant)) == meant


WRONG = [
    ("fte", "förväntade uppgift=värde"),
    ("=0.8", "ingen uppgift"),
    ("doctors.A.ftes=0.8", "ingen uppgift i planen"),
    ("doctors.A.fte=80", "menar du 0.8?"),
    ("doctors.A.fte=mycket", "förväntade en andel mellan 0 och 1,2"),
    ("doctors.A.role+=1", "förväntade ett tal"),
    ("doctors.A.fte*=true", "förväntade ett tal"),
    ("doctors.A.fte*=NaN", "förväntade ett tal"),
    ("doctors.A.fte+=1e400", "förväntade ett tal"),
    ("doctors.A=0.8", "är en läkare"),
    ("doctors.A.fte*=listed", "bara antal kontakter på ett år följer antalet listade"),
    ("clinic.direct_hours_per_year+=2*listed", "bara antal kontakter på ett år följer antalet listade"),
    (f"{PHONE}+=x*listed", "förväntade ett tal"),
    (f"{PHONE}+=true*listed", "förväntade ett tal"),
    (f"{PHONE}=2*listed", "förväntade"),
    ('doctors.B={"fte": 80}', "menar du 0.8?"),
    ("clinic.contacts=null", "bara en hel läkare"),
    ("doctors.A.doctor_id=B", "en signatur ändras på sidan Läkarna"),
    ("clinic.contacts.phone.kind=other", "en kontakttyp byts i tabellen"),
    ("doctors.A.note=19121212-1212", "personnummer"),
    ("clinic.listed_patients+=191212121212", "personnummer"),
    ("clinic.listed_patients-=191212121212.0", "personnummer"),
    ("clinic.listed_patients*=1212121212", "personnummer"),
    (f"{PHONE}+=191212121212*listed", "personnummer"),
    ("doctors.19121212-1212.ftes=1", "personnummer"),
]


@pytest.mark.parametrize(("text", "says"), WRONG, ids=[text for text, _ in WRONG])
def test_a_change_that_cannot_be_understood_says_why(text: str, says: str) -> None:
    with pytest.raises(WrongChange, match=says.replace("?", r"\?")) as error:
        change_of(text)
    assert "1212-1212" not in str(error.value)
    assert "12121212" not in str(error.value)


@pytest.mark.parametrize(
    "signature", ["\0", "A\x1fB", "A\ufffe", "A\ud800", " ", "A" * 61, "A" * 100_000], ids=ascii
)  # fmt: skip
@pytest.mark.parametrize("written", ['doctors."{}"={{}}', 'doctors."{}"=null', 'doctors."{}".fte=0.8'])
def test_a_doctors_signature_is_read_by_its_declaration_in_every_path(signature: str, written: str) -> None:
    with pytest.raises(WrongChange, match="text med högst 60 tecken") as error:
        change_of(written.format(signature))
    assert len(str(error.value)) < 300


def test_a_signature_in_a_path_is_the_one_that_the_plan_has() -> None:
    assert change_of('doctors." A\u030a ".fte=0.8').path == "doctors.\u00c5.fte"


@given(st.text(max_size=60))
def test_any_text_is_a_change_or_a_message(text: str) -> None:
    with suppress(WrongChange):
        found = change_of(text)
        assert change_of(text_of(found)) == found
