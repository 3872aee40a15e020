"""Which spans touch which paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.model.identity import Id
from annotator.model.span import Span, text_order
from annotator.text.paragraphs import Paragraphs

WIDE = 64
"""A fragment over more paragraphs than this is kept apart, not in each of them."""


class SpanIndex:
    """Spans in buckets, one a paragraph."""

    def __init__(self, paragraphs: Paragraphs, spans: Iterable[Span] = ()) -> None:
        self._paragraphs = paragraphs
        self._buckets: dict[int, list[Span]] = {}
        self._wide: list[tuple[range, Span]] = []
        self.by_id: dict[Id, Span] = {}
        for span in spans:
            self.add(span)

    def touched(self, span: Span) -> Iterator[range]:
        """Return the paragraphs of each fragment."""
        return (self._paragraphs.touched(part.start, part.end) for part in span.fragments)

    def add(self, span: Span) -> None:
        """Add a span."""
        self.by_id[span.id] = span
        for part in span.fragments:
            touched = self._paragraphs.touched(part.start, part.end)
            if len(touched) > WIDE:
                self._wide.append((touched, span))
                continue
            for paragraph in touched:
                bucket = self._buckets.setdefault(paragraph, [])
                if not bucket or bucket[-1] is not span:
                    bucket.append(span)

    def remove(self, span: Span) -> None:
        """Remove a span that was added."""
        known = self.by_id.pop(span.id)
        for touched in self.touched(known):
            if len(touched) > WIDE:
                continue
            for paragraph in touched:
                bucket = self._buckets.get(paragraph, [])
                if known in bucket:
                    bucket.remove(known)
        self._wide = [entry for entry in self._wide if entry[1] is not known]

    def at(self, paragraph: int) -> list[Span]:
        """Return the spans that touch a paragraph, in text order."""
        spans = list(self._buckets.get(paragraph, ()))
        if self._wide:
            known = {span.id for span in spans}
            wide = (span for touched, span in self._wide if paragraph in touched)
            spans += {span.id: span for span in wide if span.id not in known}.values()
        return sorted(spans, key=text_order)

    def covering(self, offset: int) -> list[Span]:
        """Return the spans with a fragment over a code point, the innermost first."""
        spans = self.at(self._paragraphs.index_at(offset))
        covering = [s for s in spans if any(p.start <= offset < p.end for p in s.fragments)]
        return innermost_first(covering)


def innermost_first(spans: Iterable[Span]) -> list[Span]:
    """Sort spans by length, the shortest first; of equal ones the later in text order first."""
    ordered = sorted(spans, key=text_order, reverse=True)
    return sorted(ordered, key=lambda span: span.end - span.start)
