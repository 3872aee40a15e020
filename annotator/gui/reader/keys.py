"""Which key moves the caret where."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.reader.movement import climb, line_edge, next_offset, x_of
from annotator.gui.reader.page import Page

Key = Qt.Key
SIDEWAYS = {Key.Key_Left: -1, Key.Key_Right: 1}
CLIMBS = {Key.Key_Up: -1, Key.Key_Down: 1}
PAGES = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
EDGES = {Key.Key_Home: False, Key.Key_End: True}
PAGE_SHARE = 0.85
"""The part of a viewport that a page key goes."""


class CaretKeys:
    """Finds where the caret goes; remembers the column while lines are climbed."""

    def __init__(self) -> None:
        self._x: float | None = None
        self.scrolled = 0.0
        """How far the last key wants the text to scroll, in pixels."""

    def forget_column(self) -> None:
        """Start a new column with the next climb."""
        self._x = None

    def find_offset(self, page: Page, event: QKeyEvent, caret: int, height: float) -> int | None:
        """Return where the caret goes, or None where the key is not for it."""
        self.scrolled = 0.0
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        has_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return None
        key = Key(event.key())
        if (key in CLIMBS or key in PAGES) and not has_control:
            return self._climb(page, key, caret, height)
        if key in SIDEWAYS:
            self.forget_column()
            return _sideways(page, caret, SIDEWAYS[key], by_word=has_control)
        if key in EDGES:
            self.forget_column()
            if has_control:
                return len(page.text) if EDGES[key] else 0
            return line_edge(page, caret, is_end=EDGES[key])
        return None

    def _climb(self, page: Page, key: Qt.Key, caret: int, height: float) -> int:
        if self._x is None:
            self._x = x_of(page, caret)
        if key in CLIMBS:
            return climb(page, caret, self._x, CLIMBS[key]).offset
        step = climb(page, caret, self._x, PAGES[key], height * PAGE_SHARE)
        self.scrolled = step.distance * PAGES[key]
        return step.offset


def _sideways(page: Page, caret: int, direction: int, *, by_word: bool) -> int:
    if page.block_at(caret).direction.is_right_to_left:
        direction = -direction
    return next_offset(page, caret, "word" if by_word else "grapheme", direction)


def selection_edge(page: Page, event: QKeyEvent, start: int, end: int) -> int | None:
    """Return the edge of a selection that a bare arrow drops it to, or None for other keys."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if start == end or held != Qt.KeyboardModifier.NoModifier or event.key() not in SIDEWAYS:
        return None
    is_onward = SIDEWAYS[Key(event.key())] > 0
    return end if is_onward != page.block_at(start).direction.is_right_to_left else start
