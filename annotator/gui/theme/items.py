"""A button made of an icon or key cap, words, and key caps behind them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from annotator.gui.theme.controls import PaintedButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import cap_width, caps_width, draw_cap, draw_caps, draw_text, rounded
from annotator.gui.theme.tokens import SIZE

_ICON_ROOM = 18
_ICON_SIZE = 13
_GAP = 6


@dataclass(frozen=True, slots=True)
class Parts:
    """What an item shows, from left to right.

    ``icon`` with the name of its colour in the theme; or ``cap``, a key before the words, in the
    tone of the label ``label_id`` if given; the words in the type ``size`` and theme colour
    ``ink``; ``keys`` behind them.  ``padding`` is kept free left and right.
    """

    icon: str = ""
    icon_ink: str = "ink2"
    cap: str = ""
    label_id: str = ""
    size: str = "small"
    ink: str = "ink2"
    keys: str = ""
    padding: int = 0
    height: int = 24
    has_ground: bool = False


class Item(PaintedButton):
    """One painted line that can be pressed, as wide as its parts unless stretched."""

    def __init__(self, words: str = "", parts: Parts | None = None) -> None:
        super().__init__(words)
        self.parts = parts or Parts()
        self.setFixedHeight(self.parts.height)

    def show_parts(self, words: str, parts: Parts) -> None:
        """Show other words and parts."""
        if (words, parts) != (self.text(), self.parts):
            self.setText(words)
            self.parts = parts
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room that all parts need."""
        parts = self.parts
        width = 2 * parts.padding + self._lead()
        width += text_width(self.text(), named_font(parts.size)) + 1
        if parts.keys:
            width += _GAP - 3 + caps_width(parts.keys)
        return QSize(round(width + 0.5), parts.height)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which words are cut."""
        return QSize(min(60, self.sizeHint().width()), self.parts.height)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the parts; a ground under the pointer or where the item is the first choice."""
        theme, parts = look().theme, self.parts
        if parts.has_ground or (self.isEnabled() and self.underMouse()):
            is_floating = theme.hover == theme.raised
            ground = theme.chosen if is_floating and parts.has_ground else theme.hover
            rounded(painter, rect, ground)
        x, middle = float(parts.padding), rect.height() / 2
        if parts.icon:
            colour = getattr(theme, parts.icon_ink)
            draw_icon(painter, parts.icon, x, middle - _ICON_SIZE / 2, colour, _ICON_SIZE)
        elif parts.cap:
            tone = look().tone(parts.label_id) if parts.label_id else None
            draw_cap(painter, x, middle, parts.cap, tone)
        end = rect.width() - parts.padding
        if parts.keys:
            end = draw_caps(painter, end, middle, parts.keys) - _GAP + 3
        x += self._lead()
        colour = getattr(theme, parts.ink if self.isEnabled() else "ink3")
        area = QRectF(x, 0, end - x, rect.height())
        return draw_text(painter, area, self.text(), colour, named_font(parts.size))

    def _lead(self) -> float:
        if self.parts.icon:
            return _ICON_ROOM
        return cap_width(self.parts.cap, SIZE["cap"]) + _GAP if self.parts.cap else 0
