"""What is shown while a large project is backed up before it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Meter, Prose
from annotator.gui.dialogs.sheet import Sheet
from annotator.workbench.language import _

WIDTH = 460


class ClosingSheet(Sheet):
    """How far the backup is; closing the sheet leaves the backup out."""

    def __init__(self) -> None:
        super().__init__(_("Backing up before closing"), WIDTH)
        self.meter = Meter()
        self.content.setSpacing(8)
        told = _("Everything is saved already. This makes a second copy of it.")
        self.content.addWidget(Prose(told))
        self.content.addWidget(self.meter)
        self.skip_button = self.add_button(_("Close without a backup"), self.dismiss)

    def first_focus(self) -> QWidget:
        """Begin here, so that Enter pressed a moment too late skips nothing."""
        return self

    def show_share(self, done: int, total: int) -> None:
        """Show how much of it is done."""
        self.meter.show_share(_("Backing up"), done, total)
