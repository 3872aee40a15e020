"""Tables of numbers: a cell says itself in words, is drawn, and has a list behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.gui.review.agreement.asked import Asked
from annotator.gui.theme.controls import Caption, surface
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import ring, smooth
from annotator.gui.theme.strokes import Point

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SAID = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SHOWN, _HIDDEN = (
    Qt.ScrollBarPolicy.ScrollBarAlwaysOn,
    Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
)
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says in words, what it is drawn from, and the list that is behind it.

    An echo has the list of another cell, which is the one that is framed.
    """

    said: str = ""
    shown: object = None
    asked: Asked | None = None
    is_echo: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All cells, and in words what columns and rows are."""

    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()


class CellModel(QAbstractTableModel):
    """A sheet of cells for Qt and for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show other cells."""
        if sheet == self.sheet:
            return
        is_alike = len(sheet.rows) == self.rowCount() and len(sheet.columns) == self.columnCount()
        if is_alike and sheet.rows and sheet.columns:
            self.sheet = sheet
            last = self.index(len(sheet.rows) - 1, len(sheet.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(sheet.columns) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(sheet.rows) - 1)
            return
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """Return the cell at a place."""
        return self.sheet.cells[index.row()][index.column()] if index.isValid() else Cell()

    def place_of(self, asked: Asked | None) -> Index:
        """Return the first place whose list is this one."""
        for row, cells in enumerate(self.sheet.cells):
            for column, cell in enumerate(cells):
                if asked is not None and cell.asked == asked and not cell.is_echo:
                    return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says."""
        return self.cell(index).said if index.isValid() and role in _SAID else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column or row is."""
        if role not in _SAID:
            return None
        is_top = orientation == Qt.Orientation.Horizontal
        names = self.sheet.columns if is_top else self.sheet.rows
        return names[section] if section < len(names) else None


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, CellTable)
        rect = QRectF(option.rect)
        painter.save()
        smooth(painter)
        cell = view.cell_model.cell(index)
        view.paint_cell(painter, rect, cell, (index.row(), index.column()))
        frame = view.frame_of(rect, (index.row(), index.column()))
        if cell.asked is not None and cell.asked == view.chosen and not cell.is_echo:
            ring(painter, frame, 4)
        elif index == view.currentIndex() and view.hasFocus() and view.is_by_keyboard:
            ring(painter, frame.adjusted(2, 2, -2, -2), 4)
        painter.restore()


class _Head(QHeaderView):
    def __init__(self, orientation: Qt.Orientation, table: CellTable, size: int) -> None:
        super().__init__(orientation)
        self._table, self._size = table, size
        self.setMinimumSectionSize(8)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def resize_to(self, size: int) -> None:
        self._size = size
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, look().theme.paper)
        smooth(painter)
        is_top = self.orientation() == Qt.Orientation.Horizontal
        paint = self._table.paint_top if is_top else self._table.paint_side
        paint(painter, QRectF(rect), section)
        painter.restore()


class CellTable(QTableView):
    """Cells that arrows walk; Enter, the space bar and a click ask for the list behind one.

    ``asked`` carries what is asked for.  ``chosen`` is what the list beside the tables shows.
    """

    asked = Signal(object)

    def __init__(self, *, side: int = 0, top: int = 0) -> None:
        super().__init__()
        self.cell_model = CellModel()
        self.chosen: Asked | None = None
        self.is_by_keyboard = False
        self._settled_for = -1
        self.side_head = _Head(Qt.Orientation.Vertical, self, side)
        self.top_head = _Head(Qt.Orientation.Horizontal, self, top)
        self.setVerticalHeader(self.side_head)
        self.setHorizontalHeader(self.top_head)
        self.side_head.setVisible(side > 0)
        self.top_head.setVisible(top > 0)
        self.setModel(self.cell_model)
        self.setItemDelegate(_Delegate(self))
        self.corner = Caption("", "small")
        self.corner.setParent(self)
        surface(self.corner, "paper")
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cell_model.modelReset.connect(self.settle)

    # what each table is -----------------------------------------------------------------------

    def paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, place: Point) -> None:
        """Draw a cell."""
        raise NotImplementedError

    def paint_top(self, painter: QPainter, rect: QRectF, section: int) -> None:
        """Draw the head of a column."""

    def paint_side(self, painter: QPainter, rect: QRectF, section: int) -> None:
        """Draw the head of a row."""

    def frame_of(self, rect: QRectF, place: Point) -> QRectF:
        """Return where the frame of a chosen cell stands."""
        return rect

    def widths(self, room: int) -> Sequence[int]:
        """Return the widths of the columns."""
        count = max(self.cell_model.columnCount(), 1)
        return [room // count] * count

    def row_height(self) -> int:
        """Return the height of a row."""
        return 26

    # doing ------------------------------------------------------------------------------------

    def show_sheet(self, sheet: Sheet) -> None:
        """Show other cells; the keyboard stays at its place where there is one."""
        place = self.currentIndex()
        row, column = place.row(), place.column()
        self.cell_model.show_sheet(sheet)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.cell_model.index(row, column))
        if self.hasFocus():
            self._begin()
        self.settle()

    def show_chosen(self, asked: Asked | None) -> None:
        """Frame the cell whose list is shown; the keyboard's place goes there too."""
        self.chosen = asked
        place = self.cell_model.place_of(asked)
        if place.isValid():
            self.setCurrentIndex(place)
        self.viewport().update()

    def settle(self) -> None:
        """Take widths, and the height that all rows need."""
        side = self.side_head.sizeHint().width() if not self.side_head.isHidden() else 0
        high = self.row_height()
        self.side_head.setDefaultSectionSize(high)
        room = self.width() - side - self._bar_width()
        for column, width in enumerate(self.widths(room)):
            self.setColumnWidth(column, width)
        top = self.top_head.sizeHint().height() if not self.top_head.isHidden() else 0
        self.corner.setGeometry(0, 0, side, top)
        self.corner.raise_()
        self.setFixedHeight(self._height())

    def most_rows(self) -> int:
        """Return how many rows are seen at once before the table scrolls."""
        return 10_000

    def _shown_rows(self) -> int:
        return min(self.cell_model.rowCount(), self.most_rows())

    def _bar_width(self) -> int:
        is_scrolled = self.cell_model.rowCount() > self.most_rows()
        return self.verticalScrollBar().sizeHint().width() if is_scrolled else 0

    def _height(self) -> int:
        top = self.top_head.sizeHint().height() if not self.top_head.isHidden() else 0
        side = self.side_head.sizeHint().width() if not self.side_head.isHidden() else 0
        whole = sum(self.columnWidth(one) for one in range(self.cell_model.columnCount()))
        is_wide = whole + side + self._bar_width() > self.width() > side
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        self.setHorizontalScrollBarPolicy(_SHOWN if is_wide else _HIDDEN)
        self.setVerticalScrollBarPolicy(_SHOWN if self._bar_width() else _HIDDEN)
        return top + self._shown_rows() * self.row_height() + bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the widths of the new size; bars that come and go are no reason to."""
        super().resizeEvent(event)
        if self.width() != self._settled_for:
            self._settled_for = self.width()
            self.settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first cell that has a list."""
        self.is_by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)
        self._begin()
        self.viewport().update()

    def _begin(self) -> None:
        if not self.currentIndex().isValid():
            places = (
                self.cell_model.index(row, column)
                for row, cells in enumerate(self.cell_model.sheet.cells)
                for column, cell in enumerate(cells)
                if cell.asked is not None
            )
            self.setCurrentIndex(next(places, self.cell_model.index(0, 0)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with arrows, ask with Enter; everything else belongs to the page."""
        self.is_by_keyboard = True
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and event.key() in _ENTER:
            self._ask(self.currentIndex())
        elif event.text() or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the keyboard's place where the pointer is."""
        self.is_by_keyboard = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the list of the cell that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex():
            self._ask(index)

    def _ask(self, index: Index) -> None:
        asked = self.cell_model.cell(index).asked
        if asked is not None:
            self.asked.emit(asked)
