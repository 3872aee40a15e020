"""Going back to a backup: the list of them, what the chosen one holds, and what it would mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.dialogs.backup_rows import HEIGHT as ROW_HEIGHT
from annotator.gui.dialogs.backup_rows import BackupDelegate, BackupRows
from annotator.gui.dialogs.controls import Meter, Prose, scrolling
from annotator.gui.dialogs.work_sheet import WorkSheet
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.theme.controls import Caption, Hairline, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.row_list import RowList
from annotator.workbench.backing_up import Backup
from annotator.workbench.language import _, ngettext, number

WIDTH, HEIGHT = 860, 540
_LEFT = 356


@dataclass(frozen=True, slots=True)
class Shown:
    """What is told of one backup: a title, then parts of a heading and its lines.

    ``consequence`` says what going back would do; it is empty where that cannot be done.
    """

    title: str
    subtitle: str
    parts: Sequence[tuple[str, Sequence[str]]]
    consequence: str = ""


class RestoreSheet(WorkSheet):
    """Shows backups, newest first; ``backup_chosen`` asks for the preview of one.

    ``restore_requested`` carries the backup to go back to; then come ``show_progress`` and, where
    it does not work, ``show_failure``.
    """

    backup_chosen = Signal(object)
    restore_requested = Signal(object)
    now_requested = Signal()
    place_requested = Signal()

    def __init__(self, *, can_back_up: bool = True) -> None:
        super().__init__(_("Go back to a backup"), WIDTH, HEIGHT)
        self._can_back_up = can_back_up
        self.rows = BackupRows()
        self.list = RowList(ROW_HEIGHT, BackupDelegate)
        self.list.setModel(self.rows)
        self.list.follows_keyboard = True
        self.list.setAccessibleName(_("Backups"))
        self.count = Caption("", "count")
        self.pages = QStackedWidget()
        self.nothing = EmptyState()
        self.nothing.show_words(
            _("No backup yet"),
            _("One is made while you work, every half hour, and when the project is closed."),
            _("Back up now"),
        )
        self.meter = Meter()
        self._lay_out()
        self.list.row_chosen.connect(self.choose)
        self.nothing.step_requested.connect(self.now_requested)
        self.refuse(" ")

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        left = QWidget()
        left.setFixedWidth(_LEFT)
        inside = column(left, (8, 10, 0, 8))
        self.count.setContentsMargins(18, 0, 0, 2)
        self.count.setMinimumHeight(24)
        inside.addWidget(self.count)
        inside.addWidget(self.list, 1)
        self._told: QVBoxLayout = column(margins=(24, 18, 24, 12))
        self.told = scrolling(self._told)
        halves = QWidget()
        row = line(halves)
        row.addWidget(left)
        row.addWidget(Hairline(is_upright=True))
        row.addWidget(self.told, 1)
        self.pages.addWidget(halves)
        self.pages.addWidget(self.nothing)
        self.content.addWidget(self.pages)
        self.foot.insertWidget(0, self.meter, 1)
        self.meter.hide()
        self.place_button = PlainButton(_("Place and number …"))
        self.place_button.clicked.connect(self.place_requested)
        self.now_button = PlainButton(_("Back up now"))
        self.now_button.clicked.connect(self.now_requested)
        for place, button in enumerate((self.now_button, self.place_button)):
            self.foot.insertWidget(place, button)
        self.cancel_button = self.add_button(_("Cancel"), self.on_cancel)
        self.add_button(_("Go back to this backup"), self.on_restore, is_primary=True)

    @property
    def chosen(self) -> Backup | None:
        """Return the backup that is chosen."""
        row = self.list.chosen_row()
        return self.rows.backups[row] if 0 <= row < len(self.rows.backups) else None

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        if self._is_busy:
            return self.cancel_button
        return self.list if self.rows.backups else self

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these backups, and the newest one at once."""
        self.rows.show_backups(backups)
        count = ngettext("{count} backup", "{count} backups", len(backups))
        self.count.setText(count.format(count=number(len(backups))))
        self.pages.setCurrentIndex(0 if backups else 1)
        self._set_busy(False)
        self.choose(0 if backups else -1)
        self.now_button.setVisible(self._can_back_up and bool(backups))
        self.first_focus().setFocus()

    def choose(self, row: int) -> None:
        """Choose a backup and ask what it holds."""
        self.list.choose(row)
        self.refuse(" ")
        self._clear()
        if self.chosen is not None:
            self.backup_chosen.emit(self.chosen)

    def show_preview(self, shown: Shown) -> None:
        """Show what the chosen backup holds, and what going back would do."""
        self._clear()
        self._told.addWidget(Prose(shown.title, "ink", "title", 600))
        self._told.addSpacing(2)
        self._told.addWidget(Prose(shown.subtitle))
        for head, lines in shown.parts:
            self._told.addSpacing(14)
            self._told.addWidget(Caption(head, "head"))
            self._told.addSpacing(2)
            for words in lines:
                self._told.addWidget(Prose(words, "ink", "body"))
        self._told.addStretch(1)
        if shown.consequence:
            self._told.addSpacing(14)
            self._told.addWidget(Prose(shown.consequence))
        self.refuse("" if shown.consequence else _("This backup cannot be used."))

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Show how far it is; nothing else can be done meanwhile."""
        self._set_busy(True)
        self.meter.show_share(words, done, total)

    def show_failure(self, sentence: str) -> None:
        """Say why it could not be done; the project is as it was."""
        self._set_busy(False)
        self._clear()
        self._told.addWidget(Prose(_("This could not be done"), "ink", "title", 600))
        self._told.addSpacing(6)
        self._told.addWidget(Prose(sentence, "ink", "body"))
        self._told.addStretch(1)
        self.pages.setCurrentIndex(0)

    def on_restore(self) -> None:
        """Ask to go back to the chosen backup."""
        if self.chosen is not None and not self._is_busy and not self.reason:
            self.restore_requested.emit(self.chosen)

    def _clear(self) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy == self._is_busy:
            return
        self._is_busy = is_busy
        self.meter.setVisible(is_busy)
        self.pages.setEnabled(not is_busy)
        for button in (self.place_button, self.now_button):
            button.setVisible(not is_busy)
        if self.primary is not None:
            self.primary.setVisible(not is_busy)
        self.cancel_button.setText(_("Stop") if is_busy else _("Cancel"))
        self.first_focus().setFocus()
