"""Random annotations of a document that are like those of its coders: what gamma expects of chance.

The sampler is that of Mathet, Widlöcher & Métivier (2015), section 5.2.1.  For each coder to be
drawn, one of the real coders is taken at random, and all units of this one are shifted along the
document by a random number of code points; what would start behind the end starts as far behind
the beginning.  Every unit keeps its length and label, so the last one may stand out over the end.
Two shifts are at least the mean length of units apart, counted in a circle; where 64 draws find no
such place, the last one stands.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.agreement.tuples.dissimilarity import Marks

TRIES = 64


def shuffle(coders: Sequence[Marks], length: int, random: np.random.Generator) -> list[Marks]:
    """Draw as many coders as there are; together they have at least one unit if these have."""
    sizes = np.array([len(marks.starts) for marks in coders])
    while True:
        taken = random.integers(len(coders), size=len(coders))
        if sizes[taken].any() or not sizes.any():
            break
    everything = np.concatenate([marks.ends - marks.starts for marks in coders])
    apart = float(everything.mean()) if len(everything) else 0.0
    shifts: list[int] = []
    for _coder in coders:
        shifts.append(_shift(shifts, apart, length, random))
    return [_shifted(coders[who], by, length) for who, by in zip(taken, shifts, strict=True)]


def _shift(others: Sequence[int], apart: float, length: int, random: np.random.Generator) -> int:
    tries = random.integers(length, size=TRIES)
    away = np.abs(tries[:, None] - np.array(others, dtype=np.int64))
    is_free = (np.minimum(away, length - away) >= apart).all(axis=1)
    return int(tries[np.argmax(is_free)] if is_free.any() else tries[-1])


def _shifted(marks: Marks, by: int, length: int) -> Marks:
    starts = (marks.starts + by) % length
    order = np.argsort(starts, kind="stable")
    return marks.moved(starts).at(order)
