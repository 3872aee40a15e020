"""A block of the page: a heading that states what is found, and below it a table."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.review.agreement.cells import CellTable
from annotator.gui.review.agreement.drawing import put
from annotator.gui.theme.controls import show_whole
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.layouts import column

_HEAD = 26


class Heading(QWidget):
    """A title, and in smaller letters what is found or how it is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.detail = "", ""
        self.setFixedHeight(_HEAD)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, title: str, detail: str = "") -> None:
        """Say something else."""
        self.title, self.detail = title, detail
        self.setAccessibleName(f"{title}: {detail}" if detail else title)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both; what does not fit is shown when the pointer rests on it."""
        painter = QPainter(self)
        area = QRectF(0, 0, self.width(), _HEAD - 4)
        x = put(painter, area, self.title, named_font("body", 600)) + 10
        rest = QRectF(x, 1, self.width() - x, _HEAD - 4)
        put(painter, rest, self.detail, named_font("small"), ink="ink2")
        is_cut = text_width(self.detail, named_font("small")) > rest.width()
        show_whole(self, self.detail, is_cut=is_cut)
        painter.end()


class Panel(QWidget):
    """Heading and table."""

    def __init__(self, table: CellTable) -> None:
        super().__init__()
        self.heading = Heading()
        self.table = table
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        whole = column(self)
        whole.addWidget(self.heading)
        whole.addWidget(table)
        whole.addStretch()

    def show_words(self, title: str, detail: str = "") -> None:
        """Say what stands here."""
        self.heading.show_words(title, detail)
        self.table.setAccessibleName(self.heading.accessibleName())

    def minimumSizeHint(self) -> QSize:
        """Return a width at which tables scroll."""
        return QSize(200, super().minimumSizeHint().height())
