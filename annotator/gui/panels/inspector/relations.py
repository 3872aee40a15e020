"""The relations of the mark in focus: both ends of each, the mark's own in grey."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.panels.inspector.relation_rows import End, RelationRow
from annotator.gui.theme.controls import Caption, PaintedButton
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import RIGHT, draw_cap, draw_text, rounded
from annotator.workbench.language import _, number

_HEIGHT, _UPPER, _LOWER = 48, 12, 34
_CAP = 16
_CROSS = 20


class RelationsSection(QWidget):
    """A row leads to its other end; Delete or its cross asks to delete it."""

    relation_activated = Signal(str)
    delete_requested = Signal(str)
    relate_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = Caption("", "head")
        self.count = Caption("", "count")
        self.relate_button = Item("", Parts(keys="R", padding=4))
        self.none = Caption("", "count")
        self.rows: list[RelationButton] = []
        self._shown: list[RelationRow] = []
        head = line(spacing=5)
        head.addWidget(self.head)
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.relate_button)
        self._list = column()
        layout = column(self)
        layout.addLayout(head)
        layout.addSpacing(2)
        layout.addLayout(self._list)
        layout.addWidget(self.none)
        self.relate_button.clicked.connect(self.relate_requested)
        self.retranslate()

    def show_relations(self, rows: Sequence[RelationRow]) -> None:
        """Show the relations of the mark in focus."""
        self._shown = list(rows)
        while len(self.rows) < len(rows):
            self._add_button()
        for at, button in enumerate(self.rows):
            if at < len(rows):
                button.show_relation(rows[at])
            button.setVisible(at < len(rows))
        self.count.setText(number(len(rows)))
        self.none.setVisible(not rows)

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [self.relate_button, *self.rows]

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("Relations"))
        self.none.setText(_("No relations yet."))
        self.relate_button.show_parts(_("Relate"), self.relate_button.parts)
        for row, button in zip(self._shown, self.rows, strict=False):
            button.show_relation(row)

    def _add_button(self) -> None:
        button = RelationButton()
        button.clicked.connect(self._on_button_clicked)
        button.delete_pressed.connect(self._on_delete_pressed)
        self.rows.append(button)
        self._list.addWidget(button)

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RelationButton) and button.row is not None:
            self.relation_activated.emit(button.row.other.span_id)

    def _on_delete_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, RelationButton) and button.row is not None:
            self.delete_requested.emit(button.row.id)


class RelationButton(PaintedButton):
    """Two lines joined by an arrow, the relation's name at the right."""

    delete_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row: RelationRow | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_relation(self, row: RelationRow) -> None:
        """Show a relation."""
        self.row = row
        name = naming().relation_name(row.label)
        source, target = (naming().label_name(one.label) for one in (row.source, row.target))
        self.setText(f"{source} “{row.source.words}” {name} {target} “{row.target.words}”")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(160, _HEIGHT)

    def cross_rect(self) -> QRectF:
        """Return where the cross is, which is seen under the pointer or with the keyboard here."""
        return QRectF(self.width() - _CROSS, _LOWER - _CROSS / 2, _CROSS, _CROSS)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw both ends, the arrow and the name."""
        if self.row is None:
            return False
        theme, row = look().theme, self.row
        is_touched = self.underMouse() or self.hasFocus()
        if self.underMouse():
            rounded(painter, rect, theme.hover)
        name, caption = naming().relation_name(row.label), named_font("caption")
        most = rect.width() * 0.45
        room = min(text_width(name, caption), most) + 12
        cut = self._draw_end(painter, _UPPER, row.source, row.is_outgoing, room)
        spare = _CROSS + 4 if is_touched else 0
        cut = self._draw_end(painter, _LOWER, row.target, not row.is_outgoing, spare) or cut
        self._draw_arrow(painter, look().relation_tone(row.label, row.source.label).line)
        area = QRectF(rect.width() - room, 2, room - 2, 20)
        draw_text(painter, area, name, theme.ink2, caption, RIGHT)
        if is_touched:
            cross = self.cross_rect()
            draw_icon(painter, "close", cross.x() + 4, cross.y() + 4, theme.ink2, 12)
        return cut

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete with Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Delete where the cross is pressed, else go to the other end."""
        if self.isDown() and self.cross_rect().contains(event.position()):
            self.setDown(False)
            self.delete_pressed.emit()
        else:
            super().mouseReleaseEvent(event)

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
