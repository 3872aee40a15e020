"""Stands for somebody at a menu, which the screen of the tests cannot show."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


class Chooser:
    """Takes the row with certain words from each menu that opens, or leaves the menu."""

    def __init__(self) -> None:
        self.words: str | None = None
        self.offered: dict[str, bool] = {}
        """The rows of the last menu, and whether each was checked."""

    def choose(self, menu: QMenu) -> QAction | None:
        rows = [row for row in menu.actions() if not row.isSeparator()]
        self.offered = {row.text(): row.isChecked() for row in rows}
        return next((row for row in rows if row.text() == self.words), None)


def answered_menu(chooser: Chooser) -> type[QMenu]:
    """Return a menu that somebody answers instead of showing it."""

    class AnsweredMenu(QMenu):
        def exec(self, *_place: object) -> QAction | None:
            return chooser.choose(self)

    return AnsweredMenu
