"""Export: what goes out, what the first record looks like, and proof that it is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from annotator.gui.dialogs import export_words as words
from annotator.gui.dialogs.controls import Finding, Meter, Option, PathField, scrolling
from annotator.gui.dialogs.files import choose_new_file
from annotator.gui.dialogs.record_preview import RecordPreview
from annotator.gui.dialogs.work_sheet import WorkSheet
from annotator.gui.theme.controls import Caption, Hairline
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.exporting import ExportChoice, ExportPreview, ExportReport
from annotator.workbench.language import _

ENDING = ".jsonl"
HEIGHT = 560
_LEFT = 288
_FIELD = 330

Recompute = Callable[[ExportChoice], ExportPreview | None]
ChoosePath = Callable[[str], str | None]


class ExportSheet(WorkSheet):
    """Asks what to export and where to.

    ``recompute`` returns the preview of a choice; where it returns nothing, ``show_preview`` is
    called later.  ``export_requested`` carries the path and the ``ExportChoice``; then come
    ``show_progress``, and ``show_report`` or ``show_failure``.
    """

    export_requested = Signal(str, object)
    folder_requested = Signal(str)

    def __init__(
        self,
        preview: ExportPreview | None,
        recompute: Recompute,
        *,
        path: str,
        ask_path: ChoosePath | None = None,
    ) -> None:
        super().__init__(_("Export"), SIZE["dialog"], HEIGHT)
        self._recompute = recompute
        self._preview: ExportPreview | None = None
        self._written = ""
        self._hash = ""
        self.everything = Option(_("Everything as JSONL"), " ", is_exclusive=True)
        self.everything.setChecked(True)
        self.finished_only = Option(_("Finished articles only"), " ")
        self.with_text = Option(_("Include the article text"), _("otherwise only the marked words"))
        self.with_text.setChecked(True)
        self.with_replaced = Option(_("Earlier versions too"), _("texts that were corrected since"))
        self.with_replaced.hide()
        self.coder_head = Caption(_("Coders"), "head")
        self.coder_options = QButtonGroup(self)
        self._coders: list[str | None] = []
        self.preview = RecordPreview()
        self.findings: list[Finding] = []
        self.path = PathField(path, ask_path or self._ask_for_path, _("File"))
        self.meter = Meter()
        self.result = Caption("", "small")
        self._lay_out()
        self.finished_only.toggled.connect(self.on_choice_changed)
        self.with_text.toggled.connect(self.on_choice_changed)
        self.with_replaced.toggled.connect(self.on_choice_changed)
        self.coder_options.idToggled.connect(self.on_coder_chosen)
        self.path.path_changed.connect(self._show_readiness)
        if preview is not None:
            self.show_preview(preview)
        else:
            self.on_choice_changed()

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        halves = line()
        halves.addWidget(self._left_side())
        halves.addWidget(Hairline(is_upright=True))
        halves.addWidget(self._right_side(), 1)
        self.content.addLayout(halves, 1)
        self.path.field.setFixedWidth(_FIELD)
        self.to_file = Caption(_("To the file"), "small")
        for place, widget in enumerate((self.to_file, self.path, self.meter, self.result)):
            stretch = 1 if widget in (self.meter, self.result) else 0
            self.foot.insertWidget(place, widget, stretch)
        self.meter.hide()
        self.result.hide()
        self.copy_button = self.add_button(_("Copy SHA-256"), self.on_copy_hash)
        self.folder_button = self.add_button(_("Show in folder"), self.on_show_folder)
        self.cancel_button = self.add_button(_("Cancel"), self.on_cancel)
        self.add_button(_("Export"), self.on_export, is_primary=True)
        self.copy_button.hide()
        self.folder_button.hide()

    def _left_side(self) -> QWidget:
        inside = column(margins=(16, 12, 16, 12))
        inside.addWidget(_indented(Caption(_("File"), "head")))
        inside.addWidget(self.everything)
        inside.addSpacing(8)
        inside.addWidget(_indented(Caption(_("Content"), "head")))
        inside.addWidget(self.finished_only)
        inside.addWidget(self.with_text)
        inside.addWidget(self.with_replaced)
        inside.addSpacing(8)
        inside.addWidget(_indented(self.coder_head))
        self._coder_list: QVBoxLayout = column()
        inside.addLayout(self._coder_list)
        inside.addStretch()
        area = scrolling(inside)
        area.setFixedWidth(_LEFT)
        return area

    def _right_side(self) -> QWidget:
        side = QWidget()
        inside = column(side, (20, 10, 20, 12))
        inside.addWidget(self.preview, 1)
        inside.addSpacing(8)
        self._finding_list: QVBoxLayout = column()
        inside.addLayout(self._finding_list)
        return side

    @property
    def choice(self) -> ExportChoice:
        """Return what is chosen now."""
        chosen = self.coder_options.checkedId()
        return ExportChoice(
            coder_name=self._coders[chosen] if chosen >= 0 else None,
            with_text=self.with_text.isChecked(),
            finished_only=self.finished_only.isChecked(),
            with_replaced=self.with_replaced.isChecked(),
        )

    @property
    def _file(self) -> str:
        """Return the file to write; a tilde is the person's home, as in a new project."""
        return self.path.full_path

    def show_preview(self, preview: ExportPreview) -> None:
        """Show counts, the first record and what was checked."""
        self._preview = preview
        self.with_replaced.setVisible(preview.replaced > 0)
        self._show_coders(preview.coders)
        self.everything.set_detail(words.lines_words(preview))
        if not self.finished_only.isChecked():
            self.finished_only.set_detail(words.finished_words(preview))
        self.preview.show_record(preview.first_record, preview.records)
        self._show_readiness()

    def on_coder_chosen(self, _number: int, is_chosen: bool) -> None:
        """Show another coder's part."""
        if is_chosen:
            self.on_choice_changed()

    def on_choice_changed(self) -> None:
        """Ask for the preview of the new choice."""
        preview = self._recompute(self.choice)
        if preview is not None:
            self.show_preview(preview)

    def on_export(self) -> None:
        """Ask for the export; after it, the same button closes."""
        if self._written:
            self.dismiss()
        elif not self._is_busy:
            self.export_requested.emit(self._file, self.choice)

    def on_show_folder(self) -> None:
        """Ask for the folder of the file that was written."""
        self.folder_requested.emit(str(Path(self._written).parent))

    def on_copy_hash(self) -> None:
        """Put the hash of the written file on the clipboard."""
        QGuiApplication.clipboard().setText(self._hash)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many records are written; nothing can be changed meanwhile."""
        self._set_busy(True)
        self.meter.show_share(words.progress_words(done, total), done, total)

    def show_report(self, report: ExportReport) -> None:
        """Show what was written."""
        self._set_busy(False)
        if report.is_cancelled:
            return
        self._written, self._hash = str(report.path), report.sha256
        self._show_path(False)
        self.result.setText(words.report_words(report))
        set_tip(self.result, f"{report.path}\nSHA-256 {report.sha256}")
        self.result.show()
        self.copy_button.show()
        self.folder_button.show()
        self.cancel_button.hide()
        if self.primary is not None:
            self.primary.setText(_("Close"))
        self.setFocus()
        self._set_choices_enabled(False)

    def show_failure(self, sentence: str) -> None:
        """Say why nothing was written."""
        self._set_busy(False)
        self._show_findings([("block", sentence)])

    def _show_coders(self, coders: Sequence[str]) -> None:
        names = [None, *coders]
        if self._coders == names:
            return
        self._coders = names
        self.coder_head.setVisible(len(coders) > 1)
        if len(coders) < 2:
            return
        for place, name in enumerate(names):
            option = Option(name or _("All coders"), is_exclusive=True)
            option.setChecked(place == 0)
            self.coder_options.addButton(option, place)
            self._coder_list.addWidget(option)

    def _show_readiness(self) -> None:
        preview = self._preview
        if preview is None:
            return
        path = self._file
        self.preview.name.setText(Path(path).name)
        if self.primary is not None:
            self.primary.setText(words.button_words(preview))
        self._show_findings(words.findings(preview, path))
        self.refuse(words.refusal(preview, path))

    def _show_findings(self, found: Sequence[words.Finding]) -> None:
        for finding in self.findings:
            finding.hide()
            finding.deleteLater()
        self.findings = [Finding(icon, sentence) for icon, sentence in found]
        for finding in self.findings:
            self._finding_list.addWidget(finding)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._show_path(not is_busy)
        self.meter.setVisible(is_busy)
        self._set_choices_enabled(not is_busy)
        if self.primary is not None:
            self.primary.setVisible(not is_busy)
        self.cancel_button.setText(_("Stop") if is_busy else _("Cancel"))
        if is_busy:
            self.cancel_button.setFocus()

    def _show_path(self, is_shown: bool) -> None:
        self.to_file.setVisible(is_shown)
        self.path.setVisible(is_shown)

    def _set_choices_enabled(self, is_enabled: bool) -> None:
        options = (self.finished_only, self.with_text, self.with_replaced)
        for option in (*options, *self.coder_options.buttons()):
            option.setEnabled(is_enabled)

    def _ask_for_path(self, path: str) -> str | None:
        return choose_new_file(self, _("Export"), path, "JSONL", ENDING)


def _indented(caption: Caption) -> Caption:
    caption.setContentsMargins(8, 0, 0, 4)
    caption.setMinimumHeight(24)
    return caption
