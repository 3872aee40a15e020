"""Reading who is to code what, of all documents at once."""

from __future__ import annotations

import pytest

from annotator.model.assignment import Assignment
from annotator.model.change import Operation
from annotator.model.document import CORRECTS
from annotator.store import assignments, review_rows
from annotator.store.review_locks import has_locked, is_locked


@pytest.fixture
def documents(world):
    return [world.add_document(f"Bupati nomor {n}.", f"d{n}", meta={"n": n}) for n in (10, 9, 2)]


def put(world, *made: Assignment) -> None:
    world.commit(
        *(Operation("assignment", one.id, review_rows.assignment_value(one)) for one in made)
    )


def test_documents_are_listed_in_order_without_earlier_versions(world, documents):
    new = world.add_document("Ralat.", "d9~1", meta={CORRECTS: documents[1].sha256})
    listed = assignments.list_documents(world.project)
    assert [one.key for one in listed] == ["d2", "d9~1", "d10"]
    assert (listed[0].meta, listed[0].length) == ({"n": 2}, len("Bupati nomor 2."))
    assert listed[1].id == new.id


def test_assignments_come_in_each_coders_order(world, documents):
    budi = world.add_coder("Budi").id
    first = [Assignment(one.id, world.me, place) for place, one in enumerate(documents)]
    second = [Assignment(documents[0].id, budi, 5), Assignment(documents[2].id, budi, 1)]
    put(world, *first, *second)
    found = assignments.load_assigned(world.project)
    mine = [one.document_id for one in found.values() if one.coder_id == budi]
    assert mine == [documents[2].id, documents[0].id]
    assert list(assignments.load_assigned(world.project, world.me).values()) == first


def test_what_an_earlier_version_was_assigned_counts_for_the_newest(world, documents):
    put(world, *(Assignment(one.id, world.me, place) for place, one in enumerate(documents)))
    new = world.add_document("Ralat.", "d10~1", meta={CORRECTS: documents[0].sha256})
    found = assignments.load_assigned(world.project, world.me)
    order = [new.id, documents[1].id, documents[2].id]
    assert [one.document_id for one in found.values()] == order
    put(world, Assignment(new.id, world.me, 9, is_locked=True))
    found = assignments.load_assigned(world.project, world.me)
    assert found[new.id, world.me].is_locked
    assert [one.document_id for one in found.values()] == [*order[1:], new.id]


def test_locked_work_is_known_of_one_document_and_of_any(world, documents):
    one, two, _ = documents
    put(world, Assignment(one.id, world.me), Assignment(two.id, world.me, is_locked=True))
    assert not is_locked(world.project, one.id, world.me)
    assert is_locked(world.project, two.id, world.me)
    assert has_locked(world.project, world.me)
    world.delete("assignment", Assignment(two.id, world.me).id)
    assert not is_locked(world.project, two.id, world.me)
    assert not has_locked(world.project, world.me)


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("is_first", [True, False])
def test_of_several_versions_the_same_assignment_counts_for_the_lock(
    world, documents, which, is_first
):
    one = documents[0]
    two = world.add_document("Ralat.", "d10~1", meta={CORRECTS: one.sha256})
    three = world.add_document("Ralat lagi.", "d10~2", meta={CORRECTS: two.sha256})
    places = (0, 1) if is_first else (1, 0)
    for version, place in zip((one, two), places, strict=True):
        put(world, Assignment(version.id, world.me, place, is_locked=version is one))
    found = assignments.load_assigned(world.project, world.me)
    assert found[three.id, world.me].is_locked is is_first
    asked = (one, two, three)[which].id
    assert is_locked(world.project, asked, world.me) is is_first
    assert has_locked(world.project, world.me) is is_first


def test_statuses_and_counts_are_by_document_and_coder(world, documents):
    first, second, _ = documents
    world.set_status(first, "done")
    world.set_status(second, "in_progress")
    world.add_span(second)
    world.delete("span", world.add_span(second, 7, 9).id)
    me, project = world.me, world.project
    assert assignments.status_words(project) == {
        (first.id, me): "done",
        (second.id, me): "in_progress",
    }
    assert assignments.span_counts(project) == {(second.id, me): 1}
    assert assignments.finished_by(project, me) == {first.id}
