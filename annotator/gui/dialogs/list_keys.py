"""Keys that move in a list and choose from it while a field above it has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView

PAGE = 8
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -PAGE,
    Qt.Key.Key_PageDown: PAGE,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListKeys(QObject):
    """Turns keys typed in a field into steps, a choice, or a question."""

    stepped = Signal(int)
    entered = Signal()
    asked = Signal()

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys that are meant for the list, and no others."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _ENTER:
            self.entered.emit()
        elif key == Qt.Key.Key_F1:
            self.asked.emit()
        else:
            return False
        return True


def stepped_place(places: list[int], present: int, by: int) -> int:
    """Return the place so many steps away, -1 where there is none.

    Single steps go round; longer ones stop at the ends; from nowhere they go to the first.
    """
    if not places:
        return -1
    place = places.index(present) + by if present in places else 0
    if abs(by) == 1:
        return places[place % len(places)]
    return places[max(0, min(place, len(places) - 1))]


def dress_list(view: QListView) -> None:
    """Let a list be led by the field above it, without frame or focus of its own."""
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
