"""Undo and redo by one key: told where they happened, asked about where much would go."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.workspace.workspace import Workspace
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.workbench.history import Weighty, Which
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.session import Session
from annotator.workbench.wording import error_sentence, moment_words

LONG_MS = 15_000
"""How long a refusal stands that says how to go on."""

USUAL_MS = 6_000


class Undoing(QObject):
    """Takes back and does again.  ``message`` carries a sentence and how long it stands."""

    failed = Signal(object)
    message = Signal(str, int)
    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_seen = True

    def undo(self, workspace: Workspace | None, *, is_seen: bool = True) -> None:
        """Take the last act back; asks first where a whole import would go with one key.

        The text goes to the place only where it ``is_seen``.
        """
        self._is_seen = is_seen
        if workspace is None:
            return
        step = workspace.session.history.weighty_undo()
        if step is None:
            self._revert(workspace, "undo")
        else:
            self._ask(workspace, step)

    def redo(self, workspace: Workspace | None, *, is_seen: bool = True) -> None:
        """Do again what was taken back last."""
        self._is_seen = is_seen
        if workspace is not None:
            self._revert(workspace, "redo")

    def _ask(self, workspace: Workspace, step: Weighty) -> None:
        from annotator.gui.dialogs.confirm import Answer, Question

        answers = (Answer("undo", _("Take it back")), Answer("keep", _("Keep it")))
        title = _("Undo: {what}").format(what=step.words)
        question = Question(title, _undo_words(step), answers)
        question.answered.connect(
            lambda answer: self._revert(workspace, "undo") if answer == "undo" else None
        )
        question.open_over(self._window)

    def _revert(self, workspace: Workspace, which: Which) -> None:
        history = workspace.session.history
        words = history.undo_words() if which == "undo" else history.redo_words()
        try:
            change = history.undo() if which == "undo" else history.redo()
            if change is not None and self._is_seen:
                workspace.show_change(change)
            if change is not None and words:
                undone = _("Undone: {what}. Ctrl+Shift+Z does it again.")
                told = undone if which == "undo" else _("Done again: {what}.")
                self.message.emit(told.format(what=words), USUAL_MS)
        except RefusedError as error:
            self.message.emit(_refusal_words(error, workspace.session, which), LONG_MS)
        except AnnotatorError as error:
            self.failed.emit(error)
        self.done.emit()


def _refusal_words(error: RefusedError, session: Session, which: Which) -> str:
    """Return why a step is not undone or redone, and what the same key does next."""
    history = session.history
    after = history.undo_words() if which == "undo" else history.redo_words()
    if after is None:
        return error_sentence(error)
    told = _("It is passed over; the same key goes on with: {what}.").format(what=after)
    return f"{error_sentence(error)} {told}"


def _undo_words(step: Weighty) -> str:
    """Return what goes with a step, when it was, and how it comes back."""
    counts = []
    if step.documents:
        told = ngettext("{count} article", "{count} articles", step.documents)
        counts.append(told.format(count=number(step.documents)))
    if step.marks:
        told = ngettext("{count} mark", "{count} marks", step.marks)
        counts.append(told.format(count=number(step.marks)))
    parts = ", ".join(counts) or _("many things")
    if step.is_more:
        goes = _("More than {parts} go with it.").format(parts=parts)
    else:
        goes = _("With it go: {parts}.").format(parts=parts)
    when = moment_words(step.time)
    done = _("It was done on {when}.").format(when=when)
    back = _("Ctrl+Shift+Z brings all of it back, until something else is done.")
    return f"{goes} {done} {back}"
