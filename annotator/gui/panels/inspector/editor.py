"""What all ways of answering a question have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.model.attributes import Attribute, Required
from annotator.model.span import Attributes, AttributeValue


class Editor(QWidget):
    """Shows the answer to one question and tells when another one is given.

    The answer shown is always the one it was fed: who is told decides and feeds it again.
    """

    answered = Signal(object)
    refused = Signal(str)

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.attribute = attribute
        self.value: AttributeValue = None
        self.is_armed = False

    def show_answer(self, value: AttributeValue, answers: Attributes) -> None:
        """Show an answer; ``answers`` are all of the mark, on which offers may depend."""
        raise NotImplementedError

    def set_armed(self, is_armed: bool) -> None:
        """Show digits, or no longer."""
        self.is_armed = is_armed

    def press_digit(self, digit: str) -> bool:
        """Give the answer of a digit; tell whether there is one."""
        return False

    def takes_digits(self) -> bool:
        """Tell whether digits mean anything here."""
        return False

    def digit_hint(self) -> str:
        """Return what to say about digits that cannot be seen on chips."""
        return ""

    def take_focus(self) -> None:
        """Take the keyboard."""
        raise NotImplementedError

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        proxy = self.focusProxy()
        return [proxy] if proxy is not None else []

    def commit(self) -> None:
        """Give the answer that is being typed, if there is one."""

    def give_up(self) -> tuple[str, str]:
        """Take back what was typed and cannot be taken; return it and the reason, else nothing."""
        return "", ""

    def show_stored(self) -> None:
        """Show what is stored, where the answer told just now was refused."""

    def read_words(self) -> None:
        """Take all words again in the language read."""

    def can_be_empty(self) -> bool:
        """Tell whether pressing the chosen answer again may clear it."""
        return self.attribute.required is not Required.YES

    def close_popup(self) -> None:
        """Fold what is open below the field."""
