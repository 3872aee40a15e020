"""Recovering a damaged project: where to, from which other copies, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.gui.dialogs.controls import Meter, PathField, Prose
from annotator.gui.dialogs.files import choose_files, choose_new_file
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.faces import font
from annotator.gui.theme.layouts import line
from annotator.gui.theme.tokens import TYPE
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.recovering import RecoverReport
from annotator.workbench.session import SUFFIX
from annotator.workbench.wording import sentence

WIDTH = 620
LIST_HEIGHT = 168


class RecoverSheet(Sheet):
    """Asks, shows how far it is, then shows what is lost.

    ``recover_requested`` carries the new file and the other copies, ``open_requested`` the file
    that was made.
    """

    recover_requested = Signal(str, list)
    open_requested = Signal(str)

    def __init__(self, damaged: str, new: str) -> None:
        super().__init__(_("Recover a project"), WIDTH)
        self._damaged = damaged
        self._made = ""
        self.copies: list[str] = []
        self.content.setSpacing(4)
        purpose = _(
            "Everything that can still be read goes into a new file, and what cannot be read is "
            "listed. The damaged file is only read and stays as it is."
        )
        self.purpose = Prose(purpose, "ink", "body")
        self.content.addWidget(self.purpose)
        self.content.addWidget(Prose(damaged))
        self._build_choices(new)
        self._build_result()
        self.cancel_button = self.add_button(_("Cancel"), self.dismiss)
        self.add_button(_("Recover"), self.on_primary, is_primary=True)
        self.new.path_changed.connect(self._show_readiness)

    def _build_choices(self, new: str) -> None:
        self.new_head = Caption(_("New file"), "head")
        self.new = PathField(new, self._ask_new, _("New file"))
        self.copies_head = Caption(_("Backups or copies that can help"), "head")
        self.copies_words = Prose("")
        self.add_copy = PlainButton(_("Add a file …"))
        self.add_copy.clicked.connect(self.on_add_copy)
        row = line(spacing=8)
        row.addWidget(self.copies_words, 1)
        row.addWidget(self.add_copy)
        self.content.addSpacing(12)
        self.content.addWidget(self.new_head)
        self.content.addWidget(self.new)
        self.content.addSpacing(8)
        self.content.addWidget(self.copies_head)
        self.content.addLayout(row)
        self._show_copies()

    def _build_result(self) -> None:
        self.meter = Meter()
        self.result = Prose("", "ink", "body")
        self.lost_head = Caption(_("Lost or uncertain"), "head")
        self.lost = QPlainTextEdit()
        self.lost.setReadOnly(True)
        self.lost.setTabChangesFocus(True)
        self.lost.setFont(font(TYPE["small"], 400))
        self.lost.setFixedHeight(LIST_HEIGHT)
        self.lost.setAccessibleName(_("Lost or uncertain"))
        for part in (self.meter, self.result, self.lost_head, self.lost):
            self.content.addWidget(part)
            part.hide()

    def first_focus(self) -> QWidget:
        """Begin at the button: what is proposed will do."""
        return self.primary or self

    def on_add_copy(self) -> None:
        """Let the person choose files of the same project."""
        pattern = [(_("Annotator projects"), f"*{SUFFIX}")]
        folder = str(Path(self._damaged).parent)
        chosen = choose_files(self, _("Backups or copies that can help"), pattern, folder)
        self.copies += [one for one in chosen if one not in (*self.copies, self._damaged)]
        self._show_copies()

    def on_primary(self) -> None:
        """Begin, or open what was made."""
        if self._made:
            self.dismiss()
            self.open_requested.emit(self._made)
        elif self.new.path:
            self.recover_requested.emit(self.new.full_path, list(self.copies))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._show_choices(False)
        self.result.hide()
        self.meter.show_share(_("Recovering"), done, total)
        self.meter.show()
        if self.primary is not None and not self.primary.isHidden():
            self.primary.hide()
            self.setFocus()  # Enter pressed once too often must not stop it
        self.settle()

    def show_report(self, report: RecoverReport) -> None:
        """Show what came over and what is lost."""
        self._made = str(report.path)
        self.meter.hide()
        self.purpose.setText(_("The new project is there. The damaged file was not changed."))
        self.result.setText(_report_words(report))
        self.result.show()
        self.lost.setPlainText("\n".join(map(sentence, report.problems)))
        for part in (self.lost_head, self.lost):
            part.setVisible(not report.is_complete)
        self.cancel_button.setText(_("Close"))
        if self.primary is not None:
            self.primary.setText(_("Open the new project"))
            self.primary.show()
            self.primary.setFocus()
        self.settle()

    def show_failure(self, words: str) -> None:
        """Say why no file was made, and let the person choose anew."""
        self.meter.hide()
        self._show_choices(True)
        self.result.setText(words)
        self.result.show()
        if self.primary is not None:
            self.primary.show()
            self.primary.setFocus()
        self.settle()

    def _show_readiness(self) -> None:
        self.refuse("" if self.new.path else _("A file is needed."))

    def _show_choices(self, are_shown: bool) -> None:
        parts = (self.new_head, self.new, self.copies_head, self.copies_words, self.add_copy)
        for part in parts:
            part.setVisible(are_shown)

    def _show_copies(self) -> None:
        names = ", ".join(Path(one).name for one in self.copies)
        self.copies_words.setText(names or _("None. A copy gives back what is lost here."))

    def _ask_new(self, path: str) -> str | None:
        return choose_new_file(self, _("New file"), path, _("Annotator projects"), SUFFIX)


def _report_words(report: RecoverReport) -> str:
    steps = ngettext("{count} step came over.", "{count} steps came over.", report.steps)
    parts = [steps.format(count=number(report.steps))]
    if report.rewritten:
        parts.append(
            _("Written again from behind a gap: {count}.").format(count=number(report.rewritten))
        )
    if report.from_tables:
        text = _("Taken from the tables, without proof: {count}.")
        parts.append(text.format(count=number(report.from_tables)))
    parts.append(
        _("Nothing is lost, as far as can be known.")
        if report.is_complete
        else _("Lost or uncertain: {count}.").format(count=number(report.problem_count))
    )
    return " ".join(parts)
