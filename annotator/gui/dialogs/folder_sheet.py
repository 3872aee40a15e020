"""The shared folder: what it is, how it stands, exchanging now, and no longer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.dialogs import folder_words as words
from annotator.gui.dialogs.controls import Meter, Option, Prose
from annotator.gui.dialogs.files import choose_folder
from annotator.gui.dialogs.folder_words import FolderState
from annotator.gui.dialogs.remark import Remark, show_remarks
from annotator.gui.dialogs.work_sheet import WorkSheet
from annotator.gui.theme.controls import Caption, Hairline, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tips import set_tip
from annotator.workbench.language import _
from annotator.workbench.syncing import SyncReport

WIDTH = 640

AskFolder = Callable[[str], str | None]


class FolderSheet(WorkSheet):
    """Asks for the folder in which copies meet, and tells how it stands there.

    ``folder_chosen`` and ``folder_forgotten`` say what shall be used; ``exchange_requested`` asks
    for an exchange, after which come ``show_progress``, and ``show_report`` or ``show_failure``;
    ``automatic_chosen`` says whether it shall happen by itself.
    """

    folder_chosen = Signal(str)
    folder_forgotten = Signal()
    exchange_requested = Signal()
    automatic_chosen = Signal(bool)

    def __init__(self, *, is_automatic: bool, ask_folder: AskFolder | None = None) -> None:
        super().__init__(_("Meet in a shared folder"), WIDTH)
        self._ask_folder = ask_folder or self._ask_for_folder
        self._state: FolderState | None = None
        self._report: SyncReport | None = None
        self._failure = ""
        self.remarks: list[Remark] = []
        explained = _(
            "Copies of this project on several computers meet in a folder that all of them reach: "
            "a cloud folder, a network drive, a stick. Each puts its new steps there in small "
            "files and takes in those of the others; the project itself stays where it is, and "
            "nothing in the folder is ever changed or deleted."
        )
        self.path = Caption("", "body")
        self.choose_button = PlainButton(_("Choose a folder …"))
        self.choose_button.clicked.connect(self.on_choose)
        self.automatic = Option(
            _("Exchange by itself every few minutes"),
            _("and when the project is closed; large amounts wait for “Exchange now”"),
        )
        self.automatic.setChecked(is_automatic)
        self.automatic.toggled.connect(self.automatic_chosen)
        self.meter = Meter()
        self.meter.hide()
        self._lay_out(explained)

    def _lay_out(self, explained: str) -> None:
        self.content.addWidget(Prose(explained))
        self.content.addSpacing(14)
        row = line(spacing=8)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose_button)
        self.content.addLayout(row)
        self._standing = QWidget()
        inside = column(self._standing, (0, 10, 0, 0), 10)
        inside.addWidget(Hairline())
        self._remark_list: QVBoxLayout = column(spacing=6)
        inside.addLayout(self._remark_list)
        inside.addWidget(self.automatic)
        self.content.addWidget(self._standing)
        self.forget_button = PlainButton(_("Stop using this folder"), "flat")
        self.forget_button.clicked.connect(self.on_forget)
        self.foot.insertWidget(0, self.forget_button)
        self.foot.insertWidget(1, self.meter, 1)
        self.cancel_button = self.add_button(_("Close"), self.on_cancel)
        self.exchange_button = self.add_button(_("Exchange now"), self.on_exchange, is_primary=True)

    def first_focus(self) -> QWidget:
        """Begin at the way in, as long as there is no folder."""
        if self._is_busy:
            return self.cancel_button
        return self if self._state is not None else self.choose_button

    def show_state(self, state: FolderState | None) -> None:
        """Show how it stands with the folder; None where there is none."""
        self._state = state
        self.path.setText(str(state.folder) if state else _("No folder yet"))
        set_tip(self.path, str(state.folder) if state else "")
        chosen, other = _("Choose a folder …"), _("Choose another folder …")
        self.choose_button.setText(other if state else chosen)
        self._standing.setVisible(state is not None)
        self._show_parts()
        if state is None:
            return
        told = words.remarks(state)
        if self._failure and state.fault is None:
            told.insert(0, ("warn", self._failure))
        if self._report is not None:
            left = [one for one in words.remarks(state, is_past=False) if one[0] != "check"]
            told = words.report_remarks(self._report) + left
        self.remarks = show_remarks(self._remark_list, told)
        self.settle()

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show which file is being read and how far it is."""
        self._set_busy(True)
        told = _("Reading {file}").format(file=name) if name else _("Exchanging …")
        self.meter.show_share(told, done, total)

    def show_report(self, report: SyncReport) -> None:
        """Show what an exchange did."""
        self._set_busy(False)
        self._report, self._failure = report, ""
        self.show_state(self._state)

    def show_failure(self, sentence: str) -> None:
        """Say why an exchange came to nothing."""
        self._set_busy(False)
        self._report, self._failure = None, sentence
        self.show_state(self._state)

    def on_choose(self) -> None:
        """Let the person choose a folder."""
        chosen = self._ask_folder(str(self._state.folder) if self._state else "")
        if chosen:
            self._report, self._failure = None, ""
            self.folder_chosen.emit(chosen)
            self.first_focus().setFocus()

    def on_forget(self) -> None:
        """Use the folder no longer; what is in it stays."""
        self._report, self._failure = None, ""
        self.folder_forgotten.emit()
        self.first_focus().setFocus()

    def on_exchange(self) -> None:
        """Ask for an exchange."""
        if self._state is not None and not self._is_busy:
            self._report, self._failure = None, ""
            self.exchange_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Exchange with the key that does so in the window, too."""
        if event.key() == Qt.Key.Key_F5:
            self.on_exchange()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy == self._is_busy:
            return
        self._is_busy = is_busy
        self.meter.setVisible(is_busy)
        self.cancel_button.setText(_("Stop") if is_busy else _("Close"))
        self._show_parts()
        self.first_focus().setFocus()

    def _show_parts(self) -> None:
        is_ready = self._state is not None and not self._is_busy
        self.forget_button.setVisible(is_ready)
        self.exchange_button.setVisible(is_ready)
        for part in (self.choose_button, self.automatic):
            part.setEnabled(not self._is_busy)

    def _ask_for_folder(self, present: str) -> str | None:
        return choose_folder(self, _("Meet in a shared folder"), present)
