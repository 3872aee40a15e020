"""What surrounds an open project: files that would not open, looking only, checking, copies.

Sheets are loaded when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.flows.projects import Projects
from annotator.gui.panels.notice import NoticeLine
from annotator.gui.runtime.tasks import Task
from annotator.model.errors import AnnotatorError
from annotator.model.stopped import Stopped
from annotator.workbench.language import _, number
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings
from annotator.workbench.wording import error_sentence

CHECK_AFTER_MS = 4_000
"""How long after opening the full check begins: first the person, then the check."""

LOOK_EVERY_MS = 1_500
LISTED = 8
"""How many things that are wrong a sheet names; the details have them all."""


class Opening(QObject):
    """Stands beside ``Projects``: helps where opening fails, and keeps watch where it did not."""

    failed = Signal(object)
    message = Signal(str)
    check_changed = Signal(bool)
    """The full check has begun or ended."""
    restore_requested = Signal(object)
    """Somebody wants to go back to a backup of the project at this path."""

    def __init__(
        self, window: QWidget, settings: Settings, projects: Projects, notice: NoticeLine
    ) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._projects, self._notice = projects, notice
        self._task: Task | None = None
        self._check: Task | None = None
        self._is_free = False
        self.can_restore = False
        """Whether somebody answers ``restore_requested``."""
        self._checking = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._looking = QTimer(self, interval=LOOK_EVERY_MS)
        self._checking.timeout.connect(self.start_check)
        self._looking.timeout.connect(self.look_again)
        projects.refused.connect(self.explain)
        projects.opened.connect(self._on_opened)
        projects.closed.connect(self.stop)
        notice.step_requested.connect(self._on_step)

    # a file that would not open ---------------------------------------------------------------

    def explain(self, path: Path, error: AnnotatorError) -> None:
        """Say why a file was not opened, and offer what can be done."""
        from annotator.gui.dialogs.confirm import Answer, Message, MessageSheet
        from annotator.workbench.unopened import choice_words
        from annotator.workbench.unopened import explain as explained

        told = explained(error)
        if told is None:
            self.failed.emit(error)
            return
        message = Message(told.title, told.known, str(path), told.safe, told.step)
        known = [one for one in told.choices if one != "restore" or self.can_restore]
        sheet = MessageSheet(message, [Answer(one, choice_words(one)) for one in known])
        steps: dict[str, Callable[[], object]] = {
            "look": lambda: self.look(path),
            "again": lambda: self._projects.open(path),
            "recover": lambda: self.ask_recover(path),
            "restore": lambda: self.restore_requested.emit(path),
        }
        sheet.answered.connect(lambda answer: steps[answer]())
        sheet.open_over(self._window)

    def look(self, path: Path) -> None:
        """Open a project for reading only; what has to be recovered for that may take a while."""
        task = self._task = Task(lambda _tell: Session.look(path), self)
        self.message.emit(_("Reading {name} …").format(name=path.name))
        task.succeeded.connect(lambda session: self._on_read(task, session))
        task.failed.connect(lambda error: self._on_not_read(task, error))
        task.start()

    def _on_read(self, task: Task, session: Session) -> None:
        if self._task is not task:  # something else was opened meanwhile
            session.close()
            return
        self._task = None
        self.message.emit("")
        self._projects.show(session)

    def _on_not_read(self, task: Task, error: BaseException) -> None:
        if self._task is task:
            self._task = None
            self.message.emit("")
            if not isinstance(error, AnnotatorError):
                raise error
            self.failed.emit(error)

    def ask_recover(self, path: Path) -> None:
        """Ask where to, recover what a file still holds, and list what is lost."""
        from annotator.gui.dialogs.recover_sheet import RecoverSheet
        from annotator.workbench.recovering import RecoverReport, free_name, recover_project

        sheet = RecoverSheet(str(path), str(free_name(path, _("recovered"))))

        def begin(new: str, copies: list[str]) -> None:
            given = [Path(one) for one in copies]
            task = Task(lambda tell: recover_project(path, Path(new), given, progress=tell), self)
            sheet.show_progress(0, 1)
            task.progressed.connect(lambda done, total, _what: sheet.show_progress(done, total))
            task.succeeded.connect(finish)
            task.failed.connect(fail)
            sheet.closed.connect(task.cancel)
            task.start()

        def finish(report: RecoverReport) -> None:
            sheet.show_report(report)

        def fail(error: BaseException) -> None:
            if isinstance(error, AnnotatorError):
                sheet.show_failure(error_sentence(error))
            elif sheet.is_open:
                raise error

        sheet.recover_requested.connect(begin)
        sheet.open_requested.connect(lambda new: self._projects.open(Path(new)))
        sheet.open_over(self._window)

    # a project that is only looked at ---------------------------------------------------------

    def _on_opened(self, session: Session) -> None:
        self.stop()
        if session.following is not None:
            self._show_reason(session)
            self._looking.start()
            return
        self._notice.show_notice("")
        self._checking.start()
        QTimer.singleShot(0, self, partial(self._offer_copy, session))

    def stop(self) -> None:
        """Keep watch no more, and wait until nothing works on the project any longer."""
        self._checking.stop()
        self._looking.stop()
        self._notice.show_notice("")
        check, self._check = self._check, None
        task, self._task = self._task, None
        self.check_changed.emit(False)
        for running in (check, task):
            if running is not None:
                running.cancel()
                running.wait()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        session = self._projects.session
        if session is not None and session.following is not None:
            self._show_reason(session)

    def look_again(self) -> None:
        """Show what has happened in a project that others write."""
        from annotator.workbench import looking

        session = self._projects.session
        if session is None or session.following is None or self._task is not None:
            return
        if looking.can_take_over(session) != self._is_free:
            self._show_reason(session)
        if not session.following.has_changed():
            return
        task = self._task = Task(lambda _tell: looking.prepare(session), self)
        task.succeeded.connect(lambda is_new: self._on_prepared(task, session, bool(is_new)))
        task.failed.connect(lambda error: self._on_not_prepared(task, error))
        task.start()

    def _on_prepared(self, task: Task, session: Session, is_new: bool) -> None:
        from annotator.workbench import looking

        if self._task is not task:
            return
        self._task = None
        if is_new:
            try:
                looking.catch_up(session)
            except AnnotatorError as error:
                self.message.emit(error_sentence(error))

    def _on_not_prepared(self, task: Task, error: BaseException) -> None:
        if self._task is task:
            self._task = None
            if not isinstance(error, AnnotatorError):
                raise error
            self.message.emit(error_sentence(error))

    def _show_reason(self, session: Session) -> None:
        from annotator.workbench import looking

        self._is_free = looking.can_take_over(session)
        following = session.following
        is_partial = following is not None and following.recovered is not None
        step = _("Recover into a new file") if is_partial else ""
        if self._is_free:
            step = _("Work here")
        self._notice.show_notice(looking.reason_words(session), step)

    def _on_step(self) -> None:
        session = self._projects.session
        if session is None or session.following is None:
            return
        if session.following.recovered is not None:
            self.ask_recover(session.path)
        else:
            self.take_over()

    def take_over(self) -> None:
        """Go on in a project that was only looked at; it is looked at again if that fails."""
        session = self._projects.session
        if session is None or session.following is None:
            return
        path = session.path
        self._projects.close()
        if not self._projects.open(path):
            self._projects.look(path)

    # the full check ---------------------------------------------------------------------------

    def start_check(self) -> None:
        """Check the whole project beside the work; only what is wrong is said."""
        from annotator.workbench.full_check import check_beside

        session = self._projects.session
        if session is None or session.following is not None or self._check is not None:
            return
        project = session.project
        task = self._check = Task(lambda tell: check_beside(project, tell), self)
        task.succeeded.connect(lambda report: self._on_checked(task, session.path, report.found))
        task.failed.connect(lambda error: self._on_not_checked(task, error))
        self.check_changed.emit(True)
        task.start()

    def _has_ended(self, task: Task) -> bool:
        """Note that a check has ended; False where it was another one."""
        if self._check is not task:
            return False
        self._check = None
        self.check_changed.emit(False)
        return True

    def _on_not_checked(self, task: Task, error: BaseException) -> None:
        if not self._has_ended(task):
            return
        if isinstance(error, AnnotatorError):
            told = _("The project was not checked: {reason}")
            self.message.emit(told.format(reason=error_sentence(error)))
        elif not isinstance(error, Stopped):
            raise error

    def _on_checked(self, task: Task, path: Path, found: tuple[str, ...]) -> None:
        if not self._has_ended(task) or not found:
            return
        from annotator.gui.dialogs.confirm import Answer, Message, MessageSheet

        listed = "\n".join(found[:LISTED])
        if len(found) > LISTED:
            more = number(len(found) - LISTED)
            listed += "\n" + _("… and {count} more").format(count=more)
        message = Message(
            _("The project file is not sound"),
            _("The full check has found what does not add up:") + "\n" + listed,
            str(path),
            _(
                "The program goes on working, and what is marked now is stored. Which marks are "
                "concerned is said above, as far as it is known."
            ),
            _(
                "Close the project and recover it into a new file: it is made again from its "
                "history. Keep this one until the new one has proved itself."
            ),
            "\n".join(found),
        )
        sheet = MessageSheet(message, [Answer("recover", _("Close and recover …"))])
        sheet.answered.connect(lambda _answer: self._close_and_recover(path))
        sheet.open_over(self._window)

    def _close_and_recover(self, path: Path) -> None:
        self._projects.close()
        self.ask_recover(path)

    # a project in a shared folder -------------------------------------------------------------

    def _offer_copy(self, session: Session) -> None:
        from annotator.workbench.moving import offer_copy

        if self._projects.session is not session:
            return
        offer = offer_copy(session.path, self._settings)
        if offer is None:
            return
        from annotator.gui.dialogs.confirm import Answer, Message, MessageSheet

        message = Message(
            _("The project lies in a shared folder"),
            offer.why,
            str(session.path),
            _("Nothing was changed. The file in the folder stays as it is."),
            _(
                "Work on a copy on this computer. The copies of all coders meet in the folder "
                "“{folder}” beside it: only whole steps are exchanged there, and none gets lost."
            ).format(folder=offer.folder.name),
        )
        answers = [
            Answer("stay", _("Go on here")),
            Answer("copy", _("Work on a copy on this computer")),
        ]
        sheet = MessageSheet(message, answers)
        steps = {
            "stay": partial(self._keep_in_place, session.path),
            "copy": partial(self._work_on_copy, session.path, offer.folder),
        }
        sheet.answered.connect(lambda answer: steps[answer]())
        sheet.open_over(self._window)

    def _keep_in_place(self, path: Path) -> None:
        from annotator.workbench.moving import keep_in_place

        keep_in_place(path, self._settings)

    def _work_on_copy(self, path: Path, meeting: Path) -> None:
        from annotator.workbench.moving import make_working_copy

        self._projects.close()
        try:
            folder = self._projects.own_folder()
            copy = make_working_copy(path, folder, meeting, self._settings)
        except AnnotatorError as error:
            self.failed.emit(error)
            self._projects.open(path)
            return
        if self._projects.open(copy):
            told = _("This is the copy on this computer: {path}")
            self.message.emit(told.format(path=copy))
