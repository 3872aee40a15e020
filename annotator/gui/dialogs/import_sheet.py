"""Articles in: choose or drop files, see what would come, then add it whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.gui.dialogs import import_tables as words
from annotator.gui.dialogs.controls import Finding, Meter, Prose
from annotator.gui.dialogs.files import choose_files, choose_folder
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.table import ReadingTable
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import RADIUS, SIZE
from annotator.model.problem import Problem
from annotator.workbench.importing import ImportReport
from annotator.workbench.language import _

HEIGHT = 560

Sentence = Callable[[Problem], str]
AskPaths = Callable[[], list[str]]


class DropZone(QWidget):
    """Where files can be dropped, with the buttons for those who would rather choose."""

    def __init__(self, buttons: Sequence[PlainButton], formats: str, invitation: str = "") -> None:
        super().__init__()
        self.is_over = False
        inside = column(self, (24, 24, 24, 24), 8)
        inside.addStretch(1)
        inside.addSpacing(44)
        head = Caption(invitation or _("Drop files or folders here"), "title")
        inside.addWidget(head, 0, Qt.AlignmentFlag.AlignHCenter)
        note = Prose(formats, "ink3")
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(note)
        inside.addSpacing(12)
        row = line(spacing=8)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        inside.addLayout(row)
        inside.addStretch(2)

    def show_over(self, is_over: bool) -> None:
        """Show whether something is being held over it."""
        self.is_over = is_over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the edge and the icon."""
        theme = look().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.focus if self.is_over else theme.edge), 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.hover) if self.is_over else Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, RADIUS["card"], RADIUS["card"])
        middle = self.height() / 3 - 44
        draw_icon(painter, "import", self.width() / 2 - 16, max(middle, 16), theme.ink2, 32)
        painter.end()


class ImportSheet(Sheet):
    """Asks for files, shows what is in them before anything is taken, and asks to add it.

    ``files_chosen`` carries paths of files and folders; then come ``show_progress`` and
    ``show_report`` of a dry run.  ``import_requested`` asks for the real one, ``cancel_requested``
    to stop what runs, ``correction_requested`` to take a file as the new text of a document.
    """

    files_chosen = Signal(list)
    import_requested = Signal()
    cancel_requested = Signal()
    correction_requested = Signal(str, str)

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
        self._is_busy = False
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

    @property
    def is_busy(self) -> bool:
        """Tell whether files are being read or taken in."""
        return self._is_busy

    def first_focus(self) -> QWidget:
        """Begin at the way in, as long as nothing is chosen."""
        if self._is_busy:
            return self.cancel_button
        return self.file_button if self.pages.currentWidget() is self.zone else self

    def choose(self, paths: list[str]) -> None:
        """Take paths as chosen, as if they had been dropped here."""
        if paths and not self._is_busy:
            self.failure.hide()
            self.files_chosen.emit(paths)

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show what is being read and how far it is (in bytes or whatever else adds up)."""
        self._set_busy(True)
        words = _("Reading {file}").format(file=name) if name else _("Reading …")
        self.meter.show_share(words, done, total)

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
        self.refuse(words.refusal(report))
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

    def on_cancel(self) -> None:
        """Stop what runs, and stay; else close."""
        if self._is_busy:
            self.cancel_requested.emit()
            self._set_busy(False)
        else:
            self.dismiss()

    def dismiss(self) -> None:
        """Close; what runs is stopped first."""
        if self._is_busy:
            self.cancel_requested.emit()
        super().dismiss()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are on this computer, unless something runs."""
        if not self._is_busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            self.zone.show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: object) -> None:
        """Show the zone as before."""
        self.zone.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped as chosen."""
        self.zone.show_over(False)
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self.choose([url.toLocalFile() for url in urls if url.isLocalFile()])

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
