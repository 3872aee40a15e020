"""Rows: which units of several coders stand for one another, at most one of each coder in a row.

For two coders the rows are their optimal matching.  For more, the optimal matchings of every two of
them are joined, the best pair first; a pair that would bring two units of one coder into one row is
left out.  The rows do not depend on the order of the coders.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeAlias

from annotator.agreement.matching import (
    OVERLAP,
    SAME_PLACE,
    Answers,
    Criterion,
    match_units,
)
from annotator.agreement.measure import Unit
from annotator.agreement.overlap import in_text_order, text_key

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

    Units that are alike in text, label and answers come first.  ``across_labels`` joins in a last
    step what stands at one place under unlike labels (``SAME_PLACE``), as far as it has no partner
    of its own label.
    """
    rows = _Rows(units, answers or [(None,) * len(own) for own in units])
    rows.join_coinciding()
    rows.join(criterion)
    if across_labels:
        rows.join(SAME_PLACE)
    return rows.in_text_order()


class _Rows:
    """Units being joined into rows, which are places by coder."""

    def __init__(self, units: Sequence[Sequence[Unit]], answers: Sequence[Answers]) -> None:
        self._units = units
        self._answers = answers
        self._row_of: list[list[dict[int, int]]] = [
            [{coder: place} for place in range(len(own))] for coder, own in enumerate(units)
        ]

    def join_coinciding(self) -> None:
        """Make one row of the units of different coders that are alike in all that counts."""
        known: dict[Hashable, list[dict[int, int]]] = {}
        for coder, (units, answers) in enumerate(zip(self._units, self._answers, strict=True)):
            for place in in_text_order(units):
                start, end, label, _id, fragments = units[place]
                rows = known.setdefault((start, end, label, fragments, answers[place]), [])
                row = next((row for row in rows if coder not in row), None)
                if row is None:
                    rows.append(self._row_of[coder][place])
                else:
                    row[coder] = place
                    self._row_of[coder][place] = row

    def join(self, criterion: Criterion) -> None:
        """Join rows by the optimal matchings of what every two coders have without the other.

        The largest share comes first; what would bring two units of a coder together is left out.
        """
        for (coder, i), (other, j), _share in sorted(self._pairs(criterion), key=self._precedence):
            row, added = self._row_of[coder][i], self._row_of[other][j]
            if row.keys().isdisjoint(added):
                row.update(added)
                for member, place in added.items():
                    self._row_of[member][place] = row

    def in_text_order(self) -> list[Row]:
        """Return the rows as tuples."""
        rows = {id(row): row for own in self._row_of for row in own}.values()
        coders = range(len(self._units))
        ordered = [
            (min(text_key(self._units[coder][place]) for coder, place in row.items()), number)
            for number, row in enumerate(rows)
        ]
        tuples = [tuple(row.get(coder) for coder in coders) for row in rows]
        return [tuples[number] for _first, number in sorted(ordered)]

    def _pairs(self, criterion: Criterion) -> Iterator[tuple[_Place, _Place, float]]:
        for c, d in itertools.combinations(range(len(self._units)), 2):
            left = [i for i, row in enumerate(self._row_of[c]) if d not in row]
            right = [j for j, row in enumerate(self._row_of[d]) if c not in row]
            if left and right:
                for i, j, share in match_units(
                    [self._units[c][i] for i in left],
                    [self._units[d][j] for j in right],
                    criterion,
                    answers=(
                        [self._answers[c][i] for i in left],
                        [self._answers[d][j] for j in right],
                    ),
                ):
                    yield (c, left[i]), (d, right[j]), share

    def _precedence(self, pair: tuple[_Place, _Place, float]) -> tuple[object, ...]:
        (coder, i), (other, j), share = pair
        keys = sorted((text_key(self._units[coder][i]), text_key(self._units[other][j])))
        return (-share, *keys)
