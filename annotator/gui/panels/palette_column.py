"""The labels, always in sight: key, name and how many there are in this article."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from annotator.gui.theme.controls import Caption, PaintedButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import RIGHT, draw_cap, draw_text, rounded
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.language import _, number

_HINT = 12
_ROWS_SEEN = 12.5
"""Where there are more labels the column scrolls; half a row tells so."""


class PaletteColumn(QWidget):
    """One row a label; a click asks to put it on the selection."""

    label_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.head = Caption("", "head")
        self.sub = Caption("", "count")
        self.rows: dict[str, LabelRow] = {}
        self._counts: Mapping[str, int] = {}
        head = line(margins=(16, 8, 16, 2), spacing=8)
        head.addWidget(self.head)
        head.addStretch()
        head.addWidget(self.sub)
        self._body = QWidget()
        self._list = column(self._body)
        self.area = LabelArea(self._body)
        layout = column(self, (0, 0, 0, 10))
        layout.addLayout(head)
        layout.addWidget(self.area)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look().changed.connect(self._on_look_changed)
        self.retranslate()
        self._on_look_changed()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many spans of each label the article has."""
        self._counts = dict(counts)
        for label_id, row in self.rows.items():
            row.show_count(counts.get(label_id, 0))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("Labels"))
        self.sub.setText(_("in this article"))

    def _on_look_changed(self) -> None:
        labels = [label.id for label in naming().codebook.offered_labels()]
        if labels != list(self.rows):
            self._rebuild(labels)
        for row in self.rows.values():
            row.read_words()

    def _rebuild(self, labels: list[str]) -> None:
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = {label_id: LabelRow(label_id) for label_id in labels}
        for label_id, row in self.rows.items():
            self._list.addWidget(row)
            row.clicked.connect(self._on_row_clicked)
            row.show_count(self._counts.get(label_id, 0))
        self.area.set_content_height(len(labels) * SIZE["label_row"])

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, LabelRow):
            self.label_chosen.emit(row.label_id)


class LabelArea(QScrollArea):
    """Scrolls the rows when there are more than fit."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._content = 0
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        self._hints = [MoreHint(self, is_above=is_above) for is_above in (True, False)]
        self.verticalScrollBar().valueChanged.connect(self._place_hints)
        self.verticalScrollBar().rangeChanged.connect(self._place_hints)

    def set_content_height(self, height: int) -> None:
        """Say how high all rows are, which the layout knows only once they are shown."""
        self._content = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of all rows, or of as many as should be seen."""
        most = round(_ROWS_SEEN * SIZE["label_row"])
        return QSize(SIZE["left"], min(self._content, most))

    def minimumSizeHint(self) -> QSize:
        """Return room for three rows."""
        return QSize(60, min(3 * SIZE["label_row"], self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hints at the edges."""
        super().resizeEvent(event)
        self._place_hints()

    def _place_hints(self) -> None:
        """Say at an edge that there is more behind it, where no scroll bar says so."""
        bar = self.verticalScrollBar()
        is_bare = self.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        there_is_more = (bar.value() > bar.minimum(), bar.value() < bar.maximum())
        for hint, is_more in zip(self._hints, there_is_more, strict=True):
            hint.place(self.width(), self.height())
            hint.setVisible(is_bare and is_more)


class MoreHint(QWidget):
    """A chevron over the edge of what scrolls; the mouse goes through it."""

    def __init__(self, parent: QWidget, *, is_above: bool) -> None:
        super().__init__(parent)
        self._is_above = is_above
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def place(self, width: int, height: int) -> None:
        """Take its edge of an area of this size."""
        self.setGeometry(0, 0 if self._is_above else height - _HINT, width, _HINT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron on the ground of the panel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look().theme.panel))
        x, icon = (self.width() - _HINT) / 2, "up" if self._is_above else "down"
        draw_icon(painter, icon, x, 0, look().theme.ink2, _HINT)


class LabelRow(PaintedButton):
    """Key cap, name, count."""

    def __init__(self, label_id: str) -> None:
        super().__init__()
        self.label_id = label_id
        self.count = 0
        self.setFixedHeight(SIZE["label_row"])
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def read_words(self) -> None:
        """Take name and definition from the codebook in the language read."""
        label = naming().codebook.labels[self.label_id]
        self.setText(naming().label_name(self.label_id))
        set_tip(self, naming().words(label.definition))
        self._tell()

    def show_count(self, count: int) -> None:
        """Show how many spans have this label."""
        if count != self.count:
            self.count = count
            self._tell()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(120, SIZE["label_row"])

    def ring_rect(self) -> QRect:
        """Return the row without its margins."""
        return self.rect().adjusted(8, 0, -8, 0)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the row."""
        theme, middle = look().theme, rect.height() / 2
        if self.underMouse() or self.isDown():
            rounded(painter, rect.adjusted(8, 0, -8, 0), theme.hover)
        letter = naming().label_letter(self.label_id)
        draw_cap(painter, 16, middle, letter, look().tone(self.label_id))
        counted, small = number(self.count), named_font("small")
        end = rect.adjusted(0, 0, -16, 0)
        draw_text(painter, end, counted, theme.ink3, small, RIGHT)
        room = rect.width() - 42 - 16 - 8 - text_width(counted, small)
        name = QRectF(42, 0, room, rect.height())
        return draw_text(painter, name, self.text(), theme.ink, named_font("body"))

    def _tell(self) -> None:
        letter = naming().label_letter(self.label_id)
        self.setAccessibleName(f"{letter}, {self.text()}, {self.count}")
