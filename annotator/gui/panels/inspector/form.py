"""All questions of one label, in codebook order.  It is made once and filled for each mark."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.panels.inspector.answers import first_armed, next_armed
from annotator.gui.panels.inspector.rows import AttributeRow
from annotator.gui.theme.layouts import column
from annotator.model.attributes import Attribute, Questions, applicable, is_empty
from annotator.model.span import Attributes


class AttributeForm(QWidget):
    """Shows the questions that apply.  One of them is armed: digits act on it."""

    attribute_changed = Signal(str, object)

    def __init__(self, questions: Questions) -> None:
        super().__init__()
        self.questions = questions
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
        """Arm the first enum question, else the first that takes digits."""
        self.arm(first_armed(self._candidates()))

    def arm_next(self, step: int = 1) -> str | None:
        """Arm the next question that takes digits, from the first again after the last."""
        following = next_armed(self._candidates(), self.armed, step)
        if following is not None:
            self.arm(following)
        return following

    def press_digit(self, digit: str) -> bool:
        """Give the answer of a digit to the armed question; tell whether there is one."""
        return self.armed is not None and self.rows[self.armed].editor.press_digit(digit)

    def row_of(self, widget: QWidget | None) -> AttributeRow | None:
        """Return the question that a widget belongs to."""
        return next(
            (row for row in self.rows.values() if widget and row.isAncestorOf(widget)), None
        )

    def commit(self) -> None:
        """Give the answer that is being typed."""
        row = self.row_of(QApplication.focusWidget())
        if row is not None:
            row.editor.commit()

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
