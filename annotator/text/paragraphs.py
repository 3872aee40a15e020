"""Where a text is cut into pieces that are laid out one by one.

A piece is a line of the text; a line that is too long is cut again, for display only.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.text.tokens import graphemes

LINE_BREAK = re.compile("\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
LONGEST = 2000
"""Code points that are laid out in one piece at most."""
SHORTEST = 1200
"""Code points before the first place where a long line may be cut."""

_SENTENCE_END = re.compile(r"""[.!?…][”’"')\]]*\s|[。！？]""")
_BLANK = re.compile(r"\s")
_REACH = 32


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Pieces of a text in order, in code points, without the line breaks between them.

    ``continues`` tells of each piece whether it goes on with the line of the piece before it.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    continues: Sequence[bool]

    def __len__(self) -> int:
        return len(self.starts)

    def index_at(self, offset: int) -> int:
        """Return the piece that an offset lies in; a line break belongs to the piece before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def touched(self, start: int, end: int) -> range:
        """Return the pieces that a stretch of the text touches."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end, first) - 1
        return range(first, last + 1) if last > first else range(first, first + 1)

    def line_around(self, index: int) -> tuple[int, int]:
        """Return start and end of the whole line that a piece is part of."""
        first = last = index
        while self.continues[first]:
            first -= 1
        while last + 1 < len(self.starts) and self.continues[last + 1]:
            last += 1
        return self.starts[first], self.ends[last]


def split_paragraphs(text: str) -> Paragraphs:
    """Cut a text at its line breaks, and long lines at a sentence end, else at a blank.

    Where there is neither, a line is cut between two characters as people see them.
    """
    starts: list[int] = []
    ends: list[int] = []
    continues: list[bool] = []
    for line_start, line_end in _lines(text):
        start = line_start
        while line_end - start > LONGEST:
            cut = _cut(text, start)
            starts.append(start)
            ends.append(cut)
            continues.append(start > line_start)
            start = cut
        starts.append(start)
        ends.append(line_end)
        continues.append(start > line_start)
    return Paragraphs(starts, ends, continues)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in LINE_BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _cut(text: str, start: int) -> int:
    low, high = start + SHORTEST, start + LONGEST
    for pattern in (_SENTENCE_END, _BLANK):
        ends = [found.end() for found in pattern.finditer(text, low, high)]
        for end in reversed(ends):
            if _is_between_clusters(text, end):
                return end
    for end in range(high, low, -1):
        if _is_between_clusters(text, end):
            return end
    return high


def _is_between_clusters(text: str, offset: int) -> bool:
    pair = text[offset - 1 : offset + 1]
    if pair.isascii() and pair != "\r\n":
        return True
    near = graphemes(text, max(0, offset - _REACH), offset + _REACH)
    return any(end == offset for _start, end in near)
