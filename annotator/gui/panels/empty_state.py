"""What stands where there is nothing yet: what belongs here and the one next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.layouts import column


class EmptyState(QWidget):
    """A line, a sentence, and a button where there is something to press."""

    step_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, (16, 12, 16, 12), 6)
        self.head = Caption("", "head")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setFont(named_font("small"))
        self.sentence.setProperty("dim", True)
        self.button = PlainButton("")
        self.button.clicked.connect(self.step_requested)
        layout.addWidget(self.head)
        layout.addWidget(self.sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()

    def show_words(self, head: str, sentence: str = "", step: str = "") -> None:
        """Say what is missing; the parts without words are not shown."""
        for widget, words in ((self.head, head), (self.sentence, sentence), (self.button, step)):
            widget.setText(words)
            widget.setVisible(bool(words))
