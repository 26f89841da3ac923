"""How fast is the store, beside a JSON file written whole for each save? Run with make bench; no times are asserted."""

import json
import os
import time

import pytest

from planner.domain.as_json import plan_to_dict
from planner.domain.plan import change
from planner.store import open_store
from tests.benchmarks.test_capacity_speed import median_time
from tests.plans import random_plan

pytestmark = pytest.mark.benchmark
VERSIONS, DOCTORS = 1_000, 7


def test_a_thousand_versions(tmp_path):
    plan = random_plan(1, doctors=DOCTORS, blanks=0)
    store = open_store(f"sqlite:///{tmp_path}/planner.db")
    saved = store.create(plan)
    plans = [change(plan, "clinic.listed_patients", 5_000 + number) for number in range(VERSIONS)]
    start = time.perf_counter()
    for one in plans:
        saved = store.save(saved, one)
    ours = (time.perf_counter() - start) / VERSIONS
    assert saved.version == VERSIONS + 1

    start = time.perf_counter()
    for number, one in enumerate(plans):
        write_file(tmp_path / f"{number}.json", one)
    files = (time.perf_counter() - start) / VERSIONS

    told = median_time(lambda: store.changes(saved.plan_id, path_start="clinic.listed_patients"))
    read = median_time(lambda: [json.loads((tmp_path / f"{n}.json").read_text("utf-8")) for n in range(VERSIONS)])
    load = median_time(lambda: store.load(saved.plan_id))
    print(
        f"\na plan of {DOCTORS} doctors saved {VERSIONS} times: {ours * 1e3:.1f} ms a save, with merge and trail;"
        f" a new JSON file with fsync {files * 1e3:.1f} ms ({ours / files:.1f} times)"
        f"\nits {VERSIONS} changes told: {told * 1e3:.0f} ms; as many JSON files read {read * 1e3:.0f} ms"
        f" ({told / read:.1f} times); the plan read back: {load * 1e3:.1f} ms"
    )


def test_a_thousand_named_versions_and_plans(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/planner.db")
    saved = store.create(random_plan(1, doctors=DOCTORS, blanks=0))
    start = time.perf_counter()
    for number in range(VERSIONS):
        store.name_version(saved, f"Version {number}")
    named = (time.perf_counter() - start) / VERSIONS
    listed = median_time(lambda: store.versions(saved.plan_id))
    backup = median_time(lambda: (store.backup(tmp_path / "b.jsonl"), (tmp_path / "b.jsonl").unlink()), 3)
    copy = median_time(lambda: write_bytes(tmp_path / "copy.db", (tmp_path / "planner.db").read_bytes()), 3)
    print(
        f"\n{VERSIONS} versions named: {named * 1e3:.1f} ms each; listed: {listed * 1e3:.0f} ms;"
        f" backup of them: {backup * 1e3:.0f} ms, the bare file copied {copy * 1e3:.0f} ms ({backup / copy:.0f} times)"
    )


def write_file(path, plan):
    """What would be the simplest: the whole plan in a file of its own, safe on the disk."""
    write_bytes(path.with_suffix(".part"), json.dumps(plan_to_dict(plan), ensure_ascii=False).encode())
    path.with_suffix(".part").replace(path)


def write_bytes(path, data):
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
