"""Looking at the history, and bringing things back from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.workspace.workspace import Workspace
from annotator.model.change import Change
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.workbench.chronicle import Moment, utc_of
from annotator.workbench.language import _
from annotator.workbench.settings import Settings
from annotator.workbench.wording import error_sentence, moment_words, verb_words

if TYPE_CHECKING:
    from annotator.gui.dialogs.history.sheet import HistorySheet


class Looking(QObject):
    """Opens the history over the window; ``message`` says what was brought back."""

    failed = Signal(object)
    message = Signal(str)

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

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
        try:
            self._told(workspace, sheet, workspace.session.chronicle.restore_set(moment))
        except AnnotatorError as error:
            self._on_failed(sheet, error)

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
