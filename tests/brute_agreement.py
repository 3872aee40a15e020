"""The item measures once more, from their definitions: every pair written out, exact fractions.

Slow on purpose, and without a line of the program's own: what the vectorised measures are held
against where no example is published, and on random items.  None where there is no value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product
from typing import Any

Rows = Sequence[Sequence[Hashable]]
Difference = Callable[[Any, Any], Fraction]


def given(item: Sequence[Hashable]) -> list[Hashable]:
    return [answer for answer in item if answer is not None]


def mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def same(pairs: Sequence[tuple[Hashable, Hashable]]) -> Fraction:
    return mean([Fraction(one == other) for one, other in pairs])


def chance_corrected(
    items: Rows, expected: Callable[[list[Sequence[Hashable]]], Fraction]
) -> float | None:
    """Of items that all count: the agreement beyond chance, chance being ``expected`` of them."""
    kept = list(items)
    used = {answer for item in kept for answer in given(item)}
    if not kept or len(used) < 2:
        return None
    observed = mean([same(list(permutations(given(item), 2))) for item in kept])
    chance = expected(kept)
    return float((observed - chance) / (1 - chance))


def with_answers(items: Rows, number: int = 0) -> list[Sequence[Hashable]]:
    """The items with so many answers, or with two at least."""
    return [
        item for item in items if (len(given(item)) == number if number else len(given(item)) > 1)
    ]


def percent(items: Rows) -> float | None:
    kept = with_answers(items)
    return float(mean([same(list(permutations(given(i), 2))) for i in kept])) if kept else None


def bennett(items: Rows, size: int | None = None) -> float | None:
    values = size or len({answer for item in items for answer in given(item)})
    return chance_corrected(with_answers(items), lambda kept: Fraction(1, values))


def pooled(kept: Rows) -> Fraction:
    """Two answers drawn from all there are, with replacement."""
    answers = [answer for item in kept for answer in given(item)]
    return same(list(product(answers, repeat=2)))


def by_coder(kept: Rows) -> Fraction:
    """Two answers drawn from two coders each, averaged over the pairs of coders who answered."""
    columns = [given(column) for column in zip(*kept, strict=True)]
    pairs = combinations([column for column in columns if column], 2)
    return mean([same(list(product(one, other))) for one, other in pairs])


def scott(items: Rows) -> float | None:
    return chance_corrected(with_answers(items, 2), pooled)


def cohen(items: Rows) -> float | None:
    return chance_corrected(with_answers(items, 2), by_coder)


def fleiss(items: Rows) -> float | None:
    numbers = Counter(len(given(item)) for item in items if len(given(item)) > 1)
    usual = max(numbers, key=lambda number: (numbers[number], number), default=2)
    return chance_corrected(with_answers(items, usual), pooled)


def davies_fleiss(items: Rows) -> float | None:
    coders = sum(
        any(answer is not None for answer in column) for column in zip(*items, strict=True)
    )
    return chance_corrected(with_answers(items, coders), by_coder) if coders > 1 else None


def gwet(items: Rows, size: int | None = None) -> float | None:
    kept, all_of_them = with_answers(items), [given(item) for item in items if given(item)]
    values = {answer for item in all_of_them for answer in item}
    if not kept or len(values) < 2:
        return None
    observed = mean([same(list(permutations(given(item), 2))) for item in kept])
    shares = [mean([Fraction(item.count(v), len(item)) for item in all_of_them]) for v in values]
    chance = sum(p * (1 - p) for p in shares) / ((size or len(values)) - 1)
    return float((observed - chance) / (1 - chance))


def weighted(items: Rows, order: Sequence[Hashable], power: int) -> float | None:
    """One less observed by expected disagreement, over all pairs of an answer of each coder."""
    kept = [item for item in items if all(answer in order for answer in item)]
    if not kept or len({answer for item in kept for answer in item}) < 2:
        return None
    observed = mean([apart(order, power, *item) for item in kept])
    first, second = zip(*kept, strict=True)
    chance = mean([apart(order, power, *pair) for pair in product(first, second)])
    return float(1 - observed / chance)


def apart(order: Sequence[Hashable], power: int, one: Hashable, other: Hashable) -> Fraction:
    return Fraction(abs(order.index(one) - order.index(other)) ** power)


# Krippendorff's alpha ---------------------------------------------------------------------------


def alpha(items: Rows, difference: Difference) -> float | None:
    """Do: pairs within items, each item as often as it has answers.  De: pairs of all answers."""
    kept = [given(item) for item in with_answers(items)]
    answers = [answer for item in kept for answer in item]
    if len(set(answers)) < 2:
        return None
    within = [
        difference(*pair) / (len(item) - 1) for item in kept for pair in permutations(item, 2)
    ]
    between = [difference(*pair) for pair in permutations(answers, 2)]
    return float(1 - sum(within, Fraction(0)) / len(answers) / mean(between))


def nominal(one: Hashable, other: Hashable) -> Fraction:
    return Fraction(one != other)


def interval(one: int, other: int) -> Fraction:
    return Fraction(one - other) ** 2


def ratio(one: int, other: int) -> Fraction:
    return Fraction(0) if one == other else Fraction(one - other, one + other) ** 2


def jaccard(one: frozenset[str], other: frozenset[str]) -> Fraction:
    return Fraction(len(one ^ other), len(one | other)) if one != other else Fraction(0)


def masi(one: frozenset[str], other: frozenset[str]) -> Fraction:
    if one == other:
        return Fraction(0)
    if not one & other:
        return Fraction(1)
    shape = Fraction(2, 3) if one < other or one > other else Fraction(1, 3)
    return 1 - Fraction(len(one & other), len(one | other)) * shape


def ordinal(items: Rows, order: Sequence[Hashable]) -> Difference:
    """The differences of an order, from how often each value was given to the items that count."""
    times = Counter(answer for item in with_answers(items) for answer in given(item))

    def difference(one: Hashable, other: Hashable) -> Fraction:
        low, high = sorted((order.index(one), order.index(other)))
        between = sum(times[value] for value in order[low : high + 1])
        ends = Fraction(times[one] + times[other], 2)
        return Fraction(0) if low == high else (between - ends) ** 2

    return difference
