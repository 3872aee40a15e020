"""How much two units differ in place and label, as gamma sees it; one unit missing is 1.

The paper multiplies all dissimilarities by that of a missing unit, Δ∅; gamma is a ratio of them, so
here they are in units of Δ∅.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Marks(NamedTuple):
    """The units of one coder, or of a drawn one: where each starts and ends, its label's number."""

    starts: Floats
    ends: Floats
    labels: npt.NDArray[np.int64]

    def at(self, places: npt.NDArray[np.int64] | tuple[slice, None]) -> Marks:
        """Some of the units, or all of them along another axis."""
        return Marks(self.starts[places], self.ends[places], self.labels[places])

    def moved(self, starts: Floats) -> Marks:
        """The same units, just as long, starting elsewhere."""
        return Marks(starts, starts + self.ends - self.starts, self.labels)


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """d = alpha · d_pos + beta · d_cat, in units of Δ∅ (Mathet, Widlöcher & Métivier 2015).

    d_pos = ((difference of starts + difference of ends) / (sum of lengths))²; d_cat is
    ``distance`` of the labels, symmetric, between 0 and 1, and 0 for one label and itself; without
    it, every two labels are 1 apart.
    """

    alpha: float = 1.0
    beta: float = 1.0
    distance: Callable[[str, str], float] | None = None

    def __post_init__(self) -> None:
        if min(self.alpha, self.beta) < 0 or not self.alpha + self.beta:
            raise ValueError("alpha and beta are at least 0, and one of them is more")

    def between(self, labels: Sequence[str]) -> Floats:
        """The distances of labels, as a square."""
        if self.distance is None:
            return 1.0 - np.eye(len(labels))
        return np.array([[self.distance(a, b) for b in labels] for a in labels], dtype=np.float64)


def positional(ours: Marks, theirs: Marks) -> Floats:
    """d_pos of units that stand beside each other, broadcast as numpy does."""
    apart = np.abs(ours.starts - theirs.starts) + np.abs(ours.ends - theirs.ends)
    squared: Floats = (apart / (ours.ends - ours.starts + theirs.ends - theirs.starts)) ** 2
    return squared


def square(ours: Marks, theirs: Marks, weights: tuple[float, Floats]) -> Floats:
    """The d of each unit of one coder (row) and each of another, given alpha and beta · d_cat."""
    alpha, of_labels = weights
    upright = ours.at((slice(None), None))
    return alpha * positional(upright, theirs) + of_labels[upright.labels, theirs.labels]
