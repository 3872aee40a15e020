"""Coders against the gold, and against what they marked a second time: one line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import NumberAsked
from annotator.gui.review.agreement.cells import Cell, CellTable, Sheet
from annotator.gui.review.agreement.drawing import draw_interval, figures, put, rule
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.strokes import Point
from annotator.model.identity import Id
from annotator.workbench.comparing.figures import floor_of
from annotator.workbench.comparing.measure_words import lack_words
from annotator.workbench.comparing.numerals import bounds, coefficient
from annotator.workbench.comparing.options import Options
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.language import _, number

_ROW = 30
_INTERVAL, _N, _PERCENT, _VALUE = 84, 58, 44, 52
_RIGHT = Qt.AlignmentFlag.AlignRight

Percents = Mapping[tuple[Id, ...], AgreementRow]
"""The percentages that stand beside numbers, by whom they are of."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A coder's number, with the percentage (with its sign) where it needs one."""

    row: AgreementRow
    percent: str = ""


def compared_sheet(rows: Sequence[AgreementRow], percents: Percents, options: Options) -> Sheet:
    """Return one row a coder, with its percentage where there are any."""
    names = tuple(row.coders[0] for row in rows)
    cells = []
    for row in rows:
        asked = NumberAsked(row.target, options) if row.value is not None else None
        found, percent = percents.get(row.target.coders), ""
        if found is not None:
            percent = words.share_words(found.value)
        told = ", ".join(one for one in (words.value_words(row), percent) if one)
        cells.append((Cell(f"{row.coders[0]}: {told}", Compared(row, percent), asked),))
    return Sheet((_("Coder"),), names, tuple(cells))


class ComparedTable(CellTable):
    """Name, n, interval and value."""

    def __init__(self) -> None:
        super().__init__()
        self._floor = 0.5

    def show_rows(self, rows: Sequence[AgreementRow], percents: Percents, options: Options) -> None:
        """Show other numbers."""
        self._floor = floor_of(rows)
        self.show_sheet(compared_sheet(rows, percents, options))

    def row_height(self) -> int:
        """Return the height of a row."""
        return _ROW

    def paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, place: Point) -> None:
        """Draw one coder's line."""
        assert isinstance(cell.shown, Compared)
        row, percent = cell.shown.row, cell.shown.percent
        rule(painter, rect.x(), rect.y(), rect.width())
        area = rect.adjusted(4, 0, -4, 0)
        name = QRectF(area.x(), area.y(), area.width() * 0.3, area.height())
        put(painter, name, row.coders[0], named_font("body"))
        value = QRectF(area.right() - _VALUE, area.y(), _VALUE, area.height())
        rest = QRectF(name.right(), area.y(), area.right() - name.right(), area.height())
        if row.value is None:
            told = f"{coefficient(None)}: {lack_words(row.lack)}"
            put(painter, rest, told, named_font("small"), ink="ink2", align=_RIGHT)
            return
        put(painter, value, coefficient(row.value, 3), figures(13, 600), align=_RIGHT)
        limits_at = value.translated(-_INTERVAL - 4, 0)
        limits_at.setWidth(_INTERVAL)
        put(painter, limits_at, bounds(row.interval), figures(12), ink="ink2", align=_RIGHT)
        count = QRectF(name.right(), area.y(), _N + (_PERCENT if percent else 0), area.height())
        told = f"{percent}  n {number(row.n_units)}".strip()
        put(painter, count, told, figures(12), ink="ink2")
        interval, limits = row.interval, None
        if interval is not None and interval.low is not None and interval.high is not None:
            limits = (interval.low, interval.high)
        axis = QRectF(
            count.right() + 8, area.y(), limits_at.x() - count.right() - 16, area.height()
        )
        if axis.width() > 30:
            draw_interval(painter, axis, row.value, limits, self._floor)
