"""What an act changed, row by row."""

from __future__ import annotations

import dataclasses

import pytest

from annotator.model.change import Operation
from annotator.model.identity import new_id
from annotator.store import changes, chronicle, related, rows
from annotator.store.changes import load_changes, revisions_of


def operation(span) -> Operation:
    return Operation("span", span.id, rows.span_value(span))


def last(world):
    return chronicle.load_page(world.project, chronicle.Wanted(), limit=1).entries[0]


@pytest.fixture
def article(world):
    return world.add_document()


def test_a_new_row_was_not_there_before(world, article) -> None:
    span = world.add_span(article)
    (change,) = load_changes(world.project, last(world))
    assert (change.kind, change.id, change.before) == ("span", span.id, None)
    assert change.after == rows.span_value(span)


def test_a_changed_row_is_told_before_and_after(world, article) -> None:
    span = world.add_span(article)
    changed = world.change_span(span, label="rule")
    (change,) = load_changes(world.project, last(world))
    assert (change.before, change.after) == (rows.span_value(span), rows.span_value(changed))


def test_a_deleted_row_is_not_there_afterwards(world, article) -> None:
    span = world.add_span(article)
    world.delete("span", span.id)
    (change,) = load_changes(world.project, last(world))
    assert (change.before, change.after) == (rows.span_value(span), None)


def test_a_row_that_came_back_was_not_there_before(world, article) -> None:
    span = world.add_span(article)
    world.delete("span", span.id)
    world.commit(operation(span), action="add_span")
    (change,) = load_changes(world.project, last(world))
    assert (change.before, change.after) == (None, rows.span_value(span))


def test_an_act_of_several_revisions_is_told_from_its_beginning_to_its_end(world, article) -> None:
    span, group = world.add_span(article), new_id()
    for label in ("a", "b", "c"):
        changed = dataclasses.replace(span, label=label)
        world.commit(operation(changed), action="resize_span", group=group)
    entry = last(world)
    (change,) = load_changes(world.project, entry)
    assert (change.before["label"], change.after["label"]) == ("speaker", "c")
    found = revisions_of(world.project, entry)
    assert (len(found), found[-1]) == (3, entry.revision.id)


def test_a_very_large_act_is_told_by_its_count_alone(world, article, monkeypatch) -> None:
    monkeypatch.setattr(changes, "MOST_REVISIONS", 2)
    group = new_id()
    for n in range(3):
        world.commit(operation(world.span(article, n, n + 2)), action="import", group=group)
    assert last(world).count == 3
    assert load_changes(world.project, last(world)) == []


def test_marks_and_articles_are_found_by_what_files_call_them(world, article) -> None:
    span = world.add_span(article)
    project = world.project
    assert related.find_span_id(project, span.key) == related.find_span_id(project, span.id)
    assert related.find_span_id(project, "s-none") is None
    assert related.find_span_id(project, "g" * 32) is None
    assert related.find_document_id(project, "d1") == article.id
    assert related.find_document_id(project, "d1.txt") == article.id
    assert related.find_document_id(project, "d2") is None
    assert related.document_of(project, "span", span.id) == article.id
    assert related.document_of(project, "span", new_id()) is None


def test_the_rows_of_an_article_are_everybodys_and_also_those_that_are_gone(world, article) -> None:
    budi = world.add_coder("Budi").id
    other = world.add_document("teks lain", "d2")
    world.add_span(other, 0, 4)
    here = [world.add_span(article), world.add_span(article, 7, 15, coder_id=budi)]
    relation = world.add_relation(*here)
    note = world.add_comment(article, here[0].id, "periksa")
    world.set_status(article, "done")
    for kind, one in (("relation", relation), ("comment", note), ("span", here[0])):
        world.delete(kind, one.id)
    found = related.rows_of_document(world.project, article.id)
    assert {row for row in found if row[0] != "annotation_set"} == {
        ("document", article.id),
        ("span", here[0].id),
        ("span", here[1].id),
        ("relation", relation.id),
        ("comment", note.id),
    }
    assert len(found) == len(set(found)) == 6
