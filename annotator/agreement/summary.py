"""A measure over documents: the pooled value, each document's own, and an interval over them.

This is the road that every number of the program goes, and the one to take with data of one's own::

    summary = summarise(MEASURES["span_f1_exact"], texts, seed=1)
    summary.pooled.value, summary.interval.low, summary.interval.high
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from annotator.agreement.item_measures import ITEM_MEASURES
from annotator.agreement.measure import Answer, Counting, Level, Matrix, Measure, Vector
from annotator.agreement.resampling import DRAWS, Sample, bootstrap
from annotator.agreement.text_measures import TEXT_MEASURES
from annotator.agreement.unit_measures import UNIT_MEASURES
from annotator.model.measurement import Interval, Lack, Measurement
from annotator.model.stopped import Stopped

MEASURES: Mapping[str, Measure] = {
    measure.id: measure for measure in (*TEXT_MEASURES, *UNIT_MEASURES, *ITEM_MEASURES)
}
"""Every measure by its id: of spans and relations, of unitizing, of answers to items."""

Told = Callable[[int, int], bool]
"""Called with documents done and documents in all; False stops the work."""


@dataclass
class Summary:
    """What a measure says of some documents; what costs time is worked out when asked for.

    ``sums`` has a row a document, what ``counting.tally`` made of it.
    """

    counting: Counting
    sums: Matrix
    draws: int
    seed: int

    @cached_property
    def pooled(self) -> Measurement:
        """Return the measurement of all documents together: counts are added up, not values."""
        if not len(self.sums):
            return Measurement(None, 0, Lack.NOTHING)
        return self.counting.value(self.sums.sum(axis=0))

    @cached_property
    def each(self) -> tuple[Measurement, ...]:
        """Return the measurement of each document by itself, in their order."""
        return tuple(self.counting.value(one) for one in self.sums)

    @cached_property
    def interval(self) -> Interval:
        """Return the percentile interval over resampled documents."""
        return bootstrap(self.sums, self.counting, draws=self.draws, seed=self.seed)

    @property
    def sample(self) -> Sample:
        """Return what paired and independent resampling take."""
        return Sample(self.sums, self.counting)

    def of(self, measure: Measure) -> Summary | None:
        """Return what another measure says of the same sums; None where it counts otherwise."""
        counting = self.counting.others.get(measure.id)
        if counting is None:
            return None
        return Summary(counting, self.sums, self.draws, self.seed)


def summarise(
    measure: Measure,
    documents: Sequence[Any],
    *,
    order: Sequence[Answer] | None = None,
    label: str | None = None,
    draws: int = DRAWS,
    seed: int,
    told: Told | None = None,
) -> Summary:
    """Count documents for a measure: ``Text`` for its level TEXTS, items by coders for ITEMS.

    ``order`` gives the values of answers in their order, which ordinal and weighted measures need;
    ``label`` is the one that a measure which ``needs_label`` is about, among all labels in the
    texts.  What a measure draws by itself is drawn with the ``seed`` too.  Raises Stopped where
    ``told`` returns False.
    """
    asked: dict[str, Any] = {}
    if measure.level is Level.ITEMS:
        asked["order"] = order
    if measure.needs_label:
        asked["label"] = label
    if measure.is_drawn:  # it takes long within a document already, so it tells how far it is
        asked |= {"seed": seed, "progress": told}
    counting = measure.begin(documents, **asked)
    sums = _tallied(counting, documents, None if measure.is_drawn else told)
    return Summary(counting, sums, draws, seed)


def _tallied(counting: Counting, documents: Sequence[Any], told: Told | None) -> Matrix:
    rows: list[Vector] = []
    for done, document in enumerate(documents):
        if told is not None and not told(done, len(documents)):
            raise Stopped
        rows.append(counting.tally(document))
    return np.stack(rows) if rows else np.zeros((0, 0))


def mean_of_pairs(
    pairs: Sequence[Summary], places: Sequence[Sequence[int]], documents: int
) -> Summary:
    """Return the mean of a measure over pairs of coders, of those pairs that have a value.

    Each pair counts its own documents: ``places`` says for each where they stand among all
    ``documents``.  Resampling takes the same documents for every pair.
    """
    kept = [(one, where) for one, where in zip(pairs, places, strict=True) if len(one.sums)]
    edges = [0, *np.cumsum([one.sums.shape[1] for one, _ in kept])]
    sums = np.zeros((documents, edges[-1]))
    for (one, where), (first, last) in zip(kept, pairwise(edges), strict=True):
        sums[list(where), first:last] = one.sums
    parts = [
        (one.counting, slice(*edge)) for (one, _), edge in zip(kept, pairwise(edges), strict=True)
    ]

    def value(total: Vector) -> Measurement:
        return _mean([counting.value(total[part]) for counting, part in parts])

    def values(totals: Matrix) -> Vector:
        each = np.stack([_values(counting, totals[:, part]) for counting, part in parts])
        known = np.count_nonzero(~np.isnan(each), axis=0)
        means: Vector = np.where(known > 0, np.nansum(each, axis=0) / np.maximum(known, 1), np.nan)
        return means

    counting = Counting(_no_tally, value, values if parts else None)
    return Summary(counting, sums, pairs[0].draws, pairs[0].seed)


def _values(counting: Counting, totals: Matrix) -> Vector:
    """Return the bare numbers of many sums, NaN where there is none."""
    if counting.values is not None:
        return counting.values(totals)
    found = [counting.value(one).value for one in totals]
    return np.array([np.nan if one is None else one for one in found])


def _mean(measured: Sequence[Measurement]) -> Measurement:
    values = [one.value for one in measured if one.value is not None]
    units = sum(one.units for one in measured)
    if not values:
        lacks = [one.lack for one in measured if one.lack]
        return Measurement(None, units, lacks[0] if lacks else Lack.NOTHING)
    return Measurement(
        sum(values) / len(values), units, counts={"pairs": float(len(values)), "sum": sum(values)}
    )


def _no_tally(_document: object) -> Vector:
    raise TypeError("pairs of coders are counted one by one")
