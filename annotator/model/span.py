"""A coder's labelled stretch of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.extent import Extent, Fragments, hull
from annotator.model.identity import Id

AttributeValue = str | int | float | bool | tuple[str, ...] | None
"""The answer to a typed question: a scalar, or several value ids where ``many`` is set.

Dates are ISO text (``2024``, ``2024-10``, ``2024-10-30``); nothing stands for not coded."""

Attributes = Mapping[str, AttributeValue]


class Origin(StrEnum):
    """How a mark was made."""

    HAND = "hand"
    BULK = "bulk"
    SUGGESTED = "suggested"
    IMPORTED = "imported"
    ADJUDICATED = "adjudicated"


@dataclass(frozen=True, slots=True)
class Span:
    """One coder's labelled extent: one or more fragments in text order, with typed answers.

    ``key`` is the id in files; ``created`` and ``changed`` are UTC times (``2026-11-22T08:30:00Z``)
    or None where the source did not say.
    """

    id: Id
    key: str
    document_id: Id
    coder_id: Id
    codebook_id: Id
    label: str
    fragments: Fragments
    attributes: Attributes = field(default_factory=dict)
    origin: str = Origin.HAND
    created: str | None = None
    changed: str | None = None

    @property
    def extent(self) -> Extent:
        """Return the smallest extent that holds all fragments."""
        return self.fragments[0] if len(self.fragments) == 1 else hull(self.fragments)

    @property
    def start(self) -> int:
        """Return the first code point."""
        return self.fragments[0].start

    @property
    def end(self) -> int:
        """Return the code point after the last one."""
        return self.extent.end


def text_order(span: Span) -> tuple[int, int, str, str]:
    """Sort key of spans: by start, the longer first, then label and id; the same every time."""
    return (span.start, -span.end, span.label, span.key)
