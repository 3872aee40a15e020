"""Agreement on values without order: percent, S, pi, the kappas and AC1, two or more coders.

All of them read a document into the same vector: how many items count, how many were left out,
the agreement summed over the items, and how often each value was given.  They differ in what they
take for chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.answers import MISSING, Codes, Scale, answers_of, count, gather, marginals
from annotator.agreement.coefficient import (
    Outcome,
    above_chance,
    counting_of,
    lack_of_coders,
    lacking,
    measure_items,
    share,
)
from annotator.agreement.measure import (
    N_,
    Answer,
    Counting,
    Items,
    Level,
    Matrix,
    Measure,
    Vector,
)
from annotator.model.measurement import Lack, Measurement

_HEAD = 3
"""Units, items left out, agreement: the numbers of a vector before the counts of the values."""


class _Sums(NamedTuple):
    """Sums of documents: every vector has one number a sum, ``counts`` is sums x rows x values."""

    units: Vector
    left_out: Vector
    agreed: Vector
    counts: npt.NDArray[np.float64]
    coders: int


@dataclass(frozen=True, slots=True)
class _Kind:
    """What one measure does in its own way.

    ``expected`` is the agreement by chance; without it, the measure is the observed agreement.
    ``wanted`` tells from all answers how many an item must have in order to count; without it, two
    at least.  ``is_by_coder`` keeps the counts of the values apart by coder.  Where ``is_shared``,
    an item with one answer adds to the counts too, and every item adds 1 in all.
    """

    expected: Callable[[_Sums], Vector] | None
    coders: int = 0
    wanted: Callable[[Codes], int] | None = None
    is_by_coder: bool = False
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """How documents are counted for one measure, and the formula over the sums."""

    kind: _Kind
    scale: Scale
    wanted: int

    @property
    def rows(self) -> int:
        is_apart = self.kind.is_by_coder or self.scale.coders == 2
        return self.scale.coders if is_apart and not self.kind.is_shared else 1

    def tally(self, items: Items) -> Vector:
        codes = self.scale.codes(items)
        answers = answers_of(codes)
        is_counted = answers == self.wanted if self.wanted else answers > 1
        kept = codes[is_counted]
        left_out = np.count_nonzero(answers) - len(kept)
        if self.kind.is_shared:
            given = codes[answers > 0]
            counts = count(given, self.scale, columns=1, weights=1 / answers_of(given))
        else:
            counts = count(kept, self.scale, columns=self.rows)
        return np.concatenate([[len(kept), left_out, _agreement(kept).sum()], counts])

    def solve(self, totals: Matrix) -> Outcome:
        sums = self._sums(totals)
        observed = share(sums.agreed, sums.units)
        if self.kind.expected is None:
            at_will = np.full(len(totals), 2)
            return Outcome(observed, sums.units, at_will, {"observed": observed})
        expected = self.kind.expected(sums)
        used = np.count_nonzero(sums.counts.any(axis=1), axis=1)
        value = above_chance(observed, expected, used)
        return Outcome(value, sums.units, used, {"observed": observed, "expected": expected})

    def details(self, total: Vector) -> dict[str, float]:
        sums = self._sums(total[np.newaxis])
        own = {"left_out": float(sums.left_out[0]), "agreed": float(sums.agreed[0])}
        if self.wanted:
            own["answers_an_item"] = float(self.wanted)
        return {**own, "values": float(len(self.scale.values))} | marginals(
            self.scale, sums.counts[0]
        )

    def _sums(self, totals: Matrix) -> _Sums:
        counts = totals[:, _HEAD:].reshape(len(totals), self.rows, len(self.scale.values))
        coders = self.wanted or self.scale.coders
        return _Sums(totals[:, 0], totals[:, 1], totals[:, 2], counts, coders)


def _agreement(codes: Codes) -> Vector:
    """Return the share of pairs of answers to each item that are the same."""
    answers = answers_of(codes)
    pairs = np.zeros(len(codes))
    for first, second in combinations(codes.T, 2):
        pairs += (first == second) & (first != MISSING)
    shares: Vector = 2 * pairs / (answers * (answers - 1))
    return shares


# What chance would agree on ---------------------------------------------------------------------


def _shares(counts: Matrix) -> Matrix:
    """Return counts of values as shares of all (the last axis)."""
    return share(counts, counts.sum(axis=-1, keepdims=True))


def _even(sums: _Sums) -> Vector:
    return np.full(len(sums.units), 1 / max(1, sums.counts.shape[-1]))


def _pooled(sums: _Sums) -> Vector:
    agreed: Vector = np.square(_shares(sums.counts.sum(axis=1))).sum(axis=-1)
    return agreed


def _pairs_of_coders(sums: _Sums) -> Vector:
    """Return the mean over all pairs of coders of the product of their shares of a value.

    Coders who gave no answer at all add nothing, and are not among ``sums.coders``.
    """
    shares = _shares(sums.counts)
    shares = np.where(sums.counts.any(axis=-1, keepdims=True), shares, 0)
    both = np.square(shares.sum(axis=1)) - np.square(shares).sum(axis=1)
    return np.where(sums.units > 0, both.sum(axis=-1) / (sums.coders * (sums.coders - 1)), np.nan)


def _spread(sums: _Sums) -> Vector:
    shares = _shares(sums.counts[:, 0])
    agreed: Vector = (shares * (1 - shares)).sum(axis=-1) / max(1, shares.shape[-1] - 1)
    return agreed


# How many answers an item must have -------------------------------------------------------------


def _usual_number(codes: Codes) -> int:
    """Return how many answers most items have, of those with two at least; more, if undecided."""
    found = np.bincount(answers_of(codes), minlength=3)[2:]
    return int(len(found) - 1 - np.argmax(found[::-1]) + 2)


def _all_coders(codes: Codes) -> int:
    """Return how many coders answered anything."""
    return int(np.count_nonzero((codes != MISSING).any(axis=0)))


def _begin(kind: _Kind) -> Callable[..., Counting]:
    def begin(documents: Sequence[Items], order: Sequence[Answer] | None = None) -> Counting:
        scale = gather(documents, order)
        if lack := lack_of_coders(scale.coders, kind.coders):
            return lacking(lack)
        wanted = 0
        if kind.wanted:
            wanted = kind.wanted(np.concatenate([scale.codes(items) for items in documents]))
            if wanted < 2:
                return lacking(Lack.ONE_CODER if wanted else Lack.NOTHING)
        table = _Table(kind, scale, wanted)
        return counting_of(table.tally, table.solve, table.details)

    return begin


def _measure(name: str, definition: str, kind: _Kind) -> Measure:
    return Measure(name, Level.ITEMS, definition, _begin(kind), kind.coders)


# The measures -----------------------------------------------------------------------------------

PERCENT_AGREEMENT = _measure(
    "percent_agreement",
    N_(
        "The share of pairs of coders that gave an item the same value, averaged over the items "
        "that two coders or more answered; nothing is taken off for chance."
    ),
    _Kind(None),
)
BENNETT_S = _measure(
    "bennett_s",
    N_(
        "Agreement beyond chance, where chance picks every value of the scale equally often "
        "(Bennett, Alpert and Goldstein 1954; for more than two coders Randolph 2005)."
    ),
    _Kind(_even),
)
SCOTT_PI = _measure(
    "scott_pi",
    N_(
        "Agreement of two coders beyond chance, where chance picks values as often as both "
        "coders together did (Scott 1955)."
    ),
    _Kind(_pooled, coders=2),
)
COHEN_KAPPA = _measure(
    "cohen_kappa",
    N_(
        "Agreement of two coders beyond chance, where chance picks values as often as each coder "
        "did (Cohen 1960)."
    ),
    _Kind(_pairs_of_coders, coders=2),
)
FLEISS_KAPPA = _measure(
    "fleiss_kappa",
    N_(
        "Agreement beyond chance of a fixed number of answers an item, where chance picks values "
        "as often as all coders together did (Fleiss 1971); items with another number of answers "
        "are left out."
    ),
    _Kind(_pooled, wanted=_usual_number),
)
DAVIES_FLEISS_KAPPA = _measure(
    "davies_fleiss_kappa",
    N_(
        "Agreement beyond chance, where chance picks values as often as each coder did and is "
        "averaged over the pairs of coders (Davies and Fleiss 1982); items that a coder did not "
        "answer are left out."
    ),
    _Kind(_pairs_of_coders, wanted=_all_coders, is_by_coder=True),
)
GWET_AC1 = _measure(
    "gwet_ac1",
    N_(
        "Agreement beyond chance, where chance is smaller the more one value prevails: the sum of "
        "p (1 - p) over the values, divided by their number less one (Gwet 2008)."
    ),
    _Kind(_spread, is_shared=True),
)


def percent_agreement(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return the observed agreement: the mean over items of the share of agreeing pairs.

    An item counts if two coders or more answered it.  ``counts``: ``observed``, ``agreed`` (the
    sum over the items), ``left_out`` (items with one answer), ``values`` (how many the scale has),
    and how often each value was given (``a:…`` and ``b:…``, ``all:…`` for more coders).  No value
    where no item has two answers; one value only is no hindrance.
    """
    return measure_items(PERCENT_AGREEMENT, items, order)


