"""Deciding one case: the acts that write it, each with the words the history needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.model.review import TAKES_PART, Verdict
from annotator.workbench.adjudicating import outcomes
from annotator.workbench.adjudicating.board import Board, is_audit_left
from annotator.workbench.adjudicating.following import Following
from annotator.workbench.adjudicating.outcomes import Outcome
from annotator.workbench.adjudicating.returning import questions_to
from annotator.workbench.adjudicating.states import CaseState, DeskCase
from annotator.workbench.adjudicating.writing import Stamp, put

Standing = Mapping[Id, DeskCase]

_UNDECIDED = frozenset({CaseState.OPEN, CaseState.SKIPPED, CaseState.SENT_BACK})


class Deciding:
    """The acts on single cases of one document."""

    def __init__(self, following: Following) -> None:
        self._following = following

    def decide(
        self,
        case_id: Id,
        outcome: Callable[[Board, DeskCase], Outcome],
        seconds: float | None,
        initiator: object,
    ) -> None:
        """Settle a case; RefusedError ``ends_open`` for a relation that waits for its ends."""
        one = self._open_case(case_id)
        chosen = outcome(self._following.board, one)
        self._put(one, "decide_case", chosen, self._following.stamp(seconds), initiator)

    def skip(self, case_id: Id, seconds: float | None, initiator: object) -> None:
        """Leave a case for later; RefusedError ``already_decided``."""
        one = self._open_case(case_id)
        if one.state not in _UNDECIDED:
            raise RefusedError("already_decided")
        chosen = outcomes.undecided(one.case, self._following.board.sets, Verdict.SKIPPED)
        self._put(one, "skip_case", chosen, self._following.stamp(seconds), initiator)

    def send_back(
        self, case_id: Id, question: str, seconds: float | None, initiator: object
    ) -> None:
        """Ask the coders of a case; RefusedError ``question_needs_words``."""
        one = self._open_case(case_id)
        if not question.strip():
            raise RefusedError("question_needs_words")
        stamp = replace(self._following.stamp(seconds), question=question.strip())
        chosen = outcomes.undecided(one.case, self._following.board.sets, Verdict.SENT_BACK)

        def change(board: Board, standing: Standing) -> None:
            put(board, standing, one.id, chosen, stamp)
            for told in questions_to(board, one.case, question.strip(), stamp.now):
                board.ledger.feedback[told.coder_id] = told

        about = self._following.about(one)
        self._following.act("send_back", change, about, stamp=stamp, initiator=initiator)

    def say(
        self,
        case_id: Id,
        initiator: object,
        *,
        note: str | None = None,
        gap: str | None = None,
    ) -> None:
        """Write a note or gap on a case, which is skipped by it where nothing is decided yet."""
        action = "note_gap" if note is None else "note_case"
        self._following.refuse_closed()
        one = self._following.case(case_id)
        stamp = self._following.stamp()
        known = one.decision or next(iter(one.earlier), None)
        if known is None or is_audit_left(known):
            one = self._open_case(case_id)
            chosen = outcomes.undecided(one.case, self._following.board.sets, Verdict.SKIPPED)
            self._put(one, action, chosen, replace(stamp, note=note, gap=gap), initiator)
            return
        changed = replace(
            known,
            note=known.note if note is None else note,
            gap=known.gap if gap is None else gap,
        )

        def change(board: Board, _standing: Standing) -> None:
            board.ledger.decisions[changed.case_id] = changed

        about = self._following.about(one)
        self._following.act(action, change, about, is_ruled=False, initiator=initiator)

    def drop(self, case_id: Id, initiator: object) -> None:
        """Take an orphan's gold away, and its decision."""
        one = self._orphan(case_id)

        def change(board: Board, _standing: Standing) -> None:
            decision = board.ledger.decisions.pop(one.id)
            board.ledger.drop_marks(decision.gold)

        about = self._following.about(one)
        self._following.act("drop_decision", change, about, initiator=initiator)

    def keep(self, case_id: Id, initiator: object) -> None:
        """Let an orphan's gold stand without the marks that it was made of."""
        one = self._orphan(case_id)
        stamp = self._following.stamp()

        def change(board: Board, _standing: Standing) -> None:
            decision = board.ledger.decisions[one.id]
            board.ledger.decisions[one.id] = replace(
                decision,
                verdict=Verdict.EDITED,
                reviewer_id=stamp.reviewer_id,
                codebook_id=board.codebook_id,
                created=stamp.now,
                taken_from=None,
                sources=tuple(one for one in decision.sources if one.kind == TAKES_PART),
            )

        about = self._following.about(one)
        self._following.act("keep_decision", change, about, initiator=initiator)

    def _put(
        self, one: DeskCase, action: str, chosen: Outcome, stamp: Stamp, initiator: object
    ) -> None:
        about = {**self._following.about(one), "verdict": str(chosen.verdict)}
        self._following.act(
            action,
            lambda board, standing: put(board, standing, one.id, chosen, stamp),
            about,
            stamp=stamp,
            initiator=initiator,
        )

    def _open_case(self, case_id: Id) -> DeskCase:
        self._following.refuse_closed()
        one = self._following.case(case_id)
        if one.is_orphan:
            raise RefusedError("only_drop_or_keep")
        if one.state is CaseState.WAITING:
            raise RefusedError("ends_open")
        return one

    def _orphan(self, case_id: Id) -> DeskCase:
        self._following.refuse_closed()
        one = self._following.case(case_id)
        if not one.is_orphan or one.is_settled:
            raise RefusedError("not_an_orphan")
        return one
