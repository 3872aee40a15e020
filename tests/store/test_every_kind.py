"""Laws of the project file over rows of every kind, those of team work as well.

The tables are what the log says; undo and redo lead to exactly what was shown before; copies that
exchange what they have end equal, in whatever order, portions and number of times it came.
"""

from __future__ import annotations

import contextlib
import random

import pytest
from every_kind import MARKED, PLACES, EveryKind, everything, living
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import RefusedError
from annotator.store.integrity import check
from annotator.store.project import Project
from annotator.store.receiving import receive, revisions_after, vector_of
from annotator.store.replay import rebuild
from annotator.store.revisions import redo_stack, revert, undo_stack

ACTS = st.tuples(
    st.sampled_from(MARKED),
    st.integers(0, PLACES - 1),
    st.one_of(st.integers(0, 11), st.none()),
    st.integers(0, 1),
)
MOVES = st.tuples(st.sampled_from(["undo", "redo", "reopen", "back"]), st.integers(0, 1))
QUICK = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def step_back(world, coder: str, action: str) -> bool:
    """Undo or redo one step; False where there is none or it is refused."""
    stack = undo_stack if action == "undo" else redo_stack
    steps = stack(world.project, coder)
    before = everything(world.project)
    try:
        revert(world.project, coder, steps[-1] if steps else (), action)
    except RefusedError:
        assert everything(world.project) == before
        return False
    return bool(steps)


def play(kinds: EveryKind, script) -> None:
    for step in script:
        if len(step) == 4:
            with contextlib.suppress(RefusedError):
                kinds.write(*step)
        elif step[0] == "reopen":
            kinds.world.reopen()
        elif step[0] == "back":
            kinds.world.clock.seconds -= 1000
        else:
            step_back(kinds.world, kinds.coders[step[1]], step[0])


@QUICK
@given(st.lists(st.one_of(ACTS, ACTS, MOVES), max_size=30))
def test_the_tables_of_every_kind_are_what_the_log_says(make_world, script) -> None:
    kinds = EveryKind(make_world())
    kinds.write_everything()
    play(kinds, script)
    project = kinds.world.project
    assert check(project) == []
    before = everything(project)
    rebuild(project)
    assert everything(project) == before
    kinds.world.reopen()
    assert everything(kinds.world.project) == before


@QUICK
@given(st.lists(ACTS, max_size=15), st.booleans())
def test_undo_shows_each_state_again_and_redo_the_next(make_world, script, is_reopened) -> None:
    kinds = EveryKind(make_world())
    kinds.write_everything(in_turns=False)
    world = kinds.world
    states = [living(world.project)]
    for kind, place, variant, _who in script:
        with contextlib.suppress(RefusedError):
            kinds.write(kind, place, variant)
            states.append(living(world.project))
    if is_reopened:
        world.reopen()
    for expected in reversed(states[:-1]):
        assert step_back(world, world.me, "undo")
        assert living(world.project) == expected
    for expected in states[1:]:
        assert step_back(world, world.me, "redo")
        assert living(world.project) == expected
    assert len(redo_stack(world.project, world.me)) == 0
    assert check(world.project) == []


def everything_of(project: Project) -> list[bytes]:
    return list(revisions_after(project, {}))


@QUICK
@given(
    st.lists(st.tuples(st.integers(0, 2), ACTS), max_size=24),
    st.integers(0, 1000),
)
def test_copies_with_the_same_revisions_have_the_same_tables(make_world, script, seed) -> None:
    chance = random.Random(seed)
    first = EveryKind(make_world())
    first.write_everything()
    copies = [first, *(first.in_copy(first.world.copy(name)) for name in ("b", "c"))]
    for where, (kind, place, variant, who) in script:
        copies[where].world.clock.seconds += chance.choice((-5, 0, 5))
        with contextlib.suppress(RefusedError):
            copies[where].write(kind, place, variant, who)
    try:
        joined(copies, chance)
    finally:
        for one in copies[1:]:
            one.world.project.close()
            one.world.path.unlink()


def joined(copies: list[EveryKind], chance: random.Random) -> None:
    """Exchange everything: in pairs, in one heap, shuffled, and twice."""
    a, b, c = (one.world.project for one in copies)
    union = {raw for one in (a, b, c) for raw in everything_of(one)}
    receive(b, everything_of(c))
    receive(a, everything_of(b))
    heap = chance.sample(sorted(union), len(union))
    while heap:
        portion, heap = heap[:7], heap[7:]
        receive(c, portion)
    assert receive(c, sorted(union)).waiting == 0
    receive(b, everything_of(a))
    for one in (a, b, c):
        assert set(everything_of(one)) == union
        assert everything(one) == everything(a)
        assert vector_of(one) == vector_of(a)
        assert receive(one, union).revisions == 0
    assert everything(a) == everything(c)
    assert check(a) == []


@pytest.mark.parametrize("kind", MARKED)
def test_two_versions_of_a_row_of_any_kind_are_settled_in_all_copies(world, kind) -> None:
    here = EveryKind(world)
    here.write_everything()
    there = here.in_copy(world.copy("other"))
    there.world.clock.seconds += 60
    here.write(kind, 0, 1)
    there.write(kind, 0, 2)
    a, b = world.project, there.world.project
    newest = living(b)[kind]
    receive(a, everything_of(b))
    receive(b, everything_of(a))
    assert everything(a) == everything(b)
    assert len(everything(a)["conflict"]) == 2
    assert living(a)[kind] == newest
    here.write(kind, 0, 1)
    receive(b, everything_of(a))
    assert everything(b) == everything(a)
    assert everything(a)["conflict"] == []
    assert check(b) == []
    there.world.project.close()


@pytest.mark.parametrize("is_second_first", [True, False])
@pytest.mark.parametrize("kind", ["span", "review", "annotation_set"])
def test_undoing_a_decision_shows_what_was_shown_before_it(world, kind, is_second_first) -> None:
    """Whichever of the two was written first on a clock that was right."""
    here = EveryKind(world)
    here.write_everything()
    there = here.in_copy(world.copy("other"))
    there.world.clock.seconds += 60
    writes = [lambda: here.write(kind, 0, 1), lambda: there.write(kind, 0, 2)]
    for write in reversed(writes) if is_second_first else writes:
        write()
    receive(world.project, everything_of(there.world.project))
    shown = living(world.project)
    here.write(kind, 0, 1)
    assert living(world.project) != shown
    assert step_back(world, world.me, "undo")
    assert living(world.project) == shown
    there.world.project.close()
