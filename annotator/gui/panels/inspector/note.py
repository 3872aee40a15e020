"""The coder's own note on the mark in focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.inspector.entry import GrowingText
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.layouts import column
from annotator.workbench.language import _


class NoteSection(QWidget):
    """Enter keeps the note, Shift+Enter breaks the line, Esc takes back what was written.

    Enter and Esc give the keyboard back; leaving the field in another way keeps the note as well.
    """

    note_changed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.note = ""
        self.head = Caption("", "head")
        self.text = GrowingText()
        layout = column(self, spacing=4)
        layout.addWidget(self.head)
        layout.addWidget(self.text)
        self.text.finished.connect(self.commit)
        self.text.entered.connect(self.left)
        self.text.given_up.connect(self._on_given_up)
        self.retranslate()

    def show_note(self, note: str, *, is_same_mark: bool) -> None:
        """Show a note, but on the same mark not over what is being typed."""
        was, self.note = self.note, note
        is_typing = self.text.hasFocus() and self.text.toPlainText() != was
        if not (is_same_mark and is_typing) and self.text.toPlainText() != note:
            self.text.setPlainText(note)

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Tell what was written, if it is new."""
        written = self.text.toPlainText().strip()
        if written != self.note:
            self.note = written
            self.note_changed.emit(written)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("Note"))
        self.text.setPlaceholderText(_("Write a note on this mark"))
        self.text.setAccessibleName(_("Note"))

    def _on_given_up(self) -> None:
        self.text.setPlainText(self.note)
        self.left.emit()
