"""Attributes on matched marks: n, the percentage and κ with its interval, never one alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import NumberAsked
from annotator.gui.review.agreement.cells import Cell, CellTable, Index, Sheet
from annotator.gui.review.agreement.drawing import draw_interval, figures, put, rule
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_cap
from annotator.gui.theme.strokes import Point
from annotator.workbench.comparing.attributes import AttributeLine
from annotator.workbench.comparing.figures import floor_of
from annotator.workbench.comparing.measure_words import lack_words
from annotator.workbench.comparing.numerals import coefficient
from annotator.workbench.comparing.options import Options
from annotator.workbench.language import _, ngettext, number

_TOP = 24
_LOW, _HIGH = 26, 38
_N, _PERCENT, _VALUE = 46, 46, 52
_AXIS, _BIG_AXIS = 150, 190
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Alike:
    """How many attributes were answered alike throughout, and whether they are seen."""

    count: int
    is_open: bool


def is_alike(line: AttributeLine) -> bool:
    """Tell whether everybody gave the same answer wherever both answered, or nobody did."""
    return line.percent.value in (None, 1.0)


def attribute_sheet(lines: Sequence[AttributeLine], options: Options, *, is_open: bool) -> Sheet:
    """Return one row an attribute: those that differ, then (if wanted) the others."""
    differing = [one for one in lines if not is_alike(one)]
    others = [one for one in lines if is_alike(one)]
    rows = [(_cell(one, options),) for one in differing]
    names = [_name(one) for one in differing]
    if others:
        said = _alike_words(len(others), has_others=bool(differing))
        rows.append((Cell(said, Alike(len(others), is_open)),))
        names.append(said)
    if is_open:
        rows += [(_cell(one, options),) for one in others]
        names += [_name(one) for one in others]
    return Sheet((_("Attribute"),), tuple(names), tuple(rows))


def _alike_words(count: int, *, has_others: bool) -> str:
    """Return how many attributes were answered alike, beside those that were not."""
    if has_others:
        told = ngettext("{count} other answered alike", "{count} others answered alike", count)
    else:
        told = ngettext("{count} attribute, answered alike", "all {count} answered alike", count)
    return told.format(count=number(count))


def _name(line: AttributeLine) -> str:
    name = words.attribute_name(line.label, line.attribute)
    owner = _("article") if line.label is None else words.label_name(line.label)
    return f"{owner}: {name}"


def _cell(line: AttributeLine, options: Options) -> Cell:
    kappa = words.value_words(line.kappa)
    percent = words.share_words(line.percent.value)
    said = f"{_name(line)}: n {number(line.n)}, {percent}, κ {kappa}"
    row = line.kappa if line.kappa.value is not None else line.percent
    asked = NumberAsked(row.target, options) if row.value is not None else None
    return Cell(said, line, asked)


class AttributeTable(CellTable):
    """The attributes as they are painted; Enter on the last row opens those answered alike."""

    def __init__(self) -> None:
        super().__init__(top=_TOP)
        self._lines: Sequence[AttributeLine] = ()
        self._options = Options()
        self._is_big = self._is_open = False
        self._floor = 0.5

    def show_lines(self, lines: Sequence[AttributeLine], options: Options, *, is_big: bool) -> None:
        """Show the attributes of two coders."""
        self._lines, self._options, self._is_big = lines, options, is_big
        self._floor = floor_of([one.kappa for one in lines])
        self.show_sheet(attribute_sheet(lines, options, is_open=self._is_open))

    def unfold(self) -> None:
        """Show those that were answered alike, or hide them again."""
        self._is_open = not self._is_open
        self.show_lines(self._lines, self._options, is_big=self._is_big)

    def _ask(self, index: Index) -> None:
        cell = self.cell_model.cell(index)
        if isinstance(cell.shown, Alike):
            self.unfold()
        else:
            super()._ask(index)

    def row_height(self) -> int:
        """Return the height of a row."""
        return _HIGH if self._is_big else _LOW

    def _columns(self, rect: QRectF) -> tuple[float, float, float]:
        """Return where n and the percentage end, and where the axis begins."""
        axis = rect.right() - 4 - _VALUE - (_BIG_AXIS if self._is_big else _AXIS)
        return axis - 20 - _PERCENT, axis - 20, axis

    def paint_top(self, painter: QPainter, rect: QRectF, section: int) -> None:
        """Draw the heads of the columns."""
        n, percent, _axis = self._columns(rect)
        small = named_font("small")
        for end, head in ((n, "n"), (percent, "%"), (rect.right() - 4, _("κ, 95% interval"))):
            area = QRectF(end - 160, rect.y(), 160, rect.height() - 2)
            put(painter, area, head, small, ink="ink2", align=_RIGHT)

    def paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, place: Point) -> None:
        """Draw an attribute, or the line that stands for those answered alike."""
        rule(painter, rect.x(), rect.y(), rect.width())
        area = rect.adjusted(4, 0, -4, 0)
        if isinstance(cell.shown, Alike):
            y = area.center().y() - 6
            draw_icon(painter, "check", area.x() + 2, y, look().theme.ok, 12)
            icon = "up" if cell.shown.is_open else "down"
            draw_icon(painter, icon, area.right() - 14, y, look().theme.ink2, 12)
            put(painter, area.adjusted(25, 0, -24, 0), cell.said, named_font("small"), ink="ink2")
            return
        line = cell.shown
        assert isinstance(line, AttributeLine)
        n, percent, axis = self._columns(rect)
        self._paint_name(
            painter, QRectF(area.x(), area.y(), n - _N - area.x(), area.height()), line
        )
        for end, text in ((n, number(line.n)), (percent, words.percent_words(line.percent.value))):
            box = QRectF(end - 60, area.y(), 60, area.height())
            put(painter, box, text, figures(13), align=_RIGHT)
        self._paint_kappa(painter, QRectF(axis, area.y(), area.right() - axis, area.height()), line)

    def _paint_name(self, painter: QPainter, area: QRectF, line: AttributeLine) -> None:
        if line.label is None:
            draw_icon(painter, "file", area.x() + 2, area.center().y() - 6, look().theme.ink2, 13)
        else:
            letter, tone = naming().label_letter(line.label), look().tone(line.label)
            draw_cap(painter, area.x(), area.center().y(), letter, tone)
        name = words.attribute_name(line.label, line.attribute)
        put(painter, area.adjusted(25, 0, 0, 0), name, named_font("body"))

    def _paint_kappa(self, painter: QPainter, area: QRectF, line: AttributeLine) -> None:
        row = line.kappa
        if row.value is None:
            told = f"{coefficient(None)}: {lack_words(row.lack)}"
            put(painter, area, told, named_font("small"), ink="ink2", align=_RIGHT)
            return
        interval, limits = row.interval, None
        if interval is not None and interval.low is not None and interval.high is not None:
            limits = (interval.low, interval.high)
        axis = area.adjusted(0, 0, -_VALUE, 0)
        draw_interval(painter, axis, row.value, limits, self._floor)
        put(painter, area, coefficient(row.value), figures(13, 600), align=_RIGHT)
