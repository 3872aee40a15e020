"""The table of articles × coders: painted cells, chosen in blocks with keys or the mouse."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui.review.assignment.glyphs import draw_glyph, draw_pieces
from annotator.gui.review.assignment.heads import (
    HEAD_HEIGHT,
    HIGH_ROW,
    PADDING,
    SIGN,
    ArticleHead,
    CoderHead,
    Corner,
)
from annotator.gui.review.assignment.model import GridModel, Index
from annotator.gui.theme.colour import mix
from annotator.gui.theme.controls import surface
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, draw_text, ring, rounded
from annotator.workbench.assignment_grid import CellState
from annotator.workbench.language import number

LOW_ROW, HIGHEST_ROW = 56, 104
LEAST_CODER, LEAST_REVIEW = 118, 150
LEAST_ARTICLE, MOST_ARTICLE = 220, 460
_ARTICLE_SHARE, _REVIEW_SHARE = 0.33, 1.35
_LINE = 18
_WASH = 0.10
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEYS = {
    Qt.Key.Key_A: "assign",
    Qt.Key.Key_Space: "assign",
    Qt.Key.Key_Delete: "unassign",
    Qt.Key.Key_K: "lock",
    Qt.Key.Key_O: "reopen",
}
"""What single keys do with the chosen cells."""


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: sign and word, and below them what is there of the work."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground of chosen cells, the two lines, and the ring of the present cell."""
        view = self.parent()
        assert isinstance(view, GridView)
        theme, rect = look().theme, QRectF(option.rect)
        ground = theme.paper
        painter.save()
        if view.selectionModel().isSelected(index):
            ground = mix(theme.paper, theme.focus, 0 if theme.is_high_contrast else _WASH)
            painter.fillRect(rect, QColor(ground))
            if theme.is_high_contrast:
                rounded(painter, rect.adjusted(2, 2, -2, -2), theme.chosen)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), QColor(theme.hair))
        painter.fillRect(QRectF(rect.x(), rect.y(), 1, rect.height()), QColor(theme.hair))
        self._paint_words(painter, rect, view.grid_model, index, ground)
        if index == view.currentIndex():
            if view.hasFocus():
                ring(painter, rect.adjusted(1, 0, 0, -1))
            else:
                rounded(painter, rect.adjusted(1, 0, 0, -1), None, edge=theme.edge)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, rect: QRectF, model: GridModel, index: Index, ground: str
    ) -> None:
        theme = look().theme
        state, word, below = model.told(index)
        top = rect.center().y() - (_LINE if below else _LINE / 2)
        draw_glyph(painter, state, QPointF(rect.x() + PADDING + 7, top + _LINE / 2), ground)
        area = QRectF(rect.x() + PADDING + SIGN, top, rect.width() - PADDING - SIGN - 6, _LINE)
        is_none = state is CellState.NOT_ASSIGNED
        is_plain = is_none or state is CellState.ASSIGNED
        used = named_font("body", 400 if is_plain else 600)
        cases = model.cases(index)
        room = self._paint_cases(painter, area, cases) if cases else area
        if not is_none or text_width(word, used) <= room.width():
            draw_text(painter, room, word, theme.ink3 if is_none else theme.ink, used)
        if below and not cases:
            area.translate(0, _LINE + 1)
            draw_text(painter, area, below, theme.ink2, named_font("small"))

    def _paint_cases(self, painter: QPainter, area: QRectF, cases: tuple[int, int]) -> QRectF:
        """Draw how many cases are decided, in numbers and as pieces; return the word's room."""
        told = f"{number(cases[0])} / {number(cases[1])}"
        whole = area.adjusted(0, 0, -6, 0)
        draw_text(painter, whole, told, look().theme.ink, named_font("body"), RIGHT)
        pieces = QRectF(area.x(), area.bottom() + 6, area.width() - 6, 5)
        draw_pieces(painter, pieces, *cases)
        return whole.adjusted(0, 0, -text_width(told, named_font("body")) - 8, 0)


class GridView(QTableView):
    """The table.  ``acted`` carries what a key does with the chosen cells, ``opened`` a place that
    Enter or a double click opens, ``chosen_changed`` says that other cells are chosen, and
    ``menu_requested`` asks for a menu at a place on the screen.
    """

    acted = Signal(str)
    opened = Signal(object)
    chosen_changed = Signal()
    menu_requested = Signal(object)

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.grid_model = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setHorizontalHeader(CoderHead(model))
        self._articles = ArticleHead(model)
        self.setVerticalHeader(self._articles)
        self.corner = Corner(model, self)
        crossing = QWidget()
        surface(crossing, "paper")
        self.setCornerWidget(crossing)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.doubleClicked.connect(lambda place: self.opened.emit(place))
        self.selectionModel().selectionChanged.connect(self._on_chosen)
        self.selectionModel().currentChanged.connect(self._on_chosen)
        model.modelReset.connect(self.fit)

    def chosen(self) -> list[QModelIndex]:
        """Return the chosen places; the present one where none is chosen."""
        found = list(self.selectionModel().selectedIndexes())
        present = self.currentIndex()
        return found or ([present] if present.isValid() else [])

    def present(self) -> QModelIndex:
        """Return the place that Enter opens and the panel tells of: one that keys concern.

        It is where the keyboard is, unless that was taken out of the choice.
        """
        chosen, here = self.chosen(), self.currentIndex()
        return here if here in chosen or not chosen else min(chosen)

    def choose(self, index: Index) -> None:
        """Go to a place and choose it alone."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def fit(self) -> None:
        """Share the width among the columns; coders keep what they need to be read."""
        model = self.grid_model
        coders = len(model.grid.totals)
        whole = self.width() - self.verticalScrollBar().sizeHint().width()
        article = round(min(max(whole * _ARTICLE_SHARE, LEAST_ARTICLE), MOST_ARTICLE))
        left = whole - article
        width = max(int(left / (coders + _REVIEW_SHARE)), LEAST_CODER)
        self._articles.set_width(article)
        for column in range(coders):
            self.setColumnWidth(column, width)
        self.setColumnWidth(coders, max(left - coders * width, LEAST_REVIEW))
        self.corner.setGeometry(0, 0, article, HEAD_HEIGHT)
        self.corner.raise_()

    def take_room(self, room: int) -> int:
        """Give the rows as much height as a room has for them; return what the table then needs."""
        rows = max(self.grid_model.rowCount(), 1)
        high = min((room - HEAD_HEIGHT) // rows, HIGHEST_ROW)
        high = high if high >= HIGH_ROW else LOW_ROW
        self.verticalHeader().setDefaultSectionSize(high)
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() else 0
        return min(room, HEAD_HEIGHT + rows * high + extra)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the widths of the new size."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act with letters, open with Enter; arrows and Shift choose as in any table."""
        key, held = event.key(), event.modifiers()
        is_plain = not held & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and key in KEYS:
            self.acted.emit(KEYS[Qt.Key(key)])
        elif is_plain and key in _ENTER and self.present().isValid():
            self.opened.emit(self.present())
        elif key == Qt.Key.Key_Escape and len(self.chosen()) > 1:
            self.choose(self.currentIndex())
        elif event.text().isprintable() and event.text() and is_plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the chosen cells."""
        self.menu_requested.emit(event.globalPos())

    def _on_chosen(self) -> None:
        self.viewport().update()
        self.chosen_changed.emit()
