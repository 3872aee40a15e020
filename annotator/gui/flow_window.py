"""What the window and its flows have in common: making them, and where their words go."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtWidgets import QMainWindow

from annotator.gui.flows.chronicle import Looking
from annotator.gui.flows.command_palette import CommandPalette
from annotator.gui.flows.correcting import Correcting
from annotator.gui.flows.drops import Drops
from annotator.gui.flows.exchange import Exchange
from annotator.gui.flows.feedback import Feedback
from annotator.gui.flows.handing_out import HandingOut
from annotator.gui.flows.help import Help
from annotator.gui.flows.opening import Opening
from annotator.gui.flows.parcels import Parcels
from annotator.gui.flows.people import People
from annotator.gui.flows.projects import Projects
from annotator.gui.flows.relating import Relating
from annotator.gui.flows.reviewing import Reviewing
from annotator.gui.flows.safekeeping import Safekeeping
from annotator.gui.flows.sharing import Sharing
from annotator.gui.flows.undoing import Undoing
from annotator.gui.panels.notice import NoticeLine
from annotator.gui.panels.status import StatusLine
from annotator.gui.top_bar import TopBar
from annotator.gui.workspace.workspace import Workspace
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.language import _
from annotator.workbench.settings import Settings


class FlowWindow(QMainWindow):
    """A window with every flow; what they say stands at its foot, what fails is told."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.workspace: Workspace | None = None
        self.top = TopBar()
        self.status = StatusLine()
        self.notice = NoticeLine()
        self.projects = Projects(self, settings)
        self.opening = Opening(self, settings, self.projects, self.notice)
        self.palette_flow = CommandPalette(self, settings)
        self.exchange = Exchange(self)
        self.correcting = Correcting(self, self.exchange)
        self.sharing = Sharing(self, settings, self.projects, self._focused_mark)
        self.help = Help(self)
        self.relating = Relating(self)
        self.people = People(self)
        self.looking = Looking(self, settings)
        self.undoing = Undoing(self)
        self.handing_out = HandingOut(self, lambda: self.projects.session, self._chosen_places)
        self.feedback = Feedback(self, lambda: self.projects.session)
        self.parcels = Parcels(self, lambda: self.projects.session, self.notice)
        self.reviewing = Reviewing(self, settings, lambda: self.workspace)
        self.drops = Drops(self)
        self.safekeeping = Safekeeping(self, settings, self.projects, self.exchange)

    @property
    def is_busy(self) -> bool:
        """Tell whether long work has the project now."""
        working = (self.exchange, self.looking, self.sharing, self.reviewing, self.parcels)
        return any(one.is_busy for one in working)

    def _connect_flows(self) -> None:
        telling = (
            self.opening,
            self.exchange,
            self.sharing,
            self.looking,
            self.undoing,
            self.safekeeping,
            self.correcting,
            self.reviewing,
            self.handing_out,
            self.parcels,
            self.feedback,
        )
        for flow in telling:
            flow.message.connect(self.status.show_message)
        for any_flow in (*telling, self.projects, self.relating):
            any_flow.failed.connect(self._on_failed)
        for working in (self.exchange, self.sharing, self.looking, self.reviewing, self.parcels):
            working.busy_changed.connect(self._on_busy_changed)
        self.opening.check_changed.connect(self.status.show_checking)
        self.undoing.done.connect(self._show_state)
        self.exchange.correction_wanted.connect(
            lambda document, file: self.correcting.start(self.workspace, document, file)
        )
        self.sharing.connect_to(self.status, self.drops, self.trigger)
        self.sharing.state_changed.connect(self._show_state)
        self.drops.files_dropped.connect(self._on_files_dropped)
        self.safekeeping.kept.connect(self.status.show_backup)
        self.safekeeping.missed.connect(self.status.show_no_backup)
        self.status.backup_requested.connect(self.safekeeping.ask_restore)
        self.opening.can_restore = True
        self.opening.restore_requested.connect(self.safekeeping.ask_restore_of)
        self._connect_team()

    def _connect_team(self) -> None:
        self.reviewing.state_changed.connect(self._show_state)
        self.reviewing.requested.connect(self.trigger)
        self.parcels.differences_requested.connect(lambda: self.trigger("my_differences"))
        self.feedback.passage_requested.connect(
            lambda document, span, start: self.reviewing.show_passage(
                document, span_id=span, start=start
            )
        )
        self.top.tabs.chosen.connect(self.trigger)

    def _on_files_dropped(self, paths: list[str]) -> None:
        if self.parcels.is_open:
            told = _("Articles are added in the project, not in a parcel of it.")
            self.status.show_message(told)
        else:
            self.exchange.ask_import(self.projects.session, paths)

    def _stop_work(self) -> None:
        self.exchange.cancel_all()
        self.sharing.cancel_all()
        self.looking.cancel()
        self.reviewing.cancel_all()
        self.parcels.cancel_all()

    def _chosen_places(self) -> list[tuple[Id, Id]]:
        return self.reviewing.page.chosen_places() if self.reviewing.page is not None else []

    def _focused_mark(self) -> Id | None:
        return self.workspace.scene.focused_id if self.workspace is not None else None

    @abstractmethod
    def trigger(self, action_id: str) -> None:
        """Carry out a command, if it can be used now."""

    @abstractmethod
    def _on_failed(self, error: AnnotatorError) -> None: ...

    @abstractmethod
    def _on_busy_changed(self, is_busy: bool) -> None: ...

    @abstractmethod
    def _show_state(self) -> None: ...
