"""The state of a review as a whole: signed off, reopened, names revealed."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.document import Progress
from annotator.model.errors import RefusedError
from annotator.model.review import FINAL, Review, ReviewStatus
from annotator.workbench.adjudicating.board import Board
from annotator.workbench.adjudicating.following import Following, changed
from annotator.workbench.adjudicating.queue import counted
from annotator.workbench.adjudicating.writing import Stamp


def sign_off(following: Following, *, initiator: object = None) -> None:
    """Sign an article off; RefusedError ``cases_not_settled`` (``count``) while any is open."""
    following.refuse_closed()
    stamp = following.stamp()
    followed = changed(following.board, following.standing, _nothing, stamp)
    left = counted(followed.standing().values()).left
    if left:
        raise RefusedError("cases_not_settled", count=left)

    def change(board: Board, _standing: object) -> None:
        board.ledger.set_head(status=Progress.DONE.value)
        _set_status(board, ReviewStatus.SIGNED_OFF, stamp)

    following.act("sign_off", change, initiator=initiator)


def reopen(following: Following, *, initiator: object = None) -> None:
    """Open an article again that was signed off; RefusedError ``not_signed_off``.

    Gold and decisions stay; what has gone back to coders stays until the next release.
    """
    _refuse_open(following)
    stamp = following.stamp()

    def change(board: Board, _standing: object) -> None:
        board.ledger.set_head(status=Progress.IN_PROGRESS.value)
        _set_status(board, ReviewStatus.REOPENED, stamp)

    following.act("reopen_review", change, is_ruled=False, initiator=initiator)


def reveal(following: Following, *, initiator: object = None) -> None:
    """Say from now on whose reading was whose; logged, and no step of undo.

    Raises RefusedError ``not_signed_off``.  Once is enough.
    """
    review = _refuse_open(following)
    if review.is_revealed:
        return

    def change(board: Board, _standing: object) -> None:
        board.ledger.review = replace(review, is_revealed=True)

    following.act("reveal_names", change, is_ruled=False, initiator=initiator)


def _refuse_open(following: Following) -> Review:
    review = following.board.ledger.review
    if review is None or review.status not in FINAL:
        raise RefusedError("not_signed_off")
    return review


def _set_status(board: Board, status: ReviewStatus, stamp: Stamp) -> None:
    review = board.ledger.review
    if review is not None:
        board.ledger.review = replace(
            review, status=status, reviewer_id=stamp.reviewer_id, changed=stamp.now
        )


def _nothing(_board: Board, _standing: object) -> None:
    """Change nothing; what follows by rule is asked for."""
