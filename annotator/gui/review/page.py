"""What every workspace beside the coding has in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.runtime.tasks import Work
from annotator.gui.theme.controls import surface
from annotator.model.change import Change
from annotator.model.identity import Id
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings


class Desk(Protocol):
    """What a page may ask of the window around it (``gui/flows/reviewing``)."""

    settings: Settings

    def show(self, name: str, target: object = None) -> None:
        """Go to a workspace, at what ``target`` names to it where something is named."""

    def show_passage(
        self, document_id: Id, *, span_id: Id | None = None, start: int | None = None
    ) -> None:
        """Open an article in the coding, at a mark of one's own or a place (in code points)."""

    def trigger(self, action_id: str) -> None:
        """Carry out a command of the window."""

    def run(
        self,
        work: Work,
        finish: Callable[..., object],
        fail: Callable[[str], object],
        tell: Callable[[int, int, str], object],
    ) -> None:
        """Do long work beside the window; exactly one of the two ends comes, or none."""

    def cancel_all(self) -> None:
        """Stop the long work that runs."""


class Page(QWidget):
    """One workspace of the open project, made when it is first shown and kept until it closes.

    ``session`` is the project, ``desk`` goes to passages and other workspaces and does long work;
    sheets open over ``window()``.  Plain keys come to the widgets of the page; commands of the
    table of actions that it carries out itself stand in ``commands``, and ``state`` names the needs
    of others that are met here.

    ``failed`` carries an AnnotatorError, ``message`` a sentence for the foot of the window,
    ``state_changed`` says that other commands can be used now.
    """

    failed = Signal(object)
    message = Signal(str)
    state_changed = Signal()

    def __init__(self, session: Session, desk: Desk) -> None:
        super().__init__()
        surface(self, "paper")
        self.session = session
        self.desk = desk

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page carries out itself, by the ids of actions."""
        return {}

    def state(self) -> frozenset[str]:
        """Return which needs of actions are met here, besides ``project``."""
        return frozenset()

    @abstractmethod
    def start(self) -> None:
        """Take the keyboard at the place that was left, as the page is shown now."""

    def go_to(self, target: object) -> None:
        """Show something that another workspace names; what it can be is the page's own."""

    def leave(self) -> None:
        """Take in what is being typed and remember the place; another workspace is shown next."""

    @abstractmethod
    def on_change(self, change: Change) -> None:
        """Follow what a verb has changed, also while another workspace is shown."""

    @abstractmethod
    def retranslate(self) -> None:
        """Say everything in the language in use."""

    def chosen_places(self) -> list[tuple[Id, Id]]:
        """Return which documents and coders are chosen, where the page has such a choice."""
        return []

    def set_busy(self, is_busy: bool) -> None:
        """Ask nothing of the project while long work has it."""
