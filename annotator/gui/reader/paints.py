"""What a painter needs of a look: colours, and the face of tags."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont

from annotator.gui.reader.look import LabelLook, ViewLook


class LabelPaint:
    """The colours of one label, ready for a painter."""

    __slots__ = ("fill", "fill_on", "line", "line_on", "look", "on", "tag", "text")

    def __init__(self, look: LabelLook) -> None:
        self.look = look
        self.line = QColor(look.line)
        self.fill = QColor(look.fill)
        self.fill_on = QColor(look.fill_on)
        self.tag = QColor(look.tag)
        self.text = QColor(look.text)
        self.on = QColor(look.on)
        self.line_on = QColor(look.line_on)


class Paints:
    """The colours of a look, ready for a painter; made once for a look and a size of tags."""

    def __init__(self, look: ViewLook, tag_font: QFont) -> None:
        self.look = look
        self.tag_font = tag_font
        self.background = QColor(look.background)
        self.ink = QColor(look.ink)
        self.muted = QColor(look.muted)
        self.selection = QColor(look.selection)
        self.caret = QColor(look.caret)
        self.focus = QColor(look.focus)
        self.found = QColor(look.focus)
        self.found.setAlpha(46)
        self._labels: dict[str, LabelPaint] = {}

    def label(self, label_id: str) -> LabelPaint:
        """Return the colours of a label."""
        paint = self._labels.get(label_id)
        if paint is None:
            paint = self._labels[label_id] = LabelPaint(self.look.label(label_id))
        return paint
