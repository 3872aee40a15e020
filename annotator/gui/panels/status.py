"""The status line: what is saved, who codes, what is wrong, what undo would take back."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme.controls import Caption, surface
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import line
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.language import _, ngettext, number

MESSAGE_MS = 6_000
_HEIGHT = SIZE["status"] - 1
_SAID = 320
"""Room in pixels that a message or a fault has, however much else stands in the line."""
_CUT = 14
"""Room in pixels for the dots of words that are cut."""


class StatusLine(QWidget):
    """One line at the foot of the window."""

    problems_requested = Signal()
    undo_requested = Signal()
    fault_requested = Signal()
    coder_requested = Signal()
    decide_requested = Signal()
    folder_requested = Signal()
    backup_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "panel")
        self.setFixedHeight(SIZE["status"])
        self._saved = self._fault = self._undo = self._no_backup = ""
        self._problems = self._undecided = 0
        self._has_project = self._is_only_read = self._is_checking = False
        self._is_text_shown = True
        self.saved = Item("", Parts(height=_HEIGHT))
        self.coder = Item("", Parts(height=_HEIGHT))
        self.problems = Item("", Parts(height=_HEIGHT))
        self.undecided = Item("", Parts(height=_HEIGHT))
        self.folder = Item("", Parts(height=_HEIGHT))
        self.backup = Item("", Parts(height=_HEIGHT))
        self.message = Caption("", "small")
        self.undo = Item("", Parts(height=_HEIGHT))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._place()
        self._connect()
        self.show_folder("")
        self.show_coder("")
        self.retranslate()

    def show_no_project(self) -> None:
        """Say that nothing is open."""
        self._has_project = False
        self._fault = ""
        self.show_coder("")
        self.show_folder("")
        self.retranslate()

    def show_only_read(self, is_only_read: bool) -> None:
        """Show that nothing is saved here, because the project is only looked at."""
        self._is_only_read = is_only_read
        self.retranslate()

    def show_checking(self, is_checking: bool) -> None:
        """Show that the whole project is being checked beside the work."""
        self._is_checking = is_checking
        self.retranslate()

    def show_saved(self, time: str) -> None:
        """Show when the last change reached the disk (a time of day as people write it)."""
        self._has_project = True
        self._saved, self._fault = time, ""
        self.retranslate()

    def show_fault(self, sentence: str) -> None:
        """Show that the last change did not reach the disk, until the next one does."""
        self._has_project = True
        self._fault = sentence
        self.retranslate()

    def show_coder(self, name: str) -> None:
        """Show whose marks are made."""
        self.coder.show_parts(name, Parts(icon="person", height=_HEIGHT))
        self.coder.setVisible(bool(name))
        self._show_coder_tip()

    def show_problems(self, count: int) -> None:
        """Show how many problems the article has."""
        self._problems = count
        self.retranslate()

    def show_workspace(self, page: object) -> None:
        """Show what concerns the open article only beside its text: while no ``page`` is shown."""
        if (page is None) != self._is_text_shown:
            self._is_text_shown = page is None
            self.retranslate()

    def show_undecided(self, count: int) -> None:
        """Show how much waits in two versions."""
        self._undecided = count
        self.retranslate()

    def show_folder(self, words: str, *, is_gone: bool = False) -> None:
        """Show how it stands with the shared folder; nothing where there is none."""
        icon = "folder" if is_gone else "exchange"
        ink = "warn" if is_gone else "ink2"
        self.folder.show_parts(words, Parts(icon=icon, icon_ink=ink, height=_HEIGHT))
        self.folder.setVisible(bool(words))

    def show_undo(self, what: str | None) -> None:
        """Show what undo would take back, in the words of its verb; None for nothing."""
        self._undo = what or ""
        self.retranslate()

    def show_backup(self, words: str) -> None:
        """Tell in the tip of what is saved when the last backup was made; empty for nothing."""
        self._no_backup = ""
        set_tip(self.saved, words)
        self.retranslate()

    def show_no_backup(self, sentence: str) -> None:
        """Show that there is no backup, and why, until there is one."""
        self._no_backup = sentence
        self.retranslate()

    def show_message(self, sentence: str, duration: int = MESSAGE_MS) -> None:
        """Show a sentence for a while (milliseconds); 0 keeps it until the next one."""
        self.message.setText(sentence)
        # What undo would take back is cut before what has just been said.
        self.message.setMinimumWidth(min(self.message.sizeHint().width(), _SAID))
        self._timer.stop()
        if duration and sentence:
            self._timer.start(duration)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._show_saved_words()
        self._show_coder_tip()
        count = ngettext("{count} problem", "{count} problems", self._problems)
        words = count.format(count=number(self._problems))
        parts = Parts(icon="warn", icon_ink="warn", keys="F8", height=_HEIGHT)
        self.problems.show_parts(words, parts)
        has_problems = self._has_project and self._problems > 0
        self.problems.setVisible(has_problems and self._is_text_shown)
        count = ngettext("{count} to decide", "{count} to decide", self._undecided)
        words = count.format(count=number(self._undecided))
        self.undecided.show_parts(words, Parts(icon="versions", keys="Ctrl+D", height=_HEIGHT))
        self.undecided.setVisible(self._has_project and self._undecided > 0)
        parts = Parts(icon="warn", icon_ink="warn", height=_HEIGHT)
        self.backup.show_parts(_("No backup"), parts)
        set_tip(self.backup, self._no_backup)
        self.backup.setVisible(self._has_project and bool(self._no_backup))
        undo = _("Undo: {what}").format(what=self._undo)
        self.undo.show_parts(undo, Parts(keys="Ctrl+Z", height=_HEIGHT))
        self.undo.setVisible(self._has_project and bool(self._undo))

    def _show_coder_tip(self) -> None:
        name = self.coder.text()
        set_tip(self.coder, _("Coder {name}").format(name=name) if name else "")

    def _show_saved_words(self) -> None:
        if self._fault:
            words = _("NOT saved: {reason}").format(reason=self._fault)
            parts = Parts(icon="block", icon_ink="bad", ink="bad", height=_HEIGHT)
        elif self._has_project and self._is_only_read:
            words, parts = _("Read only"), Parts(icon="info", height=_HEIGHT)
        elif self._has_project:
            words = _("Saved {time}").format(time=self._saved) if self._saved else _("Saved")
            parts = Parts(icon="check", icon_ink="ok", height=_HEIGHT)
        else:
            words, parts = _("No project open"), Parts(height=_HEIGHT)
        self.saved.show_parts(words, parts)
        least = min(self.saved.sizeHint().width(), _SAID)
        if self._has_project and self._is_checking and not (self._fault or self._is_only_read):
            words = _("{saved}; the whole project is being checked").format(saved=words)
            self.saved.show_parts(words, parts)
            least += _CUT
        self.saved.setMinimumWidth(least)

    def _place(self) -> None:
        layout = line(self, (16, 0, 16, 0), 20)
        for item in (self.saved, self.undo):
            item.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.message.setFixedHeight(_HEIGHT)
        self.message.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.saved)
        layout.addWidget(self.coder)
        for item in (self.problems, self.undecided, self.folder, self.backup):
            layout.addWidget(item)
        layout.addWidget(self.message, 1)
        layout.addWidget(self.undo)

    def _connect(self) -> None:
        self.problems.clicked.connect(self.problems_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.undecided.clicked.connect(self.decide_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.coder.clicked.connect(self.coder_requested)
        self.backup.clicked.connect(self.backup_requested)
        self.saved.clicked.connect(self._on_saved_clicked)
        self._timer.timeout.connect(lambda: self.show_message(""))

    def _on_saved_clicked(self) -> None:
        if self._fault:
            self.fault_requested.emit()
