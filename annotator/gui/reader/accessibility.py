"""The text, caret and selection of a reading view for screen readers.

A text interface written in Python cannot answer what screen readers ask for most (the calls that
fill in several values), so the interface of a hidden, read-only editor that is kept in step is
handed out.  The editor is made when a screen reader first asks.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QAccessibleWidget, QPlainTextEdit

from annotator.gui.reader.display import text_display
from annotator.text.offsets import OffsetMap

if TYPE_CHECKING:
    from annotator.gui.reader.view import ReadingView


class AccessibleView(QAccessibleWidget):
    """A reading view as a document."""

    def __init__(self, view: ReadingView, mirror: Mirror) -> None:
        super().__init__(view, QAccessible.Role.Document, view.accessibleName())
        self._mirror = mirror

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """Return the text interface of the hidden editor, or what every widget has."""
        if kind == QAccessible.InterfaceType.TextInterface:
            editor = QAccessible.queryAccessibleInterface(self._mirror.editor())
            found: object = editor.interface_cast(kind)
        else:
            found = super().interface_cast(kind)
        # None would crash; the stubs call the pointers of this function int.
        return cast("int", shiboken6.VoidPtr(0) if found is None else found)


class Mirror(QObject):
    """The hidden editor of a view, and the interface that stands for the view."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self._view = view
        self._editor: QPlainTextEdit | None = None
        self._offsets = OffsetMap("")
        self._is_following = False
        self._interface: AccessibleView | None = None
        _install_factory()

    def interface(self) -> AccessibleView:
        """Return what stands for the view; it lives as long as the view."""
        if self._interface is None:
            self._interface = AccessibleView(self._view, self)
        return self._interface

    def editor(self) -> QPlainTextEdit:
        """Return the hidden editor, with the text and selection of the view."""
        if self._editor is None:
            # Without a parent, so that it does not stand beside the view for the screen reader.
            editor = self._editor = QPlainTextEdit()
            editor.setReadOnly(True)
            editor.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            editor.cursorPositionChanged.connect(self.on_cursor_moved)
            editor.selectionChanged.connect(self.on_cursor_moved)
            self.follow_text()
        return self._editor

    def follow_text(self) -> None:
        """Take over the text of the view."""
        if self._editor is None:
            return
        text = self._view.page.text
        self._offsets = OffsetMap(text)
        self._is_following = True
        self._editor.setPlainText(text_display(text))
        self._is_following = False
        self.follow_selection()

    def follow_selection(self) -> None:
        """Take over the selection of the view and tell the screen reader."""
        if self._editor is None:
            return
        anchor, caret = (self._offsets.to_utf16(x) for x in self._view.selection())
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(anchor)
        cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
        self._is_following = True
        self._editor.setTextCursor(cursor)
        self._is_following = False
        if not QAccessible.isActive():
            return
        event: QAccessibleTextCursorEvent
        if anchor == caret:
            event = QAccessibleTextCursorEvent(self._view, caret)
        else:
            event = QAccessibleTextSelectionEvent(
                self._view, min(anchor, caret), max(anchor, caret)
            )
            event.setCursorPosition(caret)
        QAccessible.updateAccessibility(event)

    def on_cursor_moved(self) -> None:
        """Let the view follow a caret or a selection that the screen reader has moved."""
        if self._is_following or self._editor is None:
            return
        cursor = self._editor.textCursor()
        ends = (cursor.anchor(), cursor.position())
        anchor, caret = (self._offsets.to_code_point(place) for place in ends)
        self._view.set_selection(anchor, caret)


@cache
def _install_factory() -> None:
    """Teach Qt, once, that a reading view brings its own interface."""
    QAccessible.installFactory(_find_interface)


def _find_interface(_class_name: str, widget: QObject | None) -> QAccessibleInterface | None:
    mirror = getattr(widget, "mirror", None)
    return mirror.interface() if isinstance(mirror, Mirror) else None