def bennett_s(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return S = (Ao - 1/k) / (1 - 1/k), k values of the scale (Bennett et al. 1954).

    The scale is ``order`` and whatever else occurs, so give ``order`` where coders could have
    given values that nobody gave.  For more than two coders this is Randolph's (2005) kappa with
    free marginals.  No value where everybody gave the same single value.
    """
    return measure_items(BENNETT_S, items, order)


def scott_pi(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return pi = (Ao - Ae) / (1 - Ae), Ae = sum of squared pooled shares (Scott 1955).

    For two coders; items that both answered.  No value where both gave one single value only.
    """
    return measure_items(SCOTT_PI, items, order)


def cohen_kappa(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return kappa = (Ao - Ae) / (1 - Ae), Ae = sum of products of own shares (Cohen 1960).

    For two coders; items that both answered.  No value where both gave one single value only.
    """
    return measure_items(COHEN_KAPPA, items, order)


def fleiss_kappa(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return Fleiss's (1971) kappa, Ae = sum of squared pooled shares.

    It needs the same number of answers to each item, whoever gave them.  That number is the one
    most items have (``answers_an_item`` in ``counts``); the others are left out and counted.
    """
    return measure_items(FLEISS_KAPPA, items, order)


def davies_fleiss_kappa(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return Davies and Fleiss's (1982) kappa, Ae = mean over pairs of coders of Cohen's Ae.

    It needs the answers of all coders to each item; the other items are left out and counted.
    Whoever answered nothing at all is not one of the coders.
    """
    return measure_items(DAVIES_FLEISS_KAPPA, items, order)


def gwet_ac1(items: Items, order: Sequence[Answer] | None = None) -> Measurement:
    """Return AC1, Ae = sum of p (1 - p) / (k - 1) over the k values of the scale (Gwet 2008).

    p is the mean over all answered items of the share of their answers that are the value, items
    with one answer included; ``all:…`` in ``counts`` is the sum of these shares.  As for
    ``bennett_s``, the scale is ``order`` and whatever else occurs.
    """
    return measure_items(GWET_AC1, items, order)
