"""The desk of one article under review: its cases, the card of each, and every verb that decides.

Coders have letters here, shuffled anew for each case; names are said after the reveal only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from annotator.agreement.proposals import proposal
from annotator.codebooks.rules import find_problems
from annotator.model.annotation_set import AnnotationSet
from annotator.model.document import Document
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.model.problem import Problem
from annotator.model.review import Review
from annotator.store import coders
from annotator.workbench.adjudicating import outcomes, signing
from annotator.workbench.adjudicating.beginning import begin, ensure_gold_coder, seed_of
from annotator.workbench.adjudicating.board import Board
from annotator.workbench.adjudicating.cards import Columns, make_card
from annotator.workbench.adjudicating.deciding import Deciding
from annotator.workbench.adjudicating.drafts import Drafting
from annotator.workbench.adjudicating.following import Following
from annotator.workbench.adjudicating.letters import coders_in_order, place_of
from annotator.workbench.adjudicating.loading import COMPARED, Loader
from annotator.workbench.adjudicating.meanings import rules_of
from annotator.workbench.adjudicating.outcomes import Outcome
from annotator.workbench.adjudicating.past import three_way
from annotator.workbench.adjudicating.queue import counted, numbered
from annotator.workbench.adjudicating.row_drafts import Edit
from annotator.workbench.adjudicating.spreading import Spreading
from annotator.workbench.adjudicating.states import (
    Card,
    CaseState,
    Counts,
    DeskCase,
    Order,
    PatternPreview,
    ThreeWay,
)
from annotator.workbench.rights import require_reviewer

LOOKED_FOR = (
    frozenset({CaseState.OPEN, CaseState.STALE}),
    frozenset({CaseState.SKIPPED}),
    frozenset({CaseState.SENT_BACK}),
)
"""What the next open case is: one of the first states there are."""


def _is_in(states: frozenset[CaseState], one: DeskCase) -> bool:
    return one.state in states


class Desk:
    """One article under review.

    Its properties say what is in the project now, whoever changed it.  Every verb but those on
    drafts is one transaction and one step of undo.  All that decide raise RefusedError
    ``reviewers_only``, ``review_not_begun``, ``article_signed_off`` or ``case_is_gone``, and
    then nothing is changed.  ``seconds`` is how long the case was looked at.
    """

    def __init__(self, loader: Loader, document_id: Id) -> None:
        self._loader = loader
        self._following = Following(loader, document_id)
        if len(self._following.board.sets) < COMPARED:
            raise RefusedError("too_few_to_compare")
        self._deciding = Deciding(self._following)
        self._drafting = Drafting(self._following)
        self._order = Order.READING
        self._numbered: tuple[object, Order, dict[Id, DeskCase]] | None = None

    # what there is -----------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """Return the document."""
        return self._following.document

    @property
    def review(self) -> Review | None:
        """Return how far the review is; None before ``begin``."""
        return self._following.board.ledger.review

    @property
    def gold(self) -> AnnotationSet:
        """Return what is gold so far."""
        return self._following.board.ledger.gold

    @property
    def problems(self) -> Sequence[Problem]:
        """Return what the codebook's rules find in the gold."""
        return find_problems(self._following.context.codebook, self.gold)

    @property
    def coder_count(self) -> int:
        """Return how many coders are compared."""
        return len(self._following.board.sets)

    @property
    def order(self) -> Order:
        """Return the order of the queue."""
        return self._order

    @order.setter
    def order(self, order: Order) -> None:
        self._order = order

    @property
    def every_case(self) -> dict[Id, DeskCase]:
        """Return all cases by id: the queue in its order, then what is by rule or waits."""
        standing = self._following.standing
        if self._numbered is None or self._numbered[:2] != (standing, self._order):
            self._numbered = (standing, self._order, numbered(standing, self._order))
        return self._numbered[2]

    @property
    def cases(self) -> tuple[DeskCase, ...]:
        """Return the queue: what a person decides, or did."""
        return tuple(one for one in self.every_case.values() if one.number)

    @property
    def counts(self) -> Counts:
        """Return how many cases are in which state."""
        return counted(self._following.standing.values())

    def case(self, case_id: Id) -> DeskCase:
        """Return a case; RefusedError ``case_is_gone``."""
        self._following.case(case_id)
        return self.every_case[case_id]

    def card(self, case_id: Id) -> Card:
        """Return the card of a case; what a draft has chosen stands in the place of gold."""
        one = self._following.case(case_id)
        return make_card(self._following.board, one, self._columns(one), self._drafting.find(one))

    def letters(self, case_id: Id) -> tuple[str, ...]:
        """Return the letters of a case, A first."""
        return self._columns(self._following.case(case_id)).letters

    def name_of(self, case_id: Id, letter: str) -> str:
        """Return whose letter it is; RefusedError ``names_hidden`` before the reveal."""
        review = self.review
        if review is None or not review.is_revealed:
            raise RefusedError("names_hidden")
        coder_id = self._coder(self._following.case(case_id), letter)
        return coders.load_coder(self._following.context.project, coder_id).name

    def three_way(self, case_id: Id) -> ThreeWay:
        """Return what was decided of a case, what that was about, and what is there now."""
        one = self._following.case(case_id)
        context = self._following.context
        columns = self._columns(one)
        rules = rules_of(context.codebook)
        return three_way(context.project, self._following.board, one, rules, columns.letter)

    def next_open(self, after: Id | None = None) -> Id | None:
        """Return the next case to decide, from the beginning again at the end; None when done.

        Open and stale ones come first, then what was skipped, then what was sent back.
        """
        queue = self.cases
        for states in LOOKED_FOR:
            found = self._next(queue, after, partial(_is_in, states))
            if found is not None:
                return found
        return None

    def next_relation(self, after: Id | None = None) -> Id | None:
        """Return the next relation that is not decided."""
        return self._next(
            self.cases, after, lambda one: one.case.kind == "relation" and not one.is_settled
        )

    def step(self, case_id: Id | None, step: int) -> Id | None:
        """Return the case so many places on in the queue (back where negative), decided or not."""
        ids = [one.id for one in self.cases]
        if not ids:
            return None
        if case_id not in ids:
            return ids[0]
        return ids[max(0, min(len(ids) - 1, ids.index(case_id) + step))]

    # the review as a whole ----------------------------------------------------------------------

    def begin(self, audit_share: float = 0.0, *, initiator: object = None) -> None:
        """Begin the review: what everybody has becomes gold by rule, in one act.

        ``audit_share`` (0 to 1) of the unanimous spans, drawn by the review's seed, is left open
        among the cases without being shown as such.  Raises RefusedError ``review_begun``,
        ``not_a_share``.
        """
        require_reviewer(self._following.context)
        if self.review is not None:
            raise RefusedError("review_begun")
        if not 0 <= audit_share <= 1:
            raise RefusedError("not_a_share", value=audit_share)
        project, stamp = self._following.context.project, self._following.stamp()
        ensure_gold_coder(self._following.context)
        seed = seed_of(project, self.document.id)
        self._following.act(
            "begin_review",
            lambda board, standing: begin(
                board, standing, stamp, seed=seed, audit_share=audit_share
            ),
            stamp=stamp,
            initiator=initiator,
        )

    def sign_off(self, *, initiator: object = None) -> None:
        """Sign the article off; RefusedError ``cases_not_settled`` (``count``)."""
        signing.sign_off(self._following, initiator=initiator)

    def reopen(self, *, initiator: object = None) -> None:
        """Open a signed-off article again; RefusedError ``not_signed_off``."""
        signing.reopen(self._following, initiator=initiator)

    def reveal(self, *, initiator: object = None) -> None:
        """Show whose reading was whose, for good; RefusedError ``not_signed_off``."""
        signing.reveal(self._following, initiator=initiator)

    # one case -----------------------------------------------------------------------------------

    def take(
        self, case_id: Id, letter: str, *, seconds: float | None = None, initiator: object = None
    ) -> None:
        """Let one coder's reading of the case stand; RefusedError ``relation_end_rejected``."""
        coder = self._coder(self._following.case(case_id), letter)
        self._decide(
            case_id,
            lambda board, one: outcomes.taken(one.case, coder, board.sets),
            seconds,
            initiator,
        )

    def propose(
        self, case_id: Id, *, seconds: float | None = None, initiator: object = None
    ) -> None:
        """Let stand what most coders say; RefusedError ``proposal_tied`` where there is a tie."""

        def outcome(board: Board, one: DeskCase) -> Outcome:
            most = proposal(one.case)
            if not most.is_complete:
                raise RefusedError("proposal_tied")
            return outcomes.proposed(one.case, most, board.sets)

        self._decide(case_id, outcome, seconds, initiator)

    def none(self, case_id: Id, *, seconds: float | None = None, initiator: object = None) -> None:
        """Let no reading stand: nothing of the case is gold, and that is recorded."""
        self._decide(
            case_id, lambda board, one: outcomes.nothing(one.case, board.sets), seconds, initiator
        )

    def keep_all(
        self, case_id: Id, *, seconds: float | None = None, initiator: object = None
    ) -> None:
        """Keep every coder's marks, equal ones once.

        Raises RefusedError ``cannot_keep_all`` of document fields, ``already_marked`` and
        ``already_related`` where marks differ in nothing but their answers.
        """
        self._decide(case_id, lambda _board, one: outcomes.kept_all(one.case), seconds, initiator)

    def skip(self, case_id: Id, *, seconds: float | None = None, initiator: object = None) -> None:
        """Leave a case for later, on record; RefusedError ``already_decided``."""
        self._deciding.skip(case_id, seconds, initiator)

    def send_back(
        self,
        case_id: Id,
        question: str,
        *,
        seconds: float | None = None,
        initiator: object = None,
    ) -> None:
        """Ask the coders who marked something in a case; what was decided of it is taken back."""
        self._deciding.send_back(case_id, question, seconds, initiator)

    def note(self, case_id: Id, text: str, *, initiator: object = None) -> None:
        """Write why, for the coders and the record; an empty text takes it away.

        A case that is not decided yet counts as looked at and left for later.
        """
        self._deciding.say(case_id, initiator, note=text)

    def gap(self, case_id: Id, text: str, *, initiator: object = None) -> None:
        """Write what the guideline lacks, as ``note`` does."""
        self._deciding.say(case_id, initiator, gap=text)

    def drop(self, case_id: Id, *, initiator: object = None) -> None:
        """Take the gold of an orphan away with its decision; RefusedError ``not_an_orphan``."""
        self._deciding.drop(case_id, initiator)

    def keep(self, case_id: Id, *, initiator: object = None) -> None:
        """Let the gold of an orphan stand by itself; RefusedError ``not_an_orphan``."""
        self._deciding.keep(case_id, initiator)

    # row by row: a draft in memory ---------------------------------------------------------------

    def take_row(self, case_id: Id, index: int, letter: str) -> bool:
        """Choose one coder's reading of one line of the card; tells whether all is chosen now."""
        one = self._following.case(case_id)
        draft = self._drafting.begun(one)
        draft.take(index, self._coder(one, letter))
        return not draft.missing()

    def edit(self, case_id: Id, row: int, edit: Edit) -> bool:
        """Change a row of a case by hand; tells whether all is chosen now.

        Raises what ``Draft.edit`` raises.
        """
        draft = self._drafting.begun(self._following.case(case_id))
        draft.edit(row, edit, self.document.length)
        return not draft.missing()

    def move_end(
        self, case_id: Id, row: int, step: int, *, is_end: bool, by_token: bool = False
    ) -> bool:
        """Move the start or end of a row to the next candidate boundary, or token.

        ``step`` is 1 or -1.  Tells whether all is chosen now.  Raises RefusedError ``no_reading``
        where the case is not one of spans.
        """
        draft = self._drafting.begun(self._following.case(case_id))
        text = self.document.text
        draft.move(row, step=step, is_end=is_end, text=text, by_token=by_token)
        return not draft.missing()

    def has_draft(self, case_id: Id) -> bool:
        """Tell whether something is chosen of a case and not written yet."""
        return self._drafting.find(self._following.case(case_id)) is not None

    def discard(self, case_id: Id) -> None:
        """Forget what was chosen and not written."""
        self._drafting.forget(case_id)

    def settle(
        self, case_id: Id, *, seconds: float | None = None, initiator: object = None
    ) -> None:
        """Write what was put together; RefusedError ``row_open`` (``count``) while lines lack."""
        draft = self._drafting.begun(self._following.case(case_id))
        self._decide(case_id, lambda _board, _one: draft.outcome(), seconds, initiator)

    # the same again -----------------------------------------------------------------------------

    def pattern(self, case_id: Id, *, everywhere: bool = False) -> PatternPreview:
        """Return what ``take_pattern`` would decide: open cases read as a decided one was.

        ``everywhere`` looks at all articles whose review is open.  Raises RefusedError
        ``nothing_to_repeat`` where the case is not decided.
        """
        return self._spreading(case_id, everywhere).preview

    def take_pattern(
        self, case_id: Id, *, everywhere: bool = False, initiator: object = None
    ) -> int:
        """Decide all these cases as the one was, in one act; returns how many."""
        return self._spreading(case_id, everywhere).write(initiator)

    # inside -------------------------------------------------------------------------------------

    def _spreading(self, case_id: Id, everywhere: bool) -> Spreading:
        self._following.refuse_closed()
        return Spreading(
            self._loader, self._following, self._following.case(case_id), everywhere=everywhere
        )

    def _decide(
        self,
        case_id: Id,
        outcome: Callable[[Board, DeskCase], Outcome],
        seconds: float | None,
        initiator: object,
    ) -> None:
        self._deciding.decide(case_id, outcome, seconds, initiator)
        self._drafting.forget(case_id)

    def _columns(self, one: DeskCase) -> Columns:
        review = self.review
        project = self._following.context.project
        seed = review.seed if review else seed_of(project, self.document.id)
        return Columns(coders_in_order(seed, one.id, one.case.coder_ids))

    def _coder(self, one: DeskCase, letter: str) -> Id:
        coder_ids = self._columns(one).coder_ids
        return coder_ids[place_of(letter, len(coder_ids))]

    @staticmethod
    def _next(
        queue: Sequence[DeskCase], after: Id | None, is_wanted: Callable[[DeskCase], bool]
    ) -> Id | None:
        ids = [one.id for one in queue]
        first = ids.index(after) + 1 if after in ids else 0
        turned = [*queue[first:], *queue[:first]]
        return next((one.id for one in turned if is_wanted(one) and one.id != after), None)
