"""F1 of spans: how much of what two coders marked, both marked.

With a things of one coder, b of the other and ``both`` in common, F1 = 2·both / (a + b).  It is the
positive specific agreement, and Cohen's κ comes arbitrarily near to it as the things that nobody
marked grow without bound; for free spans those cannot be counted, so that F1 stands where κ cannot
(Hripcsak & Rothschild 2005, doi:10.1197/jamia.M1733).

Counts are pooled over documents first.  Of more than two coders the value is the mean over the
pairs of coders that marked anything (mean pairwise F1).  If only one of two marked anything, their
F1 is 0; where nobody did, there is none (``Lack.NOTHING``).

Each ``…_COUNT`` says what is counted; the plain functions take documents and give a measurement.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeAlias, TypeVar

import numpy as np

from annotator.agreement.matching import HALF, OVERLAP, Criterion, match_units
from annotator.agreement.measure import Counting, Text, Unit, Vector
from annotator.agreement.overlap import Stretch, in_both, parts_of, size, united
from annotator.model.measurement import Lack, Measurement

Counts: TypeAlias = tuple[float, float, float]
"""Things of the first coder, of the second, and of both."""

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class Count(Generic[Seen]):
    """What an F1 counts: ``seen`` reads one coder's side of a document, ``counts`` compares two."""

    seen: Callable[[Text, int], Seen]
    counts: Callable[[Seen, Seen], Counts]

    def begin(self, texts: Sequence[Text], order: Sequence[Hashable] = ()) -> Counting:
        """Return the two functions of the measure; the vector has three numbers a pair of coders.

        Raises ValueError where the documents do not all have the same number of coders.
        """
        pairs = list(itertools.combinations(range(number_of_coders(texts)), 2))

        def tally(text: Text) -> Vector:
            seen = [self.seen(text, coder) for coder in range(len(text.units))]
            return np.array([n for i, j in pairs for n in self.counts(seen[i], seen[j])], float)

        return Counting(tally, f1_of_counts)

    def measure(self, texts: Sequence[Text]) -> Measurement:
        """Return the F1 of all documents together."""
        counting = self.begin(texts)
        if not texts:
            return f1_of_counts(np.zeros(3))
        return counting.value(np.sum([counting.tally(text) for text in texts], axis=0))


def number_of_coders(texts: Sequence[Text]) -> int:
    """Return how many coders the documents have (2 where there is no document)."""
    numbers = {len(text.units) for text in texts} or {2}
    if len(numbers) > 1:
        raise ValueError(f"documents with different numbers of coders: {sorted(numbers)}")
    return numbers.pop()


def f1_of_counts(counts: Vector) -> Measurement:
    """Return the F1 of pooled counts: three numbers (a, b, both) for each pair of coders.

    ``counts`` of two coders: ``a``, ``b``, ``both``, ``only_a``, ``only_b``, and ``precision`` and
    ``recall`` of the second coder read against the first; of more: how many ``pairs`` have a value,
    and ``both`` and ``only_one`` over all pairs.  ``units`` are the things of all coders.
    """
    table = counts.reshape(-1, 3)
    if not len(table):
        return Measurement(None, 0, Lack.ONE_CODER)
    a, b, both = table.T
    # Each coder stands in as many pairs as there are other coders.
    coders = round((1 + (1 + 8 * len(table)) ** 0.5) / 2)
    units = round(float((a + b).sum())) // (coders - 1)
    given = a + b > 0
    if not given.any():
        return Measurement(None, 0, Lack.NOTHING)
    value = float(np.mean(2 * both[given] / (a + b)[given]))
    return Measurement(value, units, counts=_parts(a, b, both))


def _parts(a: Vector, b: Vector, both: Vector) -> dict[str, float]:
    if len(a) > 1:
        total = float(both.sum())
        alone = float((a + b).sum()) - 2 * total
        return {"pairs": float((a + b > 0).sum()), "both": total, "only_one": alone}
    first, second, common = float(a[0]), float(b[0]), float(both[0])
    return {
        "a": first,
        "b": second,
        "both": common,
        "only_a": first - common,
        "only_b": second - common,
        "precision": common / second if second else 0.0,
        "recall": common / first if first else 0.0,
    }


def common_count(first: Iterable[Hashable], second: Iterable[Hashable]) -> Counts:
    """Compare two multisets: a thing that stands twice on both sides is twice in common."""
    ones, others = list(first), list(second)
    left, right = set(ones), set(others)
    if len(left) == len(ones) and len(right) == len(others):
        return len(ones), len(others), len(left & right)
    both = (Counter(ones) & Counter(others)).total()
    return len(ones), len(others), both


def exact_key(unit: Unit) -> Hashable:
    """Return what must be equal for an exact pair: extent, fragments and label."""
    return unit[:3] + unit[4:]


def place_key(unit: Unit) -> Hashable:
    """Return what must be equal for an exact pair whatever its label: extent and fragments."""
    return (unit.start, unit.end, unit.fragments)


_exact_keys = itemgetter(0, 1, 2, 4)
_place_keys = itemgetter(0, 1, 4)


def _keys(text: Text, coder: int) -> list[Hashable]:
    return list(map(_exact_keys, text.units[coder]))


def _places(text: Text, coder: int) -> list[Hashable]:
    return list(map(_place_keys, text.units[coder]))


def _units(text: Text, coder: int) -> Sequence[Unit]:
    return text.units[coder]


def _matched(criterion: Criterion) -> Callable[[Sequence[Unit], Sequence[Unit]], Counts]:
    def counts(first: Sequence[Unit], second: Sequence[Unit]) -> Counts:
        return len(first), len(second), len(match_units(first, second, criterion))

    return counts


def characters(units: Iterable[Unit]) -> dict[str, list[Stretch]]:
    """Return the characters that carry each label, as united stretches."""
    found: dict[str, list[Stretch]] = {}
    for unit in units:
        found.setdefault(unit.label, []).extend(parts_of(unit))
    return {label: united(stretches) for label, stretches in found.items()}


def _characters(text: Text, coder: int) -> dict[str, list[Stretch]]:
    return characters(text.units[coder])


def _common_characters(first: dict[str, list[Stretch]], second: dict[str, list[Stretch]]) -> Counts:
    both = sum(size(in_both(first[label], second[label])) for label in first if label in second)
    return sum(map(size, first.values())), sum(map(size, second.values())), both


EXACT_COUNT = Count(_keys, common_count)
OVERLAP_COUNT = Count(_units, _matched(OVERLAP))
IOU50_COUNT = Count(_units, _matched(HALF))
UNLABELLED_COUNT = Count(_places, common_count)
CHARACTER_COUNT = Count(_characters, _common_characters)


def span_f1_exact(texts: Sequence[Text]) -> Measurement:
    """Return the F1 of spans that are equal in start, end, fragments and label."""
    return EXACT_COUNT.measure(texts)


def span_f1_overlap(texts: Sequence[Text]) -> Measurement:
    """Return the F1 of spans matched one to one: the same label, any shared text."""
    return OVERLAP_COUNT.measure(texts)


def span_f1_iou50(texts: Sequence[Text]) -> Measurement:
    """Return the F1 of spans matched one to one: the same label, more than half shared."""
    return IOU50_COUNT.measure(texts)


def span_f1_unlabelled(texts: Sequence[Text]) -> Measurement:
    """Return the F1 of spans that are equal in start, end and fragments, whatever the label."""
    return UNLABELLED_COUNT.measure(texts)


def char_f1(texts: Sequence[Text]) -> Measurement:
    """Return the F1 of characters under a label; one under two labels counts for each."""
    return CHARACTER_COUNT.measure(texts)
