"""The table of the card: one row for each thing that differs, a column a coder, and the gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.reader.case_painter import hatch, hatching
from annotator.gui.review.adjudication import words
from annotator.gui.review.adjudication.shapes import draw_tick
from annotator.gui.review.adjudication.words import KEYS_OF_ROW, PlaceText
from annotator.gui.review.adjudication.wrapping import first_lines, last_lines
from annotator.gui.theme.colour import mix
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_cap, draw_text, rounded, smooth
from annotator.gui.theme.tokens import TYPE
from annotator.model.adjudication import AspectKind
from annotator.workbench.adjudicating.states import Card, CardRow, Cell
from annotator.workbench.language import _

HEAD_HEIGHT, LINE, PAD = 34, 20, 7
LEAST_ROW = 34
NAMES, NAMES_WIDE = 88, 112
GOLD, GOLD_WIDE = 100, 116
_WASH = 0.09
_PASSAGES = (AspectKind.START, AspectKind.END, AspectKind.FRAGMENTS, AspectKind.SOURCE,
             AspectKind.TARGET)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What the table shows: the card, names of its columns, the text, the row that digits act on.

    ``hue`` is the label whose colour readings are hatched in.
    """

    card: Card
    names: tuple[str, ...]
    text: str
    place_text: PlaceText
    row: int | None = None
    hue: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table with the lines of each of its cells."""

    row: CardRow
    top: float
    height: float
    name: list[str]
    cells: list[list[str]]
    gold: list[str]


class CardTable(QWidget):
    """Paints the rows that differ.  ``row_pressed`` carries the index of a row, ``cell_pressed``
    that of a row and a letter; ``resized`` says that the columns are elsewhere.
    """

    row_pressed = Signal(int)
    cell_pressed = Signal(int, str)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self._lines: list[_Line] = []
        self._same: list[str] = []
        self._same_top = 0.0
        self.setMouseTracking(True)

    def show_card(self, shown: Shown) -> None:
        """Show a card."""
        self.shown = shown
        self._arrange()
        self.setAccessibleName(_("Readings"))
        self.setAccessibleDescription(self.spoken())
        self.update()

    def spoken(self) -> str:
        """Return every row with all readings, as a screen reader says it."""
        shown = self.shown
        if shown is None:
            return ""
        told = []
        for row in (row for row in shown.card.rows if row.differs):
            said = [
                f"{name} {words.cell_words(row, cell, shown.text, shown.place_text)}"
                for name, cell in zip(shown.names, row.cells, strict=True)
            ]
            told.append(f"{words.row_words(row)}: {', '.join(said)}")
        return "; ".join(told)

    def columns(self) -> list[tuple[float, float]]:
        """Return left edge and width of the column of names, of each coder, and of the gold."""
        count = len(self.shown.names) if self.shown is not None else 2
        is_wide = self.width() >= 440
        names, gold = (NAMES_WIDE, GOLD_WIDE) if is_wide else (NAMES, GOLD)
        if count > 2:
            names, gold = min(names, 84), min(gold, 96)
        each = (self.width() - names - gold) / max(1, count)
        found = [(0.0, float(names))]
        found += [(names + place * each, each) for place in range(count)]
        return [*found, (names + count * each, float(gold))]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
            self.resized.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a row by its name, or take a coder's reading of a row."""
        line = self._line_at(event.position().y())
        if line is None or self.shown is None or event.button() != Qt.MouseButton.LeftButton:
            return
        for place, (left, width) in enumerate(self.columns()[1:-1]):
            if left <= event.position().x() < left + width:
                self.cell_pressed.emit(line.row.index, self.shown.card.letters[place])
                return
        self.row_pressed.emit(line.row.index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say with the pointer that a row can be pressed."""
        is_row = self._line_at(event.position().y()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_row else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def row_rect(self, index: int) -> QRectF:
        """Return where a row of the card stands; nothing for one that does not differ."""
        found = (one for one in self._lines if one.row.index == index)
        line = next(found, None)
        return QRectF(0, line.top, self.width(), line.height) if line else QRectF()

    # laying out ---------------------------------------------------------------------------------

    def _line_at(self, y: float) -> _Line | None:
        return next((one for one in self._lines if one.top <= y < one.top + one.height), None)

    def _arrange(self) -> None:
        shown = self.shown
        if shown is None or self.width() < 120:
            return
        columns = self.columns()
        self._lines, y = [], float(HEAD_HEIGHT)
        for row in (row for row in shown.card.rows if row.differs):
            line = self._measured(shown, row, columns, y)
            self._lines.append(line)
            y += line.height
        self._same_top = y
        room = columns[-1][0] - columns[1][0] - 12
        same = words.same_words(shown.card)
        self._same = first_lines(same, named_font("small"), room, 3) if same else []
        y += len(self._same) * 17 + 14 if self._same else 0
        self.setFixedHeight(round(y) + 1)

    def _measured(
        self, shown: Shown, row: CardRow, columns: Sequence[tuple[float, float]], top: float
    ) -> _Line:
        is_here = row.index == shown.row
        name = first_lines(words.row_words(row), _name_font(is_here), columns[0][1] - 8, 3)
        cells = [
            self._cell_lines(row, words.cell_words(row, cell, shown.text, shown.place_text), width)
            for cell, (_left, width) in zip(row.cells, columns[1:-1], strict=True)
        ]
        gold: list[str] = []
        if row.has_gold:
            said = words.value_words(row, row.gold, shown.text, shown.place_text)
            gold = self._cell_lines(row, said, columns[-1][1] - 2, weight=600)
        high = max(len(one) for one in [*cells, gold or [""]]) * LINE + 2 * PAD
        keys = 22 if row.kind in KEYS_OF_ROW else 0
        high = max(high, len(name) * 17 + 2 * PAD + keys, LEAST_ROW)
        return _Line(row, top, high, name, cells, gold)

    @staticmethod
    def _cell_lines(row: CardRow, said: str, width: float, weight: int = 400) -> list[str]:
        room, used = width - 12, _cell_font(row, weight)
        if row.kind is AspectKind.END:
            return last_lines(said, used, room, 2)
        most = 2 if row.kind in _PASSAGES else 3
        return first_lines(said, used, room, most)

    # painting -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the head, the rows, what is the same, and the rules between them."""
        shown = self.shown
        if shown is None:
            return
        painter = QPainter(self)
        smooth(painter)
        columns, theme = self.columns(), look().theme
        self._paint_head(painter, shown, columns)
        self._rule(painter, HEAD_HEIGHT - 1, theme.edge)
        for line in self._lines:
            self._paint_line(painter, shown, line, columns)
            self._rule(painter, line.top + line.height - 1, theme.hair)
        if self._same:
            self._paint_same(painter, columns)
        bottom = self.height() - 1
        self._rule(painter, bottom, theme.edge)
        x = round(columns[-1][0]) + 0.5
        painter.setPen(QPen(QColor(theme.hair), 1))
        painter.drawLine(QPointF(x, HEAD_HEIGHT), QPointF(x, bottom))
        painter.end()

    def _rule(self, painter: QPainter, y: float, colour: str) -> None:
        painter.fillRect(QRectF(0, round(y), self.width(), 1), QColor(colour))

    def _paint_head(
        self, painter: QPainter, shown: Shown, columns: Sequence[tuple[float, float]]
    ) -> None:
        theme, used = look().theme, named_font("body", 600)
        for name, (left, width) in zip(shown.names, columns[1:-1], strict=True):
            area = QRectF(left, 4, width - 6, HEAD_HEIGHT - 6)
            draw_text(painter, area, name, theme.ink, used)
        left, width = columns[-1]
        area = QRectF(left + 12, 4, width - 12, HEAD_HEIGHT - 6)
        draw_text(painter, area, _("Gold"), theme.ink, used)

    def _paint_line(
        self,
        painter: QPainter,
        shown: Shown,
        line: _Line,
        columns: Sequence[tuple[float, float]],
    ) -> None:
        theme = look().theme
        is_here = line.row.index == shown.row
        if is_here:
            ground = QRectF(0, line.top, self.width(), line.height - 1)
            wash = mix(theme.panel, theme.focus, 0.2 if theme.is_high_contrast else _WASH)
            painter.fillRect(ground, QColor(wash))
            rounded(painter, QRectF(0, line.top, 3, line.height - 1), theme.focus, 1)
        indent = 8 if is_here else 0
        ink = theme.ink if is_here else theme.ink2
        y = line.top + PAD
        for said in line.name:
            area = QRectF(indent, y, columns[0][1] - 4 - indent, 17)
            draw_text(painter, area, said, ink, _name_font(is_here))
            y += 17
        x = float(indent)
        for key in KEYS_OF_ROW.get(line.row.kind, "").split():
            x += draw_cap(painter, x, y + 11, key) + 3
        longer = _longer(line.row)
        for place, (left, _width) in enumerate(columns[1:-1]):
            cell = line.row.cells[place]
            self._paint_cell(painter, shown, line, cell, left, is_longer=place in longer)
        self._paint_gold(painter, line, columns[-1])

    def _paint_cell(
        self,
        painter: QPainter,
        shown: Shown,
        line: _Line,
        cell: Cell,
        left: float,
        *,
        is_longer: bool,
    ) -> None:
        theme, used = look().theme, _cell_font(line.row)
        place = shown.card.letters.index(cell.letter)
        is_quiet = not cell.is_there or line.cells[place] == [words.NOTHING]
        y = line.top + PAD
        for said in line.cells[place]:
            width = text_width(said, used)
            if is_longer:
                hue = QColor(look().tone(shown.hue).line)
                colour = hatching(hue, is_plain=theme.is_high_contrast)
                hatch(painter, QRectF(left - 2, y + 1, width + 4, LINE - 2), colour)
            area = QRectF(left, y, width + 2, LINE)
            draw_text(painter, area, said, theme.ink3 if is_quiet else theme.ink, used)
            y += LINE

    def _paint_gold(self, painter: QPainter, line: _Line, column: tuple[float, float]) -> None:
        theme, (left, width) = look().theme, column
        if not line.row.has_gold:
            y = line.top + min(line.height, LEAST_ROW) / 2 + 7.5
            painter.setPen(QPen(QColor(theme.edge), 1))
            painter.drawLine(QPointF(left + 12, round(y) + 0.5), QPointF(left + width, y))
            return
        y = line.top + PAD
        used = _cell_font(line.row, 600)
        for said in line.gold:
            area = QRectF(left + 12, y, width - 10, LINE)
            draw_text(painter, area, said, theme.ink, used)
            y += LINE

    def _paint_same(self, painter: QPainter, columns: Sequence[tuple[float, float]]) -> None:
        theme, used = look().theme, named_font("small")
        y = self._same_top + 6
        area = QRectF(0, y, columns[0][1] - 4, 17)
        draw_text(painter, area, _("Same"), theme.ink2, used)
        draw_tick(painter, QPointF(columns[-1][0] + 18, y + 9), theme.ink2)
        for said in self._same:
            area = QRectF(columns[1][0], y, columns[-1][0] - columns[1][0] - 8, 17)
            draw_text(painter, area, said, theme.ink2, used)
            y += 17


def _name_font(is_here: bool) -> QFont:
    return named_font("small", 600 if is_here else 400)


def _cell_font(row: CardRow, weight: int = 400) -> QFont:
    """Return the face of the text for what the text says, ours for what the codebook does."""
    return font(TYPE["body"], weight, "reading" if row.kind in _PASSAGES else "ui")


def _longer(row: CardRow) -> set[int]:
    """Return the places of the coders whose reading holds words that another one leaves out."""
    there = {n: cell.value for n, cell in enumerate(row.cells) if isinstance(cell.value, int)}
    if row.kind is AspectKind.START and there:
        return {n for n, value in there.items() if value < max(there.values())}
    if row.kind is AspectKind.END and there:
        return {n for n, value in there.items() if value > min(there.values())}
    return set()
