"""A decision that no longer fits: what was decided, what coders had then and have now."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.review.adjudication.matter import serif
from annotator.gui.review.adjudication.words import answer_words, mark_name
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.layouts import column
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import one_line
from annotator.model.extent import joined_text
from annotator.model.relation import Relation
from annotator.model.span import Attributes, Span
from annotator.workbench.adjudicating.states import DeskCase, ThreeWay
from annotator.workbench.language import _
from annotator.workbench.review_words import STALE_REASONS

Said = Span | Relation | Attributes | None
_LONGEST = 90
_SAID = 4
"""How many marks of a coder are told; more would push the verdicts off the screen."""


def stale_words(case: DeskCase) -> str:
    """Return why a decision no longer fits."""
    reasons = ", ".join(_(STALE_REASONS[str(reason)]) for reason in case.reasons)
    if case.is_orphan:
        return _("The marks that this was decided about are gone: keep or drop the decision.")
    return _("Decided before, but {why}.").format(why=reasons)


class PastTable(QWidget):
    """Three columns: who, then, now; below them what was decided."""

    def __init__(self) -> None:
        super().__init__()
        inner = column(self, (0, 2, 0, 10), 8)
        self.why = Prose("", "ink", "body", 600)
        inner.addWidget(self.why)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        inner.addLayout(self._grid)
        self.said: list[tuple[str, str, str]] = []

    def show_past(self, case: DeskCase, past: ThreeWay, text: str) -> None:
        """Show what was and what is; ``text`` is that of the article."""
        self.why.setText(stale_words(case))
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.said = list(_lines(past, text))
        for column_at, head in enumerate(("", _("Then"), _("Now"))):
            self._grid.addWidget(Caption(head, "head"), 0, column_at)
        for row, (who, then, now) in enumerate(self.said, 1):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(Caption(who, "head"), row, 0, top)
            is_same = then == now
            for place, said in ((1, then), (2, now)):
                self._grid.addWidget(serif(said, "ink3" if is_same else "ink"), row, place, top)
        row = len(self.said) + 1
        marks: list[Span | Relation] = [*past.gold, *past.gold_relations]
        decided = [mark_words(mark, text) for mark in marks]
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Caption(_("Decided"), "head"), row, 0, top)
        told = "; ".join(decided) or _("nothing")
        self.decided = told
        self._grid.addWidget(serif(told), row, 1, 1, 2, top)


def _lines(past: ThreeWay, text: str) -> Iterator[tuple[str, str, str]]:
    for mark in past.marks[: 2 * _SAID]:
        then = mark_words(mark.then, text) if mark.then is not None else _("nothing")
        now = mark_words(mark.now, text) if mark.now is not None else _("nothing")
        yield mark.letter or "–", then, now


def mark_words(said: Said, text: str) -> str:
    """Return what a mark says, in a line or two."""
    if isinstance(said, Span):
        words = one_line(joined_text(text, said.fragments))
        words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        return " · ".join([mark_name(said.label), words, *_answers(said.label, said.attributes)])
    if isinstance(said, Relation):
        return " · ".join([mark_name(said.label), *_answers(said.label, said.attributes)])
    return " · ".join(_answers("", said or {})) or _("nothing")


def _answers(label: str, attributes: Attributes) -> Iterator[str]:
    codebook = naming().codebook
    entry = codebook.labels.get(label) or codebook.relations.get(label)
    questions = entry.attributes if entry else {} if label else codebook.document
    for name, value in attributes.items():
        question = questions.get(name)
        if question is not None and question.agreement == "ignore":
            continue
        asked = naming().attribute_name(question) if question else name
        yield f"{asked}: {answer_words(question, value)}"
