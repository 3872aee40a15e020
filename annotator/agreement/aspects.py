"""Aspects of a case: what is asked of each row, what each coder reads there, where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from annotator.agreement.contents import unit_of
from annotator.agreement.overlap import Stretch, in_both, in_first_only, parts_of, united
from annotator.model.adjudication import (
    Aspect,
    AspectKind,
    Case,
    CaseKind,
    CaseRow,
    Reading,
    ReadingValue,
)
from annotator.model.extent import Extent
from annotator.model.identity import Id, set_id
from annotator.model.relation import Relation
from annotator.model.span import Attributes, AttributeValue, Span


def aspects_of(case: Case) -> tuple[Aspect, ...]:
    """Return every aspect of a case, row by row, those that are the same for all too.

    Everybody who could mark the row is asked whether it is there; the rest is asked of those who
    marked it.  ``FRAGMENTS`` is asked where somebody has several.  Attributes and fields that
    nobody answered are left out; they come in order of their names.
    """
    return tuple(
        aspect for number, row in enumerate(case.rows) for aspect in _row_aspects(case, number, row)
    )


def differing_stretches(case: Case) -> tuple[Extent, ...]:
    """Return the characters that not all readings of a row share, as extents in text order.

    In a row that some coder did not mark that is all of it.
    """
    differing: list[Stretch] = []
    for row in case.rows:
        marked = [united(parts_of(unit_of(span))) for span in row.spans if span is not None]
        if not marked:
            continue
        shared = marked[0] if len(marked) == len(row.spans) else []
        for stretches in marked[1:]:
            shared = in_both(shared, stretches)
        differing += in_first_only(united(stretch for one in marked for stretch in one), shared)
    return tuple(Extent(start, end) for start, end in united(differing))


def boundaries(case: Case) -> tuple[int, ...]:
    """Return every offset where a coder lets a span of the case, or a fragment, begin or end."""
    spans = [span for row in case.rows for span in row.spans if span is not None]
    return tuple(
        sorted({edge for one in spans for f in one.fragments for edge in (f.start, f.end)})
    )


def _row_aspects(case: Case, number: int, row: CaseRow) -> Iterator[Aspect]:
    if case.kind is CaseKind.DOCUMENT:
        ids: list[Id | None] = [set_id(case.document_id, coder) for coder in case.coder_ids]
        yield from _answer_aspects((number, AspectKind.FIELD, ""), case.coder_ids, ids, row.answers)
        return
    yield Aspect(
        number,
        AspectKind.PRESENCE,
        tuple(
            Reading(coder, None if mark is None else mark.id, mark is not None)
            for coder, mark, could in zip(case.coder_ids, row.marks, row.could, strict=True)
            if could or mark is not None
        ),
    )
    if row.spans:
        yield from _span_aspects(case.coder_ids, number, row.spans)
    else:
        yield from _relation_aspects(case.coder_ids, number, row)
    yield from _attribute_aspects(case.coder_ids, number, row)


def _span_aspects(
    coder_ids: Sequence[Id], number: int, spans: Sequence[Span | None]
) -> Iterator[Aspect]:
    present = [(c, span) for c, span in zip(coder_ids, spans, strict=True) if span is not None]
    values: list[tuple[AspectKind, Callable[[Span], ReadingValue]]] = [
        (AspectKind.START, lambda span: span.start),
        (AspectKind.END, lambda span: span.end),
    ]
    if any(len(span.fragments) > 1 for _coder, span in present):
        values.append((AspectKind.FRAGMENTS, lambda span: span.fragments))
    values.append((AspectKind.LABEL, lambda span: span.label))
    for kind, value in values:
        readings = tuple(Reading(coder, span.id, value(span)) for coder, span in present)
        yield Aspect(number, kind, readings)


def _relation_aspects(coder_ids: Sequence[Id], number: int, row: CaseRow) -> Iterator[Aspect]:
    present = [
        (coder, relation, ends)
        for coder, relation, ends in zip(coder_ids, row.relations, row.ends, strict=True)
        if relation is not None and ends is not None
    ]
    labels = tuple(Reading(coder, one.id, one.label) for coder, one, _ends in present)
    yield Aspect(number, AspectKind.LABEL, labels)
    for kind, which in ((AspectKind.SOURCE, 0), (AspectKind.TARGET, 1)):
        readings = tuple(Reading(coder, one.id, ends[which]) for coder, one, ends in present)
        yield Aspect(number, kind, readings)


def _attribute_aspects(coder_ids: Sequence[Id], number: int, row: CaseRow) -> Iterator[Aspect]:
    """Yield the attributes of each label apart: under another label it is another question."""
    marks: Sequence[Span | Relation | None] = row.marks
    for label in sorted({mark.label for mark in marks if mark is not None}):
        chosen = [i for i, mark in enumerate(marks) if mark is not None and mark.label == label]
        yield from _answer_aspects(
            (number, AspectKind.ATTRIBUTE, label),
            [coder_ids[i] for i in chosen],
            [mark.id for mark in (marks[i] for i in chosen) if mark is not None],
            [row.answers[i] for i in chosen],
        )


def _answer_aspects(
    place: tuple[int, AspectKind, str],
    coder_ids: Sequence[Id],
    mark_ids: Sequence[Id | None],
    answers: Sequence[Attributes],
) -> Iterator[Aspect]:
    number, kind, label = place
    for name in sorted({name for given in answers for name in given}):
        values: list[AttributeValue] = [given.get(name) for given in answers]
        readings = tuple(map(Reading, coder_ids, mark_ids, values))
        yield Aspect(number, kind, readings, name, label)
