"""Articles in and marks out, with a preview before and progress meanwhile.

Sheets and formats are loaded when they are asked for, so that the window opens sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from annotator.gui.flows.long_work import LongWork, report_bug, stop
from annotator.gui.runtime.errors import error_texts
from annotator.gui.runtime.tasks import Task
from annotator.workbench.session import Session
from annotator.workbench.wording import sentence

if TYPE_CHECKING:
    from annotator.gui.dialogs.export_sheet import ExportSheet
    from annotator.gui.dialogs.import_sheet import ImportSheet
    from annotator.workbench.exporting import ExportChoice, ExportPreview
    from annotator.workbench.importing import ImportReport


class Exchange(LongWork):
    """Import and export of the open project.  Long work runs beside the window."""

    correction_wanted = Signal(str, str)
    """The document of which a file is a correction, and the file."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._preview: Task | None = None

    def ask_import(self, session: Session | None, files: list[str] | None = None) -> None:
        """Ask which articles to add, show what would come in, then take it in."""
        from annotator.gui.dialogs.import_sheet import ImportSheet

        if session is None:
            return
        sheet = ImportSheet(sentence)
        shown: list[Path] = []

        def look(names: list[str]) -> None:
            paths = [Path(name) for name in names]

            def show(report: ImportReport) -> None:
                # Only now: a look that was stopped leaves what is shown, and that is taken in.
                shown[:] = paths
                sheet.show_report(report)

            self._import(session, sheet, paths, show_look=show)

        sheet.files_chosen.connect(look)
        sheet.import_requested.connect(lambda: self._import(session, sheet, shown))
        sheet.correction_requested.connect(self.correction_wanted)
        sheet.cancel_requested.connect(self.cancel_all)
        sheet.closed.connect(self.cancel_all)
        sheet.open_over(self._window)
        if files:
            sheet.choose(files)

    def ask_export(self, session: Session | None) -> None:
        """Ask what to export and where to, then write it."""
        from annotator.gui.dialogs.export_sheet import ENDING, ExportSheet

        if session is None:
            return
        name = f"{session.name} {date.today().isoformat()}{ENDING}"
        sheets: list[ExportSheet] = []
        sheet = ExportSheet(
            None,
            lambda choice: self._look_ahead(session, sheets, choice),
            path=str(session.path.parent / name),
        )
        sheets.append(sheet)
        sheet.export_requested.connect(
            lambda path, choice: self._export(session, sheet, Path(path), choice)
        )
        sheet.cancel_requested.connect(self.cancel_all)
        sheet.closed.connect(self.cancel_all)
        sheet.folder_requested.connect(
            lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
        )
        sheet.open_over(self._window)

    def cancel_all(self) -> None:
        """Stop what is running and wait until it has stopped; nothing half-done stays."""
        preview, self._preview = self._preview, None
        if preview is not None:
            stop(preview)
        super().cancel_all()

    def _look_ahead(
        self, session: Session, sheets: list[ExportSheet], choice: ExportChoice
    ) -> None:
        """Count beside the window what a choice would export; the last choice is shown."""
        from annotator.workbench.exporting import preview_export

        task = self._preview = Task(lambda _tell: preview_export(session.context, choice), self)

        def show(preview: ExportPreview) -> None:
            if self._preview is task:
                self._preview = None
                sheets[0].show_preview(preview)

        def fail(error: BaseException) -> None:
            if self._preview is task:
                self._preview = None
                sheets[0].show_failure(error_texts(error)[1])
                report_bug(error)

        task.succeeded.connect(show)
        task.failed.connect(fail)
        task.start()

    def _import(
        self,
        session: Session,
        sheet: ImportSheet,
        paths: list[Path],
        *,
        show_look: Callable[[ImportReport], object] | None = None,
    ) -> None:
        """Take files in; with ``show_look`` only look at them."""
        from annotator.gui.dialogs.import_tables import imported_words
        from annotator.workbench.importing import import_files

        def work(tell: Callable[[int, int, str], bool]) -> ImportReport:
            is_look = show_look is not None
            return import_files(session.context, paths, is_dry_run=is_look, progress=tell)

        def finish(report: ImportReport) -> None:
            if report.is_applied:
                sheet.dismiss()
                self.message.emit(imported_words(report))
            else:
                (show_look or sheet.show_report)(report)

        sheet.show_progress(0, 1, "")
        self.run(work, finish, sheet.show_failure, sheet.show_progress)

    def _export(
        self, session: Session, sheet: ExportSheet, path: Path, choice: ExportChoice
    ) -> None:
        from annotator.workbench.exporting import export_jsonl

        def work(tell: Callable[[int, int, str], bool]) -> object:
            return export_jsonl(
                session.context, path, choice, lambda done, total: tell(done, total, "")
            )

        self.run(
            work,
            sheet.show_report,
            sheet.show_failure,
            lambda done, total, _what: sheet.show_progress(done, total),
        )
