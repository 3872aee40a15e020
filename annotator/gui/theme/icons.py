"""Icons drawn by hand on a 16 px grid: one stroke of 1.5 px, round ends, no fills."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from annotator.gui.theme.strokes import BOXES, ELLIPSES, GRID, HOOKS, LINES


@cache
def icon_path(name: str) -> QPainterPath:
    """Return the strokes of an icon on the 16 px grid."""
    path = QPainterPath()
    for box in ELLIPSES.get(name, ()):
        path.addEllipse(QRectF(*box))
    if name in BOXES:
        path.addRoundedRect(QRectF(*BOXES[name]), 2, 2)
    for stroke in LINES[name]:
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)
    if name in HOOKS:
        _add_hook(path, name)
    return path


def _add_hook(path: QPainterPath, name: str) -> None:
    """Add the half turn that makes an arrow mean undo (or, mirrored, redo)."""
    x, start = HOOKS[name]
    sweep = -180 if name == "undo" else 180
    circle = QRectF(x - 3.3, 6.4, 6.6, 6.6)
    path.arcMoveTo(circle, start)
    path.arcTo(circle, start, sweep)
    path.lineTo(6 if name == "undo" else 10, 13)


def draw_icon(
    painter: QPainter, name: str, x: float, y: float, colour: str, size: float = 16
) -> None:
    """Draw an icon with its upper left corner at a point; strokes stay 1.5 px at any size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    painter.scale(size / GRID, size / GRID)
    pen = QPen(QColor(colour), 1.5 * GRID / size)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(icon_path(name))
    painter.restore()


def make_icon(name: str, colour: str, size: int = 16) -> QIcon:
    """Return an icon for Qt's own buttons and fields, sharp on dense screens."""
    picture = QPixmap(size * 2, size * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_icon(painter, name, 0, 0, colour, size)
    painter.end()
    return QIcon(picture)
