"""The same decision again: for all open cases that coders read in the same way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from annotator.agreement.aspects import aspects_of
from annotator.agreement.contents import normal_answer
from annotator.agreement.proposals import proposal
from annotator.model.adjudication import Case, CaseKind, CaseRow, CaseType
from annotator.model.errors import RefusedError
from annotator.model.extent import Fragments
from annotator.model.identity import Id
from annotator.model.review import Decision, Verdict
from annotator.model.span import Attributes, AttributeValue, Span
from annotator.workbench.adjudicating import outcomes
from annotator.workbench.adjudicating.board import Board, gold_span_id
from annotator.workbench.adjudicating.outcomes import MarkPlan, Outcome
from annotator.workbench.adjudicating.readings import columns_of, pattern_of
from annotator.workbench.adjudicating.states import CaseState, DeskCase

_REPEATED = frozenset(
    {Verdict.READING, Verdict.PROPOSAL, Verdict.ALL, Verdict.NONE, Verdict.EDITED}
)


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decided case, to decide others alike."""

    board: Board
    case: Case
    decision: Decision


def precedent(board: Board, one: DeskCase) -> Precedent:
    """Return the decision of a case; RefusedError ``nothing_to_repeat`` where there is none."""
    decision = one.decision
    if decision is None or decision.verdict not in _REPEATED or not one.case.rows:
        raise RefusedError("nothing_to_repeat")
    return Precedent(board, one.case, decision)


def alike(board: Board, standing: Mapping[Id, DeskCase], pattern: str) -> Iterable[DeskCase]:
    """Yield the open cases of a pattern, those skipped included."""
    for one in standing.values():
        is_open = one.state in (CaseState.OPEN, CaseState.SKIPPED)
        if is_open and one.case.rows and pattern_of(one.case, board.by_id) == pattern:
            yield one


def outcome_like(before: Precedent, board: Board, case: Case) -> Outcome | None:
    """Return what a decision makes of another case of its pattern; None where it cannot be said.

    A reading is that of the coder who reads the other case as the chosen one read the first.
    What was edited is repeated where only labels or answers were in question, and nothing else was
    changed.
    """
    verdict = before.decision.verdict
    if verdict is Verdict.NONE:
        return outcomes.nothing(case, board.sets)
    if verdict is Verdict.ALL:
        return outcomes.kept_all(case)
    if verdict is Verdict.PROPOSAL:
        chosen = proposal(case)
        return outcomes.proposed(case, chosen, board.sets) if chosen.is_complete else None
    if verdict is Verdict.EDITED:
        return _edited(before, case)
    read = columns_of(before.case, before.board.by_id)
    if before.decision.taken_from not in read:
        return None
    wanted = read[before.decision.taken_from]
    for coder, column in columns_of(case, board.by_id).items():
        if column == wanted:
            return outcomes.taken(case, coder, board.sets)
    return None


def _edited(before: Precedent, case: Case) -> Outcome | None:
    if case.kind is not CaseKind.SPAN or case.type not in (CaseType.LABEL, CaseType.ATTRIBUTE):
        return None
    asked: dict[int, set[str]] = defaultdict(set)
    for aspect in aspects_of(case):
        if aspect.name and aspect.differs:
            asked[aspect.row].add(aspect.name)
    plans: list[MarkPlan] = []
    for number, row in enumerate(case.rows):
        model = before.board.ledger.spans.get(gold_span_id(before.case.id, number, 0))
        if model is None:
            continue
        answers = _answers_like(model, before.case.rows[number], row, asked[number])
        if model.fragments not in _extents(before.case.rows[number].spans) or answers is None:
            return None
        one = next(span for span in row.spans if span is not None)
        plans.append(MarkPlan(number, one.fragments, model.label, answers))
    return Outcome(Verdict.EDITED, tuple(plans))


def _answers_like(
    model: Span, old: CaseRow, row: CaseRow, asked: Collection[str]
) -> dict[str, AttributeValue] | None:
    """Return the answers of a row, where those in question are decided as in a gold span.

    The others are what all say who took its label.  None where the gold span has an answer that
    follows neither from the question nor from them.
    """
    decided = {name: value for name, value in model.attributes.items() if name in asked}
    was, agreed = (
        {k: v for k, v in outcomes.common_under(model.label, one).items() if k not in asked}
        for one in (old, row)
    )
    is_whole = _normal({**was, **decided}) == _normal(model.attributes)
    return {**agreed, **decided} if is_whole else None


def _normal(answers: Attributes) -> dict[str, AttributeValue]:
    return {name: normal_answer(value) for name, value in answers.items()}


def _extents(spans: Iterable[Span | None]) -> set[Fragments]:
    return {span.fragments for span in spans if span is not None}
