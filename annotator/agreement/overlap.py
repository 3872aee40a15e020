"""Overlap: how much text units share, which units share any, and what hangs together by that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeAlias, TypeVar

from annotator.agreement.measure import Unit

Stretch: TypeAlias = tuple[int, int]
"""A stretch of text, half-open, in code points."""

K = TypeVar("K", bound=Hashable)


def parts_of(unit: Unit) -> tuple[Stretch, ...]:
    """Return the stretches of text that a unit holds, one or several."""
    return unit.fragments or ((unit.start, unit.end),)


def length_of(unit: Unit) -> int:
    """Return how many code points a unit holds."""
    if not unit.fragments:
        return unit.end - unit.start
    return sum(end - start for start, end in unit.fragments)


def shared_length(first: Unit, second: Unit) -> int:
    """Return the number of code points that both units hold."""
    if not (first.fragments or second.fragments):
        return max(0, min(first.end, second.end) - max(first.start, second.start))
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in parts_of(first)
        for other_start, other_end in parts_of(second)
    )


def share_of(first: Unit, second: Unit) -> float:
    """Return the intersection over union of two units in code points, from 0 to 1."""
    shared = shared_length(first, second)
    if not shared:
        return 0.0
    return shared / (length_of(first) + length_of(second) - shared)


def text_key(unit: Unit) -> tuple[int, int, str, tuple[Stretch, ...], str]:
    """Return the sort key of text order: by start, the longer first, then label and id."""
    return (unit.start, -unit.end, unit.label, unit.fragments, unit.id)


def in_text_order(units: Sequence[Unit]) -> list[int]:
    """Return the places of units in text order."""
    keys = [text_key(unit) for unit in units]
    return sorted(range(len(units)), key=keys.__getitem__)


def touching(first: Sequence[Unit], second: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield the places of every two units, one of each sequence, whose hulls share text."""
    sides = first, second
    events = sorted((unit.start, k, i) for k in (0, 1) for i, unit in enumerate(sides[k]))
    under_way: tuple[list[int], list[int]] = ([], [])
    for start, side, place in events:
        others, known = under_way[1 - side], sides[1 - side]
        if others:
            others[:] = [k for k in others if known[k].end > start]
            for other in others:
                yield (place, other) if side == 0 else (other, place)
        under_way[side].append(place)


def hanging_together(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield places of units that share text: enough of them to join all that do, step by step."""
    under_way: list[int] = []
    for place in in_text_order(units):
        unit = units[place]
        under_way = [k for k in under_way if units[k].end > unit.start]
        for other in under_way:
            if shared_length(unit, units[other]):
                yield other, place
        under_way.append(place)


def united(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the same characters as stretches in text order that neither overlap nor touch."""
    whole: list[Stretch] = []
    for start, end in sorted(stretches):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        elif start < end:
            whole.append((start, end))
    return whole


def in_both(first: Sequence[Stretch], second: Sequence[Stretch]) -> list[Stretch]:
    """Return the characters that two lists of united stretches have in common."""
    common: list[Stretch] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if start < end:
            common.append((start, end))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return common


def in_first_only(first: Sequence[Stretch], second: Sequence[Stretch]) -> list[Stretch]:
    """Return the characters of the first list of united stretches that the second has not."""
    rest: list[Stretch] = []
    common = iter(in_both(first, second))
    cut = next(common, None)
    for start, end in first:
        while cut is not None and cut[0] < end:
            if start < cut[0]:
                rest.append((start, cut[0]))
            start, cut = cut[1], next(common, None)
        if start < end:
            rest.append((start, end))
    return rest


def size(stretches: Iterable[Stretch]) -> int:
    """Return how many code points stretches hold that do not overlap."""
    return sum(end - start for start, end in stretches)


class Joined(Generic[K]):
    """Things joined into groups, two at a time."""

    def __init__(self) -> None:
        self._above: dict[K, K] = {}

    def leader(self, thing: K) -> K:
        """Return the thing that stands for the group; alone, it is a group of itself."""
        above = self._above
        top = thing
        while (higher := above.get(top, top)) != top:
            top = higher
        while (higher := above.get(thing, top)) != top:
            above[thing], thing = top, higher
        return top

    def join(self, one: K, other: K) -> None:
        """Make the groups of two things one."""
        top, lower = self.leader(one), self.leader(other)
        if top != lower:
            self._above[lower] = top

    def groups(self, things: Iterable[K]) -> list[list[K]]:
        """Return things by group, both in the order in which they are given."""
        found: dict[K, list[K]] = defaultdict(list)
        for thing in things:
            found[self.leader(thing)].append(thing)
        return list(found.values())
