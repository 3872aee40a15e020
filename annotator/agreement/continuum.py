"""Documents as a continuum: the pieces that coders marked, and the stretches between boundaries.

Everything here is counted at boundaries of pieces, never character by character.  Offsets and
lengths are code points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.agreement.measure import Counting, Text, Unit
from annotator.model.measurement import Lack, Measurement

Pieces: TypeAlias = npt.NDArray[np.int64]
"""Shape (n, 2): where each piece starts and ends, half-open, sorted."""

Floats: TypeAlias = npt.NDArray[np.float64]


class Stretches(NamedTuple):
    """One document cut at every boundary of every coder.

    ``edges`` has one place more than there are stretches; ``marks[s, i, c]`` tells whether coder
    ``i`` marked stretch ``s`` with label ``c``.
    """

    edges: npt.NDArray[np.int64]
    lengths: Floats
    marks: npt.NDArray[np.bool_]


def count_coders(documents: Sequence[Text]) -> int:
    """How many coders there are, 0 without documents; ValueError where documents differ in it."""
    numbers = {len(text.units) for text in documents}
    if len(numbers) > 1:
        raise ValueError(f"documents with different numbers of coders: {sorted(numbers)}")
    return numbers.pop() if numbers else 0


def find_labels(documents: Sequence[Text]) -> tuple[str, ...]:
    """Every label that anybody gave, sorted."""
    return tuple(sorted({u.label for text in documents for units in text.units for u in units}))


def pieces_of(units: Sequence[Unit], length: int) -> Pieces:
    """The pieces of units, sorted: each fragment is one, empty ones are left out.

    Raises ValueError where a unit does not lie within the document.
    """
    found = [piece for unit in units for piece in unit.fragments or ((unit.start, unit.end),)]
    made = _checked(sorted(found), length)
    return made[made[:, 1] > made[:, 0]]


def _checked(found: npt.ArrayLike, length: int) -> Pieces:
    made = np.array(found, dtype=np.int64).reshape(-1, 2)
    if len(made) and (made.min() < 0 or made.max() > length):
        raise ValueError(f"a unit lies outside its document of {length} code points")
    return made


def unite(pieces: Pieces) -> Pieces:
    """Make one piece of those that overlap; pieces that only touch stay apart."""
    if len(pieces) < 2:
        return pieces
    reach = np.maximum.accumulate(pieces[:, 1])
    first = np.flatnonzero(np.concatenate(([True], pieces[1:, 0] >= reach[:-1])))
    return np.stack((pieces[first, 0], np.maximum.reduceat(pieces[:, 1], first)), axis=1)


def pieces_by_label(units: Sequence[Unit], length: int) -> tuple[dict[str, Pieces], int]:
    """The united pieces of one coder by label, and how many fewer they are for being united."""
    grouped: dict[str, list[Unit]] = {}
    for unit in units:
        grouped.setdefault(unit.label, []).append(unit)
    made, united = {}, 0
    for label, its_units in grouped.items():
        before = pieces_of(its_units, length)
        made[label] = unite(before)
        united += len(before) - len(made[label])
    return made, united


def gap_lengths(pieces: Pieces, length: int) -> npt.NDArray[np.int64]:
    """How long the gaps are that united pieces leave, those before and after all included."""
    edges = np.concatenate(([0], pieces.ravel(), [length])).reshape(-1, 2)
    gaps = edges[:, 1] - edges[:, 0]
    return gaps[gaps > 0]


def cut(text: Text, labels: Sequence[str]) -> Stretches:
    """Cut a document at every boundary of its units, all of which have one of these labels."""
    column = {label: number for number, label in enumerate(labels)}
    rows = [
        (*piece, coder, column[unit.label])
        for coder, units in enumerate(text.units)
        for unit in units
        for piece in unit.fragments or ((unit.start, unit.end),)
    ]
    starts, ends, who, what = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    pieces = _checked(np.stack((starts, np.maximum(starts, ends)), axis=1), text.length)
    edges = np.unique(np.concatenate(([0, text.length], pieces.ravel())))
    steps = np.zeros((len(edges), len(text.units), len(column)), dtype=np.int64)
    np.add.at(steps, (np.searchsorted(edges, pieces[:, 0]), who, what), 1)
    np.add.at(steps, (np.searchsorted(edges, pieces[:, 1]), who, what), -1)
    marks = np.cumsum(steps, axis=0)[:-1] > 0
    return Stretches(edges, np.diff(edges).astype(np.float64), marks)


def pooled(counting: Counting, documents: Sequence[Text]) -> Measurement:
    """The measurement of all documents together: the sum of what each of them adds."""
    if not documents:
        return Measurement(None, 0, Lack.NOTHING)
    return counting.value(np.sum([counting.tally(text) for text in documents], axis=0))
