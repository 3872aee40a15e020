"""Graphemes, words and the places between them; snapping and trimming an extent.

Everything here looks at a bounded piece of the text, so a line of five million code points costs
as little as a short one.  Punctuation is its own token; hyphens and apostrophes inside a word and
points inside a number belong to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from annotator.model.extent import Extent
from annotator.text.punctuation import trimmed
from annotator.text.sentences import paragraph_at, sentence_at

if TYPE_CHECKING:
    import regex

__all__ = [
    "graphemes",
    "next_boundary",
    "previous_boundary",
    "snapped",
    "trimmed",
    "word_at",
    "words",
]

REACH = 256
"""How many code points to either side are looked at for the ends of a word or grapheme."""

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{N}}\p{{Pc}}]--[{_UNSPACED}]]"
_LETTERS = rf"{_LETTER}(?:{_LETTER}|[\p{{GCB=Extend}}\p{{GCB=SpacingMark}}\p{{GCB=ZWJ}}\u00ad])*+"
_JOINT = r"(?:[-\u2010\u2011'’ʼ]|(?<=\p{Nd})[.,:/](?=\p{Nd}))"
_WORD = rf"(?V1){_LETTERS}(?:{_JOINT}{_LETTERS})*+|\X"


def graphemes(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield start and end of what people see as one character, from ``start`` on."""
    for match in _grapheme_pattern().finditer(text, start, len(text) if end is None else end):
        yield match.span()


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield start and end of every token that is not blank, from ``start`` on."""
    for match in _word_pattern().finditer(text, start, len(text) if end is None else end):
        if not match[0].isspace():
            yield match.span()


def word_at(text: str, code_point: int) -> tuple[int, int]:
    """Return start and end of the token at a code point, else of the one that ends there.

    Between blanks both are the code point itself.
    """
    found = (code_point, code_point)
    for start, end in _words_near(text, code_point):
        if start > code_point:
            break
        if end >= code_point:
            found = (start, end)
    return found


def next_boundary(text: str, code_point: int, unit: str = "grapheme") -> int:
    """Return the end of the next grapheme or, with ``unit="word"``, of the next token."""
    if unit == "grapheme":
        base = _certain_boundary(text, code_point)
        ends = (end for _start, end in graphemes(text, base, code_point + REACH))
        return next((end for end in ends if end > code_point), len(text))
    at = code_point
    while at < len(text) and text[at].isspace():
        at += 1
    ends = (end for _start, end in _words_near(text, at))
    return next((end for end in ends if end > code_point), len(text))


def previous_boundary(text: str, code_point: int, unit: str = "grapheme") -> int:
    """Return the start of the grapheme before or, with ``unit="word"``, of the token before."""
    if unit == "grapheme":
        base = _certain_boundary(text, max(0, code_point - 1))
        starts = [start for start, _end in graphemes(text, base, code_point)]
        return starts[-1] if starts else 0
    at = code_point
    while at > 0 and text[at - 1].isspace():
        at -= 1
    starts = [start for start, _end in _words_near(text, max(0, at - 1)) if start < at]
    return starts[-1] if starts else 0


def snapped(text: str, extent: Extent, snap: str) -> Extent:
    """Return an extent grown to whole graphemes (``char``), tokens, sentences or paragraphs."""
    grow = _GROW[snap]
    start, _end = grow(text, extent.start)
    _start, end = grow(text, extent.end - 1)
    return Extent(min(start, extent.start), max(end, extent.end))


def _grapheme_at(text: str, code_point: int) -> tuple[int, int]:
    base = _certain_boundary(text, code_point)
    for start, end in graphemes(text, base, code_point + REACH):
        if end > code_point:
            return start, end
    return code_point, code_point + 1


def _token_at(text: str, code_point: int) -> tuple[int, int]:
    """Return the token that holds a code point; a blank is its own token here."""
    for start, end in _words_near(text, code_point):
        if start <= code_point < end:
            return start, end
    return _grapheme_at(text, code_point)


def _words_near(text: str, code_point: int) -> Iterator[tuple[int, int]]:
    """Yield the tokens around a code point, beginning at the blank before it."""
    floor = max(0, code_point - REACH)
    base = code_point
    while base > floor and (base == code_point or not text[base].isspace()):
        base -= 1
    return words(text, base, code_point + REACH)


def _certain_boundary(text: str, code_point: int) -> int:
    """Return a place at or before a code point where a grapheme surely begins.

    That is between two ASCII characters, but for CR LF; failing that, far enough back.
    """
    floor = max(0, code_point - REACH)
    at = code_point
    while at > floor:
        pair = text[at - 1 : at + 1]
        if pair.isascii() and len(pair) == 2 and pair != "\r\n":
            break
        at -= 1
    return at


_GROW: dict[str, Callable[[str, int], tuple[int, int]]] = {
    "char": _grapheme_at,
    "token": _token_at,
    "sentence": sentence_at,
    "paragraph": paragraph_at,
}


@cache
def _grapheme_pattern() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\X")


@cache
def _word_pattern() -> regex.Pattern[str]:
    import regex

    return regex.compile(_WORD)
