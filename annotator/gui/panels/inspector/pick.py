"""One answer of many, from the codebook's values or from a list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.gui.panels.inspector.editor import Editor
from annotator.gui.panels.inspector.filter_field import FilterField
from annotator.gui.panels.inspector.options import (
    Option,
    can_add,
    digit_hint,
    name_of,
    options_of,
    placeholder_of,
)
from annotator.gui.theme.layouts import column
from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute, AttributeType
from annotator.model.span import Attributes, AttributeValue


class Pick(Editor):
    """The answer in a field; the rest in a list that opens below it."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self._is_reference = attribute.type is AttributeType.REF
        self.field = FilterField(
            is_tall=self._is_reference,
            shows_digits=not self._is_reference,
            can_add=can_add(attribute),
        )
        column(self).addWidget(self.field)
        self.field.option_picked.connect(self._on_option_picked)
        self.field.text_added.connect(self._on_text_added)
        self.field.clear_requested.connect(self._on_clear_requested)
        self.setFocusProxy(self.field.button)

    def show_answer(self, value: AttributeValue, answers: Attributes) -> None:
        """Show an answer."""
        self.value = self.field.value = value
        self.field.options = options_of(self.attribute, answers)
        self._show_field()

    def set_armed(self, is_armed: bool) -> None:
        """Show the digit of the answer and how many there are."""
        super().set_armed(is_armed)
        self._show_field()

    def takes_digits(self) -> bool:
        """Digits pick values, not list entries."""
        return not self._is_reference

    def press_digit(self, digit: str) -> bool:
        """Pick the value with a digit."""
        if self._is_reference:
            return False
        return self.field.list_digit(digit)

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.field.button.setFocus()

    def tab_stops(self) -> list[QWidget]:
        """Return the field, closed and open."""
        return self.field.tab_stops()

    def close_popup(self) -> None:
        """Fold the list."""
        self.field.close_list()

    def _show_field(self) -> None:
        words = "" if self.value is None else name_of(self.attribute, self.value)
        given = next((o.digit for o in self.field.options if o.value == self.value), "")
        is_shown = self.is_armed and not self._is_reference
        button = self.field.button
        button.placeholder = placeholder_of(self.attribute)
        digit = given if is_shown else ""
        button.show_field(words, digit=digit, hint=self._hint() if is_shown else "")
        button.setAccessibleName(f"{naming().attribute_name(self.attribute)}: {words}")

    def _hint(self) -> str:
        return digit_hint(len(self.field.options))

    def _on_option_picked(self, option: Option) -> None:
        if option.value != self.value:
            self.answered.emit(option.value)

    def _on_text_added(self, text: str) -> None:
        self.answered.emit(text)

    def _on_clear_requested(self) -> None:
        if self.can_be_empty() and self.value is not None:
            self.answered.emit(None)
