"""Which stretches of an old text stand unchanged, and in the same order, in a new one.

Both ends that are alike are set aside; between them runs of tokens that each text has exactly once
are paired, the longest rising row of pairs is kept, and each pair is grown as far as the texts
agree.  What is left between is looked at again with shorter runs.  The time grows with the length
of the texts (times its logarithm), however much of them differs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_RUNS = (8, 3, 1)
"""How many tokens make a run, the surest first."""

_WORD = 40
"""Letters in a row beyond this many are no word."""

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)

Area = tuple[int, int, int, int]
"""A stretch of the old text and one of the new: start and end, start and end."""


class Block(NamedTuple):
    """``length`` code points that are the same from ``old`` and from ``new`` on."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """Return the code point after the last one in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Return the code point after the last one in the new text."""
        return self.new + self.length


@dataclass(frozen=True, slots=True)
class Alignment:
    """The blocks of two texts, in the order of both; they never overlap in either."""

    old_length: int
    new_length: int
    blocks: Sequence[Block]
    _starts: Sequence[int]

    def block_at(self, old: int) -> Block | None:
        """Return the block that holds a code point of the old text, None where it has changed."""
        place = bisect_right(self._starts, old) - 1
        found = self.blocks[place] if place >= 0 else None
        return found if found is not None and old < found.old_end else None

    def gap_at(self, old: int) -> Area:
        """Return the changed stretch of both texts that a place of the old one lies in."""
        place = bisect_right(self._starts, old)
        before = self.blocks[place - 1] if place else Block(0, 0, 0)
        return self._between(before, place)

    def gaps(self) -> Iterator[Area]:
        """Yield the changed stretches of both texts; one side of them may be empty."""
        for place in range(len(self.blocks) + 1):
            before = self.blocks[place - 1] if place else Block(0, 0, 0)
            gap = self._between(before, place)
            if gap[0] < gap[1] or gap[2] < gap[3]:
                yield gap

    def origin_of(self, new: int, length: int) -> int | None:
        """Return where in the old text a stretch of the new one comes from, whole and unchanged."""
        place = bisect_right(self.blocks, new, key=lambda block: block.new) - 1
        if place < 0:
            return None
        block = self.blocks[place]
        is_inside = new + length <= block.new_end
        return block.old + new - block.new if is_inside else None

    def _between(self, before: Block, place: int) -> Area:
        if place < len(self.blocks):
            after = self.blocks[place]
            return (before.old_end, after.old, before.new_end, after.new)
        return (before.old_end, self.old_length, before.new_end, self.new_length)


def aligned(old: str, new: str) -> Alignment:
    """Return what is the same in two texts, in the same order; the same answer every time."""
    head = common_prefix(old, new, 0, 0)
    tail = common_suffix(old, new, len(old), len(new), min(len(old), len(new)) - head)
    middle = (head, len(old) - tail, head, len(new) - tail)
    blocks = [Block(0, 0, head), *_inside(old, new, middle, _RUNS)]
    blocks.append(Block(len(old) - tail, len(new) - tail, tail))
    whole = (_whole_words(old, new, block) for block in blocks if block.length)
    kept = [block for block in whole if block.length]
    return Alignment(len(old), len(new), kept, [block.old for block in kept])


def common_prefix(old: str, new: str, at_old: int, at_new: int, most: int | None = None) -> int:
    """Return how many code points are the same from two places on, ``most`` at most."""
    room = min(len(old) - at_old, len(new) - at_new)
    high = room if most is None else min(most, room)
    low = 0
    step = 16
    while low < high:  # growing steps first: most stretches are short
        size = min(step, high - low)
        if old[at_old + low : at_old + low + size] == new[at_new + low : at_new + low + size]:
            low, step = low + size, step * 2
        elif size == 1:
            break
        else:
            high, step = low + size - 1, max(1, size // 2)
    return low


def common_suffix(old: str, new: str, at_old: int, at_new: int, most: int) -> int:
    """Return how many code points are the same before two places, ``most`` at most."""
    low, step, high = 0, 16, max(0, min(most, at_old, at_new))
    while low < high:
        size = min(step, high - low)
        first, second = at_old - low, at_new - low
        if old[first - size : first] == new[second - size : second]:
            low, step = low + size, step * 2
        elif size == 1:
            break
        else:
            high, step = low + size - 1, max(1, size // 2)
    return low


def _whole_words(old: str, new: str, block: Block) -> Block:
    """Return a block without the pieces of words at its ends, of which the rest has changed.

    Without them two words that only end alike would be taken for a part that stayed.  Writing
    without blanks has no such pieces: after some code points they are left as they are.
    """
    first, last = block.old, block.old_end
    if _is_letter(old, first - 1) or _is_letter(new, block.new - 1):
        first = _after_letters(old, first, last)
    if _is_letter(old, last) or _is_letter(new, block.new_end):
        last = _before_letters(old, first, last)
    return Block(first, block.new + first - block.old, last - first)


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def _after_letters(text: str, first: int, last: int) -> int:
    for at in range(first, min(last, first + _WORD)):
        if not text[at].isalnum():
            return at
    return last if last - first < _WORD else first


def _before_letters(text: str, first: int, last: int) -> int:
    for at in range(last, max(first, last - _WORD), -1):
        if not text[at - 1].isalnum():
            return at
    return first if last - first < _WORD else last


def _inside(old: str, new: str, area: Area, runs: Sequence[int]) -> Iterator[Block]:
    """Yield the blocks of an area whose edges differ."""
    first, last, begin, end = area
    if first >= last or begin >= end or not runs:
        return
    pairs = _rising(_pairs(old, new, area, runs[0]))
    done_old, done_new = first, begin
    for at_old, at_new in pairs:
        if at_old < done_old or at_new < done_new:
            continue  # inside the block before
        room = min(at_old - done_old, at_new - done_new)
        back = common_suffix(old, new, at_old, at_new, room)
        on = common_prefix(old, new, at_old, at_new, min(last - at_old, end - at_new))
        block = Block(at_old - back, at_new - back, back + on)
        yield from _inside(old, new, (done_old, block.old, done_new, block.new), runs[1:])
        yield block
        done_old, done_new = block.old_end, block.new_end
    yield from _inside(old, new, (done_old, last, done_new, end), runs[1:])


def _pairs(old: str, new: str, area: Area, run: int) -> list[tuple[int, int]]:
    """Return where runs of tokens stand that each side has exactly once, by their old place."""
    first, last, begin, end = area
    theirs = _once(new, begin, end, run)
    ours = _once(old, first, last, run)
    return [(at, theirs[words]) for words, at in ours.items() if words in theirs]


def _once(text: str, start: int, end: int, run: int) -> dict[str, int]:
    """Return the place of each run of tokens that stands only once between two places."""
    tokens = [match.span() for match in _TOKEN.finditer(text, start, end)]
    places: dict[str, int] = {}
    for number in range(len(tokens) - run + 1):
        at = tokens[number][0]
        words = text[at : tokens[number + run - 1][1]]
        places[words] = -1 if words in places else at
    return {words: at for words, at in places.items() if at >= 0 and not words.isspace()}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of pairs that rises on both sides; ``pairs`` rise on the first."""
    ends: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for number, (_old, new) in enumerate(pairs):
        place = bisect_left(ends, new)
        before.append(holders[place - 1] if place else -1)
        if place == len(ends):
            ends.append(new)
            holders.append(number)
        else:
            ends[place], holders[place] = new, number
    row: list[tuple[int, int]] = []
    number = holders[-1] if holders else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]
