"""What several copies of a project have to do with each other, in one place for the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.flows.copies import Copies
from annotator.gui.flows.drops import Drops
from annotator.gui.flows.meeting import Meeting
from annotator.gui.flows.projects import Projects
from annotator.gui.panels.status import StatusLine
from annotator.model.identity import Id
from annotator.workbench.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.dialogs.folder_words import FolderState

FocusedMark = Callable[[], Id | None]


class Sharing(QObject):
    """Joins the commands, the status line and what is dropped with the verbs for copies.

    ``state_changed`` says that other commands may be possible now.
    """

    failed = Signal(object)
    message = Signal(str)
    busy_changed = Signal(bool)
    state_changed = Signal()

    def __init__(
        self, window: QWidget, settings: Settings, projects: Projects, focused: FocusedMark
    ) -> None:
        super().__init__(window)
        self._projects = projects
        self._focused = focused
        self._status: StatusLine | None = None
        self.copies = Copies(window)
        self.meeting = Meeting(window, settings)
        for work in (self.copies, self.meeting):
            work.failed.connect(self.failed)
            work.message.connect(self.message)
            work.busy_changed.connect(self.busy_changed)
        self.copies.open_requested.connect(lambda path: projects.open(Path(path)))
        self.meeting.state_changed.connect(self._on_folder_changed)

    @property
    def is_busy(self) -> bool:
        """Tell whether long work has the project now."""
        return self.copies.is_busy or self.meeting.is_busy

    @property
    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what carries out the commands, by their ids."""
        return {
            "join_copy": lambda: self.copies.ask_join(self._projects.session),
            "decide": lambda: self.copies.ask_decide(self._projects.session, self._focused()),
            "shared_folder": self.meeting.ask,
            "exchange_now": self.meeting.exchange,
        }

    def connect_to(
        self, status: StatusLine, drops: Drops, trigger: Callable[[str], object]
    ) -> None:
        """Show how it stands in the status line, and take projects that are dropped."""
        self._status = status
        status.folder_requested.connect(lambda: trigger("shared_folder"))
        status.decide_requested.connect(lambda: trigger("decide"))
        drops.projects_dropped.connect(self._on_projects_dropped)

    def needs(self) -> set[str]:
        """Return which needs of commands are met, and show how much waits for a decision."""
        session = self._projects.session
        count = session.finding.count_undecided() if session else 0
        if self._status is not None:
            self._status.show_undecided(count)
        met = {"undecided"} if count else set()
        return met | ({"folder"} if self.meeting.folder is not None else set())

    def retranslate(self) -> None:
        """Say how it stands in the language in use."""
        self._on_folder_changed(self.meeting.state)

    def cancel_all(self) -> None:
        """Stop what is running and wait until it has stopped."""
        self.copies.cancel_all()
        self.meeting.cancel_all()

    def end(self) -> None:
        """Do the last things, as the project is about to be closed."""
        self.meeting.end()

    def _on_projects_dropped(self, paths: list[str]) -> None:
        session = self._projects.session
        # A parcel takes nothing in: what is dropped on it is opened.
        is_parcel = session is not None and session.project.parcel_id is not None
        self.copies.ask_dropped(None if is_parcel else session, paths)

    def _on_folder_changed(self, state: FolderState | None) -> None:
        if self._status is None:
            return
        if state is None:
            self._status.show_folder("")
        else:
            from annotator.gui.dialogs.folder_words import status_words

            self._status.show_folder(status_words(state), is_gone=state.fault is not None)
        self.state_changed.emit()
