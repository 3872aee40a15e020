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
_LONGEST = 64
_SAID = 8
"""How many marks are told; more would push the verdicts off the screen."""


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
            if then == now:
                self._grid.addWidget(Prose(then, "ink3"), row, 1, 1, 2, top)
                continue
            for place, said in ((1, then), (2, now)):
                self._grid.addWidget(serif(said), row, place, top)
        row = len(self.said) + 1
        marks: list[Span | Relation] = [*past.gold, *past.gold_relations]
        decided = [mark_words(mark, text) for mark in marks]
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Caption(_("Decided"), "head"), row, 0, top)
        told = "; ".join(decided) or _("nothing")
        self.decided = told
        self._grid.addWidget(serif(told), row, 1, 1, 2, top)


def _lines(past: ThreeWay, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield who, then and now."""
    for mark in past.marks[:_SAID]:
        then, now = _parts(mark.then, text), _parts(mark.now, text)
        is_both = mark.then is not None and mark.now is not None
        yield mark.letter or "–", *_compared(then, now, is_both=is_both)


def _compared(then: list[str], now: list[str], *, is_both: bool) -> tuple[str, str]:
    """Return both sides; of a mark that is there on both only what is other than it was."""
    if then == now:
        return _("as it was"), _("as it was")
    lacking = "–"
    if is_both:
        was, has = [x for x in then if x not in now], [x for x in now if x not in then]
        then, now = was, has
    else:
        lacking = _("nothing")
    return " · ".join(then) or lacking, " · ".join(now) or lacking


def mark_words(said: Said, text: str) -> str:
    """Return what a mark says, in a line or two."""
    return " · ".join(_parts(said, text)) or _("nothing")


def _parts(said: Said, text: str) -> list[str]:
    """Return what a mark says: its label, its words, its answers."""
    if isinstance(said, Span):
        words = one_line(joined_text(text, said.fragments))
        if len(words) > _LONGEST:
            half = _LONGEST // 2
            words = f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
        return [mark_name(said.label), words, *_answers(said.label, said.attributes)]
    if isinstance(said, Relation):
        return [mark_name(said.label), *_answers(said.label, said.attributes)]
    return list(_answers("", said or {}))


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
