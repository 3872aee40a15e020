"""The review of one document, kept up with the project, and the one road by which it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from annotator.model.document import Document
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.model.review import FINAL, Review
from annotator.store.reviewing import documents_since, last_number
from annotator.workbench.adjudicating.board import Board
from annotator.workbench.adjudicating.loading import Loader
from annotator.workbench.adjudicating.states import DeskCase
from annotator.workbench.adjudicating.writing import Stamp, follow
from annotator.workbench.context import QUOTE, Context
from annotator.workbench.rights import require_reviewer

TITLE = 200
"""How many code points of a title are kept for the wording of undo."""

Change = Callable[[Board, Mapping[Id, DeskCase]], object]
"""Changes the ledger of a board, given how its cases stand."""


class Following:
    """A board that is read again when the project has changed, and acts upon it."""

    def __init__(self, loader: Loader, document_id: Id) -> None:
        self.context: Context = loader.context
        self.document_id = document_id
        self._loader = loader
        self._number = last_number(self.context.project)
        self._board = loader.load(document_id)
        self._next: tuple[int, Board] | None = None
        self._standing: dict[Id, DeskCase] | None = None
        self._codebook_id = self.context.codebook_id

    @property
    def board(self) -> Board:
        """Return the review as it stands now."""
        number = last_number(self.context.project)
        if number != self._number or self.context.codebook_id != self._codebook_id:
            self._renew(number)
        return self._board

    @property
    def standing(self) -> Mapping[Id, DeskCase]:
        """Return all cases with their states, in the order of the text."""
        board = self.board
        if self._standing is None:
            self._standing = board.standing()
        return self._standing

    @property
    def document(self) -> Document:
        """Return the document."""
        return self._board.document

    def case(self, case_id: Id) -> DeskCase:
        """Return a case; RefusedError ``case_is_gone`` where there is none any more."""
        found = self.standing.get(case_id)
        if found is None:
            raise RefusedError("case_is_gone")
        return found

    def act(
        self,
        action: str,
        change: Change,
        about: Mapping[str, object] | None = None,
        *,
        stamp: Stamp | None = None,
        is_ruled: bool = True,
        initiator: object = None,
    ) -> None:
        """Do one act: change a copy of the ledger, then what follows by rule, and write it.

        Raises RefusedError ``reviewers_only``, ``nothing_to_do`` and what ``change`` raises; then
        nothing is written.
        """
        require_reviewer(self.context)
        before = self.board
        after = changed(before, self.standing, change, stamp or self.stamp(), is_ruled=is_ruled)
        operations = after.ledger.operations(before.ledger)
        self._next = (self._number + 1, after)
        told = {**self.about(), **(about or {})}
        try:
            self.context.perform(action, operations, told, initiator=initiator)
        except BaseException:
            self._next = None  # nothing was written: the next revision is somebody else's
            raise

    def stamp(self, seconds: float | None = None) -> Stamp:
        """Return who decides now."""
        return Stamp(self.context.coder.id, self.context.project.now(), seconds)

    def about(self, desk_case: DeskCase | None = None) -> dict[str, object]:
        """Return what the wording of an act needs."""
        document = self.document
        told: dict[str, object] = {
            "document_id": document.id,
            "article": (document.title or document.name)[:TITLE],
        }
        if desk_case is not None:
            case = desk_case.case
            words = document.text[case.start : case.end][: QUOTE * 2].split()
            told["quote"] = " ".join(words)[:QUOTE] or told["article"]
            told["case_id"] = case.id
            if len(case.labels) == 1:
                told["label"] = case.labels[0]
        return told

    def refuse_closed(self) -> Review:
        """Return the review where it is open.

        Raises RefusedError ``review_not_begun`` or ``article_signed_off``.
        """
        review = self.board.ledger.review
        if review is None:
            raise RefusedError("review_not_begun")
        if review.status in FINAL:
            raise RefusedError("article_signed_off")
        return review

    def _renew(self, number: int) -> None:
        self._standing = None
        if self._next is not None and self._next[0] == number:
            self._board = self._next[1]
        else:
            touched = documents_since(self.context.project, self._number)
            if touched is None or self.document_id in touched:
                self._board = self._loader.load(self.document_id)
        self._next = None
        self._number = number
        self._codebook_id = self.context.codebook_id


def changed(
    before: Board,
    standing: Mapping[Id, DeskCase],
    change: Change,
    stamp: Stamp,
    *,
    is_ruled: bool = True,
) -> Board:
    """Return a board on which something was changed, and what follows from it by rule."""
    after = replace(before, ledger=before.ledger.copy())
    change(after, standing)
    if is_ruled:
        follow(after, before.ledger, stamp)
    return after
