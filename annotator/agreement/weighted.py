"""Weighted kappa: two coders, values in an order, a disagreement counts by how far it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from annotator.agreement.answers import Scale, answers_of, count, gather, marginals
from annotator.agreement.coefficient import (
    Outcome,
    below_chance,
    counting_of,
    lack_of_coders,
    lacking,
    measure_items,
    share,
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
from annotator.model.measurement import Measurement

Weights: TypeAlias = Literal["linear", "quadratic"]

_HEAD = 3


@dataclass(frozen=True, slots=True)
class _Table:
    """Units, items left out, the disagreement, and how often each of both gave each value."""

    scale: Scale
    weights: Weights

    def tally(self, items: Items) -> Vector:
        codes = self.scale.codes(items)
        answers = answers_of(codes)
        kept = codes[answers == 2]
        steps = np.abs(kept[:, 0] - kept[:, 1]) / self._longest
        apart = steps if self.weights == "linear" else np.square(steps)
        left_out = np.count_nonzero(answers) - len(kept)
        counts = count(kept, self.scale, columns=2)
        return np.concatenate([[len(kept), left_out, apart.sum()], counts])

    def solve(self, totals: Matrix) -> Outcome:
        units, first, second = totals[:, 0], *self._counts(totals)
        observed = share(totals[:, 2], units)
        expect = _linear if self.weights == "linear" else _quadratic
        shares = [share(counts, units[:, None]) for counts in (first, second)]
        expected = expect(*shares) / self._longest ** (1 if self.weights == "linear" else 2)
        used = np.count_nonzero((first > 0) | (second > 0), axis=1)
        parts = {"observed_disagreement": observed, "expected_disagreement": expected}
        return Outcome(below_chance(observed, expected, used), units, used, parts)

    def details(self, total: Vector) -> dict[str, float]:
        counts = np.concatenate(self._counts(total[np.newaxis]))
        own = {"left_out": float(total[1]), "values": float(len(self.scale.values))}
        return own | marginals(self.scale, counts)

    @property
    def _longest(self) -> int:
        """How many steps lie between the first value and the last."""
        return max(1, len(self.scale.values) - 1)

    def _counts(self, totals: Matrix) -> tuple[Matrix, Matrix]:
        size = len(self.scale.values)
        return totals[:, _HEAD : _HEAD + size], totals[:, _HEAD + size :]


def _linear(first: Matrix, second: Matrix) -> Vector:
    """Return the mean of |i - j| by chance.

    A pair is one step apart for each boundary between values that lies between them, so that it is
    the sum over the boundaries of the chance to fall on different sides.
    """
    below, other = np.cumsum(first, axis=1)[:, :-1], np.cumsum(second, axis=1)[:, :-1]
    sides: Vector = (below * (1 - other) + other * (1 - below)).sum(axis=1)
    return sides


def _quadratic(first: Matrix, second: Matrix) -> Vector:
    """Return the mean of (i - j)² by chance: both variances and the square between the means."""
    steps = np.arange(first.shape[1])
    mean, other = first @ steps, second @ steps
    around = np.square(steps - mean[:, None]), np.square(steps - other[:, None])
    spread = (first * around[0]).sum(axis=1) + (second * around[1]).sum(axis=1)
    apart: Vector = spread + np.square(mean - other)
    return apart


def _begin(weights: Weights) -> Callable[..., Counting]:
    def begin(documents: Sequence[Items], order: Sequence[Answer] | None = None) -> Counting:
        scale = gather(documents, order, is_closed=True)
        if lack := lack_of_coders(scale.coders, wanted=2):
            return lacking(lack)
        table = _Table(scale, weights)
        return counting_of(table.tally, table.solve, table.details)

    return begin


def _measure(definition: str, weights: Weights) -> Measure:
    begin = _begin(weights)
    return Measure(
        "cohen_kappa_weighted", Level.ITEMS, definition, begin, coders=2, needs_order=True
    )


COHEN_KAPPA_WEIGHTED = _measure(
    N_(
        "Agreement of two coders beyond chance on values in an order, where a disagreement counts "
        "by how many steps the values lie apart and chance picks values as often as each coder "
        "did (Cohen 1968, linear weights)."
    ),
    "linear",
)
COHEN_KAPPA_QUADRATIC = _measure(
    N_(
        "Agreement of two coders beyond chance on values in an order, where a disagreement counts "
        "by the square of how many steps the values lie apart and chance picks values as often "
        "as each coder did (Cohen 1968, quadratic weights)."
    ),
    "quadratic",
)
"""The same measure with the other weights; not one of ``ITEM_MEASURES``."""


def cohen_kappa_weighted(
    items: Items, order: Sequence[Answer] | None = None, *, weights: Weights = "linear"
) -> Measurement:
    """Return weighted kappa = 1 - Do / De (Cohen 1968).

    Values i and j of ``order`` are |i - j| / (k - 1) apart, or the square of that; without an
    order, values stand in the order of their size or their letters.  Items that both coders
    answered; a value outside a given order counts as no answer.  ``counts`` has the two
    disagreements, ``left_out`` and how often each coder gave each value.  No value where both
    gave one single value only.
    """
    measure = COHEN_KAPPA_WEIGHTED if weights == "linear" else COHEN_KAPPA_QUADRATIC
    return measure_items(measure, items, order)
