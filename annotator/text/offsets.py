"""Code point ↔ UTF-16; the only converter."""

from __future__ import annotations

import re
from bisect import bisect_left

from annotator.model.extent import CodePoint, Utf16Offset

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class OffsetMap:
    """Converts offsets of one text.

    Holds one number for each code point outside the basic plane; looks up in O(log of them).
    """

    __slots__ = ("_code_points", "_utf16")

    def __init__(self, text: str) -> None:
        self._code_points = _astral_positions(text)
        self._utf16 = [at + before for before, at in enumerate(self._code_points)]

    def to_utf16(self, code_point: int) -> Utf16Offset:
        """Return how many UTF-16 units lie before a code point."""
        return Utf16Offset(code_point + bisect_left(self._code_points, code_point))

    def to_code_point(self, utf16: int, is_ceiling: bool = False) -> CodePoint:
        """Return the code point at a UTF-16 offset.

        An offset between the halves of a pair goes to its start, or to its end if ``is_ceiling``.
        """
        before = bisect_left(self._utf16, utf16)
        if before and self._utf16[before - 1] + 1 == utf16:
            return CodePoint(self._code_points[before - 1] + is_ceiling)
        return CodePoint(utf16 - before)


def _astral_positions(text: str) -> list[int]:
    if text.isascii():
        return []
    return [match.start() for match in _ASTRAL.finditer(text)]
