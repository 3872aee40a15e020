"""Long work beside the window: in a thread, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

Work = Callable[[Callable[[int, int, str], bool]], Any]
"""The work: gets a function to tell progress with, which returns False once it is cancelled."""


class _Worker(QThread):
    progressed = Signal(int, int, str)
    finished_with = Signal(object)
    failed_with = Signal(object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._is_cancelled = False

    def run(self) -> None:
        try:
            result = self._work(self._tell)
        except Exception as error:
            # Whatever it is, the window has to hear of it: it shows errors and reports bugs.
            self.failed_with.emit(error)
        else:
            self.finished_with.emit(result)

    def _tell(self, done: int, total: int, what: str = "") -> bool:
        self.progressed.emit(min(done, 2**31 - 1), min(total, 2**31 - 1), what)
        return not self._is_cancelled

    def cancel(self) -> None:
        self._is_cancelled = True


class Task(QObject):
    """One piece of long work.  Exactly one of ``succeeded`` and ``failed`` comes at its end."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = _Worker(work, self)
        self._worker.progressed.connect(self.progressed)
        self._worker.finished_with.connect(self._on_finished)
        self._worker.failed_with.connect(self._on_failed)

    def start(self) -> None:
        """Begin."""
        self._worker.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._worker.cancel()

    def wait(self, most: int | None = None) -> bool:
        """Wait until the thread has ended, or ``most`` milliseconds; tell whether it has."""
        return self._worker.wait() if most is None else self._worker.wait(most)

    def _on_finished(self, result: object) -> None:
        self._worker.wait()
        self.succeeded.emit(result)
        self.deleteLater()

    def _on_failed(self, error: object) -> None:
        self._worker.wait()
        self.failed.emit(error)
        self.deleteLater()
