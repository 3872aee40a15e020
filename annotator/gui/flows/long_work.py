"""Long work on the open project, one at a time, beside the window: with progress and cancel."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.runtime.errors import error_texts
from annotator.gui.runtime.tasks import Task, Work
from annotator.model.errors import AnnotatorError

Tell = Callable[[int, int, str], object]
"""Shows how much is done, how much there is, and what is being done."""


class LongWork(QObject):
    """Runs work in a thread and tells the window that the project is taken meanwhile."""

    failed = Signal(object)
    message = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether long work has the project now."""
        return self._task is not None

    def cancel_all(self) -> None:
        """Stop what is running and wait until it has stopped; nothing half-done stays."""
        task, self._task = self._task, None
        if task is not None:
            stop(task)
            self.busy_changed.emit(False)

    def run(
        self,
        work: Work,
        finish: Callable[..., object],
        fail: Callable[[str], object],
        tell: Tell,
    ) -> None:
        """Begin work in place of what is running; exactly one of the two ends comes, or none."""
        self.cancel_all()
        task = self._task = Task(work, self)
        self.busy_changed.emit(True)

        def end(tell_end: Callable[..., object], what: object) -> None:
            if self._task is task:
                self._task = None
                self.busy_changed.emit(False)
                tell_end(what)

        def on_succeeded(result: object) -> None:
            end(finish, result)

        def on_failed(error: BaseException) -> None:
            end(fail, error_texts(error)[1])
            report_bug(error)

        task.progressed.connect(
            lambda done, total, what: tell(done, total, what) if self._task is task else None
        )
        task.succeeded.connect(on_succeeded)
        task.failed.connect(on_failed)
        task.start()


def stop(task: Task) -> None:
    """Ask work to stop, and wait until it has."""
    task.cancel()
    task.wait()


def report_bug(error: BaseException) -> None:
    """Show and log what was not raised on purpose where all bugs are."""
    if not isinstance(error, AnnotatorError):
        sys.excepthook(type(error), error, error.__traceback__)
