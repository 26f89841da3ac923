"""Do rows lose nothing of a plan, does the trail lead to it, and does a merge keep everybody's edits?"""

import json
import random

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from planner.domain.as_json import plan_to_dict
from planner.domain.from_json import plan_of
from planner.domain.kept import with_renamed_doctor
from planner.domain.plan import change
from planner.store.merge import merged, merged_by_old_names
from planner.store.rows import (
    ABSENT,
    TABLES,
    after,
    form_of,
    renamed_back,
    rows_of,
    same,
    split,
    steps_between,
)  # fmt: skip
from tests.plans import random_plan
from tests.store.edits import edited, given

SEEDS = st.integers(0, 10_000)


def rows(plan):
    return rows_of(json.loads(json.dumps(plan_to_dict(plan))))


def plan_from(some_rows):
    plan, issues = plan_of(form_of(some_rows))
    assert not [issue for issue in issues if issue.level == "fel"]
    return plan


def values(some_rows):
    """Every value by its path, and whether each row is there."""
    return {
        **dict.fromkeys(some_rows, True),
        **{f"{path}.{key}": value for path, row in some_rows.items() for key, value in row.items()},
    }


def plan_of_seed(seed):
    rng = random.Random(seed)
    return edited(random_plan(seed, clean=rng.random() < 0.5, doctors=rng.randint(0, 6)), rng, rng.randint(0, 12)), rng


@settings(max_examples=30)
@drawn(SEEDS)
def test_rows_lose_nothing(seed):
    plan, _ = plan_of_seed(seed)
    assert given(plan_from(rows(plan))) == given(plan)
    known = rows(plan)
    for path in values(known):
        row, key = split(path)
        assert (f"{row}.{key}" if key else row) == path
        assert row in known


@settings(max_examples=30)
@drawn(SEEDS)
def test_replaying_every_step_from_nothing_gives_the_plan(seed):
    plan, rng = plan_of_seed(seed)
    then, trail = rows(plan), steps_between({}, rows(plan))
    for _ in range(8):
        plan = edited(plan, rng, rng.randint(1, 3))
        trail += steps_between(then, rows(plan))
        then = rows(plan)
    assert form_of(after({}, trail)) == form_of(then)
    assert all(step.old is ABSENT or not same(step.old, step.new) for step in trail)


@settings(max_examples=80)
@drawn(SEEDS)
def test_a_merge_keeps_every_edit_of_both(seed):
    base, rng = plan_of_seed(seed)
    mine, theirs = (rows(edited(base, rng, rng.randint(1, 5))) for _ in "ab")
    base = rows(base)
    mine, theirs = renamed_back(base, mine), renamed_back(base, theirs)
    found = merged_by_old_names(base, mine, theirs)
    clashing = [clash.path for clash in found.clashes]
    outcomes = values(found.mine_wins), values(found.theirs_wins)

    def disputed(path):
        return any(path == one or path.startswith(one + ".") for one in clashing)

    for side, (won, lost) in (("mine", outcomes), ("theirs", outcomes[::-1])):
        for step in steps_between(base, mine if side == "mine" else theirs):
            if step.path in TABLES or step.path.endswith(".changes"):
                continue
            assert same(won.get(step.path, ABSENT), step.new)
            assert disputed(step.path) or same(lost.get(step.path, ABSENT), step.new)
    for clash in found.clashes:
        row, key = split(clash.path)
        for side, value in ((mine, clash.mine), (theirs, clash.theirs)):
            assert same((side.get(row, {}).get(key, ABSENT) if key else side.get(row, ABSENT)), value)
    plan_from(found.mine_wins)
    plan_from(found.theirs_wins)


@settings(max_examples=30)
@drawn(SEEDS)
def test_edits_of_different_values_commute(seed):
    base, rng = plan_of_seed(seed)
    mine, theirs = (rows(edited(base, rng, rng.randint(1, 3))) for _ in "ab")
    base = rows(base)
    one, other = merged(base, mine, theirs), merged(base, theirs, mine)
    assert values(one.mine_wins) == values(other.theirs_wins)
    assert values(one.theirs_wins) == values(other.mine_wins)
    if not one.clashes:
        assert one.mine_wins == one.theirs_wins
        # one after the other, in the order that the windows happen to save
        assert values(merged(base, mine, theirs).mine_wins) == values(merged(base, theirs, mine).mine_wins)


@pytest.mark.parametrize("seed", range(5))
def test_a_merge_with_nobody_is_what_was_edited_and_in_its_order(seed):
    base, rng = plan_of_seed(seed)
    mine = rows(edited(base, rng, 6))
    assert form_of(merged(rows(base), mine, rows(base)).mine_wins) == form_of(mine)
    assert form_of(merged(rows(base), rows(base), mine).mine_wins) == form_of(mine)


