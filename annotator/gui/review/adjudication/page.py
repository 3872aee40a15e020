"""The adjudication page: queue, article and card, and every key that decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.review.adjudication import card_band, queue_band
from annotator.gui.review.adjudication.article_band import ArticleBand
from annotator.gui.review.adjudication.asking import Asking
from annotator.gui.review.adjudication.card_band import CardBand
from annotator.gui.review.adjudication.card_keys import offered_labels
from annotator.gui.review.adjudication.keys import REPEATING, command_of, stroke_of
from annotator.gui.review.adjudication.queue_band import QueueBand
from annotator.gui.review.adjudication.sitting import Sitting
from annotator.gui.review.adjudication.verbs import verb_table
from annotator.gui.review.page import Desk, Page
from annotator.gui.theme.controls import Hairline
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import WIDE_WINDOW
from annotator.model.change import Change
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.model.review import FINAL
from annotator.workbench.adjudicating.states import Order
from annotator.workbench.language import _
from annotator.workbench.review_words import ORDERS
from annotator.workbench.session import Session

ZOOM_STEP = 1.1
_CONCERNED = {"annotation_set", "span", "relation", "comment", "review", "decision", "feedback",
              "coder", "document", "codebook"}  # fmt: skip

_ACTS = {"review", "decision", "feedback"}
"""What an act of a reviewer changes; marks are undone in the coding, without going there."""


class AdjudicationPage(Page):
    """Three bands with fixed sides; the keyboard is the page's own."""

    def __init__(self, session: Session, desk: Desk) -> None:
        super().__init__(session, desk)
        # Not by Tab, which goes through the rows of the card here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.sitting = Sitting(session.context)
        self.asking = Asking(self)
        self._is_busy = False
        self._is_stale = True
        self._is_acting = False
        self._labels: list[tuple[str, str]] = []
        self._undone: tuple[object, object] | None = None
        self.queue = QueueBand()
        self.article = ArticleBand(desk.settings)
        self.card = CardBand()
        self.nothing = EmptyState()
        self.stack = QStackedWidget()
        self._place()
        self._verbs = verb_table(self)
        self._connect()
        self.retranslate()

    # what the window asks -----------------------------------------------------------------------

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page carries out itself."""
        view = self.article.view
        found: dict[str, Callable[[], object]] = {
            name: partial(self.run, name) for name in self._verbs
        }
        found |= {
            "copy": view.copy,
            "zoom_in": lambda: view.set_zoom(view.typography.zoom * ZOOM_STEP),
            "zoom_out": lambda: view.set_zoom(view.typography.zoom / ZOOM_STEP),
            "zoom_reset": lambda: view.set_zoom(1.0),
            "next_article": lambda: self.run("next"),
        }
        return found

    def state(self) -> frozenset[str]:
        """Return which needs of actions are met here."""
        return frozenset({"review"})

    def start(self) -> None:
        """Show the queue, open the article that was left or the first one to do."""
        self.refresh()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, target: object) -> None:
        """Open an article, or a case: a document, or a pair of document and case."""
        document, case = target if isinstance(target, tuple) else (target, None)
        self.attempt(lambda: self.attend(Id(str(document)), Id(str(case)) if case else None))

    def leave(self) -> None:
        """Ask nothing more while another workspace is shown."""
        self.queue.stop()
        self._labels = []

    def on_change(self, change: Change) -> None:
        """Follow what concerns the review; what was undone is shown where it was."""
        if not (change.kinds & _CONCERNED) and change.ids:
            return
        self._is_stale = True
        if "codebook" in change.kinds:
            self.article.dress()
        if change.kinds & {"comment", "span", "annotation_set"} and change.initiator is not self:
            self.queue.model.forget()
        if change.action in ("undo", "redo") and change.kinds & _ACTS:
            self._undone = change.about.get("document_id"), change.about.get("case_id")
        if self.isVisible() and not self._is_acting:
            self.refresh()

    def set_busy(self, is_busy: bool) -> None:
        """Ask nothing while long work has the project."""
        self._is_busy = is_busy
        self.queue.stop()
        if not is_busy and self.isVisible():
            self._is_stale = True
            self.refresh()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(_("Adjudication"))
        if not self._is_busy:
            self.queue.retranslate()
            self.article.retranslate(self.sitting)
            self.card.begin.retranslate()
            self._show(is_moved=False)

    # what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what can be reviewed, if it can be different, and show it."""
        if self._is_busy:
            return
        before = self.sitting.case_id
        self._follow()
        self._show(is_moved=before != self.sitting.case_id)

    def _follow(self) -> None:
        """Read again which articles there are; go to where something was undone."""
        if self._is_stale:
            self._is_stale = False
            self.sitting.read_articles()
            self._keep_open()
        undone, self._undone = self._undone, None
        if undone is not None:
            self._go_back(*undone)

    def _keep_open(self) -> None:
        """Keep the article open while there is something to compare in it; else the first one."""
        sitting, ids = self.sitting, [one.document_id for one in self.sitting.articles]
        if sitting.document_id in ids:
            if sitting.case is None and sitting.case_id is not None and sitting.desk is not None:
                sitting.look_at(sitting.desk.next_open())
            return
        sitting.desk = None
        ids.sort(key=self._is_final)
        sitting.open_first(ids)

    def _is_final(self, document_id: Id) -> bool:
        found = (one for one in self.sitting.articles if one.document_id == document_id)
        return any(one.status in FINAL for one in found)

    def _show(self, *, is_moved: bool) -> None:
        sitting = self.sitting
        if sitting.desk is None:
            self._show_nothing()
            return
        if is_moved:
            self._labels = []
        self.stack.setCurrentIndex(1)
        repeated = self.asking.repeated()
        waiting = [f"{label}\t{key}" for label, key in self._labels]
        self.queue.show_sitting(sitting)
        self.article.show_sitting(sitting, is_moved=is_moved)
        self.card.show_sitting(sitting, repeated, waiting)
        self.setAccessibleDescription(self.card.spoken())

    def _show_nothing(self) -> None:
        self.stack.setCurrentIndex(0)
        told = _(
            "An article comes here when two coders have marked it as done. Assignment shows who "
            "is how far; work that is not finished can be compared as well."
        )
        if self.sitting.with_unfinished:
            told = _("There is no article in which two coders have marked anything.")
        self.nothing.show_words(_("Nothing to adjudicate yet"), told, _("Open the assignment"))

    # keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out the command of a key; while a label is asked for, take the label's key."""
        stroke = stroke_of(event)
        if self._labels and stroke and stroke != "Esc":
            if not event.isAutoRepeat():  # the key that asked for a label may be held a little long
                self._take_label(stroke)
            return
        found = command_of(stroke) if stroke else None
        if found is None or self._is_busy:
            super().keyPressEvent(event)
            return
        command, place = found
        if not event.isAutoRepeat() or command in REPEATING:
            self.run(command, place)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep Tab for the rows of the card while the page itself has the keyboard."""
        return False if self.hasFocus() else super().focusNextPrevChild(is_next)

    def run(self, command: str, place: int = 0) -> None:
        """Carry out a command of the table; ``place`` is that of its key among several."""
        if self._is_busy or (self.sitting.desk is None and command not in _WITHOUT_ARTICLE):
            return
        verb = self._verbs.get(command)
        if verb is not None:
            self.attempt(lambda: verb(place))

    def compare_unfinished(self, is_wanted: bool | None = None) -> None:
        """Compare also work that is not called finished, or no longer."""
        wanted = not self.sitting.with_unfinished if is_wanted is None else is_wanted
        self.sitting.compare_unfinished(wanted)
        self._is_stale = True
        self.refresh()
        told = _("Unfinished work is compared too.")
        self.message.emit(told if wanted else _("Only finished work is compared."))

    def ask_label(self) -> None:
        """Take the next key as that of a label; refused like a verdict."""
        _desk, case = self.sitting.to_decide()
        self._labels = offered_labels(case) if case.case.rows else []

    def discard(self) -> None:
        """Ask for no label any more; else forget what was chosen of the case."""
        if self._labels:
            self._labels = []
        else:
            self.sitting.discard()

    def relabel(self, label: str) -> None:
        """Give the row in question another label."""
        self._labels = []
        self.attempt(lambda: self.sitting.relabel(label))

    def _take_label(self, stroke: str) -> None:
        label = next((one for one, key in self._labels if key.upper() == stroke), None)
        if label is None:
            self.message.emit(_("No label has the key {key}.").format(key=stroke))
            return
        self.relabel(label)

    # inside -------------------------------------------------------------------------------------

    def attempt(self, verb: Callable[[], object]) -> None:
        """Carry something out, tell why it cannot be, and show what came of it.

        Nothing happens while long work has the project.
        """
        if self._is_busy:
            return
        before = self.sitting.document_id, self.sitting.case_id
        was_acting, self._is_acting = self._is_acting, True
        try:
            verb()
        except AnnotatorError as error:
            self.failed.emit(error)
        finally:
            self._is_acting = was_acting
        if not self._is_busy and not was_acting:
            self._follow()
            self._show(is_moved=before != (self.sitting.document_id, self.sitting.case_id))

    def attend(self, document: Id, case: Id | None) -> None:
        """Open an article, at a case of it where one is named."""
        if self._is_stale:
            self._is_stale = False
            self.sitting.read_articles()
        if document != self.sitting.document_id:
            self.sitting.open(document)
        if case is not None:
            self.sitting.look_at(case)

    def _go_back(self, document: object, case: object) -> None:
        """Show what was undone or done again where it is."""
        ids = {one.document_id for one in self.sitting.articles}
        if document in ids:
            case_id = Id(str(case)) if case else self.sitting.case_id
            self.attend(Id(str(document)), case_id)

    def _place(self) -> None:
        bands = QWidget()
        row = line(bands)
        row.addWidget(self.queue)
        row.addWidget(Hairline(is_upright=True))
        row.addWidget(self.article, 1)
        row.addWidget(Hairline(is_upright=True))
        row.addWidget(self.card)
        empty = QWidget()
        middle = line(empty)
        middle.addStretch(1)
        self.nothing.setFixedWidth(420)
        middle.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        self.stack.addWidget(empty)
        self.stack.addWidget(bands)
        line(self).addWidget(self.stack)

    def _connect(self) -> None:
        queue, card, sitting = self.queue, self.card, self.sitting
        self.nothing.step_requested.connect(lambda: self.desk.show("assignment"))
        queue.case_chosen.connect(lambda one: self.attempt(lambda: sitting.look_at(Id(one))))
        queue.article_chosen.connect(lambda one: self.attempt(lambda: sitting.open(Id(one))))
        queue.order_chosen.connect(self._set_order)
        queue.filter_requested.connect(queue.open_filter)
        queue.left.connect(self.setFocus)
        self.article.pressed.connect(self._on_pressed)
        card.commanded.connect(self._on_commanded)
        card.verdict_given.connect(self._on_verdict)
        card.reading_taken.connect(lambda place: self.run("case_take", place))
        card.piece_pressed.connect(
            lambda place: self.attempt(lambda: sitting.look_at(sitting.cases[place].id))
        )
        card.table.row_pressed.connect(self._on_row)
        card.table.cell_pressed.connect(
            lambda index, letter: self.attempt(lambda: sitting.take_row(index, letter))
        )
        card.begin.unfinished_wanted.connect(
            lambda is_wanted: self.attempt(lambda: self.compare_unfinished(is_wanted))
        )
        look().changed.connect(self.update)

    def _set_order(self, order: Order) -> None:
        def act() -> None:
            self.sitting.set_order(order)
            self.message.emit(_("Order: {order}.").format(order=_(ORDERS[str(order)])))

        self.attempt(act)

    def _on_pressed(self, offset: int) -> None:
        """Take up the case that was clicked in the text; of several the shortest."""
        here = [
            one
            for one in self.sitting.cases
            if one.case.kind == "span" and one.case.start <= offset < one.case.end
        ]
        if here:
            chosen = min(here, key=lambda one: (one.is_settled, one.case.end - one.case.start))
            self.attempt(lambda: self.sitting.look_at(chosen.id))

    def _on_commanded(self, command: str) -> None:
        kind, _sep, label = command.partition(":")
        if kind == "label":
            self.relabel(label)
        elif command in self._verbs:
            self.run(command)
        else:
            self.desk.trigger(command)

    def _on_verdict(self, key: str) -> None:
        found = command_of(key)
        if found is not None:
            self.run(*found)

    def _on_row(self, index: int) -> None:
        def act() -> None:
            self.sitting.row = None if self.sitting.row == index else index

        self.attempt(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side bands the widths of the window's size."""
        super().resizeEvent(event)
        is_wide = self.width() >= WIDE_WINDOW
        self.queue.setFixedWidth(queue_band.WIDE if is_wide else queue_band.NARROW)
        self.card.setFixedWidth(card_band.WIDE if is_wide else card_band.NARROW)


_WITHOUT_ARTICLE = frozenset({"review_unfinished", "review_gaps", "case_undo"})
