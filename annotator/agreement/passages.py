"""Passages: where two coders marked something else, as connected stretches of marked text.

Made for many documents at once, so that a list of them is there while a person waits.  A passage is
a connected component of both coders' units that share text under labels of one domain.  Two of them
are one where a unit without a partner of its own label shares more than half of its text with such
a unit of another label, as in a case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from annotator.agreement.matching import OVERLAP, SAME_PLACE, match_units
from annotator.agreement.measure import Text, Unit
from annotator.agreement.overlap import Joined, hanging_together

_Numbers = npt.NDArray[np.int64]


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
            differing, coder = found[int(marks.documents[mark])], int(marks.coders[mark])
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
        for first, last in zip(firsts[is_open].tolist(), lasts[is_open].tolist(), strict=True):
            group = order[first:last].tolist()
            parts = self._without_gaps(group) if self._parted[group].any() else [group]
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
        if len(group) % 2:
            return False
        keys = sorted(
            (unit.start, unit.end, unit.label, unit.fragments, int(self.coders[mark]))
            for mark, unit in ((mark, self.units[mark]) for mark in group)
        )
        sides = [[key[:4] for key in keys if key[4] == coder] for coder in (0, 1)]
        return sides[0] == sides[1]

    def _without_gaps(self, group: Sequence[int]) -> Iterator[list[int]]:
        """Yield the parts of a group that do not hang together but for gaps between fragments."""
        joined: Joined[int] = Joined()
        for i, j in hanging_together([self.units[mark] for mark in group]):
            joined.join(i, j)
        for places in joined.groups(range(len(group))):
            yield [group[place] for place in places]


def _join_same_places(differing: Differing) -> None:
    """Make one passage of two where units without a partner stand at the same place."""
    first, second = differing.units
    pairs = match_units(first, second, OVERLAP)
    left = sorted(set(range(len(first))) - {pair.first for pair in pairs})
    right = sorted(set(range(len(second))) - {pair.second for pair in pairs})
    if not (left and right):
        return
    joined: Joined[int] = Joined()
    rest = match_units([first[i] for i in left], [second[j] for j in right], SAME_PLACE)
    for i, j, _share in rest:
        joined.join(differing.passages[0][left[i]], differing.passages[1][right[j]])
    for passages in differing.passages:
        passages[:] = [joined.leader(passage) for passage in passages]
