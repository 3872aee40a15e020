"""The band at the right: what differs, the readings, the verdict, notes, the guideline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.review.adjudication import words
from annotator.gui.review.adjudication.card_keys import hints_of, verdicts_of
from annotator.gui.review.adjudication.card_table import CardTable, Shown
from annotator.gui.review.adjudication.guideline import excerpts_of
from annotator.gui.review.adjudication.key_line import KeyLine
from annotator.gui.review.adjudication.matter import (
    Guideline,
    add_notes,
    clear,
    decided_words,
    state_words,
)
from annotator.gui.review.adjudication.panes import BeginPane, EndPane
from annotator.gui.review.adjudication.past import PastTable
from annotator.gui.review.adjudication.queue_band import HEAD
from annotator.gui.review.adjudication.scene import gold_at, place_spans
from annotator.gui.review.adjudication.shapes import draw_name, draw_pieces
from annotator.gui.review.adjudication.sitting import Sitting
from annotator.gui.review.adjudication.verdicts import VerdictRow
from annotator.gui.theme.controls import Caption, Hairline, surface
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_text, one_line
from annotator.gui.theme.tips import set_tip
from annotator.model.adjudication import RowPlace
from annotator.workbench.adjudicating.states import Card, CaseState, DeskCase
from annotator.workbench.language import _, ngettext, number

WIDE, NARROW = 520, 440
SIDE, SIDE_WIDE = 16, 20
LINK = 60
"""How many code points of each end of a relation are told."""


class Pieces(QWidget):
    """One piece a case; ``pressed`` carries the place of the one that was clicked."""

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.states: list[bool] = []
        self.present = -1
        self.setFixedHeight(11)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_cases(self, cases: Sequence[DeskCase], present: DeskCase | None) -> None:
        """Show how the cases of a queue stand, and which one is in question."""
        self.states = [one.is_settled for one in cases]
        ids = [one.id for one in cases]
        self.present = ids.index(present.id) if present is not None and present.id in ids else -1
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pieces."""
        painter = QPainter(self)
        draw_pieces(painter, QRectF(0, 3, self.width(), 5), self.states, self.present)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say which piece was clicked."""
        if self.states:
            place = int(event.position().x() / max(1, self.width()) * len(self.states))
            self.pressed.emit(max(0, min(len(self.states) - 1, place)))


class Differing(QWidget):
    """The chips of the labels, and what differs."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(26)
        self.labels: tuple[str, ...] = ()
        self.words = ""

    def show_words(self, labels: tuple[str, ...], said: str) -> None:
        """Show labels and words."""
        self.labels, self.words = labels, said
        self.setAccessibleName(said)
        set_tip(self, said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw chips and words."""
        painter = QPainter(self)
        x, middle = 0.0, self.height() / 2
        for label in self.labels[:2]:
            x = draw_name(painter, x, middle, label, self.width() * 0.4) + 8
        area = QRectF(x, 0, self.width() - x, self.height())
        draw_text(painter, area, self.words, look().theme.ink2, named_font("small"))
        painter.end()


class CardBand(QWidget):
    """The card of the case in question, or what an article waits for.

    ``commanded`` carries a command of the table, ``verdict_given`` the key of a verdict,
    ``reading_taken`` the place of a coder, ``piece_pressed`` a place in the queue; rows and cells
    are those of the table.
    """

    commanded = Signal(str)
    verdict_given = Signal(str)
    reading_taken = Signal(int)
    piece_pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        surface(self, "panel")
        self.title = Caption("", "title")
        self.left_told = Caption("", "small")
        self.pieces = Pieces()
        self.differing = Differing()
        self.past = PastTable()
        self.state = Prose("", "ink", "small")
        self.table = CardTable()
        self.verdicts = VerdictRow(self.table.columns)
        self.keys = KeyLine()
        self.guideline = Guideline()
        self.begin = BeginPane()
        self.end = EndPane()
        self.stack = QStackedWidget()
        self._notes = column(spacing=3)
        self._card = self._made_card()
        for page in (self._card, self.begin, self.end):
            self.stack.addWidget(page)
        column(self).addWidget(self.stack)
        self._connect()

    def show_sitting(self, sitting: Sitting, repeated: int, waiting: Sequence[str] = ()) -> None:
        """Show where the reviewer is; ``repeated`` cases could be decided by ``.``.

        ``waiting`` are the labels of which one is asked for now.
        """
        case, card, desk = sitting.case, sitting.card, sitting.desk
        if desk is None or not sitting.is_begun:
            self.begin.show_sitting(sitting)
            self.stack.setCurrentWidget(self.begin)
        elif case is None or card is None:
            self.end.show_sitting(sitting)
            self.stack.setCurrentWidget(self.end)
        else:
            self._show_case(sitting, case, card)
            self.verdicts.show_verdicts(verdicts_of(sitting, case, card))
            self.keys.show_hints(hints_of(sitting, case, card, repeated, waiting))
            self.stack.setCurrentWidget(self._card)

    def spoken(self) -> str:
        """Return what stands here, in a line or two, as a screen reader says it."""
        if self.stack.currentWidget() is self.begin:
            return self.begin.title.text()
        if self.stack.currentWidget() is self.end:
            return f"{self.end.title.text()}. {self.end.explained.text()}"
        return f"{self.title.text()}. {self.differing.words}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the verdicts under their columns again."""
        super().resizeEvent(event)
        self._fit()

    # inside -------------------------------------------------------------------------------------

    def _show_case(self, sitting: Sitting, case: DeskCase, card: Card) -> None:
        desk = sitting.desk
        assert desk is not None
        self._show_place(sitting, case)
        text = desk.document.text
        differs = words.kind_words(card, case.case.kind)
        self.differing.show_words(case.case.labels, differs)
        is_stale = case.state is CaseState.STALE
        if is_stale:
            self.past.show_past(case, desk.three_way(case.id), text)
        self.past.setVisible(is_stale)
        told = state_words(case) or decided_words(case) or _link_words(sitting, case)
        self.state.setText(told)
        self.state.setVisible(bool(told))
        hue = next(iter(case.case.labels), "")
        names = tuple(self._name(sitting, case, letter) for letter in card.letters)
        shown = Shown(card, names, text, lambda place: place_text(sitting, place), sitting.row, hue)
        self.table.setVisible(bool(card.rows))
        self.table.show_card(shown)
        clear(self._notes)
        add_notes(self._notes, case, card.notes)
        self.guideline.show_excerpts(excerpts_of(card, text))

    def _show_place(self, sitting: Sitting, case: DeskCase) -> None:
        cases = sitting.cases
        told = _("Case {number} of {all}")
        all_cases = number(len(cases))
        self.title.setText(told.format(number=number(case.number), all=all_cases))
        if case.number == 0:
            self.title.setText(_("Waiting case"))
        left = sum(not one.is_settled for one in cases)
        words_left = ngettext("{count} left in this article", "{count} left in this article", left)
        self.left_told.setText(words_left.format(count=number(left)))
        self.pieces.show_cases(cases, case)

    @staticmethod
    def _name(sitting: Sitting, case: DeskCase, letter: str) -> str:
        review = sitting.desk.review if sitting.desk is not None else None
        if sitting.desk is not None and review is not None and review.is_revealed:
            return sitting.desk.name_of(case.id, letter)
        return _("Coder {letter}").format(letter=letter)

    def _made_card(self) -> QWidget:
        made = QWidget()
        whole = column(made)
        head = QWidget()
        head.setFixedHeight(HEAD - 22)
        self._head = column(head, (SIDE, 14, SIDE, 0), 4)
        first = line(spacing=8)
        first.addWidget(self.title)
        first.addStretch()
        first.addWidget(self.left_told)
        self._head.addLayout(first)
        self._head.addWidget(self.pieces)
        self._head.addStretch()
        whole.addWidget(head)
        inside = QWidget()
        self._inside = column(inside, (SIDE, 2, SIDE, 16))
        self._inside.addWidget(self.differing)
        self._inside.addWidget(self.past)
        self._inside.addWidget(self.state)
        self._inside.addWidget(self.table)
        self._inside.addSpacing(10)
        self._inside.addWidget(self.verdicts)
        self._inside.addSpacing(10)
        self._inside.addWidget(self.keys)
        self._inside.addSpacing(10)
        self._inside.addWidget(Hairline())
        self._inside.addSpacing(8)
        self._inside.addLayout(self._notes)
        self._inside.addWidget(self.guideline)
        self._inside.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        whole.addWidget(self.scroller, 1)
        return made

    def _connect(self) -> None:
        self.keys.pressed.connect(self.commanded)
        self.end.pressed.connect(self.commanded)
        self.begin.begun.connect(lambda: self.commanded.emit("case_propose"))
        self.verdicts.given.connect(self.verdict_given)
        self.verdicts.taken.connect(self.reading_taken)
        self.table.resized.connect(self.verdicts.settle)
        self.pieces.pressed.connect(self.piece_pressed)
        self.guideline.whole_requested.connect(lambda: self.commanded.emit("guideline"))

    def _fit(self) -> None:
        side = SIDE_WIDE if self.width() >= WIDE else SIDE
        self._head.setContentsMargins(side, 14, side, 0)
        self._inside.setContentsMargins(side, 2, side, 16)
        self.verdicts.settle()


def _link_words(sitting: Sitting, case: DeskCase) -> str:
    """Return which marks a relation links; of several readings the first."""
    links = [ends for row in case.case.rows for ends in row.ends if ends is not None]
    if not links:
        return ""
    source, target = (place_text(sitting, end)[:LINK] for end in links[0])
    return f"“{source}” → “{target}”"


def place_text(sitting: Sitting, place: RowPlace | str) -> str:
    """Return the words of a mark at an end of a relation: those of the gold where there is one."""
    desk = sitting.desk
    if desk is None:
        return ""
    if isinstance(place, RowPlace):
        gold = gold_at(desk, place)
        spans = [gold] if gold is not None else place_spans(desk, place)
    else:
        spans = [span for span in desk.gold.spans if span.id == place]
    if not spans:
        return words.NOTHING
    span = spans[0]
    return one_line(desk.document.text[span.start : span.end])
