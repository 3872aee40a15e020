"""What the agreement is drawn with: figures in columns, intervals, and the signs of coders."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from annotator.gui.theme.faces import font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_text, smooth
from annotator.workbench.comparing.figures import MARKS

_TICK, _BAND, _STROKE = 4.0, 5.0, 6.5
_SIGN = 3.7


@cache
def figures(px: float, weight: int = 400) -> QFont:
    """Return a font whose digits are all of one width.  It is shared: copy it before changing."""
    made = QFont(font(px, weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def put(
    painter: QPainter,
    area: QRectF,
    text: str,
    used: QFont,
    *,
    ink: str = "ink",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Draw one line, cut to fit, in the middle of an area's height; return where it ends."""
    colour = getattr(look().theme, ink)
    draw_text(painter, area, text, colour, used, align | Qt.AlignmentFlag.AlignVCenter)
    return area.x() + min(text_width(text, used), area.width())


def rule(painter: QPainter, x: float, y: float, width: float, ink: str = "hair") -> None:
    """Draw a line of 1 px from left to right."""
    painter.fillRect(QRectF(x, round(y), width, 1), QColor(getattr(look().theme, ink)))


def draw_interval(
    painter: QPainter,
    area: QRectF,
    value: float | None,
    bounds: tuple[float, float] | None,
    floor: float,
) -> None:
    """Draw a value on the axis from ``floor`` to 1: the interval a band, the value a stroke.

    .667 and .800 are ticks without words.
    """
    theme, middle = look().theme, area.center().y()

    def at(place: float) -> float:
        return area.x() + (max(floor, min(1.0, place)) - floor) / (1 - floor) * area.width()

    smooth(painter)
    painter.setPen(QPen(QColor(theme.rim), 1))
    painter.drawLine(QPointF(area.x(), middle), QPointF(area.right(), middle))
    painter.setPen(QPen(QColor(theme.edge), 1))
    for mark in MARKS:
        x = round(at(mark)) + 0.5
        painter.drawLine(QPointF(x, middle - _TICK), QPointF(x, middle + _TICK))
    painter.setPen(Qt.PenStyle.NoPen)
    if bounds is not None:
        low, high = at(bounds[0]), at(bounds[1])
        painter.setBrush(QColor(theme.ink3))
        band = QRectF(low, middle - _BAND / 2, max(high - low, 2), _BAND)
        painter.drawRoundedRect(band, 1.5, 1.5)
    if value is not None:
        x = at(value)
        painter.setBrush(QColor(theme.paper))
        painter.drawRect(QRectF(x - 2.5, middle - _STROKE, 5, 2 * _STROKE))
        painter.setBrush(QColor(theme.ink))
        painter.drawRect(QRectF(x - 1.1, middle - _STROKE, 2.2, 2 * _STROKE))


def draw_sign(painter: QPainter, x: float, y: float, *, has_marked: bool, is_other: bool) -> None:
    """Draw what a coder has at a passage: a disc, a lozenge (another reading), a ring (nothing)."""
    theme = look().theme
    smooth(painter)
    ink = QColor(theme.ink if has_marked else theme.ink3)
    painter.setPen(QPen(ink, 1.3))
    painter.setBrush(ink if has_marked else Qt.BrushStyle.NoBrush)
    if not (is_other and has_marked):
        painter.drawEllipse(QPointF(x, y), _SIGN, _SIGN)
        return
    reach = _SIGN + 1
    path = QPainterPath(QPointF(x, y - reach))
    for dx, dy in ((reach, 0), (0, reach), (-reach, 0)):
        path.lineTo(QPointF(x + dx, y + dy))
    path.closeSubpath()
    painter.drawPath(path)
