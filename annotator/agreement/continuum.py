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

Numbers: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]


class Marked(NamedTuple):
    """What one coder marked: no two ``pieces`` of a label overlap, but they may touch.

    The labels stand one behind the other: pieces of label c are shifted by c · (length + 1), and
    ``labels`` holds c for each.  ``united`` is how many fewer they are for being united.
    """

    pieces: Pieces
    labels: Numbers
    united: int


class Stretches(NamedTuple):
    """One document cut at every boundary of every coder.

    ``edges`` has one place more than there are stretches; ``marks[s, i, c]`` tells whether coder
    ``i`` marked stretch ``s`` with label ``c``.
    """

    edges: Numbers
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


def units_of(units: Sequence[Unit], labels: Sequence[str], length: int) -> Marked:
    """The pieces of one coder, all of which have one of these labels, united label by label.

    Each fragment is a piece of its own, and empty pieces are left out.  Raises ValueError where a
    unit does not lie within the document.
    """
    number = {label: place for place, label in enumerate(labels)}
    rows = [
        (number[unit.label], *piece)
        for unit in units
        for piece in unit.fragments or ((unit.start, unit.end),)
        if piece[1] > piece[0]
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
    before = _checked(columns[:, 1:], length) + columns[:, :1] * (length + 1)
    pieces = unite(before[np.lexsort((before[:, 1], before[:, 0]))])
    return Marked(pieces, pieces[:, 0] // (length + 1), len(before) - len(pieces))


def _checked(pieces: Pieces, length: int) -> Pieces:
    if len(pieces) and (pieces.min() < 0 or pieces.max() > length):
        raise ValueError(f"a unit lies outside its document of {length} code points")
    return pieces


def unite(pieces: Pieces) -> Pieces:
    """Make one piece of those that overlap; pieces that only touch stay apart."""
    if len(pieces) < 2:
        return pieces
    reach = np.maximum.accumulate(pieces[:, 1])
    first = np.flatnonzero(np.concatenate(([True], pieces[1:, 0] >= reach[:-1])))
    return np.stack((pieces[first, 0], np.maximum.reduceat(pieces[:, 1], first)), axis=1)


def gaps_of(marked: Marked, labels: int, length: int) -> tuple[Numbers, Numbers]:
    """The gaps that units of each label leave, as the number of the label and the length."""
    begin = np.arange(labels) * (length + 1)
    starts = np.sort(np.concatenate((begin, marked.pieces[:, 1])))
    ends = np.sort(np.concatenate((begin + length, marked.pieces[:, 0])))
    is_gap = ends > starts
    return starts[is_gap] // (length + 1), (ends - starts)[is_gap]


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
