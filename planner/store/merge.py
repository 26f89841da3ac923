"""What does a plan become when two windows have edited it, and which values do they disagree about?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.store.rows import ABSENT, Rows, changes_in, named_anew, renamed_back, same


@dataclass(frozen=True)
class Difference:
    """One value, or one whole row, that both have changed and not to the same; ABSENT where it is not there."""

    path: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """Every edit of both. The two differ at `clashes` alone, and are equal when there are none."""

    mine_wins: Rows
    theirs_wins: Rows
    clashes: tuple[Difference, ...]


def merged(base: Rows, mine: Rows, theirs: Rows) -> Merged:
    """`mine` and `theirs` both come from `base`. Edits of different values are all kept, a new signature among them."""
    found = merged_by_old_names(base, renamed_back(base, mine), renamed_back(base, theirs))
    return Merged(named_anew(found.mine_wins), named_anew(found.theirs_wins), found.clashes)


def merged_by_old_names(base: Rows, mine: Rows, theirs: Rows) -> Merged:
    """The same where every row stands under the path that it has in `base`."""
    clashes: list[Difference] = []
    mine_wins: Rows = {}
    theirs_wins: Rows = {}
    for path in _order(list(base), list(mine), list(theirs)):
        first, second, found = _row(path, base.get(path), mine.get(path), theirs.get(path))
        clashes += found
        mine_wins |= {path: first} if first is not None else {}
        theirs_wins |= {path: second} if second is not None else {}
    return Merged(mine_wins, theirs_wins, tuple(clashes))


_Row = dict[str, Any] | None


def _row(path: str, base: _Row, mine: _Row, theirs: _Row) -> tuple[_Row, _Row, list[Difference]]:
    """The row when mine wins, when theirs does, and what they disagree about."""
    if mine is None or theirs is None:
        return _one_side(path, base, mine, theirs)
    if base is None:  # both have added it: perhaps two different things by the same name, so nothing is mixed
        keys = [key for key in dict.fromkeys([*mine, *theirs]) if not same(_at(mine, key), _at(theirs, key))]
        found = [Difference(f"{path}.{key}", ABSENT, _at(mine, key), _at(theirs, key)) for key in keys]
        return mine, theirs, found
    return _values(path, base, mine, theirs)


def _one_side(path: str, base: _Row, mine: _Row, theirs: _Row) -> tuple[_Row, _Row, list[Difference]]:
    """A row that only one of the two has: added there, or removed by the other."""
    there = mine if mine is not None else theirs
    if base is None or there is None:
        return there, there, []
    if _equal(base, there):
        return None, None, []
    gone = (ABSENT if mine is None else mine, ABSENT if theirs is None else theirs)
    return mine, theirs, [Difference(path, base, *gone)]


def _values(path: str, base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[_Row, _Row, list]:  # type: ignore[type-arg]
    first: dict[str, Any] = {}
    second: dict[str, Any] = {}
    clashes = []
    for key in _value_order(base, mine, theirs):
        was, my, their = _at(base, key), _at(mine, key), _at(theirs, key)
        if same(my, their) or same(their, was):
            one = other = my
        elif same(my, was):
            one = other = their
        else:
            one, other = my, their
            clashes.append(Difference(f"{path}.{key}", was, my, their))
        first |= {} if one is ABSENT else {key: one}
        second |= {} if other is ABSENT else {key: other}
    return first, second, clashes


def _value_order(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """All keys; only a scenario's changes have an order that means something."""
    changes = _order(changes_in(base), changes_in(mine), changes_in(theirs))
    return [key for key in dict.fromkeys([*base, *mine, *theirs]) if key not in changes] + changes


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """The keys of both in one order. Order is never a conflict: who has moved something decides, mine before theirs."""
    i_moved = [key for key in mine if key in base] != [key for key in base if key in mine]
    first, then = (theirs, mine) if mine == base or (theirs != base and not i_moved) else (mine, theirs)
    order = list(first)
    for place, key in enumerate(then):
        if key not in order:  # after the one that it follows there
            follows = next((one for one in reversed(then[:place]) if one in order), None)
            order.insert(0 if follows is None else order.index(follows) + 1, key)
    return order


def _equal(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)


def _at(row: dict[str, Any], key: str) -> Any:
    return row.get(key, ABSENT)
