"""The spans of one annotation set as a Qt model, changed in place by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.models.ordered_spans import Order, OrderedSpans
from annotator.gui.theme.paint import one_line
from annotator.gui.theme.tips import tip_text
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.workbench.language import _

Index = QModelIndex | QPersistentModelIndex

SPAN_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a ``Span`` is found."""
UNDECIDED_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which is found whether a span is in two versions."""
QUOTE_LENGTH = 240
"""Code points of a span that the list keeps to show."""

_ROOT = QModelIndex()


class SpansModel(QAbstractListModel):
    """Spans in one of three orders.  A change of some spans moves, adds or removes only these."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._rows = OrderedSpans()
        self._undecided: frozenset[Id] = frozenset()

    @property
    def order(self) -> Order:
        """Return how the spans are sorted."""
        return self._rows.order

    def set_spans(
        self, spans: Iterable[Span], text: str, label_places: Mapping[str, int] | None = None
    ) -> None:
        """Show the spans of a text.  ``label_places`` numbers the labels as the codebook does."""
        self._text = text
        self._show(OrderedSpans(spans, self.order, label_places))

    def set_order(self, order: Order) -> None:
        """Sort in another way."""
        if order != self.order:
            self._show(self._rows.in_order(order))

    def update_spans(self, annotations: AnnotationSet, ids: Iterable[Id]) -> None:
        """Take only the named spans from a newer version of the set: new, changed or gone."""
        newer = annotations.span_by_id()
        for span_id in ids:
            old, new = self._rows.find(span_id), newer.get(span_id)
            if old and new and self._rows.stays(old, new):
                self._replace(new)
                continue
            if old:
                self._remove(old)
            if new:
                self._insert(new)

    def different_ids(self, annotations: AnnotationSet) -> frozenset[Id]:
        """Return which spans a version of the set has otherwise than the list, or only one has."""
        newer = annotations.span_by_id()
        shown = {span.id: span for span in self._rows.spans}
        ids = newer.keys() | shown.keys()
        return frozenset(one for one in ids if newer.get(one) != shown.get(one))

    def set_undecided(self, ids: frozenset[Id]) -> None:
        """Say which spans are in two versions."""
        if ids != self._undecided:
            self._undecided = ids
            if len(self._rows):
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def span_at(self, row: int) -> Span:
        """Return the span in a row."""
        return self._rows.spans[row]

    def find_row(self, span_id: Id) -> int:
        """Return the row of a span, -1 where it is not in the list."""
        return self._rows.find_row(span_id)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of spans."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a span, or under ``SPAN_ROLE`` the span itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        span = self._rows.spans[index.row()]
        if role == SPAN_ROLE:
            return span
        if role == UNDECIDED_ROLE:
            return span.id in self._undecided
        if role == Qt.ItemDataRole.AccessibleTextRole and span.id in self._undecided:
            return _("{quote}, in two versions").format(quote=self.quote(span))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = self.quote(span)
            return tip_text(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def quote(self, span: Span) -> str:
        """Return the words of a span, the first of them where it is long, on one line."""
        words = joined_text(self._text, span.fragments[:QUOTE_LENGTH])[:QUOTE_LENGTH]
        return one_line(words)

    def _show(self, rows: OrderedSpans) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _replace(self, span: Span) -> None:
        row = self.find_row(span.id)
        self._rows.replace(row, span)
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def _remove(self, span: Span) -> None:
        row = self.find_row(span.id)
        self.beginRemoveRows(QModelIndex(), row, row)
        self._rows.remove(row)
        self.endRemoveRows()

    def _insert(self, span: Span) -> None:
        row = self._rows.row_for(span)
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, span)
        self.endInsertRows()
