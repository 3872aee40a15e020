"""Answers as numbers: which values there are, in which order, and who gave which to which item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.agreement.measure import Answer, Items, Matrix, Vector

Codes: TypeAlias = npt.NDArray[np.intp]
"""Answers as places in a scale: items by coders, ``MISSING`` where there is no answer."""

MISSING = -1


@dataclass(frozen=True, slots=True)
class Scale:
    """The values that answers can have, in their order, and how many coders there are.

    ``coders`` is 0 where no document has an item, since nothing tells their number then.
    """

    values: tuple[Answer, ...]
    places: dict[Answer, int]
    coders: int

    def codes(self, items: Items) -> Codes:
        """Return the answers as places in ``values``.  One that has no place is missing."""
        answers = chain.from_iterable(items)
        places = map(self.places.get, answers, repeat(MISSING))
        flat = np.fromiter(places, np.intp, len(items) * self.coders)
        return flat.reshape(len(items), self.coders)


def gather(
    documents: Sequence[Items], order: Sequence[Answer] | None = None, *, is_closed: bool = False
) -> Scale:
    """Return the scale of all answers in some documents.

    The values of ``order`` come first, whether they occur or not; others that occur follow:
    numbers by size, then texts, then sets.  Where the scale ``is_closed``, a value outside a given
    order has no place, and whoever gave it counts as having given no answer: on an ordered scale
    it cannot be said where it stands.

    Raises ValueError where the items do not all have the same number of coders.
    """
    widths = set(map(len, chain.from_iterable(documents)))
    if len(widths) > 1:
        raise ValueError(f"items with different numbers of coders: {sorted(widths)}")
    values = list(dict.fromkeys(order or ()))
    if not (is_closed and order):
        found = set(chain.from_iterable(chain.from_iterable(documents)))
        values += sorted(found.difference(values, [None]), key=_rank)
    places = {value: place for place, value in enumerate(values)}
    return Scale(tuple(values), places, max(widths, default=0))


def _rank(answer: Answer) -> tuple[int, float, str]:
    if isinstance(answer, int | float):
        return 0, answer, ""
    if isinstance(answer, frozenset):
        return 2, len(answer), name_of(answer)
    return 1, 0, str(answer)


def name_of(answer: Answer) -> str:
    """Return an answer as text, a set with its members in order: ``{mild, strong}``."""
    if isinstance(answer, frozenset):
        return "{" + ", ".join(sorted(map(str, answer))) + "}"
    return str(answer)


def answers_of(codes: Codes) -> Codes:
    """Return how many answers each item has."""
    numbers: Codes = np.count_nonzero(codes != MISSING, axis=1)
    return numbers


def count(codes: Codes, scale: Scale, *, columns: int, weights: Vector | None = None) -> Vector:
    """Count how often each value was given: a row a coder, or one of all (``columns`` is 1).

    ``weights`` has one number an item, what an answer to it counts.  The rows come one after the
    other, as ``Counting.tally`` wants them.
    """
    size = len(scale.values)
    is_given = codes != MISSING
    rows = np.arange(codes.shape[1]) if columns > 1 else np.zeros(codes.shape[1], np.intp)
    flat = (codes + rows * size)[is_given]
    each = None if weights is None else np.broadcast_to(weights[:, None], codes.shape)[is_given]
    return np.bincount(flat, each, minlength=columns * size).astype(np.float64)


def marginals(scale: Scale, counts: Matrix) -> dict[str, float]:
    """Return how often each value was given, by name: ``a:yes`` and ``b:yes`` for two coders.

    ``counts`` has a row a coder; where it has another number of rows, the sum over them is told as
    ``all:yes``.  Values that nobody gave are left out.
    """
    rows = {"a": counts[0], "b": counts[1]} if len(counts) == 2 else {"all": counts.sum(axis=0)}
    return {
        f"{coder}:{name_of(scale.values[place])}": float(row[place])
        for coder, row in rows.items()
        for place in np.flatnonzero(row)
    }
