"""Cases of spans: what overlaps under labels that exclude each other, and how coders differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from annotator.agreement.contents import (
    Rules,
    case_id,
    content_hash,
    counted_answers,
    signature_of,
    unit_of,
)
from annotator.agreement.matching import COUNTERPART
from annotator.agreement.measure import Unit
from annotator.agreement.overlap import Joined, Stretch, hanging_together
from annotator.agreement.rows import Row, rows_of
from annotator.model.adjudication import Case, CaseKind, CaseRow, CaseSource, CaseType
from annotator.model.annotation_set import AnnotationSet
from annotator.model.span import Attributes, AttributeValue, Span

_Content: TypeAlias = tuple[str, tuple[Stretch, ...], tuple[tuple[str, AttributeValue], ...]]
"""What counts of a span: label, fragments, answers."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span with what is asked of it more than once."""

    span: Span
    unit: Unit
    answers: Attributes
    content: _Content


_MarkRow: TypeAlias = Sequence[_Mark | None]


def span_cases(sets: Sequence[AnnotationSet], rules: Rules) -> list[Case]:
    """Return the span cases of one document by start, the longer first; sets by coder id."""
    marks = [[_mark(span, rules) for span in one.spans] for one in sets]
    rows = rows_of(
        [[mark.unit for mark in own] for own in marks],
        COUNTERPART,
        answers=[[mark.content[2] for mark in own] for own in marks],
        across_labels=True,
    )
    make = _Making(sets, marks)
    cases = [make.case(group) for group in _groups(marks, rows, rules)]
    return _with_parents(sorted(cases, key=lambda case: (case.start, -case.end, case.labels)))


def _mark(span: Span, rules: Rules) -> _Mark:
    answers = counted_answers(span.label, span.attributes, rules)
    extents = tuple((part.start, part.end) for part in span.fragments)
    return _Mark(span, unit_of(span), answers, (span.label, extents, tuple(answers.items())))


def _groups(
    marks: Sequence[Sequence[_Mark]], rows: Sequence[Row], rules: Rules
) -> Iterator[list[Row]]:
    """Yield the rows of each case: those whose spans overlap in one domain."""
    domains: dict[str, list[tuple[Unit, int]]] = {}
    for number, row in enumerate(rows):
        units = [own[i].unit for own, i in zip(marks, row, strict=True) if i is not None]
        # What coinciding units hang together with, one of them does.
        for unit in {unit[:3] + unit[4:]: unit for unit in units}.values():
            domains.setdefault(rules.domain_of(unit.label), []).append((unit, number))
    joined: Joined[int] = Joined()
    for members in domains.values():
        for i, j in hanging_together([unit for unit, _number in members]):
            joined.join(members[i][1], members[j][1])
    for numbers in joined.groups(range(len(rows))):
        yield [rows[number] for number in numbers]


class _Making:
    """Makes the span cases of one document."""

    def __init__(self, sets: Sequence[AnnotationSet], marks: Sequence[Sequence[_Mark]]) -> None:
        self._document_id = sets[0].document_id
        self._coder_ids = tuple(one.coder_id for one in sets)
        self._could = (True,) * len(sets)
        self._marks = marks
        self._hashes: dict[_Content, str] = {}

    def case(self, group: Sequence[Row]) -> Case:
        """Return the case of some rows."""
        table = [
            [None if i is None else own[i] for own, i in zip(self._marks, row, strict=True)]
            for row in group
        ]
        present = [(c, mark) for row in table for c, mark in enumerate(row) if mark is not None]
        sources = sorted(
            (self._source(coder, mark) for coder, mark in present), key=lambda one: one.id
        )
        units = [mark.unit for _coder, mark in present]
        return Case(
            id=case_id(self._document_id, CaseKind.SPAN, sources),
            document_id=self._document_id,
            kind=CaseKind.SPAN,
            type=_type_of(table),
            coder_ids=self._coder_ids,
            labels=tuple(sorted({unit.label for unit in units})),
            start=min(unit.start for unit in units),
            end=max(unit.end for unit in units),
            rows=tuple(self._row(row) for row in table),
            sources=tuple(sources),
            signature=signature_of(self._coder_ids, sources),
        )

    def _source(self, coder: int, mark: _Mark) -> CaseSource:
        known = self._hashes.get(mark.content)
        if known is None:
            known = self._hashes[mark.content] = content_hash(mark.content)
        return CaseSource(mark.span.id, self._coder_ids[coder], known)

    def _row(self, row: _MarkRow) -> CaseRow:
        return CaseRow(
            answers=tuple({} if mark is None else mark.answers for mark in row),
            could=self._could,
            spans=tuple(None if mark is None else mark.span for mark in row),
        )


def _type_of(table: Sequence[_MarkRow]) -> CaseType:
    differences = {kind for row in table for kind in _differences(row)}
    if any(mark is None for row in table for mark in row):
        return _type_with_gaps(table, differences)
    if not differences:
        return CaseType.UNANIMOUS
    return differences.pop() if len(differences) == 1 else CaseType.MIXED


def _differences(row: _MarkRow) -> Iterator[CaseType]:
    """Yield in what the marks of a row differ; answers are compared under the same label only."""
    contents = {mark.content for mark in row if mark is not None}
    if len(contents) < 2:
        return
    labels = {label for label, _extents, _answers in contents}
    if len(labels) > 1:
        yield CaseType.LABEL
    if len({extents for _label, extents, _answers in contents}) > 1:
        yield CaseType.BOUNDARY
    if len({(label, answers) for label, _extents, answers in contents}) > len(labels):
        yield CaseType.ATTRIBUTE


def _type_with_gaps(table: Sequence[_MarkRow], differences: set[CaseType]) -> CaseType:
    """Return the type where some coder has no mark in some row."""
    counts = [sum(mark is not None for mark in column) for column in zip(*table, strict=True)]
    if not all(counts):
        is_whole = all(count in (0, len(table)) for count in counts)
        return CaseType.ONE_SIDED if is_whole and not differences else CaseType.MIXED
    labels = {mark.unit.label for row in table for mark in row if mark is not None}
    return CaseType.SPLIT if len(set(counts)) > 1 and len(labels) == 1 else CaseType.MIXED


def _with_parents(cases: Sequence[Case]) -> list[Case]:
    """Link each case to the smallest larger one of other labels that it lies in."""
    found: list[Case] = []
    around: list[Case] = []
    for case in cases:
        around = [other for other in around if other.end > case.start]
        holding = [
            other
            for other in around
            if other.end >= case.end
            and other.end - other.start > case.end - case.start
            and other.labels != case.labels
        ]
        parent = min(holding, key=lambda other: (other.end - other.start, other.id), default=None)
        found.append(case if parent is None else replace(case, parent_id=parent.id))
        around.append(case)
    return found
