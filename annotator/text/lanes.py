"""Geometry of what stands above and below a line of text: lanes of extents, rows of tags."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import NamedTuple

GAP = 3.0
"""Pixels between two tags."""


def stack_lanes(intervals: Sequence[tuple[int, int]]) -> list[int]:
    """Give each half-open interval a lane, counted from 0, so that none overlap in a lane.

    The shortest come first, so an inner interval lies nearer to the text than an outer one.
    """
    lanes = [0] * len(intervals)
    taken: list[list[tuple[int, int]]] = []
    order = sorted(range(len(intervals)), key=lambda i: (_length(intervals[i]), intervals[i][0], i))
    for index in order:
        lane = next((k for k, row in enumerate(taken) if _is_free(row, intervals[index])), None)
        if lane is None:
            lane = len(taken)
            taken.append([])
        insort(taken[lane], intervals[index])
        lanes[index] = lane
    return lanes


def _length(interval: tuple[int, int]) -> int:
    return interval[1] - interval[0]


def _is_free(row: list[tuple[int, int]], interval: tuple[int, int]) -> bool:
    start, end = interval
    after = bisect_left(row, interval)
    if after < len(row) and row[after][0] < end:
        return False
    return after == 0 or row[after - 1][1] <= start


class TagWish(NamedTuple):
    """Where a tag would like to stand: its left edge, its width, how far right it may drift."""

    x: float
    width: float
    drift: float


class TagPlace(NamedTuple):
    """Where a tag stands: its left edge and its row, 0 nearest to the text."""

    x: float
    row: int


def place_tags(wishes: Sequence[TagWish], right_edge: float) -> list[TagPlace]:
    """Place tags so that none overlap: they queue to the right before they go up a row.

    A tag drifts no further than it may, and not over the right edge unless it began there.
    Of tags that begin at the same place, the first in the sequence stands first.
    """
    places = [TagPlace(0.0, 0)] * len(wishes)
    ends: list[float] = []
    for index in sorted(range(len(wishes)), key=lambda i: wishes[i].x):
        wish = wishes[index]
        x, row = wish.x, len(ends)
        for candidate, end in enumerate(ends):
            shifted = max(wish.x, end + GAP)
            drift = shifted - wish.x
            if drift == 0 or (drift <= wish.drift and shifted + wish.width <= right_edge):
                x, row = shifted, candidate
                break
        if row == len(ends):
            ends.append(0.0)
        ends[row] = x + wish.width
        places[index] = TagPlace(x, row)
    return places
