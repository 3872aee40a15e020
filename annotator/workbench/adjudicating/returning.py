"""What goes back to coders: their own reading against the gold, with reasons; nothing of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from annotator.agreement.contents import Rules, counted_answers
from annotator.model.adjudication import Case, CaseKind
from annotator.model.identity import Id, set_id
from annotator.model.relation import Relation
from annotator.model.review import Decision, Feedback, Verdict
from annotator.model.span import Attributes, AttributeValue, Span
from annotator.workbench.adjudicating.board import Board, gold_relation_id, gold_span_id
from annotator.workbench.adjudicating.contents import (
    Plain,
    plain_answers,
    plain_relation,
    plain_span,
)
from annotator.workbench.adjudicating.states import DeskCase

Pair = tuple[Span | Relation | None, Span | Relation | None]


def feedback_of(
    board: Board, standing: Mapping[Id, DeskCase], coder_id: Id, rules: Rules, now: str
) -> Feedback:
    """Return all that a coder is told of a document: each thing that became otherwise, and words.

    What the coder has as the gold has it is only told where a note or question goes with it.
    """
    items: list[Plain] = []
    reader = _Reader(board, coder_id, rules, _rows(board, coder_id))
    for one in standing.values():
        if one.decision is not None and coder_id in one.case.coder_ids and one.case.rows:
            items += _Telling(reader, one.case, one.decision).items()
    return Feedback(board.document.id, coder_id, now, tuple(items))


def questions_to(board: Board, case: Case, question: str, now: str) -> list[Feedback]:
    """Return the feedback of all coders who marked something in a case, with a question to them.

    What they were told before stays; an earlier question about the same case is replaced.
    """
    found = []
    for coder_id in sorted({source.coder_id for source in case.sources}):
        known = board.ledger.feedback.get(coder_id)
        known = known or Feedback(board.document.id, coder_id, now)
        kept = tuple(item for item in known.items if item.get("case_id") != case.id)
        mark, own = _first_own(board, case, coder_id)
        item: Plain = {
            "case_id": case.id,
            "kind": str(case.kind),
            "mark": mark,
            "own": own,
            "gold": None,
            "verdict": str(Verdict.SENT_BACK),
            "note": "",
            "question": question,
        }
        found.append(replace(known, created=now, items=(*kept, item)))
    return found


def _first_own(board: Board, case: Case, coder_id: Id) -> tuple[list[str] | None, Plain | None]:
    place = case.coder_ids.index(coder_id)
    if case.kind is CaseKind.DOCUMENT:
        return _set_mark(board, coder_id), {"fields": plain_answers(case.rows[0].answers[place])}
    mark = next(row.marks[place] for row in case.rows if row.marks[place] is not None)
    return _mark_of(mark), _said(board, mark, board.sets[coder_id].span_by_id())


@dataclass(frozen=True, slots=True)
class _Reader:
    """The coder who is told; ``row_of`` says of which row of which case a span is."""

    board: Board
    coder_id: Id
    rules: Rules
    row_of: Mapping[Id, tuple[Id, int]]


class _Telling:
    """Makes the items of one case for one coder."""

    def __init__(self, reader: _Reader, case: Case, decision: Decision) -> None:
        self._board, self._case, self._decision = reader.board, case, decision
        self._coder_id, self._rules = reader.coder_id, reader.rules
        self._place = case.coder_ids.index(reader.coder_id)
        self._row_of = reader.row_of

    def items(self) -> Iterator[Plain]:
        if self._case.kind is CaseKind.DOCUMENT:
            yield from self._document()
            return
        has_words = bool(self._decision.note or self._decision.question)
        for own, gold in self._pairs():
            if own is None and gold is None:
                continue
            if self._differs(own, gold) or (has_words and own is not None):
                yield self._item(
                    _mark_of(own),
                    _said(self._board, own, self._board.sets[self._coder_id].span_by_id()),
                    _said(self._board, gold, self._board.ledger.spans),
                )

    def _pairs(self) -> Iterator[Pair]:
        """Yield the coder's marks with the gold made of the same rows; gold beyond them as well."""
        for number, row in enumerate(self._case.rows):
            own = row.marks[self._place]
            gold = self._gold(number)
            same = next((one for one in gold if not self._differs(own, one)), None)
            yield own, same or next(iter(gold), None)

    def _gold(self, row: int) -> list[Span | Relation]:
        ledger, case = self._board.ledger, self._case
        found: list[Span | Relation] = []
        for number in range(len(case.coder_ids)):
            if case.kind is CaseKind.SPAN:
                span = ledger.spans.get(gold_span_id(case.id, row, number))
                found += [span] if span else []
            else:
                relation = ledger.relations.get(gold_relation_id(case.id, row, number))
                found += [relation] if relation else []
        return found

    def _differs(self, own: Span | Relation | None, gold: Span | Relation | None) -> bool:
        if own is None or gold is None:
            return own is not gold
        return self._counted(own) != self._counted(gold)

    def _counted(self, mark: Span | Relation) -> object:
        answers = counted_answers(mark.label, mark.attributes, self._rules)
        if isinstance(mark, Span):
            return mark.label, mark.fragments, answers
        return (
            mark.label,
            [self._row_of.get(end) for end in (mark.source_id, mark.target_id)],
            answers,
        )

    def _document(self) -> Iterator[Plain]:
        head = self._board.ledger.head
        own = self._board.sets[self._coder_id].fields
        gold: Attributes = head.fields if head else {}
        names = [
            name
            for name in dict.fromkeys([*own, *gold])
            if self._rules.counts("", name) and not _same(own.get(name), gold.get(name))
        ]
        if names or self._decision.note or self._decision.question:
            yield self._item(
                _set_mark(self._board, self._coder_id),
                {"fields": plain_answers({name: own.get(name) for name in names})},
                {"fields": plain_answers({name: gold.get(name) for name in names})},
            )

    def _item(self, mark: list[str] | None, own: Plain | None, gold: Plain | None) -> Plain:
        return {
            "case_id": self._case.id,
            "kind": str(self._case.kind),
            "mark": mark,
            "own": own,
            "gold": gold,
            "verdict": str(self._decision.verdict),
            "note": self._decision.note,
            "question": self._decision.question,
        }


def _rows(board: Board, coder_id: Id) -> dict[Id, tuple[Id, int]]:
    """Return which row of which case a span is of, a coder's own and gold ones.

    The ends of two relations are the same where they are of the same rows: that an end begins
    elsewhere is told of the span.
    """
    found: dict[Id, tuple[Id, int]] = {}
    for case in board.cases:
        if case.kind is not CaseKind.SPAN:
            continue
        for number, row in enumerate(case.rows):
            own = row.spans[case.coder_ids.index(coder_id)]
            gold = (gold_span_id(case.id, number, n) for n in range(len(case.coder_ids)))
            found |= dict.fromkeys([*gold, *([own.id] if own else [])], (case.id, number))
    return found


def _same(one: AttributeValue, other: AttributeValue) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one) == sorted(other)
    return one == other


def _set_mark(board: Board, coder_id: Id) -> list[str]:
    return ["annotation_set", set_id(board.document.id, coder_id)]


def _mark_of(mark: Span | Relation | None) -> list[str] | None:
    if mark is None:
        return None
    return ["span" if isinstance(mark, Span) else "relation", mark.id]


def _said(board: Board, mark: Span | Relation | None, spans: Mapping[Id, Span]) -> Plain | None:
    if mark is None:
        return None
    if isinstance(mark, Span):
        return plain_span(mark, board.document.text)
    return plain_relation(mark, spans, board.document.text)
