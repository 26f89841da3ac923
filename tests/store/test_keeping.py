"""Does the store keep what it is given, say what was changed, and refuse what it must not keep?"""

import datetime as dt
import logging
import random
from functools import partial

import pytest
import sqlalchemy as sa

from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, change, with_doctor, without_doctor
from planner.domain.scenario import Change, Comment, Scenario
from planner.store import Conflict, NotFound, StoreError, open_store, who_am_i
from planner.store.keep import forget_stores
from planner.store.rows import rows_of, steps_between
from planner.store.tables import Audit
from tests.plans import random_plan
from tests.store.edits import edited, given

PERSONAL = "191212121212"


def plan_of(doctors=3, seed=7):
    plan = random_plan(seed, doctors=doctors, blanks=0)
    return plan.model_copy(update={"doctors": tuple(
        one.model_copy(update={"doctor_id": f"Läkare {chr(65 + i)}"}) for i, one in enumerate(plan.doctors)
    )})  # fmt: skip


def fte(plan, name, value):
    return change(plan, f"doctors.{name}.fte", value)


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_comes_back_as_it_was(store, address, seed):
    rng = random.Random(seed)
    plan = edited(random_plan(seed, clean=False, doctors=5), rng, 12)
    saved = store.create(plan, "Läkare A", "först")
    assert (saved.version, saved.saved_by, given(saved.plan)) == (1, "Läkare A", given(plan))
    for version in range(2, 6):
        plan = edited(plan, rng, 4)
        before, saved = saved, store.save(saved, plan, "Läkare B")
        assert saved.version in (before.version, version)
    forget_stores()
    again = open_store(address)
    assert given(again.load(saved.plan_id).plan) == given(plan)
    assert again.load(saved.plan_id) == saved
    assert again.check() == []


def test_the_same_plan_is_not_saved_again(store):
    saved = store.create(plan_of())
    assert store.save(saved, saved.plan) is saved
    assert len({row.version for row in store.changes(saved.plan_id)}) == 1


def test_values_that_are_confirmed_are_a_change(store):
    """A value equal to the default is the user's own once it is set."""
    saved = store.create(with_doctor(Plan(clinic=plan_of().clinic), Doctor(doctor_id="A")))
    default = saved.plan.doctors[0].fte
    after = store.save(saved, fte(saved.plan, "A", default))
    assert after.version == 2
    assert "fte" in store.load(saved.plan_id).plan.doctors[0].model_fields_set


def test_two_windows_that_edit_different_values_are_merged(store):
    first = second = store.create(plan_of())
    first = store.save(first, fte(first.plan, '"Läkare A"', 0.31), "ett")
    second = store.save(second, fte(second.plan, '"Läkare B"', 0.32), "två")
    assert (second.version, second.saved_by) == (3, "två")
    assert [one.fte for one in second.plan.doctors[:2]] == [0.31, 0.32]
    assert store.load(first.plan_id).plan == second.plan


def test_two_windows_that_edit_the_same_value_are_told_of_both(store):
    base = store.create(fte(plan_of(), '"Läkare A"', 1.0))
    theirs = store.save(base, fte(base.plan, '"Läkare A"', 0.31), "Läkare A")
    mine = change(fte(base.plan, '"Läkare A"', 0.32), "clinic.name", "Ny")
    with pytest.raises(Conflict) as caught:
        store.save(base, mine, "Läkare B")
    found = caught.value
    (clash,) = found.clashes
    assert clash.label == "Läkare A: Tjänstgöringsgrad"
    assert (clash.base, clash.mine, clash.theirs) == ("100\u00a0%", "32\u00a0%", "31\u00a0%")
    assert found.theirs == store.load(base.plan_id) == theirs  # nothing was written
    assert [one.doctors[0].fte for one in (found.mine_wins, found.theirs_wins)] == [0.32, 0.31]
    assert {one.clinic.name for one in (found.mine_wins, found.theirs_wins)} == {"Ny"}
    assert store.save(found.theirs, found.mine_wins, "Läkare B").plan == found.mine_wins


