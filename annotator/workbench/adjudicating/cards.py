"""The card of a case: every question with everybody's reading, notes, boundaries, the gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.agreement.aspects import aspects_of, differing_stretches
from annotator.agreement.proposals import proposal
from annotator.model.adjudication import Aspect, AspectKind, CaseKind, ReadingValue, RowPlace
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.review import Decision, Verdict
from annotator.model.span import Span
from annotator.workbench.adjudicating.board import (
    Board,
    find_gold,
    gold_relation_id,
    gold_span_id,
)
from annotator.workbench.adjudicating.drafts import Draft
from annotator.workbench.adjudicating.letters import letter_at
from annotator.workbench.adjudicating.states import Card, CardRow, CaseNote, Cell, DeskCase


@dataclass(frozen=True, slots=True)
class Columns:
    """The coders of a card in the order of their letters."""

    coder_ids: tuple[Id, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """Return the letters in their order."""
        return tuple(letter_at(place) for place in range(len(self.coder_ids)))

    def letter(self, coder_id: Id) -> str:
        """Return a coder's letter; nothing for who is not compared any more."""
        if coder_id not in self.coder_ids:
            return ""
        return letter_at(self.coder_ids.index(coder_id))


def make_card(board: Board, one: DeskCase, columns: Columns, draft: Draft | None) -> Card:
    """Return the card of a case; what a draft has chosen stands in place of the gold."""
    case, aspects = one.case, aspects_of(one.case)
    places = {coder: place for place, coder in enumerate(case.coder_ids)}
    spans, relations = {}, {}
    for coder, letter in zip(columns.coder_ids, columns.letters, strict=True):
        place = places[coder]
        if case.kind is CaseKind.SPAN:
            spans[letter] = tuple(row.spans[place] for row in case.rows)
        if case.kind is CaseKind.RELATION:
            relations[letter] = tuple(row.relations[place] for row in case.rows)
    marks = [span for row in case.rows for span in row.spans if span is not None]
    gold, linked = gold_of(board, one)
    return Card(
        case.id,
        tuple(
            _row(_Place(board, one, columns, draft), index, aspect)
            for index, aspect in enumerate(aspects)
        ),
        columns.letters,
        spans,
        relations,
        gold,
        linked,
        tuple(_notes(board, one, columns)),
        case.labels,
        proposal(case) if case.rows else None,
        differing_stretches(case),
        tuple(sorted({span.start for span in marks})),
        tuple(sorted({span.end for span in marks})),
        columns.letter(taken) if (taken := one.decision and one.decision.taken_from) else "",
    )


def gold_of(board: Board, one: DeskCase) -> tuple[tuple[Span, ...], tuple[Relation, ...]]:
    """Return the gold of a case, also that of earlier decisions on its marks."""
    decisions = [one.decision, *one.earlier]
    identities = [i for each in decisions if each is not None for _kind, i in each.gold]
    ledger = board.ledger
    return (
        tuple(ledger.spans[i] for i in identities if i in ledger.spans),
        tuple(ledger.relations[i] for i in identities if i in ledger.relations),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line of the card belongs."""

    board: Board
    one: DeskCase
    columns: Columns
    draft: Draft | None


def _row(place: _Place, index: int, aspect: Aspect) -> CardRow:
    has_gold, gold = (
        place.draft.value(aspect) if place.draft is not None else _decided(place, aspect)
    )
    return CardRow(
        index,
        aspect.row,
        aspect.kind,
        aspect.name,
        aspect.label,
        tuple(_cell(place, aspect, coder) for coder in place.columns.coder_ids),
        aspect.differs,
        gold,
        has_gold,
    )


def _cell(place: _Place, aspect: Aspect, coder: Id) -> Cell:
    reading = next((one for one in aspect.readings if one.coder_id == coder), None)
    letter = place.columns.letter(coder)
    case = place.one.case
    marks = case.rows[aspect.row].marks
    is_there = not marks or marks[case.coder_ids.index(coder)] is not None
    return Cell(letter, reading.value if reading else None, is_there, reading is not None)


def _decided(place: _Place, aspect: Aspect) -> tuple[bool, ReadingValue]:
    """Return what the gold says to a question; of several gold spans of a row the first."""
    decision, case = place.one.decision, place.one.case
    if decision is None or decision.verdict in (Verdict.SKIPPED, Verdict.SENT_BACK):
        return False, None
    ledger = place.board.ledger
    if case.kind is CaseKind.DOCUMENT:
        fields = ledger.head.fields if ledger.head else {}
        return aspect.name in fields, fields.get(aspect.name)
    mark: Span | Relation | None
    if case.kind is CaseKind.SPAN:
        mark = ledger.spans.get(gold_span_id(case.id, aspect.row, 0))
    else:
        mark = ledger.relations.get(gold_relation_id(case.id, aspect.row, 0))
    if aspect.kind is AspectKind.PRESENCE:
        return True, mark is not None
    if mark is None:
        return False, None
    return _said(place.board, mark, aspect)


def _said(board: Board, mark: Span | Relation, aspect: Aspect) -> tuple[bool, ReadingValue]:
    if aspect.kind is AspectKind.LABEL:
        return True, mark.label
    if aspect.kind is AspectKind.ATTRIBUTE:
        is_asked = mark.label == aspect.label
        return is_asked, mark.attributes.get(aspect.name) if is_asked else None
    if isinstance(mark, Span):
        values: dict[AspectKind, ReadingValue] = {
            AspectKind.START: mark.start,
            AspectKind.END: mark.end,
            AspectKind.FRAGMENTS: mark.fragments,
        }
        return True, values.get(aspect.kind)
    end = mark.source_id if aspect.kind is AspectKind.SOURCE else mark.target_id
    known = (reading.value for reading in aspect.readings)
    places = (one for one in known if isinstance(one, RowPlace))
    return True, next((one for one in places if _is_at(board, one, end)), None)


def _is_at(board: Board, place: RowPlace, span_id: Id) -> bool:
    case = board.by_id.get(place.case_id)
    if case is None:
        return False
    own = board.ledger.spans.get(span_id)
    found = find_gold(board.ledger, case, place, own)
    return found is not None and found.id == span_id


def _notes(board: Board, one: DeskCase, columns: Columns) -> Iterable[CaseNote]:
    """Yield what coders wrote on the marks of a case, in the order of their letters."""
    asked = _asked_at([each for each in (one.decision, *one.earlier) if each is not None])
    wanted = {source.id: source.coder_id for source in one.case.sources}
    if one.case.kind is CaseKind.DOCUMENT:
        wanted |= dict.fromkeys([board.document.id], Id(""))
    for coder, letter in zip(columns.coder_ids, columns.letters, strict=True):
        for comment in board.sets[coder].comments:
            if comment.target_id in wanted:
                written = comment.changed or comment.created
                is_answer = asked is not None and written is not None and written >= asked
                yield CaseNote(letter, comment.text, comment.target_id, written, is_answer)


def _asked_at(decisions: Sequence[Decision]) -> str | None:
    asked = [one.created for one in decisions if one.question]
    return max(asked, default=None)
