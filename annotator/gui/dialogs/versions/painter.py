"""Draws rows in two versions: what it is and where, and each version with what differs in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.dialogs.versions.rows import CHOICE_ROLE, ROW_ROLE
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, cap_width, draw_cap, draw_text, rounded
from annotator.workbench.language import _
from annotator.workbench.version_words import ConflictWords, SideWords

Index = QModelIndex | QPersistentModelIndex

COLUMNS = 3
"""How many versions stand side by side; more break into further lines."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 12, 10, 12
_TITLE, _GAP, _HEAD, _LINE = 22, 6, 22, 17
_PADDING = 8
_NAME = 108
_MOST_LINES = 3
_LATER_KEY = "0"


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of a row stands: a rectangle a version, and that of “later”."""

    cells: tuple[QRectF, ...]
    later: QRectF
    height: float

    def hit(self, point: QPointF) -> int | None:
        """Return the version at a point, -1 for “later”, None for neither."""
        if self.later.contains(point):
            return -1
        return next((at for at, cell in enumerate(self.cells) if cell.contains(point)), None)


def places_of(row: ConflictWords, width: float, *, has_later: bool) -> Places:
    """Return where everything stands in a row of a width, from its upper left corner."""
    columns = min(COLUMNS, len(row.sides))
    inner = width - _LEFT - _RIGHT
    wide = (inner - _GAP * (columns - 1)) / columns
    y = float(_TOP + _TITLE + 2)
    cells = []
    for first in range(0, len(row.sides), columns):
        some = row.sides[first : first + columns]
        high = max(_side_height(side, wide) for side in some)
        for at in range(len(some)):
            cells.append(QRectF(_LEFT + at * (wide + _GAP), y, wide, high))
        y += high + _GAP
    later = QRectF()
    if has_later:
        room = cap_width(_LATER_KEY) + 6 + text_width(_("later"), named_font("small")) + 14
        later = QRectF(width - _RIGHT - room, _TOP - 1, room, _TITLE)
    return Places(tuple(cells), later, y - _GAP + _BOTTOM)


def _side_height(side: SideWords, width: float) -> float:
    lines = sum(_fact_lines(fact, width) for fact in side.facts)
    return 2 * _PADDING - 2 + _HEAD + lines * _LINE


def _fact_lines(fact: tuple[str, str], width: float) -> int:
    _name, what = fact
    if not what:
        return 1
    room = QRectF(0, 0, _value_width(width), 10_000)
    used = QFontMetricsF(named_font("small"))
    flags = int(Qt.TextFlag.TextWordWrap)
    high = used.boundingRect(room, flags, what).height()
    return max(1, min(_MOST_LINES, round(high / used.lineSpacing())))


def _value_width(width: float) -> float:
    return max(40.0, width - 2 * _PADDING - _NAME)


class VersionPainter(QStyledItemDelegate):
    """Draws one row; the bar at its left shows where the keys act."""

    def __init__(self, view: QListView, *, has_later: bool) -> None:
        super().__init__(view)
        self._view = view
        self.has_later = has_later
        self._heights: dict[tuple[str, int], float] = {}

    def forget(self) -> None:
        """Measure everything anew."""
        self._heights.clear()

    def places(self, row: ConflictWords) -> Places:
        """Return where everything stands in a row at the present width."""
        return places_of(row, self._view.viewport().width(), has_later=self.has_later)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row at the present width."""
        row: ConflictWords = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        key = (f"{row.kind}{row.id}", width)
        if key not in self._heights:
            self._heights[key] = self.places(row).height
        return QSize(width, round(self._heights[key]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row: ConflictWords = index.data(ROW_ROLE)
        chosen: int = index.data(CHOICE_ROLE)
        area = QRectF(option.rect)
        theme = look().theme
        is_current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            ink = theme.focus if self._view.hasFocus() else theme.faint
            painter.fillRect(QRectF(area.x(), area.y() + 1, 3, area.height() - 2), QColor(ink))
        painter.fillRect(
            QRectF(area.x() + _LEFT, area.bottom() - 1, area.width() - _LEFT, 1), QColor(theme.hair)
        )
        painter.translate(area.topLeft())
        places = self.places(row)
        self._draw_title(painter, row, places, area.width())
        if self.has_later:
            self._draw_later(painter, places.later, is_chosen=chosen < 0)
        pointer = self._pointer(option.rect)
        for place, (side, cell) in enumerate(zip(row.sides, places.cells, strict=True)):
            is_hovered = pointer is not None and cell.contains(pointer)
            ground = theme.chosen if place == chosen else theme.hover if is_hovered else None
            rounded(painter, cell, ground, edge=theme.ink if place == chosen else theme.hair)
            told = side_words(side, is_decided=chosen >= 0)
            self._draw_side(painter, side, cell, (str(place + 1), told), is_chosen=place == chosen)
        painter.restore()

    def _pointer(self, area: QRect) -> QPointF | None:
        view = self._view.viewport()
        if not view.underMouse():
            return None
        return QPointF(view.mapFromGlobal(view.cursor().pos()) - area.topLeft())

    def _draw_title(
        self, painter: QPainter, row: ConflictWords, places: Places, width: float
    ) -> None:
        theme, reading = look().theme, font(14, 400, "reading")
        end = places.later.x() - 12 if self.has_later else width - _RIGHT
        room = end - _LEFT
        wanted = min(text_width(row.title, reading) + 12, room * 0.66)
        draw_text(painter, QRectF(_LEFT, _TOP, wanted, 20), row.title, theme.ink, reading)
        area = QRectF(_LEFT + wanted + 12, _TOP, room - wanted - 12, 20)
        draw_text(painter, area, row.article, theme.ink3, named_font("small"), RIGHT)

    def _draw_later(self, painter: QPainter, area: QRectF, *, is_chosen: bool) -> None:
        theme = look().theme
        if is_chosen:
            rounded(painter, area, theme.chosen)
        x = area.x() + 6 + draw_cap(painter, area.x() + 5, area.center().y(), _LATER_KEY) + 6
        words = QRectF(x, area.y(), area.right() - x, area.height())
        draw_text(painter, words, _("later"), theme.ink2, named_font("small"))

    def _draw_side(
        self,
        painter: QPainter,
        side: SideWords,
        cell: QRectF,
        words: tuple[str, str],
        *,
        is_chosen: bool,
    ) -> None:
        """Draw a version; ``words`` are its key and what else is to be known of it."""
        theme = look().theme
        x, y = cell.x() + _PADDING, cell.y() + _PADDING - 2
        end = cell.right() - _PADDING
        middle = y + _HEAD / 2 - 1
        if is_chosen:
            draw_icon(painter, "check", end - 14, middle - 7, theme.ink, 14)
            end -= 20
        x += draw_cap(painter, x, middle, words[0]) + 7
        bold, small = named_font("small", 600), named_font("small")
        wide = min(text_width(side.who, bold) + 1, end - x)
        draw_text(painter, QRectF(x, y, wide, _HEAD - 2), side.who, theme.ink, bold)
        x += wide + 8
        told = [side.when, words[1]]
        area = QRectF(x, y, max(0.0, end - x), _HEAD - 2)
        draw_text(painter, area, "  ·  ".join(one for one in told if one), theme.ink3, small)
        self._draw_facts(painter, side, cell)

    def _draw_facts(self, painter: QPainter, side: SideWords, cell: QRectF) -> None:
        theme, small = look().theme, named_font("small")
        y = cell.y() + _PADDING - 2 + _HEAD
        x = cell.x() + _PADDING
        for name, what in side.facts:
            high = _fact_lines((name, what), cell.width()) * _LINE
            if not what:
                area = QRectF(x, y, cell.width() - 2 * _PADDING, _LINE)
                draw_text(painter, area, name, theme.ink, named_font("small", 600))
                y += high
                continue
            draw_text(painter, QRectF(x, y, _NAME - 8, _LINE), name, theme.ink3, small)
            painter.setPen(QColor(theme.ink))
            painter.setFont(small)
            area = QRectF(x + _NAME, y, _value_width(cell.width()), high)
            flags = int(Qt.TextFlag.TextWordWrap)
            painter.drawText(area, flags, what)
            y += high


def side_words(side: SideWords, *, is_decided: bool = False) -> str:
    """Return what else is to be known of a version: where it is from, or that it is shown."""
    if not side.is_here:
        return _("other copy")
    return _("shown now") if side.is_shown and not is_decided else ""
