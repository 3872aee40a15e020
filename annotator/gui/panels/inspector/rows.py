"""One question with its answer: name, what brought it, whether it is missing, and the editor."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.inspector.choices import CHIPS_AT_MOST, Choices
from annotator.gui.panels.inspector.editor import Editor
from annotator.gui.panels.inspector.entry import Entry, LongEntry
from annotator.gui.panels.inspector.origin import origin_words
from annotator.gui.panels.inspector.pick import Pick
from annotator.gui.panels.inspector.tokens import Tokens
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import one_line
from annotator.gui.theme.tips import set_tip
from annotator.model.attributes import (
    Attribute,
    AttributeType,
    Questions,
    Required,
    is_empty,
)
from annotator.model.span import Attributes
from annotator.workbench.language import _

_TYPED = 40
"""Code points that are shown of what was typed and not kept."""


def make_editor(attribute: Attribute) -> Editor:
    """Return the way to answer a question that suits its type and number of values."""
    few = len(attribute.values) <= CHIPS_AT_MOST and not attribute.open
    if attribute.type is AttributeType.BOOL or (attribute.type is AttributeType.ENUM and few):
        return Choices(attribute)
    if attribute.type in (AttributeType.ENUM, AttributeType.REF):
        return Tokens(attribute) if attribute.many else Pick(attribute)
    return LongEntry(attribute) if attribute.multiline else Entry(attribute)


class AttributeRow(QWidget):
    """A question of the codebook on the mark in focus."""

    answered = Signal(str, object)

    def __init__(self, attribute: Attribute, questions: Questions) -> None:
        super().__init__()
        self.attribute = attribute
        self._questions = questions
        self.is_armed = False
        self.name = Caption("", "count")
        self.missing = Caption("", "bad")
        self.origin = Caption("", "count")
        self.reason = Caption("", "bad")
        self.editor = make_editor(attribute)
        head = line(spacing=6)
        head.addWidget(self.name)
        head.addWidget(self.missing)
        head.addStretch()
        head.addWidget(self.origin)
        layout = column(self, (0, 0, 0, 10), 3)
        layout.addLayout(head)
        layout.addWidget(self.editor)
        layout.addWidget(self.reason)
        self.reason.hide()
        self.editor.answered.connect(self._on_answered)
        self.editor.refused.connect(self._on_refused)
        self.read_words()

    def show_answer(self, answers: Attributes) -> None:
        """Show the answer among all of the mark."""
        value = answers.get(self.attribute.id)
        self.editor.show_answer(value, answers)
        is_missing = self.attribute.required is Required.YES and is_empty(value)
        self.missing.setVisible(is_missing)
        self._origin_words = origin_words(self.attribute, self._questions, answers)
        self._show_origin()

    def give_up(self) -> str:
        """Take back what was typed and cannot be taken; return a sentence about it."""
        typed, reason = self.editor.give_up()
        if not reason:
            return ""
        name, typed = naming().attribute_name(self.attribute), one_line(typed)
        if len(typed) > _TYPED:
            typed = f"{typed[:_TYPED]}…"
        words = _("Not kept as “{question}”: “{typed}”. {reason}")
        return words.format(question=name, typed=typed, reason=reason)

    def set_armed(self, is_armed: bool) -> None:
        """Show that digits act here: bold, with its digits."""
        self.is_armed = is_armed
        self.name.set_kind("head" if is_armed else "count")
        self.editor.set_armed(is_armed)
        self._show_origin()

    def read_words(self) -> None:
        """Take all words again in the language read."""
        self.name.setText(naming().attribute_name(self.attribute))
        set_tip(self.name, naming().words(self.attribute.definition))
        self.missing.setText(_("required"))
        self.editor.read_words()

    def _show_origin(self) -> None:
        """Show what brought the question, where the answer is from, or its unit."""
        hint = self.editor.digit_hint() if self.is_armed else ""
        self.origin.setText(hint or self._origin_words or self.attribute.unit or "")

    def _on_answered(self, value: object) -> None:
        self.answered.emit(self.attribute.id, value)

    def _on_refused(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    _origin_words = ""
