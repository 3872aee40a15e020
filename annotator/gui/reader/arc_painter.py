"""Paints arcs with their arrows and names."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.gui.reader.arcs import Arc, Way
from annotator.gui.reader.geometry import Point, Rect
from annotator.gui.reader.paints import Paints

WIDTH = 1.5


def paint_arcs(painter: QPainter, arcs: Iterable[Arc], cap_height: float, paints: Paints) -> None:
    """Paint arcs; ``cap_height`` is that of the names on them."""
    for arc in arcs:
        paint = paints.label(arc.label)
        _paint_line(painter, arc, paint.line)
        if arc.name_rect is not None:
            painter.setBrush(paints.background)
            painter.drawRoundedRect(QRectF(*arc.name_rect), 4, 4)
            painter.setPen(paint.text)
            painter.setFont(paints.tag_font)
            painter.drawText(_baseline(arc.name_rect, cap_height), arc.name)


def _paint_line(painter: QPainter, arc: Arc, colour: QColor) -> None:
    pen = QPen(colour, WIDTH)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(arc.way))
    painter.setPen(Qt.PenStyle.NoPen)
    if arc.tip is not None:
        painter.setBrush(colour)
        painter.drawPath(_arrow(arc.tip))


def _baseline(rect: Rect, cap_height: float) -> QPointF:
    return QPointF(rect.left + 4, rect.centre.y + cap_height / 2)


def _path(way: Way) -> QPainterPath:
    path = QPainterPath(QPointF(*way.start))
    for end, corner in way.steps:
        if corner is None:
            path.lineTo(*end)
        else:
            path.quadTo(*corner, *end)
    return path


def _arrow(tip: Point) -> QPainterPath:
    path = QPainterPath(QPointF(tip.x - 3.2, tip.y - 5.5))
    path.lineTo(tip.x, tip.y + 0.5)
    path.lineTo(tip.x + 3.2, tip.y - 5.5)
    path.closeSubpath()
    return path
