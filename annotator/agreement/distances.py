"""How far apart two answers are: the difference functions of Krippendorff's alpha.

Each is given twice: as a plain function of two answers, and as a ``Distance`` over the values of a
scale, which alpha calculates with.  All are 0 between equal answers.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.agreement.answers import Codes
from annotator.agreement.measure import Answer, Matrix, Vector

Numbers: TypeAlias = npt.NDArray[np.float64]

_CELLS = 1 << 22
"""How many differences are held in memory at once."""
_LARGEST = 1e100
"""A number beyond this could not be squared and summed."""


class Distance(Protocol):
    """The differences between the values of a scale, given by their places in it."""

    @abstractmethod
    def between(self, first: Codes, second: Codes) -> Numbers:
        """Return the differences of pairs of values."""

    @abstractmethod
    def total(self, counts: Matrix) -> Vector:
        """Return the differences summed over all ordered pairs of answers.

        ``counts`` says how many answers have each value, a row a sum.
        """


# Plain functions --------------------------------------------------------------------------------


def nominal(first: Answer, second: Answer) -> float:
    """Return 1 where the answers differ."""
    return float(first != second)


def interval(first: Numbers, second: Numbers) -> Numbers:
    """Return (a - b)² (Krippendorff 2011)."""
    return np.square(np.subtract(first, second))


def ratio(first: Numbers, second: Numbers) -> Numbers:
    """Return ((a - b) / (a + b))² of numbers that are not below 0 (Krippendorff 2011)."""
    whole = np.add(first, second)
    return np.square(np.subtract(first, second) / np.where(whole == 0, 1, whole))


def ordinal(counts: Vector) -> Matrix:
    """Return the differences between values in an order, given how often each was used.

    The square of the number of answers between the middles of two values: the sum of the counts
    from one to the other, less half of both ends (Krippendorff 2011).  It is the squared
    difference of their mean ranks.
    """
    ranks = mean_ranks(counts)
    return interval(ranks[:, None], ranks[None, :])


def mean_ranks(counts: Numbers) -> Numbers:
    """Return the mean rank of the answers of each value, counted from 0 (along the last axis)."""
    ranks: Numbers = np.cumsum(counts, axis=-1) - counts / 2
    return ranks


def jaccard(first: frozenset[Answer], second: frozenset[Answer]) -> float:
    """Return 1 - |A and B| / |A or B|; 0 between two empty sets."""
    return float(_jaccard(*_sizes(first, second)))


def masi(first: frozenset[Answer], second: frozenset[Answer]) -> float:
    """Return 1 - J M (Passonneau 2006): Jaccard's similarity J, times M by how sets lie.

    M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they share something, else 0.
    """
    return float(_masi(*_sizes(first, second)))


def _sizes(first: frozenset[Answer], second: frozenset[Answer]) -> tuple[Numbers, Numbers, Numbers]:
    common, one, other = (
        np.asarray(len(each), np.float64) for each in (first & second, first, second)
    )
    return common, one, other


def _jaccard(common: Numbers, first: Numbers, second: Numbers) -> Numbers:
    whole = first + second - common
    return np.where(whole == 0, 0, 1 - common / np.where(whole == 0, 1, whole))


def _masi(common: Numbers, first: Numbers, second: Numbers) -> Numbers:
    is_same = (common == first) & (common == second)
    is_inside = common == np.minimum(first, second)
    shape = np.select([is_same, common == 0, is_inside], [1, 0, 2 / 3], 1 / 3)
    distance: Numbers = 1 - (1 - _jaccard(common, first, second)) * shape
    return distance


# Over a scale -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Nominal:
    """1 between different values."""

    def between(self, first: Codes, second: Codes) -> Numbers:
        """Return 1 where the values differ."""
        return np.not_equal(first, second).astype(np.float64)

    def total(self, counts: Matrix) -> Vector:
        """Return the number of ordered pairs of answers that differ."""
        pairs: Vector = np.square(counts.sum(axis=1)) - np.square(counts).sum(axis=1)
        return pairs


@dataclass(frozen=True, slots=True)
class Interval:
    """The squared difference of numbers."""

    numbers: Numbers

    def between(self, first: Codes, second: Codes) -> Numbers:
        """Return the squared differences of pairs of values."""
        return interval(self.numbers[first], self.numbers[second])

    def total(self, counts: Matrix) -> Vector:
        """Return the sum over all pairs, which is 2 n times the squares around the mean."""
        return squares(counts, np.broadcast_to(self.numbers, counts.shape))


def squares(counts: Matrix, numbers: Numbers) -> Vector:
    """Return (x - y)² summed over all ordered pairs of answers, by way of their mean.

    Both have a row a sum and a column a value.  Going by the mean of each sum keeps small
    differences exact where a far larger number is on the scale, but not in this sum.
    """
    size = counts.sum(axis=1)
    mean = (counts * numbers).sum(axis=1) / np.where(size > 0, size, 1)
    around: Vector = (counts * np.square(numbers - mean[:, None])).sum(axis=1)
    total: Vector = 2 * size * around
    return total


@dataclass(frozen=True, slots=True)
class Ratio:
    """The squared difference of numbers relative to their sum."""

    numbers: Numbers

    def between(self, first: Codes, second: Codes) -> Numbers:
        """Return the relative squared differences of pairs of values."""
        return ratio(self.numbers[first], self.numbers[second])

    def total(self, counts: Matrix) -> Vector:
        """Return the sum over all pairs."""
        return _sum_of_pairs(self._table, counts)

    def _table(self, rows: Codes, columns: Codes) -> Numbers:
        return ratio(self.numbers[rows][:, None], self.numbers[columns][None, :])


@dataclass(frozen=True, slots=True)
class Sets:
    """A distance of sets that follows from what they share and how many elements they have.

    ``holders`` are, by element, the places of the sets that have it.
    """

    sets: Sequence[frozenset[Answer]]
    holders: dict[Answer, Codes]
    sizes: Numbers
    formula: Callable[[Numbers, Numbers, Numbers], Numbers]

    def between(self, first: Codes, second: Codes) -> Numbers:
        """Return the distances of pairs of sets."""
        size = len(self.sets)
        keys, places = np.unique(first * size + second, return_inverse=True)
        pairs = zip((keys // size).tolist(), (keys % size).tolist(), strict=True)
        shared = (len(self.sets[one] & self.sets[other]) for one, other in pairs)
        common = np.fromiter(shared, np.float64, len(keys))[places.reshape(-1)]
        return self.formula(common, self.sizes[first], self.sizes[second])

    def total(self, counts: Matrix) -> Vector:
        """Return the sum over all pairs."""
        return _sum_of_pairs(self._table, counts)

    def _table(self, rows: Codes, columns: Codes) -> Numbers:
        common = np.zeros((len(rows), len(self.sets)))
        for line, place in enumerate(rows.tolist()):
            for element in self.sets[place]:
                common[line, self.holders[element]] += 1
        return self.formula(
            common[:, columns], self.sizes[rows][:, None], self.sizes[columns][None, :]
        )


def _sum_of_pairs(table: Callable[[Codes, Codes], Numbers], counts: Matrix) -> Vector:
    """Return the sum over all ordered pairs of answers, by blocks of values that occur."""
    used = np.flatnonzero(counts.any(axis=0))
    step = max(1, _CELLS // max(1, counts.shape[1]))
    total = np.zeros(len(counts))
    for start in range(0, len(used), step):
        rows = used[start : start + step]
        total += ((counts[:, rows] @ table(rows, used)) * counts[:, used]).sum(axis=1)
    return total


# From the values of a scale ---------------------------------------------------------------------


def interval_of(values: Sequence[Answer]) -> Interval | None:
    """Return the distance of numbers; None where a value is no number."""
    numbers = _numbers(values)
    return None if numbers is None else Interval(numbers)


def ratio_of(values: Sequence[Answer]) -> Ratio | None:
    """Return the relative distance; None where a value is no number or below 0."""
    numbers = _numbers(values)
    return None if numbers is None or (numbers < 0).any() else Ratio(numbers)


def jaccard_of(values: Sequence[Answer]) -> Sets:
    """Return Jaccard's distance; a value that is no set is taken for the set of itself."""
    return _sets_of(values, _jaccard)


def masi_of(values: Sequence[Answer]) -> Sets:
    """Return the MASI distance; a value that is no set is taken for the set of itself."""
    return _sets_of(values, _masi)


def _numbers(values: Sequence[Answer]) -> Numbers | None:
    numbers = [v for v in values if isinstance(v, int | float) and -_LARGEST <= v <= _LARGEST]
    return np.array(numbers, np.float64) if len(numbers) == len(values) else None


def _sets_of(
    values: Sequence[Answer], formula: Callable[[Numbers, Numbers, Numbers], Numbers]
) -> Sets:
    sets = [value if isinstance(value, frozenset) else frozenset([value]) for value in values]
    holders: dict[Answer, list[int]] = {}
    for place, elements in enumerate(sets):
        for element in elements:
            holders.setdefault(element, []).append(place)
    places = {element: np.array(found, np.intp) for element, found in holders.items()}
    return Sets(sets, places, np.array([len(each) for each in sets], np.float64), formula)
