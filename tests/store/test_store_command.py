"""Does `planner store` do what it says, in Swedish, with statuses 0, 1 and 2, and touch nothing else?"""

import pytest

from planner import cli
from planner.store import open_store
from planner.store.keep import forget_stores
from tests.plans import random_plan


@pytest.fixture
def run(capsys):
    def run(*arguments):
        forget_stores()
        try:
            status = cli.run(["store", *map(str, arguments)])
        except SystemExit as stop:
            status = stop.code
        return status, *capsys.readouterr()

    return run


def test_where(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "å"))
    assert run("where") == (0, f"{tmp_path / 'å' / 'planner.db'}\n", "")
    assert not (tmp_path / "å").exists()
    monkeypatch.setenv("PLANNER_STORE", "postgresql://planner:hemligt@host/db")
    assert run("where") == (0, "postgresql+psycopg://planner:***@host/db\n", "")
    monkeypatch.setenv("PLANNER_STORE", "strunt")
    status, out, err = run("where")
    assert (status, out) == (1, "")
    assert err.startswith("fel: Adressen")


def test_backup_restore_and_check(run, tmp_path, monkeypatch):
    saved = open_store().create(random_plan(1, doctors=2))
    status, out, err = run("backup", tmp_path / "b.jsonl")
    assert (status, out, err) == (0, "", f"Skrev {tmp_path / 'b.jsonl'}. Sparade planer: 1.\n")
    assert run("backup", tmp_path / "b.jsonl")[0] == 1
    assert run("check") == (0, "Databasen är hel. Sparade planer: 1.\n", "")
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "ny"))
    assert run("restore", tmp_path / "b.jsonl") == (0, "", f"Läste in {tmp_path / 'b.jsonl'}. Sparade planer: 1.\n")
    assert open_store().load(saved.plan_id) == saved


@pytest.mark.parametrize("arguments", [(), ("annat",), ("backup",), ("restore",), ("check", "fil"), ("where", "fil")])
def test_wrong_use(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "fel: " in err


def test_a_damaged_database_is_a_message_and_no_traceback(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path))
    (tmp_path / "planner.db").write_bytes(b"inte en databas " * 100)
    for action in (("check",), ("backup", tmp_path / "b")):
        status, out, err = run(*action)
        assert (status, out) == (1, "")
        assert err == "fel: Databasen är skadad och går inte att läsa. Läs in en backup med planner store restore.\n"
    assert not (tmp_path / "b").exists()


def test_looking_at_the_wrong_place_makes_nothing_there(run, tmp_path, monkeypatch):
    there, file = tmp_path / "fel", tmp_path / "fel" / "planner.db"
    monkeypatch.setenv("PLANNER_DATA", str(there))
    for action in (("check",), ("backup", tmp_path / "b")):
        status, out, err = run(*action)
        assert (status, out) == (1, "")
        assert f"Inga sparade planer finns i {file}." in err
    assert list(tmp_path.iterdir()) == []
    there.mkdir()
    file.touch()
    for action in (("check",), ("backup", tmp_path / "b")):
        status, out, err = run(*action)
        assert (status, out) == (1, "")
        assert "0 byte" in err
    assert file.stat().st_size == 0
    assert list(there.iterdir()) == [file]
    assert not (tmp_path / "b").exists()


def test_a_check_says_every_fault(run):
    from sqlalchemy import update

    from planner.store.tables import PlanTable

    store = open_store()
    store.create(random_plan(1, doctors=1))
    store.create(random_plan(2, doctors=1))
    with store.engine.begin() as connection:
        connection.execute(update(PlanTable).values(content="{}"))
    status, out, err = run("check")
    assert (status, out) == (1, "")
    assert err.count("fel: Planen") == 2
