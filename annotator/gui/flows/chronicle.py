"""Looking at the history, and bringing things back from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.runtime.tasks import Task
from annotator.gui.workspace.workspace import Workspace
from annotator.model.change import Change
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.workbench.language import _
from annotator.workbench.settings import Settings
from annotator.workbench.wording import error_sentence, moment_words, verb_words

if TYPE_CHECKING:
    from annotator.gui.dialogs.history.sheet import HistorySheet
    from annotator.workbench.chronicle import Moment


class Looking(QObject):
    """Opens the history over the window; ``message`` says what was brought back."""

    failed = Signal(object)
    message = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether long work has the project now."""
        return self._task is not None

    def open(self, workspace: Workspace | None) -> None:
        """Show the history of the open article, of the project where none is open."""
        from annotator.gui.dialogs.history.sheet import HistorySheet, Start

        if workspace is None:
            return
        document = workspace.scene.document
        start = Start(document.id if document else None, workspace.scene.focused_id)
        sheet = HistorySheet(workspace.session, self._settings, start)
        sheet.restore_requested.connect(
            lambda what, moment: self._restore(workspace, sheet, what, moment)
        )
        sheet.open_over(self._window)

    def _restore(
        self, workspace: Workspace, sheet: HistorySheet, what: str, moment: Moment | None
    ) -> None:
        if moment is None:
            return
        if what == "set":
            self._ask_set(workspace, sheet, moment)
            return
        chronicle = workspace.session.chronicle
        try:
            if what == "span" and sheet.span_id is not None:
                self._told(workspace, sheet, chronicle.restore_span(sheet.span_id, moment))
            elif what == "article" and sheet.document_id is not None:
                self._told(workspace, sheet, chronicle.restore_article(sheet.document_id, moment))
        except AnnotatorError as error:
            self._on_failed(sheet, error)

    def _ask_set(self, workspace: Workspace, sheet: HistorySheet, moment: Moment) -> None:
        from annotator.gui.dialogs.confirm import Answer, Question
        from annotator.workbench.chronicle import utc_of

        when = moment_words(utc_of(moment))
        text = _(
            "Everything that {coder} has marked becomes as it was on {when}, in all articles. What "
            "came later goes; one undo brings it back."
        ).format(coder=workspace.session.coder.name, when=when)
        answers = (Answer("", _("Cancel")), Answer("set", _("Restore all my marks")))
        question = Question(_("Restore all my marks"), text, answers)
        question.answered.connect(
            lambda answer: self._restore_set(workspace, sheet, moment) if answer else None
        )
        question.open_over(self._window)

    def _restore_set(self, workspace: Workspace, sheet: HistorySheet, moment: Moment) -> None:
        """Work through all articles beside the window; leaving the sheet stops it."""
        chronicle = workspace.session.chronicle

        def work(tell: Callable[[int, int, str], bool]) -> Change | None:
            return chronicle.restore_set(moment, lambda done, total: tell(done, total, ""))

        self.cancel()
        task = self._task = Task(work, self)
        self.busy_changed.emit(True)
        sheet.show_progress(0, 1)

        def end(change: Change | None) -> None:
            if self._task is task:
                self._leave()
                sheet.end_progress()
                if change is not None:
                    self._told(workspace, sheet, change)

        def fail(error: Exception) -> None:
            if self._task is task:
                self._leave()
                sheet.end_progress()
                if not isinstance(error, AnnotatorError):
                    raise error
                self._on_failed(sheet, error)

        def tell(done: int, total: int, _what: str) -> None:
            if self._task is task:
                sheet.show_progress(done, total)

        task.progressed.connect(tell)
        task.succeeded.connect(end)
        task.failed.connect(fail)
        sheet.closed.connect(self.cancel)
        task.start()

    def cancel(self) -> None:
        """Stop what is running, and wait until it has stopped; nothing half-done stays."""
        task = self._task
        if task is not None:
            task.cancel()
            task.wait()
            self._leave()

    def _leave(self) -> None:
        self._task = None
        self.busy_changed.emit(False)

    def _told(self, workspace: Workspace, sheet: HistorySheet, change: Change) -> None:
        words = verb_words(change.action, change.about, workspace.session.codebook)
        told = _("Done: {what}. Ctrl+Z takes it back.").format(what=words)
        sheet.dismiss()
        workspace.show_change(change)
        self.message.emit(told)

    def _on_failed(self, sheet: HistorySheet, error: AnnotatorError) -> None:
        """A refusal is said where the person looks; anything else as everywhere."""
        if isinstance(error, RefusedError):
            sheet.refuse(error_sentence(error))
        else:
            self.failed.emit(error)
