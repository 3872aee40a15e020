"""Krippendorff's alpha over items: any number of coders, missing answers, six distances.

A document adds how often each value was given to an item with two answers or more, and, for each
pair of answers to an item with m answers, their difference divided by m - 1.  On an ordered scale
the differences follow from the counts of all documents; there it adds how often each pair of
values met, and the differences come in with the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Protocol

import numpy as np

from annotator.agreement.answers import MISSING, Codes, Scale, answers_of, count, gather, marginals
from annotator.agreement.coefficient import (
    Outcome,
    below_chance,
    counting_of,
    lack_of_coders,
    lacking,
    measure_items,
    share,
)
from annotator.agreement.distances import (
    Distance,
    Nominal,
    interval,
    interval_of,
    jaccard_of,
    masi_of,
    mean_ranks,
    ratio_of,
    squares,
)
from annotator.agreement.measure import (
    N_,
    Answer,
    Counting,
    Items,
    Level,
    Matrix,
    Measure,
    Vector,
)
from annotator.model.measurement import Lack, Measurement


class _Differences(Protocol):
    """How the differences between answers are gathered and summed."""

    def gather(self, codes: Codes) -> Vector:
        """Return what the pairs of answers to some items add to the sum of a document."""

    def sums(self, counts: Matrix, gathered: Matrix) -> tuple[Vector, Vector]:
        """Return the differences within items, and those between all ordered pairs of answers.

        ``counts`` says how many answers have each value, ``gathered`` is the sum of ``gather``.
        """


@dataclass(frozen=True, slots=True)
class _Fixed:
    """Differences that are known from the two values alone."""

    distance: Distance

    def gather(self, codes: Codes) -> Vector:
        parts = [
            (self.distance.between(first, second) * weights).sum()
            for first, second, weights in _pairs(codes)
        ]
        return np.array([sum(parts)])

    def sums(self, counts: Matrix, gathered: Matrix) -> tuple[Vector, Vector]:
        return gathered[:, 0], self.distance.total(counts)


@dataclass(frozen=True, slots=True)
class _Ordinal:
    """Differences of mean ranks.  ``keys`` are the pairs of values that meet in any item."""

    size: int
    keys: Codes

    def gather(self, codes: Codes) -> Vector:
        parts = np.zeros(len(self.keys))
        for first, second, weights in _pairs(codes):
            places = np.searchsorted(self.keys, _keys(first, second, self.size))
            parts += np.bincount(places, weights, minlength=len(self.keys))
        return parts

    def sums(self, counts: Matrix, gathered: Matrix) -> tuple[Vector, Vector]:
        ranks = mean_ranks(counts)
        apart = interval(ranks[:, self.keys // self.size], ranks[:, self.keys % self.size])
        return (apart * gathered).sum(axis=1), squares(counts, ranks)


def _pairs(codes: Codes) -> Iterator[tuple[Codes, Codes, Vector]]:
    """Yield the answers of each pair of coders to the items both answered, and their weights.

    A pair of answers is two ordered pairs, and an item with m answers counts as m of them.
    """
    weights = 2 / np.maximum(answers_of(codes) - 1, 1)
    for first, second in combinations(codes.T, 2):
        is_both = (first != MISSING) & (second != MISSING)
        yield first[is_both], second[is_both], weights[is_both]


def _keys(first: Codes, second: Codes, size: int) -> Codes:
    keys: Codes = np.minimum(first, second) * size + np.maximum(first, second)
    return keys


@dataclass(frozen=True, slots=True)
class _Table:
    """Units, items left out, how often each value was given, and the differences."""

    scale: Scale
    differences: _Differences

    @property
    def rows(self) -> int:
        return 2 if self.scale.coders == 2 else 1

    @property
    def head(self) -> int:
        return 2 + self.rows * len(self.scale.values)

    def tally(self, items: Items) -> Vector:
        codes = self.scale.codes(items)
        answers = answers_of(codes)
        kept = codes[answers > 1]
        left_out = np.count_nonzero(answers) - len(kept)
        counts = count(kept, self.scale, columns=self.rows)
        return np.concatenate([[len(kept), left_out], counts, self.differences.gather(kept)])

    def solve(self, totals: Matrix) -> Outcome:
        counts = self._counts(totals).sum(axis=1)
        answers = counts.sum(axis=1)
        within, between = self.differences.sums(counts, totals[:, self.head :])
        observed = share(within, answers)
        expected = share(between, answers * (answers - 1))
        used = np.count_nonzero(counts, axis=1)
        parts = {
            "observed_disagreement": observed,
            "expected_disagreement": expected,
            "answers": answers,
        }
        return Outcome(below_chance(observed, expected, used), totals[:, 0], used, parts)

    def details(self, total: Vector) -> dict[str, float]:
        counts = self._counts(total[np.newaxis])[0]
        return {"left_out": float(total[1])} | marginals(self.scale, counts)

    def _counts(self, totals: Matrix) -> Matrix:
        counts = totals[:, 2 : self.head]
        return counts.reshape(len(totals), self.rows, len(self.scale.values))


# From documents to a table ----------------------------------------------------------------------


def _fixed(distance_of: Callable[[Sequence[Answer]], Distance | None]) -> Callable[..., Counting]:
    def begin(documents: Sequence[Items], order: Sequence[Answer] | None = None) -> Counting:
        scale = gather(documents)
        distance = distance_of(scale.values)
        lack = lack_of_coders(scale.coders, wanted=0)
        if lack or distance is None:
            return lacking(lack or Lack.NO_NUMBERS)
        table = _Table(scale, _Fixed(distance))
        return counting_of(table.tally, table.solve, table.details)

    return begin


def _ordinal(documents: Sequence[Items], order: Sequence[Answer] | None = None) -> Counting:
    scale = gather(documents, order, is_closed=True)
    if lack := lack_of_coders(scale.coders, wanted=0):
        return lacking(lack)
    size = len(scale.values)
    codes = scale.codes(list(chain.from_iterable(documents)))
    keys = [_keys(first, second, size) for first, second, _weights in _pairs(codes)]
    table = _Table(scale, _Ordinal(size, np.unique(np.concatenate(keys))))
    return counting_of(table.tally, table.solve, table.details)


def _measure(name: str, definition: str, begin: Callable[..., Counting]) -> Measure:
    is_ordinal = begin is _ordinal
    return Measure(
        f"krippendorff_alpha_{name}", Level.ITEMS, definition, begin, needs_order=is_ordinal
    )


# The measures -----------------------------------------------------------------------------------

ALPHA_NOMINAL = _measure(
    "nominal",
    N_(
        "One less the ratio of observed to expected disagreement, where two different values "
        "disagree fully; any number of coders, missing answers allowed (Krippendorff 2011)."
    ),
    _fixed(lambda values: Nominal()),
)
ALPHA_ORDINAL = _measure(
    "ordinal",
    N_(
        "Krippendorff's alpha for values in an order: two answers differ by the square of how "
        "many answers lie between them (Krippendorff 2011)."
    ),
    _ordinal,
)
ALPHA_INTERVAL = _measure(
    "interval",
    N_(
        "Krippendorff's alpha for numbers: two answers differ by the square of their difference "
        "(Krippendorff 2011)."
    ),
    _fixed(interval_of),
)
ALPHA_RATIO = _measure(
    "ratio",
    N_(
        "Krippendorff's alpha for numbers from zero: two answers differ by the square of their "
        "difference divided by their sum (Krippendorff 2011)."
    ),
    _fixed(ratio_of),
)
ALPHA_JACCARD = _measure(
    "jaccard",
    N_(
        "Krippendorff's alpha for sets of values: two answers differ by the share of their "
        "values that only one of them has (Krippendorff 2011 with Jaccard's distance)."
    ),
    _fixed(jaccard_of),
)
ALPHA_MASI = _measure(
    "masi",
    N_(
        "Krippendorff's alpha for sets of values: two answers differ by 1 - J M, where J is the "
        "share of their values that both have, and M is 1 for equal sets, 2/3 where one holds the "
        "other, 1/3 where they overlap and 0 where they do not (Passonneau 2006)."
    ),
    _fixed(masi_of),
)


def krippendorff_alpha_nominal(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return alpha = 1 - Do / De for values without order (Krippendorff 2011).

    An item counts if two coders or more answered it.  ``counts``: both disagreements, ``answers``
    (how many pairable answers there are), ``left_out`` (items with one answer), and how often each
    value was given.  No value where only one value occurs among them.  ``order`` is not needed.
    """
    return measure_items(ALPHA_NOMINAL, items, order)


