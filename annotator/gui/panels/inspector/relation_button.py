"""A relation of the mark in focus as two lines, the mark's own end in grey."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from annotator.gui.panels.inspector.relation_rows import End, RelationRow
from annotator.gui.theme.controls import PaintedButton
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import RIGHT, draw_cap, draw_text, rounded

_HEIGHT, _UPPER, _LOWER = 48, 12, 34
_CAP = 16
_CROSS = 20
_FOLDS = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}


def _name(row: RelationRow, *, has_answers: bool) -> str:
    """Return the name of a relation, with the answers to its questions where they are wanted."""
    name, answers = naming().relation_name(row.label), row.answer_words
    return f"{name}: {answers}" if has_answers and answers else name


class RelationButton(PaintedButton):
    """Two lines joined by an arrow, the relation's name at the right.

    Where the codebook asks something of such relations a chevron unfolds the questions, as do the
    arrow keys; folded, the answers stand beside the name.
    """

    delete_pressed = Signal()
    unfold_requested = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.row: RelationRow | None = None
        self.is_unfolded = False
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_relation(self, row: RelationRow, *, is_unfolded: bool = False) -> None:
        """Show a relation, whose questions stand below or are folded away."""
        self.row, self.is_unfolded = row, is_unfolded
        name = _name(row, has_answers=True)
        source, target = (naming().label_name(one.label) for one in (row.source, row.target))
        self.setText(f"{source} “{row.source.words}” {name} {target} “{row.target.words}”")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(160, _HEIGHT)

    def cross_rect(self) -> QRectF:
        """Return where the cross is, which is seen under the pointer or with the keyboard here."""
        return QRectF(self.width() - _CROSS, _LOWER - _CROSS / 2, _CROSS, _CROSS)

    def chevron_rect(self) -> QRectF:
        """Return where the chevron is, in rows that have questions."""
        return QRectF(self.width() - _CROSS, _UPPER - _CROSS / 2, _CROSS, _CROSS)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw both ends, the arrow and the name."""
        if self.row is None:
            return False
        theme, row = look().theme, self.row
        is_touched = self.underMouse() or self.hasFocus()
        if self.underMouse():
            rounded(painter, rect, theme.hover)
        name, caption = _name(row, has_answers=not self.is_unfolded), named_font("caption")
        most = rect.width() * 0.45
        edge = _CROSS if row.questions else 2
        room = min(text_width(name, caption) + 1, most) + 10 + edge
        cut = self._draw_end(painter, _UPPER, row.source, row.is_outgoing, room)
        spare = _CROSS + 4 if is_touched else 0
        cut = self._draw_end(painter, _LOWER, row.target, not row.is_outgoing, spare) or cut
        self._draw_arrow(painter, look().relation_tone(row.label, row.source.label).line)
        area = QRectF(rect.width() - room, 2, room - edge, 20)
        cut = draw_text(painter, area, name, theme.ink2, caption, RIGHT) or cut
        if row.questions:
            spot, icon = self.chevron_rect(), "up" if self.is_unfolded else "down"
            colour = theme.bad if row.is_missing_answer else theme.ink2
            draw_icon(painter, icon, spot.x() + 4, spot.y() + 4, colour, 12)
        if is_touched:
            cross = self.cross_rect()
            draw_icon(painter, "close", cross.x() + 4, cross.y() + 4, theme.ink2, 12)
        return cut

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete with Delete or Backspace, unfold with Right, fold with Left."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        elif event.key() in _FOLDS and self._has_questions():
            self.unfold_requested.emit(_FOLDS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Delete where the cross is pressed, unfold at the chevron, else go to the other end."""
        at = event.position()
        if self.isDown() and self.cross_rect().contains(at):
            self.setDown(False)
            self.delete_pressed.emit()
        elif self.isDown() and self._has_questions() and self.chevron_rect().contains(at):
            self.setDown(False)
            self.unfold_requested.emit(not self.is_unfolded)
        else:
            super().mouseReleaseEvent(event)

    def _has_questions(self) -> bool:
        return self.row is not None and bool(self.row.questions)

    def _draw_end(
        self, painter: QPainter, middle: float, end: End, is_own: bool, room: float
    ) -> bool:
        theme = look().theme
        tone, letter = look().tone(end.label), naming().label_letter(end.label)
        x = 18 + draw_cap(painter, 18, middle, letter, tone, _CAP) + 7
        area = QRectF(x, middle - 10, self.width() - x - room, 20)
        colour = theme.ink3 if is_own else theme.ink
        return draw_text(painter, area, end.words, colour, font(13, 400, "reading"))

    def _draw_arrow(self, painter: QPainter, colour: str) -> None:
        pen = QPen(QColor(colour), 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(QPointF(13, _UPPER))
        path.lineTo(9, _UPPER)
        path.quadTo(5, _UPPER, 5, _UPPER + 4)
        path.lineTo(5, _LOWER - 4)
        path.quadTo(5, _LOWER, 9, _LOWER)
        path.lineTo(12, _LOWER)
        painter.drawPath(path)
        painter.setBrush(QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        points = [QPointF(10.5, _LOWER - 3), QPointF(15, _LOWER), QPointF(10.5, _LOWER + 3)]
        painter.drawPolygon(QPolygonF(points))
