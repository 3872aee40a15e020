"""Putting an outcome into the ledger: gold, the decision, and what follows from it by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.model.adjudication import Case, CaseKind, RowPlace
from annotator.model.errors import RefusedError
from annotator.model.identity import Id, own_key, set_id
from annotator.model.relation import Relation
from annotator.model.review import TAKES_PART, Decision, DecisionSource, Mark, Verdict
from annotator.model.span import Attributes, Origin, Span
from annotator.workbench.adjudicating.board import (
    FINISHED,
    UNFINISHED,
    Board,
    find_gold,
    gold_relation_id,
    gold_span_id,
)
from annotator.workbench.adjudicating.ledger import Ledger
from annotator.workbench.adjudicating.outcomes import LinkPlan, MarkPlan, Outcome, agreed
from annotator.workbench.adjudicating.states import CaseState, DeskCase

_SOURCE_KINDS = {
    CaseKind.SPAN: "span",
    CaseKind.RELATION: "relation",
    CaseKind.DOCUMENT: "annotation_set",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who decides, when (UTC text), and what is said about it; None leaves what was said before."""

    reviewer_id: Id
    now: str
    seconds: float | None = None
    note: str | None = None
    gap: str | None = None
    question: str | None = None


def put(
    board: Board,
    standing: Mapping[Id, DeskCase],
    case_id: Id,
    outcome: Outcome,
    stamp: Stamp,
    *,
    is_audit: bool = False,
) -> None:
    """Record an outcome of a case and make its gold, in place of what was decided before.

    Raises RefusedError ``relation_end_rejected`` where no end of a relation is in the gold,
    ``already_marked`` where another case has made the very same span, and ``already_related``
    where relations that are to be kept differ in nothing but their answers.  ``is_audit`` puts a
    case into the audit sample: nobody has looked at it, so its decision is signed by nothing.
    """
    desk_case, ledger = standing[case_id], board.ledger
    before = _said_before(desk_case)
    _absorb(ledger, standing, desk_case)
    if desk_case.decision is not None:
        ledger.drop_marks(desk_case.decision.gold)
    gold = _make_gold(board, desk_case.case, outcome)
    said = {
        name: given if given is not None else getattr(before, name, "")
        for name, given in (("note", stamp.note), ("gap", stamp.gap), ("question", stamp.question))
    }
    ledger.decisions[case_id] = Decision(
        case_id=case_id,
        document_id=board.document.id,
        kind=str(desk_case.case.kind),
        verdict=outcome.verdict,
        reviewer_id=stamp.reviewer_id,
        codebook_id=board.codebook_id,
        created=stamp.now,
        signature="" if is_audit else desk_case.case.signature,
        taken_from=outcome.taken_from,
        sources=sources_of(board, desk_case.case),
        gold=gold,
        seconds=stamp.seconds,
        is_audit=is_audit or (before is not None and before.is_audit),
        **said,
    )


def sources_of(board: Board, case: Case) -> tuple[DecisionSource, ...]:
    """Return the marks of a case with their hashes, and whose work was compared."""
    kind = _SOURCE_KINDS[case.kind]
    own = [DecisionSource(kind, one.id, one.coder_id, one.content_hash) for one in case.sources]
    for coder in sorted(board.sets):
        how = UNFINISHED if coder in board.unfinished else FINISHED
        own.append(DecisionSource(TAKES_PART, coder, coder, how))
    return tuple(own)


def _said_before(desk_case: DeskCase) -> Decision | None:
    return desk_case.decision or next(iter(desk_case.earlier), None)


