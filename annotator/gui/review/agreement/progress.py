"""The sheet of a measure that takes long: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Meter, Prose
from annotator.gui.dialogs.work_sheet import WorkSheet
from annotator.workbench.comparing.measure_words import measure_name
from annotator.workbench.language import _

_WIDTH = 460


class MeasureSheet(WorkSheet):
    """Says which measure is worked out; ``cancel_requested`` stops it."""

    def __init__(self, measure: str) -> None:
        super().__init__(_("Working out a measure"), _WIDTH)
        self._is_busy = True
        self._measure = measure
        self.meter = Meter()
        why = _("{measure} compares marks with many chance ones, which takes a while.")
        self.content.addWidget(Prose(why.format(measure=measure_name(measure))))
        self.content.addSpacing(8)
        self.content.addWidget(self.meter)
        self.button = self.add_button(_("Cancel"), self.dismiss)
        self.show_progress(0, 1, "")

    def first_focus(self) -> QWidget:
        """Begin at the button."""
        return self.button

    def show_progress(self, done: int, total: int, _what: str) -> None:
        """Show how far it is."""
        self.meter.show_share(measure_name(self._measure), done, total)

    def finish(self) -> None:
        """Close; there is nothing to stop any more."""
        self._is_busy = False
        self.dismiss()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
