"""Work that closing a project waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

PATIENCE_SECONDS = 0.4
"""How long closing may take before it is said why."""

_POLL_MS = 30


class Closing:
    """One piece of such work; after a moment it is shown and can be left out."""

    def __init__(self, work: Callable[[Callable[[int, int], bool]], object]) -> None:
        self._work = work
        self._is_stopped = False
        self._share = (0, 1)
        self.error: Exception | None = None

    def run(self, window: QWidget) -> None:
        """Do the work and come back when it has ended or was stopped."""
        thread = threading.Thread(target=self._do, name="backup on closing")
        thread.start()
        thread.join(PATIENCE_SECONDS)
        if thread.is_alive() and window.isVisible():
            self._show(window, thread)
        thread.join()

    def _do(self) -> None:
        try:
            self._work(self._tell)
        except Exception as error:  # closing goes on whatever it is; whoever asked looks at it
            self.error = error

    def _tell(self, done: int, total: int) -> bool:
        self._share = (done, total)
        return not self._is_stopped

    def _show(self, window: QWidget, thread: threading.Thread) -> None:
        from annotator.gui.dialogs.closing_sheet import ClosingSheet

        sheet, loop, timer = ClosingSheet(), QEventLoop(), QTimer()

        def stop() -> None:
            self._is_stopped = True

        def look() -> None:
            if sheet.is_open:
                sheet.show_share(*self._share)
            if not thread.is_alive():
                loop.quit()

        sheet.closed.connect(stop)
        sheet.open_over(window)
        timer.timeout.connect(look)
        timer.start(_POLL_MS)
        loop.exec()
        timer.stop()
        sheet.dismiss()
