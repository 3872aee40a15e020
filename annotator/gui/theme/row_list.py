"""A list of painted rows of one height that stays quick at a hundred thousand rows.

The row the keyboard is on and the row that is chosen (shown in the text) are two things: arrows
move the one, Enter or a click asks for the other.  In a list that follows the keyboard arrows do
both.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.gui.theme.look import look
from annotator.gui.theme.paint import ring, rounded

Index = QModelIndex | QPersistentModelIndex

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a row; what stands on it is drawn by ``paint_row``."""

    margins = (8, 0, 8, 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw what a row says; the rectangle is that of its ground."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, row and ring."""
        left, top, right, bottom = self.margins
        rect = QRectF(option.rect).adjusted(left, top, -right, -bottom)
        view = self.parent()
        is_chosen = isinstance(view, RowList) and index.row() == view.chosen_row()
        painter.save()
        state = option.state
        if is_chosen:
            rounded(painter, rect, look().theme.chosen)
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, rect, look().theme.hover)
        self.paint_row(painter, rect, index, is_chosen=is_chosen)
        if isinstance(view, RowList) and view.has_ring(index):
            ring(painter, rect)
        painter.restore()


class RowList(QTableView):
    """One column of rows.

    ``row_chosen`` is emitted for Enter and for a click, and with ``follows_keyboard`` also when the
    keyboard comes to another row.
    """

    row_chosen = Signal(int)
    delete_pressed = Signal(int)
    left_at_top = Signal()

    def __init__(self, row_height: int, delegate: type[RowDelegate]) -> None:
        super().__init__()
        self.setItemDelegate(delegate(self))
        self._chosen = QPersistentModelIndex()
        self._is_by_keyboard = False
        self.follows_keyboard = False
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        header = self.verticalHeader()
        header.hide()
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(row_height)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def chosen_row(self) -> int:
        """Return the chosen row, -1 for none."""
        return self._chosen.row()

    def choose(self, row: int, *, is_centred: bool = False) -> None:
        """Show a row as chosen and bring it into view; -1 for none.  No signal."""
        model = self.model()
        index = model.index(row, 0) if model is not None and row >= 0 else QModelIndex()
        self._chosen = QPersistentModelIndex(index)
        if index.isValid():
            self.set_cursor(row)
            hint = QAbstractItemView.ScrollHint
            self.scrollTo(index, hint.PositionAtCenter if is_centred else hint.EnsureVisible)
        self.viewport().update()

    def set_cursor(self, row: int) -> None:
        """Move the row that the keyboard is on."""
        index = self.model().index(row, 0)
        flag = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, flag)

    def has_ring(self, index: Index) -> bool:
        """Tell whether the keyboard is on a row, and visibly so."""
        return self.hasFocus() and self._is_by_keyboard and index.row() == self.currentIndex().row()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; nothing is chosen at first."""
        self._chosen = QPersistentModelIndex()
        super().setModel(model)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the chosen row, or the first."""
        self._is_by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.set_cursor(max(self.chosen_row(), 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with arrows, Home and End; choose with Enter; ask to delete with Delete."""
        self._is_by_keyboard = True
        row, key = self.currentIndex().row(), event.key()
        if key in _ENDS and self.model().rowCount():
            self.set_cursor(_ENDS[Qt.Key(key)] % self.model().rowCount())
            self.scrollTo(self.currentIndex())
        elif key in _ENTER and row >= 0:
            self.row_chosen.emit(row)
        elif key == Qt.Key.Key_Delete and row >= 0:
            self.delete_pressed.emit(row)
        elif key == Qt.Key.Key_Up and row <= 0:
            self.left_at_top.emit()
        elif event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)
        self._follow(row)
        self.viewport().update()

    def _follow(self, before: int) -> None:
        row = self.currentIndex().row()
        if self.follows_keyboard and row >= 0 and row not in (before, self.chosen_row()):
            self.row_chosen.emit(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the keyboard's row where the pointer is."""
        self._is_by_keyboard = False
        super().mousePressEvent(event)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.row_chosen.emit(index.row())

    def viewportSizeHint(self) -> QSize:
        """Return the size of all rows."""
        rows = self.model().rowCount() if self.model() is not None else 0
        return QSize(100, rows * self.verticalHeader().defaultSectionSize())

    def leaveEvent(self, event: QEvent) -> None:
        """Take the ground under the pointer away."""
        super().leaveEvent(event)
        self.viewport().update()
