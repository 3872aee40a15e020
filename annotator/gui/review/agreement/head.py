"""The head of the page: its title, which articles count, what can be done, and the switches."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.review.agreement.switches import Switches
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.workbench.language import _

BUTTONS = ("keep_view", "kept_views", "export_agreement")
"""Commands that have a button here, besides their entries in the menu."""


class Head(QWidget):
    """Title and switches; ``kept`` says what a kept view was that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Caption("", "title")
        self.told = Caption("", "small")
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.kept = Caption("", "small")
        self.kept.hide()
        self.buttons = {name: PlainButton("", "flat") for name in BUTTONS}
        self.switches = Switches()
        self._whole = column(self, (20, 10, 20, 4), 4)
        first = line(spacing=6)
        first.addWidget(self.title)
        first.addStretch(1)
        first.addWidget(self.told)
        first.addSpacing(8)
        for button in self.buttons.values():
            first.addWidget(button)
        self._whole.addLayout(first)
        self._whole.addWidget(self.switches)
        self._whole.addWidget(self.kept)

    def set_margin(self, margin: int) -> None:
        """Stand on the same edges as the tables."""
        self._whole.setContentsMargins(margin, 10, margin, 4)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        texts = {
            "keep_view": _("Keep …"),
            "kept_views": _("Kept views …"),
            "export_agreement": _("Export …"),
        }
        self.title.setText(_("Agreement"))
        for name, button in self.buttons.items():
            button.setText(texts[name])
        self.switches.retranslate()

    def show_kept(self, words: str) -> None:
        """Say what was kept when and what has changed since; nothing hides the line."""
        self.kept.setText(words)
        self.kept.setVisible(bool(words))
