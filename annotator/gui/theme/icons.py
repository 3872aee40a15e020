"""Icons drawn by hand on a 16 px grid: one stroke of 1.5 px, round ends, no fills."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

Point = tuple[float, float]
Stroke = tuple[Point, ...]

GRID = 16

_LINES: dict[str, tuple[Stroke, ...]] = {
    "search": (((9.5, 9.5), (13.5, 13.5)),),
    "left": (((9.8, 3.5), (5.5, 8), (9.8, 12.5)),),
    "right": (((6.2, 3.5), (10.5, 8), (6.2, 12.5)),),
    "up": (((4, 9.7), (8, 5.8), (12, 9.7)),),
    "down": (((4, 6.3), (8, 10.2), (12, 6.3)),),
    "check": (((3.2, 8.4), (6.5, 11.6), (12.8, 4.6)),),
    "close": (((4, 4), (12, 12)), ((12, 4), (4, 12))),
    "plus": (((8, 3.5), (8, 12.5)), ((3.5, 8), (12.5, 8))),
    "minus": (((3.5, 8), (12.5, 8)),),
    "warn": (
        ((8, 2.6), (14, 13.2), (2, 13.2), (8, 2.6)),
        ((8, 6.6), (8, 9.4)),
        ((8, 11.2), (8, 11.3)),
    ),
    "block": (((8, 5), (8, 8.6)), ((8, 10.8), (8, 10.9))),
    "info": (((8, 7.4), (8, 11)), ((8, 5), (8, 5.1))),
    "side_left": (((6.4, 3), (6.4, 13)),),
    "side_right": (((9.6, 3), (9.6, 13)),),
    "out": (((3, 8), (13, 8)), ((9.4, 4.4), (13, 8), (9.4, 11.6))),
    "in": (((13, 8), (3, 8)), ((6.6, 4.4), (3, 8), (6.6, 11.6))),
    "trash": (
        ((3, 4.5), (13, 4.5)),
        ((6, 4.5), (6.4, 2.8), (9.6, 2.8), (10, 4.5)),
        ((4.4, 4.5), (5, 13), (11, 13), (11.6, 4.5)),
    ),
    "note": (
        ((3, 3), (13, 3), (13, 10.6), (8.4, 10.6), (5.6, 13.2), (5.6, 10.6), (3, 10.6), (3, 3)),
    ),
    "file": (
        ((4, 2.5), (9.5, 2.5), (12.5, 5.5), (12.5, 13.5), (3.9, 13.5), (3.9, 2.5)),
        ((9.3, 2.7), (9.3, 5.7), (12.3, 5.7)),
    ),
    "folder": (
        ((2.2, 12.8), (2.2, 3.6), (6.2, 3.6), (7.8, 5.4), (13.8, 5.4), (13.8, 12.8), (2.2, 12.8)),
    ),
    "book": (
        ((3, 12.6), (3, 3.2), (8, 4.4), (13, 3.2), (13, 11.6), (8, 12.8), (3, 11.6)),
        ((8, 4.4), (8, 12.6)),
    ),
    "undo": (((6, 3.4), (3, 6.4), (6, 9.4)), ((3, 6.4), (9, 6.4))),
    "redo": (((10, 3.4), (13, 6.4), (10, 9.4)), ((13, 6.4), (7, 6.4))),
    "export": (
        ((8, 10), (8, 2.8)),
        ((5, 5.6), (8, 2.8), (11, 5.6)),
        ((2.8, 9.6), (2.8, 13.2), (13.2, 13.2), (13.2, 9.6)),
    ),
    "import": (
        ((8, 2.8), (8, 10)),
        ((5, 7.2), (8, 10), (11, 7.2)),
        ((2.8, 9.6), (2.8, 13.2), (13.2, 13.2), (13.2, 9.6)),
    ),
    "settings": (
        ((2.5, 4.8), (7.6, 4.8)),
        ((11.6, 4.8), (13.5, 4.8)),
        ((2.5, 11.2), (4.4, 11.2)),
        ((8.4, 11.2), (13.5, 11.2)),
    ),
    "relation": (((6.4, 8), (9.6, 8)),),
    "person": (((3, 13.4), (3.9, 10.9), (6, 9.8), (10, 9.8), (12.1, 10.9), (13, 13.4)),),
    "language": (((2.5, 8), (13.5, 8)),),
    "more": (((3.6, 8), (3.7, 8)), ((8, 8), (8.1, 8)), ((12.4, 8), (12.5, 8))),
    "keyboard": (
        ((4.6, 6.4), (4.7, 6.4)),
        ((8, 6.4), (8.1, 6.4)),
        ((11.4, 6.4), (11.5, 6.4)),
        ((5, 9.8), (11, 9.8)),
    ),
}
_ELLIPSES: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "search": ((2.5, 2.5, 8, 8),),
    "block": ((2.5, 2.5, 11, 11),),
    "info": ((2.5, 2.5, 11, 11),),
    "settings": ((7.6, 2.8, 4, 4), (4.4, 9.2, 4, 4)),
    "relation": ((2, 5.8, 4.4, 4.4), (9.6, 5.8, 4.4, 4.4)),
    "person": ((5.4, 2.6, 5.2, 5.2),),
    "language": ((2.5, 2.5, 11, 11), (5.6, 2.5, 4.8, 11)),
}
_BOXES: dict[str, tuple[float, float, float, float]] = {
    "side_left": (2, 3, 12, 10),
    "side_right": (2, 3, 12, 10),
    "keyboard": (1.8, 3.6, 12.4, 9),
}
_HOOKS = {"undo": (9, 90), "redo": (7, 90)}

NAMES = tuple(_LINES)
"""Every icon there is."""


@cache
def icon_path(name: str) -> QPainterPath:
    """Return the strokes of an icon on the 16 px grid."""
    path = QPainterPath()
    for box in _ELLIPSES.get(name, ()):
        path.addEllipse(QRectF(*box))
    if name in _BOXES:
        path.addRoundedRect(QRectF(*_BOXES[name]), 2, 2)
    for stroke in _LINES[name]:
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)
    if name in _HOOKS:
        _add_hook(path, name)
    return path


def _add_hook(path: QPainterPath, name: str) -> None:
    """Add the half turn that makes an arrow mean undo (or, mirrored, redo)."""
    x, start = _HOOKS[name]
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
