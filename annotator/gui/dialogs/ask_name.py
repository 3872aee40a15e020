"""Asks for one name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.dialogs.sheet import Sheet
from annotator.workbench.language import _

WIDTH = 440


class AskName(Sheet):
    """A field, a sentence on what the name is for, and a button; ``name_given`` comes once."""

    name_given = Signal(str)

    def __init__(self, title: str, purpose: str, button: str) -> None:
        super().__init__(title, WIDTH)
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.content.addWidget(Prose(purpose))
        self.content.addSpacing(8)
        self.content.addWidget(self.field)
        self.add_button(_("Cancel"), self.dismiss)
        self.add_button(button, self.on_given, is_primary=True)
        self.field.textChanged.connect(self.on_edited)
        self.on_edited()

    def first_focus(self) -> QWidget:
        """Begin in the field."""
        return self.field

    def on_edited(self) -> None:
        """Let nothing through but a name."""
        self.refuse("" if self.field.text().strip() else _("A name is needed."))

    def on_given(self) -> None:
        """Give the name and go."""
        name = self.field.text().strip()
        if name:
            self.dismiss()
            self.name_given.emit(name)
