"""A few answers as chips: one of them, or several."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.inspector.answers import is_given, switched
from annotator.gui.panels.inspector.editor import Editor
from annotator.gui.panels.inspector.options import Option, options_of
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.layouts import FlowLayout
from annotator.gui.theme.tips import set_tip
from annotator.model.attributes import Attribute
from annotator.model.span import Attributes, AttributeValue

CHIPS_AT_MOST = 5

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_CLEAR_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Choices(Editor):
    """Tab enters once, arrows walk, space picks; Backspace and Delete clear."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.options: tuple[Option, ...] = ()
        self.chips: list[Chip] = []
        self._flow = FlowLayout(self)
        self._is_stale = False

    def show_answer(self, value: AttributeValue, answers: Attributes) -> None:
        """Show which of the offered answers is given."""
        self.value = value
        offered = options_of(self.attribute, answers)
        if offered != self.options or self._is_stale:
            self._rebuild(offered)
        self._show_value()

    def set_armed(self, is_armed: bool) -> None:
        """Show the digits on the chips."""
        super().set_armed(is_armed)
        for chip, option in zip(self.chips, self.options, strict=True):
            chip.set_digit(option.digit if is_armed else "")

    def takes_digits(self) -> bool:
        """Digits pick chips."""
        return True

    def press_digit(self, digit: str) -> bool:
        """Pick the chip with this digit; one answer stays, of several it is switched."""
        option = next((one for one in self.options if one.digit == digit), None)
        if option is None:
            return False
        if self.attribute.many or not is_given(self.value, option.value):
            self._pick(option)
        return True

    def take_focus(self) -> None:
        """Put the keyboard on the chosen chip, else the first."""
        if self.chips:
            self._stop().setFocus(Qt.FocusReason.TabFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """Return the chips; only one of them has the tab policy."""
        return list(self.chips)

    def read_words(self) -> None:
        """Make the chips again at the next answer."""
        self._is_stale = True

    def take_key(self, chip: Chip, event: QKeyEvent) -> bool:
        """Walk with arrows, clear with Backspace, pick with digits; tell whether it was one."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step:
            at = (self.chips.index(chip) + step) % len(self.chips)
            self._set_stop(self.chips[at])
            self.chips[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() in _CLEAR_KEYS and self.can_be_empty():
            self.answered.emit(() if self.attribute.many else None)
            return True
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return is_plain and self.press_digit(event.text())

    def _rebuild(self, offered: tuple[Option, ...]) -> None:
        had_focus = any(chip.hasFocus() for chip in self.chips)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.options, self._is_stale = offered, False
        self.chips = [self._chip(option) for option in offered]
        self.set_armed(self.is_armed)
        self.updateGeometry()
        if had_focus:
            self.take_focus()

    def _chip(self, option: Option) -> Chip:
        chip = ChoiceChip(option.name, self)
        set_tip(chip, option.tip)
        chip.clicked.connect(self._on_chip_clicked)
        self._flow.addWidget(chip)
        if self.isVisible():
            chip.show()
        return chip

    def _show_value(self) -> None:
        for chip, option in zip(self.chips, self.options, strict=True):
            chip.setChecked(is_given(self.value, option.value))
        if self.chips and not any(chip.hasFocus() for chip in self.chips):
            self._set_stop(self._stop())

    def _stop(self) -> Chip:
        return next((chip for chip in self.chips if chip.isChecked()), self.chips[0])

    def _set_stop(self, stop: Chip) -> None:
        """Let Tab stop at one chip only."""
        for chip in self.chips:
            policy = Qt.FocusPolicy.TabFocus if chip is stop else Qt.FocusPolicy.NoFocus
            chip.setFocusPolicy(policy)

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._set_stop(chip)
            self._pick(self.options[self.chips.index(chip)])

    def _pick(self, option: Option) -> None:
        """Give, switch or clear an answer; what is shown follows from what comes back."""
        if self.attribute.many:
            order = [str(one.value) for one in self.options]
            self.answered.emit(switched(self.value, str(option.value), order))
        elif not is_given(self.value, option.value):
            self.answered.emit(option.value)
        elif self.can_be_empty():
            self.answered.emit(None)
        self._show_value()


class ChoiceChip(Chip):
    """A chip whose keys also concern its neighbours."""

    def __init__(self, words: str, owner: Choices) -> None:
        super().__init__(words)
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the owner have the key first."""
        if not self._owner.take_key(self, event):
            super().keyPressEvent(event)
