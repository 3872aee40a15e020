"""Krippendorff's first alpha for unitizing: squared differences of boundaries, over all placements.

Source of the formulas: K. Krippendorff, "On the reliability of unitizing continuous data",
Sociological Methodology 25 (1995); in the form of "Measuring the reliability of qualitative text
analysis data", Quality & Quantity 38 (2004), where a unit meets a gap in ``gap - unit + 1`` places
and the measure of several labels is one less the ratio of their summed disagreements.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from annotator.agreement.continuum import (
    Floats,
    Marked,
    Numbers,
    Pieces,
    count_coders,
    find_labels,
    gaps_of,
    pooled,
    units_of,
)
from annotator.agreement.measure import Counting, Text, Vector
from annotator.model.measurement import Lack, Measurement

SINGLE = 3
"""How many numbers stand before the two rows."""


def alpha_u(documents: Sequence[Text]) -> Measurement:
    """Krippendorff's alpha for unitizing (1995, 2004): one less observed by expected disagreement.

    Two units that overlap differ by (difference of starts)² + (difference of ends)², a unit that
    lies in a gap of the other coder by the square of its length, everything else by nothing.
    Observed are the pairs of different coders where they lie; expected are all pairs of units,
    and of units and gaps, of all coders in all places where they could meet.  Labels are
    measured one by one and their disagreements added, so units of different labels may overlap.
    Overlapping pieces of one coder and label are united first (``counts["united"]``); a fragment
    counts as a unit.  Documents are one continuum, in which no gap goes beyond its document.

    ``units`` are the united units of all coders.  None where nobody marked anything, with fewer
    than two coders, or where nothing could differ wherever it lay.
    """
    return pooled(begin_alpha_u(documents), documents)


def begin_alpha_u(documents: Sequence[Text]) -> Counting:
    """Counting of alpha for unitizing, whose expected disagreement is made of sums as well.

    Of a unit of length l only how often l occurs and how many places all gaps have for it are
    needed; both are sums over documents for each length that occurs.
    """
    coders = count_coders(documents)
    sums = _Sums(documents, coders)

    def value(total: Vector) -> Measurement:
        units = int(sums.often(total).sum())
        if coders < 2 or not units:
            return Measurement(None, units, Lack.NOTHING if coders != 1 else Lack.ONE_CODER)
        observed, expected = sums.observed(total), sums.expected(total)
        counts = {"observed": observed, "expected": expected, "united": float(total[1])}
        if expected <= 0:
            return Measurement(None, units, Lack.NO_CHANCE, counts)
        return Measurement(1 - observed / expected, units, counts=counts)

    return Counting(sums.tally, value)


class _Sums:
    """The numbers of one document: length, pieces united, differences, and two rows.

    The rows have one entry for each label and length of a unit that occurs anywhere: how many
    units there are of it, and how many places the gaps of the label have for one of them.
    """

    def __init__(self, documents: Sequence[Text], coders: int) -> None:
        self.coders, self.labels = coders, find_labels(documents)
        self.base = 1 + max((text.length for text in documents), default=0)
        found = [self._keys(self._read(text)) for text in documents]
        self.keys = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found]))
        self.label, self.length = np.divmod(self.keys, self.base)

    def _read(self, text: Text) -> list[Marked]:
        return [units_of(units, self.labels, text.length) for units in text.units]

    def _keys(self, read: Sequence[Marked]) -> Numbers:
        """Label and length of each unit as one number."""
        parts = [one.labels * self.base + one.pieces[:, 1] - one.pieces[:, 0] for one in read]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def tally(self, text: Text) -> Vector:
        read = self._read(text)
        often = np.zeros(len(self.keys))
        np.add.at(often, np.searchsorted(self.keys, self._keys(read)), 1)
        pairs = combinations([one.pieces for one in read], 2)
        differing = 2 * sum(_difference(first, second) for first, second in pairs)
        united = sum(one.united for one in read)
        places = self._places(read, text.length)
        return np.concatenate(([text.length, united, differing], often, places))

    def _places(self, read: Sequence[Marked], length: int) -> Vector:
        """In how many places a unit of each label and length lies wholly in a gap of a coder."""
        gaps = [gaps_of(one, len(self.labels), length) for one in read]
        keys = np.sort(np.concatenate([labels * self.base + sizes for labels, sizes in gaps]))
        so_far = np.concatenate(([0], np.cumsum(keys % self.base)))
        first = np.searchsorted(keys, self.keys)
        last = np.searchsorted(keys, (self.label + 1) * self.base)
        fitting = last - first
        places = so_far[last] - so_far[first] - fitting * (self.length - 1)
        return np.asarray(places, dtype=np.float64)

    def often(self, total: Vector) -> Vector:
        return total[SINGLE : SINGLE + len(self.keys)]

    def observed(self, total: Vector) -> float:
        return float(total[2] / (self.coders * (self.coders - 1) * total[0] ** 2))

    def expected(self, total: Vector) -> float:
        often, places = self.often(total), total[SINGLE + len(self.keys) :]
        length = self.length.astype(np.float64)
        of_label = self._by_label(often)
        shifted = (2 * length**3 - 3 * length**2 + length) / 3
        each = often * ((of_label[self.label] - 1) * shifted + length**2 * places)
        continuum = self.coders * total[0]
        pairs = continuum * (continuum - 1) - self._by_label(often * length * (length - 1))
        return float((2 / total[0] * self._by_label(each) / pairs).sum())

    def _by_label(self, numbers: Vector) -> Vector:
        found = np.zeros(len(self.labels))
        np.add.at(found, self.label, numbers)
        return found


def _difference(first: Pieces, second: Pieces) -> float:
    low, high = _met(first, second)
    met = high - low
    ours = np.repeat(np.arange(len(first)), met)
    theirs = np.arange(len(ours)) + np.repeat(low - np.cumsum(met) + met, met)
    apart = (first[ours] - second[theirs]).astype(np.float64)
    low, high = _met(second, first)
    alone = np.concatenate((_squares(first[met == 0]), _squares(second[low == high])))
    return float((apart**2).sum() + alone.sum())


def _met(first: Pieces, second: Pieces) -> tuple[Numbers, Numbers]:
    """Which pieces of the second overlap each piece of the first: from where up to where."""
    low = np.searchsorted(second[:, 1], first[:, 0], side="right")
    return low, np.searchsorted(second[:, 0], first[:, 1], side="left")


def _squares(pieces: Pieces) -> Floats:
    return (pieces[:, 1] - pieces[:, 0]).astype(np.float64) ** 2
