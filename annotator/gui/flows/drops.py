"""Files that are dropped on the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from annotator.workbench.session import SUFFIX

DROPPING = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Drops(QObject):
    """A project that is dropped asks to be opened, other files to be added."""

    project_dropped = Signal(str)
    files_dropped = Signal(list)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take files, and nothing else; a sheet over the window has to be answered first."""
        if event.type() in DROPPING and self._has_sheet():
            event.ignore()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._take(event)
            return True
        if isinstance(event, QDragEnterEvent) and _paths(event):
            event.acceptProposedAction()
            return True
        return False

    def _has_sheet(self) -> bool:
        from annotator.gui.dialogs.scrim import Scrim

        return any(scrim.isVisible() for scrim in self._window.findChildren(Scrim))

    def _take(self, event: QDropEvent) -> None:
        paths = _paths(event)
        project = next((path for path in paths if path.endswith(SUFFIX)), None)
        if project is not None:
            self.project_dropped.emit(project)
        elif paths:
            self.files_dropped.emit(paths)


def _paths(event: QDropEvent) -> list[str]:
    """Return the files that are held; addresses of the web are none."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
