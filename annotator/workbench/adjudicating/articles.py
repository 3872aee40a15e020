"""The articles that can be reviewed, how far each is, and what concerns several of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.model.review import FINAL, ReviewStatus
from annotator.store import reviews
from annotator.store.lineage import load_lineage
from annotator.store.reviewing import documents_since, last_number, list_headings, list_work
from annotator.workbench.adjudicating.board import Board
from annotator.workbench.adjudicating.desk import Desk
from annotator.workbench.adjudicating.following import TITLE
from annotator.workbench.adjudicating.loading import COMPARED, Loader
from annotator.workbench.adjudicating.meanings import rules_of
from annotator.workbench.adjudicating.queue import counted
from annotator.workbench.adjudicating.returning import feedback_of
from annotator.workbench.adjudicating.states import Article, Counts
from annotator.workbench.context import Context
from annotator.workbench.rights import require_reviewer


class Adjudicating:
    """Reviewing in a project.

    Articles count that at least two coders have finished; ``with_unfinished`` takes in those that
    two have marked anything in, and all that has been begun to review stays in any case.
    """

    def __init__(self, context: Context, *, with_unfinished: bool = False) -> None:
        self._context = context
        self._loader = Loader(context, with_unfinished)
        self._counts: dict[Id, Counts] = {}
        self._number = last_number(context.project)
        self._codebook_id = context.codebook_id

    def articles(self) -> list[Article]:
        """Return the articles of the review in the order of their keys.

        Nothing is compared for this: ``counts`` are given where they are known already.
        """
        project = self._context.project
        self._forget_changed()
        people, replaced = self._loader.people(), load_lineage(project).current
        coders: dict[Id, int] = defaultdict(int)
        for work in list_work(project):
            if work.coder_id in people and self._loader.is_compared(work):
                coders[work.document_id] += 1
        known = reviews.list_reviews(project)
        found = []
        for heading in list_headings(project):
            review = known.get(heading.id)
            is_there = coders[heading.id] >= COMPARED or review is not None
            if is_there and heading.id not in replaced:
                found.append(
                    Article(
                        heading.id,
                        heading.key,
                        heading.title,
                        review.status if review else ReviewStatus.OPEN,
                        coders[heading.id],
                        review.is_revealed if review else False,
                        self._counts.get(heading.id),
                    )
                )
        return found

    def counts(self, document_id: Id) -> Counts:
        """Return how many cases of an article are in which state.

        They are counted when they are asked for, and again only after something changed there.
        """
        self._forget_changed()
        if document_id not in self._counts:
            board = self._loader.load(document_id)
            self._counts[document_id] = counted(board.standing().values())
        return self._counts[document_id]

    def desk(self, document_id: Id) -> Desk:
        """Return the desk of an article; RefusedError ``too_few_to_compare`` below two coders."""
        return Desk(self._loader, document_id)

    def release(self, document_ids: Iterable[Id], *, initiator: object = None) -> int:
        """Let coders see what became of their marks in some articles; returns for how many coders.

        Raises RefusedError ``not_signed_off`` where one is not, and ``cases_not_settled``
        (``count``) where decisions in one have become stale since.  Then nothing is released.
        """
        require_reviewer(self._context)
        operations: list[Operation] = []
        told: set[Id] = set()
        chosen = list(dict.fromkeys(document_ids))
        title = ""
        for document_id in chosen:
            board = self._loader.load(document_id)
            after = self._released(board)
            operations += after.ledger.operations(board.ledger)
            told |= after.ledger.feedback.keys()
            title = (board.document.title or board.document.name)[:TITLE]
        if not operations:
            raise RefusedError("nothing_to_do")
        about: dict[str, object] = {"count": len(chosen), "article": title}
        if len(chosen) == 1:
            about["document_id"] = chosen[0]
        self._context.perform_many("release", operations, about, initiator=initiator)
        return len(told)

    def _released(self, board: Board) -> Board:
        review = board.ledger.review
        if review is None or review.status not in FINAL:
            raise RefusedError("not_signed_off")
        standing = board.standing()
        left = counted(standing.values()).left
        if left:
            raise RefusedError("cases_not_settled", count=left)
        now, ledger = self._context.project.now(), board.ledger.copy()
        rules = rules_of(self._context.codebook)
        for coder_id in board.sets:
            told = feedback_of(board, standing, coder_id, rules, now)
            known = ledger.feedback.get(coder_id)
            if known is None or known.items != told.items:
                ledger.feedback[coder_id] = told
        if review.status is not ReviewStatus.RELEASED:
            ledger.review = replace(
                review,
                status=ReviewStatus.RELEASED,
                reviewer_id=self._context.coder.id,
                changed=now,
            )
        return replace(board, ledger=ledger)

    def _forget_changed(self) -> None:
        """Drop the counts of articles that something was done to."""
        project = self._context.project
        number = last_number(project)
        if self._codebook_id != self._context.codebook_id:
            self._counts.clear()
        elif number != self._number:
            touched = documents_since(project, self._number)
            if touched is None:
                self._counts.clear()
            else:
                for document_id in touched:
                    self._counts.pop(document_id, None)
        self._number, self._codebook_id = number, self._context.codebook_id
