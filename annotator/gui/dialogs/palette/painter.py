"""Draws the rows of the palette: cap or icon, words with the typed letters bold, place and keys."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.dialogs.palette.entries import Hit, PaletteEntry, PaletteKind
from annotator.gui.dialogs.palette.rows import Heading, Index, PaletteRows
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import (
    RIGHT,
    caps_width,
    draw_cap,
    draw_caps,
    draw_text,
    elide,
    one_line,
    rounded,
    smooth,
)
from annotator.workbench.language import _

ROW, HEADING = 31, 29
_INDENT = 40
_PADDING = 12
_LONGEST_PLACE = 280
_ICONS = {
    PaletteKind.LABEL: "note",
    PaletteKind.VALUE: "note",
    PaletteKind.COMMAND: "right",
    PaletteKind.TEXT: "search",
    PaletteKind.ARTICLE: "file",
}


def runs(text: str, positions: Sequence[int]) -> Iterator[tuple[str, bool]]:
    """Cut a text into parts that were typed and parts that were not."""
    typed = set(positions)
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (place in typed) != (start in typed):
            yield text[start:place], start in typed
            start = place


def draw_marked(
    painter: QPainter, rect: QRectF, text: str, positions: Sequence[int], colour: str
) -> None:
    """Draw one line with the letters at some positions bold, cut where it does not fit."""
    x, rest = rect.x(), one_line(text)
    for part, is_bold in runs(rest, positions):
        used = named_font("body", 600 if is_bold else 400)
        width = text_width(part, used)
        rest = rest[len(part) :]
        room = rect.right() - x
        if width + (text_width("…", used) if rest else 0) > room + 0.5:
            part, rest = elide(part + rest, room, used), ""
        draw_text(painter, QRectF(x, rect.y(), room, rect.height()), part, colour, used)
        x += width
        if not rest:
            break


class PalettePainter(QStyledItemDelegate):
    """``open_row`` is the row whose definition is shown below its words, -1 for none."""

    open_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; its width is that of the list."""
        return QSize(10, self.height_of(index, option.rect.width() or 584))

    def height_of(self, index: Index, width: int) -> int:
        """Return the height of a row in a list of a width."""
        model = index.model()
        if not isinstance(model, PaletteRows) or model.hit(index.row()) is None:
            return HEADING
        if index.row() != self.open_row:
            return ROW
        hit = model.hit(index.row())
        text = definition_of(hit.entry) if hit else ""
        area = QRectF(0, 0, width - _INDENT - _PADDING, 1000)
        flags = int(Qt.TextFlag.TextWordWrap)
        metrics = QFontMetricsF(named_font("small"))
        return ROW + math.ceil(metrics.boundingRect(area, flags, text).height()) + 8

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading, or a hit on its ground."""
        model = index.model()
        if not isinstance(model, PaletteRows):
            return
        row = model.row(index.row())
        painter.save()
        smooth(painter)
        rect = QRect(option.rect)
        if isinstance(row, Heading):
            area = QRectF(rect).adjusted(_PADDING, 4, -_PADDING, 0)
            draw_text(painter, area, row.text, look().theme.ink3, named_font("small"))
        else:
            state = option.state
            is_on = bool(state & QStyle.StateFlag.State_Selected)
            if is_on or state & QStyle.StateFlag.State_MouseOver:
                theme = look().theme
                rounded(painter, rect, theme.chosen if is_on else theme.hover, 6)
            _draw_hit(painter, QRectF(rect.x(), rect.y(), rect.width(), ROW), row, is_on)
            if index.row() == self.open_row:
                _draw_definition(painter, QRectF(rect).adjusted(0, ROW, 0, 0), row.entry)
        painter.restore()


def definition_of(entry: PaletteEntry) -> str:
    """Return what F1 shows of an entry."""
    return entry.definition or _("There is no definition.")


def _draw_hit(painter: QPainter, rect: QRectF, hit: Hit, is_on: bool) -> None:
    theme, entry = look().theme, hit.entry
    x, middle = rect.x() + _PADDING, rect.center().y()
    if entry.label_id:
        draw_cap(
            painter, x, middle, naming().label_letter(entry.label_id), look().tone(entry.label_id)
        )
    else:
        name = entry.icon or _ICONS[entry.kind]
        draw_icon(painter, name, x + 1, middle - 7.5, theme.ink2, 15)
    end = rect.right() - _PADDING
    if entry.keys:
        draw_caps(painter, end, middle, entry.keys)
        end -= caps_width(entry.keys) + 6
    if entry.subtitle:
        used = named_font("small")
        wide = min(text_width(entry.subtitle, used) + 1, _LONGEST_PLACE)
        area = QRectF(end - wide, rect.y(), wide, rect.height())
        ink = theme.ink2 if is_on else theme.ink3
        draw_text(painter, area, entry.subtitle, ink, used, RIGHT)
        end -= wide + 14
    area = QRectF(rect.x() + _INDENT, rect.y(), end - rect.x() - _INDENT, rect.height())
    draw_marked(painter, area, entry.title, hit.positions, theme.ink)


def _draw_definition(painter: QPainter, rect: QRectF, entry: PaletteEntry) -> None:
    painter.setFont(named_font("small"))
    painter.setPen(QColor(look().theme.ink2))
    area = rect.adjusted(_INDENT, 0, -_PADDING, -6)
    painter.drawText(area, int(Qt.TextFlag.TextWordWrap), definition_of(entry))
