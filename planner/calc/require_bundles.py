"""Which few levers, moved as little as possible between their bounds, reach a target together?

Small = every lever of a bundle goes the same share of its own way, and no smaller share reaches the target: by
monotony (`require_sum`) no other move of the same levers has a smaller largest share. Each value is then the nearest
that can be read, towards what helps: first those of coarse steps, as a whole doctor, with the others' share found
anew; then what the rest gains too much is taken back lever by lever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Literal

import numpy as np
import numpy.typing as npt

from planner.calc.capacity import Floats
from planner.calc.require_sum import Sum, least_share, on_the_way
from planner.domain.lever import CARE, HOURS, LOAD, STAFFING, Lever

# few = the fewest levers; even = a little of each, the staff as it is (everything where that does not suffice);
# care = the contacts and indirect work alone; hours = the duties, load and staff alone; nearest = all of the way
Kind = Literal["few", "even", "care", "hours", "nearest"]
# combinations of the levers that gain most alone; more than three at once is no longer few
TRIED, FEW = 12, 3
ENOUGH_TO_CHOOSE = 20  # halvings: which of two is the smaller to a millionth of the way
COARSE = 0.1  # a step of more than this share of the whole way
Mask = npt.NDArray[np.bool_]


def ways(whole: Sum, target: float) -> Iterator[tuple[Kind, list[list[float]]]]:
    """For each kind of bundle that reaches the target, the values of all levers: readable first, then exact."""
    if not whole.levers or not whole.patients(whole.best[None, :])[0] >= target:
        return
    helpful = np.array([one.room for one in whole.levers])
    kinds: list[tuple[Kind, Callable[[], Mask | None]]] = [
        ("few", lambda: fewest(whole, target, helpful)),
        ("even", lambda: even(whole, target, helpful)),
        ("care", lambda: helpful & _of_kind(whole, CARE)),
        ("hours", lambda: helpful & _of_kind(whole, HOURS, LOAD, STAFFING)),
    ]
    for kind, choose in kinds:
        which = choose()
        if which is None or not which.any():
            continue
        exact = same_share(whole, target, which, whole.today)
        if exact is not None:
            yield kind, [readable(whole, target, which, exact), [float(value) for value in exact]]


def same_share(whole: Sum, target: float, which: Mask, start: Floats) -> Floats | None:
    """The position where the levers of `which` go the least share of their way from `start`; None where the whole
    way does not reach the target."""
    rows = which[None, :].astype(float)
    share = least_share(whole, target, rows, start)
    if not np.isfinite(share[0]):
        return None
    if share[0] >= 1:  # halving comes near a bound, never to it
        return np.where(which, whole.best, start)
    return np.asarray(on_the_way(whole, share, rows, start)[0])


def fewest(whole: Sum, target: float, helpful: Mask) -> Mask | None:
    """The fewest levers that reach the target; of those, the ones that need go the smallest share of their way."""
    places = np.flatnonzero(helpful)
    gain = whole.patients(on_the_way(whole, np.ones(len(places)), np.eye(len(whole.levers))[places]))
    places = places[np.argsort(-np.nan_to_num(gain), kind="stable")]
    for size in range(1, FEW + 1):
        chosen = list(combinations(places[:TRIED], size))
        if not chosen:
            return None
        which = np.zeros((len(chosen), len(whole.levers)))
        for row, combination in zip(which, chosen, strict=True):
            row[list(combination)] = 1.0
        which = which[np.isfinite(least_share(whole, target, which, halvings=0))]
        if len(which):
            return np.asarray(which[np.argmin(least_share(whole, target, which, halvings=ENOUGH_TO_CHOOSE))] > 0)
    which = np.tril(np.ones((len(places), len(places))))
    rows = np.zeros((len(places), len(whole.levers)))
    rows[:, places] = which
    enough = whole.patients(on_the_way(whole, np.ones(len(places)), rows)) >= target
    return np.asarray(rows[np.argmax(enough)] > 0) if enough.any() else None


def even(whole: Sum, target: float, helpful: Mask) -> Mask:
    """Everything that can move but the staff; with the staff where that does not suffice."""
    as_it_is = helpful & ~_of_kind(whole, STAFFING)
    enough = np.isfinite(least_share(whole, target, as_it_is[None, :].astype(float), halvings=0)[0])
    return as_it_is if enough else helpful


def readable(whole: Sum, target: float, which: Mask, exact: Floats) -> list[float]:
    """Values that can be read and reach the target."""
    coarse = which & np.array([_coarseness(one) > COARSE for one in whole.levers])
    if coarse.any():
        fixed = np.where(coarse, _rounded(whole, exact), whole.today)
        anew = same_share(whole, target, which & ~coarse, fixed)
        exact = _rounded(whole, exact) if anew is None else anew
    return _taken_back(whole, target, _rounded(whole, exact))


def _rounded(whole: Sum, position: Floats) -> Floats:
    """The nearest values that can be read, towards what helps."""
    scales = [one.readable() for one in whole.levers]
    return np.array([scale[scale.from_value(value)] for scale, value in zip(scales, position, strict=True)])


def _taken_back(whole: Sum, target: float, position: Floats) -> list[float]:
    """Each lever as far back as the others let it, those of the coarsest steps first: there is most to gain."""
    for i in sorted(np.flatnonzero(position != whole.today), key=lambda i: -_coarseness(whole.levers[i])):
        scale = whole.levers[i].readable()
        low, high = 0, scale.from_value(position[i])
        while low < high:
            middle = (low + high) // 2
            position[i] = scale[middle]
            enough = whole.patients(position[None, :])[0] >= target
            low, high = (low, middle) if enough else (middle + 1, high)
        position[i] = scale[low]
    return [float(value) for value in position]


def _coarseness(one: Lever) -> float:
    return one.step / abs(one.best - one.today) if one.room else 0.0


def _of_kind(whole: Sum, *kinds: str) -> Mask:
    return np.array([one.kind in kinds for one in whole.levers])
