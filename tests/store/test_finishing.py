"""When work was done, as the log tells it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Operation
from annotator.model.document import CORRECTS, FINISHED
from annotator.model.errors import RefusedError
from annotator.model.identity import set_id
from annotator.store import assignments, finishing, founding, rows
from annotator.store.receiving import receive, revisions_after
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


def test_work_that_stands_against_a_later_deletion_is_done_since_its_status(world, document, clock):
    """One copy took the status back, the other finished without knowing it: finished is shown."""
    world.set_status(document, "in_progress")
    other = world.copy("other")
    clock.seconds += DAY
    world.set_status(document, "done")
    other.clock.seconds += 3 * DAY
    other.delete("annotation_set", set_id(document.id, world.me))
    receive(world.project, revisions_after(other.project, {}))
    other.project.close()
    assert assignments.status_words(world.project) == {(document.id, world.me): "done"}
    assert done(world) == ["2025-12-02"]


def test_handing_a_finished_document_out_does_not_move_the_day(world, document, clock):
    world.set_status(document, "done")
    clock.seconds += DAY
    row = ("annotation_set", set_id(document.id, world.me))
    rows_now = [founding.standing_operations(world.project, [row])]
    founding.found(world.project, world.me, lambda _stream: rows_now, {})
    assert done(world) == ["2025-12-01"]


STATUS = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["new", "in_progress", "done", "gold", "signed_off", None]),
    st.sampled_from(["set_status", "set_field", "import"]),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STATUS, max_size=12))
def test_a_document_is_done_since_the_last_time_it_became_so(make_world, script) -> None:
    """Told again from the acts themselves, a day each; ``set_status`` only where it changes."""
    world = make_world()
    documents = [world.add_document(f"Teks {n}.", f"d{n}") for n in range(3)]
    since: dict[str, str] = {}
    now: dict[str, str | None] = {}
    for number, status, action in script:
        document = documents[number]
        if status == now.get(document.id):
            action = "set_field"
        world.clock.seconds += DAY
        if status is None:
            with contextlib.suppress(RefusedError):
                world.delete("annotation_set", set_id(document.id, world.me))
        else:
            commit_status(world, document, status, action)
        if status not in FINISHED:
            since.pop(document.id, None)
        elif now.get(document.id) not in FINISHED or action == "set_status":
            since[document.id] = world.project.now()
        now[document.id] = status
    assert {place[0]: time for place, time in finishing.done_times(world.project).items()} == since
