"""Meeting the other copies in a shared folder: looking, exchanging, and saying how it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.gui.flows.long_work import LongWork, report_bug, stop
from annotator.gui.runtime.tasks import Task
from annotator.model.errors import AnnotatorError
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.dialogs.folder_sheet import FolderSheet
    from annotator.gui.dialogs.folder_words import FolderState
    from annotator.workbench.syncing import SyncReport

LOOK_MS = 180_000
"""How often the folder is looked at while nothing happens."""
SOON_MS = 3_000
"""How long after an act what waits is counted anew."""
PATIENCE_MS = 300
"""How long an exchange may take before a sheet says so."""
LAST_MS = 3_000
"""How long the last exchange may hold up the closing of a project."""
MOST_BY_ITSELF = 2_000
"""Steps: more than these are taken in only when somebody asks for it."""


class Meeting(LongWork):
    """The folder of the open project.  ``state_changed`` carries a FolderState, or None.

    Looking never takes the project away from the person: it reads the folder in a thread.
    """

    state_changed = Signal(object)

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._settings = settings
        self._session: Session | None = None
        self._looking: Task | None = None
        self._quiet: Task | None = None
        self._sheet: FolderSheet | None = None
        self._may_exchange = False
        self.state: FolderState | None = None
        self._regular = _timer(self, LOOK_MS, self.look, is_single=False)
        self._soon = _timer(self, SOON_MS, self.look)
        self._patience = _timer(self, PATIENCE_MS, self._show_waiting_sheet)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)

    @property
    def folder(self) -> Path | None:
        """Return in which folder the open project meets its copies; a parcel meets nobody."""
        session = self._session
        if session is None or session.project.parcel_id is not None:
            return None
        return self._settings.folder_of(session.project.project_id)

    @property
    def is_automatic(self) -> bool:
        """Tell whether exchanges happen by themselves."""
        return bool(self._kept().get("is_automatic"))

    def begin(self, session: Session) -> None:
        """Look after the folder of a project that was opened."""
        self._session = session
        self._show(None)
        self._regular.start()
        self.look()

    def end(self) -> None:
        """Ask nothing more of the project; it is about to be closed."""
        for timer in (self._regular, self._soon, self._patience):
            timer.stop()
        self.cancel_all()
        self._exchange_at_last()
        self._session = None
        self._show(None)

    def cancel_all(self) -> None:
        """Stop looking and exchanging, and wait until both have stopped."""
        looking, self._looking = self._looking, None
        quiet, self._quiet = self._quiet, None
        for task in (looking, quiet):
            if task is not None:
                stop(task)
        super().cancel_all()

    def look_soon(self) -> None:
        """Count anew what waits, when nothing more has been done for a moment."""
        if self._session is not None and self.folder is not None:
            self._soon.start()

    def look(self) -> None:
        """Look into the folder beside the window; what is found is shown."""
        session, folder = self._session, self.folder
        is_taken = self.is_busy or self._looking is not None or self._quiet is not None
        if session is None or folder is None or is_taken:
            return
        from annotator.workbench.syncing import look_into

        if self.state is None or self.state.folder != folder:
            self._show(self._made(folder))
        self._may_exchange = True
        task = self._looking = Task(
            lambda tell: look_into(session.context, folder, progress=tell), self
        )
        task.succeeded.connect(lambda found: self._on_looked(task, folder, found=found))
        task.failed.connect(lambda error: self._on_looked(task, folder, error=error))
        task.start()

    def ask(self) -> None:
        """Show the folder, how it stands and what can be done."""
        if self._session is not None:
            self._open_sheet()
            self.look()

    def exchange(self) -> None:
        """Exchange now; a sheet shows how far it is where it takes longer than a moment."""
        from annotator.workbench.syncing import sync_folder

        session, folder = self._session, self.folder
        if session is None or folder is None:
            self.ask()
            return
        context = session.context
        self.run(
            lambda tell: sync_folder(context, folder, progress=tell),
            self._on_exchanged,
            self._on_exchange_failed,
            self._tell_progress,
        )
        self._tell_progress(0, 1, "")
        self._patience.start()

    # what was found ---------------------------------------------------------------------------

    def _on_looked(
        self,
        task: Task,
        folder: Path,
        *,
        found: object = None,
        error: BaseException | None = None,
    ) -> None:
        from annotator.workbench.syncing import Waiting

        if self._looking is not task:
            return
        self._looking = None
        if isinstance(error, AnnotatorError):
            self._show(self._made(folder, fault=error))
        elif error is not None:
            report_bug(error)
        elif isinstance(found, Waiting):
            self._show(self._made(folder, waiting=found))
            self._exchange_by_itself()

    def _exchange_by_itself(self) -> None:
        """Exchange without a word, where the person wants it so and it takes but a moment."""
        from annotator.workbench.syncing import sync_folder

        session, state = self._session, self.state
        if session is None or state is None or state.waiting is None or not state.steps:
            return
        if not self._may_exchange:
            return
        if not self.is_automatic or state.waiting.coming > MOST_BY_ITSELF or state.refused:
            return
        context, folder = session.context, state.folder
        task = self._quiet = Task(lambda tell: sync_folder(context, folder, progress=tell), self)

        def end(report: object) -> None:
            if self._quiet is task:
                self._quiet = None
                if isinstance(report, BaseException):
                    report_bug(report)
                self._remember(report)
                self.look()
                self._may_exchange = False  # what cannot be had now is tried with a later look

        task.succeeded.connect(end)
        task.failed.connect(end)
        task.start()

    def _exchange_at_last(self) -> None:
        """Exchange before the project is closed, where that happens by itself."""
        from annotator.workbench.syncing import sync_folder

        session, state = self._session, self.state
        if session is None or state is None or state.fault is not None or not self.is_automatic:
            return
        context, folder = session.context, state.folder

        def work(tell: Callable[[int, int, str], bool]) -> SyncReport:
            report = sync_folder(context, folder, progress=tell)
            self._note_time(session)
            return report

        task = Task(work, self)
        task.start()
        if not task.wait(LAST_MS):
            stop(task)

    def _note_time(self, session: Session) -> None:
        last = datetime.now(UTC).isoformat(timespec="seconds")
        self._settings.remember_exchange(session.project.project_id, last=last)

    def _on_exchanged(self, report: SyncReport) -> None:
        from annotator.gui.dialogs.folder_words import exchanged_words

        self._patience.stop()
        self._remember(report)
        is_plain = not (report.refused or report.waiting or report.not_whole)
        sheet = self._sheet
        if sheet is not None:
            sheet.show_report(report)
        elif not is_plain:
            self._open_sheet().show_report(report)
        self.message.emit(exchanged_words(report))
        self.look()

    def _on_exchange_failed(self, sentence: str) -> None:
        self._patience.stop()
        self._open_sheet().show_failure(sentence)
        self.look()

    def _remember(self, report: object) -> None:
        from annotator.workbench.syncing import SyncReport

        session, state = self._session, self.state
        if session is None or not isinstance(report, SyncReport):
            return
        self._note_time(session)
        if state is not None:
            self._show(self._made(state.folder, waiting=state.waiting, refused=report.refused))

    def _made(self, folder: Path, **more: object) -> FolderState:
        from annotator.gui.dialogs.folder_words import FolderState

        known = self.state.refused if self.state and self.state.folder == folder else ()
        kept = {"last": str(self._kept().get("last", "")), "refused": known, **more}
        return FolderState(folder, **kept)  # type: ignore[arg-type]

    def _show(self, state: FolderState | None) -> None:
        self.state = state
        self.state_changed.emit(state)
        if self._sheet is not None:
            self._sheet.show_state(state)

    # the sheet --------------------------------------------------------------------------------

    def _open_sheet(self) -> FolderSheet:
        from annotator.gui.dialogs.folder_sheet import FolderSheet

        if self._sheet is not None:
            return self._sheet
        sheet = self._sheet = FolderSheet(is_automatic=self.is_automatic)
        sheet.folder_chosen.connect(self._on_folder_chosen)
        sheet.folder_forgotten.connect(self._on_folder_forgotten)
        sheet.exchange_requested.connect(self.exchange)
        sheet.cancel_requested.connect(self._on_cancelled)
        sheet.automatic_chosen.connect(self._on_automatic_chosen)
        sheet.closed.connect(self._on_sheet_closed)
        sheet.show_state(self.state)
        sheet.open_over(self._window)
        return sheet

    def _show_waiting_sheet(self) -> None:
        if self.is_busy:
            self._open_sheet().show_progress(0, 1, "")

    def _tell_progress(self, done: int, total: int, name: str) -> None:
        if self._sheet is not None:
            self._sheet.show_progress(done, total, name)

    def _on_sheet_closed(self) -> None:
        self._sheet = None

    def _on_cancelled(self) -> None:
        self.cancel_all()
        self.look()

    def _on_folder_chosen(self, folder: str) -> None:
        if self._session is not None:
            self._settings.remember_folder(self._session.project.project_id, Path(folder))
            self.cancel_all()
            self._show(self._made(Path(folder)))
            self.look()

    def _on_folder_forgotten(self) -> None:
        if self._session is not None:
            self.cancel_all()
            self._settings.forget_folder(self._session.project.project_id)
            self._show(None)

    def _on_automatic_chosen(self, is_automatic: bool) -> None:
        if self._session is not None:
            project_id = self._session.project.project_id
            self._settings.remember_exchange(project_id, is_automatic=is_automatic)
            self.look()

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _kept(self) -> dict[str, object]:
        session = self._session
        return self._settings.exchange_of(session.project.project_id) if session else {}


def _timer(
    parent: QObject, interval: int, slot: Callable[[], None], *, is_single: bool = True
) -> QTimer:
    made = QTimer(parent)
    made.setInterval(interval)
    made.setSingleShot(is_single)
    made.timeout.connect(slot)
    return made
