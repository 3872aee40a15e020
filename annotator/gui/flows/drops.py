"""Files that are dropped on the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from annotator.workbench.session import SUFFIX

DROPPING = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Drops(QObject):
    """Projects that are dropped ask to be opened or joined, other files to be added."""

    projects_dropped = Signal(list)
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
        projects = [path for path in paths if path.lower().endswith(SUFFIX)]
        if projects:
            self.projects_dropped.emit(projects)
        elif paths:
            self.files_dropped.emit(paths)


def _paths(event: QDropEvent) -> list[str]:
    """Return the files that are held; addresses of the web are none."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
