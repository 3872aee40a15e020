"""A line through time with a stroke for each moment; mouse, arrows and page keys move along it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from annotator.gui.theme.look import look
from annotator.gui.theme.paint import ring

_HEIGHT = 28
_MARGIN = 10
_KNOB = 6.0
_MOST_STROKES = 120
"""Beyond that strokes would run together, and only the line is drawn."""


class Timeline(QAbstractSlider):
    """Moments from the oldest at the left to the newest at the right; the knob is at one of them.

    They stand at equal distances, so that each can be reached, however close in time they were.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setPageStep(10)
        self.valueChanged.connect(lambda _value: self.update())

    def show_moments(self, count: int, at: int) -> None:
        """Show so many moments, with the knob at one of them; no signal."""
        self.blockSignals(True)
        self.setRange(0, max(0, count - 1))
        self.setPageStep(max(2, count // 10))
        self.setValue(at)
        self.blockSignals(False)
        self.setEnabled(count > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Return some room for the line."""
        return QSize(200, _HEIGHT)

    def x_of(self, value: int) -> float:
        """Return where a moment stands."""
        room = self.width() - 2 * _MARGIN
        return _MARGIN + room * (value / self.maximum() if self.maximum() else 1.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the moment nearest to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())

    def _go_to(self, x: float) -> None:
        room = max(1, self.width() - 2 * _MARGIN)
        self.setValue(round((x - _MARGIN) / room * self.maximum()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw line, strokes and knob."""
        theme, middle = look().theme, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.x_of(self.value())
        painter.setPen(QPen(QColor(theme.edge), 1.5))
        painter.drawLine(QPointF(_MARGIN, middle), QPointF(self.width() - _MARGIN, middle))
        if 0 < self.maximum() < _MOST_STROKES:
            for value in range(self.maximum() + 1):
                x = self.x_of(value)
                painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))
        knob = QRectF(here - _KNOB, middle - _KNOB, 2 * _KNOB, 2 * _KNOB)
        painter.setBrush(QColor(theme.ink if self.isEnabled() else theme.faint))
        painter.setPen(QPen(QColor(theme.paper), 2))
        painter.drawEllipse(knob)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()))
        painter.end()
