"""What is done with the numbers of the page: keeping them, opening kept ones, writing files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.dialogs.ask_name import AskName
from annotator.gui.dialogs.confirm import Answer
from annotator.gui.dialogs.confirm import Question as Confirmation
from annotator.gui.dialogs.files import choose_new_file
from annotator.gui.review.agreement.exports import FILES, File, Shown
from annotator.gui.review.agreement.keeping import KeptSheet
from annotator.gui.review.agreement.question import Question
from annotator.model.errors import AnnotatorError
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.comparing.snapshots import (
    KeptView,
    delete_snapshot,
    keep_snapshot,
    kept_snapshots,
    open_snapshot,
)
from annotator.workbench.exporting import write_text
from annotator.workbench.language import _
from annotator.workbench.session import Session

_REPLACE = "replace"


class Ask(Protocol):
    """Works something out beside the window, then shows it."""

    def __call__(self, kind: str, work: Callable[[], object], show: Callable[..., object]) -> None:
        """Ask for it."""


class Deeds(QObject):
    """Sheets and files of the page.

    ``failed`` carries an AnnotatorError, ``message`` a sentence, ``opened`` a KeptView.
    """

    failed = Signal(object)
    message = Signal(str)
    opened = Signal(object)

    def __init__(self, page: QWidget, session: Session, comparing: Comparing, ask: Ask) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._comparing, self._ask = comparing, ask

    def ask_keep(self, question: Question, rows: list[AgreementRow]) -> None:
        """Ask for a name and keep the question with its numbers under it."""
        sheet = AskName(
            _("Keep this view"),
            _("The numbers are kept as they are now, with what was asked. A printed one can be"
              " opened again, and says whether anything has changed since."),
            _("Keep"),
        )  # fmt: skip
        sheet.name_given.connect(lambda name: self._keep(name, question, rows))
        sheet.open_over(self._page.window())

    def _keep(self, name: str, question: Question, rows: list[AgreementRow]) -> None:
        try:
            keep_snapshot(self._session.context, self._comparing, name, question.kept, rows)
        except AnnotatorError as error:
            self.failed.emit(error)
        else:
            self.message.emit(_("Kept as “{name}”.").format(name=name))

    def ask_kept(self) -> None:
        """Show what was kept, the newest first, as soon as it is known what has changed."""

        def work() -> list[KeptView]:
            kept = reversed(kept_snapshots(self._session.context))
            return [open_snapshot(self._session.context, self._comparing, one) for one in kept]

        self._ask("kept", work, self._show_kept)

    def _show_kept(self, views: list[KeptView]) -> None:
        sheet = KeptSheet(views)
        sheet.opened.connect(self.opened)
        sheet.delete_wanted.connect(lambda view: self._delete(view, sheet))
        sheet.open_over(self._page.window())

    def look_again(self, view: KeptView, show: Callable[[KeptView], object]) -> None:
        """See whether anything has changed since a view was kept, as the project is now."""
        context, comparing = self._session.context, self._comparing
        self._ask("since", lambda: open_snapshot(context, comparing, view.snapshot), show)

    def _delete(self, view: KeptView, sheet: KeptSheet) -> None:
        try:
            delete_snapshot(self._session.context, view.snapshot)
        except AnnotatorError as error:
            self.failed.emit(error)
        else:
            sheet.on_gone(view)
            told = _("“{name}” is deleted; undo brings it back.")
            self.message.emit(told.format(name=view.snapshot.name))

    def ask_file(self, shown: Shown, place: QPoint) -> None:
        """Ask which table or figure is wanted, and where to."""
        menu = QMenu(self._page)
        for at, file in enumerate(FILES):
            if at and file.ending == ".svg" != FILES[at - 1].ending:
                menu.addSeparator()
            action = menu.addAction(_(file.words))
            action.triggered.connect(lambda _on=False, one=file: self.write(one, shown))
        menu.exec(place)
        menu.deleteLater()

    def write(self, file: File, shown: Shown) -> None:
        """Ask where to, and write the file there, whole or not at all."""
        title = _("Export the agreement")
        name = f"{self._session.name} {file.id}{file.ending}"
        path = str(self._session.path.parent / name)
        chosen = choose_new_file(self._page, title, path, file.kind, file.ending)
        if chosen is None:
            return
        if not Path(chosen).exists():
            self._write(Path(chosen), file, shown)
            return
        asked = _("{name} is there already. Its content would be replaced.")
        answers = (Answer("", _("Cancel")), Answer(_REPLACE, _("Replace it")))
        sheet = Confirmation(title, asked.format(name=Path(chosen).name), answers)
        sheet.answered.connect(
            lambda given: self._write(Path(chosen), file, shown) if given == _REPLACE else None
        )
        sheet.open_over(self._page.window())

    def _write(self, path: Path, file: File, shown: Shown) -> None:
        try:
            write_text(path, file.make(shown))
        except AnnotatorError as error:
            self.failed.emit(error)
        else:
            self.message.emit(_("Written: {name}").format(name=path.name))
