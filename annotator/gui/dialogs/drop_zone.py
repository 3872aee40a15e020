"""Where files can be dropped on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import RADIUS
from annotator.workbench.language import _


class DropZone(QWidget):
    """Where files can be dropped, with the buttons for those who would rather choose."""

    def __init__(self, buttons: Sequence[PlainButton], formats: str, invitation: str = "") -> None:
        super().__init__()
        self.is_over = False
        inside = column(self, (24, 24, 24, 24), 8)
        inside.addStretch(1)
        inside.addSpacing(44)
        head = Caption(invitation or _("Drop files or folders here"), "title")
        inside.addWidget(head, 0, Qt.AlignmentFlag.AlignHCenter)
        note = Prose(formats, "ink3")
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(note)
        inside.addSpacing(12)
        row = line(spacing=8)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        inside.addLayout(row)
        inside.addStretch(2)

    def show_over(self, is_over: bool) -> None:
        """Show whether something is being held over it."""
        self.is_over = is_over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the edge and the icon."""
        theme = look().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.focus if self.is_over else theme.edge), 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.hover) if self.is_over else Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, RADIUS["card"], RADIUS["card"])
        middle = self.height() / 3 - 44
        draw_icon(painter, "import", self.width() / 2 - 16, max(middle, 16), theme.ink2, 32)
        painter.end()
