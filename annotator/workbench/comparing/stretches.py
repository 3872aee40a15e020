"""Texts cut where somebody's marks begin or end: where coders differ, and what hangs together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.measure import Text, Unit
from annotator.agreement.overlap import Joined, hanging_together, parts_of

Said = tuple[frozenset[str], ...]
"""Which labels each coder gave a stretch."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text (code points, half-open) that every coder marked in one way."""

    start: int
    end: int
    said: Said

    @property
    def difference(self) -> float:
        """Return the share of pairs of coders that marked it differently."""
        pairs = list(combinations(self.said, 2))
        return sum(a != b for a, b in pairs) / len(pairs) if pairs else 0.0


def stretches_of(text: Text) -> Iterator[Stretch]:
    """Cut a text at every boundary of every coder; stretches that nobody marked are left out."""
    events = sorted(
        (edge, side, coder, unit.label)
        for coder, units in enumerate(text.units)
        for unit in units
        for part in parts_of(unit)
        for edge, side in ((part[0], 1), (part[1], -1))
    )
    under_way: list[dict[str, int]] = [{} for _ in text.units]
    before = 0
    for edge, side, coder, label in events:
        if edge > before and any(under_way):
            yield Stretch(before, edge, tuple(frozenset(one) for one in under_way))
        before = edge
        now = under_way[coder]
        now[label] = now.get(label, 0) + side
        if not now[label]:
            del now[label]


def differing(text: Text) -> Iterator[Stretch]:
    """Yield the stretches that not all coders marked in the same way; neighbours alike are one."""
    last: Stretch | None = None
    for one in stretches_of(text):
        if one.difference == 0:
            continue
        if last is not None and last.end == one.start and last.said == one.said:
            last = Stretch(last.start, one.end, one.said)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def united_marks(sides: Sequence[Sequence[Unit]]) -> list[tuple[tuple[Unit, ...], ...]]:
    """Return marks of all coders in groups that hang together by text, one tuple a coder each."""
    every = [(unit.start, coder, unit) for coder, units in enumerate(sides) for unit in units]
    every.sort()
    if any(unit.fragments for _start, _coder, unit in every):
        joined: Joined[int] = Joined()
        for one, other in hanging_together([unit for _start, _coder, unit in every]):
            joined.join(one, other)
        places = joined.groups(range(len(every)))
        return [_by_coder([every[place] for place in some], len(sides)) for some in places]
    found = []
    group: list[tuple[int, int, Unit]] = []
    reach = 0
    for mark in every:  # whole marks hang together while the next begins before all have ended
        if group and mark[0] >= reach:
            found.append(_by_coder(group, len(sides)))
            group, reach = [], 0
        group.append(mark)
        reach = max(reach, mark[2].end)
    return [*found, _by_coder(group, len(sides))] if group else found


def _by_coder(group: Sequence[tuple[int, int, Unit]], coders: int) -> tuple[tuple[Unit, ...], ...]:
    rows: list[list[Unit]] = [[] for _ in range(coders)]
    for _start, coder, unit in group:
        rows[coder].append(unit)
    return tuple(map(tuple, rows))
