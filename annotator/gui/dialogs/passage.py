"""A sentence set as articles are, with the marked words shown as marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme.faces import font
from annotator.gui.theme.look import look
from annotator.model.extent import Extent
from annotator.text.offsets import OffsetMap

SIZE = 14
LEADING = 1.45


def mark_extents(text: str, marks: Sequence[str]) -> list[Extent]:
    """Return where marked words stand: each after the one before it, if it is found there."""
    found: list[Extent] = []
    after = 0
    for words in marks:
        start = text.find(words, after) if words else -1
        if start < 0:
            start = text.find(words) if words else -1
        if start >= 0:
            after = start + len(words)
            found.append(Extent(start, after))
    return found


class Passage(QWidget):
    """Text in the reading face, over as many lines as the width asks for."""

    def __init__(
        self, text: str, extents: Sequence[Extent] = (), label_id: str = "", ink: str = "ink"
    ) -> None:
        super().__init__()
        self.text, self.extents = text, tuple(extents)
        self._label_id, self._ink = label_id, ink
        self._offsets = OffsetMap(text)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        layout = self._layout(width)
        return round(layout.lineCount() * SIZE * LEADING) + 4

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which lines can still be read."""
        return QSize(160, round(SIZE * LEADING))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and line of the marked words, then the text."""
        layout = self._layout(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = SIZE * LEADING
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.setPosition(QPointF(0, 2 + number * step + (step - line.height()) / 2))
        painter.setPen(QColor(getattr(look().theme, self._ink)))
        layout.draw(painter, QPointF(0, 0), self._formats())
        painter.end()

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text, font(SIZE, 400, "reading"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40))
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        tone = look().tone(self._label_id)
        formats = []
        for extent in self.extents:
            part = QTextLayout.FormatRange()
            part.start = self._offsets.to_utf16(extent.start)
            part.length = self._offsets.to_utf16(extent.end) - part.start
            style = QTextCharFormat()
            if not look().theme.is_high_contrast:
                style.setBackground(QColor(tone.fill))
            style.setFontUnderline(True)
            style.setUnderlineColor(QColor(tone.line))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            part.format = style
            formats.append(part)
        return formats
