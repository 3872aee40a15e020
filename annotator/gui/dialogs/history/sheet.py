"""The history over the window: what was done, and the article as it was at any moment of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Meter
from annotator.gui.dialogs.history.choice import Choice
from annotator.gui.dialogs.history.entry_list import ONE_CODER, ROW, EntryDelegate
from annotator.gui.dialogs.history.past_view import PastView
from annotator.gui.dialogs.scrim import MARGIN, Floating
from annotator.gui.models.chronicle import ChronicleModel
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.reader.look import TagMode
from annotator.gui.reader.view import NO_MARKS
from annotator.gui.theme.controls import Caption, Hairline, IconButton, PlainButton, surface
from annotator.gui.theme.layouts import FlowLayout, column, line
from annotator.gui.theme.row_list import RowList
from annotator.model.annotation_set import AnnotationSet
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.workbench.chronicle import Asked, Moment, Page, Past, utc_of
from annotator.workbench.differing import differences
from annotator.workbench.history_words import VERB_NAMES, verbs_of
from annotator.workbench.language import _, short_date
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings
from annotator.workbench.wording import label_name, moment_words

WIDEST = 1480
LIST_WIDTH = 400
_DAY_SECONDS = 36 * 3600
"""Longer than any day, also where clocks are changed; the next midnight is within it."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the person was looking at when the history was opened."""

    document_id: Id | None = None
    span_id: Id | None = None


