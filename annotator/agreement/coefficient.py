"""From sums to a number: what the formulas of all item measures have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from annotator.agreement.measure import Answer, Counting, Items, Matrix, Measure, Vector
from annotator.model.measurement import Lack, Measurement


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a formula makes of many sums at once: each vector has one number a sum.

    ``value`` is NaN where there is none.  ``used`` is how many different values were given.
    ``parts`` are the parts of the formula by name.
    """

    value: Vector
    units: Vector
    used: Vector
    parts: Mapping[str, Vector] = field(default_factory=dict)


def counting_of(
    tally: Callable[[Items], Vector],
    solve: Callable[[Matrix], Outcome],
    details: Callable[[Vector], dict[str, float]],
) -> Counting:
    """Return the functions of a measure whose formula is ``solve``.

    The measurement of one sum and the bare values of many go through the same formula.
    ``details`` names what else of a sum belongs into ``Measurement.counts``.
    """

    def value(total: Vector) -> Measurement:
        outcome = solve(total[np.newaxis])
        units, number = int(outcome.units[0]), float(outcome.value[0])
        if not units:
            return Measurement(None, 0, Lack.NOTHING)
        parts = {name: float(part[0]) for name, part in outcome.parts.items()}
        counts = {name: part for name, part in parts.items() if not np.isnan(part)}
        counts |= details(total)
        if np.isnan(number):
            lack = Lack.ONE_CATEGORY if outcome.used[0] < 2 else Lack.NO_CHANCE
            return Measurement(None, units, lack, counts)
        return Measurement(number, units, None, counts)

    return Counting(tally, value, lambda totals: solve(totals).value)


def lacking(lack: Lack) -> Counting:
    """Return the functions of a measure that has no value for these documents, whatever is in."""
    return Counting(
        lambda items: np.zeros(1),
        lambda total: Measurement(None, 0, lack),
        lambda totals: np.full(len(totals), np.nan),
    )


def lack_of_coders(coders: int, wanted: int) -> Lack | None:
    """Tell what is wrong with a number of coders; ``wanted`` is 0 where any from two will do."""
    if not coders:
        return Lack.NOTHING
    if coders == 1:
        return Lack.ONE_CODER
    return Lack.TWO_CODERS_ONLY if wanted == 2 and coders > 2 else None


def share(part: Matrix, whole: Matrix) -> Matrix:
    """Divide; NaN where the whole is not above 0.  The two are broadcast together."""
    shares = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares


def above_chance(observed: Vector, expected: Vector, used: Vector) -> Vector:
    """Return (observed - expected) / (1 - expected) of agreements.

    NaN where fewer than two values were used: nothing says then how much of it is chance.
    """
    value = share(observed - expected, 1 - expected)
    return np.where(used < 2, np.nan, value)


def below_chance(observed: Vector, expected: Vector, used: Vector) -> Vector:
    """Return 1 - observed / expected of disagreements; NaN as in ``above_chance``."""
    return np.where(used < 2, np.nan, 1 - share(observed, expected))


def measure_items(
    measure: Measure, items: Items, order: Sequence[Answer] | None = None
) -> Measurement:
    """Return a measure of plain items, by the road that several documents go."""
    counting = measure.begin([items], order)
    return counting.value(counting.tally(items))
