"""Joining copies: choose or drop files, see what would come and what two changed, then join."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.dialogs import join_words as words
from annotator.gui.dialogs.controls import Meter, Prose, scrolling
from annotator.gui.dialogs.drop_zone import DropZone
from annotator.gui.dialogs.files import choose_files
from annotator.gui.dialogs.remark import Remark, show_remarks
from annotator.gui.dialogs.returned_preview import ReturnedPreview
from annotator.gui.dialogs.table import ROW_HEIGHT, ReadingTable
from annotator.gui.dialogs.versions.rows import from_here, newest
from annotator.gui.dialogs.versions.version_list import VersionList
from annotator.gui.dialogs.work_sheet import FilesSheet
from annotator.gui.theme.controls import Caption, Hairline, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.joining import Choices, JoinReport
from annotator.workbench.language import _
from annotator.workbench.session import SUFFIX

HEIGHT = 600
_LEFT = 328
_MOST_CODERS = 6
_VERSIONS, _RETURNED = 1, 2

AskPaths = Callable[[], list[str]]


class JoinSheet(FilesSheet):
    """Asks for copies of the project, shows what they bring, and asks to join them.

    ``files_chosen`` carries paths; then come ``show_progress`` and ``show_preview``, or
    ``show_failure``.  ``join_requested`` carries the versions that were chosen; then comes
    ``show_report``.  ``decide_requested`` asks for the rest.
    """

    join_requested = Signal(object)
    decide_requested = Signal()
    failure: Prose

    def __init__(self, *, ask_files: AskPaths | None = None, folder: str = "") -> None:
        super().__init__(_("Join another copy"), SIZE["dialog"], HEIGHT)
        self._ask_files = ask_files or self._ask_for_files
        self._folder = folder
        self._report: JoinReport | None = None
        self.file_button = PlainButton(_("Choose files …"))
        self.again_button = PlainButton(_("Choose other files …"), "flat")
        explained = _(
            "Copies of this project that others, or this person on another computer, have worked "
            "on. What is in them is added to this one; they themselves are not changed."
        )
        self.zone = DropZone((self.file_button,), explained, _("Drop copies of the project here"))
        self.files: list[Remark] = []
        self.remarks: list[Remark] = []
        self.kinds = ReadingTable(_("What comes"))
        self.coders = ReadingTable(_("Coders"))
        self.versions = VersionList(has_later=True, keeps_choices=True)
        self.versions_head = Caption("", "head")
        self.returned = ReturnedPreview()
        self.other_button = PlainButton(_("Choose other files …"), "flat")
        self.versions_button = PlainButton(_("Decide between versions …"), "flat")
        self.meter = Meter()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        preview = QWidget()
        halves = line(preview)
        halves.addWidget(self._left_side())
        halves.addWidget(Hairline(is_upright=True))
        halves.addWidget(self._right_side(), 1)
        begin = QWidget()
        column(begin, (24, 16, 24, 16)).addWidget(self.zone)
        self.pages = QStackedWidget()
        self.pages.addWidget(begin)
        self.pages.addWidget(preview)
        self.pages.addWidget(self._returned_side())
        self.content.addWidget(self.pages, 1)
        self.failure = Prose("", "bad")
        self.failure.setContentsMargins(24, 0, 24, 12)
        self.failure.hide()
        self.content.addWidget(self.failure)
        self.foot.insertWidget(0, self.meter, 1)
        self.meter.hide()
        self.decide_button = self.add_button(_("Decide now"), self.on_decide)
        self.decide_button.hide()
        self.cancel_button = self.add_button(_("Cancel"), self.on_cancel)
        self.join_button = self.add_button(_("Join"), self.on_join, is_primary=True)
        self.join_button.setEnabled(False)

    def _returned_side(self) -> QWidget:
        """Return what is shown instead where parcels come back."""
        side = QWidget()
        inside = column(side)
        inside.addWidget(self.returned, 1)
        row = line(margins=(18, 0, 18, 8), spacing=8)
        row.addWidget(self.other_button)
        row.addStretch()
        row.addWidget(self.versions_button)
        inside.addLayout(row)
        return side

    def _left_side(self) -> QWidget:
        inside = column(margins=(24, 14, 16, 12))
        row = line()
        row.addWidget(Caption(_("Files"), "head"), 1)
        row.addWidget(self.again_button)
        inside.addLayout(row)
        inside.addSpacing(6)
        self._file_list: QVBoxLayout = column(spacing=6)
        inside.addLayout(self._file_list)
        inside.addSpacing(16)
        self.comes_head = Caption(_("What comes"), "head")
        inside.addWidget(self.comes_head)
        inside.addWidget(self.kinds)
        inside.addSpacing(12)
        inside.addWidget(self.coders)
        inside.addStretch()
        area = scrolling(inside)
        area.setFixedWidth(_LEFT)
        return area

    def _right_side(self) -> QWidget:
        choosing = QWidget()
        inside = column(choosing, (0, 10, 12, 0))
        row = line(margins=(16, 0, 0, 0), spacing=2)
        row.addWidget(self.versions_head, 1)
        self.newest_button = PlainButton(_("All newest"), "flat")
        self.here_button = PlainButton(_("All as here"), "flat")
        self.later_button = PlainButton(_("All later"), "flat")
        for button in (self.newest_button, self.here_button, self.later_button):
            row.addWidget(button)
        inside.addLayout(row)
        told = _("The versions are kept side by side until somebody decides: 1, 2 … or 0 for later")
        hint = Caption(told, "count")
        hint.setContentsMargins(16, 0, 0, 0)
        inside.addWidget(hint)
        inside.addSpacing(8)
        inside.addWidget(Hairline())
        inside.addWidget(self.versions, 1)
        telling = QWidget()
        self._remark_list: QVBoxLayout = column(spacing=8)
        around = column(telling, (24, 16, 24, 16))
        around.addLayout(self._remark_list)
        around.addStretch()
        self.sides = QStackedWidget()
        self.sides.addWidget(telling)
        self.sides.addWidget(choosing)
        return self.sides

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        self.file_button.clicked.connect(self.on_choose_files)
        self.again_button.clicked.connect(self.on_choose_files)
        self.other_button.clicked.connect(self.on_choose_files)
        self.versions_button.clicked.connect(lambda: self.pages.setCurrentIndex(_VERSIONS))
        self.newest_button.clicked.connect(lambda: self.versions.rows.choose_all(newest))
        self.here_button.clicked.connect(lambda: self.versions.rows.choose_all(from_here))
        self.later_button.clicked.connect(self.versions.rows.choose_none)
        self.versions.rows.dataChanged.connect(self._show_readiness)

    @property
    def refused(self) -> frozenset[str]:
        """Return which files cannot be joined."""
        return (
            frozenset(name for name, _error in self._report.refused)
            if self._report
            else frozenset()
        )

    @property
    def choices(self) -> Choices:
        """Return which versions were chosen."""
        return self.versions.rows.choices

    def first_focus(self) -> QWidget:
        """Begin at the way in, then at what has to be decided."""
        if self._is_busy:
            return self.cancel_button
        if self.pages.currentIndex() == 0:
            return self.file_button
        is_deciding = self.pages.currentIndex() == _VERSIONS and self.sides.currentIndex() == 1
        return self.versions if is_deciding else self

    def show_preview(self, report: JoinReport) -> None:
        """Show what would come and what is in two versions."""
        self._report = report
        self.title.setText(_("Join another copy"))
        self._show_sides(report, words.ready_remarks(report))
        self.versions_head.setText(words.versions_head(report))
        self.versions.show_rows(report.conflicts)
        self.sides.setCurrentIndex(1 if report.conflicts else 0)
        is_returned = bool(report.files) and all(one.parcel for one in report.files)
        if is_returned:
            self._show_returned(report)
        self.join_button.setText(words.button_words(report))
        self._set_busy(False)
        self._show_readiness()
        self.first_focus().setFocus()

    def _show_returned(self, report: JoinReport) -> None:
        """Show parcels by article; what cannot be joined stays with the other view."""
        if report.refused:
            return
        self.title.setText(_("Join a coder's work"))
        self.returned.show_report(report)
        self.versions_button.setVisible(bool(report.conflicts))
        self.pages.setCurrentIndex(_RETURNED)

    def show_report(self, report: JoinReport) -> None:
        """Show what was joined; the button closes now."""
        before, self._report = self._report, None
        if before is not None:
            report = replace(report, refused=before.refused)
        self._show_sides(report, words.joined_remarks(report))
        self.sides.setCurrentIndex(0)
        self._set_busy(False)
        self.comes_head.setText(_("What has come"))
        self.again_button.hide()
        self.cancel_button.hide()
        self.decide_button.setVisible(bool(report.conflict_count))
        self.refuse("")
        self.join_button.setText(_("Close"))
        self.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Say why nothing was joined."""
        self._set_busy(False)
        self.failure.setText(sentence)
        self.failure.show()

    def on_choose_files(self) -> None:
        """Let the person choose files."""
        self.choose(self._ask_files())

    def on_join(self) -> None:
        """Ask for the joining; after it, the same button closes."""
        if self._report is None and self.pages.currentIndex():
            self.dismiss()
        elif not self._is_busy:
            self.failure.hide()
            self.join_requested.emit(self.choices)

    def on_decide(self) -> None:
        """Go on to what is left in two versions."""
        self.dismiss()
        self.decide_requested.emit()

    def on_cancel(self) -> None:
        """Stop what runs, and stay with what can be joined; else close."""
        was_busy = self._is_busy
        super().on_cancel()
        if was_busy:
            self._show_readiness()

    def _show_sides(self, report: JoinReport, told: words.Told) -> None:
        self.pages.setCurrentIndex(1)
        self.files = show_remarks(self._file_list, words.file_remarks(report))
        self.remarks = show_remarks(self._remark_list, told)
        rows = words.kind_rows(report)
        self.kinds.show_table(words.kind_headings(), rows, words.KIND_WIDTHS)
        self.kinds.setFixedHeight((len(rows) + 1) * ROW_HEIGHT + 4)
        rows = words.coder_rows(report)
        self.coders.show_table([_("Coder"), _("Marks")], rows, words.CODER_WIDTHS)
        shown = min(len(rows), _MOST_CODERS)
        self.coders.setFixedHeight((shown + 1) * ROW_HEIGHT + 4)
        for part in (self.comes_head, self.kinds):
            part.setVisible(bool(report.revisions))
        self.coders.setVisible(bool(rows))

    def _show_readiness(self) -> None:
        if self._report is not None and not self._is_busy:
            self.refuse(words.refusal(self._report, len(self.choices)))

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy == self._is_busy:
            return
        self._is_busy = is_busy
        self.meter.setVisible(is_busy)
        self.pages.setEnabled(not is_busy)
        self.cancel_button.setText(_("Stop") if is_busy else _("Cancel"))
        self.refuse("")
        self.join_button.setVisible(not is_busy)
        self.join_button.setEnabled(self.pages.currentIndex() > 0)
        (self.cancel_button if is_busy else self.first_focus()).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _ask_for_files(self) -> list[str]:
        pattern = [(_("Annotator projects"), f"*{SUFFIX}"), (_("All files"), "*")]
        return choose_files(self, _("Join another copy"), pattern, self._folder)
