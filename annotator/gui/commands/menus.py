"""Menus and shortcuts, made from the table of actions by one short loop."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from annotator.gui.commands.action_row import ActionRow
from annotator.gui.commands.actions import ACTIONS, MENUS, SHOWN_WITH
from annotator.workbench.language import _

EXCLUSIVE = ("theme_", "language_", "workspace_")
"""Beginnings of ids of which one is always checked."""


class Menus(QObject):
    """The menu bar's content; ``triggered`` carries the id of the command."""

    triggered = Signal(str)

    def __init__(self, bar: QMenuBar, window: QWidget) -> None:
        super().__init__(window)
        # Made here and not by the bar: what the bar makes is lost to Python when some other widget
        # is deleted later, and then the menus can be neither renamed nor hidden.
        self._menus: dict[str, QMenu] = {name: QMenu(bar) for name in MENUS}
        for menu in self._menus.values():
            bar.addMenu(menu)
        self._folds: dict[tuple[str, str], QMenu] = {}
        self._actions: dict[str, QAction] = {}
        groups = {begin: QActionGroup(self) for begin in EXCLUSIVE}
        last: dict[str, int] = {}
        for row in ACTIONS:
            menu = self._menus[row.menu]
            if last.get(row.menu, row.group) != row.group:
                menu.addSeparator()
            last[row.menu] = row.group
            action = self._make(row, window)
            self._menu_of(row).addAction(action)
            window.addAction(action)
            for begin, group in groups.items():
                if row.id.startswith(begin):
                    group.addAction(action)
        self.retranslate()

    def _menu_of(self, row: ActionRow) -> QMenu:
        """Return the menu of a row, or the one folded into it."""
        menu = self._menus[row.menu]
        if not row.fold:
            return menu
        place = row.menu, row.fold
        if place not in self._folds:
            self._folds[place] = QMenu(menu)  # made here for the same reason
            menu.addMenu(self._folds[place])
        return self._folds[place]

    def _make(self, row: ActionRow, window: QWidget) -> QAction:
        action = QAction(window)
        action.setObjectName(row.id)
        action.setCheckable(row.is_checkable)
        if row.keys and not row.is_plain:
            action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.triggered.connect(lambda _checked=False, name=row.id: self.triggered.emit(name))
        self._actions[row.id] = action
        return action

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        for name, title in MENUS.items():
            self._menus[name].setTitle(_(title))
        for (_menu, title), fold in self._folds.items():
            fold.setTitle(_(title))
        for row in ACTIONS:
            self._actions[row.id].setText(self._text(row, _(row.text)))

    def set_state(
        self,
        state: frozenset[str],
        offered: frozenset[str] = frozenset(),
        *,
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        """Enable what can be used: ``state`` holds the needs that are met.

        What is ``offered`` can be used as well; what is ``left_out`` is not even seen.
        """
        for row in ACTIONS:
            can_be_used = not row.needs or row.needs in state or row.id in offered
            self._actions[row.id].setEnabled(can_be_used and row.id not in left_out)
            self._actions[row.id].setVisible(row.id not in left_out)
        for name, need in SHOWN_WITH.items():
            if isValid(self._menus[name]):  # a window that closes has lost its menus before us
                self._menus[name].menuAction().setVisible(need in state)

    def set_checked(self, action_id: str, is_checked: bool) -> None:
        """Show a command as on or off."""
        self._actions[action_id].setChecked(is_checked)

    def set_text(self, action_id: str, text: str) -> None:
        """Give a command other words (undo names the verb); an ampersand in them is one."""
        self._actions[action_id].setText(text.replace("&", "&&"))

    def is_enabled(self, action_id: str) -> bool:
        """Tell whether a command can be used now."""
        return self._actions[action_id].isEnabled()

    def _text(self, row: ActionRow, words: str) -> str:
        """Return the words; a plain key stands behind a tab, where menus show it."""
        return f"{words}\t{row.keys[0]}" if row.is_plain and row.keys else words
