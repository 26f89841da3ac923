"""Is what was acknowledged still there, whatever happens: kills, other writers, a full disk, a lost database?"""

import contextlib
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.domain.plan import change, field_at
from planner.store import StoreError, open_store
from planner.store.database import LOST
from planner.store.keep import forget_stores
from planner.store.tables import PlanTable
from tests.plans import random_plan
from tests.store import writers
from tests.store.room import limited, mounted

KILLS, UPDATES = 25, 600


def plan_of(doctors=2, patients=8_000):
    return change(random_plan(7, doctors=doctors, blanks=0), "clinic.listed_patients", patients)


def test_kills_in_the_middle_of_writing_lose_nothing_acknowledged(address):
    rng = random.Random(1)
    saved = open_store(address).create(plan_of())
    last = (1, 8_000)
    for _ in range(KILLS):
        process, pipe = writers.started(writers.save_without_end, address, saved.plan_id)
        assert pipe.poll(30)
        time.sleep(rng.uniform(0, 0.03))
        writers.kill(process)
        with contextlib.suppress(EOFError):
            while True:
                last = pipe.recv()
        now = open_store(address).load(saved.plan_id)
        # what was under way when it was killed may have reached the disk without having been acknowledged
        assert now.version in (last[0], last[0] + 1)
        assert now.plan.clinic.listed_patients - 8_000 == now.version - 1
        last = (now.version, now.plan.clinic.listed_patients)
    assert last[0] > KILLS
    assert open_store(address).check() == []


