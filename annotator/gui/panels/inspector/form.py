"""All questions of one label, in codebook order.  It is made once and filled for each mark."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.panels.inspector.answers import first_armed, next_armed
from annotator.gui.panels.inspector.rows import AttributeRow
from annotator.gui.theme.controls import has_focus
from annotator.gui.theme.layouts import column
from annotator.model.attributes import Attribute, Questions, applicable, is_empty
from annotator.model.span import Attributes


class AttributeForm(QWidget):
    """Shows the questions that apply.  One of them is armed: digits act on it.

    A quiet form arms only the question that the keyboard is on.  ``left`` asks for another place
    for the keyboard, whose question is about to go.
    """

    attribute_changed = Signal(str, object)
    left = Signal()

    def __init__(self, questions: Questions, *, is_quiet: bool = False) -> None:
        super().__init__()
        self.questions = questions
        self._is_quiet = is_quiet
        self.rows = {key: AttributeRow(one, questions) for key, one in questions.items()}
        self.armed: str | None = None
        layout = column(self)
        for row in self.rows.values():
            layout.addWidget(row)
            row.answered.connect(self.attribute_changed)

    def show_answers(self, answers: Attributes) -> None:
        """Show the answers of a mark; the armed question stays armed while it applies."""
        shown = {one.id for one in applicable(self.questions, answers)}
        for key, row in self.rows.items():
            is_retired = row.attribute.is_deprecated and is_empty(answers.get(key))
            is_shown = key in shown and not is_retired
            if is_shown:
                row.show_answer(answers)
            elif not row.isHidden():
                row.give_up()
                if has_focus(row):
                    self.left.emit()
            row.setVisible(is_shown)
        if self.armed is None or self.rows[self.armed].isHidden():
            self.arm_first()

    def arm(self, attribute_id: str | None) -> None:
        """Let digits act on a question; None for none."""
        self.armed = attribute_id if attribute_id in self.rows else None
        for key, row in self.rows.items():
            if row.is_armed != (key == self.armed):
                row.set_armed(key == self.armed)

    def arm_first(self) -> None:
        """Arm the first enum question, else the first that takes digits; none in a quiet form."""
        self.arm(None if self._is_quiet else first_armed(self._candidates()))

    def arm_next(self, step: int = 1) -> str | None:
        """Arm the next question that takes digits, from the first again after the last."""
        following = next_armed(self._candidates(), self.armed, step)
        if following is not None:
            self.arm(following)
        return following

    def show_digits(self, are_shown: bool) -> None:
        """Show the digits of the armed question, or hide them while they act elsewhere."""
        if self.armed is not None and self.rows[self.armed].is_armed != are_shown:
            self.rows[self.armed].set_armed(are_shown)

    def press_digit(self, digit: str) -> bool:
        """Give the answer of a digit to the armed question; tell whether there is one."""
        return self.armed is not None and self.rows[self.armed].editor.press_digit(digit)

    def row_of(self, widget: QWidget | None) -> AttributeRow | None:
        """Return the question that a widget belongs to."""
        return next(
            (row for row in self.rows.values() if widget and row.isAncestorOf(widget)), None
        )

    def commit(self) -> None:
        """Give what was typed and is not stored."""
        for row in self.rows.values():
            if not row.isHidden():
                row.editor.commit()

    def give_up(self) -> list[str]:
        """Take back what was typed and cannot be taken, and return a sentence about each."""
        found = (row.give_up() for row in self.rows.values())
        return [sentence for sentence in found if sentence]

    def show_stored(self) -> None:
        """Show what is stored, where what was told just now was refused."""
        for row in self.rows.values():
            row.editor.show_stored()

    def focus_row(self, attribute_id: str) -> AttributeRow | None:
        """Arm a question that is shown and put the keyboard on it."""
        row = self.rows.get(attribute_id)
        if row is None or row.isHidden():
            return None
        self.arm(attribute_id)
        row.editor.take_focus()
        return row

    def focus_beside(self, step: int) -> AttributeRow | None:
        """Put the keyboard on the next question shown (-1: the one before), around at the ends."""
        keys = [key for key, row in self.rows.items() if not row.isHidden()]
        if not keys:
            return None
        row = self.row_of(QApplication.focusWidget())
        start = 0 if step > 0 else -1
        at = keys.index(row.attribute.id) + step if row is not None else start
        return self.focus_row(keys[at % len(keys)])

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab stops at, question by question."""
        return [stop for row in self.rows.values() for stop in row.editor.tab_stops()]

    def read_words(self) -> None:
        """Take all words again in the language read."""
        for row in self.rows.values():
            row.read_words()

    def close_popups(self) -> None:
        """Fold whatever is open below a field."""
        for row in self.rows.values():
            row.editor.close_popup()

    def _candidates(self) -> list[Attribute]:
        rows = self.rows.values()
        return [one.attribute for one in rows if not one.isHidden() and one.editor.takes_digits()]
