"""One Qt signal for everything the core tells."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.model.change import Change
from annotator.workbench.events import Events


class Bridge(QObject):
    """Passes each Change of an open project on to the window, in the window's thread.

    The core publishes in the thread that ran the verb; an import runs in a worker.  A signal of an
    object that lives in the window's thread crosses over by itself.
    """

    changed = Signal(object)

    def __init__(self, events: Events, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe = events.subscribe(self._on_change)

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)

    def disconnect_events(self) -> None:
        """Hear no more of the project."""
        self._unsubscribe()
