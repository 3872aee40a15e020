"""The four alphas for unitizing of 2016: lengths on which two coders' values coincide.

Source of the formulas: K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, "On the reliability
of unitizing textual continua: Further developments", Quality & Quantity 50 (2016).

With m coders, ℓ_ck is the length on which one coder has value c and another k, summed over ordered
pairs of coders and divided by m - 1; one value is the gap.  What chance would give, ε_ck, is in
proportion to ℓ_c. ℓ_.k, less the pairs that cannot be: a unit with itself, a place of a gap with
itself.  The coefficients about labels look only at ℓ*, the lengths on which both have a label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from annotator.agreement.continuum import (
    Floats,
    Stretches,
    count_coders,
    cut,
    find_labels,
    pooled,
    units_of,
)
from annotator.agreement.measure import Counting, Text, Unit, Vector
from annotator.model.measurement import Lack, Measurement

SINGLE = 6
"""How many numbers stand before the rows that have one for each label."""


def u_alpha_nominal(documents: Sequence[Text]) -> Measurement:
    """uα: agreement on where units are and on their labels, gaps included (2016, eq. 5).

    uα = 1 - (ℓ.. - Σ ℓ_cc) / (ℓ.. - Σ ε_cc) over the labels and the gap.  One coder's units of
    different labels must not overlap; pieces of one label that do are united first
    (``counts["united"]``), and a fragment counts as a unit.  Documents are one continuum, one
    after the other.

    ``units`` are the united units of all coders; ``counts`` are lengths in code points.  None where
    nobody marked anything, with fewer than two coders, where labels of one coder overlap
    (``counts["overlapping"]`` code points), or where every place has the same single value.
    """
    return pooled(begin_u_alpha(documents), documents)


def bar_u_alpha_binary(documents: Sequence[Text]) -> Measurement:
    """|uα: agreement on what is marked at all, whatever the label (2016, eq. 6).

    It is uα with one value for all units.  Overlapping pieces of one coder are united whatever
    their labels.  None where nobody marked anything, with fewer than two coders, or where nobody
    left a gap.
    """
    return pooled(begin_bar_u_alpha(documents), documents)


def cu_alpha_nominal(documents: Sequence[Text]) -> Measurement:
    """cuα: agreement on labels where both coders marked something (2016, eq. 11).

    cuα = 1 - (ℓ*.. - Σ ℓ*_cc) / (ℓ*.. - Σ ε*_cc) over the labels.  A unit's pairs with itself are
    the square of the length that others marked, too, which with more than two coders is the mean
    over the others.  ``counts["coverage"]`` is ℓ*../ℓ.., the share of the continuum that it speaks
    of.  None as for uα, where no two coders marked the same place, and where they did so with one
    single label.
    """
    return pooled(begin_cu_alpha(documents), documents)


def ku_alpha(documents: Sequence[Text], label: str) -> Measurement:
    """(k)uα: agreement on one label among the others, where both coders marked something (eq. 13).

    (k)uα = 1 - (ε*_.k / ℓ*_.k) (ℓ*_.k - ℓ*_kk) / (ε*_.k - ε*_kk), and ``counts["expected"]`` is
    (ε*_.k - ε*_kk) ℓ*_.k / ε*_.k.  The documents hold the units of
    all labels that exclude each other.  ``counts["coverage"]`` is ℓ*_.k / ℓ_.k, the share of the
    label's length that it speaks of.  None as for cuα, and where nobody else marked anything where
    this label lies.
    """
    return pooled(begin_ku_alpha(documents, label=label), documents)


def begin_u_alpha(documents: Sequence[Text]) -> Counting:
    """Counting of uα."""
    return _begin(documents, _u_alpha)


def begin_bar_u_alpha(documents: Sequence[Text]) -> Counting:
    """Counting of |uα."""
    counting = _begin([_without_labels(text) for text in documents], _u_alpha)
    return Counting(lambda text: counting.tally(_without_labels(text)), counting.value)


def begin_cu_alpha(documents: Sequence[Text]) -> Counting:
    """Counting of cuα."""
    return _begin(documents, _cu_alpha)


def begin_ku_alpha(documents: Sequence[Text], *, label: str) -> Counting:
    """Counting of (k)uα for one label."""
    labels = find_labels(documents)
    number = labels.index(label) if label in labels else None
    return _begin(documents, lambda sums: _ku_alpha(sums, number))


def _without_labels(text: Text) -> Text:
    units = tuple(
        tuple(Unit(unit.start, unit.end, "", "", unit.fragments) for unit in units)
        for units in text.units
    )
    return Text(text.length, units)


class _Sums(NamedTuple):
    """What the documents add up to; rows have one number for each label.

    ``lengths`` is ℓ_c. and ``same`` ℓ_cc, ``squares`` the pairs within one unit; ``paired`` and
    ``paired_squares`` are the same of ℓ*.  ``gaps`` and ``same_gaps`` are ℓ of the gap.
    """

    all: float
    gaps: float
    same_gaps: float
    units: float
    united: float
    overlapping: float
    lengths: Floats
    same: Floats
    squares: Floats
    paired: Floats
    paired_squares: Floats


_Value: TypeAlias = Callable[[_Sums], Measurement]


def _begin(documents: Sequence[Text], value: _Value) -> Counting:
    coders, labels = count_coders(documents), find_labels(documents)

    def tally(text: Text) -> Vector:
        return _tally(text, labels)

    def checked(total: Vector) -> Measurement:
        rows = total[SINGLE:].reshape(5, -1)
        sums = _Sums(*total[:SINGLE].tolist(), *rows)
        counts = {"united": sums.united, "overlapping": sums.overlapping}
        if coders == 1:
            return Measurement(None, int(sums.units), Lack.ONE_CODER, counts)
        if not sums.units:
            return Measurement(None, 0, Lack.NOTHING, counts)
        if sums.overlapping:
            return Measurement(None, int(sums.units), Lack.OVERLAPPING, counts)
        return value(sums)

    return Counting(tally, checked)


def _tally(text: Text, labels: Sequence[str]) -> Vector:
    stretches = cut(text, labels)
    coders, lengths = len(text.units), stretches.lengths
    pairs = max(1, coders - 1)
    with_label = stretches.marks.sum(axis=1)
    marked = stretches.marks.any(axis=2).sum(axis=1)
    units, united, squares, paired_squares = _squares(text, labels, stretches)
    single = (
        lengths.sum() * coders,
        lengths @ (coders - marked),
        lengths @ ((coders - marked) * (coders - marked - 1)) / pairs,
        units,
        united,
        lengths @ (stretches.marks.sum(axis=2) > 1).sum(axis=1),
    )
    rows = (
        lengths @ with_label,
        lengths @ (with_label * (with_label - 1)) / pairs,
        squares,
        lengths @ (with_label * (marked - 1)[:, None]) / pairs,
        paired_squares,
    )
    return np.concatenate((single, *rows))


def _squares(
    text: Text, labels: Sequence[str], stretches: Stretches
) -> tuple[int, int, Floats, Floats]:
    """How many units and united pieces, and by label squared lengths: whole, and shared.

    Shared is what the other coders marked of a unit, in the mean; it is read off the lengths that
    each of them marked before each boundary.
    """
    anything = stretches.marks.any(axis=2)
    steps = np.cumsum(stretches.lengths[:, None] * anything, axis=0)
    before = np.concatenate((np.zeros((1, len(text.units))), steps))
    squares, shared = np.zeros(len(labels)), np.zeros(len(labels))
    number, united = 0, 0
    for coder, units in enumerate(text.units):
        marked = units_of(units, labels, text.length)
        pieces = marked.pieces - (marked.labels * (text.length + 1))[:, None]
        places = np.searchsorted(stretches.edges, pieces)
        parts = np.delete(before[places[:, 1]] - before[places[:, 0]], coder, axis=1)
        whole = (pieces[:, 1] - pieces[:, 0]).astype(np.float64)
        np.add.at(squares, marked.labels, whole**2)
        np.add.at(shared, marked.labels, (parts.sum(axis=1) / max(1, parts.shape[1])) ** 2)
        number, united = number + len(pieces), united + marked.united
    return number, united, squares, shared


def _u_alpha(sums: _Sums) -> Measurement:
    everything, own = sums.all, sums.squares.sum() + sums.gaps
    scale = everything / (everything**2 - own)
    by_chance = (sums.lengths**2 - sums.squares).sum() + sums.gaps**2 - sums.gaps
    observed = everything - sums.same.sum() - sums.same_gaps
    expected = everything - scale * by_chance
    is_one_value = np.count_nonzero(sums.lengths) + bool(sums.gaps) == 1
    counts = {"length": everything, "gaps": sums.gaps}
    return _measurement(sums, (observed, expected), is_one_value, counts)


def _cu_alpha(sums: _Sums) -> Measurement:
    paired = sums.paired.sum()
    counts = {"length": paired, "coverage": paired / sums.all}
    if not paired:
        return Measurement(None, int(sums.units), Lack.NOTHING, _with(sums, counts))
    scale = 1 / (paired - sums.paired_squares.sum() / paired)
    by_chance = (sums.paired**2 - sums.paired_squares).sum()
    observed, expected = paired - sums.same.sum(), paired - scale * by_chance
    is_one_value = np.count_nonzero(sums.paired) == 1
    return _measurement(sums, (observed, expected), is_one_value, counts)


def _ku_alpha(sums: _Sums, number: int | None) -> Measurement:
    ours = 0.0 if number is None else float(sums.paired[number])
    whole = 0.0 if number is None else float(sums.lengths[number])
    counts = {"length": ours, "coverage": ours / whole if whole else 0.0}
    if number is None or not ours:
        return Measurement(None, int(sums.units), Lack.NOTHING, _with(sums, counts))
    paired = sums.paired.sum()
    with_others = ours * (paired - ours)
    with_itself = ours**2 - sums.paired_squares[number]
    is_one_value = np.count_nonzero(sums.paired) == 1
    expected = 0.0 if is_one_value else ours * with_others / (with_others + with_itself)
    return _measurement(sums, (ours - sums.same[number], expected), is_one_value, counts)


def _measurement(
    sums: _Sums, disagreement: tuple[float, float], is_one_value: bool, counts: dict[str, float]
) -> Measurement:
    observed, expected = map(float, disagreement)
    counts = _with(sums, {"observed": observed, "expected": expected, **counts})
    if is_one_value:
        return Measurement(None, int(sums.units), Lack.ONE_CATEGORY, counts)
    if expected <= 0:
        return Measurement(None, int(sums.units), Lack.NO_CHANCE, counts)
    return Measurement(1 - observed / expected, int(sums.units), counts=counts)


def _with(sums: _Sums, counts: dict[str, float]) -> dict[str, float]:
    both = {**counts, "united": sums.united, "overlapping": sums.overlapping}
    return {name: float(number) for name, number in both.items()}
