"""Making, opening and closing projects.  Dialogs are loaded when they are asked for."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.assignment import is_person
from annotator.model.errors import AnnotatorError
from annotator.workbench.language import _
from annotator.workbench.session import SUFFIX, Session
from annotator.workbench.settings import Settings, data_folder
from annotator.workbench.wording import error_sentence

if TYPE_CHECKING:
    from annotator.gui.dialogs.new_project import NewProject


class Projects(QObject):
    """One project is open at a time; ``opened`` comes with its session, ``closed`` before it goes.

    The project that was open stays open when another one cannot be opened.
    """

    opened = Signal(object)
    closed = Signal()
    failed = Signal(object)
    refused = Signal(object, object)
    """A file that would not open: its path and the error."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.session: Session | None = None

    def ask_new(self) -> None:
        """Ask for everything that a new project needs, then make and open it."""
        from annotator.gui.dialogs.new_project import NewProject
        from annotator.gui.dialogs.project_plan import CodebookChoice
        from annotator.workbench.beginning import codebook_sentences, shipped_codebooks

        choices = [
            CodebookChoice(str(one.path), one.title, one.summary) for one in shipped_codebooks()
        ]
        sheet = NewProject(
            choices,
            lambda path: codebook_sentences(Path(path)),
            folder=self._folder(),
            coder_name=self._settings["coder_name"] or _login_name(),
        )
        sheet.create_requested.connect(
            lambda path, codebook, coder: self._create(sheet, Path(path), Path(codebook), coder)
        )
        sheet.open_over(self._window)

    def ask_open(self) -> None:
        """Ask for a project file, then open it."""
        from annotator.gui.dialogs.files import choose_file

        pattern = [(_("Annotator projects"), f"*{SUFFIX}")]
        path = choose_file(self._window, _("Open a project"), pattern, self._folder())
        if path:
            self.open(Path(path))

    def open_sample(self) -> None:
        """Open the sample project; it is made the first time."""
        from annotator.workbench.sample import make_sample

        try:
            path = make_sample(data_folder() / f"sample{SUFFIX}")
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        self.open(path)

    def open(self, path: Path) -> bool:
        """Open a project file in place of the one that is open; tell whether that worked."""
        if self.session is not None and self.session.path.resolve() == path.resolve():
            return True
        try:
            session = Session.open(path)
            self._go_on_as_before(session)
        except AnnotatorError as error:
            self.refused.emit(path, error)
            return False
        self._take(session)
        return True

    def look(self, path: Path) -> bool:
        """Open a project file for reading only; tell whether that worked."""
        try:
            session = Session.look(path)
        except AnnotatorError as error:
            self.failed.emit(error)
            return False
        self.show(session)
        return True

    def show(self, session: Session) -> None:
        """Go on in a session that is open already."""
        self._go_on_as_before(session)
        self._take(session)

    def close(self) -> None:
        """Close the project; there is nothing to save."""
        if self.session is not None:
            self.session = None
            self.closed.emit()

    def _create(self, sheet: NewProject, path: Path, codebook: Path, coder: str) -> None:
        try:
            session = Session.create(path, codebook, coder)
        except AnnotatorError as error:
            sheet.show_failure(error_sentence(error))
            return
        self._settings["coder_name"] = coder
        sheet.dismiss()
        self._take(session)

    def _take(self, session: Session) -> None:
        self.close()
        self.session = session
        self._settings.remember_project(session.path)
        self.opened.emit(session)

    def _go_on_as_before(self, session: Session) -> None:
        """Code as the person who coded here last, as far as this computer knows.

        A parcel has the id of its project and is one coder's, whoever coded in that project here.
        """
        if session.project.parcel_id is not None:
            return
        name = self._settings.place_in(session.project.project_id).get("coder")
        if name in [coder.name for coder in session.finding.coders() if is_person(coder)]:
            session.code_as(str(name))

    def own_folder(self) -> Path:
        """Return where projects of this computer go, where nobody is asked."""
        from annotator.workbench.moving import working_folder

        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
        return working_folder([Path(one) for one in places])

    def _folder(self) -> str:
        if self.session is not None and self.session.path.parent != data_folder():
            return str(self.session.path.parent)
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
        return next((place for place in places if Path(place).is_dir()), str(Path.home()))


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
