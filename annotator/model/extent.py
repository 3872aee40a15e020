"""Offsets and the stretch of text between two of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

CodePoint = NewType("CodePoint", int)
Utf16Offset = NewType("Utf16Offset", int)

ELLIPSIS = " … "
"""What stands between the fragments of a span where its text is shown as one string."""


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """A half-open stretch ``[start, end)`` of a text, in Unicode code points, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not an extent: [{self.start}, {self.end})")

    @property
    def length(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def overlaps(self, other: Extent) -> bool:
        """Tell whether at least one code point is shared."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Extent) -> bool:
        """Tell whether the other lies within this one (equal counts)."""
        return self.start <= other.start and other.end <= self.end

    def slice(self, text: str) -> str:
        """Return the code points of the text that lie in this extent."""
        return text[self.start : self.end]


Fragments = tuple[Extent, ...]


def hull(fragments: Fragments) -> Extent:
    """Return the smallest extent that holds all fragments."""
    return Extent(fragments[0].start, max(fragment.end for fragment in fragments))


def joined_text(text: str, fragments: Iterable[Extent]) -> str:
    """Return the words of a span: its fragments in order, with an ellipsis between them."""
    return ELLIPSIS.join(text[part.start : part.end] for part in fragments)


def are_in_order(fragments: Fragments) -> bool:
    """Tell whether fragments stand in text order without touching each other's characters."""
    return bool(fragments) and all(a.end <= b.start for a, b in itertools.pairwise(fragments))


def united(parts: Iterable[Extent]) -> Fragments:
    """Return what the extents cover together, in text order; those that touch are one."""
    found: list[Extent] = []
    for part in sorted(parts):
        if found and part.start <= found[-1].end:
            found[-1] = Extent(found[-1].start, max(found[-1].end, part.end))
        else:
            found.append(part)
    return tuple(found)


def without(fragments: Fragments, taken: Fragments) -> Fragments:
    """Return what is left of some stretches beside others, both in text order."""
    found: list[Extent] = []
    for part in fragments:
        start = part.start
        for other in taken:
            if other.end <= start or other.start >= part.end:
                continue
            if other.start > start:
                found.append(Extent(start, other.start))
            start = max(start, other.end)
        if start < part.end:
            found.append(Extent(start, part.end))
    return tuple(found)
