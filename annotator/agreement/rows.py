"""Rows: which units of several coders stand for one another, at most one of each coder in a row.

For two coders the rows are their optimal matching.  For more, the optimal matchings of every two of
them are joined, the best pair first; a pair that would bring two units of one coder into one row is
left out.  The rows do not depend on the order of the coders.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TypeAlias

from annotator.agreement.matching import (
    OVERLAP,
    SAME_PLACE,
    Answers,
    Criterion,
    Pair,
    match_units,
)
from annotator.agreement.measure import Unit
from annotator.agreement.overlap import text_key

Row: TypeAlias = tuple[int | None, ...]
"""The place of each coder's unit among the units of that coder; None where there is none."""

_Place: TypeAlias = tuple[int, int]
"""A coder, and the place of a unit among that coder's units."""


def rows_of(
    units: Sequence[Sequence[Unit]],
    criterion: Criterion = OVERLAP,
    *,
    answers: Sequence[Answers] | None = None,
    across_labels: bool = False,
) -> list[Row]:
    """Return the rows of several coders' units, in text order; every unit is in exactly one.

    ``across_labels`` joins in a second step what stands at one place under unlike labels
    (``SAME_PLACE``), as far as it has no partner of its own label.
    """
    rows = _Rows(units)
    rows.join(_pairs(rows, criterion, answers))
    if across_labels:
        rows.join(_pairs_without_partner(rows))
    return rows.in_text_order()


class _Rows:
    """Units being joined into rows."""

    def __init__(self, units: Sequence[Sequence[Unit]]) -> None:
        self.units = units
        self.coders = range(len(units))
        self._row_of: dict[_Place, dict[int, int]] = {
            (coder, i): {coder: i} for coder in self.coders for i in range(len(units[coder]))
        }

    def row(self, coder: int, place: int) -> dict[int, int]:
        """Return the row of a unit, as places by coder."""
        return self._row_of[coder, place]

    def join(self, pairs: Sequence[tuple[_Place, _Place, float]]) -> None:
        """Make one row of the two rows of each pair, the largest share first."""
        for one, other, _share in sorted(pairs, key=self._precedence):
            row, added = self._row_of[one], self._row_of[other]
            if row.keys().isdisjoint(added):
                row.update(added)
                for member in added.items():
                    self._row_of[member] = row

    def in_text_order(self) -> list[Row]:
        """Return the rows as tuples."""
        rows = {id(row): row for row in self._row_of.values()}.values()
        firsts = [min(text_key(self.units[c][i]) for c, i in row.items()) for row in rows]
        ordered = sorted(zip(firsts, rows, strict=True), key=lambda pair: pair[0])
        return [tuple(row.get(coder) for coder in self.coders) for _first, row in ordered]

    def _precedence(self, pair: tuple[_Place, _Place, float]) -> tuple[object, ...]:
        (coder, i), (other, j), share = pair
        keys = sorted((text_key(self.units[coder][i]), text_key(self.units[other][j])))
        return (-share, *keys)


def _pairs(
    rows: _Rows, criterion: Criterion, answers: Sequence[Answers] | None
) -> list[tuple[_Place, _Place, float]]:
    """Return the optimal matchings of every two coders."""
    found = []
    for c, d in itertools.combinations(rows.coders, 2):
        said = (answers[c], answers[d]) if answers is not None else None
        for i, j, share in match_units(rows.units[c], rows.units[d], criterion, answers=said):
            found.append(((c, i), (d, j), share))
    return found


def _pairs_without_partner(rows: _Rows) -> list[tuple[_Place, _Place, float]]:
    """Return what two coders have at one place, as far as they have no partner there yet."""
    found = []
    for c, d in itertools.combinations(rows.coders, 2):
        left = [i for i in range(len(rows.units[c])) if d not in rows.row(c, i)]
        right = [j for j in range(len(rows.units[d])) if c not in rows.row(d, j)]
        for pair in _match_places(rows.units[c], left, rows.units[d], right):
            found.append(((c, pair.first), (d, pair.second), pair.share))
    return found


def _match_places(
    units: Sequence[Unit], left: Sequence[int], others: Sequence[Unit], right: Sequence[int]
) -> list[Pair]:
    if not (left and right):
        return []
    pairs = match_units([units[i] for i in left], [others[j] for j in right], SAME_PLACE)
    return [Pair(left[pair.first], right[pair.second], pair.share) for pair in pairs]