def test_order_is_never_a_conflict():
    base = random_plan(3, doctors=4)
    mine = base.model_copy(update={"doctors": base.doctors[::-1]})
    theirs = base.model_copy(update={"doctors": (base.doctors[1], base.doctors[0], *base.doctors[2:])})
    found = merged(rows(base), rows(mine), rows(theirs))
    assert found.clashes == ()
    assert plan_from(found.mine_wins).doctors == mine.doctors


def test_a_removed_doctor_against_an_edited_one_is_a_clash():
    base = random_plan(3, doctors=2)
    name = base.doctors[0].doctor_id
    mine = base.model_copy(update={"doctors": base.doctors[1:]})
    theirs = change(base, f"doctors.{name}.fte", 0.35)
    found = merged(rows(base), rows(mine), rows(theirs))
    assert [clash.path for clash in found.clashes] == [f"doctors.{name}"]
    assert plan_from(found.mine_wins) == mine
    assert plan_from(found.theirs_wins) == theirs


def test_two_new_doctors_by_one_name_are_not_mixed_into_one():
    base = random_plan(3, doctors=1)
    mine = base.model_copy(update={"doctors": (*base.doctors, type(base.doctors[0])(doctor_id="Ny", fte=0.5))})
    theirs = base.model_copy(
        update={"doctors": (*base.doctors, type(base.doctors[0])(doctor_id="Ny", current_list=900))}
    )
    found = merged(rows(base), rows(mine), rows(theirs))
    assert {clash.path for clash in found.clashes} == {"doctors.Ny.fte", "doctors.Ny.current_list"}
    assert (plan_from(found.mine_wins), plan_from(found.theirs_wins)) == (mine, theirs)


def test_true_is_not_one():
    assert same(1, 1.0)
    assert not same(True, 1)
    assert not same(None, ABSENT)
    assert same({"value": None}, {"value": None})


def test_the_same_edit_in_both_windows_is_agreement():
    base = random_plan(3, doctors=2)
    name = base.doctors[0].doctor_id
    both = change(base, f"doctors.{name}.fte", 0.35)
    found = merged(rows(base), rows(both), rows(change(both, "clinic.planned_load", 0.77)))
    assert found.clashes == ()
    assert plan_from(found.mine_wins) == change(both, "clinic.planned_load", 0.77)


def test_what_one_has_moved_stays_moved_and_what_the_other_has_added_comes_after_its_neighbour():
    base = random_plan(3, doctors=3)
    first, second, third = base.doctors
    new = type(first)(doctor_id="Ny")
    moved = base.model_copy(update={"doctors": (third, first, second)})
    more = base.model_copy(update={"doctors": (first, new, second, third)})
    for mine, theirs in ((moved, more), (more, moved)):
        order = [one.doctor_id for one in plan_from(merged(rows(base), rows(mine), rows(theirs)).mine_wins).doctors]
        assert [name for name in order if name != "Ny"] == [third.doctor_id, first.doctor_id, second.doctor_id]
        assert order.index("Ny") == order.index(first.doctor_id) + 1


def renamed(plan, name):
    return with_renamed_doctor(plan, 0, name)


def test_a_doctor_renamed_in_both_windows_is_one_doctor_and_a_clash():
    base = random_plan(3, doctors=2)
    mine, theirs = renamed(base, "X"), renamed(base, "Y")
    found = merged(rows(base), rows(mine), rows(theirs))
    assert [(clash.mine, clash.theirs) for clash in found.clashes] == [("X", "Y")]
    assert (plan_from(found.mine_wins).doctors, plan_from(found.theirs_wins).doctors) == (mine.doctors, theirs.doctors)


def test_a_doctor_renamed_in_one_window_and_edited_in_the_other_is_both():
    base = random_plan(3, doctors=2)
    edit = f"doctors.{base.doctors[0].doctor_id}.fte"
    wanted = change(renamed(base, "X"), "doctors.X.fte", 0.35)
    for mine, theirs in (
        (renamed(base, "X"), change(base, edit, 0.35)),
        (change(base, edit, 0.35), renamed(base, "X")),
    ):
        found = merged(rows(base), rows(mine), rows(theirs))
        assert found.clashes == ()
        assert plan_from(found.mine_wins).doctors == wanted.doctors


def test_the_same_new_name_in_both_windows_is_agreement():
    base = random_plan(3, doctors=2)
    found = merged(rows(base), rows(renamed(base, "X")), rows(renamed(base, "X")))
    assert (found.clashes, plan_from(found.mine_wins).doctors) == ((), renamed(base, "X").doctors)
