"""Which spans look different in two states of an annotation set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from annotator.model.span import Span

CHUNK = 512
"""Spans compared at once, which is fast where both states hold the same objects."""


class SpanDifference(NamedTuple):
    """Spans to take away and spans to add; one that changed is in both."""

    gone: list[Span]
    come: list[Span]


def differing_spans(before: Sequence[Span], after: Sequence[Span]) -> SpanDifference:
    """Compare two sequences of spans by what is seen of them; equal ends cost almost nothing."""
    shorter = min(len(before), len(after))
    first = _count_equal(before, after, shorter, from_end=False)
    last = _count_equal(before, after, shorter - first, from_end=True)
    old = {span.id: span for span in before[first : len(before) - last]}
    new = {span.id: span for span in after[first : len(after) - last]}
    return SpanDifference(
        [span for key, span in old.items() if not _looks_same(span, new.get(key))],
        [span for key, span in new.items() if not _looks_same(span, old.get(key))],
    )


def _count_equal(
    before: Sequence[Span], after: Sequence[Span], most: int, *, from_end: bool
) -> int:
    """Count the spans that look the same in both, from one end on until the first that do not."""
    count = 0
    while count < most:
        size = min(CHUNK, most - count)
        old = _chunk(before, count, size, from_end=from_end)
        new = _chunk(after, count, size, from_end=from_end)
        if old[0] is new[0] and old == new:
            count += size
            continue
        step = -1 if from_end else 1
        pairs = zip(old[::step], new[::step], strict=True)
        equal = sum(1 for _ in takewhile(lambda pair: _looks_same(*pair), pairs))
        count += equal
        if equal < size:
            break
    return count


def _chunk(spans: Sequence[Span], skipped: int, size: int, *, from_end: bool) -> Sequence[Span]:
    start = len(spans) - skipped - size if from_end else skipped
    return spans[start : start + size]


def _looks_same(one: Span, other: Span | None) -> bool:
    return one is other or (
        other is not None
        and (one.id, one.label, one.fragments, one.coder_id)
        == (
            other.id,
            other.label,
            other.fragments,
            other.coder_id,
        )
    )
