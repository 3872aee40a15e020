"""Coders by coders: below the diagonal the measure, above it what it stands on, on it one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import NumberAsked, OwnAsked
from annotator.gui.review.agreement.cells import Cell, CellTable, Sheet
from annotator.gui.review.agreement.drawing import draw_interval, figures, put, rule
from annotator.gui.review.agreement.overview import Overview
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_caps, draw_text
from annotator.gui.theme.strokes import Point
from annotator.workbench.comparing import matrix as numbers
from annotator.workbench.comparing.figures import floor_of
from annotator.workbench.comparing.measure_words import lack_words
from annotator.workbench.comparing.numerals import bounds, coefficient
from annotator.workbench.language import _, ngettext, number

LOW, HIGH = 82, 122
LEAST = 128
_FEW = 2
"""So many coders have room for higher cells in any window."""
_TOP = 24
_MOST_SIDE, _LEAST_SIDE = 96, 24
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Own:
    """A coder's own number, and what is said where nothing of theirs counts."""

    own: numbers.Own
    nothing: str


@dataclass(frozen=True, slots=True)
class Value:
    """A number of two coders, with the percentage where it needs one."""

    cell: numbers.Cell
    percent: float | None = None
    needs_percent: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands behind a number: what both have, what one of them alone."""

    cell: numbers.Cell
    names: tuple[str, str]


def matrix_sheet(overview: Overview) -> Sheet:
    """Return the matrix in cells."""
    matrix = overview.matrix
    if matrix is None:
        return Sheet()
    names = tuple(one.name for one in matrix.own)
    rows = []
    for i, own in enumerate(matrix.own):
        cells = []
        for j, other in enumerate(matrix.own):
            if i == j:
                cells.append(_own_cell(overview, own))
            else:
                cells.append(_pair_cell(overview, (own, other), is_below=i > j))
        rows.append(tuple(cells))
    return Sheet(names, names, tuple(rows))


def _own_cell(overview: Overview, own: numbers.Own) -> Cell:
    question = overview.question
    shown = Own(own, _nothing(overview))
    if not own.n_documents:
        return Cell(f"{own.name}: {shown.nothing}", shown)
    asked = OwnAsked(own.coder, question.target(()).label, question.options)
    return Cell(f"{own.name}: {_marks(own.n_units)}", shown, asked if own.n_units else None)


def _nothing(overview: Overview) -> str:
    return _("nothing finished") if overview.question.finished_only else _("not begun")


def _marks(count: int) -> str:
    return ngettext("{count} mark", "{count} marks", count).format(count=number(count))


def _pair_cell(
    overview: Overview, pair: tuple[numbers.Own, numbers.Own], *, is_below: bool
) -> Cell:
    """Make the cell of two coders; both halves have the same list behind them."""
    assert overview.matrix is not None
    first, second = (pair[1], pair[0]) if is_below else pair
    coders = (first.coder, second.coder)
    cell = overview.matrix.cells[coders]
    asked = None
    if cell.row.value is not None:
        asked = NumberAsked(overview.question.target(coders), overview.question.options)
    title = f"{first.name} × {second.name}"
    if is_below or cell.row.value is None:
        found = overview.percents.cell(*coders) if overview.percents else None
        percent = found.row.value if found else None
        said = words.value_words(cell.row)
        if overview.percents is not None:
            said = f"{said}, {words.share_words(percent)}"
        shown: object = Value(cell, percent, overview.percents is not None)
        return Cell(f"{title}: {said}", shown, asked)
    shown = Counts(cell, (first.name, second.name))
    return Cell(f"{title}: {', '.join(count_words(shown))}", shown, asked, is_echo=True)


def count_words(counts: Counts) -> list[str]:
    """Return what two coders share, line by line."""
    cell = counts.cell
    if cell.shared is None:
        return [f"n {number(cell.row.n_units)}"]
    alone = zip((cell.only_first or 0, cell.only_second or 0), counts.names, strict=True)
    return [
        _("{count} shared").format(count=number(cell.shared)),
        *(_("{count} only {coder}").format(count=number(n), coder=name) for n, name in alone),
    ]


class MatrixTable(CellTable):
    """The matrix as it is painted."""

    def __init__(self) -> None:
        super().__init__(side=_LEAST_SIDE, top=_TOP)
        self._is_big = False
        self._floor = 0.5

    def show_overview(self, overview: Overview, *, is_big: bool) -> None:
        """Show another matrix; ``is_big`` has room for larger cells."""
        self._is_big = is_big
        sheet = matrix_sheet(overview)
        cells = overview.matrix.cells.values() if overview.matrix else ()
        self._floor = floor_of([one.row for one in cells])
        names = [text_width(name, named_font("small", 600)) for name in sheet.rows]
        side = max(_LEAST_SIDE, min(_MOST_SIDE, round(max(names, default=0)) + 12))
        self.side_head.resize_to(side)
        self.show_sheet(sheet)

    def row_height(self) -> int:
        """Return the height of a cell."""
        return HIGH if self._is_big or self.cell_model.rowCount() <= _FEW else LOW

    def widths(self, room: int) -> Sequence[int]:
        """Share the room among the coders, as far as a cell can be read."""
        count = max(self.cell_model.columnCount(), 1)
        return [max(room // count, LEAST)] * count

    def paint_top(self, painter: QPainter, rect: QRectF, section: int) -> None:
        """Draw a coder's name, and the line above the cells."""
        name = self.cell_model.sheet.columns[section]
        put(painter, rect.adjusted(6, 0, -6, -4), name, named_font("small", 600), align=_CENTRE)
        rule(painter, rect.x(), rect.bottom() - 1, rect.width(), "rim")

    def paint_side(self, painter: QPainter, rect: QRectF, section: int) -> None:
        """Draw a coder's name."""
        name = self.cell_model.sheet.rows[section]
        put(painter, rect.adjusted(0, 0, -8, 0), name, named_font("small", 600))
        painter.fillRect(QRectF(rect.right() - 1, rect.y(), 1, rect.height()), look().theme.rim)

    def paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, place: Point) -> None:
        """Draw a cell by what it shows."""
        theme = look().theme
        if isinstance(cell.shown, Own):
            painter.fillRect(rect, theme.panel)
        inside = rect.adjusted(12, 0, -12, 0)
        if isinstance(cell.shown, Own):
            self._paint_own(painter, inside, cell.shown)
        elif isinstance(cell.shown, Counts):
            self._paint_counts(painter, inside, cell.shown)
        elif isinstance(cell.shown, Value):
            if cell.shown.cell.row.value is None:
                lack = lack_words(cell.shown.cell.row.lack)
                self._paint_two(painter, inside, coefficient(None), lack)
            else:
                self._paint_value(painter, inside, cell)
        rule(painter, rect.x(), rect.bottom() - 1, rect.width(), "rim")
        painter.fillRect(QRectF(rect.right() - 1, rect.y(), 1, rect.height()), theme.rim)

    def _paint_own(self, painter: QPainter, area: QRectF, shown: Own) -> None:
        own = shown.own
        if not own.n_documents:
            self._paint_two(painter, area, "–", shown.nothing)
            return
        unit = ngettext("mark", "marks", own.n_units)
        self._paint_two(painter, area, number(own.n_units), unit)

    def _paint_two(self, painter: QPainter, area: QRectF, first: str, second: str) -> None:
        """Draw a larger and a smaller line, quietly, in the middle; the smaller may take two."""
        middle = area.center().y()
        line = QRectF(area.x(), middle - 22, area.width(), 22)
        put(painter, line, first, figures(15), ink="ink2", align=_CENTRE)
        below = area.adjusted(-8, 0, 8, 0)
        below.setTop(middle + 1)
        below.setHeight(34)
        small = named_font("small")
        painter.setFont(small)
        painter.setPen(look().theme.ink2)
        if text_width(second, small) <= below.width():
            below.setHeight(18)
            draw_text(painter, below, second, look().theme.ink2, small, _CENTRE)
        else:
            flags = int(_CENTRE | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.drawText(below, flags, second)

    def _paint_interval(self, painter: QPainter, area: QRectF, told: str) -> None:
        """Draw the interval, or why there is none; such a sentence may take two lines."""
        if text_width(told, figures(12)) <= area.width():
            put(painter, area, told, figures(12))
            return
        painter.setFont(named_font("small"))
        painter.setPen(look().theme.ink2)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(area.adjusted(0, 0, 4, 16), flags | int(Qt.TextFlag.TextWordWrap), told)

    def _paint_counts(self, painter: QPainter, area: QRectF, counts: Counts) -> None:
        lines = count_words(counts)
        y = area.center().y() - 9 * len(lines)
        for at, line in enumerate(lines):
            used = figures(13, 600) if at == 0 else figures(12)
            box = QRectF(area.x(), y + 18 * at, area.width(), 18)
            put(painter, box, line, used, ink="ink" if at == 0 else "ink2")

    def _paint_value(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        value = cell.shown
        assert isinstance(value, Value)
        row = value.cell.row
        top = area.y() + (area.height() - LOW) / 2
        big = figures(24 if self._is_big else 22, 600)
        put(painter, QRectF(area.x(), top + 9, area.width(), 30), coefficient(row.value, 3), big)
        beside = f"n {number(row.n_units)}"
        if value.needs_percent:
            beside = f"{words.share_words(value.percent)}  {beside}"
        line = QRectF(area.x(), top + 12, area.width(), 26)
        put(painter, line, beside, figures(12), ink="ink2", align=_RIGHT)
        interval, limits = row.interval, None
        if interval is not None and interval.low is not None and interval.high is not None:
            limits = (interval.low, interval.high)
        axis = QRectF(area.x() + 2, top + 42, area.width() - 4, 14)
        draw_interval(painter, axis, row.value, limits, self._floor)
        told = bounds(interval) or lack_words(interval.lack if interval else "few_documents")
        below = QRectF(area.x(), top + 58, area.width(), 18)
        self._paint_interval(painter, below, told)
        if cell.asked == self.chosen and bounds(interval):
            draw_caps(painter, area.right() + 3, below.center().y(), "Enter")
