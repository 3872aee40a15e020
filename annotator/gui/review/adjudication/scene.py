"""From the desk to what the text shows: the gold, the coders' marks of one case, the open ones."""

from __future__ import annotations

from dataclasses import replace

from annotator.gui.reader.case_scene import DECIDED_HERE, CaseScene, CaseSign
from annotator.model.adjudication import CaseKind, RowPlace
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import Extent, united, without
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Span, text_order
from annotator.workbench.adjudicating.board import gold_span_id
from annotator.workbench.adjudicating.desk import Desk
from annotator.workbench.adjudicating.states import Card, DeskCase

GOLD = Id("gold")


def annotations_of(desk: Desk, case: DeskCase | None, card: Card | None) -> AnnotationSet:
    """Return the gold and, under letters in place of names, the marks of the case in question."""
    gold = desk.gold
    own = {span.id for span in card.gold} if card is not None else set()
    spans = [
        replace(span, coder_id=DECIDED_HERE if span.id in own else GOLD) for span in gold.spans
    ]
    relations: list[Relation] = []
    if card is not None and case is not None:
        for letter, marks in card.spans.items():
            spans += [replace(span, coder_id=Id(letter)) for span in marks if span is not None]
        relations = _relations(desk, case)
    return replace(gold, spans=tuple(sorted(spans, key=text_order)), relations=tuple(relations))


def focused_of(annotations: AnnotationSet) -> Id | None:
    """Return the mark whose relations are to be seen; None where there are none."""
    return annotations.relations[0].source_id if annotations.relations else None


def case_scene(desk: Desk, case: DeskCase | None, card: Card | None) -> CaseScene:
    """Return how the text shows the case in question and those that are open beside it."""
    others = [
        one
        for one in desk.cases
        if one.case.kind is CaseKind.SPAN and (case is None or one.id != case.id)
    ]
    signs = tuple(_signs(desk, case))
    undecided = tuple(
        Extent(one.case.start, one.case.end)
        for one in others
        if not one.is_settled and one.case.end > one.case.start
    )
    if case is None or card is None or case.case.kind is not CaseKind.SPAN:
        return CaseScene(undecided=undecided, signs=signs)
    marked = [span.fragments for marks in card.spans.values() for span in marks if span is not None]
    stretches = card.stretches
    return CaseScene(
        card.letters,
        _hue(case, card),
        without(united(one for parts in marked for one in parts), stretches),
        stretches,
        tuple(sorted({*card.starts, *card.ends})) if stretches else (),
        undecided,
        signs,
    )


def _hue(case: DeskCase, card: Card) -> str:
    marks = [span for own in card.spans.values() for span in own if span is not None]
    return min(marks, key=text_order).label if marks else next(iter(case.case.labels), "")


def _signs(desk: Desk, active: DeskCase | None) -> list[CaseSign]:
    """Return numbers for the active case and the open ones; of several on a place the first."""
    found: dict[int, CaseSign] = {}
    for one in desk.cases:
        is_active = active is not None and one.id == active.id
        if one.case.kind is CaseKind.DOCUMENT or not (is_active or not one.is_settled):
            continue
        if is_active or one.case.start not in found:
            found[one.case.start] = CaseSign(one.number, one.case.start, is_active)
    return list(found.values())


def _relations(desk: Desk, case: DeskCase) -> list[Relation]:
    """Return the readings of a relation case between gold marks, each kind of reading once."""
    found: dict[tuple[str, Id, Id], Relation] = {}
    for row in case.case.rows:
        for relation, ends in zip(row.relations, row.ends, strict=False):
            if relation is None or ends is None:
                continue
            source, target = (gold_at(desk, place) for place in ends)
            if source is not None and target is not None:
                key = (relation.label, source.id, target.id)
                found[key] = replace(relation, source_id=source.id, target_id=target.id)
    return list(found.values())


def gold_at(desk: Desk, place: RowPlace) -> Span | None:
    """Return the gold mark that was made of a row of a case, None where there is none.

    It may have another label than any coder gave, or lie elsewhere: then its id tells.
    """
    spans = place_spans(desk, place)
    if not spans:
        return None
    every = {(span.label, span.fragments): span for span in desk.gold.spans}
    exact = (every.get((span.label, span.fragments)) for span in spans)
    made = desk.gold.span_by_id().get(gold_span_id(place.case_id, place.row, 0))
    found = next((span for span in exact if span is not None), made)
    if found is not None:
        return found
    label, start, end = spans[0].label, spans[0].start, spans[0].end
    near = (s for s in desk.gold.spans if s.label == label and s.start < end and start < s.end)
    return next(near, None)


def place_spans(desk: Desk, place: RowPlace) -> list[Span]:
    """Return the coders' marks that a row of a case stands for."""
    case = desk.every_case.get(place.case_id)
    if case is None or place.row >= len(case.case.rows):
        return []
    return [span for span in case.case.rows[place.row].spans if span is not None]
