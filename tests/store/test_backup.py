"""Does a backup hold everything as it was at one moment, and does a restore put it back whole or not at all?"""

import contextlib
import hashlib
import json
import random
import time

import pytest
import sqlalchemy as sa

from planner.domain.plan import change
from planner.store import StoreError, open_store
from planner.store.keep import forget_stores, restore
from planner.store.tables import IN_ORDER, Audit, Named, PlanTable
from tests.plans import random_plan
from tests.store import writers
from tests.store.edits import edited
from tests.store.test_schema import FIRST

RNG = random.Random(5)


def filled(store, plans=3):
    for seed in range(plans):
        saved = store.create(edited(random_plan(seed, doctors=4), RNG, 8), "Läkare A", "först")
        saved = store.save(saved, edited(saved.plan, RNG, 4), "Läkare B")
        store.name_version(saved, f"Version {seed}", "skäl")
        store.keep_drafts(saved.plan_id, {"ruta": {"raw": "12x\n'\"å"}})
    return store


def content(store):
    with store.engine.connect() as connection:
        return {
            table.name: connection.execute(sa.select(table).order_by(*table.primary_key)).all() for table in IN_ORDER
        }


@pytest.mark.parametrize("to", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_everything_comes_back_also_in_the_other_kind_of_database(store, request, tmp_path, to):
    before = content(filled(store))
    store.backup(tmp_path / "b.jsonl")
    address = f"sqlite:///{tmp_path}/other.db" if to == "sqlite" else request.getfixturevalue("server").new_database()
    target = filled(open_store(address), 1)
    target.restore(tmp_path / "b.jsonl")
    assert content(target) == before
    assert target.check() == []
    row = target.plans()[0]
    saved = target.load(row.plan_id)
    assert target.save(saved, change(saved.plan, "clinic.name", "Efteråt")).version == row.version + 1
    assert target.check() == []


def test_a_backup_under_load_holds_all_that_was_acknowledged_before_it(store, address, tmp_path):
    plan = random_plan(1, doctors=3)
    store.create(plan)
    forget_stores()
    process, pipe = writers.started(writers.create_without_end, address, plan)
    store, ids = open_store(address), set()
    for number in range(2):
        deadline = time.monotonic() + 0.15
        while time.monotonic() < deadline:
            ids.add(pipe.recv())
        store.backup(tmp_path / f"{number}.jsonl")
        before, later = set(ids), 0
        while pipe.poll():
            ids.add(pipe.recv())
            later += 1
        if number == 1:
            assert later + len(ids - before) > 0  # the writer was never stopped
    writers.kill(process)
    target = open_store(f"sqlite:///{tmp_path}/other.db")
    target.restore(tmp_path / "1.jsonl")
    assert before <= {row.plan_id for row in target.plans()}
    assert target.check() == []


def test_a_backup_of_the_first_schema_is_upgraded(store):
    store.restore(FIRST)
    (row,) = store.plans()
    assert (row.name, row.version, store.check()) == ("Exempel", 3, [])
    store.keep_drafts(row.plan_id, {"a": "b"})


def test_a_file_that_is_there_is_never_overwritten(store, tmp_path):
    (tmp_path / "b.jsonl").write_text("min fil")
    with pytest.raises(StoreError, match="finns redan"):
        store.backup(tmp_path / "b.jsonl")
    assert (tmp_path / "b.jsonl").read_text() == "min fil"
    with pytest.raises(StoreError, match="mappen"):
        store.backup(tmp_path / "finns inte" / "b.jsonl")


def damaged(data, how):
    lines = data.splitlines(keepends=True)
    match how:
        case "empty":
            return b""
        case "no end":
            return b"".join(lines[:-1])
        case "half":
            return data[: len(data) // 2]
        case "a row less":
            return b"".join(lines[:3] + lines[4:])
        case "a row more":
            return b"".join(lines[:3] + lines[2:])
        case "one sign":
            return data.replace(b'"version":2', b'"version":3', 1)
        case "workbook":
            return b"PK\x03\x04" + bytes(range(256)) * 40
        case "other json":
            return b'{"clinic": {}}\n'
        case "list":
            return b"[1]\n" * 3
        case "deep":
            return b"[" * 200_000


@pytest.mark.parametrize(
    "how", ["empty", "no end", "half", "a row less", "a row more", "one sign", "workbook", "other json", "list", "deep"]
)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_damaged_file_changes_nothing(store, tmp_path, how):
    before = content(filled(store, 1))
    store.backup(tmp_path / "b.jsonl")
    (tmp_path / "d.jsonl").write_bytes(damaged((tmp_path / "b.jsonl").read_bytes(), how))
    with pytest.raises(StoreError, match="skadad"):
        store.restore(tmp_path / "d.jsonl")
    with pytest.raises(StoreError, match="hittas inte"):
        store.restore(tmp_path / "finns inte.jsonl")
    assert content(store) == before


def signed(rows):
    """A file whose checksum is right, whatever is in it."""
    text = "".join(json.dumps(row) + "\n" for row in rows)
    end = {"rows": len(rows) - 1, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return text + json.dumps(end) + "\n"


@pytest.mark.parametrize(("wrong", "said"), [
    (lambda rows: rows[0].update(schema="9999"), "nyare version"), (lambda rows: rows[0].update(edition=2), "nyare version"),
    (lambda rows: rows[1]["row"].update(content='{"clinic":{"name":"annat"},"doctors":[]}'), "leder inte fram"),
    (lambda rows: rows[1]["row"].update(content="[1]"), "går inte att läsa"),
    (lambda rows: rows[1]["row"].update(version=99), "leder inte fram"),
    (lambda rows: rows.pop(5), "leder inte fram"),
    (lambda rows: rows[2]["row"].update(plan_id="a" * 32), "skadad"), (lambda rows: rows[2]["row"].update(colour="blue"), "skadad"),
    (lambda rows: rows[0].update(schema=["0002"]), "skadad"), (lambda rows: rows[0].update(schema={}), "skadad"),
    (lambda rows: rows[0].update(schema=2), "skadad"), (lambda rows: rows[0].update(edition=["x"]), "nyare version"),
    (lambda rows: rows[1]["row"].update(version=10**30), "skadad"), (lambda rows: rows[1]["row"].update(name=[1]), "skadad"),
    (lambda rows: rows[1]["row"].update(saved_at=10**30), "skadad"), (lambda rows: rows[2].update(table=["plans"]), "skadad"),
    (lambda rows: rows[1].update(row=[1]), "skadad"), (lambda rows: rows.insert(2, "table"), "skadad"), (lambda rows: rows.insert(2, 7), "skadad"),
    (lambda rows: rows[1]["row"].update(content="[" * 100_000), "går inte att läsa"),
    (lambda rows: rows[2].update(table="annan"), "skadad"), (lambda rows: rows[2].update(row=7), "skadad"),
])  # fmt: skip
def test_a_whole_file_with_a_wrong_content_changes_nothing(store, tmp_path, wrong, said):
    before = content(filled(store, 1))
    store.backup(tmp_path / "b.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "b.jsonl").read_text("utf-8").splitlines()[:-1]]
    wrong(rows)
    (tmp_path / "d.jsonl").write_text(signed(rows), "utf-8")
    with pytest.raises(StoreError, match=said):
        store.restore(tmp_path / "d.jsonl")
    assert content(store) == before
    assert not list(tmp_path.glob(".planner-restore*"))


def test_a_whole_file_that_is_too_deep_changes_nothing(store, tmp_path):
    before = content(filled(store, 1))
    store.backup(tmp_path / "b.jsonl")
    rows = (tmp_path / "b.jsonl").read_text("utf-8").splitlines(keepends=True)[:-1]
    text = "".join([rows[0], "[" * 200_000 + "]" * 200_000 + "\n", *rows[1:]])
    end = json.dumps({"rows": len(rows), "sha256": hashlib.sha256(text.encode()).hexdigest()})
    (tmp_path / "d.jsonl").write_text(text + end + "\n", "utf-8")
    with pytest.raises(StoreError, match="skadad"):
        store.restore(tmp_path / "d.jsonl")
    assert content(store) == before


def test_a_backup_uses_no_file_of_the_users_on_the_way(store, tmp_path):
    (tmp_path / "b.jsonl.del").write_text("mitt")
    before = set(tmp_path.iterdir())
    filled(store, 1).backup(tmp_path / "b.jsonl")
    assert set(tmp_path.iterdir()) == before | {tmp_path / "b.jsonl"}
    assert (tmp_path / "b.jsonl.del").read_text() == "mitt"
    assert (tmp_path / "b.jsonl").stat().st_mode & 0o777 == 0o600


@pytest.mark.postgres  # on both, where there is time for it
def test_kills_in_the_middle_of_a_restore_leave_the_old_or_the_new(store, address, tmp_path):
    filled(store, 3).backup(tmp_path / "new.jsonl")
    new = {row.plan_id for row in store.plans()}
    for row in new:
        store.delete(row)
    filled(store, 1).backup(tmp_path / "old.jsonl")
    old = {row.plan_id for row in store.plans()}
    for number in range(5):
        process, pipe = writers.started(writers.restore_once, address, tmp_path / "new.jsonl")
        pipe.recv()
        pipe.poll(0.05 * number)
        process.kill()
        process.join()
        store = open_store(address)
        assert {row.plan_id for row in store.plans()} in (old, new)
        assert store.check() == []
        store.restore(tmp_path / "old.jsonl")
    assert not list(tmp_path.glob(".planner-restore*"))


def test_a_restore_that_fails_at_the_last_check_changes_nothing(store, tmp_path, monkeypatch):
    before = content(filled(store, 2))
    store.backup(tmp_path / "b.jsonl")
    monkeypatch.setattr("planner.store.backup.faults_in", lambda connection: ["fel"])
    monkeypatch.setattr("planner.store.backup._into_file", lambda *_: (_ for _ in ()).throw(StoreError("fel")))
    with pytest.raises(StoreError, match="fel"):
        store.restore(tmp_path / "b.jsonl")
    assert content(store) == before


def test_a_window_from_before_a_restore_overwrites_nothing_saved_after_it(store, tmp_path):
    first = store.create(change(random_plan(1, doctors=1), "clinic.year", 2026))
    store.backup(tmp_path / "b.jsonl")
    window = store.save(first, change(first.plan, "clinic.planned_load", 0.95))
    store.restore(tmp_path / "b.jsonl")
    other = store.save(store.load(first.plan_id), change(first.plan, "clinic.planned_load", 0.7))
    assert other.version == window.version
    found = store.save(window, change(window.plan, "clinic.year", 2027)).plan.clinic
    assert (found.year, found.planned_load) == (2027, 0.7)


def test_an_open_window_sees_what_was_restored(store, address, tmp_path):
    filled(store, 1).backup(tmp_path / "b.jsonl")
    (row,) = store.plans()
    with store.engine.connect() as held:  # a window in the middle of reading, whose connection is used again
        held.execute(sa.select(PlanTable.plan_id)).all()
    store.delete(row.plan_id)
    forget_stores()
    process, pipe = writers.started(writers.restore_once, address, tmp_path / "b.jsonl")
    assert [pipe.recv(), pipe.recv()] == ["begun", "done"]
    process.join()
    assert open_store(address).plans() == [row]


@pytest.mark.parametrize("lost", ["removed", "no database", "cut"])
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_lost_or_damaged_database_can_be_restored(store, address, tmp_path, lost, monkeypatch):
    before = content(filled(store, 2))
    store.backup(tmp_path / "b.jsonl")
    forget_stores()
    file = tmp_path / "1 å.db"
    match lost:
        case "removed":
            file.unlink()
        case "no database":
            file.write_bytes(b"inte en databas " * 500)
        case "cut":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    monkeypatch.setenv("PLANNER_STORE", address)
    restore(tmp_path / "b.jsonl")
    assert content(open_store()) == before
    assert open_store().check() == []
    if lost == "no database":  # kept, in case something can be saved from it
        assert len(list(tmp_path.glob("*skadad-*"))) == 1


@pytest.mark.parametrize(("statement", "said"), [
    (sa.update(PlanTable).values(content='{"clinic":{"name":"x"},"doctors":[]}'), "ändringshistoriken leder inte fram"),
    (sa.update(PlanTable).values(content='{"clinic":7}'), "går inte att läsa"),
    (sa.update(PlanTable).values(version=7), "ändringshistoriken leder inte fram"),
    (sa.update(Named).values(content="{"), "Versionen ”Version 0” går inte att läsa"),
    (sa.insert(Audit).values(plan_id="?", version=9, path="clinic.name", old=None, new='"y"', who="x", why=""), "leder inte fram"),
    (sa.text("UPDATE alembic_version SET version_num = '0001'"), "annan form"),
])  # fmt: skip
def test_a_check_finds_what_is_wrong(store, statement, said):
    filled(store, 1)
    if isinstance(statement, sa.Insert):
        (row,) = store.plans()
        statement = statement.values(plan_id=row.plan_id, made_at=row.saved_at)
    with store.engine.begin() as connection:
        connection.execute(statement)
    (fault,) = store.check()
    assert said in fault


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_check_finds_a_damaged_page(store, tmp_path):
    filled(store, 3)
    forget_stores()
    file = tmp_path / "1 å.db"
    data = bytearray(file.read_bytes())
    at = data.index(b"planned_visit", 40_000)
    data[at - at % 4096 + 8 : at - at % 4096 + 60] = bytes(52)
    file.write_bytes(data)
    with contextlib.suppress(StoreError):
        assert open_store(f"sqlite:///{file}").check() != []
