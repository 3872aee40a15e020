"""The best matching of all coders' units: which unit of each stand for the same thing.

A matching (in the paper: an alignment) puts every unit into one tuple, which has at most one unit
of each coder.  A tuple costs the mean dissimilarity over all its pairs of coders, where a pair with
somebody's unit missing counts 1; so a unit alone costs 1.  The best matching costs least in sum:
its tuples share no unit and save most against all units alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import comb
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.tuples.candidates import Tuples, find_candidates
from annotator.agreement.tuples.dissimilarity import Floats, Marks, square
from annotator.agreement.tuples.packing import pack

WINDOW = 600
"""How many units, of all coders together, are matched at once if the document lets one part it."""


class Matching(NamedTuple):
    """The tuples of two units or more, and the cost of all tuples, those of one unit included."""

    tuples: Tuples
    cost: float


def match(coders: Sequence[Marks], weights: tuple[float, Floats]) -> Matching:
    """Find a best matching of two coders' units or more.

    ``weights`` are alpha and beta · d_cat.  Two coders are an assignment problem; more are an
    integer programme over the tuples that can be in a best matching.  The cost is exact to seven
    digits, and the same units give the same matching every time.
    """
    cost = float(sum(len(marks.starts) for marks in coders))
    found = [np.zeros((0, len(coders)), dtype=np.int64)]
    for window in _windows(coders, weights[0]):
        part = [marks.at(places) for marks, places in zip(coders, window, strict=True)]
        if sum(len(places) > 0 for places in window) < 2:
            continue
        tuples, saved = (_pairs if len(coders) == 2 else _tuples)(part, weights)
        columns = [
            np.where(tuples[:, n] < 0, -1, places[tuples[:, n]]) if len(places) else tuples[:, n]
            for n, places in enumerate(window)
        ]
        found.append(np.column_stack(columns))
        cost -= saved
    return Matching(np.concatenate(found), cost)


def _windows(coders: Sequence[Marks], alpha: float) -> Iterator[list[npt.NDArray[np.int64]]]:
    """Part the units, as their places by coder, where nothing left and right can be matched.

    Two units of a useful tuple are nearer to each other than d = C + m - 1, so their middles are
    nearer than the sum of their halves, stretched by its root.
    """
    number = len(coders)
    limit = comb(number, 2) + number - 1
    starts, ends = (np.concatenate([marks[side] for marks in coders]) for side in (0, 1))
    reach = (ends - starts) / 2 * (np.sqrt(limit / alpha) if alpha else np.inf)
    low, high = (starts + ends) / 2 - reach, (starts + ends) / 2 + reach
    order = np.argsort(low, kind="stable")
    so_far = np.maximum.accumulate(high[order])
    cuts = [0]
    for place in np.flatnonzero(low[order][1:] >= so_far[:-1]) + 1:
        if place - cuts[-1] >= WINDOW:
            cuts.append(int(place))
    before = np.cumsum([0, *(len(marks.starts) for marks in coders)])
    for first, last in zip(cuts, [*cuts[1:], len(order)], strict=True):
        units = np.sort(order[first:last])
        bounds = np.searchsorted(units, before)
        yield [units[a:b] - at for a, b, at in zip(bounds, bounds[1:], before, strict=False)]


def _pairs(coders: Sequence[Marks], weights: tuple[float, Floats]) -> tuple[Tuples, float]:
    # scipy takes long to import, and nobody needs it who asks for no gamma
    from scipy.optimize import linear_sum_assignment

    saving = np.maximum(2.0 - square(coders[0], coders[1], weights), 0.0)
    rows, columns = linear_sum_assignment(saving, maximize=True)
    saved = saving[rows, columns]
    pairs = np.stack((rows[saved > 0], columns[saved > 0]), axis=1).astype(np.int64)
    return pairs, float(saved.sum())


def _tuples(coders: Sequence[Marks], weights: tuple[float, Floats]) -> tuple[Tuples, float]:
    tuples, saving = find_candidates(coders, weights)
    if not len(tuples):
        return tuples, 0.0
    sizes = [len(marks.starts) for marks in coders]
    members = np.where(tuples < 0, -1, tuples + np.cumsum([0, *sizes[:-1]]))
    chosen = pack(members, saving, sum(sizes))
    return tuples[chosen], float(saving[chosen].sum())