def _absorb(ledger: Ledger, standing: Mapping[Id, DeskCase], desk_case: DeskCase) -> None:
    """Let a case take the place of decisions whose marks are its own now.

    Where others share such a decision, its gold in this part of the text goes and the rest stays.
    """
    case = desk_case.case
    own = {source.id for source in case.sources}
    for decision in desk_case.earlier:
        known = ledger.decisions.get(decision.case_id)
        if known is None:
            continue
        is_shared = any(
            other.id != case.id and decision in other.earlier for other in standing.values()
        )
        if not is_shared:
            ledger.drop_marks(known.gold)
            del ledger.decisions[known.case_id]
            continue
        here = tuple(mark for mark in known.gold if _lies_in(ledger, mark, case))
        ledger.drop_marks(here)
        ledger.decisions[known.case_id] = replace(
            known,
            gold=tuple(mark for mark in known.gold if mark not in here),
            sources=tuple(one for one in known.sources if one.id not in own),
        )


def _lies_in(ledger: Ledger, mark: Mark, case: Case) -> bool:
    span = ledger.spans.get(mark[1])
    return span is not None and span.start < case.end and case.start < span.end


def _make_gold(board: Board, case: Case, outcome: Outcome) -> tuple[Mark, ...]:
    if case.kind is CaseKind.DOCUMENT:
        if outcome.fields is not None:
            board.ledger.set_head(fields=dict(outcome.fields))
        return (("annotation_set", set_id(board.document.id, board.ledger.gold_coder)),)
    made = _make_spans(board, case, outcome.spans)
    made += _make_relations(board, case, outcome)
    return tuple(made)


def _make_spans(board: Board, case: Case, plans: Iterable[MarkPlan]) -> list[Mark]:
    ledger, made = board.ledger, list[Mark]()
    counts: dict[int, int] = {}
    for plan in plans:
        if plan.fragments[-1].end > board.document.length:
            raise RefusedError("offsets_not_in_text", length=board.document.length)
        number = counts.get(plan.row, 0)
        counts[plan.row] = number + 1
        identity = gold_span_id(case.id, plan.row, number)
        for span in ledger.spans.values():
            if (span.fragments, span.label) == (plan.fragments, plan.label):
                raise RefusedError("already_marked", label=plan.label)
        ledger.spans[identity] = Span(
            id=identity,
            key=own_key("s", identity),
            document_id=board.document.id,
            coder_id=ledger.gold_coder,
            codebook_id=board.codebook_id,
            label=plan.label,
            fragments=plan.fragments,
            attributes=dict(plan.attributes),
            origin=Origin.ADJUDICATED,
        )
        made.append(("span", identity))
    return made


def _make_relations(board: Board, case: Case, outcome: Outcome) -> list[Mark]:
    ledger, made = board.ledger, list[Mark]()
    counts: dict[int, int] = {}
    known: dict[tuple[str, Id, Id], Attributes] = {}
    for plan in outcome.links:
        source, target = _ends(board, plan)
        if source is None or target is None:
            continue
        is_turned = plan.label in board.symmetric and target < source
        place = (plan.label, target, source) if is_turned else (plan.label, source, target)
        if place in known:
            if outcome.verdict is Verdict.ALL and known[place] != plan.attributes:
                raise RefusedError("already_related", label=plan.label)
            continue
        known[place] = plan.attributes
        number = counts.get(plan.row, 0)
        counts[plan.row] = number + 1
        identity = gold_relation_id(case.id, plan.row, number)
        ledger.relations[identity] = Relation(
            id=identity,
            key=own_key("r", identity),
            document_id=board.document.id,
            coder_id=ledger.gold_coder,
            codebook_id=board.codebook_id,
            label=plan.label,
            source_id=source,
            target_id=target,
            attributes=dict(plan.attributes),
            origin=Origin.ADJUDICATED,
        )
        made.append(("relation", identity))
    if outcome.links and not made and outcome.verdict is not Verdict.AUTO:
        raise RefusedError("relation_end_rejected")
    return made


def _ends(board: Board, plan: LinkPlan) -> tuple[Id | None, Id | None]:
    places = plan.ends or (plan.source, plan.target)
    picked = plan.source_id, plan.target_id
    source, target = (
        _end(board, place, plan.coder_id)
        if place is not None
        else (chosen if chosen in board.ledger.spans else None)
        for place, chosen in zip(places, picked, strict=True)
    )
    return source, target