def test_a_removed_doctor_against_an_edited_one_is_shown_in_words(store):
    base = store.create(plan_of())
    store.save(base, fte(base.plan, '"Läkare B"', 0.31))
    with pytest.raises(Conflict) as caught:
        store.save(base, without_doctor(base.plan, 1))
    (clash,) = caught.value.clashes
    assert (clash.label, clash.mine) == ("Läkare B", "finns inte")
    assert clash.theirs == "finns, med Tjänstgöringsgrad 31\u00a0%"
    assert [len(one.doctors) for one in (caught.value.mine_wins, caught.value.theirs_wins)] == [2, 3]


def test_changes_are_told_newest_first_in_words(store):
    base = store.create(fte(plan_of(), '"Läkare A"', 1.0), "Läkare A", "från start")
    saved = store.save(base, fte(base.plan, '"Läkare A"', 0.8), "Läkare B", "föräldraledig")
    top = store.changes(saved.plan_id)[0]
    assert (top.version, top.label, top.old, top.new) == (2, "Läkare A: Tjänstgöringsgrad", "100\u00a0%", "80\u00a0%")
    assert (top.who, top.why, top.at) == ("Läkare B", "föräldraledig", saved.saved_at)
    assert store.changes(saved.plan_id, since=base.saved_at) == [top]
    assert store.changes(saved.plan_id, since=saved.saved_at) == []


def test_a_reason_may_be_given_afterwards(store):
    base = store.create(plan_of(), why="från start")
    saved = store.save(base, fte(base.plan, '"Läkare A"', 0.8))
    store.explain(saved.plan_id, saved.version, "först så", "Läkare B")
    store.explain(saved.plan_id, saved.version, "föräldraledig", "Läkare A")
    (top,) = store.changes(saved.plan_id, since=base.saved_at)
    assert (top.why, top.who, top.at) == ("föräldraledig", "Provaren", saved.saved_at)
    assert {row.why for row in store.changes(saved.plan_id) if row.version == 1} == {"från start"}
    assert store.load(saved.plan_id) == saved
    assert store.check() == []
    with pytest.raises(StoreError, match="Varför"):
        store.explain(saved.plan_id, saved.version, f"för {PERSONAL}")


def test_changes_of_one_doctor_are_hers_alone(store):
    plan = with_doctor(
        with_doctor(Plan(clinic=plan_of().clinic), Doctor(doctor_id="A_", fte=0.5)), Doctor(doctor_id="AB", fte=0.5)
    )
    saved = store.create(with_doctor(plan, Doctor(doctor_id="a_", fte=0.5)))
    hers = store.changes(saved.plan_id, path_start="doctors.A_")
    assert {row.path for row in hers} == {"doctors.A_", "doctors.A_.doctor_id", "doctors.A_.fte"}
    assert store.changes(saved.plan_id, path_start="doctors.A_.") == hers


@pytest.mark.parametrize(("after", "labels"), [
    (lambda p: without_doctor(p, 0), {"Läkare A": ("finns", "finns inte")}),
    (lambda p: p.model_copy(update={"doctors": p.doctors[::-1]}), {"Läkarnas ordning": ("som förut", "ändrad")}),
    (lambda p: p.model_copy(update={"scenarios": (Scenario(name="Färre", changes=(
        Change(path='doctors."Läkare A".fte', value=0.8), Change(path="clinic.listed_patients", operation="add", value=-900.0),
        Change(path='doctors."Läkare B"', operation="remove"), Change(path="doctors.Ny", value=Doctor(fte=0.5)),
        Change(path="clinic.listed_patients", operation="times", value=1.1))),)}), {
            "Scenariot Färre": ("finns inte", "finns"), "Scenariot Färre: Läkare A: Tjänstgöringsgrad": ("finns inte", "80\u00a0%"),
            "Scenariot Färre: Läkare B": ("finns inte", "tas bort"), "Scenariot Färre: Ny": ("finns inte", "läggs till")}),
    (lambda p: p.model_copy(update={"comments": (Comment(path="clinic.name", text="stämmer inte", by="B"),)}),
     {"Kommentar": ("finns inte", "finns"), "Kommentar: Kommentar": ("ej ifyllt", "stämmer inte")}),
])  # fmt: skip
def test_every_kind_of_change_has_a_name(store, after, labels):
    base = store.create(plan_of())
    saved = store.save(base, after(base.plan))
    told = {row.label: (row.old, row.new) for row in store.changes(saved.plan_id, since=base.saved_at)}
    assert labels.items() <= told.items()
    assert store.check() == []


