"""Keys typed in the text, where a single letter is a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.gui.reader.view import ReadingView
from annotator.gui.workspace.marking import Marking
from annotator.gui.workspace.scene import Scene

KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
COMMANDS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier | CONTROL
ENTER = (KEYS.Key_Return, KEYS.Key_Enter)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key press, reduced to what the tables below ask."""

    key: int
    text: str
    is_control: bool
    has_command: bool

    @classmethod
    def of(cls, event: QKeyEvent) -> Stroke:
        """Return the stroke of a Qt event."""
        held = event.modifiers()
        return cls(event.key(), event.text(), bool(held & CONTROL), bool(held & COMMANDS))


class TextKeys(QObject):
    """First to see the keys of the reading view; what it does not use, the view gets.

    ``command_pressed`` carries the id of a plain command (see the table of actions),
    ``digit_pressed`` a digit for the armed question, ``unknown_pressed`` a key that no label has.
    """

    command_pressed = Signal(str)
    digit_pressed = Signal(int)
    unknown_pressed = Signal(str)
    words_needed = Signal()
    first_label_wanted = Signal()
    next_found_wanted = Signal()
    escaped = Signal()

    def __init__(
        self, scene: Scene, reader: ReadingView, marking: Marking, commands: dict[str, str]
    ) -> None:
        super().__init__(reader)
        self._scene = scene
        self._reader = reader
        self._marking = marking
        self._commands = commands
        reader.installEventFilter(self)
        self._ways: tuple[Callable[[Stroke], bool], ...] = (
            self._move_end,
            self._leave,
            self._enter,
            self._digit,
            self._delete,
            self._label,
            self._command,
            self._label_without_words,
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Use a key press where one of the ways wants it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        # Whoever types looks at the caret: what the resting mouse points at need not stand out.
        self._reader.set_hovered(None, is_gripped=False)
        stroke = Stroke.of(event)
        return any(way(stroke) for way in self._ways)

    def _move_end(self, stroke: Stroke) -> bool:
        if self._marking.picked is None:
            return False
        if stroke.key in (KEYS.Key_Left, KEYS.Key_Right):
            direction = 1 if stroke.key == KEYS.Key_Right else -1
            self._marking.move_end(direction, by_words=stroke.is_control)
            return True
        if stroke.key in (*ENTER, KEYS.Key_Escape):
            self._marking.pick_end(None)
            return True
        return False

    def _leave(self, stroke: Stroke) -> bool:
        if stroke.key != KEYS.Key_Escape:
            return False
        if self._marking.is_waiting:
            self._marking.wait_for_label(False)
        elif self._reader.selected_extent() is not None:
            self._reader.clear_selection()
        elif self._scene.focused_id is not None:
            self._scene.focus_span(None)
        else:
            self.escaped.emit()
        return True

    def _enter(self, stroke: Stroke) -> bool:
        if stroke.key not in ENTER or stroke.has_command:
            return False
        if self._reader.selected_extent() is not None:
            self.first_label_wanted.emit()
        else:
            self.next_found_wanted.emit()
        return True

    def _digit(self, stroke: Stroke) -> bool:
        is_digit = len(stroke.text) == 1 and stroke.text in "123456789"
        is_label = self._marking.is_waiting or self._reader.selected_extent() is not None
        if not is_digit or stroke.has_command or is_label:
            return False
        if self._scene.focused_id is not None:
            self.digit_pressed.emit(int(stroke.text))
        return True

    def _delete(self, stroke: Stroke) -> bool:
        if stroke.key not in (KEYS.Key_Delete, KEYS.Key_Backspace) or stroke.has_command:
            return False
        if self._reader.selected_extent() is None:
            self._marking.delete()
        return True

    def _label(self, stroke: Stroke) -> bool:
        """Label keys act on selected words, and on the mark in focus while a label is awaited."""
        is_wanted = self._marking.is_waiting or self._reader.selected_extent() is not None
        if not is_wanted or stroke.has_command or not stroke.text.isalnum():
            return False
        label = self._marking.label_of_key(stroke.text)
        if label is None:
            self.unknown_pressed.emit(stroke.text.upper())
        else:
            self._marking.choose_label(label)
        return True

    def _command(self, stroke: Stroke) -> bool:
        command = self._commands.get(stroke.text.upper()) if stroke.text else None
        if command is None or stroke.has_command:
            return False
        self.command_pressed.emit(command)
        return True

    def _label_without_words(self, stroke: Stroke) -> bool:
        """A label's key where there is nothing to put it on says so."""
        if stroke.has_command or not stroke.text.isalnum():
            return False
        if self._marking.label_of_key(stroke.text) is not None:
            self.words_needed.emit()
        return True
