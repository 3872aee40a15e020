"""Correcting the text of the open article, and checking the marks that waited for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.flows.exchange import Exchange
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.language import _

if TYPE_CHECKING:
    from annotator.gui.dialogs.correction_sheet import CorrectionSheet
    from annotator.gui.workspace.workspace import Workspace
    from annotator.workbench.correcting import CorrectionPlan, CorrectionReport


class Correcting(QObject):
    """Asks for the text, compares beside the window, and writes what was decided."""

    failed = Signal(object)
    message = Signal(str)

    def __init__(self, window: QWidget, exchange: Exchange) -> None:
        super().__init__(window)
        self._window = window
        self._exchange = exchange
        self._shown: tuple[str, str | None] = ("", None)

    def start(self, workspace: Workspace | None, document: str = "", file: str = "") -> None:
        """Ask for the corrected text of the open article, or begin with another and its file."""
        from annotator.gui.dialogs.correction_sheet import CorrectionSheet

        article = Id(document) if document else _open_article(workspace)
        if workspace is None or article is None:
            return
        session = workspace.session
        try:
            session.context.refuse_replaced(article)
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        sheet = CorrectionSheet(_("Correct the text of this article"))
        compare = partial(self._compare, workspace, sheet, article)
        sheet.file_chosen.connect(lambda path: compare(Path(path), None))
        sheet.text_pasted.connect(lambda text: compare(None, text))
        sheet.apply_requested.connect(lambda: self._correct(workspace, sheet, article))
        sheet.closed.connect(self._exchange.cancel_all)
        sheet.open_over(self._window)
        if file:
            sheet.file_chosen.emit(file)

    def check(self, workspace: Workspace | None) -> None:
        """Show the marks of the earlier version that wait for this coder."""
        from annotator.gui.dialogs.correction_sheet import CorrectionSheet
        from annotator.workbench.correcting import apply_check, plan_check

        document = _open_article(workspace)
        if workspace is None or document is None:
            return
        context = workspace.session.context
        try:
            plan = plan_check(context, document)
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        sheet = CorrectionSheet(_("Check the marks of the earlier version"), is_check=True)
        sheet.apply_requested.connect(
            lambda: self._write(
                workspace, sheet, lambda: apply_check(context, document, sheet.choices())
            )
        )
        sheet.closed.connect(self._exchange.cancel_all)
        sheet.open_over(self._window)
        sheet.show_plan(plan)

    def _compare(
        self,
        workspace: Workspace,
        sheet: CorrectionSheet,
        document: Id,
        path: Path | None,
        pasted: str | None,
    ) -> None:
        """Find the marks in a text beside the window; the sheet then shows that text."""
        from annotator.workbench.correcting import pasted_text, plan_correction, read_text

        session = workspace.session
        name = path.name if path else None

        def work(_tell: object) -> CorrectionPlan:
            old = session.finding.document(document)
            text = read_text(path) if path else pasted_text(pasted or "", old.text)
            return plan_correction(session.context, document, text, name)

        def finish(plan: CorrectionPlan) -> None:
            self._shown = (plan.new.text, name)
            sheet.show_plan(plan)

        sheet.show_busy(_("Comparing the texts …"))
        self._exchange.run(work, finish, sheet.show_failure, lambda *_told: None)

    def _correct(self, workspace: Workspace, sheet: CorrectionSheet, document: Id) -> None:
        """Put the text that is shown in place of the old one."""
        from annotator.workbench.correcting import apply_correction

        text, name = self._shown
        context, choices = workspace.session.context, sheet.choices()
        self._write(
            workspace,
            sheet,
            lambda: apply_correction(context, document, text, choices, name=name),
        )

    def _write(
        self, workspace: Workspace, sheet: CorrectionSheet, verb: Callable[[], CorrectionReport]
    ) -> None:
        from annotator.gui.dialogs.correction_sheet import report_words

        def finish(report: CorrectionReport) -> None:
            sheet.dismiss()
            workspace.articles.open(report.document_id)
            workspace.frame.reader.setFocus()
            self.message.emit(report_words(report.carried, report.waiting))

        sheet.show_busy(_("Saving …"))
        self._exchange.run(lambda _tell: verb(), finish, sheet.show_failure, lambda *_told: None)


def _open_article(workspace: Workspace | None) -> Id | None:
    document = workspace.scene.document if workspace is not None else None
    return document.id if document is not None else None
