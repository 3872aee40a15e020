"""Spans in one of three orders, kept in order while some of them change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from annotator.model.identity import Id
from annotator.model.span import Span, text_order

SortKey = tuple[object, ...]


class Order(StrEnum):
    """How the list of spans is sorted."""

    TEXT = "text"
    LABEL = "label"
    NEWEST = "newest"


class OrderedSpans:
    """A sorted list of spans; ``label_places`` numbers the labels as the codebook does."""

    def __init__(
        self,
        spans: Iterable[Span] = (),
        order: Order = Order.TEXT,
        label_places: Mapping[str, int] | None = None,
    ) -> None:
        self.order = order
        self.label_places = label_places or {}
        self.spans = sorted(spans, key=self._key)
        self._keys = [self._key(span) for span in self.spans]
        self._by_id = {span.id: span for span in self.spans}

    def __len__(self) -> int:
        return len(self.spans)

    def in_order(self, order: Order) -> OrderedSpans:
        """Return the same spans in another order."""
        return OrderedSpans(self.spans, order, self.label_places)

    def find(self, span_id: Id) -> Span | None:
        """Return a span as it is in the list."""
        return self._by_id.get(span_id)

    def find_row(self, span_id: Id) -> int:
        """Return the row of a span, -1 where it is not in the list."""
        span = self._by_id.get(span_id)
        return bisect_left(self._keys, self._key(span)) if span else -1

    def row_for(self, span: Span) -> int:
        """Return the row at which a new span belongs."""
        return bisect_left(self._keys, self._key(span))

    def stays(self, old: Span, new: Span) -> bool:
        """Tell whether a span that has changed stands in the same row."""
        return self._key(old) == self._key(new)

    def replace(self, row: int, span: Span) -> None:
        """Put a span in the place of its former self."""
        self.spans[row] = self._by_id[span.id] = span

    def remove(self, row: int) -> None:
        """Take the span in a row away."""
        span = self.spans.pop(row)
        del self._keys[row], self._by_id[span.id]

    def insert(self, row: int, span: Span) -> None:
        """Put a new span into the row where it belongs."""
        self.spans.insert(row, span)
        self._keys.insert(row, self._key(span))
        self._by_id[span.id] = span

    def _key(self, span: Span) -> SortKey:
        return _KEYS[self.order](span, self.label_places)


def _by_text(span: Span, _places: Mapping[str, int]) -> SortKey:
    return (*text_order(span), span.id)


def _by_label(span: Span, places: Mapping[str, int]) -> SortKey:
    return (places.get(span.label, len(places)), *text_order(span), span.id)


def _by_age(span: Span, _places: Mapping[str, int]) -> SortKey:
    """Newest first; spans of one second by their id, which rises with time; undated ones last."""
    if span.created is None:
        return (1, 0.0, *text_order(span), span.id)
    made = datetime.fromisoformat(span.created).timestamp()
    return (0, -made, -int(span.id, 16))


_KEYS: dict[Order, Callable[[Span, Mapping[str, int]], SortKey]] = {
    Order.TEXT: _by_text,
    Order.LABEL: _by_label,
    Order.NEWEST: _by_age,
}
