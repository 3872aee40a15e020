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
    CaseType,
    Ends,
    RowPlace,
    Source,
)
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import Fragments
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Attributes, AttributeValue

_Content: TypeAlias = tuple[str, Ends, tuple[tuple[str, AttributeValue], ...]]
"""What is compared of a relation: label, ends, answers."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A relation, its ends as rows, and the answers that count."""

    relation: Relation
    ends: Ends
    answers: Attributes

    @property
    def content(self) -> _Content:
        return (self.relation.label, self.ends, tuple(self.answers.items()))


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


def _always(coders: Collection[int], places: Collection[RowPlace]) -> bool:
    return True


def _joined(
    buckets: Iterable[_Bucket],
    keys: Callable[[_Bucket], Sequence[Hashable]],
    allowed: Callable[[Collection[int], Collection[RowPlace]], bool] = _always,
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


def _places(bucket: _Bucket) -> set[RowPlace]:
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


class _Making:
    """Makes the relation cases of one document."""

    def __init__(self, sets: Sequence[AnnotationSet], spans: Sequence[Case]) -> None:
        self._sets = sets
        self._coder_ids = tuple(one.coder_id for one in sets)
        self._row_at = {
            RowPlace(case.id, number): row.spans
            for case in spans
            for number, row in enumerate(case.rows)
        }
        self._place_of = {
            span.id: place
            for place, row in self._row_at.items()
            for span in row
            if span is not None
        }

    def drawn(self, rules: Rules) -> list[_Bucket]:
        """Return every relation alone, in text order."""
        found: list[tuple[tuple[object, ...], _Bucket]] = []
        for coder, one in enumerate(self._sets):
            for relation in one.relations:
                source = self._place_of.get(relation.source_id)
                target = self._place_of.get(relation.target_id)
                if source is not None and target is not None:
                    answers = counted_answers(relation.label, relation.attributes, rules)
                    drawn = _Drawn(relation, (source, target), answers)
                    found.append((self._order(drawn), {coder: drawn}))
        found.sort(key=lambda pair: pair[0])
        return [bucket for _order, bucket in found]

    def agree_on_ends(self, coders: Collection[int], places: Collection[RowPlace]) -> bool:
        """Tell whether the coders have spans of the same label and extent at all of the places."""
        known = {self._ends_of(coder, sorted(places)) for coder in coders}
        return len(known) == 1 and None not in known

    def case(self, bucket: _Bucket) -> Case:
        """Return the case of relations that stand for one another."""
        sources = sorted(
            (self._source(coder, drawn) for coder, drawn in bucket.items()), key=lambda one: one.id
        )
        places = sorted(_places(bucket))
        starts = [
            span
            for drawn in bucket.values()
            for span in self._row_at[drawn.ends[0]]
            if span is not None
        ]
        document_id = self._sets[0].document_id
        return Case(
            id=case_id(document_id, CaseKind.RELATION, sources),
            document_id=document_id,
            kind=CaseKind.RELATION,
            type=self._type(bucket, places),
            coder_ids=self._coder_ids,
            labels=tuple(sorted({drawn.relation.label for drawn in bucket.values()})),
            start=min(span.start for span in starts),
            end=max(span.end for span in starts),
            rows=(self._row(bucket, places),),
            sources=tuple(sources),
            signature=signature_of(self._coder_ids, sources),
            depends_on=self._disputed(places),
        )

    def _order(self, drawn: _Drawn) -> tuple[object, ...]:
        ends = [self._row_at[place] for place in drawn.ends]
        firsts = [min((span.start, span.end) for span in row if span is not None) for row in ends]
        return (*firsts, drawn.ends, drawn.relation.label, drawn.relation.id)

    def _ends_of(
        self, coder: int, places: Sequence[RowPlace]
    ) -> tuple[tuple[str, Fragments], ...] | None:
        """Return what a coder has at the places, None where anything lacks."""
        spans = [self._row_at[place][coder] for place in places]
        if any(span is None for span in spans):
            return None
        return tuple((span.label, span.fragments) for span in spans if span is not None)

    def _type(self, bucket: _Bucket, places: Sequence[RowPlace]) -> CaseType:
        read: dict[object, set[_Content | None]] = defaultdict(set)
        for coder in range(len(self._sets)):
            drawn = bucket.get(coder)
            read[self._ends_of(coder, places)].add(None if drawn is None else drawn.content)
        if any(ends is not None and len(contents) > 1 for ends, contents in read.items()):
            return CaseType.RELATION
        return CaseType.UNANIMOUS if len(read) == 1 and None not in read else CaseType.DEPENDENT

    def _row(self, bucket: _Bucket, places: Sequence[RowPlace]) -> CaseRow:
        drawn = [bucket.get(coder) for coder in range(len(self._sets))]
        return CaseRow(
            answers=tuple({} if one is None else one.answers for one in drawn),
            could=tuple(self._ends_of(coder, places) is not None for coder in range(len(drawn))),
            relations=tuple(None if one is None else one.relation for one in drawn),
            ends=tuple(None if one is None else one.ends for one in drawn),
        )

    def _source(self, coder: int, drawn: _Drawn) -> Source:
        relation = drawn.relation
        content = [
            relation.label,
            relation.source_id,
            relation.target_id,
            list(drawn.answers.items()),
        ]
        return Source(relation.id, self._coder_ids[coder], content_hash(content))

    def _disputed(self, places: Sequence[RowPlace]) -> tuple[Id, ...]:
        """Return the span cases among the ends on whose extent or label not everybody agrees."""
        everybody = range(len(self._sets))
        open_ends = [place for place in places if not self.agree_on_ends(everybody, [place])]
        return tuple(dict.fromkeys(place.case_id for place in open_ends))
