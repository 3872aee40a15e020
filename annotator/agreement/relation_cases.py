"""Cases of relations: where coders who have the same two ends differ in what links them.

The ends of a relation are rows of span cases, so that relations of several coders can be compared.
Coders *agree* on an end where their spans in that row have the same label and fragments.  If two
coders who agree on all ends differ, that is a case to decide.  If an end is not agreed by all, the
relation depends on the span cases of its ends, and is decided when they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotator.agreement.contents import (
    Rules,
    case_id,
    content_hash,
    counted_answers,
    signature_of,
)
from annotator.model.adjudication import (
    Case,
    CaseKind,
    CaseRow,
    CaseSource,
    CaseType,
    Ends,
    RowPlace,
)
from annotator.model.annotation_set import AnnotationSet
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Attributes, AttributeValue, Span

_Place: TypeAlias = int
"""The number of a row of a span case among all rows of the document, in text order."""

_Content: TypeAlias = tuple[str, tuple[_Place, _Place], tuple[tuple[str, AttributeValue], ...]]
"""What is compared of a relation: label, ends, answers."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A relation, its ends as rows, and the answers that count."""

    relation: Relation
    ends: tuple[_Place, _Place]
    answers: Attributes

    @property
    def content(self) -> _Content:
        return (self.relation.label, self.ends, tuple(self.answers.items()))


_Seen: TypeAlias = tuple[int, ...] | None
"""What a coder has at some places: equal for coders who agree on all; None if a span lacks."""

_Bucket: TypeAlias = dict[int, _Drawn]
"""What stands for one another, by coder: at most one relation of each."""


def relation_cases(
    sets: Sequence[AnnotationSet], spans: Sequence[Case], rules: Rules
) -> list[Case]:
    """Return the relation cases of one document; ``sets`` by coder id, ``spans`` its span cases.

    Relations of different coders stand for one another if they have the same label and ends; of
    those left over, if they link the same two rows (label or direction differ); of those, if they
    have label and one end in common, and these coders agree on all ends (the other end differs).
    A relation whose ends are not among its coder's spans is in no case.
    """
    if not any(one.relations for one in sets):
        return []
    make = _Making(sets, spans)
    buckets = _joined(make.drawn(rules), _label_and_ends)
    buckets = _joined(buckets, _two_rows)
    buckets = _joined(buckets, _label_and_one_end, make.agree_on_ends)
    return [make.case(bucket) for bucket in buckets]


def _always(coders: Collection[int], places: Collection[_Place]) -> bool:
    return True


def _joined(
    buckets: Iterable[_Bucket],
    keys: Callable[[_Bucket], Sequence[Hashable]],
    allowed: Callable[[Collection[int], Collection[_Place]], bool] = _always,
) -> list[_Bucket]:
    """Join buckets of different coders that have a key in common, in the order given."""
    kept: list[_Bucket] = []
    by_key: dict[Hashable, list[_Bucket]] = defaultdict(list)
    for bucket in buckets:
        known = [other for key in keys(bucket) for other in by_key[key]]
        for other in known:
            if other.keys().isdisjoint(bucket):
                whole = {**other, **bucket}
                if allowed(whole, _places(whole)):
                    other.update(bucket)
                    break
        else:
            kept.append(bucket)
            for key in keys(bucket):
                by_key[key].append(bucket)
    return kept


def _places(bucket: _Bucket) -> set[_Place]:
    return {place for drawn in bucket.values() for place in drawn.ends}


def _label_and_ends(bucket: _Bucket) -> Sequence[Hashable]:
    return [(drawn.relation.label, drawn.ends) for drawn in bucket.values()]


def _two_rows(bucket: _Bucket) -> Sequence[Hashable]:
    return [frozenset(drawn.ends) for drawn in bucket.values()][:1]


def _label_and_one_end(bucket: _Bucket) -> Sequence[Hashable]:
    if len(set(_label_and_ends(bucket))) > 1:
        return []
    drawn = next(iter(bucket.values()))
    return [(drawn.relation.label, which, drawn.ends[which]) for which in (0, 1)]


class _Rows:
    """The rows of all span cases of a document, as ends of relations."""

    def __init__(self, spans: Sequence[Case]) -> None:
        rows = [(case, number, row) for case in spans for number, row in enumerate(case.rows)]
        self.at = [RowPlace(case.id, number) for case, number, _row in rows]
        self.spans = [row.spans for _case, _number, row in rows]
        self.place_of = {
            span.id: place
            for place, row in enumerate(self.spans)
            for span in row
            if span is not None
        }
        self._same = [_numbered(row) for row in self.spans]

    def ends_of(self, coder: int, places: Collection[_Place]) -> _Seen:
        """Return what a coder has at some places."""
        ends = tuple([self._same[place][coder] for place in places])
        return None if -1 in ends else ends

    def agree(self, coders: Collection[int], places: Collection[_Place]) -> bool:
        """Tell whether the coders have spans of the same label and extent at all of the places."""
        return _are_agreed(self.ends_of(coder, places) for coder in coders)


