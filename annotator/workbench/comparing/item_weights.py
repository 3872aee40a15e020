"""How much each item weighs in a number: how far apart its answers are, as the measure sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from annotator.agreement.answers import gather
from annotator.agreement.distances import interval, jaccard, masi, ratio
from annotator.agreement.measure import Answer

Distance = Callable[[Answer, Answer], float]

_ON_A_SCALE = frozenset({"krippendorff_alpha_ordinal", "cohen_kappa_weighted"})
"""Measures for which an answer that has no place in the order is no answer."""


def item_weights(
    measure: str, items: Sequence[Sequence[Answer]], order: Sequence[str]
) -> list[float]:
    """Return the weight of each item in the observed disagreement, in the order given.

    For Krippendorff's α it is the sum of the distances of an item's answers over one less than
    their number; for other measures the share of pairs of answers that differ (for weighted κ, how
    many steps they differ by).  Items that weigh nothing are agreed.
    """
    if measure in _ON_A_SCALE:
        known = _places(items, order)
        items = [[one if one in known else None for one in answers] for answers in items]
    distance = _distance(measure, items, order)
    is_alpha = measure.startswith("krippendorff")
    return [_weight(answers, distance, is_alpha=is_alpha) for answers in items]


def _weight(answers: Sequence[Answer], distance: Distance, *, is_alpha: bool) -> float:
    given = [answer for answer in answers if answer is not None]
    pairs = list(combinations(given, 2))
    if not pairs:
        return 0.0
    whole = sum(distance(one, other) for one, other in pairs)
    return whole / (len(given) - 1) if is_alpha else whole / len(pairs)


def _distance(measure: str, items: Sequence[Sequence[Answer]], order: Sequence[str]) -> Distance:
    """Return the distance of a measure; where its answers do not fit, they differ or not."""
    if measure == "krippendorff_alpha_ordinal":
        return _by_place(_mean_ranks(items, order), 2)
    if measure == "cohen_kappa_weighted":
        return _by_place({value: float(at) for value, at in _places(items, order).items()}, 1)
    every = [answer for answers in items for answer in answers if answer is not None]
    if measure in _OF_SETS and all(isinstance(answer, frozenset) for answer in every):
        return _OF_SETS[measure]
    if measure in _OF_NUMBERS and all(isinstance(answer, int | float) for answer in every):
        return _OF_NUMBERS[measure]
    return _unequal


_OF_SETS: dict[str, Callable[..., float]] = {
    "krippendorff_alpha_jaccard": jaccard,
    "krippendorff_alpha_masi": masi,
}
_OF_NUMBERS: dict[str, Callable[..., float]] = {
    "krippendorff_alpha_interval": lambda one, other: float(interval(one, other)),
    "krippendorff_alpha_ratio": lambda one, other: float(ratio(one, other)),
}


def _unequal(one: Answer, other: Answer) -> float:
    return float(one != other)


def _places(items: Sequence[Sequence[Answer]], order: Sequence[str]) -> dict[Answer, int]:
    """Return the place of each value on an ordered scale."""
    return gather([items], order or None, is_closed=True).places


def _mean_ranks(items: Sequence[Sequence[Answer]], order: Sequence[str]) -> dict[Answer, float]:
    """Return the mean rank of the answers of each value, as ordinal distances want it."""
    counts = dict.fromkeys(_places(items, order), 0)
    for answers in items:
        given = [answer for answer in answers if answer is not None]
        for answer in given if len(given) > 1 else ():
            counts[answer] += 1
    ranks, before = {}, 0
    for value, count in counts.items():
        ranks[value] = before + count / 2
        before += count
    return ranks


def _by_place(places: dict[Answer, float], power: int) -> Distance:
    """Return the distance of values by their places."""

    def distance(one: Answer, other: Answer) -> float:
        return float(abs(places[one] - places[other]) ** power)

    return distance
