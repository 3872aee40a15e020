"""The history as a Qt model: read from the log a page at a time, as far as somebody looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from annotator.gui.theme.tips import tip_text
from annotator.workbench.chronicle import LAST, Entry, Moment, Page

Index = QModelIndex | QPersistentModelIndex
Load = Callable[[Moment], Page]

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""The role under which an ``Entry`` is found."""

_ROOT = QModelIndex()


class ChronicleModel(QAbstractListModel):
    """Entries newest first.  ``looked`` is emitted after each page, with whether that was all."""

    looked = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._load: Load | None = None
        self._after: Moment | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.look_further)

    def show_history(self, load: Load) -> None:
        """Show another part of the history from its newest entry on."""
        self.beginResetModel()
        self._entries, self._load, self._after = [], load, LAST
        self.endResetModel()
        self.look_further()

    def look_further(self) -> None:
        """Read the next page; where nothing fits there, look on as soon as nothing else waits."""
        if self._load is None or self._after is None:
            return
        page = self._load(self._after)
        self._after = page.after
        if page.entries:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(page.entries) - 1)
            self._entries.extend(page.entries)
            self.endInsertRows()
        elif page.after is not None:
            self._again.start()
        self.looked.emit(self._after is None)

    def stop(self) -> None:
        """Look no further."""
        self._again.stop()
        self._after = None

    def entry_at(self, row: int) -> Entry:
        """Return the entry in a row."""
        return self._entries[row]

    def find_moment(self, moment: Moment) -> int:
        """Return the row of the act that was complete at a moment, -1 if it is not shown."""
        return next((row for row, one in enumerate(self._entries) if one.moment == moment), -1)

    def canFetchMore(self, _parent: Index = _ROOT) -> bool:
        """Tell whether the history goes on."""
        return self._after is not None and not self._again.isActive()

    def fetchMore(self, _parent: Index = _ROOT) -> None:
        """Read on, because somebody has scrolled to the end."""
        self.look_further()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many entries have been read."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what happened, or under ``ENTRY_ROLE`` the whole entry."""
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join((entry.words, *entry.changes, entry.coder, entry.local_time))
        if role == Qt.ItemDataRole.ToolTipRole:
            said = (entry.words, *entry.changes, f"{entry.coder} · {entry.local_time}", entry.time)
            return tip_text("\n".join(said))
        return None
