"""A sentence with an icon that takes as many lines as it needs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look

_INKS = {"check": "ok", "warn": "warn", "block": "bad", "info": "ink3", "in": "ink2", "out": "ink2"}
_ICON = 14


class _Icon(QWidget):
    """The icon, level with the first line of words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(22, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colour of what it says."""
        painter = QPainter(self)
        draw_icon(painter, self._name, 0, 2, getattr(look().theme, _INKS[self._name]), _ICON)
        painter.end()


class Remark(QWidget):
    """Something to know: ``check``, ``warn``, ``block``, ``info``, ``in`` or ``out``, and why."""

    def __init__(self, icon: str, words: str, ink: str = "ink2") -> None:
        super().__init__()
        self.icon_name, self.words = icon, words
        row = line(self)
        row.addWidget(_Icon(icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Prose(words, ink), 1)
        self.setAccessibleName(words)


def show_remarks(place: QVBoxLayout, told: list[tuple[str, str]]) -> list[Remark]:
    """Show remarks in place of those that stood there."""
    while (item := place.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    made = [Remark(icon, words) for icon, words in told]
    for remark in made:
        place.addWidget(remark)
    return made
