"""Working numbers out beside the window: one thing at a time, the newest of each kind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.gui.runtime.tasks import Task
from annotator.model.errors import AnnotatorError

KINDS = ("list", "kept", "overview", "pair", "paragraph", "since")
"""What is worked out, the most urgent first: a list that was asked for waits for nothing else."""


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str
    work: Callable[[], Any]
    show: Callable[[Any], object]


class Reckoning(QObject):
    """Asks work of a thread; ``failed`` carries an AnnotatorError.

    What is asked anew before its turn replaces what was asked; what was overtaken while it was
    worked out is not shown.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[str, _Asked] = {}
        self._task: Task | None = None
        self._running: _Asked | None = None

    @property
    def is_working(self) -> bool:
        """Tell whether anything is still to come."""
        return self._task is not None or bool(self._waiting)

    def ask(self, kind: str, work: Callable[[], Any], show: Callable[[Any], object]) -> None:
        """Work something out, then show it."""
        self._waiting[kind] = _Asked(kind, work, show)
        self._next()

    def forget(self, *kinds: str) -> None:
        """Show nothing more of these kinds."""
        for kind in kinds:
            self._waiting.pop(kind, None)
            if self._running is not None and self._running.kind == kind:
                self._running = None

    def stop(self) -> None:
        """Forget everything, and wait until the thread has ended."""
        self._waiting.clear()
        task, self._task, self._running = self._task, None, None
        if task is not None:
            task.cancel()
            task.wait()

    def _next(self) -> None:
        if self._task is not None:
            return
        kind = next((one for one in KINDS if one in self._waiting), None)
        if kind is None:
            return
        asked = self._running = self._waiting.pop(kind)
        task = self._task = Task(lambda _tell: asked.work(), self)
        task.succeeded.connect(lambda found: self._on_end(task, asked, found))
        task.failed.connect(lambda error: self._on_failed(task, asked, error))
        task.start()

    def _on_end(self, task: Task, asked: _Asked, found: object) -> None:
        if self._task is task:
            if self._is_wanted_at_its_end(asked):
                asked.show(found)
            self._next()

    def _on_failed(self, task: Task, asked: _Asked, error: BaseException) -> None:
        if self._task is not task:
            return
        is_wanted = self._is_wanted_at_its_end(asked)
        if not isinstance(error, AnnotatorError):
            sys.excepthook(type(error), error, error.__traceback__)  # where all bugs are shown
        elif is_wanted:
            self.failed.emit(error)
        self._next()

    def _is_wanted_at_its_end(self, asked: _Asked) -> bool:
        """Make room for what is next; tell whether nothing has overtaken what was worked out."""
        is_wanted = self._running is asked and asked.kind not in self._waiting
        self._task = self._running = None
        return is_wanted
