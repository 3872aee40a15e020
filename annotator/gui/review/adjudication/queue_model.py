"""The queue as rows: every article heads its part, the open one with its cases below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.gui.review.adjudication import words
from annotator.gui.review.adjudication.shapes import Votes, votes_of
from annotator.model.identity import Id
from annotator.model.review import FINAL, ReviewStatus
from annotator.workbench.adjudicating.desk import Desk
from annotator.workbench.adjudicating.states import Article, Counts, DeskCase
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.review_words import CASE_STATES, REVIEW_STATUS

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """The head of an article's part; ``is_open`` where its cases stand below."""

    article: Article
    told: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A case in the queue: its words, how the coders stand to each other, what was chosen."""

    case: DeskCase
    passage: str
    type: str
    votes: Votes
    choice: str

    @property
    def spoken(self) -> str:
        """Return what a screen reader says."""
        state = _(CASE_STATES[str(self.case.state)])
        parts = (str(self.case.number), self.passage, self.type, state, self.choice)
        return ", ".join(part for part in parts if part)


QueueRow = ArticleRow | CaseEntry


class QueueModel(QAbstractListModel):
    """Rows of the queue.  What a case looks like is worked out when it is first seen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ArticleRow | DeskCase] = []
        self._desk: Desk | None = None
        self._entries: dict[object, CaseEntry] = {}

    def take_desk(self, desk: Desk | None) -> None:
        """Take the open article, whose cases can be asked for from now on."""
        if desk is not self._desk:
            self._entries.clear()
        self._desk = desk

    def show_queue(self, articles: Sequence[Article], cases: Sequence[DeskCase]) -> None:
        """Show articles, and cases of the open one below its head."""
        desk = self._desk
        open_id = desk.document.id if desk is not None else None
        rows: list[ArticleRow | DeskCase] = []
        for article in articles:
            is_open = article.document_id == open_id
            counts = desk.counts if is_open and desk is not None else article.counts
            rows.append(ArticleRow(article, article_words(article, counts), is_open))
            if is_open:
                rows += cases
        is_same = len(rows) == len(self.rows)
        if not is_same:
            self.beginResetModel()
        self.rows = rows
        if not is_same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def forget(self) -> None:
        """Say every row anew, in another language or after somebody changed marks."""
        self._entries.clear()

    def rowCount(self, _parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says, for screen readers."""
        row = self.row(index.row())
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in spoken or row is None:
            return None
        if isinstance(row, ArticleRow):
            return f"{row.article.title or row.article.key}, {row.told}"
        return row.spoken

    def row(self, place: int) -> QueueRow | None:
        """Return a row, with everything that is seen of it."""
        if not 0 <= place < len(self.rows):
            return None
        found = self.rows[place]
        return found if isinstance(found, ArticleRow) else self.entry(found)

    def place_of(self, case_id: Id | None) -> int:
        """Return the row of a case, -1 where it is not seen."""
        ids = (one.id if isinstance(one, DeskCase) else None for one in self.rows)
        return next((n for n, one in enumerate(ids) if one is not None and one == case_id), -1)

    def place_of_article(self, document_id: Id | None) -> int:
        """Return the row of an article's head, -1 where it is not there."""
        heads = ((n, one) for n, one in enumerate(self.rows) if isinstance(one, ArticleRow))
        return next((n for n, one in heads if one.article.document_id == document_id), -1)

    def is_head(self, place: int) -> bool:
        """Tell whether a row is the head of an article's part."""
        return 0 <= place < len(self.rows) and isinstance(self.rows[place], ArticleRow)

    def entry(self, case: DeskCase) -> CaseEntry:
        """Return what is seen of a case of the open article."""
        decision = case.decision
        key = (case.id, case.case.signature, case.number, case.state, decision and decision.created)
        if key not in self._entries and self._desk is not None:
            self._entries[key] = entry_of(self._desk, case)
        return self._entries[key]


def entry_of(desk: Desk, case: DeskCase) -> CaseEntry:
    """Return what is seen of a case in the queue."""
    card = desk.card(case.id)
    document = desk.document
    passage = words.passage_words(case, document.text) or document.title or document.name
    choice = words.choice_words(case, card.taken_from)
    return CaseEntry(case, passage[:120], words.type_words(case), votes_of(card), choice)


def article_words(article: Article, counts: Counts | None) -> str:
    """Return how far the review of an article is."""
    if article.status in FINAL or (article.status is ReviewStatus.OPEN and counts is None):
        return _(REVIEW_STATUS[str(article.status)])
    if counts is None:
        return ""
    if counts.left:
        return ngettext("{count} open", "{count} open", counts.left).format(
            count=number(counts.left)
        )
    return _("all decided") if article.status is not ReviewStatus.OPEN else _("all agree")


def matches(entry: CaseEntry, wanted: str) -> bool:
    """Tell whether a case has every word that is looked for, in what is seen of it."""
    labels = " ".join(words.mark_name(label) for label in entry.case.case.labels)
    heap = f"{entry.spoken} {labels}".casefold()
    return all(word in heap for word in wanted.casefold().split())
