"""Krippendorff's first alpha for unitizing: squared differences of boundaries, over all placements.

Source of the formulas: K. Krippendorff, "On the reliability of unitizing continuous data",
Sociological Methodology 25 (1995); in the form of "Measuring the reliability of qualitative text
analysis data", Quality & Quantity 38 (2004), where a unit meets a gap in ``gap - unit + 1`` places
and the measure of several labels is one less the ratio of their summed disagreements.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.agreement.continuum import (
    Floats,
    Pieces,
    count_coders,
    find_labels,
    gap_lengths,
    pieces_by_label,
    pooled,
)
from annotator.agreement.measure import Counting, Text, Vector
from annotator.model.measurement import Lack, Measurement

NOBODY = np.zeros((0, 2), dtype=np.int64)


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
    """The numbers of one document: its length, pieces united, differences, and two rows.

    The rows have one entry for each label and length that occurs: how many units are so long,
    and how many places the gaps of this label have for one of them.
    """

    def __init__(self, documents: Sequence[Text], coders: int) -> None:
        self.coders = coders
        self.labels = find_labels(documents)
        lengths: dict[str, set[int]] = {label: set() for label in self.labels}
        for text in documents:
            for units in text.units:
                for label, pieces in pieces_by_label(units, text.length)[0].items():
                    lengths[label].update((pieces[:, 1] - pieces[:, 0]).tolist())
        self.lengths = [np.array(sorted(lengths[label]), dtype=np.int64) for label in self.labels]
        self.rows = sum(map(len, self.lengths))
        self.owner = np.repeat(np.arange(len(self.labels)), [len(row) for row in self.lengths])
        self.length = np.concatenate([np.zeros(0), *self.lengths])

    def tally(self, text: Text) -> Vector:
        read = [pieces_by_label(units, text.length) for units in text.units]
        united = sum(fewer for _pieces, fewer in read)
        differing = np.zeros(len(self.labels))
        often, places = [np.zeros(0)], [np.zeros(0)]
        for number, (label, lengths) in enumerate(zip(self.labels, self.lengths, strict=True)):
            columns = [pieces.get(label, NOBODY) for pieces, _fewer in read]
            differing[number] = _differences(columns)
            often.append(_occurrences(columns, lengths))
            places.append(_places(columns, lengths, text.length))
        return np.concatenate(([text.length, united], differing, *often, *places))

    def often(self, total: Vector) -> Vector:
        return total[2 + len(self.labels) :][: self.rows]

    def observed(self, total: Vector) -> float:
        pairs = self.coders * (self.coders - 1) * total[0] ** 2
        return float(total[2 : 2 + len(self.labels)].sum() / pairs)

    def expected(self, total: Vector) -> float:
        often, places = self.often(total), total[2 + len(self.labels) + self.rows :]
        all_of_label = np.zeros(len(self.labels))
        np.add.at(all_of_label, self.owner, often)
        squared = self.length**2
        shifted = (2 * self.length**3 - 3 * squared + self.length) / 3
        each = often * ((all_of_label[self.owner] - 1) * shifted + squared * places)
        within = often * (squared - self.length)
        above, below = np.zeros(len(self.labels)), np.zeros(len(self.labels))
        np.add.at(above, self.owner, each)
        np.add.at(below, self.owner, within)
        continuum = self.coders * total[0]
        return float((2 / total[0] * above / (continuum * (continuum - 1) - below)).sum())


def _occurrences(columns: Sequence[Pieces], lengths: Pieces) -> Vector:
    """How many units have each of these lengths."""
    found = np.zeros(len(lengths))
    for pieces in columns:
        np.add.at(found, np.searchsorted(lengths, pieces[:, 1] - pieces[:, 0]), 1)
    return found


def _places(columns: Sequence[Pieces], lengths: Pieces, length: int) -> Vector:
    """In how many places a unit of each length lies wholly in a gap of any coder."""
    gaps = np.sort(np.concatenate([gap_lengths(pieces, length) for pieces in columns]))
    from_here = np.concatenate((np.cumsum(gaps[::-1])[::-1], [0]))
    first = np.searchsorted(gaps, lengths)
    fitting = len(gaps) - first
    return np.asarray(from_here[first] - fitting * (lengths - 1), dtype=np.float64)


def _differences(columns: Sequence[Pieces]) -> float:
    """The differences of all ordered pairs of different coders."""
    pairs = [(a, b) for n, a in enumerate(columns) for b in columns[n + 1 :]]
    return 2 * sum(_difference(a, b) for a, b in pairs)


def _difference(first: Pieces, second: Pieces) -> float:
    low, high = _met(first, second)
    met = high - low
    ours = np.repeat(np.arange(len(first)), met)
    theirs = np.arange(len(ours)) + np.repeat(low - np.cumsum(met) + met, met)
    apart = (first[ours] - second[theirs]).astype(np.float64)
    low, high = _met(second, first)
    alone = np.concatenate((_squares(first[met == 0]), _squares(second[low == high])))
    return float((apart**2).sum() + alone.sum())


def _met(first: Pieces, second: Pieces) -> tuple[Pieces, Pieces]:
    """Which pieces of the second overlap each piece of the first: from where up to where."""
    low = np.searchsorted(second[:, 1], first[:, 0], side="right")
    return low, np.searchsorted(second[:, 0], first[:, 1], side="left")


def _squares(pieces: Pieces) -> Floats:
    return (pieces[:, 1] - pieces[:, 0]).astype(np.float64) ** 2
