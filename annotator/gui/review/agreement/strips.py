"""Articles: where in each text the coders differ, at true length, and the article's own number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.gui.review.agreement.asked import NumberAsked, Part
from annotator.gui.review.agreement.cells import Cell, CellTable, Sheet
from annotator.gui.review.agreement.drawing import figures, put, rule
from annotator.gui.review.agreement.rows import shared_beginning
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.strokes import Point
from annotator.workbench.comparing.measure_words import lack_words
from annotator.workbench.comparing.numerals import coefficient
from annotator.workbench.comparing.strips import Strip, StripKind
from annotator.workbench.language import _, number

_LOW, _HIGH = 34, 50
_VALUE, _COUNT = 52, 64
_MOST = 12
_LEAST_KEY, _MOST_KEY = 34, 110
_RING = 3.6
_RIGHT = Qt.AlignmentFlag.AlignRight


def strips_sheet(strips: Sequence[Strip], asked: NumberAsked) -> Sheet:
    """Return one row an article."""
    heads, rows = [], []
    for strip in strips:
        title = strip.title or strip.key
        part = Part(frozenset({strip.document}), title)
        said = _("{title}: {value}, n {count}").format(
            title=title, value=_value_words(strip), count=number(strip.n_units)
        )
        behind = NumberAsked(asked.target, asked.options, part)
        rows.append((Cell(said, strip, behind if strip.value is not None else None),))
        heads.append(strip.key)
    return Sheet((_("Article"),), tuple(heads), tuple(rows))


def _value_words(strip: Strip) -> str:
    """Return an article's number, or why there is none."""
    if strip.value is None:
        return f"{coefficient(None)}: {lack_words(strip.lack or 'nothing')}"
    return coefficient(strip.value)


class StripTable(CellTable):
    """One line an article, with a block where coders differ and a ring where one is alone."""

    def __init__(self) -> None:
        super().__init__()
        self._longest, self._is_big, self._key = 1, False, _LEAST_KEY
        self._beginning = 0

    def show_strips(self, strips: Sequence[Strip], asked: NumberAsked, *, is_big: bool) -> None:
        """Show the articles of another number."""
        self._is_big = is_big
        self._longest = max((strip.length for strip in strips), default=1) or 1
        keys = [strip.key for strip in strips]
        self._beginning = shared_beginning(keys)
        shown = [text_width(key[self._beginning :], named_font("small", 600)) for key in keys]
        self._key = max(_LEAST_KEY, min(_MOST_KEY, round(max(shown, default=0)) + 12))
        self.show_sheet(strips_sheet(strips, asked))

    def row_height(self) -> int:
        """Return the height of a line."""
        return _HIGH if self._is_big else _LOW

    def most_rows(self) -> int:
        """Return how many articles are seen at once."""
        return _MOST

    def paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, place: Point) -> None:
        """Draw key, strip, value and count."""
        strip = cell.shown
        assert isinstance(strip, Strip)
        rule(painter, rect.x(), rect.y(), rect.width())
        area = rect.adjusted(4, 0, -4, 0)
        key = QRectF(area.x(), area.y(), self._key - 8, area.height())
        put(painter, key, strip.key[self._beginning :], named_font("small", 600))
        left = area.x() + self._key
        room = area.width() - self._key - _VALUE - _COUNT - 12
        scale = room / self._longest
        self._paint_strip(painter, QPointF(left, area.center().y()), strip, scale)
        value = QRectF(area.right() - _COUNT - _VALUE, area.y(), _VALUE, area.height())
        ink = "ink" if strip.value is not None else "ink2"
        put(painter, value, coefficient(strip.value), figures(13, 600), ink=ink, align=_RIGHT)
        count = QRectF(area.right() - _COUNT, area.y(), _COUNT, area.height())
        put(painter, count, f"n {number(strip.n_units)}", figures(12), ink="ink2", align=_RIGHT)

    def _paint_strip(self, painter: QPainter, start: QPointF, strip: Strip, scale: float) -> None:
        theme, y = look().theme, start.y()
        line = QPen(QColor(theme.edge), 2)
        line.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(line)
        painter.drawLine(start, QPointF(start.x() + strip.length * scale, y))
        for part in sorted(strip.parts, key=lambda one: one.kind is not StripKind.OUTSIDE):
            first, last = start.x() + part.start * scale, start.x() + part.end * scale
            if part.kind is StripKind.OUTSIDE:
                painter.setPen(QPen(QColor(theme.paper), 3))
                painter.drawLine(QPointF(first, y), QPointF(last, y))
                painter.setPen(QPen(QColor(theme.edge), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(first, y), QPointF(last, y))
            elif part.kind is StripKind.ONE_SIDED:
                painter.setPen(QPen(QColor(theme.ink), 1.4))
                painter.setBrush(QColor(theme.paper))
                painter.drawEllipse(QPointF((first + last) / 2, y), _RING, _RING)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.ink))
                block = QRectF(first, y - 5, max(last - first, 3), 10)
                painter.drawRoundedRect(block, 1.5, 1.5)
