"""The top of the inspector: which label, which words, and what can be done with the mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextLine
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme.controls import IconButton
from annotator.gui.theme.faces import font, named_font
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_cap, draw_text, one_line
from annotator.gui.theme.tips import set_tip
from annotator.workbench.language import _

QUOTE_LENGTH = 146
"""Code points of a quote; longer ones end at the word before, with an ellipsis."""
_LINE, _INDENT, _BAR = 20, 12, 2


class LabelHead(QWidget):
    """Label name with its key in the focused tag's tone; guideline, note, delete."""

    guideline_requested = Signal()
    note_requested = Signal()
    delete_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = LabelName()
        self.guideline_button = IconButton("book", key="F1")
        self.note_button = IconButton("note", key="N")
        self.delete_button = IconButton("trash", key="Del")
        layout = line(self, spacing=2)
        layout.addWidget(self.name, 1)
        for button in (self.guideline_button, self.note_button, self.delete_button):
            layout.addWidget(button)
        self.guideline_button.clicked.connect(self.guideline_requested)
        self.note_button.clicked.connect(self.note_requested)
        self.delete_button.clicked.connect(self.delete_requested)
        self.retranslate()

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [self.guideline_button, self.note_button, self.delete_button]

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.guideline_button.set_words(_("Guideline of this label"))
        self.note_button.set_words(_("Note on this mark"))
        self.delete_button.set_words(_("Delete this mark"))


class LabelName(QWidget):
    """A label as the focused tag shows it, with its name beside the key."""

    def __init__(self) -> None:
        super().__init__()
        self.label_id = ""
        self.setFixedHeight(26)

    def show_label(self, label_id: str) -> None:
        """Show a label."""
        self.label_id = label_id
        self.setAccessibleName(naming().label_name(label_id))
        set_tip(self, naming().label_name(label_id))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw key and name."""
        painter, theme = QPainter(self), look().theme
        tone, letter = look().tone(self.label_id), naming().label_letter(self.label_id)
        x = draw_cap(painter, 0, self.height() / 2, letter, tone, is_strong=True) + 7
        area = QRectF(x, 0, self.width() - x, self.height())
        colour = theme.ink if theme.is_high_contrast else tone.text
        name = naming().label_name(self.label_id)
        draw_text(painter, area, name, colour, named_font("body", 600))


class Quote(QWidget):
    """The marked words in the reading face, with a bar in the label's hue."""

    def __init__(self) -> None:
        super().__init__()
        self.text = self.label_id = ""
        self._layout = QTextLayout()
        self._lines: list[QTextLine] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_quote(self, words: str, label_id: str) -> None:
        """Show words and hue; the whole words stand in the tip."""
        shown = shortened(one_line(words))
        set_tip(self, words if shown != words else "")
        if shown != self.text:
            self.text = shown
            self._lay_out(self.width())
            self.updateGeometry()
        self.label_id = label_id
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(200, self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        self._lay_out(width)
        return _LINE * max(1, len(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar and lines."""
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().tone(self.label_id).line))
        painter.drawRoundedRect(QRectF(0, 2, _BAR, self.height() - 4), 1, 1)
        painter.setPen(QColor(look().theme.ink))
        for at, one in enumerate(self._lines):
            y = at * _LINE + (_LINE - one.height()) / 2 - one.y()
            one.draw(painter, QPointF(_INDENT, y))

    def _lay_out(self, width: int) -> None:
        self._layout = QTextLayout(self.text, font(14, 400, "reading"))
        self._lines = []
        self._layout.beginLayout()
        while (one := self._layout.createLine()).isValid():
            one.setLineWidth(max(width - _INDENT, 40))
            self._lines.append(one)
        self._layout.endLayout()


def shortened(words: str, length: int = QUOTE_LENGTH) -> str:
    """Return words cut at a blank before ``length`` code points, with an ellipsis."""
    if len(words) <= length + 4:
        return words
    return words[:length].rsplit(" ", 1)[0] + " …"
