"""Brackets and quotation marks: which belong together, and what hangs loose at the ends."""

from __future__ import annotations

import re
from unicodedata import category

from annotator.model.extent import Extent

_LOOSE = frozenset(".,;:!?…‥·•‣▪●*–—―‒-‐‑/\\|¦،؛؟۔。、，．：；！？・।॥")
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad")
_BRACKETS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "）": "（",
    "】": "【",
    "」": "「",
    "』": "『",
    "》": "《",
}
_OPENING = frozenset(_BRACKETS.values())
_DOUBLE = frozenset('"“”„‟«»＂')
_SINGLE = frozenset("'‘’‚‛‹›")
_ALWAYS_OPENING = frozenset("“„‘‚")
_MARK = re.compile("[" + re.escape("".join([*_BRACKETS, *_OPENING, *_DOUBLE, *_SINGLE])) + "]")


def trimmed(text: str, extent: Extent) -> Extent | None:
    """Return an extent without outer blanks and orphan punctuation; None where nothing is left.

    A bracket or quotation mark stays where its partner lies inside too, so ``“Boleh hadir,”``
    stays whole, ``(ASN)`` keeps its brackets and ``tegasnya.`` loses its full stop.
    """
    paired = paired_marks(text, extent)
    start, end = extent.start, extent.end
    while start < end and _is_orphan(text, start, paired) and not _carries_mark(text, start, end):
        start += 1
    while end > start and _is_orphan(text, end - 1, paired):
        end -= 1
    has_content = any(not _is_orphan(text, at, frozenset()) for at in range(start, end))
    return Extent(start, end) if has_content else None


def paired_marks(text: str, extent: Extent) -> frozenset[int]:
    """Return where the brackets and quotation marks of an extent stand that have a partner in it.

    A closing mark that stands where a quotation begins counts as opening, as news sites have it.
    """
    paired: set[int] = set()
    waiting: list[int] = []
    for match in _MARK.finditer(text, extent.start, extent.end):
        at = match.start()
        partner = _partner(text, at, waiting)
        if partner is not None:
            paired |= {at, waiting[partner]}
            del waiting[partner:]
        elif _can_open(text, at):
            waiting.append(at)
    return frozenset(paired)


def _partner(text: str, at: int, waiting: list[int]) -> int | None:
    """Return which of the open marks a mark closes, the innermost first."""
    mark = text[at]
    if mark in _OPENING or mark in _ALWAYS_OPENING or _is_apostrophe(text, at):
        return None
    if mark in _BRACKETS:
        family = frozenset((_BRACKETS[mark],))
    else:
        family = _DOUBLE if mark in _DOUBLE else _SINGLE
    for index in reversed(range(len(waiting))):
        if text[waiting[index]] in family:
            return index
    return None


def _can_open(text: str, at: int) -> bool:
    """Tell whether a mark without a partner before it may begin something."""
    mark = text[at]
    if mark in _OPENING or mark in _ALWAYS_OPENING:
        return True
    if mark in _BRACKETS or _is_apostrophe(text, at):
        return False
    after = text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and not text[max(0, at - 1) : at].isalnum()


def _is_apostrophe(text: str, at: int) -> bool:
    between = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    return text[at] in _SINGLE and between


def _is_orphan(text: str, at: int, paired: frozenset[int]) -> bool:
    char = text[at]
    if char.isalnum():
        return False
    if char in _LOOSE or char in _INVISIBLE or char.isspace():
        return True
    return at not in paired and _MARK.match(char) is not None


def _carries_mark(text: str, at: int, end: int) -> bool:
    """Tell whether the next code point combines with this one: they are not to be parted."""
    after = text[at + 1 : at + 2]
    return at + 1 < end and (category(after)[0] == "M" or after == "\u200d")
