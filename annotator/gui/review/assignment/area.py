"""The table with its sums right below the last row, and the legend at the foot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.review.assignment import words
from annotator.gui.review.assignment.glyphs import draw_glyph
from annotator.gui.review.assignment.heads import TOTAL_HEIGHT, TotalLine
from annotator.gui.review.assignment.model import GridModel
from annotator.gui.review.assignment.view import GridView
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import cap_width, draw_cap, draw_text
from annotator.workbench.assignment_grid import CellState
from annotator.workbench.language import _

LEGEND_HEIGHT = 40
_SIGN, _GAP, _CAP_GAP = 18, 16, 6


class GridArea(QWidget):
    """Gives the table the height of its rows, at most all there is, and the sums what follows."""

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.view = GridView(model)
        self.totals = TotalLine(model, self.view)
        self.view.setParent(self)
        self.totals.setParent(self)
        model.refreshed.connect(self.settle)
        self.view.horizontalScrollBar().rangeChanged.connect(self.settle)

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(700, 400)

    def settle(self) -> None:
        """Place the table and the sums."""
        high = self.view.take_room(self.height() - TOTAL_HEIGHT)
        self.view.setGeometry(0, 0, self.width(), high)
        bar = self.view.verticalScrollBar().sizeHint().width()
        self.totals.setGeometry(0, high, self.width() - bar, TOTAL_HEIGHT)
        self.totals.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size."""
        super().resizeEvent(event)
        self.settle()


class Legend(QWidget):
    """What the signs mean, at the left, and what the keys do, at the right."""

    _STATES = (
        CellState.ASSIGNED,
        CellState.IN_PROGRESS,
        CellState.DONE,
        CellState.LOCKED,
        CellState.IN_REVIEW,
        CellState.SIGNED_OFF,
        CellState.REOPENED,
    )

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(LEGEND_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the keys first; signs have the room that is left."""
        painter = QPainter(self)
        end = self._paint_keys(painter)
        theme, used, x = look().theme, named_font("small"), 20.0
        for state in self._STATES:
            word = words.state_words(state)
            width = text_width(word, used)
            if x + _SIGN + width > end - _GAP:
                break
            draw_glyph(painter, state, QPointF(x + 6, self.height() / 2))
            area = QRectF(x + _SIGN, 0, width + 1, self.height())
            draw_text(painter, area, word, theme.ink2, used)
            x += _SIGN + width + _GAP
        painter.end()

    def _paint_keys(self, painter: QPainter) -> float:
        used, x = named_font("small"), self.width() - 20.0
        for key, word in (("O", _("reopen")), ("K", _("lock")), ("A", _("assign"))):
            width = text_width(word, used)
            x -= width
            area = QRectF(x, 0, width + 1, self.height())
            draw_text(painter, area, word, look().theme.ink, used)
            x -= _CAP_GAP + cap_width(key)
            draw_cap(painter, x, self.height() / 2, key)
            x -= _GAP
        return x