@pytest.mark.postgres  # on both, where there is time for it
def test_two_writers_and_600_updates_of_one_value_with_none_lost(address):
    saved = open_store(address).create(plan_of())
    halves = range(10_000, 10_000 + UPDATES // 2), range(20_000, 20_000 + UPDATES // 2)
    both = [writers.started(writers.put_numbers, address, saved.plan_id, numbers) for numbers in halves]
    conflicts = sum(pipe.recv() for _, pipe in both)
    for process, _ in both:
        process.join()
    store = open_store(address)
    assert conflicts > 0  # else the two never met, and nothing was proved
    assert store.load(saved.plan_id).version == 1 + UPDATES
    trail = store.changes(saved.plan_id, since=saved.saved_at)[::-1]
    assert [row.version for row in trail] == list(range(2, UPDATES + 2))
    # every number was there, and each came after one that its writer had seen
    assert sorted(row.new for row in trail) == sorted(_shown(number) for numbers in halves for number in numbers)
    assert [row.old for row in trail[1:]] == [row.new for row in trail[:-1]]
    assert store.check() == []


def _shown(patients):
    return field_at("clinic.listed_patients").show_with_unit(patients)


def test_two_writers_of_different_values_never_meet_a_conflict(address):
    saved = open_store(address).create(plan_of())
    values = [round(0.3 + i / 100, 2) for i in range(40)]
    paths = [f'doctors."{doctor.doctor_id}".fte' for doctor in saved.plan.doctors]
    both = [writers.started(writers.edit_one_value, address, saved.plan_id, path, values) for path in paths]
    for process, pipe in both:
        pipe.recv()
        process.join()
    now = open_store(address).load(saved.plan_id)
    assert [doctor.fte for doctor in now.plan.doctors] == [values[-1]] * 2
    assert now.version == 81


def test_many_windows_of_one_process_lose_nothing(store):
    saved = store.create(plan_of(8))

    def edit(doctor):
        mine = saved
        for value in (0.41, 0.42, 0.43):
            mine = store.save(mine, change(mine.plan, f'doctors."{doctor.doctor_id}".fte', value))

    with ThreadPoolExecutor(8) as windows:
        list(windows.map(edit, [one for one in saved.plan.doctors if '"' not in one.doctor_id]))
    now = store.load(saved.plan_id)
    edited = [one.fte for one in now.plan.doctors if '"' not in one.doctor_id]
    assert (now.version, set(edited)) == (1 + 3 * len(edited), {0.43})
    assert store.check() == []


def test_a_reader_does_not_wait_for_a_writer(store):
    saved = store.create(plan_of())
    with store.engine.connect() as writing:
        writing.execute(sa.update(PlanTable).values(saved_by="en annan"))
        # one that waited would be refused in the end
        assert store.load(saved.plan_id) == saved
        assert store.check() == []
        writing.rollback()


@pytest.mark.parametrize("disk", [mounted, limited])
def test_a_full_disk_is_said_and_nothing_is_half_saved(disk, kind, request, tmp_path, caplog):
    server = request.getfixturevalue("server") if kind == "postgresql" else None
    with disk(tmp_path, server) as room:
        store = open_store(room.address)
        base = store.create(plan_of(), "Märkesorden")
        room.fill()
        last, problem = base, ""
        try:  # what is left may have room for a few
            for number in range(5_000):
                last = store.save(last, change(last.plan, "clinic.name", f"Märkesorden {number} " + "x" * 150))
        except StoreError as error:
            problem = str(error)
        assert ("disken har plats" if server and disk is limited else "Disken är full") in problem
        assert "Märkesorden" not in problem + caplog.text
        assert store.load(base.plan_id) == last  # reading works, and shows the last that was acknowledged
        room.free()
        after = store.save(last, change(last.plan, "clinic.name", "Plats igen"))
        assert after.version == last.version + 1
        assert store.check() == []
        forget_stores()


def test_a_lost_database_is_said_and_no_empty_one_takes_its_place(store, address, kind, request, tmp_path):
    saved = store.create(plan_of())
    server = request.getfixturevalue("server") if kind == "postgresql" else None
    file = tmp_path / "1 å.db"
    if server:
        server.stop()
    else:
        file.rename(tmp_path / "borta")
    for call in (lambda: store.save(saved, change(saved.plan, "clinic.name", "Ny")), store.plans, store.check):
        with pytest.raises(StoreError) as caught:
            call()
        assert str(caught.value) == LOST
    if server:
        server.start()
    else:
        assert not file.exists()
        (tmp_path / "borta").rename(file)
    assert store.load(saved.plan_id) == saved  # without a restart of the app
    assert store.save(saved, change(saved.plan, "clinic.name", "Ny")).version == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_damaged_file_is_said_to_be(store, address, tmp_path):
    store.create(plan_of())
    forget_stores()
    file = tmp_path / "1 å.db"
    file.write_bytes(b"inte en databas " * 1_000)
    with pytest.raises(StoreError, match="skadad"):
        open_store(address)
    assert file.read_bytes().startswith(b"inte")


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_what_is_deleted_is_gone_from_the_files(store, tmp_path):
    marker, other = "Mycket särskilda ord", "Det som blir kvar"
    base = store.create(change(plan_of(40), "clinic.name", marker + " ett"), "Läkare A", marker + " varför")
    kept = store.create(change(plan_of(), "clinic.name", other))
    saved = store.save(base, change(base.plan, "clinic.name", marker + " två"))
    store.keep_drafts(saved.plan_id, {"box": marker + " utkast"})
    version = store.name_version(saved, marker + " version")
    assert marker in _bytes(tmp_path)
    store.delete_version(version.version_id)
    assert marker + " version" not in _bytes(tmp_path)
    store.delete(base.plan_id)
    assert marker not in _bytes(tmp_path)
    assert other in _bytes(tmp_path)
    assert store.load(kept.plan_id) == kept
    assert store.check() == []


def _bytes(folder: Path) -> str:
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in folder.iterdir())


def test_what_is_deleted_is_gone_from_every_table(store):
    saved = store.create(plan_of(), "Läkare A", "skäl")
    store.name_version(saved, "A")
    store.keep_drafts(saved.plan_id, {"a": "b"})
    store.delete(saved.plan_id)
    with store.engine.connect() as connection:
        for table in PlanTable.metadata.tables.values():
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_only_the_owner_may_read_the_file(store, tmp_path):
    store.create(plan_of())
    assert {oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()} == {"0o600"}
