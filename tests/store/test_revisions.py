from __future__ import annotations

import pytest

from annotator.model.errors import RefusedError
from annotator.model.identity import new_id
from annotator.store.revisions import iterate_revisions, load_revision, undo_stack


def test_the_history_goes_back_to_the_making_of_the_project(world) -> None:
    document = world.add_document()
    for n in range(250):
        world.add_span(document, n % 9, 10)
    actions = [revision.action for revision in iterate_revisions(world.project)]
    assert actions == ["add_span"] * 250 + ["import", "create_project"]
    times = [revision.id for revision in iterate_revisions(world.project)]
    assert len(set(times)) == 252


def test_a_revision_is_loaded_by_its_id(world) -> None:
    revision = next(iterate_revisions(world.project))
    assert load_revision(world.project, revision.id) == revision
    with pytest.raises(RefusedError) as refused:
        load_revision(world.project, new_id())
    assert refused.value.code == "no_revision"


def test_steps_can_be_counted_cut_and_asked_for(world) -> None:
    document = world.add_document()
    for n in range(3):
        world.add_span(document, n, 10)
    steps = undo_stack(world.project, world.me)
    assert len(steps) == 4
    assert bool(steps)
    assert [group[0].action for group in steps[1:]] == ["add_span"] * 3
    assert steps[-1][0].action == "add_span"


def test_the_stack_is_the_same_when_it_is_made_from_the_log_again(world) -> None:
    undo_stack(world.project, world.me)
    document = world.add_document()
    world.add_span(document)
    kept = list(undo_stack(world.project, world.me))
    world.reopen()
    assert list(undo_stack(world.project, world.me)) == kept
