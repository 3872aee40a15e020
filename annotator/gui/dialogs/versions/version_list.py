"""A list of rows in two versions: digits and clicks choose, arrows walk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from annotator.gui.dialogs.versions.painter import VersionPainter
from annotator.gui.dialogs.versions.rows import ROW_ROLE, VersionRows
from annotator.gui.theme.look import look
from annotator.workbench.language import _
from annotator.workbench.version_words import ConflictWords

_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class VersionList(QListView):
    """Asks which version of each row shall stand.

    ``chosen`` carries the row and the place of the version, -1 for later (only ``has_later``).
    Whoever listens decides what comes of it; with ``keeps_choices`` it is kept in the list, and the
    keys go on to the next row.
    """

    chosen = Signal(int, int)

    def __init__(self, *, has_later: bool, keeps_choices: bool) -> None:
        super().__init__()
        self.rows = VersionRows()
        self._keeps_choices = keeps_choices
        self.painter_ = VersionPainter(self, has_later=has_later)
        self.setModel(self.rows)
        self.setItemDelegate(self.painter_)
        self.setAccessibleName(_("Rows in two versions"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        look().changed.connect(self.dress)
        self.dress()

    def show_rows(self, rows: Sequence[ConflictWords], current: int = 0) -> None:
        """Show rows, with the keys at one of them."""
        self.painter_.forget()
        self.rows.show_rows(rows)
        if rows:
            self.go_to(min(max(current, 0), len(rows) - 1))

    def go_to(self, row: int) -> None:
        """Let the keys act on a row, and bring it into view."""
        index = self.rows.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.viewport().update()

    def choose(self, place: int, *, is_followed: bool = True) -> None:
        """Choose a version of the row at which the keys are; then go on to the next."""
        row = self.currentIndex().row()
        if not 0 <= row < self.rows.rowCount():
            return
        if place >= len(self.rows.rows[row].sides) or (place < 0 and not self.painter_.has_later):
            return
        if self._keeps_choices:
            self.rows.choose(row, place)
            if is_followed and row + 1 < self.rows.rowCount():
                self.go_to(row + 1)
        self.chosen.emit(row, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, choose with digits; everything else is the sheet's."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _MOVES and is_plain:
            super().keyPressEvent(event)
            self.viewport().update()
        elif is_plain and event.text().isdecimal() and len(event.text()) == 1:
            self.choose(int(event.text()) - 1)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the keys act on the row under the pointer."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the version that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        inside = event.position() - QPointF(self.visualRect(index).topLeft())
        place = self.painter_.places(index.data(ROW_ROLE)).hit(inside)
        if place is not None and index == self.currentIndex():
            self.choose(place, is_followed=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would choose."""
        super().mouseMoveEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the ground under the pointer away."""
        super().leaveEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew for another width."""
        if event.size().width() != event.oldSize().width():
            self.painter_.forget()
        super().resizeEvent(event)

    def dress(self) -> None:
        """Stand on the ground of the sheet."""
        self.setStyleSheet(f"QListView {{ background:{look().theme.raised}; border:0 }}")
        self.viewport().update()
