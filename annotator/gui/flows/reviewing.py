"""Going from one workspace to another; their pages are made when they are first shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.commands.workspaces import CODE, IDS, WORKSPACES, WorkspaceRow
from annotator.gui.flows.long_work import LongWork
from annotator.gui.workspace.workspace import Workspace
from annotator.model.change import Change
from annotator.model.identity import Id
from annotator.workbench import teamwork
from annotator.workbench.rights import may_review
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.review.page import Page

SHARED, MANAGED = "shared", "managed"
"""Needs of actions: the project is the work of several; who codes now may hand out work."""


class Reviewing(LongWork):
    """The workspaces of the open project, and the long work of their pages.

    ``shown`` carries the page that is to be seen now, or None for the coding; ``state_changed``
    says that other workspaces, or commands, can be used; ``requested`` carries a command.  What
    pages know of the window stands in ``review.page.Desk``.
    """

    shown = Signal(object)
    state_changed = Signal()

    requested = Signal(str)

    def __init__(
        self, window: QWidget, settings: Settings, workspace: Callable[[], Workspace | None]
    ) -> None:
        super().__init__(window)
        self.settings = settings
        self._workspace = workspace
        self._session: Session | None = None
        self._pages: dict[str, Page] = {}
        self._needs: frozenset[str] = frozenset()
        self.current = CODE

    @property
    def page(self) -> Page | None:
        """Return the page that is shown; None while the coding is."""
        return self._pages.get(self.current)

    @property
    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what carries out the commands, by their ids."""
        return {row.action: partial(self.show, row.id) for row in WORKSPACES}

    @property
    def offered(self) -> frozenset[str]:
        """Return the commands that the page which is shown carries out itself."""
        return frozenset(self.page.commands) if self.page is not None else frozenset()

    @property
    def tabs(self) -> tuple[WorkspaceRow, ...]:
        """Return the workspaces that have a tab: none where one person codes alone."""
        has_use = SHARED in self._needs or self.page is not None
        return WORKSPACES if has_use and MANAGED in self._needs and len(WORKSPACES) > 1 else ()

    def needs(self) -> frozenset[str]:
        """Return which needs of actions are met."""
        return self._needs

    def begin(self, session: Session) -> None:
        """Look after a project that was opened."""
        self._session = session
        self._look()

    def end(self) -> None:
        """Leave the project; it is about to be closed."""
        self.cancel_all()
        if (page := self.page) is not None:
            page.leave()
        for one in self._pages.values():
            one.hide()
            one.deleteLater()
        self._pages.clear()
        self._session, self._needs, self.current = None, frozenset(), CODE

    def show(self, name: str, target: object = None) -> None:
        """Show a workspace, at what ``target`` names to it where something is named."""
        session = self._session
        if session is None or name not in IDS or (name != CODE and MANAGED not in self._needs):
            return
        if (before := self.page) is not None and name != self.current:
            before.leave()
        page = None if name == CODE else self._pages.get(name) or self._made(name, session)
        self.current = name
        self.shown.emit(page)
        if page is not None:
            if target is not None:
                page.go_to(target)
            page.start()
        self.state_changed.emit()

    def trigger(self, action_id: str) -> None:
        """Ask the window to carry out a command."""
        self.requested.emit(action_id)

    def show_passage(
        self, document_id: Id, *, span_id: Id | None = None, start: int | None = None
    ) -> None:
        """Open an article in the coding, at a mark of one's own or a place (in code points)."""
        workspace = self._workspace()
        if workspace is not None:
            self.show(CODE)
            workspace.show_passage(document_id, span_id, start)

    def on_change(self, change: Change) -> None:
        """Let every page follow a change."""
        if change.kinds & teamwork.KINDS or not change.ids:
            self._look()
        for page in self._pages.values():
            page.on_change(change)

    def set_busy(self, is_busy: bool) -> None:
        """Let no page ask anything of the project while long work has it."""
        for page in self._pages.values():
            page.set_busy(is_busy)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        for page in self._pages.values():
            page.retranslate()

    def _made(self, name: str, session: Session) -> Page:
        from annotator.gui.flows.pages import PAGES

        page = self._pages[name] = PAGES[name](session, self)
        page.failed.connect(self.failed)
        page.message.connect(self.message)
        page.state_changed.connect(self.state_changed)
        return page

    def _look(self) -> None:
        """See again whether the project is the work of several, and whose it is to manage."""
        session = self._session
        if session is None:
            return
        context, met = session.context, set()
        if may_review(context):
            met.add(MANAGED)
            if teamwork.is_shared(context):
                met.add(SHARED)
        self._needs = frozenset(met)
        if self.current != CODE and MANAGED not in met:
            self.show(CODE)
