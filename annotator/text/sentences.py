"""Sentences and paragraphs around a place in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 4000
"""How many code points to either side are looked at for the ends of a sentence."""

_LINE_BREAKS = "\n\r\u2028\u2029\x0b\x0c\x85"

# A stop, what closes with it, and the blank before the next sentence; or a stop that lost its
# blank ("mendatang.Sri").
_STOP = re.compile(
    r"(?P<stop>[.!?…]+[”’\"')\]»]*)(?P<gap>\s+)(?=[“‘\"'(\[«]*[^\W_a-z])"
    r"|(?<=[a-z])(?P<tight>[.!?][”’\"']?)(?=[“‘”\"]?[A-Z]\w)"
    r"|(?P<wide>[。！？]+[」』”’]*)"
)
_ABBREVIATED = re.compile(r"(?:^|[\s(“‘\"'.])(?:[A-Z]|[A-Z][a-z]{1,2})$")


def paragraph_at(text: str, code_point: int, reach: int | None = None) -> tuple[int, int]:
    """Return start and end of the line that a code point lies in, without its line break.

    A line break belongs to the line before it.  With ``reach`` no more code points than that are
    looked at to either side; a longer line is cut there.
    """
    if text.startswith("\r\n", code_point - 1) and code_point:
        code_point -= 1
    last = len(text) if reach is None else min(len(text), code_point + reach)
    first = 0 if reach is None else max(0, code_point - reach)
    for mark in _LINE_BREAKS:
        found = text.find(mark, code_point, last)
        last = last if found < 0 else found
        first = max(first, text.rfind(mark, first, code_point) + 1)
    return first, last


def sentence_at(text: str, code_point: int) -> tuple[int, int]:
    """Return start and end of the sentence that a code point lies in, without outer blanks.

    Sentences do not cross lines.  A stop after a capital or a short title (``B. Aden``, ``Pj.
    Bupati``) does not end one.
    """
    first, last = paragraph_at(text, code_point, LONGEST)
    line = text[first:last]
    start, end = 0, len(line)
    for stop in _stops(line):
        if first + stop > code_point:
            end = stop
            break
        start = stop
    sentence = line[start:end]
    end = start + len(sentence.rstrip())
    start += len(sentence) - len(sentence.lstrip())
    return first + min(start, end), first + end


def _stops(line: str) -> Iterator[int]:
    """Yield where sentences of a line end and the next may begin."""
    for match in _STOP.finditer(line):
        before = line[max(0, match.start() - 5) : match.start()]
        if match["stop"] != "." or not _ABBREVIATED.search(before):
            yield match.end()
