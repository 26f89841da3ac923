"""Is a plan a value, and does one change touch one thing?"""

import datetime as dt

import pydantic
import pytest

from planner import Clinic, Contact, Doctor, Plan, change
from planner.domain.as_json import plan_to_dict
from planner.domain.from_json import plan_of
from planner.domain.plan import free_id, path_parts, quoted, unconfirmed, value_at

PLAN = Plan(
    clinic=Clinic(name="X", year=2026, contacts=(Contact(kind="phone", contacts_per_year=10.0, minutes=5.0),)),
    doctors=(Doctor(doctor_id="A"), Doctor(doctor_id='B.1 "x"', fte=0.5)),
)


def test_a_change_gives_a_new_plan_and_leaves_the_old():
    after = change(PLAN, "doctors.A.fte", 0.8)
    assert value_at(after, "doctors.A.fte") == 0.8
    assert value_at(PLAN, "doctors.A.fte") == 1
    assert after.doctors[1] == PLAN.doctors[1]
    assert after.clinic is PLAN.clinic


def test_records_are_immutable():
    with pytest.raises(pydantic.ValidationError):
        PLAN.doctors[0].fte = 0.5


def test_paths():
    path = f"doctors.{quoted(PLAN.doctors[1].doctor_id)}.fte"
    assert path == 'doctors."B.1 ""x""".fte'
    assert value_at(PLAN, path) == 0.5
    assert value_at(change(PLAN, path, 0.6), path) == 0.6
    assert value_at(change(PLAN, "clinic.contacts.phone.minutes", 7.0), "clinic.contacts.phone.minutes") == 7
    assert value_at(change(PLAN, "clinic.listed_patients", 5), "clinic.listed_patients") == 5


def test_a_kind_without_a_row_gets_one_in_the_order_of_the_kinds():
    after = change(PLAN, "clinic.contacts.planned_visit.minutes", 20.0)
    assert [row.kind for row in after.clinic.contacts] == ["planned_visit", "phone"]


@pytest.mark.parametrize("path", [
    "", ".", "clinic", "clinic.fte", "doctors.C.fte", "doctors.A", "doctors.A.", "doctors.A.nonsense", "clinic..name",
    "clinic.contacts.fax.minutes", "clinic.contacts.phone.fte", "results.A.fte", "doctors.A.fte.more",
])  # fmt: skip
def test_paths_that_do_not_exist(path):
    with pytest.raises(KeyError):
        change(PLAN, path, 1)


@pytest.mark.parametrize(("path", "value"), [
    ("doctors.A.fte", 80), ("doctors.A.fte", "0,8"), ("doctors.A.fte", True), ("doctors.A.fte", float("nan")),
    ("doctors.A.current_list", 1.5), ("clinic.contacts.phone.minutes", -1), ("clinic.year", 2019),
])  # fmt: skip
def test_values_that_the_declaration_does_not_allow(path, value):
    with pytest.raises(pydantic.ValidationError):
        change(PLAN, path, value)


def test_a_changed_value_is_the_user_s_own():
    before = PLAN.doctors[0].model_fields_set
    assert change(PLAN, "doctors.A.sick_share", 0.04).doctors[0].model_fields_set == before | {"sick_share"}


def test_specialty_follows_role_until_it_is_given():
    assert Doctor(doctor_id="A", role="bt_at").specialty == "none"
    assert Doctor(doctor_id="A", role="bt_at", specialty="geriatrics").specialty == "geriatrics"
    assert Doctor(doctor_id="A").specialty == "general_medicine"


def test_what_nobody_has_confirmed():
    found = unconfirmed(PLAN)
    assert {"clinic.indirect_minutes", "clinic.contacts.phone.documentation_minutes", "doctors.A.fte"} <= set(found)
    assert 'doctors."B.1 ""x""".fte' not in found
    assert "clinic.full_time_hours" not in found  # has a source
    assert set(found) - set(unconfirmed(change(PLAN, "doctors.A.fte", 1.0))) == {"doctors.A.fte"}


def test_free_signatures():
    assert free_id(PLAN) == "Läkare A"
    many = Plan(clinic=Clinic(), doctors=tuple(Doctor(doctor_id=f"Läkare {chr(65 + i)}") for i in range(26)))
    assert free_id(many) == "Läkare AA"


def test_path_parts_of_quoted_ids():
    assert path_parts('doctors."a.b".fte') == ["doctors", "a.b", "fte"]


def test_a_plan_that_is_kept_stays_in_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Plan(clinic=Clinic(name="X"))
    kept = plan_to_dict(plan)
    monkeypatch.setattr("planner.schema.dt", FakeDates)
    assert plan_of(kept)[0] == plan


class FakeDates:
    class date(dt.date):  # noqa: N801
        @classmethod
        def today(cls) -> dt.date:
            return dt.date(2039, 1, 2)
