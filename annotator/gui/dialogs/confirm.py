"""Questions and messages in our own words; nothing here is asked twice or blamed on anyone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.faces import font
from annotator.gui.theme.tokens import TYPE
from annotator.workbench.language import _

WIDTH = 460
MESSAGE_WIDTH = 560
DETAILS_HEIGHT = 140


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a question: what is sent, and what stands on it."""

    id: str
    words: str


class Question(Sheet):
    """Asks something that has a few answers.

    The last answer is the primary one.  ``answered`` carries the id of the answer; closing the
    sheet in any other way sends an empty one.
    """

    answered = Signal(str)

    def __init__(self, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__(title, WIDTH)
        self._answer = ""
        self.text = Prose(text, "ink", "body")
        self.content.addWidget(self.text)
        self.setAccessibleDescription(text)
        for answer in answers:
            is_last = answer is answers[-1]
            self.add_button(answer.words, self._slot(answer.id), is_primary=is_last)
        self.closed.connect(lambda: self.answered.emit(self._answer))

    def first_focus(self) -> QWidget:
        """Begin at the primary answer, so that screen readers read the question with it."""
        return self.primary or self

    def _slot(self, answer: str) -> Callable[[], None]:
        def give() -> None:
            self._answer = answer
            self.dismiss()

        return give


@dataclass(frozen=True, slots=True)
class Message:
    """What to tell about something that went wrong, each part a sentence or nothing.

    ``details`` are for whoever is asked for help; they are shown on demand and can be copied.
    """

    title: str
    happened: str
    place: str = ""
    safe: str = ""
    step: str = ""
    details: str = ""


class MessageSheet(Sheet):
    """Tells what happened, where, what is still safe, and what can be done.

    Where there are ``answers``, the last one is the primary button; ``answered`` carries its id.
    """

    answered = Signal(str)

    def __init__(self, message: Message, answers: Sequence[Answer] = ()) -> None:
        super().__init__(message.title, MESSAGE_WIDTH)
        self.message = message
        self.setAccessibleDescription(message.happened)
        self.content.setSpacing(4)
        self.content.addWidget(Prose(message.happened, "ink", "body"))
        if message.place:
            self.content.addWidget(Prose(message.place, "ink2"))
        for head, sentence in (
            (_("What is safe"), message.safe),
            (_("What to do"), message.step),
        ):
            if sentence:
                self.content.addSpacing(8)
                self.content.addWidget(Caption(head, "head"))
                self.content.addWidget(Prose(sentence, "ink2"))
        self.details = QPlainTextEdit(message.details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFont(font(TYPE["caption"], 400, "mono"))
        self.details.setFixedHeight(DETAILS_HEIGHT)
        self.details.setAccessibleName(_("Details"))
        self.details_button = PlainButton(_("Show details"), "flat")
        self.details_button.clicked.connect(self.on_show_details)
        self.content.addSpacing(8)
        self.content.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignLeft)
        # Only now: what is shown without a parent is a window of its own for a moment.
        self.details_button.setVisible(bool(message.details))
        self.content.addWidget(self.details)
        self.details.hide()
        self.copy_button = self.add_button(_("Copy the details"), self.on_copy)
        self.copy_button.setVisible(bool(message.details))
        self.add_button(_("Close"), self.dismiss, is_primary=not answers)
        for answer in answers:
            self.add_button(answer.words, self._slot(answer.id), is_primary=answer is answers[-1])

    def first_focus(self) -> QWidget:
        """Begin at the primary button."""
        return self.primary or self

    def _slot(self, answer: str) -> Callable[[], None]:
        def give() -> None:
            self.dismiss()
            self.answered.emit(answer)

        return give

    def on_show_details(self) -> None:
        """Show the details, or hide them again."""
        is_shown = self.details.isHidden()
        self.details.setVisible(is_shown)
        self.details_button.setText(_("Hide details") if is_shown else _("Show details"))
        self.settle()

    def on_copy(self) -> None:
        """Put everything that is said here on the clipboard."""
        told = self.message
        parts = (told.title, told.happened, told.place, told.safe, told.step, told.details)
        QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