def _numbered(spans: Sequence[Span | None]) -> list[int]:
    """Return a number for each span, the same for the same label and fragments; -1 for none."""
    known: dict[Hashable, int] = {}
    return [
        -1 if span is None else known.setdefault((span.label, span.fragments), len(known))
        for span in spans
    ]


def _type_of(bucket: _Bucket, ends: Sequence[_Seen]) -> CaseType:
    read: dict[_Seen, set[_Content | None]] = defaultdict(set)
    for coder, seen in enumerate(ends):
        drawn = bucket.get(coder)
        read[seen].add(None if drawn is None else drawn.content)
    if any(seen is not None and len(contents) > 1 for seen, contents in read.items()):
        return CaseType.RELATION
    return CaseType.UNANIMOUS if _are_agreed(ends) else CaseType.DEPENDENT


def _are_agreed(ends: Iterable[_Seen]) -> bool:
    known = set(ends)
    return len(known) == 1 and None not in known


class _Making:
    """Makes the relation cases of one document."""

    def __init__(self, sets: Sequence[AnnotationSet], spans: Sequence[Case]) -> None:
        self._sets = sets
        self._coder_ids = tuple(one.coder_id for one in sets)
        self._rows = _Rows(spans)

    def drawn(self, rules: Rules) -> list[_Bucket]:
        """Return every relation alone, in text order."""
        found: list[tuple[int, _Drawn]] = []
        place_of = self._rows.place_of
        for coder, one in enumerate(self._sets):
            for relation in one.relations:
                source = place_of.get(relation.source_id)
                target = place_of.get(relation.target_id)
                if source is not None and target is not None:
                    answers = counted_answers(relation.label, relation.attributes, rules)
                    found.append((coder, _Drawn(relation, (source, target), answers)))
        found.sort(key=lambda one: (one[1].ends, one[1].relation.label, one[1].relation.id))
        return [dict([one]) for one in found]

    def agree_on_ends(self, coders: Collection[int], places: Collection[_Place]) -> bool:
        """Tell whether the coders have spans of the same label and extent at all of the places."""
        return self._rows.agree(coders, places)

    def case(self, bucket: _Bucket) -> Case:
        """Return the case of relations that stand for one another."""
        sources = sorted(
            (self._source(coder, drawn) for coder, drawn in bucket.items()), key=lambda one: one.id
        )
        places = sorted(_places(bucket))
        ends = [self._rows.ends_of(coder, places) for coder in range(len(self._sets))]
        start, end = self._hull({drawn.ends[0] for drawn in bucket.values()})
        document_id = self._sets[0].document_id
        return Case(
            id=case_id(document_id, CaseKind.RELATION, sources),
            document_id=document_id,
            kind=CaseKind.RELATION,
            type=_type_of(bucket, ends),
            coder_ids=self._coder_ids,
            labels=tuple(sorted({drawn.relation.label for drawn in bucket.values()})),
            start=start,
            end=end,
            rows=(self._row(bucket, ends),),
            sources=tuple(sources),
            signature=signature_of(self._coder_ids, sources),
            depends_on=() if _are_agreed(ends) else self._disputed(places),
        )

    def _hull(self, places: Collection[_Place]) -> tuple[int, int]:
        spans = [span for place in places for span in self._rows.spans[place] if span is not None]
        return min(span.start for span in spans), max(span.end for span in spans)

    def _row(self, bucket: _Bucket, ends: Sequence[_Seen]) -> CaseRow:
        drawn = [bucket.get(coder) for coder in range(len(ends))]
        return CaseRow(
            answers=tuple([{} if one is None else one.answers for one in drawn]),
            could=tuple([seen is not None for seen in ends]),
            relations=tuple([None if one is None else one.relation for one in drawn]),
            ends=tuple([None if one is None else self._ends(one) for one in drawn]),
        )

    def _ends(self, drawn: _Drawn) -> Ends:
        return self._rows.at[drawn.ends[0]], self._rows.at[drawn.ends[1]]

    def _source(self, coder: int, drawn: _Drawn) -> CaseSource:
        one = drawn.relation
        content = (one.label, one.source_id, one.target_id, tuple(drawn.answers.items()))
        return CaseSource(one.id, self._coder_ids[coder], content_hash(content))

    def _disputed(self, places: Sequence[_Place]) -> tuple[Id, ...]:
        """Return the span cases among the ends on whose extent or label not everybody agrees."""
        everybody = range(len(self._sets))
        open_ends = [place for place in places if not self._rows.agree(everybody, [place])]
        return tuple(dict.fromkeys(self._rows.at[place].case_id for place in open_ends))