class HistorySheet(Floating):
    """Lists acts, newest first, and shows the article as it was after the one that is chosen.

    ``restore_requested`` carries ``span``, ``article`` or ``set`` and the moment; ``target`` says
    which mark or article is meant.
    """

    restore_requested = Signal(str, object)

    def __init__(self, session: Session, settings: Settings, start: Start) -> None:
        super().__init__()
        self.setAccessibleName(_("History"))
        self._session, self._start = session, start
        self._past: Past | None = None
        self._moments: list[Moment] = []
        self._shown_coder = session.coder.id
        self._names = {one.id: one.name for one in session.chronicle.coders()}
        self._is_own = False
        self._then = self._now = NO_MARKS
        self.moment: Moment | None = None
        self.document_id: Id | None = None
        self.span_id: Id | None = start.span_id
        mode: TagMode = "names" if settings["tag_names"] else "letters"
        self.past = PastView(str(settings["reading_font"]), float(settings["zoom"]), mode)
        self.model = ChronicleModel(self)
        self.list = RowList(ROW, EntryDelegate)
        self.list.setModel(self.model)
        self.list.follows_keyboard = True
        self.list.setAccessibleName(_("What was done"))
        self.nothing = EmptyState()
        self._make_choices()
        self._make_buttons()
        self._place()
        self._connect()
        self.look_anew()

    def first_focus(self) -> QWidget:
        """Begin in the list, which the arrows walk through."""
        return self.list

    def size_in(self, room: QRect) -> QSize:
        """Take nearly all of the window: an article is read here."""
        return QSize(min(WIDEST, room.width() - 2 * MARGIN), room.height() - 2 * MARGIN)

    def look_anew(self) -> None:
        """Read the history again, from its newest entry on, as far as it is asked for."""
        asked = self.asked()
        chronicle = self._session.chronicle

        def load(before: Moment) -> Page:
            return chronicle.page(asked, before)

        self._past = None
        self.list.setProperty(ONE_CODER, asked.coder_id is not None)
        self.model.show_history(load)
        if self.model.rowCount():
            self.list.choose(0)
            self._on_entry_chosen(0)
        else:
            self._show_present()

    def asked(self) -> Asked:
        """Return which part of the history the choices ask for."""
        scope, day = self.scope.value, self.day.value
        since = float(day) if isinstance(day, float) else None
        return Asked(
            span_id=self._start.span_id if scope == "span" else None,
            document_id=self._start.document_id if scope == "article" else None,
            coder_id=Id(str(self.coder.value)) if self.coder.value else None,
            actions=verbs_of(str(self.verb.value or "")),
            label=str(self.label.value) if self.label.value else None,
            since=since,
            until=_next_midnight(since) if since is not None else None,
        )

    # building ---------------------------------------------------------------------------------

    def _make_choices(self) -> None:
        session, start = self._session, self._start
        scopes: list[tuple[str, object]] = [(_("The whole project"), "project")]
        if start.document_id is not None:
            scopes.insert(0, (_("This article"), "article"))
        if start.span_id is not None:
            scopes.insert(1, (_("This mark"), "span"))
        self.scope = Choice(_("Which part"), scopes)
        people: list[tuple[str, object]] = [
            (one.name, one.id) for one in session.chronicle.coders()
        ]
        self.coder = Choice(_("Coder"), [(_("Everybody"), ""), *people])
        self.coder.choose(session.coder.id)
        verbs = [(_(words), name) for name, words in VERB_NAMES.items()]
        self.verb = Choice(_("Act"), [(_("All acts"), ""), *verbs])
        days = [(short_date(_day(one)), one) for one in session.chronicle.days()]
        self.day = Choice(_("Day"), [(_("Any day"), ""), *days])
        labels = [
            (label_name(session.codebook, one.id), one.id)
            for one in session.codebook.offered_labels()
        ]
        self.label = Choice(_("Label"), [(_("Any label"), ""), *labels])
        self.choices = (self.scope, self.coder, self.verb, self.day, self.label)

    def _make_buttons(self) -> None:
        self.restore_span = PlainButton(_("Restore this mark"))
        self.restore_article = PlainButton(_("Restore my marks here"))
        self.restore_set = PlainButton(_("Restore all my marks …"))
        self.close_button = IconButton("close", _("Close"), "Esc")
        self.back_button = PlainButton(_("Back to now"), "primary")
        self.reason = Caption("", "count")
        self.meter = Meter()
        self.meter.hide()

    def _place(self) -> None:
        head = line(margins=(24, 14, 12, 14), spacing=8)
        head.addWidget(Caption(_("History"), "title"), 1)
        head.addWidget(self.close_button)
        self._body = QWidget()
        body = line(self._body)
        body.addWidget(self._left())
        body.addWidget(Hairline(is_upright=True))
        body.addWidget(self.past, 1)
        foot = line(margins=(24, 12, 20, 12), spacing=8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.meter, 1)
        for button in (
            self.restore_span, self.restore_article, self.restore_set, self.back_button
        ):  # fmt: skip
            foot.addWidget(button)
        whole = column(self, (1, 1, 1, 1))
        whole.addLayout(head)
        whole.addWidget(Hairline())
        whole.addWidget(self._body, 1)
        whole.addWidget(Hairline())
        whole.addLayout(foot)

    def _left(self) -> QWidget:
        left = QWidget()
        surface(left, "panel")
        left.setFixedWidth(LIST_WIDTH)
        filters = QWidget()
        flow = FlowLayout(filters, 2)
        for choice in self.choices:
            flow.addWidget(choice)
        inner = column(left, (0, 8, 0, 8), 6)
        around = line(margins=(14, 0, 14, 0))
        around.addWidget(filters)
        inner.addLayout(around)
        inner.addWidget(Hairline())
        inner.addWidget(self.nothing)
        inner.addWidget(self.list, 1)
        return left

    def _connect(self) -> None:
        for choice in self.choices:
            choice.chosen.connect(self.look_anew)
        self.model.looked.connect(self._on_looked)
        self.list.row_chosen.connect(self._on_entry_chosen)
        self.past.moment_chosen.connect(self._on_moment_chosen)
        self.past.span_focused.connect(self._on_span_focused)
        self.close_button.clicked.connect(self.dismiss)
        self.back_button.clicked.connect(self.dismiss)
        self.closed.connect(self.model.stop)
        for button, kind in (
            (self.restore_span, "span"),
            (self.restore_article, "article"),
            (self.restore_set, "set"),
        ):
            button.clicked.connect(
                lambda _checked=False, what=kind: self.restore_requested.emit(what, self.moment)
            )

    # what is looked at ------------------------------------------------------------------------

    def _on_looked(self, is_end: bool) -> None:
        is_empty = self.model.rowCount() == 0
        self.nothing.setVisible(is_empty)
        self.list.setVisible(not is_empty)
        if is_empty and is_end:
            self.nothing.show_words(
                _("Nothing in the history fits"), _("Choose another day, coder, act or label.")
            )
        elif is_empty:
            self.nothing.show_words(_("Looking further back …"))
        elif self.list.chosen_row() < 0:
            self.list.choose(0)
            self._on_entry_chosen(0)

    def _on_entry_chosen(self, row: int) -> None:
        entry = self.model.entry_at(row)
        self.list.choose(row)
        document_id = entry.document_id or self._start.document_id
        self._shown_coder = Id(str(self.coder.value or entry.coder_id))
        self._look_at(document_id, entry.moment, entry.span_id or self._start.span_id)

    def _on_moment_chosen(self, number: int) -> None:
        if 0 <= number < len(self._moments):
            moment = self._moments[number]
            self.list.choose(self.model.find_moment(moment))
            entry = self._session.chronicle.entry_at(moment)
            span_id = entry.span_id if entry is not None else None
            self._look_at(self.document_id, moment, span_id or self.past.reader.focused_span())

    def _show_present(self) -> None:
        self._shown_coder = Id(str(self.coder.value or self._session.coder.id))
        if self._start.document_id is not None:
            self._look_at(self._start.document_id, None, self._start.span_id)
        else:
            self._look_at(None, None, None)

    def _look_at(self, document_id: Id | None, moment: Moment | None, span_id: Id | None) -> None:
        """Show an article as it was at a moment; without one, as it is."""
        self.moment, self.document_id, self.span_id = moment, document_id, span_id
        try:
            document = self._session.finding.document(document_id) if document_id else None
        except RefusedError:
            document = None
        if document is None or document_id is None:
            self._show_no_article(document_id)
            return
        if self._past is None or self._past.document_id != document_id:
            self._past = self._session.chronicle.past(document_id)
        coder = self._shown_coder
        self._moments = self._past.moments_of(coder)
        earlier = [one for one in self._moments if moment is None or one <= moment]
        at = max(0, len(earlier) - 1)
        self.past.show_moments(self._moments, at)
        at_moment = moment if moment is not None else self._moments[-1]
        then = self._past.as_it_was(at_moment, coder)
        now = self._past.now(coder)
        is_now = len(earlier) == len(self._moments)
        when = "" if is_now else moment_words(utc_of(at_moment))
        is_own = coder == self._session.coder.id
        whose = "" if is_own else self._names.get(coder, "")
        self.past.show_past(document, then, when, whose)
        self.past.show_utc(utc_of(at_moment))
        self.past.show_differences(differences(then, now, document.text, self._session.codebook))
        self._show_place(span_id, then, coder, at)
        self._is_own, self._then, self._now = is_own, then, now
        self._show_buttons()

    def _show_place(self, span_id: Id | None, then: AnnotationSet, coder: Id, at: int) -> None:
        """Go to the mark, or to where it was where the act has taken it away."""
        self.past.show_span(span_id if span_id in then.span_by_id() else None)
        if self._past is None or span_id is None or span_id in then.span_by_id() or at == 0:
            return
        before = self._past.as_it_was(self._moments[at - 1], coder).span_by_id()
        if span_id in before:
            self.past.reader.show_offset(before[span_id].start)

    def _show_no_article(self, document_id: Id | None) -> None:
        if document_id is not None:
            sentence = _("This article is not in the project any more.")
        else:
            sentence = _(
                "This act is not about one article. Choose another one to see its article."
            )
        self.past.show_nothing(_("No article to show"), sentence)
        self._is_own, self._then, self._now = False, NO_MARKS, NO_MARKS
        self._show_buttons()

    def _on_span_focused(self, span_id: Id | None) -> None:
        self.span_id = span_id
        self._show_buttons()

    def _show_buttons(self) -> None:
        can_restore = self._is_own and self._then != self._now
        focused = self.past.reader.focused_span()
        self.restore_article.setEnabled(can_restore)
        self.restore_span.setEnabled(can_restore and self._is_otherwise(focused))
        self.restore_set.setEnabled(self.moment is not None)
        reason = ""
        if self.document_id is not None and not self._is_own:
            reason = _("Only one's own marks can be restored.")
        elif can_restore and focused is None:
            reason = _("Click a mark to restore it alone.")
        self.reason.setText(reason)

    def _is_otherwise(self, span_id: Id | None) -> bool:
        """Tell whether a mark that was there then has something that it has no more."""
        if span_id is None:
            return False
        then, now = self._then, self._now
        return (
            then.span_by_id().get(span_id) != now.span_by_id().get(span_id)
            or not set(_ids(then, span_id)) <= set(_ids(now, span_id))
            or (then.comment_on(span_id) or now.comment_on(span_id)) != now.comment_on(span_id)
        )

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the restoring is; meanwhile nothing else can be done here."""
        self._body.setEnabled(False)
        for button in (self.restore_span, self.restore_article, self.restore_set):
            button.setEnabled(False)
        self.back_button.setText(_("Cancel"))
        self.reason.hide()
        self.meter.show()
        self.meter.show_share(_("Restoring"), done, total)

    def end_progress(self) -> None:
        """Let everything be used again."""
        self._body.setEnabled(True)
        self.back_button.setText(_("Back to now"))
        self.meter.hide()
        self.reason.show()
        self._show_buttons()

    def refuse(self, reason: str) -> None:
        """Say why something was not restored."""
        self.reason.setText(reason)


def _ids(annotations: AnnotationSet, span_id: Id) -> list[Id]:
    return [one.id for one in annotations.relations_of(span_id)]


def _day(first_second: float) -> datetime:
    return datetime.fromtimestamp(first_second, UTC).astimezone()


def _next_midnight(first_second: float) -> float:
    later = datetime.fromtimestamp(first_second + _DAY_SECONDS)
    return later.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
