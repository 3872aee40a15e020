"""Comparison: annotation sets side by side, as differences, as a table of labels, as items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotator.agreement.aspects import disagreements
from annotator.agreement.cases import cases_of
from annotator.agreement.contents import PLAIN, Rules, item_answer, unit_of
from annotator.agreement.matching import OVERLAP, best_matching
from annotator.agreement.measure import Answer, Unit
from annotator.agreement.rows import rows_of
from annotator.model.adjudication import Disagreement
from annotator.model.annotation_set import AnnotationSet
from annotator.model.comparison import NOT_MARKED, Confusion, Item, MatchedPair
from annotator.model.identity import Id
from annotator.model.span import Span

Documents = Iterable[Sequence[AnnotationSet]]
"""For each document the annotation sets of those who coded it, in any order."""


def compare(sets: Iterable[AnnotationSet], rules: Rules = PLAIN) -> tuple[Disagreement, ...]:
    """Return every typed difference between the coders of one document, in text order."""
    return tuple(disagreements(cases_of(sets, rules)))


def confusion(pairs: Iterable[tuple[AnnotationSet, AnnotationSet]]) -> Confusion:
    """Return labels of the first coder by labels of the second, each cell with its very pairs.

    ``pairs`` are the two coders' sets of each document.  Spans stand for one another as
    ``best_matching`` says, so that the diagonal holds the pairs of ``span_f1_overlap``; what has no
    partner stands beside ``NOT_MARKED``.  Cells without a pair are left out.
    """
    cells: dict[tuple[str, str], list[MatchedPair]] = defaultdict(list)
    for first, second in pairs:
        for pair, cell in _matched_pairs(first, second):
            cells[cell].append(pair)
    return {cell: tuple(found) for cell, found in sorted(cells.items())}


def attribute_items(
    documents: Documents,
    coder_ids: Sequence[Id],
    *,
    label: str,
    attribute: str,
    unanswered: Answer = None,
) -> list[Item]:
    """Return what the coders answered to one attribute on matched spans of one label.

    Spans are matched by text alone (``OVERLAP``), never by what was answered; for more than two
    coders into rows (see ``rows``).  A row is an item if two coders at least marked it and one of
    them answered.  None is a coder who did not mark it; ``unanswered`` stands for one who marked it
    and did not answer: with None that is a missing answer, with any other value a category.
    """
    items: list[Item] = []
    for sets in documents:
        by_coder = {one.coder_id: one for one in sets}
        spans = [_spans_of(by_coder.get(coder), label) for coder in coder_ids]
        rows = rows_of([[unit_of(span) for span in own] for own in spans], OVERLAP)
        for row in rows:
            chosen = [None if i is None else own[i] for own, i in zip(spans, row, strict=True)]
            if sum(span is not None for span in chosen) > 1:
                items += _attribute_item(sets[0].document_id, chosen, attribute, unanswered)
    return items


def field_items(documents: Documents, coder_ids: Sequence[Id], *, field: str) -> list[Item]:
    """Return what the coders answered to a document field: one item a document.

    A document is an item if two of the coders at least coded it and one of them answered.
    """
    items: list[Item] = []
    for sets in documents:
        by_coder = {one.coder_id: one for one in sets if one.coder_id in coder_ids}
        answers = tuple(
            item_answer(by_coder[coder].fields.get(field)) if coder in by_coder else None
            for coder in coder_ids
        )
        if len(by_coder) > 1 and any(answer is not None for answer in answers):
            items.append(Item(sets[0].document_id, answers))
    return items


def _matched_pairs(
    first: AnnotationSet, second: AnnotationSet
) -> Iterator[tuple[MatchedPair, tuple[str, str]]]:
    """Yield the pairs of one document and what has no partner, with their labels."""
    document_id = first.document_id
    left = [unit_of(span) for span in first.spans]
    right = [unit_of(span) for span in second.spans]
    pairs = best_matching(left, right)
    for i, j, share in pairs:
        one, other = left[i], right[j]
        yield MatchedPair(document_id, Id(one.id), Id(other.id), share), (one.label, other.label)
    for unit in _left_over(left, {pair.first for pair in pairs}):
        yield MatchedPair(document_id, Id(unit.id), None), (unit.label, NOT_MARKED)
    for unit in _left_over(right, {pair.second for pair in pairs}):
        yield MatchedPair(document_id, None, Id(unit.id)), (NOT_MARKED, unit.label)


def _left_over(units: Sequence[Unit], matched: set[int]) -> list[Unit]:
    return [unit for place, unit in enumerate(units) if place not in matched]


def _spans_of(one: AnnotationSet | None, label: str) -> list[Span]:
    return [] if one is None else [span for span in one.spans if span.label == label]


def _attribute_item(
    document_id: Id, spans: Sequence[Span | None], attribute: str, unanswered: Answer
) -> list[Item]:
    """Return the item of a row, nothing where nobody answered."""
    said = [None if span is None else item_answer(span.attributes.get(attribute)) for span in spans]
    if all(answer is None for answer in said):
        return []
    answers = tuple(
        unanswered if span is not None and answer is None else answer
        for span, answer in zip(spans, said, strict=True)
    )
    return [Item(document_id, answers, tuple(None if span is None else span.id for span in spans))]
