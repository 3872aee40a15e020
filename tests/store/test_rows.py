from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation_set import AnnotationSet
from annotator.model.comment import Comment
from annotator.model.extent import Extent
from annotator.model.identity import new_id
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.store import rows

IDS = st.builds(new_id)
TEXTS = st.text(max_size=20)
TIMES = st.one_of(st.none(), st.just("2026-11-22T08:30:00Z"))
SCALARS = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(min_size=1, max_size=9),
)
ANSWERS = st.dictionaries(
    TEXTS,
    st.one_of(SCALARS, st.lists(st.text(min_size=1, max_size=5), min_size=1).map(tuple)),
    max_size=4,
)
EXTENTS = st.builds(
    lambda start, length: Extent(start, start + length),
    st.integers(0, 10**6),
    st.integers(1, 10**6),
)
FRAGMENTS = st.lists(EXTENTS, min_size=1, max_size=3).map(tuple)
SPANS = st.builds(
    Span,
    *(IDS, TEXTS, IDS, IDS, IDS, TEXTS, FRAGMENTS, ANSWERS),
    *(st.sampled_from(["hand", "imported"]), TIMES, TIMES),
)


def through_json(value: dict[str, object]) -> dict[str, object]:
    return json.loads(json.dumps(value))


@given(SPANS)
def test_a_span_comes_back_from_its_value(span: Span) -> None:
    assert rows.span_from_value(span.id, through_json(rows.span_value(span))) == span


@given(st.builds(Relation, *[IDS, TEXTS, IDS, IDS, IDS, TEXTS, IDS, IDS, ANSWERS, TEXTS]))
def test_a_relation_comes_back_from_its_value(relation: Relation) -> None:
    value = through_json(rows.relation_value(relation))
    assert rows.relation_from_value(relation.id, value) == relation


@given(st.builds(Comment, IDS, TEXTS, IDS, IDS, IDS, TEXTS, TIMES, TIMES))
def test_a_note_comes_back_from_its_value(comment: Comment) -> None:
    value = through_json(rows.comment_value(comment))
    assert rows.comment_from_value(comment.id, value) == comment


@given(st.builds(AnnotationSet, IDS, IDS, IDS, TEXTS, ANSWERS))
def test_status_and_fields_come_back_from_their_value(annotations: AnnotationSet) -> None:
    assert rows.set_from_value(through_json(rows.set_value(annotations))) == annotations


def test_empty_answers_are_not_stored_but_no_and_zero_are() -> None:
    answers = {"a": None, "b": "", "c": (), "no": False, "zero": 0, "many": ("x",)}
    span = Span(*[new_id() for _ in range(6)], (Extent(0, 1),), answers)
    assert rows.span_value(span)["attributes"] == {"no": False, "zero": 0, "many": ["x"]}
