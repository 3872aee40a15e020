"""Beginning a review: the coder that gold belongs to, the seed, what is gold from the start."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.adjudication import CaseKind, CaseType
from annotator.model.change import Operation
from annotator.model.document import Progress
from annotator.model.identity import Id, derived_id
from annotator.model.review import Review, ReviewStatus, Verdict
from annotator.store import coders, rows
from annotator.store.project import Project
from annotator.workbench.adjudicating.board import Board, is_sampled
from annotator.workbench.adjudicating.outcomes import common, undecided
from annotator.workbench.adjudicating.states import DeskCase
from annotator.workbench.adjudicating.writing import Stamp, put
from annotator.workbench.context import Context
from annotator.workbench.provenance import gold_coder


def ensure_gold_coder(context: Context) -> None:
    """Add the coder that gold belongs to, where it is not there yet; that is no step of undo."""
    coder = gold_coder(context.project)
    if all(one.id != coder.id for one in coders.list_coders(context.project)):
        operation = Operation("coder", coder.id, rows.coder_value(coder))
        about = {"coder": coder.name}
        context.project.commit(context.coder.id, "add_coder", [operation], about)


def seed_of(project: Project, document_id: Id) -> int:
    """Return the seed of a document's review, the same in every copy of the project."""
    return int(derived_id("review_seed", project.project_id, document_id)[:8], 16)


def begin(
    board: Board,
    standing: Mapping[Id, DeskCase],
    stamp: Stamp,
    *,
    seed: int,
    audit_share: float,
) -> None:
    """Open the review of a board and leave a seeded sample of unanimous span cases open.

    Gold that is there without a decision (carried over from an earlier version of the text) goes:
    a corrected text is reviewed anew.
    """
    ledger = board.ledger
    ledger.spans.clear()
    ledger.relations.clear()
    ledger.review = Review(
        board.document.id, ReviewStatus.IN_REVIEW, seed, stamp.reviewer_id, stamp.now
    )
    agreed = common(one.fields for one in board.sets.values())
    ledger.set_head(status=Progress.IN_PROGRESS.value, fields=agreed)
    for one in standing.values():
        case = one.case
        is_candidate = case.kind is CaseKind.SPAN and case.type is CaseType.UNANIMOUS
        if is_candidate and is_sampled(seed, case.id, audit_share):
            put(
                board,
                standing,
                case.id,
                undecided(case, board.sets, Verdict.SKIPPED),
                stamp,
                is_audit=True,
            )
