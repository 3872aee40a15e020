"""The copy of a text that Qt may see: as long in UTF-16 as the text, and never read back.

Qt drops some characters, swaps bytes at others and breaks lines at more; each of them is replaced
by one that it leaves alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WITHOUT_BREAKS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff\ufdd0-\ufdef]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u200f\u202b\u202e\u2067"
    "\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
# What few texts need is compiled when one does: it would be a part of every start.
_ODD = "[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff\ufdd0-\ufdef]"
_BREAKS = "[\r\u2028\u2029\x0b\x0c\x85]"
_LEFT_TO_RIGHT = "[A-Za-z\u00c0-\u02b8\u0370-\u0589\u0900-\u1fff\u3040-\ud7ff\uf900-\ufaff]"


def paragraph_display(text: str) -> str:
    """Return what is laid out for one paragraph."""
    return _WITHOUT_BREAKS.sub(_shown, text) if _WITHOUT_BREAKS.search(text) else text


def text_display(text: str) -> str:
    """Return what an editor widget may be given for a whole text."""
    return re.sub(_BREAKS, "\n", re.sub(_ODD, _shown, text))


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return {0x7F: "\u2421", 0xFEFF: "\u2060"}.get(code, "\ufffd")


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether a paragraph has text of both directions, and whether it runs right to left."""

    is_mixed: bool = False
    is_right_to_left: bool = False


def direction_of(text: str) -> Direction:
    """Return the direction of a paragraph, which its first letter decides."""
    leftward = None if text.isascii() else _RIGHT_TO_LEFT.search(text)
    if leftward is None:
        return Direction()
    rightward = re.search(_LEFT_TO_RIGHT, text)
    starts_leftward = rightward is None or leftward.start() < rightward.start()
    return Direction(is_mixed=True, is_right_to_left=starts_leftward)
