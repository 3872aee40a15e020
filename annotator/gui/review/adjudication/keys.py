"""From a key press to a command of the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.commands.review_rows import MOVES, REVIEW_ROWS

_NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Shift+Tab",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
}
_SHIFTED = {Qt.Key.Key_Left: "Left", Qt.Key.Key_Right: "Right"}
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

COMMANDS: dict[str, tuple[str, int]] = {
    key.upper(): (row.id, place)
    for row in REVIEW_ROWS
    if row.is_plain
    for place, key in enumerate(row.keys)
}
"""Commands by their key, with the place of the key among those of the command."""

REPEATING = frozenset(
    {"case_row", "case_row_back", "case_previous", "case_following"}
    | {row.id for row in REVIEW_ROWS if row.fold == MOVES}
)
"""Commands that go on while their key is held down; a verdict is given once for each press."""


def stroke_of(event: QKeyEvent) -> str:
    """Return the name of a key as the table of actions has it; nothing where Ctrl or Alt is held.

    What is typed counts, not where it stands on a keyboard: brackets are where a layout has them.
    """
    held = event.modifiers()
    if held & Qt.KeyboardModifier.AltModifier and held & Qt.KeyboardModifier.ControlModifier:
        # AltGr, with which some layouts type brackets.
        return event.text().upper() if event.text().isprintable() else ""
    if held & _COMMAND:
        return ""
    key = event.key()
    if key in _SHIFTED:
        is_shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
        return f"Shift+{_SHIFTED[Qt.Key(key)]}" if is_shifted else _SHIFTED[Qt.Key(key)]
    if key in _NAMED:
        return _NAMED[Qt.Key(key)]
    typed = event.text().upper()
    return typed if typed.isprintable() else ""


def command_of(stroke: str) -> tuple[str, int] | None:
    """Return the command of a key and the place of the key in its row; None for any other."""
    return COMMANDS.get(stroke.upper())
