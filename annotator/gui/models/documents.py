"""The documents of a project as a Qt model: ids at once, what the list shows page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.theme.tips import tip_text
from annotator.model.document import DocumentRow
from annotator.model.identity import Id

LoadRows = Callable[[Sequence[Id]], Iterable[DocumentRow]]
Index = QModelIndex | QPersistentModelIndex

PAGE = 100
ROWS_KEPT = 5_000
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a ``DocumentRow`` is found."""

_ROOT = QModelIndex()


class DocumentsModel(QAbstractListModel):
    """A list of document ids in the order given; rows are loaded when they are looked at."""

    def __init__(self, load_rows: LoadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load_rows = load_rows
        self._ids: list[Id] = []
        self._places: dict[Id, int] | None = None
        self._rows: dict[Id, DocumentRow] = {}
        self._lacks_rows = False

    def set_ids(self, ids: Sequence[Id]) -> None:
        """Show other documents, or the same in another order; everything is read anew."""
        self.beginResetModel()
        self._ids = list(ids)
        self._places = None
        self._rows.clear()
        self.endResetModel()

    def refresh(self, ids: Iterable[Id]) -> None:
        """Read only the named documents again; those that are not in the list do not matter."""
        for document_id in ids:
            row = self.find_row(document_id)
            if row >= 0:
                self._rows.pop(document_id, None)
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def look_again(self) -> None:
        """Let rows be looked at anew if some could not be read when they were."""
        if self._lacks_rows and self._ids:
            self._lacks_rows = False
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def ids(self) -> Sequence[Id]:
        """Return all ids in order."""
        return self._ids

    def id_at(self, row: int) -> Id:
        """Return the id in a row."""
        return self._ids[row]

    def find_row(self, document_id: Id) -> int:
        """Return the row of a document, -1 where it is not in the list."""
        if self._places is None:
            self._places = {one: row for row, one in enumerate(self._ids)}
        return self._places.get(document_id, -1)

    def document_row(self, row: int) -> DocumentRow | None:
        """Return what is known of a row, loading its page; None where it is gone."""
        document_id = self._ids[row]
        if document_id not in self._rows:
            first = row - row % PAGE
            self._load(self._ids[first : first + PAGE])
        return self._rows.get(document_id)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of documents."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, or under ``ROW_ROLE`` the whole row."""
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role == ROW_ROLE:
            return self.document_row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self.document_row(index.row())
            words = (row.title or row.name) if row else ""
            return tip_text(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def _load(self, ids: Sequence[Id]) -> None:
        missing = [one for one in ids if one not in self._rows]
        if len(self._rows) + len(missing) > ROWS_KEPT:
            self._rows.clear()
            missing = list(ids)
        rows = {row.id: row for row in self._load_rows(missing)}
        self._rows |= rows
        self._lacks_rows |= len(rows) < len(missing)
