"""Find all: literal, or whatever the case, the accents and the kind of quotation mark.

What is searched is a folded copy of the text; what is returned are places in the text itself,
though folding can make it shorter (accents) or longer (ß).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.model.extent import Extent

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
_ASCII_ALIKE = str.maketrans({"`": "'", **dict.fromkeys("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f", " ")})
"""What folding does to ASCII, but for its case."""


def find_all(
    text: str,
    needle: str,
    *,
    is_case_sensitive: bool = False,
    is_whole_word: bool = False,
    limit: int | None = None,
) -> list[Extent]:
    """Return where a needle occurs, in text order and without overlaps, at most ``limit`` times.

    If ``is_case_sensitive``, code points must be the same; else case, accents, kinds of blanks,
    hyphens and quotation marks do not count.  An extent never cuts a letter from its accents.
    """
    places = _literal(text, needle) if is_case_sensitive else _folded_places(text, needle)
    found: list[Extent] = []
    for start, end in places:
        if limit is not None and len(found) >= limit:
            break
        if not is_whole_word or _is_whole_word(text, start, end):
            found.append(Extent(start, end))
    return found


def fold(text: str) -> str:
    """Return a text without case and accents, as it is compared in a search."""
    return _folded(text).text


@dataclass(frozen=True, slots=True)
class _Folded:
    """A folded text.

    Where a code point did not fold to exactly one, ``folded`` and ``original`` hold the place after
    it in either text; between two such places the texts run in step.
    """

    text: str
    folded: Sequence[int]
    original: Sequence[int]

    def source(self, at: int) -> tuple[int, int]:
        """Return which code points of the original a folded one stands for."""
        index = bisect_right(self.folded, at)
        before = (self.folded[index - 1], self.original[index - 1]) if index else (0, 0)
        start = before[1] + at - before[0]
        if index < len(self.original):
            start = min(start, self.original[index] - 1)
        return start, start + 1


@lru_cache(maxsize=4)
def _folded(text: str) -> _Folded:
    if text.isascii():
        return _Folded(text.lower().translate(_ASCII_ALIKE), (), ())
    table = {ord(char): _fold_one(char) for char in set(text)}
    folded, original = [], []
    if uneven := "".join(chr(code) for code, one in table.items() if len(one) != 1):
        shift = 0
        for match in re.finditer(f"[{re.escape(uneven)}]", text):
            shift += len(table[ord(match[0])]) - 1
            folded.append(match.end() + shift)
            original.append(match.end())
    return _Folded(text.translate(table), folded, original)


def _fold_one(char: str) -> str:
    alike = char.translate(_ALIKE)
    parts = unicodedata.normalize("NFD", alike.casefold())
    bare = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    return " " if bare.isspace() else unicodedata.normalize("NFC", bare)


def _literal(text: str, needle: str) -> Iterator[tuple[int, int]]:
    at = text.find(needle) if needle else -1
    while at >= 0:
        yield at, at + len(needle)
        at = text.find(needle, at + len(needle))


def _folded_places(text: str, needle: str) -> Iterator[tuple[int, int]]:
    sought = fold(needle)
    folded = _folded(text)
    last_end = 0
    for at, past in _literal(folded.text, sought):
        start = folded.source(at)[0]
        end = _with_accents(text, folded.source(past - 1)[1])
        if start >= last_end:
            yield start, end
            last_end = end


def _with_accents(text: str, end: int) -> int:
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me"):
        end += 1
    return end


def _is_whole_word(text: str, start: int, end: int) -> bool:
    return not (
        (_is_word(text[start - 1 : start]) and _is_word(text[start]))
        or (_is_word(text[end - 1]) and _is_word(text[end : end + 1]))
    )


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (char != "" and unicodedata.category(char)[0] == "M")
