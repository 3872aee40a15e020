"""Deciding between versions: each choice is an act of its own, and the next row comes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.dialogs.remark import Remark
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.versions.rows import mine, newest
from annotator.gui.dialogs.versions.version_list import VersionList
from annotator.gui.theme.controls import Caption, Hairline, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.model.identity import Id
from annotator.workbench.joining import Choices
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.version_words import ConflictWords

WIDTH, HEIGHT = 820, 560


class DecideSheet(Sheet):
    """Lists what is in two versions; ``decided`` carries the versions that shall stand.

    ``undo_requested`` takes the last act back.  After either comes ``show_rows``, or
    ``show_failure``.
    """

    decided = Signal(object)
    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("Decide between versions"), WIDTH, HEIGHT)
        self.count_words = Caption("", "head")
        self.versions = VersionList(has_later=False, keeps_choices=False)
        self.newest_button = PlainButton(_("All newest"), "flat")
        self.mine_button = PlainButton(_("All mine"), "flat")
        self.failure = Prose("", "bad")
        self.failure.setContentsMargins(24, 4, 24, 8)
        self.failure.hide()
        self._lay_out()
        self.versions.chosen.connect(self.on_chosen)
        self.newest_button.clicked.connect(self.on_all_newest)
        self.mine_button.clicked.connect(self.on_all_mine)

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        choosing = QWidget()
        inside = column(choosing, (8, 10, 12, 0))
        row = line(margins=(16, 0, 0, 0), spacing=2)
        row.addWidget(self.count_words, 1)
        for button in (self.newest_button, self.mine_button):
            row.addWidget(button)
        inside.addLayout(row)
        told = _("Press the number of the version that shall stand. The others stay in the history")
        hint = Caption(told, "count")
        hint.setContentsMargins(16, 0, 0, 6)
        inside.addWidget(hint)
        inside.addWidget(Hairline())
        inside.addWidget(self.versions, 1)
        done = QWidget()
        around = column(done, (24, 16, 24, 16))
        around.addWidget(Remark("check", _("Nothing waits for a decision.")))
        around.addStretch()
        self.pages = QStackedWidget()
        self.pages.addWidget(choosing)
        self.pages.addWidget(done)
        self.content.addWidget(self.pages, 1)
        self.content.addWidget(self.failure)
        self.undo_button = self.add_button(_("Undo the last"), self.undo_requested.emit)
        self.undo_button.hide()
        self.add_button(_("Close"), self.dismiss, is_primary=True)

    def first_focus(self) -> QWidget:
        """Begin where digits decide."""
        return self.versions if self.pages.currentIndex() == 0 else self

    def show_rows(self, rows: Sequence[ConflictWords], count: int, *, at: Id | None = None) -> None:
        """Show what waits now, of ``count`` in all; the keys are at the row of an id if given."""
        self.failure.hide()
        present = max(0, self.versions.currentIndex().row())
        self.versions.show_rows(rows, present)
        if at is not None and (row := self.versions.rows.find_row(at)) >= 0:
            self.versions.go_to(row)
        words = ngettext("{count} thing in two versions", "{count} things in two versions", count)
        self.count_words.setText(words.format(count=number(count)))
        self.pages.setCurrentIndex(0 if rows else 1)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_undo(self, can_undo: bool) -> None:
        """Offer to take the last decision back, or not."""
        self.undo_button.setVisible(can_undo)

    def show_failure(self, sentence: str) -> None:
        """Say why nothing was decided."""
        self.failure.setText(sentence)
        self.failure.show()

    def on_chosen(self, row: int, place: int) -> None:
        """Ask for the decision of one row."""
        conflict = self.versions.rows.rows[row]
        self._ask({(conflict.kind, conflict.id): conflict.sides[place].revision_id})

    def on_all_newest(self) -> None:
        """Ask to let the newest version stand everywhere."""
        rows = self.versions.rows.rows
        self._ask({(row.kind, row.id): newest(row).revision_id for row in rows})

    def on_all_mine(self) -> None:
        """Ask to let one's own version stand wherever there is one."""
        found = ((row, mine(row)) for row in self.versions.rows.rows)
        self._ask({(row.kind, row.id): side.revision_id for row, side in found if side})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last decision back with Ctrl+Z."""
        is_undo = event.key() == Qt.Key.Key_Z
        if is_undo and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if not self.undo_button.isHidden():
                self.undo_requested.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _ask(self, choices: Choices) -> None:
        if choices:
            self.decided.emit(choices)
