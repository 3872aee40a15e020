"""Makes estimated heights exact while nothing else happens."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.reader.page import Page

SLICE = 0.004
"""Seconds of work at a time."""
SHORT, LONG = 300_000, 2_000_000
"""Code points up to which a text is measured readily, and at all."""
SHORT_PAUSE_MS, LONG_PAUSE_MS = 12, 120


class IdleMeasuring(QObject):
    """Works on a page in small slices; long texts get little time, the longest none."""

    measured = Signal()

    def __init__(self, page: Page, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        # Kept so that the view cannot be collected, and this with it, in the middle of a slice.
        self._parent = parent
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.on_idle)

    def start(self) -> None:
        """Work until every height is exact."""
        length = len(self._page.text)
        if length <= LONG:
            self._timer.start(SHORT_PAUSE_MS if length <= SHORT else LONG_PAUSE_MS)
        else:
            self._timer.stop()

    def on_idle(self) -> None:
        """Work for one slice."""
        if not self._page.measure_some(SLICE):
            self._timer.stop()
        if self._page.is_moved:
            self.measured.emit()