def krippendorff_alpha_ordinal(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return alpha for values in an order, with the distance ``distances.ordinal``.

    Without ``order``, values stand in the order of their size or their letters.  A value outside
    a given order counts as no answer.
    """
    return measure_items(ALPHA_ORDINAL, items, order)


def krippendorff_alpha_interval(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return alpha for numbers, with the distance (a - b)².

    No value (``no_numbers``) where an answer is no number.  ``order`` is not needed.
    """
    return measure_items(ALPHA_INTERVAL, items, order)


def krippendorff_alpha_ratio(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return alpha for numbers with a true zero, with the distance ((a - b) / (a + b))².

    No value (``no_numbers``) where an answer is no number or below 0.  ``order`` is not needed.
    """
    return measure_items(ALPHA_RATIO, items, order)


def krippendorff_alpha_jaccard(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return alpha for sets, with the distance ``distances.jaccard``.

    Answers are frozensets; another answer is taken for the set of itself.  An empty set is an
    answer, None is a missing one.  ``order`` is not needed.
    """
    return measure_items(ALPHA_JACCARD, items, order)


def krippendorff_alpha_masi(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return alpha for sets, with the distance ``distances.masi`` (Passonneau 2006).

    Answers as for ``krippendorff_alpha_jaccard``.  ``order`` is not needed.
    """
    return measure_items(ALPHA_MASI, items, order)
