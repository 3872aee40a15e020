"""A field that shows an answer and, opened, looks for another among many."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget

from annotator.gui.panels.inspector.option_list import OptionList
from annotator.gui.panels.inspector.options import Option
from annotator.gui.theme.controls import PaintedButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, draw_text, rounded

_HEIGHT = 28
_CHEVRON = 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class FieldButton(PaintedButton):
    """The closed field: digit, answer, hint, chevron.  Typing opens it."""

    typed = Signal(str)
    clear_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.digit = self.hint = self.placeholder = ""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_field(self, words: str, *, digit: str = "", hint: str = "") -> None:
        """Show an answer with its digit, and a hint at the right."""
        self.setText(words)
        self.digit, self.hint = digit, hint
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a field."""
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the field."""
        theme = look().theme
        rounded(painter, rect, theme.paper, 5, theme.ink2 if self.underMouse() else theme.edge)
        x, end = 9.0, rect.width() - 30
        if self.digit:
            used = named_font("key", 600)
            draw_text(painter, QRectF(x, 0, 14, rect.height()), self.digit, theme.ink2, used)
            x += 15
        if self.hint:
            small = named_font("caption")
            area = QRectF(0, 0, end, rect.height())
            draw_text(painter, area, self.hint, theme.ink3, small, RIGHT)
            end -= text_width(self.hint, small) + 8
        y = (rect.height() - _CHEVRON) / 2
        draw_icon(painter, "down", rect.width() - 24, y, theme.ink2, _CHEVRON)
        area = QRectF(x, 0, end - x, rect.height())
        words, colour = self.text() or self.placeholder, theme.ink if self.text() else theme.ink3
        return draw_text(painter, area, words, colour, named_font("small"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Down, clear with Backspace, look for what is typed."""
        is_typing = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Down:
            self.click()
        elif event.key() in _CLEAR_KEYS:
            self.clear_pressed.emit()
        elif is_typing and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class FilterLine(QLineEdit):
    """The opened field; what concerns the list goes to its owner."""

    walked = Signal(int)
    picked = Signal()
    added = Signal()
    given_up = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, pick, add or give up."""
        key, is_control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if Qt.Key(key) in steps:
            self.walked.emit(steps[Qt.Key(key)])
        elif key in _ENTER:
            (self.added if is_control else self.picked).emit()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the keyboard goes elsewhere in the window."""
        super().focusOutEvent(event)
        elsewhere = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in elsewhere:
            self.left.emit()


class FilterField(QWidget):
    """Closed a button, open a line with a list below; after picking the keyboard goes back."""

    option_picked = Signal(object)
    text_added = Signal(str)
    clear_requested = Signal()
    open_changed = Signal(bool)

    def __init__(
        self, *, is_tall: bool, shows_digits: bool, can_add: bool, has_button: bool = True
    ) -> None:
        super().__init__()
        self.options: Sequence[Option] = ()
        self.given: Sequence[str] = ()
        self.value: object = None
        self.has_button = has_button
        self.button = FieldButton()
        self._shape = {"is_tall": is_tall, "shows_digits": shows_digits, "can_add": can_add}
        self._shows_digits = shows_digits
        self._is_open = False
        self._came_from: QWidget | None = None
        self._layout = column(self, spacing=3)
        self._layout.addWidget(self.button)
        self.button.setVisible(has_button)
        self.button.clicked.connect(lambda: self.open())
        self.button.typed.connect(self._on_typed)
        self.button.clear_pressed.connect(self.clear_requested)

    @cached_property
    def line(self) -> FilterLine:
        """The line in which is typed; made when first opened, as most fields never are."""
        made = FilterLine()
        made.hide()
        self._layout.insertWidget(1, made)
        QWidget.setTabOrder(self.button, made)
        made.textChanged.connect(self._on_text_changed)
        made.walked.connect(lambda step: self.hits.walk(step))
        made.picked.connect(lambda: self.hits.pick())
        made.added.connect(lambda: self.hits.add())
        made.given_up.connect(lambda: self.close_list(is_returning=True))
        made.left.connect(self.close_list)
        return made

    @cached_property
    def hits(self) -> OptionList:
        """The list below the line."""
        made = OptionList(**self._shape)
        made.hide()
        self._layout.addWidget(made)
        made.option_picked.connect(self._on_option_picked)
        made.text_added.connect(self._on_text_added)
        return made

    def tab_stops(self) -> list[QWidget]:
        """Return the closed field and, once there is one, the line."""
        return [self.button, self.line] if "line" in self.__dict__ else [self.button]

    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._is_open

    def open(self, typed: str = "") -> None:
        """Show line and list, and take the keyboard."""
        if not self._is_open:
            self._came_from = QApplication.focusWidget()
        self._is_open = True
        self.open_changed.emit(True)
        self.line.setText(typed)
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.button.hide()
        self.hits.show()
        self._on_text_changed()

    def close_list(self, *, is_returning: bool = False) -> None:
        """Fold; with ``is_returning`` give the keyboard back to where it was."""
        if not self._is_open:
            return
        self._is_open = False
        had_focus = self.line.hasFocus()
        self.button.setVisible(self.has_button)
        back = self._came_from
        if had_focus and is_returning and back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.hide()
        self.hits.hide()
        self.open_changed.emit(False)

    def _on_typed(self, text: str) -> None:
        if not (self._shows_digits and self.list_digit(text)):
            self.open(text)

    def list_digit(self, digit: str) -> bool:
        """Pick the option with a digit without opening; tell whether there is one."""
        found = next((one for one in self.options if digit and one.digit == digit), None)
        if found is not None:
            self.option_picked.emit(found)
        return found is not None

    def _on_text_changed(self) -> None:
        if not self._is_open:
            return
        typed = self.line.text()
        if self._shows_digits and self.hits.pick_digit(typed):
            return
        self.hits.filter(self.options, typed, self.value, self.given)

    def _on_option_picked(self, option: Option) -> None:
        self.close_list(is_returning=True)
        self.option_picked.emit(option)

    def _on_text_added(self, text: str) -> None:
        self.close_list(is_returning=True)
        self.text_added.emit(text)
