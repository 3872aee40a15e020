"""Several answers of many: each a chip with a cross, and a way to add one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.inspector.answers import given_values, switched
from annotator.gui.panels.inspector.editor import Editor
from annotator.gui.panels.inspector.filter_field import FilterField
from annotator.gui.panels.inspector.options import (
    Option,
    can_add,
    digit_hint,
    name_of,
    options_of,
)
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.layouts import FlowLayout, column
from annotator.model.attributes import Attribute, AttributeType
from annotator.model.span import Attributes, AttributeValue
from annotator.workbench.language import _

_CLEAR_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Tokens(Editor):
    """A press on a chip takes its answer away; “Add …” opens a list."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        is_reference = attribute.type is AttributeType.REF
        self._has_digits = not is_reference
        self.options: tuple[Option, ...] = ()
        self.chips: dict[str, Chip] = {}
        self.add_chip = Chip(_("Add …"))
        self.add_chip.setCheckable(False)
        self.field = FilterField(
            is_tall=is_reference,
            shows_digits=self._has_digits,
            can_add=can_add(attribute),
            has_button=False,
        )
        line = QWidget()
        self._flow = FlowLayout(line)
        self._flow.addWidget(self.add_chip)
        layout = column(self, spacing=4)
        layout.addWidget(line)
        layout.addWidget(self.field)
        self.field.hide()
        self.setFocusProxy(self.add_chip)
        self.add_chip.clicked.connect(lambda: self.field.open())
        self.field.open_changed.connect(self.field.setVisible)
        self.field.option_picked.connect(self._on_option_picked)
        self.field.text_added.connect(self._switch)

    def show_answer(self, value: AttributeValue, answers: Attributes) -> None:
        """Show all answers in the order they are kept in."""
        self.value = value
        self.options = options_of(self.attribute, answers)
        given = given_values(self.value)
        self.field.options = [one for one in self.options if one.value not in given]
        self.field.given = [*given, *(name_of(self.attribute, one) for one in given)]
        if list(given) != list(self.chips):
            self._rebuild(given)
        self.set_armed(self.is_armed)

    def set_armed(self, is_armed: bool) -> None:
        """Show the digits on the chips that have one."""
        super().set_armed(is_armed)
        digits = {str(one.value): one.digit for one in self.options} if is_armed else {}
        for key, chip in self.chips.items():
            chip.set_digit(digits.get(key, ""))

    def takes_digits(self) -> bool:
        """Digits switch values, not list entries."""
        return self._has_digits

    def digit_hint(self) -> str:
        """Say how many values digits reach, as they are not all in sight."""
        return digit_hint(len(self.options)) if self._has_digits else ""

    def press_digit(self, digit: str) -> bool:
        """Give the answer with a digit, or take it away."""
        found = next((one for one in self.options if digit and one.digit == digit), None)
        if found is not None and self._has_digits:
            self._switch(str(found.value))
            return True
        return False

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.add_chip.setFocus(Qt.FocusReason.TabFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """Return the chips, “Add …” and the opened line."""
        return [*self.chips.values(), self.add_chip, *self.field.tab_stops()]

    def read_words(self) -> None:
        """Take all words again."""
        self.add_chip.setText(_("Add …"))
        self.add_chip.updateGeometry()
        self._rebuild(given_values(self.value))

    def close_popup(self) -> None:
        """Fold the list."""
        self.field.close_list()

    def _rebuild(self, given: tuple[str, ...]) -> None:
        had_focus = any(chip.hasFocus() for chip in self.chips.values())
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {key: self._chip(key) for key in given}
        self._flow.removeWidget(self.add_chip)
        self._flow.addWidget(self.add_chip)
        self._flow.invalidate()
        self.updateGeometry()
        if had_focus:
            self.take_focus()

    def _chip(self, key: str) -> Chip:
        chip = TokenChip(name_of(self.attribute, key), is_removable=True)
        chip.setChecked(True)
        chip.setToolTip(_("Take away"))
        chip.clicked.connect(self._on_chip_clicked)
        self._flow.addWidget(chip)
        if self.isVisible():
            chip.show()
        return chip

    def _on_chip_clicked(self) -> None:
        for key, chip in self.chips.items():
            if chip is self.sender():
                chip.setChecked(True)
                self._switch(key)
                return

    def _on_option_picked(self, option: Option) -> None:
        self._switch(str(option.value))

    def _switch(self, key: str) -> None:
        self.answered.emit(switched(self.value, key))


class TokenChip(Chip):
    """A chip that Backspace and Delete press, too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the answer away."""
        if event.key() in _CLEAR_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)
