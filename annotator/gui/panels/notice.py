"""A calm line above the columns: in which state the project is, and the way out of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme.controls import Caption, Hairline, IconButton, PlainButton, surface
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tips import set_tip

_HEIGHT = 36


class NoticeLine(QWidget):
    """Hidden as long as there is nothing to say; ``step_requested`` comes from its button."""

    step_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "paper")
        self.setFixedHeight(_HEIGHT)
        self.icon = IconButton("info")
        self.icon.setEnabled(False)
        self.icon.setFocusPolicy(self.focusPolicy())
        self.words = Caption("", "small")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.step = PlainButton("")
        self.step.clicked.connect(self.step_requested)
        row = line(margins=(12, 0, 12, 0), spacing=8)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.step)
        whole = column(self)
        whole.addLayout(row, 1)
        whole.addWidget(Hairline())
        self.hide()

    def show_notice(self, words: str, step: str = "") -> None:
        """Say something, with the words of the one step there is; nothing hides the line."""
        self.words.setText(words)
        set_tip(self.words, words)
        self.setAccessibleName(words)
        self.step.setText(step)
        self.step.setVisible(bool(step))
        self.setVisible(bool(words))
