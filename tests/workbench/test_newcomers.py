"""Incoming records become rows that the store reads back as the same marks."""

from __future__ import annotations

from annotator.model.extent import Extent
from annotator.model.identity import Id, derived_id, own_key
from annotator.model.incoming import (
    IncomingComment,
    IncomingDocument,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
)
from annotator.model.problem import Place
from annotator.store import rows
from annotator.workbench.newcomers import Newcomers, own_ids

DOCUMENT, CODER, OTHER, CODEBOOK = (Id(digit * 32) for digit in "abcd")
MARK = Id("0192" + "e" * 28)


def incoming(key: str = "s-1") -> IncomingSet:
    span = IncomingSpan(
        key,
        "person",
        (Extent(0, 3), Extent(5, 9)),
        {"role": "head", "also": ("x", "y"), "sure": True},
        comments=(IncomingComment("n-1", "Periksa", "2024-11-27T08:30:00Z"),),
    )
    place = IncomingSpan("s-2", "place", (Extent(10, 12),), {}, origin="hand")
    return IncomingSet(
        Place("m.jsonl", 1),
        IncomingDocument("a.txt", "0" * 64, "x" * 20),
        coder_name="Ani",
        status="done",
        fields={"outlet": "Kaltim"},
        spans=(span, place),
        relations=(IncomingRelation("r-1", "lives_in", key, "s-2", {"since": "2024"}),),
        comments=(IncomingComment("n-2", "Bagus"),),
    )


def newcomers(coder: Id = CODER, owners=None) -> Newcomers:
    return Newcomers(DOCUMENT, coder, CODEBOOK, {} if owners is None else owners)


def test_the_rows_are_those_that_the_store_writes():
    made = newcomers().operations(incoming())
    annotations = newcomers().annotation_set(incoming())
    assert [one.value for one in made["annotation_set"]] == [rows.set_value(annotations)]
    for kind, marks, value in (
        ("span", annotations.spans, rows.span_value),
        ("relation", annotations.relations, rows.relation_value),
        ("comment", annotations.comments, rows.comment_value),
    ):
        assert [(one.id, one.value) for one in made[kind]] == [(m.id, value(m)) for m in marks]


def test_a_mark_without_an_origin_counts_as_imported():
    first, second = newcomers().annotation_set(incoming()).spans
    assert (first.origin, second.origin) == ("imported", "hand")


def test_relations_and_notes_find_their_marks():
    annotations = newcomers().annotation_set(incoming())
    first, second = annotations.spans
    (relation,) = annotations.relations
    assert (relation.source_id, relation.target_id) == (first.id, second.id)
    assert [note.target_id for note in annotations.comments] == [DOCUMENT, first.id]


def test_a_foreign_key_gives_the_same_id_every_time():
    first, second = (newcomers().annotation_set(incoming()) for _ in range(2))
    assert first == second
    assert first.spans[0].id == derived_id("span", DOCUMENT, CODER, "s-1")
    assert newcomers(OTHER).annotation_set(incoming()).spans[0].id != first.spans[0].id


def test_a_key_of_this_program_carries_its_id():
    assert newcomers().annotation_set(incoming(own_key("s", MARK))).spans[0].id == MARK


def test_an_id_that_is_anothers_is_not_taken():
    owners = {("span", MARK): (DOCUMENT, OTHER)}
    annotations = newcomers(owners=owners).annotation_set(incoming(own_key("s", MARK)))
    assert annotations.spans[0].id not in (MARK, Id(""))
    assert annotations.relations[0].source_id == annotations.spans[0].id
    assert owners == {("span", MARK): (DOCUMENT, OTHER)}


def test_the_first_to_bring_an_id_gets_it():
    owners = {}
    mine = newcomers(owners=owners).annotation_set(incoming(own_key("s", MARK)))
    theirs = newcomers(OTHER, owners).annotation_set(incoming(own_key("s", MARK)))
    assert (mine.spans[0].id, theirs.spans[0].id == MARK) == (MARK, False)


def test_only_keys_of_this_program_are_looked_up():
    found = own_ids([incoming(), incoming(own_key("s", MARK))])
    assert found == {"span": [MARK], "relation": [], "comment": []}
