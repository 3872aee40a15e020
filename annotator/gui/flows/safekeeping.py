"""Backups of the open project, made beside the window; and going back to one."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.flows.closing import Closing
from annotator.gui.flows.exchange import Exchange
from annotator.gui.flows.projects import Projects
from annotator.gui.runtime.errors import error_texts
from annotator.gui.runtime.tasks import Task, Work
from annotator.model.codebook import Codebook
from annotator.model.errors import AnnotatorError
from annotator.workbench.language import _
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.dialogs.restore_sheet import RestoreSheet
    from annotator.workbench.backing_up import Backup, BackupReport, Keeper, Preview

LOOK_MS = 60_000
"""How often is looked whether a backup is due."""

RETRY_SECONDS = 1800
"""How long a place that could not be written is left alone."""


class Safekeeping(QObject):
    """Keeps the open project safe without being in the way.

    ``kept`` carries in words when the last backup was made; ``missed`` the sentence why there is
    none, ``failed`` an error that somebody asked for.  A failure is told once, until it is mended.
    """

    kept = Signal(str)
    missed = Signal(str)
    failed = Signal(object)
    message = Signal(str)

    def __init__(
        self, window: QWidget, settings: Settings, projects: Projects, exchange: Exchange
    ) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._projects, self._exchange = projects, exchange
        self._session: Session | None = None
        self._keeper: Keeper | None = None
        self._task: Task | None = None
        self._told = ""
        self._not_before = 0.0
        self._reopening: Path | None = None
        self._path = Path()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, session: Session) -> None:
        """Keep a project that was opened."""
        self._session, self._keeper, self._told, self._not_before = session, None, "", 0.0
        self._timer.start()

    def look(self) -> None:
        """Make a backup if one is due and nothing else is going on."""
        is_early = time.monotonic() < self._not_before
        if self._session is None or self._task or self._exchange.is_busy or is_early:
            return
        keeper = self._keeper_now()
        self._run(keeper.back_up_if_due_told, self._on_kept, self._on_missed)

    def back_up_now(self) -> None:
        """Make a backup because somebody wants one."""
        if self._session is None:
            return
        from annotator.workbench.backing_up import BY_HAND

        keeper = self._keeper_now()
        self.message.emit(_("A backup is being made …"))
        self._run(
            lambda tell: keeper.back_up(BY_HAND, lambda done, all_: tell(done, all_, "")),
            self._on_made,
            self._on_refused,
        )

    def finish(self, *, is_last: bool = False) -> None:
        """Leave the project: stop what runs, and back up what is in no backup yet.

        Where this takes long it is shown, and can be left out.  With ``is_last`` the window goes
        too, so nothing is told of a failure; the next opening does that.
        """
        self._timer.stop()
        self.stop()
        session, self._session = self._session, None
        if session is None:
            return
        from annotator.workbench.backing_up import ON_CLOSING

        keeper = self._keeper_of(session)
        self._keeper = None
        closing = Closing(lambda told: keeper.back_up_if_grown(ON_CLOSING, told))
        closing.run(self._window)
        if isinstance(closing.error, AnnotatorError) and not is_last:
            self._on_missed(closing.error)

    def stop(self) -> None:
        """Stop what runs and wait for it; nothing half-done stays."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            task.wait()

    # going back -------------------------------------------------------------------------------

    def ask_restore(self) -> None:
        """Show the backups of the project, and go back to one of them."""
        if self._session is not None:
            self._ask(self._session.path)

    def ask_restore_of(self, path: Path) -> None:
        """Show the backups of a project that cannot be opened, and go back to one of them."""
        if self._session is None:
            self._ask(path)

    def _ask(self, path: Path) -> None:
        from annotator.gui.dialogs.restore_sheet import RestoreSheet

        self._path = path
        sheet = RestoreSheet(can_back_up=self._session is not None)
        sheet.backup_chosen.connect(lambda one: self._preview(sheet, one))
        sheet.restore_requested.connect(lambda one: self._restore(sheet, one))
        sheet.now_requested.connect(lambda: self._back_up_for(sheet))
        sheet.place_requested.connect(lambda: self._ask_place(sheet))
        sheet.cancel_requested.connect(self._on_cancelled)
        sheet.closed.connect(self.stop)
        sheet.open_over(self._window)
        self._list(sheet)

    def _list(self, sheet: RestoreSheet) -> None:
        from annotator.workbench.backing_up import keeping_of, list_backups

        path, project = self._path, self._session.project if self._session else None
        keeping = keeping_of(self._settings)
        self._run(
            lambda _tell: list_backups(path, keeping, project),
            sheet.show_backups,
            lambda error: sheet.show_failure(error_texts(error)[1]),
        )

    def _preview(self, sheet: RestoreSheet, one: Backup) -> None:
        from annotator.gui.flows.backup_preview import shown_of
        from annotator.workbench.backing_up import preview

        project = self._session.project if self._session else None
        codebook = self._session.codebook if self._session else Codebook("", "")
        meets = project is not None and self._settings.folder_of(project.project_id) is not None

        def show(found: Preview) -> None:
            name = self._path.stem
            sheet.show_preview(shown_of(found, name, codebook, meets_in_folder=meets))

        self._run(
            lambda _tell: preview(one, project),
            show,
            lambda error: sheet.show_failure(error_texts(error)[1]),
        )

    def _back_up_for(self, sheet: RestoreSheet) -> None:
        from annotator.workbench.backing_up import BY_HAND

        if self._session is None:
            return
        keeper, words = self._keeper_now(), _("Backing up")
        sheet.show_progress(words, 0, 1)

        def finish(report: BackupReport) -> None:
            self._on_kept(report)
            self._list(sheet)

        self._run(
            lambda tell: keeper.back_up(BY_HAND, lambda done, all_: tell(done, all_, "")),
            finish,
            lambda error: sheet.show_failure(error_texts(error)[1]),
            lambda done, total, _what: sheet.show_progress(words, done, total),
        )

    def _restore(self, sheet: RestoreSheet, one: Backup) -> None:
        """Close the project, put the backup in its place, and open what is there then."""
        from annotator.workbench.backing_up import keeping_of, restore
        from annotator.workbench.backup_words import restored_words

        words = _("Going back")
        path, keeping = self._path, keeping_of(self._settings)
        self._timer.stop()
        self._reopening = path
        if self._session is not None:
            self._session = None  # no backup on closing: one is made before going back
            self._projects.close()
        sheet.show_progress(words, 0, 1)

        def finish(done: Any) -> None:
            self._reopen()
            sheet.dismiss()
            if done is not None:
                self.message.emit(restored_words(done.set_aside))

        def fail(error: BaseException) -> None:
            self._reopen()
            sheet.show_failure(error_texts(error)[1])

        self._run(
            lambda tell: restore(
                path, one.path, keeping, datetime.now(UTC), lambda done, all_: tell(done, all_, "")
            ),
            finish,
            fail,
            lambda done, total, _what: sheet.show_progress(words, done, total),
        )

    def _on_cancelled(self) -> None:
        self.stop()
        self._reopen()

    def _reopen(self) -> None:
        """Open the project again that was closed to go back to a backup."""
        path, self._reopening = self._reopening, None
        if path is not None:
            self._projects.open(path)

    def _ask_place(self, sheet: RestoreSheet) -> None:
        from annotator.gui.dialogs.backup_place import BackupPlace
        from annotator.workbench.backing_up import default_root, keeping_of

        keeping = keeping_of(self._settings)
        keep, root = keeping.keep, str(keeping.root)
        place = BackupPlace(root, str(default_root()), (keep.days, keep.weeks, keep.months))

        def take(folder: str, counts: tuple[int, int, int]) -> None:
            self._settings["backup_folder"] = folder
            for name, count in zip(("days", "weeks", "months"), counts, strict=True):
                self._settings[f"backup_{name}"] = count
            self._keeper, self._not_before = None, 0.0
            self._list(sheet)

        place.place_given.connect(take)
        place.open_over(self._window)

    # the work ---------------------------------------------------------------------------------

    def _keeper_now(self) -> Keeper:
        assert self._session is not None
        self._keeper = self._keeper_of(self._session)
        return self._keeper

    def _keeper_of(self, session: Session) -> Keeper:
        from annotator.workbench.backing_up import Keeper, keeping_of

        keeping = keeping_of(self._settings)
        if self._keeper is None or self._keeper.keeping != keeping:
            return Keeper(session.project, keeping)
        return self._keeper

    def _run(
        self,
        work: Work,
        finish: Callable[[Any], object],
        fail: Callable[[Any], object],
        tell: Callable[[int, int, str], object] | None = None,
    ) -> None:
        """Run one piece of work beside the window; what ran before is stopped."""
        self.stop()
        task = self._task = Task(work, self)

        def end(tell_end: Callable[[Any], object], what: object) -> None:
            if self._task is task:
                self._task = None
                tell_end(what)

        if tell is not None:
            task.progressed.connect(lambda *how: tell(*how) if self._task is task else None)
        task.succeeded.connect(lambda result: end(finish, result))
        task.failed.connect(lambda error: end(fail, error))
        task.start()

    def _on_kept(self, report: BackupReport | None) -> None:
        from annotator.workbench.backup_words import moment_words

        if report is not None and report.is_cancelled:
            return
        self._told = ""
        if self._keeper is not None and self._keeper.newest is not None:
            words = _("Last backup: {when}").format(when=moment_words(self._keeper.newest))
            self.kept.emit(words)

    def _on_made(self, report: BackupReport) -> None:
        self._on_kept(report)
        if report.path is not None:
            told = _("Backed up and checked: {name}")
            self.message.emit(told.format(name=Path(report.path).name))

    def _on_missed(self, error: BaseException) -> None:
        """Say once why there is no backup; then leave the disk alone for a while."""
        sentence = error_texts(error)[1]
        self._not_before = time.monotonic() + RETRY_SECONDS
        self.missed.emit(sentence)
        if sentence != self._told:
            self._told = sentence
            self.message.emit(sentence)

    def _on_refused(self, error: BaseException) -> None:
        self._told = error_texts(error)[1]
        self.missed.emit(self._told)
        self.failed.emit(error)
