"""Asks for two days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.layouts import column, line
from annotator.workbench.language import _

_WIDTH = 440


class DatesSheet(Sheet):
    """Two fields, either of which may stay empty; ``days_given`` carries both, None for empty."""

    days_given = Signal(object, object)

    def __init__(self, first: str | None, last: str | None) -> None:
        super().__init__(_("Articles by date"), _WIDTH)
        purpose = _("An article counts on the day on which the last of its coders was done.")
        self.content.addWidget(Prose(purpose))
        self.content.addSpacing(10)
        self.first, self.last = QLineEdit(first or ""), QLineEdit(last or "")
        fields = line(spacing=12)
        for field, name in ((self.first, _("From")), (self.last, _("Until"))):
            field.setPlaceholderText("2026-11-22")
            field.setAccessibleName(name)
            field.textChanged.connect(self.on_edited)
            part = column(spacing=4)
            part.addWidget(Caption(name, "small"))
            part.addWidget(field)
            fields.addLayout(part, 1)
        self.content.addLayout(fields)
        self.add_button(_("Cancel"), self.dismiss)
        self.add_button(_("Count these"), self.on_given, is_primary=True)
        self.on_edited()

    def first_focus(self) -> QWidget:
        """Begin in the first field."""
        return self.first

    def on_edited(self) -> None:
        """Let only days through, in their order."""
        days = [self.first.text().strip(), self.last.text().strip()]
        reason = ""
        if not all(map(_is_day, days)):
            reason = _("A day is written as 2026-11-22.")
        elif all(days) and days[0] > days[1]:
            reason = _("The first day comes after the last.")
        self.refuse(reason)

    def on_given(self) -> None:
        """Give the days and go."""
        if not self.reason:
            days = [self.first.text().strip() or None, self.last.text().strip() or None]
            self.dismiss()
            self.days_given.emit(*days)


def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