def test_plans_are_listed_newest_first(store):
    first, second = store.create(plan_of(2), "ett"), store.create(Plan(clinic=plan_of().clinic), "två")
    store.save(first, change(first.plan, "clinic.name", "Gläntan"), "tre")
    rows = store.plans()
    assert [row.plan_id for row in rows] == [first.plan_id, second.plan_id]
    assert (rows[0].name, rows[0].year, rows[0].doctors, rows[0].scenarios) == ("Gläntan", first.plan.clinic.year, 2, 0)
    assert (rows[0].version, rows[0].saved_by, rows[0].saved_at.tzinfo) == (2, "tre", dt.UTC)


def test_versions_are_named_fetched_and_removed(store):
    saved = store.create(plan_of())
    version = store.name_version(saved, "Beslutad", "efter mötet", "Läkare A")
    later = store.save(saved, change(saved.plan, "clinic.name", "Ny"))
    second = store.name_version(later, "Ny")
    assert [row.name for row in store.versions(saved.plan_id)] == ["Ny", "Beslutad"]
    assert (version.version, version.reason, version.made_by, second.made_by) == (
        1,
        "efter mötet",
        "Läkare A",
        "Provaren",
    )
    assert store.version_plan(version.version_id) == saved.plan
    store.delete_version(version.version_id)
    assert store.versions(saved.plan_id) == [second]
    with pytest.raises(NotFound):
        store.version_plan(version.version_id)
    with pytest.raises(NotFound):
        store.delete_version(version.version_id)
    with pytest.raises(StoreError, match="namn"):
        store.name_version(saved, "  ")


def test_a_plan_that_is_gone_is_said_to_be(store):
    saved = store.create(plan_of())
    store.name_version(saved, "A")
    store.keep_drafts(saved.plan_id, {"a": "b"})
    store.delete(saved.plan_id)
    assert (
        store.plans(),
        store.versions(saved.plan_id),
        store.drafts(saved.plan_id),
        store.changes(saved.plan_id),
    ) == ([], [], {}, [])
    for call in (
        lambda: store.load(saved.plan_id), lambda: store.save(saved, change(saved.plan, "clinic.name", "Ny")),
        lambda: store.delete(saved.plan_id), lambda: store.name_version(saved, "B"), lambda: store.keep_drafts(saved.plan_id, {}),
    ):  # fmt: skip
        with pytest.raises(NotFound, match="finns inte"):
            call()


def test_wrong_entries_are_remembered_without_a_new_version(store):
    saved = store.create(plan_of())
    store.keep_drafts(saved.plan_id, {"a": {"raw": "12x"}, "b": {"raw": f"född {PERSONAL}"}})
    assert store.drafts(saved.plan_id) == {"a": {"raw": "12x"}}
    store.keep_drafts(saved.plan_id, {})
    assert store.drafts(saved.plan_id) == {}
    assert store.load(saved.plan_id).version == 1


