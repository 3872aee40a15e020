"""Measures that take long: worked out as long work of the window, with a sheet to stop it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.review.agreement.progress import MeasureSheet
from annotator.gui.review.page import Desk
from annotator.model.stopped import Stopped
from annotator.workbench.comparing.number import Told

PATIENCE_MS = 400
"""How long work may take before the sheet is shown."""


class SlowWork(QObject):
    """Runs a measure; the sheet comes where it is not done at once.

    ``message`` carries why it could not be worked out.
    """

    message = Signal(str)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self.sheet: MeasureSheet | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        self._measure = ""
        self._stopped: Callable[[], object] = bool

    def run(
        self,
        measure: str,
        work: Callable[[Told], Any],
        show: Callable[[Any], object],
        stopped: Callable[[], object],
    ) -> None:
        """Work a measure out; ``stopped`` is called where the person does not wait for it."""
        self._measure, self._stopped = measure, stopped
        self._patience.start()

        def finish(found: Any) -> None:
            self._close()
            show(found)

        def fail(sentence: str) -> None:
            self._close()
            stopped()
            self.message.emit(sentence)

        self._desk.run(partial(_unless_stopped, work), finish, fail, self._tell)

    def _tell(self, done: int, total: int, what: str) -> None:
        if self.sheet is not None:
            self.sheet.show_progress(done, total, what)

    def _show(self) -> None:
        sheet = self.sheet = MeasureSheet(self._measure)
        sheet.cancel_requested.connect(self._cancel)
        sheet.open_over(self._page.window())

    def _cancel(self) -> None:
        self.sheet = None
        self._desk.cancel_all()
        self._stopped()

    def _close(self) -> None:
        self._patience.stop()
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.finish()


def _unless_stopped(
    work: Callable[[Told], Any], tell: Callable[[int, int, str], bool]
) -> Any | None:
    """Do the work; nobody waits for it any more where it is stopped."""
    try:
        return work(lambda done, total: tell(done, total, ""))
    except Stopped:
        return None
