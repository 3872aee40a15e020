"""The stretch of a text that is nearest to some words by edit distance.

Myers' bit-parallel search: one whole number holds a column of the table, so a step costs a few
operations on it however long the words are.
"""

from __future__ import annotations

from typing import NamedTuple


class Near(NamedTuple):
    """A stretch of a text and how many edits it is away from what was looked for."""

    start: int
    end: int
    distance: int


def find_nearest(words: str, text: str, most: int) -> Near | None:
    """Return the stretch that is the fewest edits away, ``most`` at the utmost; None for none.

    Of several the first; of stretches with one end, the one whose length is nearest to that of the
    words.  An empty stretch is never returned.
    """
    if not words or not text:
        return None
    best, end = most + 1, -1
    for place, score in enumerate(_scores(words, text, is_anchored=False), 1):
        if score < best:
            best, end = score, place
    if end < 0:
        return None
    before = text[max(0, end - len(words) - best) : end][::-1]
    reached = _scores(words[::-1], before, is_anchored=True)
    lengths = [length for length, score in enumerate(reached, 1) if score == best]
    if not lengths:  # only the empty stretch is as near
        return None
    length = min(lengths, key=lambda one: (abs(one - len(words)), one))
    return Near(end - length, end, best)


def distance_of(first: str, second: str) -> int:
    """Return the number of edits (one code point put in, taken out or replaced) between two."""
    if not first or not second:
        return len(first) + len(second)
    return _scores(first, second, is_anchored=True)[-1]


def _scores(words: str, text: str, *, is_anchored: bool) -> list[int]:
    """Return for each place of a text how far the words are from what ends there.

    What ends there begins anywhere, or at the beginning of the text where ``is_anchored``.
    """
    masks: dict[str, int] = {}
    for number, letter in enumerate(words):
        masks[letter] = masks.get(letter, 0) | 1 << number
    every = (1 << len(words)) - 1
    top = 1 << len(words) - 1
    plus, minus, score = every, 0, len(words)
    found: list[int] = []
    for letter in text:
        equal = masks.get(letter, 0)
        across = equal | minus
        along = (((equal & plus) + plus) ^ plus) | equal
        up = minus | ~(along | plus) & every
        down = plus & along
        score += bool(up & top) - bool(down & top)
        up = (up << 1 | is_anchored) & every
        down = down << 1 & every
        plus = down | ~(across | up) & every
        minus = up & across
        found.append(score)
    return found
