"""Small drawings of the assignment page: states as shapes, bars, words that break in two."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextLayout, QTextOption

from annotator.gui.theme.faces import font
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import elide, smooth
from annotator.gui.theme.tokens import TYPE
from annotator.text.offsets import OffsetMap
from annotator.workbench.assignment_grid import CellState

RADIUS = 6.0
BAR = 4
_PIECE_GAP, _LEAST_PIECE = 2, 4
_QUIET = (CellState.ASSIGNED, CellState.NOT_ASSIGNED)


def draw_glyph(painter: QPainter, state: CellState, middle: QPointF, ground: str = "") -> None:
    """Draw a state: ring, half, disc; lozenge for review, tick for signed off, arrow, lock.

    ``ground`` is the colour that shows through; the paper's, where nothing is given.
    """
    theme = look().theme
    ink = QColor(theme.ink2 if state in _QUIET else theme.ink)
    smooth(painter)
    painter.save()
    painter.translate(middle)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _DRAWN[state](painter, ink, ground or theme.paper)
    painter.restore()


def _dash(painter: QPainter, _ink: QColor, _ground: str) -> None:
    painter.setPen(QPen(QColor(look().theme.ink3), 1.5))
    painter.drawLine(QPointF(-4, 0), QPointF(4, 0))


def _ring(painter: QPainter, _ink: QColor, _ground: str) -> None:
    painter.drawEllipse(QPointF(0, 0), RADIUS, RADIUS)


def _half(painter: QPainter, ink: QColor, ground: str) -> None:
    _ring(painter, ink, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPie(QRectF(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS), 90 * 16, -180 * 16)


def _disc(painter: QPainter, ink: QColor, ground: str) -> None:
    _ring(painter, ink, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(0, 0), RADIUS - 2.6, RADIUS - 2.6)


def _lozenge(painter: QPainter, ink: QColor, _ground: str) -> None:
    points = (QPointF(0, -6.5), QPointF(6.5, 0), QPointF(0, 6.5), QPointF(-6.5, 0))
    painter.drawPolygon(QPolygonF(points))
    painter.fillRect(QRectF(-1.5, -1.5, 3, 3), ink)


def _tick(painter: QPainter, ink: QColor, ground: str) -> None:
    painter.setBrush(ink)
    _ring(painter, ink, ground)
    draw_icon(painter, "check", -5, -5, ground, 10)


def _arrow(painter: QPainter, ink: QColor, _ground: str) -> None:
    circle = QRectF(-RADIUS + 0.5, -RADIUS + 0.5, 2 * RADIUS - 1, 2 * RADIUS - 1)
    painter.drawArc(circle, 50 * 16, 270 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF((QPointF(7, -6), QPointF(6.6, -0.4), QPointF(1.6, -3.4))))


def _lock(painter: QPainter, ink: QColor, _ground: str) -> None:
    painter.drawArc(QRectF(-3, -6.5, 6, 8), 0, 180 * 16)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(-4.5, -1.5, 9, 6.5), 1, 1)


_DRAWN = {
    CellState.NOT_ASSIGNED: _dash,
    CellState.ASSIGNED: _ring,
    CellState.IN_PROGRESS: _half,
    CellState.DONE: _disc,
    CellState.LOCKED: _lock,
    CellState.IN_REVIEW: _lozenge,
    CellState.SIGNED_OFF: _tick,
    CellState.REOPENED: _arrow,
}


def draw_bar(painter: QPainter, rect: QRectF, share: float) -> None:
    """Draw how much of something is done, as a bar."""
    theme = look().theme
    smooth(painter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.faint if theme.is_high_contrast else theme.rim))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    if share > 0:
        part = QRectF(rect)
        part.setWidth(max(rect.height(), rect.width() * min(share, 1.0)))
        painter.setBrush(QColor(theme.ink))
        painter.drawRoundedRect(part, rect.height() / 2, rect.height() / 2)


def draw_pieces(painter: QPainter, rect: QRectF, done: int, count: int) -> None:
    """Draw one piece for each of several things, filled where it is done; many become a bar."""
    width = (rect.width() - (count - 1) * _PIECE_GAP) / count
    if width < _LEAST_PIECE:
        draw_bar(painter, rect, done / count)
        return
    ink = QColor(look().theme.ink2)
    smooth(painter)
    for at in range(count):
        piece = QRectF(rect.x() + at * (width + _PIECE_GAP), rect.y(), width, rect.height())
        if at < done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
        else:
            painter.setPen(QPen(ink, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            piece.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(piece, 2, 2)


@lru_cache(maxsize=4096)
def broken_title(text: str, width: int, most: int) -> tuple[str, ...]:
    """Return a title in the reading face as lines that fit a width in pixels, the last one cut.

    Lines break between words, and within a word that alone is too long for a line.
    """
    used = font(TYPE["body"], 400, "reading")
    layout = QTextLayout(text, used)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    offsets, starts = OffsetMap(text), list[int]()
    while len(starts) <= most:
        one = layout.createLine()
        if not one.isValid():
            break
        one.setLineWidth(width)
        starts.append(offsets.to_code_point(one.textStart()))
    layout.endLayout()
    shown = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    if len(shown) > most:
        shown = [*shown[: most - 1], elide(text[starts[most - 1] :], width, used)]
    return tuple(shown)
