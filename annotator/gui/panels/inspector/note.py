"""The coder's own note on the mark in focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.inspector.entry import GrowingText
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.layouts import column
from annotator.workbench.language import _

PAUSE_MS = 2000
"""How long after the last letter a note is kept by itself."""


class NoteSection(QWidget):
    """What is written is kept: with Enter or Esc, which give the keyboard back, by leaving the
    field, and by itself when somebody stops to think.  Shift+Enter breaks the line.  What could
    not be stored stays, and is given again.
    """

    note_changed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.note = ""
        self._is_told = False
        self.head = Caption("", "head")
        self.text = GrowingText()
        layout = column(self, spacing=4)
        layout.addWidget(self.head)
        layout.addWidget(self.text)
        self.text.finished.connect(self.commit)
        self.text.entered.connect(self.left)
        self.text.given_up.connect(self._on_given_up)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.text.textChanged.connect(self._on_typed)
        self.retranslate()

    def show_note(self, note: str, *, is_same_mark: bool) -> None:
        """Show a note, but on the same mark not over what was typed and is not stored."""
        was, self.note = self.note, note
        written = self.text.toPlainText()
        is_new = self.text.is_touched() and written.strip() != was.strip()
        if not (is_same_mark and is_new) and written != note:
            self.text.setPlainText(note)
        self._is_told = False

    def show_stored(self) -> None:
        """Show what is stored, where what was told just now was refused."""
        if self._is_told:
            self.text.setPlainText(self.note)
            self._is_told = False

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Tell what was written, if it is new."""
        self._pause.stop()
        written = self.text.toPlainText().strip()
        if self.text.is_touched() and written != self.note:
            self._is_told = True
            self.note_changed.emit(written)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("Note"))
        self.text.setPlaceholderText(_("Write a note on this mark"))
        self.text.setAccessibleName(_("Note"))

    def _on_typed(self) -> None:
        self._is_told = False
        if self.text.hasFocus():
            self._pause.start()

    def _on_given_up(self) -> None:
        self.commit()
        self.left.emit()
