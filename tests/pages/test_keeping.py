"""Is a disagreement between two windows solved value by value, a doctor's signature too?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.kept import with_renamed_doctor
from planner.domain.plan import change
from planner.store import open_store
from planner.ui import keeping
from planner.ui.current import Current
from tests.plans import random_plan


@pytest.fixture
def two_windows() -> Current:
    """Mine has renamed the first doctor to X and changed the load; the other window's Y and load are saved."""
    store = open_store()
    base = store.create(change(random_plan(3, doctors=2), "clinic.planned_load", 0.9))
    store.save(base, change(with_renamed_doctor(base.plan, 0, "Y"), "clinic.planned_load", 0.8))
    mine = change(with_renamed_doctor(base.plan, 0, "X"), "clinic.planned_load", 0.7)
    found = keeping.kept(Current(mine, kept=base))
    assert found.conflict is not None
    return found


@pytest.mark.parametrize(
    ("wanted", "name", "load"),
    [({"name", "load"}, "X", 0.7), (set(), "Y", 0.8), ({"name"}, "X", 0.8), ({"load"}, "Y", 0.7)],
)
def test_each_clash_is_chosen_by_itself(two_windows: Current, wanted: set[str], name: str, load: float) -> None:
    assert two_windows.conflict is not None
    paths = {"load" if "load" in clash.path else "name": clash.path for clash in two_windows.conflict.clashes}
    assert set(paths) == {"name", "load"}
    found = keeping.settled(two_windows, {paths[one] for one in wanted})
    assert found.conflict is None
    for plan in (found.plan, open_store().load(found.plan_id).plan):
        assert {one.doctor_id for one in plan.doctors} == {name, "Läkare B"}
        assert plan.clinic.planned_load == load


def test_a_window_from_before_a_restore_is_told_what_came(tmp_path) -> None:  # type: ignore[no-untyped-def]
    store = open_store()
    first = store.create(change(random_plan(1, doctors=1), "clinic.planned_load", 0.9))
    store.backup(tmp_path / "b.jsonl")
    window = Current(change(first.plan, "clinic.planned_load", 0.95), kept=first)
    window = keeping.kept(window)
    store.restore(tmp_path / "b.jsonl")
    store.save(store.load(first.plan_id), change(first.plan, "clinic.planned_load", 0.7))
    assert keeping.newest(window).plan.clinic.planned_load == 0.7
    edited = keeping.kept(replace(window, plan=change(window.plan, "clinic.year", 2027)))
    assert (edited.plan.clinic.year, edited.plan.clinic.planned_load) == (2027, 0.7)
    assert "Planerad beläggning" in " ".join(edited.news)
