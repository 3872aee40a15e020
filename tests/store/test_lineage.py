"""Which documents are versions of one article, and which of them counts."""

from __future__ import annotations

import dataclasses

import pytest

from annotator.model.change import Operation
from annotator.model.document import CORRECTS, corrected, with_corrected
from annotator.model.identity import text_hash
from annotator.store import documents, presence, rows
from annotator.store.lineage import load_lineage


def add(world, text: str, *corrects: str):
    """A document that corrects some texts, by name."""
    document = world.add_document(text, text)
    if corrects:
        tie(world, document, *corrects)
    return document.id


def tie(world, document, *corrects: str) -> None:
    meta = with_corrected(document.meta, map(text_hash, corrects))
    value = rows.document_value(dataclasses.replace(document, meta=meta))
    world.project.commit(world.me, "correct_text", [Operation("document", document.id, value)])


def test_a_document_without_corrections_has_no_other_versions(world):
    document = add(world, "satu")
    lineage = load_lineage(world.project)
    assert (lineage.current, lineage.earlier) == ({}, {})
    assert lineage.newest(document) == document


def test_a_correction_counts_in_place_of_what_it_corrects(world):
    old, new = add(world, "satu"), add(world, "dua", "satu")
    lineage = load_lineage(world.project)
    assert lineage.current == {old: new}
    assert lineage.earlier == {new: (old,)}
    assert lineage.newest(old) == new


def test_corrections_of_corrections_are_one_article(world):
    first, second = add(world, "satu"), add(world, "dua", "satu")
    third = add(world, "tiga", "dua")
    lineage = load_lineage(world.project)
    assert lineage.current == {first: third, second: third}
    assert lineage.earlier == {third: (first, second)}


def test_an_older_document_may_be_the_correction(world):
    new, old = add(world, "dua"), add(world, "satu")
    tie(world, documents.load_document(world.project, new), "satu")
    assert load_lineage(world.project).current == {old: new}


def test_of_two_corrections_the_last_to_come_counts(world):
    old, first = add(world, "satu"), add(world, "dua", "satu")
    world.clock.seconds += 1
    last = add(world, "tiga", "satu")
    lineage = load_lineage(world.project)
    assert lineage.current == {old: last, first: last}
    assert lineage.earlier == {last: (old, first)}


def test_two_documents_that_correct_each_other_leave_one(world):
    first = add(world, "satu")
    world.clock.seconds += 1
    last = add(world, "dua", "satu")
    tie(world, documents.load_document(world.project, first), "dua")
    assert load_lineage(world.project).current == {first: last}


def test_one_text_may_correct_two(world):
    one, two = add(world, "satu"), add(world, "dua")
    new = add(world, "tiga", "satu", "dua")
    assert load_lineage(world.project).current == {one: new, two: new}


def test_a_text_that_is_not_here_is_no_version(world):
    add(world, "dua", "satu")
    assert load_lineage(world.project).current == {}
    old = add(world, "satu")
    assert set(load_lineage(world.project).current) == {old}


def test_a_document_does_not_correct_itself(world):
    add(world, "satu", "satu")
    assert load_lineage(world.project).current == {}


def test_a_deleted_correction_counts_no_longer(world):
    old, new = add(world, "satu"), add(world, "dua", "satu")
    assert load_lineage(world.project).current == {old: new}
    world.project.commit(world.me, "delete", [Operation("document", new, None)])
    assert load_lineage(world.project).current == {}


def test_a_transaction_that_is_taken_back_leaves_no_trace(world):
    old = add(world, "satu")

    def correct_and_fail() -> None:
        with world.project.transaction():
            new = add(world, "dua", "satu")
            assert load_lineage(world.project).current == {old: new}
            raise RuntimeError

    with pytest.raises(RuntimeError):
        correct_and_fail()
    assert load_lineage(world.project).current == {}


@pytest.mark.parametrize("given", [None, 7, True, "", "kata", "ab" * 31, text_hash("x").upper()])
def test_what_is_no_hash_says_nothing(given):
    assert corrected({CORRECTS: given}) == ()


def test_names_are_added_once_and_sorted():
    one, two = text_hash("satu"), text_hash("dua")
    meta = with_corrected(with_corrected({"year": 2024}, [one]), [two, one])
    assert meta == {"year": 2024, CORRECTS: " ".join(sorted((one, two)))}
    assert set(corrected(meta)) == {one[:32], two[:32]}


def test_rows_and_counts_leave_earlier_versions_out(world):
    old, new = add(world, "satu"), add(world, "dua", "satu")
    found = documents.load_rows(world.project, world.me, [old, new])
    assert [row.replaced_by for row in found] == [new, None]
    assert sum(documents.progress_counts(world.project, world.me).values()) == 1


def test_documents_are_known_by_their_file_where_that_is_clear(world):
    add(world, "satu")
    new = add(world, "dua", "satu")
    names = documents.documents_by_file(world.project)
    assert set(names.values()) == {new}


def test_what_was_undone_was_never_deleted(world):
    span = world.add_span(world.add_document())
    assert presence.find_deleted(world.project, "span", [span.id]) == set()
    for action, found in (("delete_span", {span.id}), ("undo", set())):
        world.change_span(span)
        world.project.commit(world.me, action, [Operation("span", span.id, None)])
        assert presence.find_deleted(world.project, "span", [span.id]) == found
