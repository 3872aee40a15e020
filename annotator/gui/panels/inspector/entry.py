"""Answers that are written: text, numbers, dates."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.gui.panels.inspector.editor import Editor
from annotator.gui.panels.inspector.reading import bounds_words, read_answer, written
from annotator.gui.theme.layouts import column
from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute, AttributeType
from annotator.model.span import Attributes, AttributeValue
from annotator.workbench.language import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_HEIGHT, _MOST_LINES = 30, 6


def mark_invalid(widget: QWidget, is_invalid: bool) -> None:
    """Give a field a red edge, or take it away."""
    if bool(widget.property("invalid")) != is_invalid:
        widget.setProperty("invalid", is_invalid)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _refusal(attribute: Attribute, typed: str, value: AttributeValue) -> str:
    """Return why what stands in a field cannot be taken; what was stored before is not judged."""
    return "" if typed == written(attribute, value) else read_answer(attribute, typed).reason


class Entry(Editor):
    """A field of one line.  Enter or leaving it gives the answer, Esc takes back what was typed.

    What cannot be taken stays in the field, marked, and the reason is told; what could not be
    stored stays, too, and is given again.
    """

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self._is_told = False
        self.line = QLineEdit()
        column(self).addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self.commit)
        self.line.textEdited.connect(self._on_text_edited)
        self.read_words()

    def show_answer(self, value: AttributeValue, answers: Attributes) -> None:
        """Show an answer, but not over what was typed and is not stored."""
        is_same, self.value = value == self.value, value
        shown = written(self.attribute, value)
        is_other = shown != self.line.text()
        if is_same and is_other and self.line.isModified():
            return
        if is_other:
            self.line.setText(shown)
            self.line.setCursorPosition(0)
        self.line.setModified(False)
        self._is_told = False
        self._show_reason("")

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.line.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Give the answer, if it can be taken and is a new one."""
        typed = self.line.text()
        if typed == written(self.attribute, self.value):
            return
        reading = read_answer(self.attribute, typed)
        self._show_reason(reading.reason)
        if reading.reason:
            return
        if reading.value == self.value:
            self.line.setText(written(self.attribute, self.value))
            return
        self._is_told = True
        self.answered.emit(reading.value)

    def show_stored(self) -> None:
        """Take back what was told and refused."""
        if self._is_told:
            self.take_back()

    def give_up(self) -> tuple[str, str]:
        """Take back what is not stored; return it and the reason, where it cannot be taken."""
        typed = self.line.text()
        reason = _refusal(self.attribute, typed, self.value)
        self.take_back()
        return (typed, reason) if reason else ("", "")

    def take_back(self) -> bool:
        """Take back what was typed; tell whether there was anything."""
        shown = written(self.attribute, self.value)
        had_typed = self.line.text() != shown
        if had_typed:
            self.line.setText(shown)
        self._is_told = False
        self._show_reason("")
        return had_typed

    def read_words(self) -> None:
        """Take all words again."""
        self.line.setAccessibleName(naming().attribute_name(self.attribute))
        hints = {
            AttributeType.DATE: _("year-month-day"),
            AttributeType.NUMBER: bounds_words(self.attribute),
        }
        self.line.setPlaceholderText(hints.get(self.attribute.type, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back with Esc; a second Esc leaves the field."""
        if event.key() == Qt.Key.Key_Escape and self.take_back():
            return
        super().keyPressEvent(event)

    def _on_text_edited(self, typed: str) -> None:
        """Take the mark away as soon as what is typed could be taken."""
        self._is_told = False
        if self.line.property("invalid") and not _refusal(self.attribute, typed, self.value):
            self._show_reason("")

    def _show_reason(self, reason: str) -> None:
        mark_invalid(self.line, bool(reason))
        self.refused.emit(reason)


class GrowingText(QPlainTextEdit):
    """A field that grows with its text; Enter ends it, Shift+Enter breaks the line.

    ``finished`` comes at each end, ``entered`` after it where Enter was the end.
    """

    finished = Signal()
    entered = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._fit)
        self._fit()

    def is_touched(self) -> bool:
        """Tell whether somebody wrote here.  Qt does not return every text as it was shown."""
        return self.document().isModified()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Enter, break with Shift+Enter, give up with Esc."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow where a narrower column breaks the text into more lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        lines = max(1, min(round(self.document().size().height()), _MOST_LINES))
        high = lines * self.fontMetrics().lineSpacing() + 14
        self.setFixedHeight(max(_LEAST_HEIGHT, high))


class LongEntry(Editor):
    """A field of several lines for questions whose answers need them."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self._is_told = False
        self.text = GrowingText()
        column(self).addWidget(self.text)
        self.setFocusProxy(self.text)
        self.text.finished.connect(self.commit)
        self.text.given_up.connect(self._take_back)
        self.read_words()

    def show_answer(self, value: AttributeValue, answers: Attributes) -> None:
        """Show an answer, but not over what is being typed or is not stored."""
        is_same, self.value = value == self.value, value
        if not (is_same and (self.text.hasFocus() or self.text.is_touched())):
            self._take_back()

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Give the answer, if it can be taken and is a new one."""
        if not self.text.is_touched():
            return
        reading = read_answer(self.attribute, self.text.toPlainText())
        mark_invalid(self.text, bool(reading.reason))
        self.refused.emit(reading.reason)
        if not reading.reason and reading.value != self.value:
            self._is_told = True
            self.answered.emit(reading.value)

    def show_stored(self) -> None:
        """Take back what was told and refused."""
        if self._is_told:
            self._take_back()

    def give_up(self) -> tuple[str, str]:
        """Take back what is not stored; return it and the reason, where it cannot be taken."""
        if not self.text.is_touched():
            return "", ""
        typed = self.text.toPlainText()
        reason = _refusal(self.attribute, typed, self.value)
        self._take_back()
        return (typed, reason) if reason else ("", "")

    def read_words(self) -> None:
        """Take all words again."""
        self.text.setAccessibleName(naming().attribute_name(self.attribute))

    def _take_back(self) -> None:
        shown = written(self.attribute, self.value)
        if self.text.toPlainText() != shown:
            self.text.setPlainText(shown)
        self.text.document().setModified(False)
        self._is_told = False
        mark_invalid(self.text, False)
        self.refused.emit("")
