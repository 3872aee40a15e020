"""The spans of one annotation set as a Qt model, changed in place by their ids."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.theme.tips import tip_text
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.span import Span, text_order

Index = QModelIndex | QPersistentModelIndex
SortKey = tuple[object, ...]

SPAN_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a ``Span`` is found."""
QUOTE_LENGTH = 240
"""Code points of a span that the list keeps to show."""

_ROOT = QModelIndex()


class Order(StrEnum):
    """How the list of spans is sorted."""

    TEXT = "text"
    LABEL = "label"
    NEWEST = "newest"


class SpansModel(QAbstractListModel):
    """Spans in one of three orders.  A change of some spans moves, adds or removes only these."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.order = Order.TEXT
        self._text = ""
        self._label_places: Mapping[str, int] = {}
        self._spans: list[Span] = []
        self._keys: list[SortKey] = []
        self._by_id: dict[Id, Span] = {}

    def set_spans(
        self, spans: Iterable[Span], text: str, label_places: Mapping[str, int] | None = None
    ) -> None:
        """Show the spans of a text.  ``label_places`` numbers the labels as the codebook does."""
        self._text = text
        self._label_places = label_places or {}
        self._fill(spans)

    def set_order(self, order: Order) -> None:
        """Sort in another way."""
        if order != self.order:
            self.order = order
            self._fill(self._spans)

    def update_spans(self, annotations: AnnotationSet, ids: Iterable[Id]) -> None:
        """Take only the named spans from a newer version of the set: new, changed or gone."""
        newer = annotations.span_by_id()
        for span_id in ids:
            old, new = self._by_id.get(span_id), newer.get(span_id)
            if old and new and self._key(old) == self._key(new):
                self._replace(old, new)
                continue
            if old:
                self._remove(old)
            if new:
                self._insert(new)

    def span_at(self, row: int) -> Span:
        """Return the span in a row."""
        return self._spans[row]

    def find_row(self, span_id: Id) -> int:
        """Return the row of a span, -1 where it is not in the list."""
        span = self._by_id.get(span_id)
        return bisect_left(self._keys, self._key(span)) if span else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of spans."""
        return 0 if parent.isValid() else len(self._spans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a span, or under ``SPAN_ROLE`` the span itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._spans):
            return None
        span = self._spans[index.row()]
        if role == SPAN_ROLE:
            return span
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = self.quote(span)
            return tip_text(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def quote(self, span: Span) -> str:
        """Return the words of a span, the first of them where it is long, on one line."""
        words = joined_text(self._text, span.fragments[:QUOTE_LENGTH])[:QUOTE_LENGTH]
        return " ".join(words.split("\n"))

    def _fill(self, spans: Iterable[Span]) -> None:
        self.beginResetModel()
        self._spans = sorted(spans, key=self._key)
        self._keys = [self._key(span) for span in self._spans]
        self._by_id = {span.id: span for span in self._spans}
        self.endResetModel()

    def _replace(self, old: Span, new: Span) -> None:
        row = self.find_row(old.id)
        self._spans[row] = self._by_id[new.id] = new
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def _remove(self, span: Span) -> None:
        row = self.find_row(span.id)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._spans[row], self._keys[row], self._by_id[span.id]
        self.endRemoveRows()

    def _insert(self, span: Span) -> None:
        key = self._key(span)
        row = bisect_left(self._keys, key)
        self.beginInsertRows(QModelIndex(), row, row)
        self._spans.insert(row, span)
        self._keys.insert(row, key)
        self._by_id[span.id] = span
        self.endInsertRows()

    def _key(self, span: Span) -> SortKey:
        return _KEYS[self.order](span, self._label_places)


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
