"""Gamma and its part about labels: disorder of the best matching against that of random ones.

Sources: Y. Mathet, A. Widlöcher and J.-P. Métivier, "The unified and holistic method gamma (γ) for
inter-annotator agreement measure and alignment", Computational Linguistics 41 (2015); Y. Mathet,
"The agreement measure γcat", Computational Linguistics 43 (2017).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeAlias

import numpy as np

from annotator.agreement.continuum import count_coders, find_labels, pooled
from annotator.agreement.measure import Counting, Text, Unit, Vector
from annotator.agreement.shuffling import shuffle
from annotator.agreement.tuples.dissimilarity import Dissimilarity, Floats, Marks, positional
from annotator.agreement.tuples.matching import Matching, match
from annotator.model.measurement import Lack, Measurement
from annotator.model.stopped import Stopped

Progress: TypeAlias = Callable[[int, int], bool]
"""Called with how many matchings are done and how many there are; False stops."""

SAMPLES = 30
PLAIN = Dissimilarity()
SINGLE = 8
"""How many numbers stand before the one of each label."""


def gamma(
    documents: Sequence[Text],
    *,
    seed: int = 0,
    samples: int = SAMPLES,
    progress: Progress | None = None,
    dissimilarity: Dissimilarity = PLAIN,
) -> Measurement:
    """γ (2015): one less the disorder of the best matching by that expected of random annotations.

    The disorder of a document is the cost of its best matching (``tuples.matching``) by the mean
    number of units of a coder; expected is its mean over ``samples`` random annotations of the
    document (``shuffling``).  Units may nest and overlap; one with fragments is one unit, from
    its start to its end, and an empty one is none.  Of several documents, both
    disorders are means weighted by the mean number of units of a coder, so a document that nobody
    marked has no part.

    ``units`` are the units of all coders.  ``counts`` hold both disorders, ``seed``, ``samples``,
    ``alpha``, ``beta``, and ``precision``: expected is true to this share of itself in 19 cases of
    20.  None where nobody marked anything, with fewer than two coders, or where random annotations
    have no disorder.  Raises Stopped where ``progress`` returns False.
    """
    drawn = begin_gammas(
        documents, seed=seed, samples=samples, progress=progress, dissimilarity=dissimilarity
    )
    return pooled(drawn[0], documents)


def gamma_cat(
    documents: Sequence[Text],
    *,
    seed: int = 0,
    samples: int = SAMPLES,
    progress: Progress | None = None,
    dissimilarity: Dissimilarity = PLAIN,
) -> Measurement:
    """γcat (2017): agreement on the labels of units that the best matching of γ brings together.

    Observed is the mean distance of labels over the pairs of matched units, each weighted by
    max(0, 1 - d_pos) and by 1 / (units in its tuple - 1); expected is the same over the random
    annotations of γ.  Both are ratios of sums over pairs, samples and documents.  ``counts`` as
    for γ, and ``pairs``, the sum of the weights.  None as for γ, where no two units are matched,
    where all have the same label, or where random annotations never differ in it.
    """
    drawn = begin_gammas(
        documents, seed=seed, samples=samples, progress=progress, dissimilarity=dissimilarity
    )
    return pooled(drawn[1], documents)


def begin_gamma(
    documents: Sequence[Text],
    *,
    seed: int = 0,
    samples: int = SAMPLES,
    progress: Progress | None = None,
) -> Counting:
    """Counting of γ."""
    return begin_gammas(documents, seed=seed, samples=samples, progress=progress)[0]


def begin_gamma_cat(
    documents: Sequence[Text],
    *,
    seed: int = 0,
    samples: int = SAMPLES,
    progress: Progress | None = None,
) -> Counting:
    """Counting of γcat."""
    return begin_gammas(documents, seed=seed, samples=samples, progress=progress)[1]


def begin_gammas(
    documents: Sequence[Text],
    *,
    seed: int = 0,
    samples: int = SAMPLES,
    progress: Progress | None = None,
    dissimilarity: Dissimilarity = PLAIN,
) -> tuple[Counting, Counting]:
    """Counting of γ and of γcat, which have the same tallies: each document is drawn once for both.

    Each is among the ``others`` of the other one.
    What is drawn for a document depends on the seed and on its own units only: neither on the
    other documents nor on the order of coders and units.  Two equal documents draw the same.
    """
    if samples < 1:
        raise ValueError(f"{samples} samples are too few")
    drawing = _Drawing(documents, dissimilarity, (seed, samples), progress)
    of_both, of_labels = (
        Counting(drawing.tally, value) for value in (drawing.gamma, drawing.gamma_cat)
    )
    return (
        replace(of_both, others={"gamma_cat": of_labels}),
        replace(of_labels, others={"gamma": of_both}),
    )


_Row: TypeAlias = tuple[tuple[int, int, str], ...]


class _Drawing:
    """The counts of documents: mean units of a coder, cost and expected cost with its variance,
    differing and all weights of pairs, observed and expected, and how many units have each label.
    """

    def __init__(
        self,
        documents: Sequence[Text],
        dissimilarity: Dissimilarity,
        draws: tuple[int, int],
        progress: Progress | None,
    ) -> None:
        self.coders = count_coders(documents)
        self.labels = find_labels(documents)
        self.dissimilarity = dissimilarity
        self.seed, self.samples = draws
        distances = dissimilarity.between(self.labels)
        self.distances = distances
        self.weights = (dissimilarity.alpha, dissimilarity.beta * distances)
        self.progress = progress
        self.done, self.all = 0, len(documents) * (self.samples + 1)
        self.known: dict[tuple[int, tuple[_Row, ...]], Vector] = {}

    def tally(self, text: Text) -> Vector:
        rows = sorted(_row(units, text.length) for units in text.units)
        key = (text.length, tuple(rows))
        if key in self.known:
            self._tell(self.samples + 1)
        else:
            self.known[key] = self._drawn(text.length, rows, zlib.crc32(repr(key).encode()))
        return self.known[key]

    def _drawn(self, length: int, rows: Sequence[_Row], sign: int) -> Vector:
        coders = [self._marks(row) for row in rows]
        often = np.zeros(len(self.labels))
        for marks in coders:
            np.add.at(often, marks.labels, 1)
        if len(coders) < 2 or not often.any():
            self._tell(self.samples + 1)
            return np.concatenate((np.zeros(SINGLE), often))
        mean_units = often.sum() / len(coders)
        found = self._matched(coders)
        random = np.random.default_rng([self.seed, sign])
        disorders, pairs = np.zeros(self.samples), np.zeros(2)
        for number in range(self.samples):
            sample = shuffle(coders, length, random)
            drawn = self._matched(sample)
            disorders[number] = drawn.cost / sum(len(marks.starts) for marks in sample)
            pairs += _weights(drawn, sample, self.distances) / self.samples
        disorders *= len(coders) * mean_units
        variance = disorders.var(ddof=1) / self.samples if self.samples > 1 else 0.0
        single = (mean_units, found.cost, disorders.mean(), variance)
        return np.concatenate((single, _weights(found, coders, self.distances), pairs, often))

    def _marks(self, row: _Row) -> Marks:
        numbers = [(start, end, self.labels.index(label)) for start, end, label in row]
        starts, ends, labels = np.array(numbers, dtype=np.int64).reshape(-1, 3).T
        return Marks(starts.astype(np.float64), ends.astype(np.float64), labels)

    def _matched(self, coders: Sequence[Marks]) -> Matching:
        found = match(coders, self.weights)
        self._tell(1)
        return found

    def _tell(self, more: int) -> None:
        self.done += more
        if self.progress is not None and not self.progress(min(self.done, self.all), self.all):
            raise Stopped

    def gamma(self, total: Vector) -> Measurement:
        units, counts = int(total[SINGLE:].sum()), self._counts()
        if self.coders == 1 or not units:
            return Measurement(None, units, Lack.ONE_CODER if self.coders == 1 else Lack.NOTHING)
        observed, expected = (total[1:3] / total[0]).tolist()
        counts |= {"observed": observed, "expected": expected}
        if expected <= 0:
            return Measurement(None, units, Lack.NO_CHANCE, counts)
        counts["precision"] = float(1.96 * np.sqrt(total[3]) / total[2])
        return Measurement(1 - observed / expected, units, counts=counts)

    def gamma_cat(self, total: Vector) -> Measurement:
        units, counts = int(total[SINGLE:].sum()), self._counts()
        differing, pairs, differing_by_chance, pairs_by_chance = total[4:SINGLE].tolist()
        counts["pairs"] = pairs
        if self.coders == 1 or not units:
            return Measurement(None, units, Lack.ONE_CODER if self.coders == 1 else Lack.NOTHING)
        if np.count_nonzero(total[SINGLE:]) == 1:
            return Measurement(None, units, Lack.ONE_CATEGORY, counts)
        if not pairs or not differing_by_chance:
            return Measurement(None, units, Lack.NO_CHANCE if pairs else Lack.NOTHING, counts)
        observed, expected = differing / pairs, differing_by_chance / pairs_by_chance
        counts |= {"observed": observed, "expected": expected}
        return Measurement(1 - observed / expected, units, counts=counts)

    def _counts(self) -> dict[str, float]:
        return {
            "samples": float(self.samples),
            "seed": float(self.seed),
            "alpha": float(self.dissimilarity.alpha),
            "beta": float(self.dissimilarity.beta),
        }


def _row(units: Sequence[Unit], length: int) -> _Row:
    if any(unit.start < 0 or unit.end > length for unit in units):
        raise ValueError(f"a unit lies outside its document of {length} code points")
    return tuple(sorted((u.start, u.end, u.label) for u in units if u.end > u.start))


def _weights(found: Matching, coders: Sequence[Marks], distances: Floats) -> Vector:
    """The weights of matched pairs, times the distances of their labels and as they are."""
    others = np.maximum((found.tuples >= 0).sum(axis=1) - 1, 1)
    total = np.zeros(2)
    for a, b in combinations(range(len(coders)), 2):
        is_pair = (found.tuples[:, [a, b]] >= 0).all(axis=1)
        ours, theirs = (coders[n].at(found.tuples[is_pair, n]) for n in (a, b))
        weight = np.maximum(0, 1 - positional(ours, theirs)) / others[is_pair]
        total += (weight @ distances[ours.labels, theirs.labels], weight.sum())
    return total
