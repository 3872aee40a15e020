"""The agreement page: numbers of all coders, and behind each number the passages it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.gui.commands.workspaces import WORKSPACES
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import Asked, Listing, NumberAsked, coders_of, listing_of
from annotator.gui.review.agreement.band import PassageBand
from annotator.gui.review.agreement.board import Board
from annotator.gui.review.agreement.dates import DatesSheet
from annotator.gui.review.agreement.deeds import Deeds
from annotator.gui.review.agreement.exports import Shown
from annotator.gui.review.agreement.head import Head
from annotator.gui.review.agreement.keeping import kept_sentence
from annotator.gui.review.agreement.methods import MethodsPanel
from annotator.gui.review.agreement.overview import (
    CONCERNED,
    ENOUGH,
    Overview,
    Pair,
    PairView,
    Paragraph,
    overview_of,
    pair_view,
    paragraph_of,
)
from annotator.gui.review.agreement.question import Question, is_slow, question_of
from annotator.gui.review.agreement.reckoning import Reckoning
from annotator.gui.review.agreement.slow import SlowWork
from annotator.gui.review.page import Desk, Page
from annotator.gui.theme.controls import Hairline
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tokens import WIDE_WINDOW
from annotator.model.change import Change
from annotator.model.identity import Id
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.snapshots import KeptView
from annotator.workbench.language import _
from annotator.workbench.session import Session

ID = "agreement"


class AgreementPage(Page):
    """Switches and tables at the left with the paragraph below, the passages at the right."""

    def __init__(self, session: Session, desk: Desk) -> None:
        super().__init__(session, desk)
        self.comparing = Comparing(session.context)
        self.reckoning = Reckoning(self)
        self.question = Question()
        self.overview: Overview | None = None
        self.paragraph: Paragraph | None = None
        self.asked: Asked | None = None
        self._pair: Pair | None = None
        self._before = self.question
        self._is_stale, self._is_busy = True, False
        self._goes_to_list = self._goes_back_to_list = self._waits_for_numbers = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.head, self.board, self.band = Head(), Board(), PassageBand()
        self.methods = MethodsPanel()
        self.nothing = EmptyState()
        self.deeds = Deeds(self, session, self.comparing, self.reckoning.ask)
        self.slow = SlowWork(self, desk)
        self._kept: KeptView | None = None
        self._place()
        self._connect()
        self.retranslate()

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page carries out itself."""
        always: dict[str, Callable[[], object]] = {"kept_views": self.deeds.ask_kept}
        if self._shown() is None:
            return always
        return always | {
            "copy": self.copy_sentence,
            "keep_view": self.keep,
            "export_agreement": self.export,
        }

    def start(self) -> None:
        """Show the numbers as they are now, and take the keyboard where it was."""
        self.refresh()
        self._waits_for_numbers = self.stack.currentWidget() is not self.numbers
        self._take_keyboard()

    def _has_keyboard(self) -> bool:
        """Tell whether nothing else has the keyboard by now, such as a sheet over the page."""
        focused = self.window().focusWidget()
        return focused is None or focused is self or self.isAncestorOf(focused)

    def _take_keyboard(self) -> None:
        """Put the keyboard at its place; before there are numbers it waits on the page."""
        shown = self.stack.currentWidget()
        place: QWidget = self
        if shown is self.nothing_page:
            place = self.nothing.button
        elif shown is self.numbers:
            is_in_list = self.band.listing is not None and self._goes_back_to_list
            table = self.board.table_of(self.asked) or self.board.matrix
            place = self.band.list if is_in_list else table
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Stop what is being worked out; it is begun again when the page is shown."""
        self._is_stale = self._is_stale or self.reckoning.is_working
        self._goes_back_to_list = self.band.list.hasFocus()
        self.reckoning.stop()

    def on_change(self, change: Change) -> None:
        """Follow what concerns the numbers; at once where they are seen."""
        if change.kinds & CONCERNED or not change.ids:
            self._is_stale = True
            if self.isVisible():
                self.refresh()

    def set_busy(self, is_busy: bool) -> None:
        """Ask nothing while long work has the project, and see afterwards what it did."""
        self._is_busy = is_busy
        if not is_busy and self.isVisible():
            QTimer.singleShot(0, self.refresh)

    def ask(self, question: Question) -> None:
        """Ask another question; the first number of it is chosen."""
        self.question = question
        self.asked = None
        self._show_kept(None)
        self._is_stale = True
        self.refresh()

    def refresh(self) -> None:
        """Work out the numbers anew, if they can be others."""
        if not self._is_stale or self._is_busy:
            return
        self._is_stale = False
        question, comparing = self.question, self.comparing
        self.reckoning.forget("pair", "paragraph", "list", "since")
        self.paragraph = None  # nothing is kept or written until all numbers are of one question
        self.state_changed.emit()
        if self.overview is not None:
            self.head.switches.show_question(question, self.overview.choices)
        if is_slow(question, self.overview.marks if self.overview else 0):
            self.reckoning.stop()
            self.slow.run(
                question.measure,
                lambda told: overview_of(comparing, question, told),
                self._on_overview,
                self._on_stopped,
            )
        else:
            self.reckoning.ask("overview", lambda: overview_of(comparing, question),
                               self._on_overview)  # fmt: skip

    def choose(self, asked: Asked) -> None:
        """Show the list behind a number; the keyboard goes there."""
        self._goes_to_list = True
        self._choose(asked)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.head.retranslate()
        self.board.retranslate()
        self.band.retranslate()
        self.methods.retranslate()
        self.band.list.setAccessibleDescription(_("Enter opens the text, Escape goes back."))
        self._show_told()
        self._show_kept(self._kept)
        self._show_nothing()

    def copy_sentence(self) -> None:
        """Copy the sentence of a paper about the number that is chosen."""
        told = self.band.sentence(self.session.codebook, self.methods.language)
        if told:
            self._copy(told)

    def keep(self) -> None:
        """Ask for a name to keep the numbers under."""
        shown = self._shown()
        if shown is not None:
            first = shown.view.row
            rest = [row for row in shown.rows if row.target != first.target]
            self.deeds.ask_keep(self.question, [first, *rest])

    def export(self) -> None:
        """Ask which table or figure to write."""
        shown, button = self._shown(), self.head.buttons["export_agreement"]
        if shown is not None:
            place = button.mapToGlobal(QPoint(0, button.height() + 2))
            self.deeds.ask_file(shown, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C from anywhere on the page; Escape goes to the tables."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_sentence()
        elif event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the band the width of the window's size."""
        super().resizeEvent(event)
        self.band.set_wide(self.width() >= WIDE_WINDOW)
        self.board.set_big(self.width() >= WIDE_WINDOW)
        self.head.set_margin(self.board.margin)
        self.head.switches.set_narrow(self.width() < WIDE_WINDOW)
        self._below.setContentsMargins(self.board.margin, 0, self.board.margin, 0)

    # inside -----------------------------------------------------------------------------------

    def _place(self) -> None:
        whole = line(self)
        left = column()
        left.addWidget(self.head)
        self.stack = QStackedWidget()
        numbers = QWidget()
        inside = column(numbers)
        inside.addWidget(self.board, 1)
        self._below = column()
        self._below.addWidget(Hairline())
        self._below.addWidget(self.methods)
        inside.addLayout(self._below)
        self.nothing_page = QWidget()
        middle = line(self.nothing_page, (4, 24, 20, 20))
        self.nothing.setMaximumWidth(520)
        middle.addWidget(self.nothing)
        middle.addStretch()
        for widget in (QWidget(), numbers, self.nothing_page):  # at first there is nothing
            self.stack.addWidget(widget)
        self.numbers = numbers
        left.addWidget(self.stack, 1)
        whole.addLayout(left, 1)
        whole.addWidget(Hairline(is_upright=True))
        whole.addWidget(self.band)

    def _connect(self) -> None:
        self.board.asked.connect(self.choose)
        self.head.switches.asked.connect(self.ask)
        self.head.switches.dates_wanted.connect(self._ask_days)
        for name, button in self.head.buttons.items():
            button.clicked.connect(lambda _on=False, one=name: self.desk.trigger(one))
        self.band.opened.connect(self._open)
        self.band.left.connect(self._go_back)
        self.methods.paragraph_wanted.connect(self._copy)
        self.methods.sentence_wanted.connect(lambda _code: self.copy_sentence())
        self.nothing.step_requested.connect(self._on_step)
        self.reckoning.failed.connect(self.failed)
        self.deeds.failed.connect(self.failed)
        self.deeds.message.connect(self.message)
        self.deeds.opened.connect(self._on_kept_opened)
        self.slow.message.connect(self.message)

    def _names(self) -> Mapping[Id, str]:
        return self.overview.names if self.overview is not None else {}

    def _shown(self) -> Shown | None:
        overview, view, paragraph = self.overview, self.board.pair, self.paragraph
        if overview is None or overview.matrix is None or view is None or paragraph is None:
            return None
        return Shown(overview, view, paragraph, self.session.codebook)

    def _on_overview(self, overview: Overview) -> None:
        self.overview = overview
        self._before = overview.question
        self.head.switches.show_question(overview.question, overview.choices)
        self.board.show_overview(overview)
        has_matrix = overview.matrix is not None
        self.stack.setCurrentWidget(self.numbers if has_matrix else self.nothing_page)
        self._show_nothing()
        if self._kept is not None:
            self.deeds.look_again(self._kept, self._show_kept)
        if self._waits_for_numbers:
            self._waits_for_numbers = False
            if self._has_keyboard():
                self._take_keyboard()
        if not has_matrix:
            self.asked = self._pair = self.paragraph = None
            self.board.show_pair(None, {})
            self.band.show_listing(None, {})
            self.methods.show_paragraph(None)
            self._show_told()
            self.state_changed.emit()
            return
        pairs = overview.pairs
        if self._pair not in pairs:
            self._pair = pairs[0]
        if self.asked is not None and not overview.people.issuperset(coders_of(self.asked)):
            self.asked = None
        assert self._pair is not None
        self._choose(self.asked or NumberAsked(self.question.target(self._pair),
                                               self.question.options))  # fmt: skip
        self._ask_pair(self._pair)

    def _ask_pair(self, pair: Pair) -> None:
        self._pair = pair
        comparing, question = self.comparing, self.question
        self.reckoning.ask("pair", lambda: pair_view(comparing, question, pair), self._on_pair)
        self.reckoning.ask(
            "paragraph", lambda: paragraph_of(comparing, question, pair), self._on_paragraph
        )

    def _on_pair(self, view: PairView) -> None:
        self.board.show_pair(view, self._names())
        self.board.show_chosen(self.asked)
        self._show_told()
        self.state_changed.emit()

    def _on_paragraph(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.methods.show_paragraph(paragraph)
        self.state_changed.emit()

    def _choose(self, asked: Asked) -> None:
        self.asked = asked
        self.board.show_chosen(asked)
        comparing = self.comparing
        self.reckoning.ask("list", lambda: listing_of(comparing, asked), self._on_listing)
        overview = self.overview
        if isinstance(asked, NumberAsked) and overview is not None and overview.matrix is not None:
            coders = asked.target.coders
            if len(coders) == ENOUGH and coders != self._pair and coders in overview.matrix.cells:
                self._ask_pair((coders[0], coders[1]))

    def _on_listing(self, listing: Listing) -> None:
        self.band.show_listing(listing, self._names())
        if self._goes_to_list and listing.passages and self._has_keyboard():
            self.band.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._goes_to_list = False

    def _on_stopped(self) -> None:
        self.ask(self._before if self._before.measure != self.question.measure else Question())

    def _open(self, row: int) -> None:
        """Open the text of a passage: at one's own mark where there is one."""
        passage = self.band.list.passages.passage(row)
        own = self.session.coder.id
        marks = dict(zip(passage.coders, passage.marks, strict=False)).get(own, ())
        span = Id(marks[0].id) if marks else None
        self._goes_back_to_list = True
        self.desk.show_passage(passage.document, span_id=span, start=passage.start)
        keys = next((one.keys for one in WORKSPACES if one.id == ID), "")
        self.message.emit(_("{key} goes back to the agreement.").format(key=keys))

    def _go_back(self) -> None:
        """Put the keyboard on the number whose list is shown."""
        table = self.board.table_of(self.asked) or self.board.matrix
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.board.show_table(table)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.message.emit(_("Copied: {text}").format(text=text))

    def _ask_days(self) -> None:
        sheet = DatesSheet(self.question.first_day, self.question.last_day)
        sheet.days_given.connect(
            lambda first, last: self.ask(replace(self.question, first_day=first, last_day=last))
        )
        sheet.open_over(self.window())

    def _on_kept_opened(self, view: KeptView) -> None:
        self.ask(question_of(view.options))
        self._show_kept(view)

    def _show_kept(self, view: KeptView | None) -> None:
        self._kept = view
        self.head.show_kept(kept_sentence(view) if view is not None else "")

    def _show_told(self) -> None:
        view = self.board.pair
        if view is None or self.overview is None or self.overview.matrix is None:
            self.head.told.setText("")
            return
        self.head.told.setText(words.articles_words(view.row, self.question))

    def _show_nothing(self) -> None:
        """Say what belongs here, and the one next step."""
        overview = self.overview
        if overview is None or overview.matrix is not None:
            return
        self.nothing.show_words(*words.nothing_words(overview))

    def _on_step(self) -> None:
        overview = self.overview
        if overview is not None and words.can_count_begun(overview):
            self.ask(replace(self.question, finished_only=False))
        else:
            self.desk.show("assignment")
