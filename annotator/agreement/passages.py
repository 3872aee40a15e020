"""Passages: where two coders marked something else, as connected stretches of marked text.

Made for many documents at once, so that a list of them is there while a person waits.  A passage is
a connected component of both coders' units that share text under labels of one domain.  Two of them
are one where a unit without a partner of its own label shares more than half of its text with such
a unit of another label, as in a case.  (What coders answered is not known here; where a case needs
it to say which half of a split has no partner, a passage may join another half.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.agreement.matching import COUNTERPART, SAME_PLACE, match_units
from annotator.agreement.measure import Text, Unit
from annotator.agreement.overlap import Joined, hanging_together

_Numbers = npt.NDArray[np.int64]


_content = itemgetter(0, 1, 2, 4)
"""What both coders must have for a unit to be the same: extent, label and fragments."""


@dataclass(frozen=True, slots=True)
class Differing:
    """What two coders marked in the passages of one document in which they differ.

    ``units`` has one list a coder; ``passages`` says for each unit which passage it lies in.
    """

    units: tuple[list[Unit], list[Unit]] = field(default_factory=lambda: ([], []))
    passages: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))


def differing_units(texts: Sequence[Text], domain_of: Callable[[str], str]) -> dict[int, Differing]:
    """Return the units in passages where two coders differ, by the place of their document."""
    marks = _Marks(texts, domain_of)
    found: dict[int, Differing] = defaultdict(Differing)
    for number, group in enumerate(marks.differing_groups()):
        for mark in group:
            differing, coder = found[marks.document_of[mark]], marks.coder_of[mark]
            differing.units[coder].append(marks.units[mark])
            differing.passages[coder].append(number)
    for differing in found.values():
        _join_same_places(differing)
    return found


class _Marks:
    """All units of two coders in all documents, as columns."""

    def __init__(self, texts: Sequence[Text], domain_of: Callable[[str], str]) -> None:
        sides = [units for text in texts for units in text.units]
        sizes = [len(units) for units in sides]
        self.units = list(chain.from_iterable(sides))
        side = np.repeat(np.arange(len(sides)), sizes)
        self.documents, self.coders = side // 2, side % 2
        # One by one, numbers of a list are read several times faster than those of an array.
        self.document_of: list[int] = self.documents.tolist()
        self.coder_of: list[int] = self.coders.tolist()
        self.starts = np.array([unit[0] for unit in self.units], np.int64)
        self.ends = np.array([unit[1] for unit in self.units], np.int64)
        self._parted = np.array([bool(unit[4]) for unit in self.units], bool)
        names = [unit[2] for unit in self.units]
        numbers = {label: number for number, label in enumerate(dict.fromkeys(names))}
        domains = {name: i for i, name in enumerate({domain_of(label) for label in numbers})}
        domain = np.array([domains[domain_of(label)] for label in numbers], np.int64)
        self.labels = np.array([numbers[name] for name in names], np.int64)
        self._domains = domain[self.labels] if names else self.labels

    def differing_groups(self) -> Iterator[list[int]]:
        """Yield the marks that hang together by shared text in one domain, unless both agree."""
        if not self.units:
            return
        order, firsts = self._hull_groups()
        firsts, lasts = firsts[:-1], firsts[1:]
        is_open = ~self._are_alike(order, firsts, lasts)
        has_parted = bool(self._parted.any())
        for first, last in zip(firsts[is_open].tolist(), lasts[is_open].tolist(), strict=True):
            group = order[first:last].tolist()
            is_parted = has_parted and self._parted[group].any()
            parts = self._without_gaps(group) if is_parted else [group]
            yield from (part for part in parts if not self._is_alike(part))

    def _hull_groups(self) -> tuple[_Numbers, _Numbers]:
        """Return the marks in an order in which groups stand together, and where each begins.

        A group hangs together by its hulls; the last number is that of the marks.
        """
        # Documents and domains are laid end to end, so that one sweep serves them all.
        apart = self.documents * (int(self._domains.max()) + 1) + self._domains
        apart *= int(self.ends.max()) + 1
        order = np.argsort(self.starts + apart, kind="stable")
        furthest = np.maximum.accumulate((self.ends + apart)[order])
        begins = np.flatnonzero((self.starts + apart)[order][1:] >= furthest[:-1]) + 1
        return order, np.concatenate([[0], begins, [len(order)]])

    def _are_alike(
        self, order: _Numbers, firsts: _Numbers, lasts: _Numbers
    ) -> npt.NDArray[np.bool_]:
        """Tell of each group whether it is one unit that both coders have, without fragments."""
        alike: npt.NDArray[np.bool_] = lasts - firsts == 2
        one, other = order[firsts], order[lasts - 1]
        for column in (self.starts, self.ends, self.labels):
            alike &= column[one] == column[other]
        alike &= self.coders[one] != self.coders[other]
        alike &= ~(self._parted[one] | self._parted[other])
        return alike

    def _is_alike(self, group: Sequence[int]) -> bool:
        """Tell whether both coders have the same units in a group."""
        coders = [self.coder_of[mark] for mark in group]
        if 2 * sum(coders) != len(coders):
            return False
        sides: tuple[list[Any], list[Any]] = ([], [])
        for mark, coder in zip(group, coders, strict=True):
            sides[coder].append(_content(self.units[mark]))
        return sorted(sides[0]) == sorted(sides[1])

    def _without_gaps(self, group: Sequence[int]) -> Iterator[list[int]]:
        """Yield the parts of a group that do not hang together but for gaps between fragments."""
        joined: Joined[int] = Joined()
        for i, j in hanging_together([self.units[mark] for mark in group]):
            joined.join(i, j)
        for places in joined.groups(range(len(group))):
            yield [group[place] for place in places]


def _join_same_places(differing: Differing) -> None:
    """Make one passage of two where units without a partner stand at the same place."""
    settled = _partners(differing)
    places = [
        [place for place, passage in enumerate(passages) if passage not in settled]
        for passages in differing.passages
    ]
    first, second = differing.units
    open_first, open_second = [first[i] for i in places[0]], [second[j] for j in places[1]]
    pairs = match_units(open_first, open_second, COUNTERPART)
    left = [places[0][i] for i in _others(len(open_first), {pair.first for pair in pairs})]
    right = [places[1][j] for j in _others(len(open_second), {pair.second for pair in pairs})]
    if not (left and right):
        return
    joined: Joined[int] = Joined()
    rest = match_units([first[i] for i in left], [second[j] for j in right], SAME_PLACE)
    for i, j, _share in rest:
        joined.join(differing.passages[0][left[i]], differing.passages[1][right[j]])
    for passages in differing.passages:
        passages[:] = [joined.leader(passage) for passage in passages]


def _partners(differing: Differing) -> set[int]:
    """Return the passages that are one unit of each coder under one label.

    They share text, so each is the other's partner; most passages are so, and matching takes long.
    """
    sides: tuple[dict[int, list[str]], dict[int, list[str]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    for units, passages, side in zip(differing.units, differing.passages, sides, strict=True):
        for unit, passage in zip(units, passages, strict=True):
            side[passage].append(unit.label)
    first, second = sides
    return {one for one, labels in first.items() if len(labels) == 1 and labels == second.get(one)}


def _others(count: int, taken: set[int]) -> list[int]:
    return [place for place in range(count) if place not in taken]
