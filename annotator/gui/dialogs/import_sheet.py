"""Articles in: choose or drop files, see what would come, then add it whole or not at all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QGuiApplication,
)
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.gui.dialogs import import_tables as words
from annotator.gui.dialogs.controls import Finding, Meter
from annotator.gui.dialogs.drop_zone import DropZone
from annotator.gui.dialogs.files import choose_files, choose_folder
from annotator.gui.dialogs.table import ReadingTable
from annotator.gui.dialogs.work_sheet import FilesSheet
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import SIZE
from annotator.model.problem import Problem
from annotator.workbench.importing import ImportReport
from annotator.workbench.language import _

HEIGHT = 560

Sentence = Callable[[Problem], str]
AskPaths = Callable[[], list[str]]


class ImportSheet(FilesSheet):
    """Asks for files, shows what is in them before anything is taken, and asks to add it.

    ``files_chosen`` carries paths of files and folders; then come ``show_progress`` and
    ``show_report`` of a dry run.  ``import_requested`` asks for the real one, ``cancel_requested``
    to stop what runs, ``correction_requested`` to take a file as the new text of a document.
    """

    import_requested = Signal()
    correction_requested = Signal(str, str)
    failure: Finding

    def __init__(
        self,
        sentence: Sentence,
        *,
        ask_files: AskPaths | None = None,
        ask_folder: AskPaths | None = None,
    ) -> None:
        super().__init__(_("Add articles"), SIZE["dialog"], HEIGHT)
        self._sentence = sentence
        self._ask_files = ask_files or self._ask_for_files
        self._ask_folder = ask_folder or self._ask_for_folder
        self._problems: tuple[Problem, ...] = ()
        self._refusal = ""
        self.file_button = PlainButton(_("Choose files …"))
        self.folder_button = PlainButton(_("Choose a folder …"))
        self.again_button = PlainButton(_("Choose other files …"))
        self.copy_button = PlainButton(_("Copy the list"), "flat")
        self.correct_button = PlainButton(_("It is a correction …"))
        formats = _("Plain text (.txt) in any encoding, and JSONL with articles and marks")
        self.zone = DropZone((self.file_button, self.folder_button), formats)
        self.counts = Caption("", "body")
        self.files = ReadingTable(_("Files"))
        self.problem_head = Caption("", "head")
        self.problems = ReadingTable(_("Problems"))
        self.meter = Meter()
        self._lay_out()
        self.setAcceptDrops(True)
        self.file_button.clicked.connect(self.on_choose_files)
        self.folder_button.clicked.connect(self.on_choose_folder)
        self.again_button.clicked.connect(self.on_again)
        self.copy_button.clicked.connect(self.on_copy)
        self.correct_button.clicked.connect(self.on_correct)

    def _lay_out(self) -> None:
        preview = QWidget()
        inside = column(preview, spacing=6)
        head = line(spacing=8)
        head.addWidget(self.counts, 1)
        head.addWidget(self.again_button)
        inside.addLayout(head)
        inside.addWidget(self.files, 3)
        self._problem_box = QWidget()
        below = column(self._problem_box, (0, 8, 0, 0), 4)
        row = line(spacing=8)
        row.addWidget(self.problem_head, 1)
        row.addWidget(self.correct_button)
        row.addWidget(self.copy_button)
        below.addLayout(row)
        below.addWidget(self.problems)
        inside.addWidget(self._problem_box, 4)
        self.failure = Finding("block", "")
        self.failure.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.zone)
        self.pages.addWidget(preview)
        self.content.addWidget(self.pages)
        self.content.addWidget(self.failure)
        self.foot.insertWidget(0, self.meter, 1)
        self.meter.hide()
        self.cancel_button = self.add_button(_("Cancel"), self.on_cancel)
        self.add_button(_("Add"), self.import_requested.emit, is_primary=True)
        if self.primary is not None:
            self.primary.setEnabled(False)

    def first_focus(self) -> QWidget:
        """Begin at the way in, as long as nothing is chosen."""
        if self._is_busy:
            return self.cancel_button
        return self.file_button if self.pages.currentWidget() is self.zone else self

    def show_report(self, report: ImportReport) -> None:
        """Show what would come in, what would not, and why."""
        self._set_busy(False)
        self.pages.setCurrentIndex(1)
        self._problems = words.gravest_first(report.problems)
        self.counts.setText(words.counts_sentence(report))
        rows = [words.file_row(file) for file in report.files[: words.MOST_FILES]]
        self.files.show_table(words.file_headings(), rows, words.FILE_WIDTHS)
        self._problem_box.setVisible(bool(report.problem_count))
        self.problem_head.setText(words.problem_head(report))
        self.correct_button.setVisible(words.first_correction(self._problems) is not None)
        found = [words.problem_row(problem, self._sentence) for problem in self._problems]
        self.problems.show_table(words.problem_headings(), found, words.PROBLEM_WIDTHS)
        if self.primary is not None:
            self.primary.setText(words.button_words(report))
        self._refusal = words.refusal(report)
        self.refuse(self._refusal)
        self.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Say why the files could not be read or taken in; nothing was added."""
        self._set_busy(False)
        self.failure.show_words(sentence)
        set_tip(self.failure, sentence)
        self.failure.show()

    def on_choose_files(self) -> None:
        """Let the person choose files."""
        self.choose(self._ask_files())

    def on_choose_folder(self) -> None:
        """Let the person choose a folder with all that is in it."""
        self.choose(self._ask_folder())

    def on_again(self) -> None:
        """Go back to where files are chosen."""
        self.pages.setCurrentWidget(self.zone)
        self.refuse("")
        if self.primary is not None:
            self.primary.setText(_("Add"))
            self.primary.setEnabled(False)
        self.file_button.setFocus()

    def on_copy(self) -> None:
        """Put all problems on the clipboard, as a table."""
        text = words.problem_text(self._problems, self._sentence)
        QGuiApplication.clipboard().setText(text)

    def on_correct(self) -> None:
        """Close, and ask for the first file that has another text to be taken as a correction."""
        found = words.first_correction(self._problems)
        if found is not None:
            self.dismiss()
            self.correction_requested.emit(*found)

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy == self._is_busy:
            return
        self._is_busy = is_busy
        self.meter.setVisible(is_busy)
        self.pages.setEnabled(not is_busy)
        self.cancel_button.setText(_("Stop") if is_busy else _("Cancel"))
        self.refuse("")
        if self.primary is not None:
            self.primary.setVisible(not is_busy)
            self.primary.setEnabled(self.pages.currentWidget() is not self.zone)
        if not is_busy and self.pages.currentWidget() is not self.zone:
            self.refuse(self._refusal)  # what is shown is still the look that was taken before
        (self.cancel_button if is_busy else self.first_focus()).setFocus()

    def _ask_for_files(self) -> list[str]:
        patterns = (
            (_("Articles and marks"), "*.txt *.jsonl *.json"),
            (_("All files"), "*"),
        )
        return choose_files(self, _("Add articles"), patterns)

    def _ask_for_folder(self) -> list[str]:
        folder = choose_folder(self, _("Add articles"))
        return [folder] if folder else []
