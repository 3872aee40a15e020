"""Which spans look different in two states of an annotation set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.model.span import Span


class SpanDifference(NamedTuple):
    """Spans to take away and spans to add; one that changed is in both."""

    gone: list[Span]
    come: list[Span]


def differing_spans(before: Sequence[Span], after: Sequence[Span]) -> SpanDifference:
    """Compare two sequences of spans by what is seen of them; equal ends cost almost nothing."""
    first = _equal_count(before, after)
    rest = min(len(before), len(after)) - first
    last = _equal_count(reversed(before), reversed(after), rest)
    old = {span.id: span for span in before[first : len(before) - last]}
    new = {span.id: span for span in after[first : len(after) - last]}
    return SpanDifference(
        [span for key, span in old.items() if not _looks_same(span, new.get(key))],
        [span for key, span in new.items() if not _looks_same(span, old.get(key))],
    )


def _equal_count(before: Iterable[Span], after: Iterable[Span], limit: int | None = None) -> int:
    count = 0
    for old, new in zip(before, after, strict=False):
        if count == limit or (old is not new and not _looks_same(old, new)):
            break
        count += 1
    return count


def _looks_same(one: Span, other: Span | None) -> bool:
    return other is not None and (one.id, one.label, one.fragments, one.coder_id) == (
        other.id,
        other.label,
        other.fragments,
        other.coder_id,
    )
