"""When work was done, as the log tells it."""

from __future__ import annotations

import pytest

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Operation
from annotator.model.document import CORRECTS
from annotator.model.identity import set_id
from annotator.store import finishing, rows
from annotator.store.undo import revert

DAY = 86_400.0


@pytest.fixture
def document(world):
    return world.add_document()


def done(world) -> list[str]:
    return [time[:10] for time in finishing.done_times(world.project).values()]


def commit_status(world, document, status, action, **fields):
    found = AnnotationSet(document.id, world.me, world.codebook_id, status, fields)
    operation = Operation("annotation_set", set_id(document.id, world.me), rows.set_value(found))
    return world.commit(operation, action=action)


def test_a_document_is_done_since_its_status_was_set(world, document, clock):
    assert done(world) == []
    world.set_status(document, "in_progress")
    clock.seconds += DAY
    world.set_status(document, "done")
    found = finishing.done_times(world.project)
    assert found == {(document.id, world.me): "2025-12-02T12:00:00Z"}


def test_answers_given_afterwards_do_not_move_the_day(world, document, clock):
    world.set_status(document, "done")
    clock.seconds += DAY
    commit_status(world, document, "done", "set_field", outlet="Tempo")
    clock.seconds += DAY
    commit_status(world, document, "done", "set_field")
    assert done(world) == ["2025-12-01"]


def test_work_that_was_opened_again_is_done_since_the_last_time(world, document, clock):
    world.set_status(document, "done")
    clock.seconds += DAY
    world.set_status(document, "in_progress")
    clock.seconds += DAY
    world.set_status(document, "done")
    assert done(world) == ["2025-12-03"]
    world.set_status(document, "in_progress")
    assert done(world) == []


def test_undoing_the_opening_counts_from_the_undo(world, document, clock):
    """It was not done in between."""
    world.set_status(document, "done")
    clock.seconds += DAY
    opened = commit_status(world, document, "in_progress", "set_status")
    clock.seconds += DAY
    revert(world.project, world.me, [opened], "undo")
    assert done(world) == ["2025-12-03"]


def test_imported_work_is_done_since_the_import(world, clock):
    many = [world.add_document(f"Teks {number}.", f"d{number}") for number in range(5)]
    clock.seconds += DAY
    operations = []
    for each in many:
        found = AnnotationSet(each.id, world.me, world.codebook_id, "gold")
        identity = set_id(each.id, world.me)
        operations.append(Operation("annotation_set", identity, rows.set_value(found)))
    world.commit(*operations, action="import")
    assert done(world) == ["2025-12-02"] * 5


def test_a_deleted_set_is_not_done(world, document):
    world.set_status(document, "done")
    world.delete("annotation_set", set_id(document.id, world.me))
    assert done(world) == []


def test_spans_count_on_the_day_they_say_they_were_made(world, document, clock):
    other = world.add_coder("Budi")
    world.add_span(document)
    clock.seconds += DAY
    world.add_span(document, 7, 9)
    world.add_span(document, 7, 9, coder_id=other.id, created="2024-01-31T23:59:59Z")
    changed = world.add_span(document, 10, 12)
    clock.seconds += DAY
    world.change_span(changed, label="rule")
    assert finishing.spans_by_day(world.project) == {
        (world.me, "2025-12-01"): 1,
        (world.me, "2025-12-02"): 2,
        (other.id, "2024-01-31"): 1,
    }


def test_spans_that_say_nothing_count_on_the_day_they_came(world, document, clock):
    span = world.add_span(document, created=None, changed=None)
    clock.seconds += DAY
    world.change_span(span, label="rule")
    world.add_span(document, 7, 9, created=None)
    assert finishing.spans_by_day(world.project) == {
        (world.me, "2025-12-01"): 1,
        (world.me, "2025-12-02"): 1,
    }


def test_deleted_spans_and_those_of_earlier_versions_do_not_count(world, document):
    gone = world.add_span(document)
    world.delete("span", gone.id)
    world.add_span(document, 7, 9)
    world.add_span(document, 7, 9, created=None)
    new = world.add_document("Bupati itu.", "d1~2", meta={CORRECTS: document.sha256})
    world.add_span(new)
    assert finishing.spans_by_day(world.project) == {(world.me, "2025-12-01"): 1}
