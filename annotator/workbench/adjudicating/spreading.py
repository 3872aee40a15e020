"""Deciding many cases as one was decided, in this article or in all whose review is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.model.review import FINAL
from annotator.store import reviews
from annotator.store.lineage import load_lineage
from annotator.workbench.adjudicating.board import Board
from annotator.workbench.adjudicating.following import Following
from annotator.workbench.adjudicating.loading import Loader
from annotator.workbench.adjudicating.outcomes import Outcome
from annotator.workbench.adjudicating.readings import pattern_of
from annotator.workbench.adjudicating.repeating import alike, outcome_like, precedent
from annotator.workbench.adjudicating.states import DeskCase, PatternPreview
from annotator.workbench.adjudicating.writing import follow, put
from annotator.workbench.rights import require_reviewer


class Spreading:
    """What follows for other cases from one that was decided."""

    def __init__(
        self, loader: Loader, following: Following, one: DeskCase, *, everywhere: bool
    ) -> None:
        self._loader, self._following, self._one = loader, following, one
        model = precedent(following.board, one)
        self._pattern = pattern_of(one.case, following.board.by_id)
        self._found: list[tuple[Board, dict[Id, DeskCase], list[tuple[Id, Outcome]]]] = []
        for board in self._boards(everywhere):
            standing = board.standing()
            chosen = [
                (other.id, outcome)
                for other in alike(board, standing, self._pattern)
                if other.id != one.id
                and (outcome := outcome_like(model, board, other.case)) is not None
            ]
            if chosen:
                self._found.append((board, standing, chosen))

    @property
    def preview(self) -> PatternPreview:
        """Return which cases would be decided."""
        return PatternPreview(
            self._one.id,
            tuple(
                (board.document.id, case_id)
                for board, _standing, chosen in self._found
                for case_id, _outcome in chosen
            ),
        )

    def write(self, initiator: object) -> int:
        """Decide them all; RefusedError ``nothing_to_do`` where there is none.

        A case whose decision cannot be written (its gold would be there twice) is left open.
        """
        context = self._following.context
        require_reviewer(context)
        stamp = self._following.stamp()
        decision = self._one.decision
        if decision is not None:
            stamp = replace(stamp, note=decision.note)
        operations: list[Operation] = []
        count = 0
        for board, standing, chosen in self._found:
            after = replace(board, ledger=board.ledger.copy())
            for case_id, outcome in chosen:
                kept = after.ledger.copy()
                try:
                    put(after, standing, case_id, outcome, stamp)
                except RefusedError:
                    after = replace(after, ledger=kept)
                else:
                    count += 1
            follow(after, board.ledger, stamp)
            operations += after.ledger.operations(board.ledger)
        if not operations:
            raise RefusedError("nothing_to_do")
        about = {**self._following.about(self._one), "count": count}
        if len(self._found) > 1:
            del about["document_id"]
        context.perform_many("decide_pattern", operations, about, initiator=initiator)
        return count

    def _boards(self, everywhere: bool) -> Iterator[Board]:
        yield self._following.board
        if not everywhere:
            return
        project = self._following.context.project
        replaced = load_lineage(project).current
        for document_id, review in reviews.list_reviews(project).items():
            is_here = document_id == self._following.document_id
            if not is_here and review.status not in FINAL and document_id not in replaced:
                yield self._loader.load(document_id)
