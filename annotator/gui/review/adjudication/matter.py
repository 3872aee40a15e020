"""What stands below the verdicts: notes and answers, what changed since, the guideline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.review.adjudication.guideline import Excerpt
from annotator.gui.review.adjudication.shapes import draw_name
from annotator.gui.theme.controls import Caption, Hairline
from annotator.gui.theme.faces import font
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.tokens import TYPE
from annotator.model.review import Decision, Verdict
from annotator.workbench.adjudicating.states import CaseNote, CaseState, DeskCase
from annotator.workbench.language import _

_WHO = 22
_HEADS = 70


def serif(text: str, ink: str = "ink") -> Prose:
    """Return prose in the face of what people wrote."""
    made = Prose(text, ink, "body")
    made.setFont(font(TYPE["body"], 400, "reading"))
    return made


def clear(place: QVBoxLayout) -> None:
    """Take everything out of a column, with what stands in its lines."""
    while (item := place.takeAt(0)) is not None:
        widget, inside = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inside, QVBoxLayout):
            clear(inside)


class Said(QWidget):
    """Words with who or what they belong to before them, level with their first line."""

    def __init__(self, who: str, said: Prose, width: int = _WHO, kind: str = "head") -> None:
        super().__init__()
        row = line(self)
        first = Caption(who, kind)
        first.setFixedWidth(width)
        row.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        self.said = said.text()
        self.setAccessibleName(f"{who} {said.text()}".strip())


class Barred(QWidget):
    """The sentence in question, with a bar beside it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        inner = column(self, (13, 0, 0, 0))
        inner.addWidget(Prose(text, "ink", "body", 600))
        self.said = text

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 1, 3, self.height() - 2), QColor(look().theme.focus))
        painter.end()


class LabelName(QWidget):
    """The chip of a label's name."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self.setFixedHeight(20)
        self.setMinimumWidth(40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        draw_name(painter, 0, self.height() / 2, self._label, self.width())
        painter.end()


def add_notes(place: QVBoxLayout, case: DeskCase, notes: Sequence[CaseNote]) -> None:
    """Add what coders wrote, what was asked and answered, and what the reviewer wrote."""
    decision = case.decision or next(iter(case.earlier), None)
    if decision is not None and decision.question:
        place.addWidget(Said("↩", serif(decision.question)))
    for note in notes:
        said = _("{text}  (answer)").format(text=note.text) if note.is_answer else note.text
        place.addWidget(Said(note.letter, serif(said)))
    if decision is not None:
        _add_own(place, decision)
    if place.count():
        place.addSpacing(8)
        place.addWidget(Hairline())


def _add_own(place: QVBoxLayout, decision: Decision) -> None:
    if decision.note:
        place.addWidget(Said("✎", serif(decision.note)))
    if decision.gap:
        told = _("Gap in the guideline: {text}").format(text=decision.gap)
        place.addWidget(Said("?", serif(told)))


def state_words(case: DeskCase) -> str:
    """Return what is to be known of a case before it is decided; often nothing."""
    if case.state is CaseState.SENT_BACK:
        return _("Sent back to the coders; decide it when they have answered, or now.")
    if case.state is CaseState.WAITING:
        return _("This relation waits until the marks that it links are decided.")
    if case.state is CaseState.SKIPPED:
        if case.decision is not None and (case.decision.note or case.decision.gap):
            return ""  # what was written stands on the card, and says more than that it was left
        return _("Looked at before and left for later.")
    if case.has_lost_end:
        return _("Everybody drew this relation, but a mark that it links was rejected.")
    return ""


def decided_words(case: DeskCase) -> str:
    """Return what was decided, where something was."""
    decision = case.decision
    if decision is None or not case.is_settled or decision.verdict is Verdict.READING:
        return ""
    return {
        Verdict.NONE: _("None of the readings stands."),
        Verdict.ALL: _("All marks are kept."),
        Verdict.PROPOSAL: _("What most say stands."),
        Verdict.EDITED: _("The gold was put together."),
    }.get(decision.verdict, "")


class Guideline(QWidget):
    """Excerpts of the codebook; ``whole_requested`` asks for all of a label's entry."""

    whole_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inner = column(self, (0, 10, 0, 0), 5)
        self._shown: tuple[str, str, list[Excerpt]] | None = None
        self.said: list[str] = []

    def show_excerpts(self, excerpts: list[Excerpt]) -> None:
        """Show what the codebook says of the labels in question."""
        shown = _("Codebook"), naming().codebook.version, excerpts
        if shown == self._shown:
            return
        self._shown = shown
        self.said = []
        clear(self._inner)
        for place, excerpt in enumerate(one for one in excerpts if not one.is_empty):
            self._add(excerpt, is_first=place == 0)
        self._inner.addStretch()

    def _add(self, excerpt: Excerpt, *, is_first: bool) -> None:
        head = QWidget()
        row = line(head, spacing=8)
        if is_first:
            row.addWidget(Caption(_("Codebook"), "head"))
        if excerpt.label:
            row.addWidget(LabelName(excerpt.label), 1)
        else:
            row.addWidget(Caption(_("Questions about the article"), "small"), 1)
        row.addWidget(Caption(naming().codebook.version, "count"))
        if is_first:
            whole = Item("", Parts(keys="F1"))
            whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            whole.setAccessibleName(_("Guideline of the label"))
            whole.clicked.connect(self.whole_requested)
            row.addWidget(whole)
        self._inner.addWidget(head)
        for sentence in excerpt.first:
            self._inner.addWidget(Barred(sentence))
        inside = column(margins=(13, 0, 0, 0), spacing=4)
        if excerpt.definition:
            inside.addWidget(Prose(excerpt.definition, "ink2", "body"))
        for words, points in ((_("Include"), excerpt.include), (_("Not"), excerpt.exclude)):
            for number, sentence in enumerate(points):
                who = words if number == 0 else ""
                inside.addWidget(Said(who, Prose(sentence, "ink", "body"), _HEADS))
        holder = QWidget()
        column(holder).addLayout(inside)
        self._inner.addWidget(holder)
        self.said += [*excerpt.first, excerpt.definition, *excerpt.include, *excerpt.exclude]
