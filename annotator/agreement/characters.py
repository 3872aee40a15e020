"""Agreement on each character: what it was marked with, nothing included.

A character carries the set of labels that one coder gave it: the empty set is "nothing", and a
character under two labels of one coder has their combination as its value.  Given only the units
of one label, a measure is binary: marked with it or not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from annotator.agreement.continuum import Floats, count_coders, cut, find_labels, pooled
from annotator.agreement.measure import Counting, Text, Vector
from annotator.model.measurement import Lack, Measurement

MOST_BITS = 63
"""A set of fewer labels fits into one number of numpy; more take numbers of Python."""


def char_cohen_kappa(documents: Sequence[Text]) -> Measurement:
    """Cohen's kappa (1960) of two coders with the characters as items.

    κ = (Po - Pe) / (1 - Pe): Po is the share of characters with the same value, Pe the sum over
    values of the product of both coders' shares.  ``units`` are characters.  None where nobody
    marked anything, where both gave every character the same one value, or with other than two
    coders.
    """
    return pooled(begin_kappa(documents), documents)


def char_krippendorff_alpha(documents: Sequence[Text]) -> Measurement:
    """Krippendorff's alpha (1980, 2011), nominal, with the characters as items.

    α = 1 - Do / De: Do is the share of pairs of values on one character that differ, De that
    among all pairs of values.  ``units`` are characters.  None where nobody marked anything, where
    every character has the same one value, or with fewer than two coders.
    """
    return pooled(begin_alpha(documents), documents)


def begin_kappa(documents: Sequence[Text]) -> Counting:
    """Counting of Cohen's kappa: characters, those with the same value, shares of each coder."""
    coders = count_coders(documents)
    reader = _Reader(documents)

    def tally(text: Text) -> Vector:
        lengths, values = reader.read(text)
        if coders != 2:
            return np.array([lengths.sum()])
        same = lengths[values[:, 0] == values[:, 1]].sum()
        often = [reader.often(values[:, coder], lengths) for coder in range(2)]
        return np.concatenate(([lengths.sum(), same], *often))

    def value(total: Vector) -> Measurement:
        characters = total[0]
        if coders != 2:
            number = Lack.TWO_CODERS_ONLY if coders > 2 else Lack.ONE_CODER
            return Measurement(None, int(characters), number)
        first, second = np.split(total[2:], 2)
        if lack := reader.lack(first + second):
            return Measurement(None, int(characters), lack)
        observed, expected = total[1] / characters, first @ second / characters**2
        kappa = (observed - expected) / (1 - expected)
        counts = {
            "observed": observed,
            "expected": expected,
            "same": total[1],
            "marked_a": characters - first[0],
            "marked_b": characters - second[0],
        }
        return Measurement(float(kappa), int(characters), counts=_plain(counts))

    return Counting(tally, value)


def begin_alpha(documents: Sequence[Text]) -> Counting:
    """Counting of Krippendorff's alpha: characters, differing pairs, how often each value is."""
    coders = count_coders(documents)
    reader = _Reader(documents)

    def tally(text: Text) -> Vector:
        lengths, values = reader.read(text)
        often = np.stack([reader.often(column, lengths) for column in values.T])
        alike = np.zeros(len(lengths))
        for column in values.T:
            alike += (values == column[:, None]).sum(axis=1) - 1
        differing = lengths @ (coders * (coders - 1) - alike) / max(1, coders - 1)
        return np.concatenate(([lengths.sum(), differing], often.sum(axis=0)))

    def value(total: Vector) -> Measurement:
        characters, often = int(total[0]), total[2:]
        if coders < 2:
            return Measurement(None, characters, Lack.ONE_CODER)
        if lack := reader.lack(often):
            return Measurement(None, characters, lack)
        pairable = often.sum()
        observed = total[1] / pairable
        expected = (pairable**2 - often @ often) / (pairable * (pairable - 1))
        counts = {"observed": observed, "expected": expected, "marked": pairable - often[0]}
        return Measurement(float(1 - observed / expected), characters, counts=_plain(counts))

    return Counting(tally, value)


class _Reader:
    """Reads documents into values by number; 0 is "nothing"."""

    def __init__(self, documents: Sequence[Text]) -> None:
        self.labels = find_labels(documents)
        exact = np.int64 if len(self.labels) < MOST_BITS else np.object_
        self.bits = np.array([1 << number for number in range(len(self.labels))], dtype=exact)
        found = [np.unique(self._sets(text)[1]) for text in documents]
        self.values = np.unique(np.concatenate([np.zeros(1, dtype=exact), *found]))

    def _sets(self, text: Text) -> tuple[Floats, npt.NDArray[np.int64]]:
        stretches = cut(text, self.labels)
        return stretches.lengths, stretches.marks.astype(self.bits.dtype) @ self.bits

    def read(self, text: Text) -> tuple[Floats, npt.NDArray[np.int64]]:
        """The length of each stretch, and by stretch and coder the number of its value."""
        lengths, sets = self._sets(text)
        return lengths, np.searchsorted(self.values, sets)

    def often(self, values: npt.NDArray[np.int64], lengths: Floats) -> Vector:
        """How many characters have each value."""
        found = np.zeros(len(self.values))
        np.add.at(found, values, lengths)
        return found

    def lack(self, often: Vector) -> Lack | None:
        """Why nothing can be said of values that are so often, if so."""
        if not often[1:].any():
            return Lack.NOTHING
        return Lack.ONE_CATEGORY if np.count_nonzero(often) == 1 else None


def _plain(counts: dict[str, float]) -> dict[str, float]:
    return {name: float(number) for name, number in counts.items()}
