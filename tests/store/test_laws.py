"""Laws over random verbs: the tables are what the log says, and undo leads back to the start."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from players import VERBS, Player

from annotator.store import spans
from annotator.store.integrity import check
from annotator.store.replay import rebuild
from annotator.store.revisions import redo_stack, revert, undo_stack

MOVES = ["undo", "undo", "redo", "reopen", "back"]
STEPS = st.tuples(st.sampled_from(VERBS + MOVES), st.integers(0, 9), st.integers(0, 1))


UNHURRIED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@UNHURRIED
@given(st.lists(STEPS, max_size=25))
def test_the_tables_are_always_what_the_log_says(make_world, script) -> None:
    world = make_world()
    player = Player(world)
    for step, number, who in script:
        if step in VERBS:
            player.do(step, number, who)
        else:
            player.move(step, who)
    assert check(world.project) == []
    before, order = world.state(), list(spans.iterate_sets(world.project))
    rebuild(world.project)
    assert world.state() == before
    assert list(spans.iterate_sets(world.project)) == order
    assert check(world.project) == []


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), max_size=20), st.booleans())
def test_undoing_all_leads_to_the_start_and_redoing_all_to_the_end(
    make_world, script, is_reopened
) -> None:
    world = make_world()
    player = Player(world)
    states = [world.state()]
    undone = len(undo_stack(world.project, world.me))
    for verb, number in script:
        before = len(undo_stack(world.project, world.me))
        player.do(verb, number, 0)
        if len(undo_stack(world.project, world.me)) > before:
            states.append(world.state())
    if is_reopened:
        world.reopen()
    for expected in reversed(states[:-1]):
        revert(world.project, world.me, undo_stack(world.project, world.me)[-1], "undo")
        assert world.state() == expected
    assert len(undo_stack(world.project, world.me)) == undone
    if is_reopened:
        world.reopen()
    for expected in states[1:]:
        revert(world.project, world.me, redo_stack(world.project, world.me)[-1], "redo")
        assert world.state() == expected
    assert check(world.project) == []
