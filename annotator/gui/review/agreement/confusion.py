"""Labels by labels: agreement is quiet, disagreement is framed, the empty set stands apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import ConfusionAsked
from annotator.gui.review.agreement.cells import Cell, CellTable, Sheet
from annotator.gui.review.agreement.drawing import figures, put
from annotator.gui.theme.colour import mix
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import cap_width, draw_cap, rounded
from annotator.gui.theme.strokes import Point
from annotator.workbench.comparing.confusion import Confusion
from annotator.workbench.comparing.options import Options
from annotator.workbench.comparing.tables import EMPTY
from annotator.workbench.language import _, number

GAP = 6
"""How far the empty set stands from the labels."""
_NARROW, _WIDE = 22, 25
_LEAST = 26
_SIDE, _BIG_SIDE = 156, 180
_TOP = 24
_WASH = 0.08
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def confusion_sheet(confusion: Confusion, options: Options, names: Sequence[str]) -> Sheet:
    """Return labels by labels in cells, with what has no partner last."""
    labels: tuple[str | None, ...] = (*confusion.labels, None)
    heads = tuple(words.label_name(one) for one in labels)
    rows = tuple(
        tuple(_cell(confusion, (first, second), options, names) for second in labels)
        for first in labels
    )
    return Sheet(heads, heads, rows)


def _cell(
    confusion: Confusion,
    place: tuple[str | None, str | None],
    options: Options,
    names: Sequence[str],
) -> Cell:
    count = confusion.count(*place)
    if place == (None, None):
        return Cell("", None)
    sides = [f"{name}: {words.label_name(one)}" for name, one in zip(names, place, strict=True)]
    asked = ConfusionAsked(confusion.coders, *place, options) if count else None
    return Cell(f"{', '.join(sides)}: {number(count)}", count, asked)


class ConfusionTable(CellTable):
    """The confusion as it is painted."""

    def __init__(self) -> None:
        super().__init__(side=_SIDE, top=_TOP)
        self._labels: tuple[str | None, ...] = ()
        self._is_big = False

    def show_confusion(
        self, confusion: Confusion, options: Options, names: Sequence[str], *, is_big: bool
    ) -> None:
        """Show the labels of two coders."""
        self._labels = (*confusion.labels, None)
        self._is_big = is_big
        self.side_head.resize_to(_BIG_SIDE if is_big else _SIDE)
        self.show_sheet(confusion_sheet(confusion, options, names))
        first, second = names
        told = _("{first} rows, {second} columns").format(first=first, second=second)
        self.setAccessibleDescription(told)
        self.corner.setText(told)

    def row_height(self) -> int:
        """Return the height of a row."""
        return _WIDE if self._is_big else _NARROW

    def settle(self) -> None:
        """Let the last row stand apart."""
        super().settle()
        rows = self.cell_model.rowCount()
        if rows:
            self.setRowHeight(rows - 1, self.row_height() + GAP)
            self.setFixedHeight(self._height() + GAP)

    def widths(self, room: int) -> Sequence[int]:
        """Share the room; the last column has the gap besides."""
        count = max(self.cell_model.columnCount(), 1)
        width = max((room - GAP) // count, _LEAST)
        return [width] * (count - 1) + [width + GAP]

    def frame_of(self, rect: QRectF, place: Point) -> QRectF:
        """Leave the gap out of what belongs to the empty set."""
        left = GAP if place[1] == len(self._labels) - 1 else 0
        top = GAP if place[0] == len(self._labels) - 1 else 0
        return rect.adjusted(left, top, 0, 0)

    def paint_top(self, painter: QPainter, rect: QRectF, section: int) -> None:
        """Draw the key letter of a label, or the empty set."""
        label = self._labels[section]
        area = self.frame_of(rect, (-1, section)).adjusted(0, 0, 0, -2)
        if label is None:
            put(painter, area, EMPTY, named_font("body", 600), align=_CENTRE)
            return
        letter = naming().label_letter(label)
        x = area.center().x() - cap_width(letter) / 2
        draw_cap(painter, x, area.center().y(), letter, look().tone(label))

    def paint_side(self, painter: QPainter, rect: QRectF, section: int) -> None:
        """Draw the name of a label and its key letter."""
        label = self._labels[section]
        area = self.frame_of(rect, (section, -1))
        name = area.adjusted(0, 0, -34, 0)
        ink = "ink2" if label is None else "ink"
        put(painter, name, words.label_name(label), named_font("small"), ink=ink)
        x = area.right() - 27
        if label is None:
            box = QRectF(x, area.y(), 17, area.height())
            put(painter, box, EMPTY, named_font("body", 600), align=_CENTRE)
            return
        draw_cap(painter, x, area.center().y(), naming().label_letter(label), look().tone(label))

    def paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, place: Point) -> None:
        """Draw a count: agreed ones on a quiet ground, others in a frame, none as a dot."""
        theme = look().theme
        area = self.frame_of(rect, place).adjusted(1, 1, -1, -1)
        count, is_agreed = cell.shown, place[0] == place[1]
        if not isinstance(count, int):
            return
        if is_agreed:
            painter.fillRect(area, QColor(theme.panel))
        elif count:
            wash = mix(theme.paper, theme.focus, 0 if theme.is_high_contrast else _WASH)
            rounded(painter, area.adjusted(0.5, 0.5, -0.5, -0.5), wash, 3, theme.ink)
        is_bold = bool(count) and not is_agreed
        text = number(count) if count else "·"
        used = figures(12, 600 if is_bold else 400)
        put(painter, area, text, used, ink="ink" if count else "edge", align=_CENTRE)