@pytest.mark.parametrize("where", ["name", "doctor", "reason", "comment", "why", "who", "version", "number"])
def test_a_personal_number_is_neither_kept_nor_echoed(store, where, caplog):
    saved = store.create(plan_of())
    plan, why, who = saved.plan, "", ""
    match where:
        case "name":
            plan = plan.model_copy(update={"clinic": plan.clinic.model_copy(update={"name": f"Läkare {PERSONAL}"})})
        case "doctor":
            plan = with_doctor(plan, Doctor(doctor_id="19121212-1212"))
        case "reason":
            plan = plan.model_copy(update={"scenarios": (Scenario(name="A", reason=f"för {PERSONAL}"),)})
        case "comment":
            plan = plan.model_copy(update={"comments": (Comment(path="clinic.name", text=PERSONAL),)})
        case "number":
            plan = plan.model_copy(update={"clinic": plan.clinic.model_copy(update={"listed_patients": int(PERSONAL)})})
        case "why":
            why = f"för {PERSONAL}"
        case "who":
            who = PERSONAL
    call = (
        partial(store.name_version, saved, PERSONAL)
        if where == "version"
        else partial(store.save, saved, plan, who, why)
    )
    with pytest.raises(StoreError) as caught:
        call()
    assert "1212" not in str(caught.value) + caplog.text
    assert store.load(saved.plan_id) == saved


def test_a_login_name_that_is_a_personal_number_is_masked(monkeypatch):
    monkeypatch.setenv("PLANNER_USER", PERSONAL)
    assert who_am_i() == "(personnummer)"


def test_texts_that_are_too_long_are_refused(store):
    saved = store.create(plan_of())
    with pytest.raises(StoreError, match="Varför"):
        store.save(saved, change(saved.plan, "clinic.name", "Ny"), why="x" * 501)
    with pytest.raises(StoreError, match="styrtecken"):
        store.create(saved.plan, "a\x00b")


def test_nothing_of_a_plan_is_in_the_log(store, caplog):
    caplog.set_level(logging.DEBUG)
    marker = "Märkesorden"
    saved = store.create(change(plan_of(), "clinic.name", marker), "Läkare A", marker)
    store.save(saved, change(saved.plan, "clinic.name", marker + "2"))
    assert marker not in caplog.text


def test_the_trail_cannot_be_rewritten(store):
    saved = store.create(plan_of())
    for statement in (sa.update(Audit).values(who="ingen"), sa.delete(Audit)):
        with pytest.raises(sa.exc.DBAPIError), store.engine.begin() as connection:
            connection.execute(statement)
    assert store.changes(saved.plan_id)
    assert store.check() == []


def test_the_trail_holds_each_changed_value_and_no_other(store):
    rng = random.Random(3)
    base = store.create(edited(plan_of(4), rng, 6))
    for _ in range(6):
        plan = edited(base.plan, rng, 3)
        wanted = {step.path for step in steps_between(_rows(base.plan), _rows(plan))}
        saved = store.save(base, plan)
        told = [row.path for row in store.changes(base.plan_id) if row.version > base.version]
        assert sorted(told) == sorted(wanted)
        base = saved


def _rows(plan):
    from planner.domain.as_json import plan_to_dict

    return rows_of(plan_to_dict(plan))


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://x/y", "sqlite://", "postgresql+psycopg://a:b@127.0.0.1:1/x", "oracle://a"]
)
def test_an_address_that_leads_nowhere_is_said_in_words(address):
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert str(caught.value).endswith((".", "…"))
    assert "a:b" not in str(caught.value)


def test_settings_choose_the_store(monkeypatch, tmp_path):
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "å mapp"))
    assert open_store() is open_store()
    saved = open_store().create(plan_of())
    assert (tmp_path / "å mapp" / "planner.db").exists()
    monkeypatch.setenv("PLANNER_STORE", f"sqlite:///{tmp_path}/annan.db")
    assert open_store().plans() == []
    monkeypatch.delenv("PLANNER_STORE")
    assert open_store().load(saved.plan_id) == saved
