"""The tuples of units that can be in a best matching, and what each of them saves.

A tuple of k units out of m coders costs (the sum of d over its pairs + the number of all other
pairs of coders) / C, C = m (m - 1) / 2, and saves k less that against its units alone.  Splitting
it in two costs 1 more and spares (d - 1) / C for each pair that is parted.  So a tuple is of use
only where the parted pairs, however it is split, have a sum of d - 1 below C.  While coders are
still to come, each of their units may lower that sum by 1 for each unit on the smaller side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.agreement.tuples.dissimilarity import Floats, Marks, square

Tuples: TypeAlias = npt.NDArray[np.int64]
"""Shape (n, coders): the number of each coder's unit in each tuple, -1 where one is missing."""

Squares: TypeAlias = dict[tuple[int, int], Floats]
"""d of every unit of a coder (rows) and every unit of a later one, by the pair of coders."""

CHUNK = 50_000
"""How many tuples are grown at once."""


def find_candidates(
    coders: Sequence[Marks], weights: tuple[float, Floats]
) -> tuple[Tuples, Floats]:
    """Every tuple of two units or more that can be of use, and what it saves."""
    pairs = combinations(range(len(coders)), 2)
    squares = {(a, b): square(coders[a], coders[b], weights) for a, b in pairs}
    tuples = np.zeros((0, 0), dtype=np.int64)
    for coder, marks in enumerate(coders):
        alone = np.full((len(marks.starts), coder + 1), -1, dtype=np.int64)
        alone[:, coder] = np.arange(len(marks.starts))
        without = np.column_stack((tuples, np.full(len(tuples), -1)))
        tuples = np.concatenate((without, alone, *_grown(tuples, coder, squares, len(coders))))
    tuples = tuples[(tuples >= 0).sum(axis=1) > 1]
    excess = _excess(tuples, squares)
    pairs_of_coders = comb(len(coders), 2)
    saving = (tuples >= 0).sum(axis=1) - 1 - sum(excess.values()) / pairs_of_coders
    is_useful = _is_whole(tuples, excess, pairs_of_coders, 0)
    return tuples[is_useful], saving[is_useful]


def _grown(tuples: Tuples, coder: int, squares: Squares, coders: int) -> Iterator[Tuples]:
    """Tuples of earlier coders with each unit of this one that they could be of use with."""
    pairs_of_coders, to_come = comb(coders, 2), coders - coder - 1
    first = np.argmax(tuples >= 0, axis=1) if coder else np.zeros(0, dtype=np.int64)
    for earlier in range(coder):
        is_near = squares[earlier, coder] < pairs_of_coders + coders - 1
        begin = np.concatenate(([0], np.cumsum(is_near.sum(axis=1))))
        near = np.nonzero(is_near)[1]
        ours = tuples[first == earlier]
        for start in range(0, len(ours), CHUNK):
            part = ours[start : start + CHUNK]
            low, many = begin[part[:, earlier]], np.diff(begin)[part[:, earlier]]
            which = np.repeat(np.arange(len(part)), many)
            place = np.arange(len(which)) + np.repeat(low - np.cumsum(many) + many, many)
            grown = np.column_stack((part[which], near[place]))
            excess = _excess(grown, squares)
            yield grown[_is_whole(grown, excess, pairs_of_coders, to_come)]


def _excess(tuples: Tuples, squares: Squares) -> Squares:
    """What is over 1 in d of each pair of each tuple, 0 where a unit is missing."""
    found = {}
    for a, b in combinations(range(tuples.shape[1]), 2):
        ours, theirs = tuples[:, a], tuples[:, b]
        found[a, b] = np.zeros(len(tuples))
        both = (ours >= 0) & (theirs >= 0)
        found[a, b][both] = squares[a, b][ours[both], theirs[both]] - 1
    return found


def _is_whole(
    tuples: Tuples, excess: Squares, pairs_of_coders: int, to_come: int
) -> npt.NDArray[np.bool_]:
    """Whether no split of a tuple can be as good as the tuple."""
    is_there = tuples >= 0
    number = is_there.sum(axis=1)
    whole = np.ones(len(tuples), dtype=np.bool_)
    for side in _sides(tuples.shape[1]):
        parted = np.zeros(len(tuples))
        for a, b in excess:
            if (a in side) != (b in side):
                parted += excess[a, b]
        here = is_there[:, sorted(side)].sum(axis=1)
        smaller = np.minimum(here, number - here)
        whole &= (smaller == 0) | (parted < pairs_of_coders + to_come * smaller)
    return whole


def _sides(coders: int) -> Iterator[frozenset[int]]:
    """One side of every split of the coders, the one without the last coder."""
    for size in range(1, coders):
        yield from map(frozenset, combinations(range(coders - 1), size))
