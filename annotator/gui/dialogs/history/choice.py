"""A button that shows what a list is narrowed to, and offers the other choices in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from annotator.gui.theme.controls import PlainButton


class Choice(PlainButton):
    """Offers some things by name; the first stands for all.  ``chosen`` carries no value.

    ``value`` is what is chosen now.
    """

    chosen = Signal()

    def __init__(self, name: str, options: Sequence[tuple[str, object]]) -> None:
        super().__init__("", "flat")
        self._name = name
        self._options = list(options)
        self.value: object = self._options[0][1]
        self.clicked.connect(self._open)
        self._show()

    def choose(self, value: object) -> None:
        """Choose one of the values, without telling; unknown ones choose the first."""
        known = [one for _words, one in self._options]
        self.value = value if value in known else known[0]
        self._show()

    def menu_of(self) -> QMenu:
        """Return the menu with all choices."""
        menu = QMenu(self)
        for words, value in self._options:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(partial(self._take, value))
        return menu

    def _open(self) -> None:
        menu = self.menu_of()
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

    def _take(self, value: object, _checked: bool = False) -> None:
        if value != self.value:
            self.choose(value)
            self.chosen.emit()

    def _show(self) -> None:
        words = next(words for words, value in self._options if value == self.value)
        self.setText(f"{words} ▾".replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(self._name)
