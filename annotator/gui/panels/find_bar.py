"""Finding words in the article."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption, Hairline, IconButton, surface
from annotator.gui.theme.layouts import column, line
from annotator.workbench.language import _, number

_FIELD_WIDTH = 280


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before, Esc closes."""

    query_changed = Signal(str, bool)
    next_requested = Signal()
    previous_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "panel")
        self._place = self._total = 0
        self.field = QLineEdit()
        self.field.setMaximumWidth(_FIELD_WIDTH)
        self.case_chip = Chip("Aa")
        self.count = Caption("", "count")
        self.previous_button = IconButton("up", key="Shift+Enter")
        self.next_button = IconButton("down", key="Enter")
        self.close_button = IconButton("close", key="Esc")
        both = column(self)
        layout = line(margins=(24, 6, 12, 6), spacing=6)
        both.addLayout(layout)
        both.addWidget(Hairline())
        layout.addWidget(self.field, 1)
        layout.addWidget(self.case_chip)
        layout.addWidget(self.previous_button)
        layout.addWidget(self.next_button)
        layout.addWidget(self.count)
        layout.addStretch()
        layout.addWidget(self.close_button)
        self.field.textChanged.connect(self._on_query_changed)
        self.case_chip.toggled.connect(self._on_query_changed)
        self.previous_button.clicked.connect(self.previous_requested)
        self.next_button.clicked.connect(self.next_requested)
        self.close_button.clicked.connect(self.closed)
        self.retranslate()

    def start(self, words: str = "") -> None:
        """Take the keyboard; look for these words if there are any, else for the last ones."""
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def query(self) -> str:
        """Return what is looked for."""
        return self.field.text()

    def matches_case(self) -> bool:
        """Tell whether capitals count."""
        return self.case_chip.isChecked()

    def show_count(self, place: int, total: int) -> None:
        """Show which of all places is seen (from 1; 0 where none is yet)."""
        self._place, self._total = place, total
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.field.setPlaceholderText(_("Find in this article"))
        self.field.setAccessibleName(_("Find in this article"))
        self.case_chip.setToolTip(_("Match case"))
        self.case_chip.setAccessibleName(_("Match case"))
        self.previous_button.set_words(_("Previous place"))
        self.next_button.set_words(_("Next place"))
        self.close_button.set_words(_("Close"))
        self.count.setText(self._count_words())
        is_missing = bool(self.query()) and not self._total
        self.count.set_kind("bad" if is_missing else "count")
        for button in (self.previous_button, self.next_button):
            button.setEnabled(self._total > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Enter, close with Esc, from anywhere in the bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.previous_requested if is_back else self.next_requested).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _count_words(self) -> str:
        if not self.query():
            return ""
        if not self._total:
            return _("Not in this article")
        at, of_all = number(self._place), number(self._total)
        return _("{place} of {total}").format(place=at, total=of_all)

    def _on_query_changed(self) -> None:
        self._place = self._total = 0
        self.query_changed.emit(self.query(), self.matches_case())
        self.retranslate()
