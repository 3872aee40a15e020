"""Code point ↔ UTF-16 ↔ UTF-8 ↔ line and column; the only converter."""

from __future__ import annotations

import re
from bisect import bisect_left

from annotator.model.extent import ByteOffset, CodePoint, Utf16Offset

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_STRIDE = 4096
"""Code points between two remembered byte offsets."""


class OffsetMap:
    """Converts offsets of one text.

    Holds one number for each code point outside the basic plane; looks up in O(log of them).
    """

    __slots__ = ("_bytes", "_code_points", "_text", "_utf16")

    def __init__(self, text: str) -> None:
        self._text = text
        self._code_points = _astral_positions(text)
        self._utf16 = [at + before for before, at in enumerate(self._code_points)]
        self._bytes = [0]

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

    def to_byte(self, code_point: int) -> ByteOffset:
        """Return how many bytes lie before a code point in UTF-8."""
        strides = code_point // _STRIDE
        while len(self._bytes) <= strides:
            at = (len(self._bytes) - 1) * _STRIDE
            self._bytes.append(self._bytes[-1] + _utf8_length(self._text[at : at + _STRIDE]))
        rest = self._text[strides * _STRIDE : code_point]
        return ByteOffset(self._bytes[strides] + _utf8_length(rest))


def line_and_column(text: str, code_point: int) -> tuple[int, int]:
    """Return line and column, counted from 1; the column counts code points.

    Lines end with LF, CR LF or CR, as in an editor.
    """
    feeds = text.count("\n", 0, code_point)
    start = text.rfind("\n", 0, code_point) + 1
    returns = text.find("\r", 0, code_point) != -1
    if returns:
        feeds += text.count("\r", 0, code_point) - text.count("\r\n", 0, code_point)
        start = max(start, text.rfind("\r", 0, code_point) + 1)
        if start == code_point and text.startswith("\r\n", code_point - 1):
            # Between the halves of a line break: the line has not ended yet.
            feeds -= 1
            start = _line_start(text, code_point - 1)
    return feeds + 1, code_point - start + 1


def _line_start(text: str, before: int) -> int:
    return max(text.rfind("\n", 0, before), text.rfind("\r", 0, before)) + 1


def _astral_positions(text: str) -> list[int]:
    if text.isascii():
        return []
    return [match.start() for match in _ASTRAL.finditer(text)]


def _utf8_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
