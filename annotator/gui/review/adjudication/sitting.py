"""Where a reviewer is: the article, the case, the row of the card; and what a key does there."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence

from annotator.model.adjudication import CaseKind
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.model.review import FINAL
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.desk import Desk
from annotator.workbench.adjudicating.row_drafts import Edit
from annotator.workbench.adjudicating.states import (
    Article,
    Card,
    CardRow,
    CaseState,
    DeskCase,
    Order,
)
from annotator.workbench.context import Context

LONGEST_LOOK = 600.0
"""Seconds after which nobody is taken to be looking at a case any more."""


class Sitting:
    """The open article with its desk, the case in question and the row that digits act on.

    Everything that decides raises what ``Desk`` raises, and then nothing has moved.
    """

    def __init__(self, context: Context, clock: Callable[[], float] = time.monotonic) -> None:
        self._context, self._clock = context, clock
        self.with_unfinished = False
        self.order = Order.READING
        self.adjudicating = Adjudicating(context)
        self.articles: list[Article] = []
        self.desk: Desk | None = None
        self.case_id: Id | None = None
        self.row: int | None = None
        self.decided_last: Id | None = None
        self._since = 0.0

    # where we are -------------------------------------------------------------------------------

    @property
    def document_id(self) -> Id | None:
        """Return the open article."""
        return self.desk.document.id if self.desk is not None else None

    @property
    def is_begun(self) -> bool:
        """Tell whether the review of the open article has begun."""
        return self.desk is not None and self.desk.review is not None

    @property
    def is_final(self) -> bool:
        """Tell whether the open article is signed off."""
        review = self.desk.review if self.desk is not None else None
        return review is not None and review.status in FINAL

    @property
    def case(self) -> DeskCase | None:
        """Return the case in question; None where there is none, or it is not there any more.

        Before the review has begun none is: what was begun can be undone.
        """
        if self.desk is None or self.case_id is None or not self.is_begun:
            return None
        return self.desk.every_case.get(self.case_id)

    @property
    def card(self) -> Card | None:
        """Return the card of the case in question."""
        case = self.case
        return self.desk.card(case.id) if self.desk is not None and case is not None else None

    @property
    def cases(self) -> Sequence[DeskCase]:
        """Return the queue of the open article, once its review has begun."""
        return self.desk.cases if self.desk is not None and self.is_begun else ()

    def read_articles(self) -> None:
        """See again which articles can be reviewed."""
        self.articles = self.adjudicating.articles()

    def compare_unfinished(self, is_wanted: bool) -> None:
        """Compare also work that is not called finished, or no longer."""
        self.with_unfinished = is_wanted
        self.adjudicating = Adjudicating(self._context, with_unfinished=is_wanted)
        self.read_articles()
        before, self.desk = self.document_id, None
        if before is not None and any(one.document_id == before for one in self.articles):
            self.open_first([before])

    def open(self, document_id: Id) -> None:
        """Open an article at its first open case; RefusedError ``too_few_to_compare``."""
        self.desk = self.adjudicating.desk(document_id)
        self.desk.order = self.order
        self.decided_last = None
        self.look_at(self.desk.next_open() if self.is_begun and not self.is_final else None)

    def open_first(self, document_ids: Sequence[Id]) -> None:
        """Open the first of some articles in which there is something to compare, if one is left.

        A review that has begun stays in the list when a coder takes the work up again.
        """
        for document_id in document_ids:
            with contextlib.suppress(RefusedError):
                self.open(document_id)
                return

    def set_order(self, order: Order) -> None:
        """Put the queue in another order; the case in question stays."""
        self.order = order
        if self.desk is not None:
            self.desk.order = order

    def look_at(self, case_id: Id | None) -> None:
        """Take up a case, or none."""
        self.case_id, self.row = case_id, None
        self._since = self._clock()

    def next_article(self) -> Id | None:
        """Return the next article that is not signed off, from the first again at the end."""
        ids = [one.document_id for one in self.articles]
        at = ids.index(self.document_id) + 1 if self.document_id in ids else 0
        turned = [*self.articles[at:], *self.articles[:at]]
        left = (one for one in turned if one.status not in FINAL)
        return next((one.document_id for one in left if one.document_id != self.document_id), None)

    # deciding -----------------------------------------------------------------------------------

    def take(self, place: int) -> None:
        """Take the reading of a letter: of the case, or of the row in question only."""
        desk, case = self.to_decide()
        letters = desk.letters(case.id)
        if place >= len(letters):
            raise RefusedError("no_such_letter", letter=str(place + 1))
        if self.row is None:
            self._decide(lambda: desk.take(case.id, letters[place], seconds=self._seconds()))
        else:
            self.take_row(self.row, letters[place])

    def take_row(self, index: int, letter: str) -> None:
        """Take a letter's reading of one row; when nothing is left to choose, that is written."""
        desk, case = self.to_decide()
        if desk.take_row(case.id, index, letter):
            self.settle()
        else:
            self.step_row(1)

    def propose(self) -> None:
        """Write what was put together, where something was; else what most coders say."""
        desk, case = self.at_case()
        if case.is_orphan:
            self._decide(lambda: desk.keep(case.id))
        elif desk.has_draft(case.id):
            self.settle()
        else:
            self._decide(lambda: desk.propose(case.id, seconds=self._seconds()))

    def settle(self) -> None:
        """Write what was put together row by row."""
        desk, case = self.at_case()
        self._decide(lambda: desk.settle(case.id, seconds=self._seconds()))

    def none(self) -> None:
        """Let no reading stand; of a decision without marks, drop what it made."""
        desk, case = self.at_case()
        if case.is_orphan:
            self._decide(lambda: desk.drop(case.id))
        else:
            self._decide(lambda: desk.none(case.id, seconds=self._seconds()))

    def keep_all(self) -> None:
        """Keep every coder's marks."""
        desk, case = self.at_case()
        self._decide(lambda: desk.keep_all(case.id, seconds=self._seconds()))

    def send_back(self, question: str) -> None:
        """Ask the coders."""
        desk, case = self.at_case()
        self._decide(lambda: desk.send_back(case.id, question, seconds=self._seconds()))

    def pass_over(self) -> None:
        """Go to the next open case; one that was only looked at is on record as skipped."""
        desk, case = self.at_case()
        if case.state is CaseState.OPEN and not self.is_final:
            desk.skip(case.id, seconds=self._seconds())
        self.look_at(desk.next_open(case.id) or case.id)

    def step(self, step: int) -> None:
        """Go to the case before or after in the queue, decided or not."""
        if self.desk is not None and self.is_begun:
            self.look_at(self.desk.step(self.case_id, step))

    def next_relation(self) -> bool:
        """Go to the next relation that is not decided; tells whether there is one."""
        if self.desk is None or not self.is_begun:
            return False
        found = self.desk.next_relation(self.case_id)
        if found is not None:
            self.look_at(found)
        return found is not None

    # row by row ---------------------------------------------------------------------------------

    def rows(self) -> list[CardRow]:
        """Return the lines of the card that differ."""
        card = self.card
        return [row for row in card.rows if row.differs] if card is not None else []

    def step_row(self, step: int) -> None:
        """Go to the next line that differs, or the one before."""
        indexes = [row.index for row in self.rows()]
        if not indexes:
            self.row = None
        elif self.row not in indexes:
            self.row = indexes[0 if step > 0 else -1]
        else:
            self.row = indexes[(indexes.index(self.row) + step) % len(indexes)]

    def move_end(self, step: int, *, is_end: bool, by_token: bool) -> None:
        """Move start or end of the row in question to the next boundary, or word."""
        desk, case = self.to_decide()
        if case.case.kind is not CaseKind.SPAN:
            raise RefusedError("no_reading")
        number = self._row_number()
        desk.move_end(case.id, number, step, is_end=is_end, by_token=by_token)

    def relabel(self, label: str) -> bool:
        """Give the row in question another label; tells whether all is chosen now."""
        desk, case = self.to_decide()
        return desk.edit(case.id, self._row_number(), Edit(label=label))

    def discard(self) -> None:
        """Forget what was chosen, and let digits act on the whole case again."""
        if self.desk is not None and self.case is not None:
            self.desk.discard(self.case.id)
        self.row = None

    def _row_number(self) -> int:
        """Return the row of the case that is meant: that of the line chosen, else the first."""
        card = self.card
        if card is None or self.row is None:
            return 0
        return next((row.row for row in card.rows if row.index == self.row), 0)

    # inside -------------------------------------------------------------------------------------

    def at_case(self) -> tuple[Desk, DeskCase]:
        """Return the desk and the case in question; refused where there is none."""
        if self.desk is None:
            raise RefusedError("too_few_to_compare")
        if not self.is_begun:
            raise RefusedError("review_not_begun")
        case = self.case
        if case is None:
            raise RefusedError("article_signed_off" if self.is_final else "nothing_to_do")
        return self.desk, case

    def to_decide(self) -> tuple[Desk, DeskCase]:
        """Return what ``at_case`` does; refused also where nothing can be decided of it now.

        So that nothing is chosen, or written in a sheet, that could not be kept.
        """
        desk, case = self.at_case()
        if self.is_final:
            raise RefusedError("article_signed_off")
        if case.state is CaseState.WAITING:
            raise RefusedError("ends_open")
        return desk, case

    def _decide(self, act: Callable[[], object]) -> None:
        """Do what decides a case, then go to the next one that is open."""
        desk, case = self.at_case()
        act()
        self.decided_last = case.id
        self.look_at(desk.next_open(case.id))

    def _seconds(self) -> float:
        return round(min(self._clock() - self._since, LONGEST_LOOK), 1)
