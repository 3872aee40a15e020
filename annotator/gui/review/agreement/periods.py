"""The number by the days on which articles were done, with lines where a codebook came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.gui.review.agreement.asked import NumberAsked, Part
from annotator.gui.review.agreement.cells import Cell, CellTable, Sheet
from annotator.gui.review.agreement.drawing import figures, put, rule
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.look import look
from annotator.gui.theme.strokes import Point
from annotator.model.identity import Id
from annotator.workbench.comparing.figures import MARKS
from annotator.workbench.comparing.measure_words import lack_words
from annotator.workbench.comparing.numerals import bounds, coefficient
from annotator.workbench.comparing.periods import OverTime, Period, Step
from annotator.workbench.language import _, number, short_date

_HIGH = 128
_TOP, _FOOT, _SIDE = 18, 38, 34
_LEAST, _MOST = 62, 150
_CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Shown:
    """A period, and the versions of the codebook that came since the one before."""

    period: Period
    versions: tuple[str, ...]


def periods_sheet(found: OverTime, days: Mapping[Id, str], asked: NumberAsked) -> Sheet:
    """Return one column a period."""
    cells: list[Cell] = []
    heads: list[str] = []
    before = ""
    for at, period in enumerate(found.periods):
        versions = tuple(
            one.version
            for one in found.changes
            if before < one.day <= period.last_day and (at or one.day >= period.first_day)
        )
        before = period.last_day
        title = period_words(period, found.step)
        heads.append(title)
        cells.append(_cell(title, Shown(period, versions), days, asked))
    return Sheet(tuple(heads), (_("Agreement"),), (tuple(cells),)) if cells else Sheet()


def _cell(title: str, shown: Shown, days: Mapping[Id, str], asked: NumberAsked) -> Cell:
    period = shown.period
    chosen = frozenset(
        one for one, day in days.items() if period.first_day <= day <= period.last_day
    )
    told = " ".join(
        one
        for one in (
            _value_words(period),
            bounds(period.interval),
            f"n {number(period.n_units)}",
            *(_("codebook {version}").format(version=version) for version in shown.versions),
        )
        if one
    )
    behind = NumberAsked(asked.target, asked.options, Part(chosen, title))
    return Cell(f"{title}: {told}", shown, behind if period.value is not None else None)


def _value_words(period: Period) -> str:
    """Return a period's number, or why there is none."""
    if period.value is None:
        return f"{coefficient(None)}: {lack_words(period.lack or 'nothing')},"
    return coefficient(period.value)


def period_words(period: Period, step: Step) -> str:
    """Return when a period was, in a few letters."""
    first = short_date(period.first_day)
    if step is Step.DAY:
        return first
    return f"{first} – {short_date(period.last_day)}"


class PeriodTable(CellTable):
    """Values as points, intervals as upright bands, on an axis from the lowest to 1."""

    def __init__(self) -> None:
        super().__init__(side=_SIDE)
        self._floor = 0.5

    def show_over_time(self, found: OverTime, days: Mapping[Id, str], asked: NumberAsked) -> None:
        """Show the periods of another number."""
        lows = [1.0]
        for one in found.periods:
            low = one.interval.low if one.interval else None
            lows += [value for value in (one.value, low) if value is not None]
        lowest = round(min(lows), 9)  # what is computed to be nothing may be a hair below it
        self._floor = 0.5 if lowest >= 0.5 else 0.0 if lowest >= 0 else -1.0
        self.show_sheet(periods_sheet(found, days, asked))

    def row_height(self) -> int:
        """Return the height of the figure."""
        return _HIGH

    def widths(self, room: int) -> Sequence[int]:
        """Share the room, as far as a date can be read."""
        count = max(self.cell_model.columnCount(), 1)
        return [max(_LEAST, min(_MOST, room // count))] * count

    def _at(self, rect: QRectF, value: float) -> float:
        room = rect.height() - _TOP - _FOOT
        part = (max(self._floor, min(1.0, value)) - self._floor) / (1 - self._floor)
        return rect.y() + _TOP + room * (1 - part)

    def paint_side(self, painter: QPainter, rect: QRectF, section: int) -> None:
        """Draw the two ends of the axis."""
        for value in (1.0, self._floor):
            y = self._at(rect, value)
            area = QRectF(rect.x(), y - 8, rect.width() - 6, 16)
            put(painter, area, coefficient(value, 1), figures(11), ink="ink2")

    def paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, place: Point) -> None:
        """Draw a period: axis, interval, value, date and how many articles."""
        theme, shown = look().theme, cell.shown
        assert isinstance(shown, Shown)
        for value in (1.0, self._floor):
            rule(painter, rect.x(), self._at(rect, value), rect.width())
        painter.setPen(QPen(QColor(theme.faint), 1, Qt.PenStyle.DotLine))
        for value in MARKS:
            y = round(self._at(rect, value)) + 0.5
            painter.drawLine(QPointF(rect.x(), y), QPointF(rect.right(), y))
        self._paint_value(painter, rect, shown.period)
        if shown.versions:
            self._paint_versions(painter, rect, shown.versions)
        foot = QRectF(rect.x() + 2, rect.bottom() - _FOOT + 4, rect.width() - 4, 16)
        head = self.cell_model.sheet.columns[int(place[1])]
        put(painter, foot, head, named_font("caption"), align=_CENTRE)
        told = f"n {number(shown.period.n_units)}"
        put(painter, foot.translated(0, 15), told, figures(11), ink="ink2", align=_CENTRE)

    def _paint_value(self, painter: QPainter, rect: QRectF, period: Period) -> None:
        theme, x = look().theme, rect.center().x()
        if period.value is None:
            area = QRectF(rect.x(), rect.y() + _TOP, rect.width(), 20)
            put(painter, area, coefficient(None), figures(11), ink="ink2", align=_CENTRE)
            return
        interval = period.interval
        painter.setPen(Qt.PenStyle.NoPen)
        if interval is not None and interval.low is not None and interval.high is not None:
            painter.setBrush(QColor(theme.ink3))
            top, end = self._at(rect, interval.high), self._at(rect, interval.low)
            painter.drawRoundedRect(QRectF(x - 2.5, top, 5, max(end - top, 2)), 1.5, 1.5)
        y = self._at(rect, period.value)
        painter.setBrush(QColor(theme.paper))
        painter.drawRect(QRectF(x - 7, y - 2.5, 14, 5))
        painter.setBrush(QColor(theme.ink))
        painter.drawRect(QRectF(x - 7, y - 1.1, 14, 2.2))
        area = QRectF(x + 11, y - 8, rect.right() - x - 11, 16)
        put(painter, area, coefficient(period.value), figures(11, 600))

    def _paint_versions(self, painter: QPainter, rect: QRectF, versions: Sequence[str]) -> None:
        theme = look().theme
        painter.setPen(QPen(QColor(theme.ink2), 1, Qt.PenStyle.DashLine))
        x = rect.x() + 5.5
        painter.drawLine(QPointF(x, rect.y() + 2), QPointF(x, rect.bottom() - _FOOT + 2))
        area = QRectF(x + 4, rect.y(), rect.width() - 8, 16)
        put(painter, area, ", ".join(versions), named_font("caption"), ink="ink2")