def _end(board: Board, place: RowPlace, coder_id: Id | None) -> Id | None:
    case = board.by_id.get(place.case_id)
    if case is None:
        return None
    own = None
    if coder_id is not None and case.rows:
        own = case.rows[place.row].spans[case.coder_ids.index(coder_id)]
    span = find_gold(board.ledger, case, place, own)
    return span.id if span else None


def follow(board: Board, before: Ledger, stamp: Stamp) -> None:
    """Do what follows by rule from what is in the ledger now and was not in ``before``.

    What everybody has becomes gold.  Relations whose ends were decided are drawn between the
    gold spans where all who could draw them did so alike; where no reading has both ends left,
    they fall.  A relation whose gold end has gone is to be decided again.
    """
    rule = replace(stamp, seconds=None, note=None, gap=None, question=None)
    standing = board.standing()
    for one in standing.values():
        if one.case.kind is not CaseKind.RELATION and _is_due(one):
            outcome = _without_twins(board.ledger, one, agreed(one.case, board.sets))
            put(board, standing, one.id, outcome, rule)
    loosened = _loosen(board, before)
    standing = board.standing()
    for one in standing.values():
        if one.case.kind is CaseKind.RELATION and _is_due(one):
            put(board, standing, one.id, agreed(one.case, board.sets), rule)
        _fasten(board.ledger, loosened.get(one.id), one)


def _is_due(desk_case: DeskCase) -> bool:
    return desk_case.state is CaseState.AUTO and desk_case.decision is None


def _without_twins(ledger: Ledger, one: DeskCase, outcome: Outcome) -> Outcome:
    """Leave out what another case was edited to; it is gold already, and is not made twice."""
    own = {identity for decision in one.earlier for _kind, identity in decision.gold}
    known = {(s.label, s.fragments) for s in ledger.spans.values() if s.id not in own}
    plans = tuple(plan for plan in outcome.spans if (plan.label, plan.fragments) not in known)
    return replace(outcome, spans=plans)


Loosened = tuple[Decision, dict[Id, Relation]]


def _loosen(board: Board, before: Ledger) -> dict[Id, Loosened]:
    """Take decisions on relations back whose ends were decided in this act; returns them."""
    ledger = board.ledger
    touched = {
        case_id
        for case_id in {*ledger.decisions, *before.decisions}
        if ledger.decisions.get(case_id) != before.decisions.get(case_id)
    }
    found: dict[Id, Loosened] = {}
    for decision in list(ledger.decisions.values()):
        if decision.kind != CaseKind.RELATION or decision.case_id in touched:
            continue
        own = {i: ledger.relations[i] for _kind, i in decision.gold if i in ledger.relations}
        ends = {end for one in own.values() for end in (one.source_id, one.target_id)}
        is_hanging = bool(ends - ledger.spans.keys()) or len(own) < len(decision.gold)
        case = board.by_id.get(decision.case_id)
        is_near = case is not None and not touched.isdisjoint(_end_cases(case))
        if is_hanging or (is_near and decision.verdict is Verdict.AUTO):
            ledger.drop_marks(decision.gold)
            del ledger.decisions[decision.case_id]
            if not is_hanging:
                found[decision.case_id] = decision, own
    return found


def _end_cases(case: Case) -> set[Id]:
    return {end.case_id for row in case.rows for ends in row.ends if ends for end in ends}


def _fasten(ledger: Ledger, loosened: Loosened | None, desk_case: DeskCase) -> None:
    """Put a decision by rule back as it was where the rule says the same, or cannot say yet."""
    if loosened is None:
        return
    old, relations = loosened
    new = ledger.decisions.get(old.case_id)
    same = replace(old, created="", reviewer_id=Id("")) == (
        replace(new, created="", reviewer_id=Id("")) if new else None
    )
    if desk_case.state is CaseState.WAITING or (
        same and all(ledger.relations.get(i) == one for i, one in relations.items())
    ):
        ledger.decisions[old.case_id] = old
        ledger.relations.update(relations)
