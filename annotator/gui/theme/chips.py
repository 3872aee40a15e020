"""Chips: small buttons that stay down, for values and switches."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from annotator.gui.theme.controls import PaintedButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_text, rounded

CHIP_HEIGHT = 25
_PADDING = 8
_DIGIT_GAP = 6
_CROSS = 10
_CROSS_ROOM = 17
_SLACK = 0.4
"""Part of a pixel by which words may be wider than their room."""


class Chip(PaintedButton):
    """A value: chosen ones have an ink edge and a ground; ``digit`` is the key that picks it.

    With ``is_removable`` a cross says that a press takes it away.
    """

    def __init__(self, words: str, *, digit: str = "", is_removable: bool = False) -> None:
        super().__init__(words)
        self.digit = digit
        self.is_removable = is_removable
        self.setCheckable(True)

    def set_digit(self, digit: str) -> None:
        """Show or hide the key."""
        if digit != self.digit:
            self.digit = digit
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for key, words and cross."""
        width = 2 * _PADDING + text_width(self.text(), named_font("small"))
        if self.digit:
            width += text_width(self.digit, named_font("key", 600)) + _DIGIT_GAP
        if self.is_removable:
            width += _CROSS_ROOM
        return QSize(math.ceil(width - _SLACK), CHIP_HEIGHT)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the chip."""
        theme, is_on = look().theme, self.isChecked()
        ground = theme.hover if self.underMouse() else None
        rounded(painter, rect, theme.chosen if is_on else ground, 5, self._edge())
        x = float(_PADDING)
        if self.digit:
            used = named_font("key", 600)
            width = text_width(self.digit, used)
            area = QRectF(x, 0, width + 2, rect.height())
            draw_text(painter, area, self.digit, theme.ink2 if is_on else theme.ink3, used)
            x += width + _DIGIT_GAP
        end = rect.width() - _PADDING
        if self.is_removable:
            end -= _CROSS_ROOM
            y = (rect.height() - _CROSS) / 2
            draw_icon(painter, "close", end + 7, y, theme.ink2, _CROSS)
        colour = theme.ink if is_on else theme.ink2
        area = QRectF(x, 0, end - x, rect.height())
        return draw_text(painter, area, self.text(), colour, named_font("small"))

    def _edge(self) -> str:
        return look().theme.ink if self.isChecked() else look().theme.faint
