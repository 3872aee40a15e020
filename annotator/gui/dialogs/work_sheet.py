"""Sheets from which long work is done: stopping it, and taking the files that it is about."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Meter
from annotator.gui.dialogs.drop_zone import DropZone
from annotator.gui.dialogs.sheet import Sheet
from annotator.workbench.language import _


class WorkSheet(Sheet):
    """A sheet whose work is stopped before it closes; ``cancel_requested`` asks for that."""

    cancel_requested = Signal()
    _is_busy = False

    @property
    def is_busy(self) -> bool:
        """Tell whether work that was asked for here is being done."""
        return self._is_busy

    def on_cancel(self) -> None:
        """Stop what runs, and stay; else close."""
        if self._is_busy:
            self.cancel_requested.emit()
            self._set_busy(False)
        else:
            self.dismiss()

    def dismiss(self) -> None:
        """Close; what runs is stopped first."""
        if self._is_busy:
            self.cancel_requested.emit()
        super().dismiss()

    @abstractmethod
    def _set_busy(self, is_busy: bool) -> None: ...


class FilesSheet(WorkSheet):
    """A sheet that takes files, chosen or dropped; ``files_chosen`` carries their paths.

    Whoever derives from it makes ``zone``, ``failure`` and ``meter``.
    """

    files_chosen = Signal(list)
    zone: DropZone
    failure: QWidget
    meter: Meter

    def choose(self, paths: list[str]) -> None:
        """Take paths as chosen, as if they had been dropped here."""
        if paths and not self._is_busy:
            self.failure.hide()
            self.files_chosen.emit(paths)

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show what is being read and how far it is (in bytes or whatever else adds up)."""
        self._set_busy(True)
        words = _("Reading {file}").format(file=name) if name else _("Reading …")
        self.meter.show_share(words, done, total)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are on this computer, unless something runs."""
        if not self._is_busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            self.zone.show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: object) -> None:
        """Show the zone as before."""
        self.zone.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped as chosen."""
        self.zone.show_over(False)
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self.choose([url.toLocalFile() for url in urls if url.isLocalFile()])
