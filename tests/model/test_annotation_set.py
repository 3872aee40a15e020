"""Everything one coder marked on one document."""

from __future__ import annotations

import pytest

from annotator.model.annotation_set import AnnotationSet
from annotator.model.comment import Comment
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Span

DOCUMENT, CODER, CODEBOOK = Id("d"), Id("c"), Id("b")
OWNED = (DOCUMENT, CODER, CODEBOOK)
SPEAKER, RULE, PLACE = (
    Span(Id(key), key, *OWNED, label, (Extent(at, at + 3),))
    for at, (key, label) in enumerate([("s1", "speaker"), ("s2", "rule"), ("s3", "place")])
)


def link(key: str, source: Span, target: Span) -> Relation:
    return Relation(Id(key), key, *OWNED, "says", source.id, target.id)


def note(key: str, target: Id) -> Comment:
    return Comment(Id(key), key, DOCUMENT, target, CODER, f"note {key}")


SAYS, BACK, SELF = link("r1", SPEAKER, RULE), link("r2", RULE, SPEAKER), link("r3", RULE, RULE)
WHOLE = AnnotationSet(
    *OWNED,
    spans=(SPEAKER, RULE, PLACE),
    relations=(SAYS, BACK, SELF),
    comments=(note("n1", RULE.id), note("n2", DOCUMENT)),
)
EMPTY = AnnotationSet(*OWNED)


def test_a_set_that_nobody_has_begun_is_new_and_holds_nothing():
    assert (EMPTY.status, EMPTY.fields, EMPTY.spans) == ("new", {}, ())
    assert EMPTY.span_by_id() == {}
    assert EMPTY.relations_of(SPEAKER.id) == ()
    assert EMPTY.comment_on(DOCUMENT) is None


def test_spans_are_found_by_their_id_in_the_order_they_stand():
    assert list(WHOLE.span_by_id().items()) == [("s1", SPEAKER), ("s2", RULE), ("s3", PLACE)]


@pytest.mark.parametrize(
    ("span", "expected"), [(SPEAKER, (SAYS, BACK)), (RULE, (SAYS, BACK, SELF)), (PLACE, ())]
)
def test_relations_of_a_span_are_those_that_start_or_end_there_each_once(span, expected):
    assert WHOLE.relations_of(span.id) == expected


def test_a_note_is_found_on_its_span_and_on_the_document():
    assert WHOLE.comment_on(RULE.id).text == "note n1"
    assert WHOLE.comment_on(DOCUMENT).text == "note n2"
    assert WHOLE.comment_on(PLACE.id) is None


def test_of_several_notes_on_one_thing_the_first_is_taken():
    notes = (note("n1", RULE.id), note("n2", RULE.id))
    assert AnnotationSet(*OWNED, comments=notes).comment_on(RULE.id).key == "n1"


def test_a_relation_is_made_by_hand_without_answers_unless_something_else_is_said():
    assert (SAYS.origin, SAYS.attributes, SAYS.created, SAYS.changed) == ("hand", {}, None, None)
