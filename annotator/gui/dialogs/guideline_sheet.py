"""The guideline of a label, where the decision is made: definition, use, examples, attributes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.dialogs.controls import Prose, scrolling
from annotator.gui.dialogs.guideline_words import example_words, question_words
from annotator.gui.dialogs.passage import Passage, mark_extents
from annotator.gui.dialogs.scrim import MARGIN
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.theme.controls import Caption, Hairline
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import cap_width, draw_cap
from annotator.model.attributes import Value
from annotator.model.codebook import Label
from annotator.model.words import Words
from annotator.workbench.language import _

WIDTH = 680
TALLEST = 640


class Sign(QWidget):
    """An icon or the cap of a label, standing before words."""

    def __init__(self, icon: str = "", label_id: str = "") -> None:
        super().__init__()
        self._icon, self._label_id = icon, label_id
        letter = naming().label_letter(label_id)
        self.setFixedSize(round(cap_width(letter)) if label_id else 18, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon, or the cap as the focused mark wears it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._label_id:
            letter, tone = naming().label_letter(self._label_id), look().tone(self._label_id)
            draw_cap(painter, 0, self.height() / 2, letter, tone, is_strong=True)
        else:
            draw_icon(painter, self._icon, 0, 2, look().theme.ink3, 13)
        painter.end()


class GuidelineSheet(Sheet):
    """What the codebook says about a label, in the language read."""

    closes_outside = True

    def __init__(self, label: Label) -> None:
        super().__init__(naming().words(label.name, label.id), WIDTH)
        self.head.insertWidget(0, Sign(label_id=label.id))
        self.label = label
        self.said: list[str] = []
        """Everything the sheet says, in order."""
        inside = column(margins=(0, 0, 14, 0))
        self._add_rules(inside)
        self._add_examples(inside)
        self._add_attributes(inside)
        if not self.said:
            self._add(inside, Prose(_("The codebook says nothing more about this label."), "ink3"))
        inside.addStretch()
        self._inside = inside
        self.scroller = scrolling(inside)
        self.content.addWidget(self.scroller)
        self.add_button(_("Close"), self.dismiss, is_primary=True)

    def size_in(self, room: QRect) -> QSize:
        """Be as high as what is said, as far as there is room."""
        frame = 54 + 53 + 32 + 4
        tall = self._inside.totalHeightForWidth(WIDTH - 48) + frame
        return QSize(WIDTH, min(tall, TALLEST, room.height() - 2 * MARGIN))

    def _add(self, inside: QVBoxLayout, widget: Prose | Passage | Caption) -> None:
        text = widget.text if isinstance(widget, Passage) else widget.text()
        self.said.append(text)
        inside.addWidget(widget)

    def _add_head(self, inside: QVBoxLayout, words: str) -> None:
        inside.addSpacing(14 if self.said else 0)
        self._add(inside, Caption(words, "head"))
        inside.addSpacing(4)

    def _add_rules(self, inside: QVBoxLayout) -> None:
        label = self.label
        definition = naming().words(label.definition)
        if definition:
            self._add(inside, Prose(definition, "ink", "body"))
        self._add_points(inside, _("What to mark"), "check", label.include)
        self._add_points(inside, _("What not to mark"), "close", label.exclude)

    def _add_points(
        self, inside: QVBoxLayout, head: str, icon: str, points: Iterable[Words]
    ) -> None:
        texts = [text for point in points if (text := naming().words(point))]
        if not texts:
            return
        self._add_head(inside, head)
        for text in texts:
            row = line(spacing=6)
            sign = column()
            sign.addWidget(Sign(icon))
            sign.addStretch()
            row.addLayout(sign)
            said = column()
            self._add(said, Prose(text, "ink2"))
            row.addLayout(said, 1)
            inside.addLayout(row)
            inside.addSpacing(3)

    def _add_examples(self, inside: QVBoxLayout) -> None:
        if self.label.examples:
            self._add_head(inside, _("Examples"))
        for example in self.label.examples:
            marks = mark_extents(example.text, example.marks)
            self._add(inside, Passage(example.text, marks, self.label.id))
            self._add_note(inside, example_words(self.label, example))
        if self.label.counterexamples:
            self._add_head(inside, _("Counterexamples"))
        for example in self.label.counterexamples:
            self._add(inside, Passage(example.text, ink="ink2"))
            self._add_note(inside, naming().words(example.why))

    def _add_note(self, inside: QVBoxLayout, text: str) -> None:
        if text:
            self._add(inside, Prose(text, "ink3"))
        inside.addSpacing(8)

    def _add_attributes(self, inside: QVBoxLayout) -> None:
        questions = [q for q in self.label.attributes.values() if not q.is_deprecated]
        if questions:
            inside.addSpacing(12)
            inside.addWidget(Hairline())
        for question in questions:
            self._add_head(inside, naming().attribute_name(question))
            parts = [question_words(question), naming().words(question.definition)]
            for text in filter(None, parts):
                self._add(inside, Prose(text, "ink3" if text == parts[0] else "ink2"))
            for value in question.values.values():
                if not value.is_deprecated:
                    self._add_value(inside, value)

    def _add_value(self, inside: QVBoxLayout, value: Value) -> None:
        row = line(margins=(0, 3, 0, 0), spacing=12)
        name, definition = column(), column()
        self._add(name, Prose(naming().words(value.name, value.id), "ink"))
        name.addStretch()
        row.addLayout(name, 2)
        text = naming().words(value.definition)
        if text:
            self._add(definition, Prose(text, "ink2"))
        definition.addStretch()
        row.addLayout(definition, 3)
        inside.addLayout(row)
