"""What was decided about one's own marks, read in the window, passage by passage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.runtime.errors import error_texts
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.session import Session
from annotator.workbench.teamwork import has_feedback

if TYPE_CHECKING:
    from annotator.gui.dialogs.team.differences_sheet import DifferencesSheet
    from annotator.workbench.adjudicating.differences import Difference

FEEDBACK = "feedback"
"""The need of actions that is met where something came back to who codes now."""


class Feedback(QObject):
    """Shows “my differences”.

    ``passage_requested`` carries a document, the id of a mark or None, and a place or None.  The
    sheet opens again where it was left.
    """

    failed = Signal(object)
    message = Signal(str)
    passage_requested = Signal(object, object, object)

    def __init__(self, window: QWidget, session: Callable[[], Session | None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._place = 0
        self._coder: Id | None = None

    @property
    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what carries out the commands, by their ids."""
        return {"my_differences": self.show}

    def needs(self) -> frozenset[str]:
        """Return which needs of commands are met."""
        session = self._session()
        is_met = session is not None and has_feedback(session.context)
        return frozenset({FEEDBACK}) if is_met else frozenset()

    def show(self) -> None:
        """Show what was decided about the marks of who codes now."""
        from annotator.gui.dialogs.team.differences_sheet import DifferencesSheet
        from annotator.workbench.adjudicating.differences import my_differences

        if (session := self._session()) is None:
            return
        if session.coder.id != self._coder:
            self._coder, self._place = session.coder.id, 0
        sheet = DifferencesSheet(my_differences(session.context), self._place)
        sheet.replied.connect(lambda span, text: self._reply(session, sheet, span, text))
        sheet.passage_requested.connect(self._go)
        sheet.closed.connect(lambda: self._remember(sheet))
        sheet.open_over(self._window)

    def _reply(self, session: Session, sheet: DifferencesSheet, span: Id, text: str) -> None:
        from annotator.workbench.adjudicating.differences import my_differences

        place = sheet.place
        try:
            session.coding.set_comment(span, text)
        except AnnotatorError as error:
            if sheet.is_open:
                sheet.show_failure(error_texts(error)[1])
            else:
                self.failed.emit(error)
            return
        if sheet.is_open:
            sheet.model.show_rows(my_differences(session.context))
            sheet.list.choose(place)

    def _remember(self, sheet: DifferencesSheet) -> None:
        self._place = max(0, sheet.place)

    def _go(self, one: Difference) -> None:
        span = one.mark[1] if one.mark is not None and one.mark[0] == "span" else None
        self.passage_requested.emit(one.document_id, span, one.start)
