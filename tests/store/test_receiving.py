"""Copies of one project that take in what the others have."""

from __future__ import annotations

import dataclasses
import itertools
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from players import VERBS, Player

from annotator.model.change import Operation
from annotator.model.errors import AnnotatorError, InputError, ProjectDamaged, RefusedError
from annotator.model.extent import Extent
from annotator.model.identity import new_id
from annotator.store import rows, spans, wire
from annotator.store.conflicts import count_conflicts, list_conflicts
from annotator.store.integrity import check
from annotator.store.kinds import KINDS
from annotator.store.receiving import receive, revisions_after, vector_of
from annotator.store.replay import rebuild
from annotator.store.revisions import redo_stack, revert, undo_stack

NEARLY_NOW = 60.0


def sent(world, to) -> list[bytes]:
    return list(revisions_after(world.project, vector_of(to.project)))


def send(world, to):
    return receive(to.project, sent(world, to))


def exchange(*worlds) -> None:
    """Everybody gets everything: round and back again."""
    for one in worlds:
        for other in worlds:
            if one is not other:
                send(one, other)


def tables(world) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the tables but the numbers in which documents came."""
    found = {}
    for table in (*KINDS, "conflict", "pending"):
        names = [c.name for c in world.project.database.table(table).columns if c.name != "n"]
        listed = ", ".join(f'"{name}"' for name in names)
        found[table] = sorted(world.project.file.rows(f"SELECT {listed} FROM {table}"))
    return found


def bodies(world) -> set[bytes]:
    return set(revisions_after(world.project, {}))


@pytest.fixture
def pair(world):
    """Two copies with one article, marked once."""
    world.document_here = world.add_document()
    world.span_here = world.add_span(world.document_here)
    other = world.copy("other")
    yield world, other
    other.project.close()


def test_a_copy_gets_what_the_other_marked(pair) -> None:
    here, there = pair
    made = here.add_span(here.document_here, 7, 15)
    received = send(here, there)
    assert spans.find_span(there.project, made.id) == made
    assert (received.revisions, received.authors, received.waiting) == (1, {here.me: 1}, 0)
    assert received.altered == frozenset()
    assert tables(here) == tables(there)


def test_what_came_once_comes_never_again(pair) -> None:
    here, there = pair
    here.add_span(here.document_here, 7, 15)
    everything = list(revisions_after(here.project, {}))
    receive(there.project, everything)
    before = tables(there), bodies(there)
    again = receive(there.project, [*everything, *everything])
    assert (again.revisions, again.waiting) == (0, 0)
    assert (tables(there), bodies(there)) == before


def test_a_changed_row_is_told_as_altered(pair) -> None:
    here, there = pair
    here.change_span(here.span_here, label="rule")
    assert send(here, there).altered == {("span", here.span_here.id)}
    assert spans.find_span(there.project, here.span_here.id).label == "rule"


def test_two_edits_of_one_mark_are_both_kept_and_the_newest_is_shown(pair) -> None:
    here, there = pair
    there.clock.seconds += NEARLY_NOW
    here.change_span(here.span_here, label="mine")
    there.change_span(here.span_here, label="yours")
    exchange(here, there)
    for world in pair:
        assert spans.find_span(world.project, here.span_here.id).label == "yours"
        (conflict,) = list_conflicts(world.project)
        assert (conflict.kind, conflict.id) == ("span", here.span_here.id)
        assert [side.value["label"] for side in conflict.sides] == ["mine", "yours"]
        assert conflict.shown == conflict.sides[-1]
        assert check(world.project) == []
    assert tables(here) == tables(there)


def test_the_same_edit_on_both_sides_is_no_conflict(pair) -> None:
    here, there = pair
    here.change_span(here.span_here, label="same")
    there.change_span(here.span_here, label="same")
    exchange(here, there)
    assert count_conflicts(here.project) == 0
    assert list_conflicts(here.project) == []
    assert tables(here) == tables(there)


@pytest.mark.parametrize("is_deleted_last", [True, False])
def test_an_edit_stands_against_a_deletion_that_did_not_know_it(pair, is_deleted_last) -> None:
    here, there = pair
    (here if is_deleted_last else there).clock.seconds += NEARLY_NOW
    here.delete("span", here.span_here.id)
    there.change_span(here.span_here, label="kept")
    exchange(here, there)
    for world in pair:
        assert spans.find_span(world.project, here.span_here.id).label == "kept"
        (conflict,) = list_conflicts(world.project)
        assert conflict.shown.value["label"] == "kept"
        assert None in [side.value for side in conflict.sides]
    assert tables(here) == tables(there)


def test_two_deletions_are_one(pair) -> None:
    here, there = pair
    here.delete("span", here.span_here.id)
    there.delete("span", here.span_here.id)
    exchange(here, there)
    assert spans.find_span(here.project, here.span_here.id) is None
    assert count_conflicts(here.project) == 0
    assert tables(here) == tables(there)


def test_what_is_decided_in_one_copy_is_decided_in_all(pair) -> None:
    here, there = pair
    here.change_span(here.span_here, label="mine")
    there.change_span(here.span_here, label="yours")
    exchange(here, there)
    decided = dataclasses.replace(here.span_here, label="mine")
    here.commit(Operation("span", decided.id, rows.span_value(decided)), action="settle")
    exchange(here, there)
    for world in pair:
        assert count_conflicts(world.project) == 0
        assert spans.find_span(world.project, decided.id).label == "mine"
        assert check(world.project) == []
    assert tables(here) == tables(there)


def test_two_decisions_that_did_not_know_each_other_are_a_conflict_again(pair) -> None:
    here, there = pair
    here.change_span(here.span_here, label="mine")
    there.change_span(here.span_here, label="yours")
    exchange(here, there)
    here.change_span(here.span_here, label="first")
    there.change_span(here.span_here, label="second")
    exchange(here, there)
    (conflict,) = list_conflicts(there.project)
    assert {side.value["label"] for side in conflict.sides} == {"first", "second"}
    assert tables(here) == tables(there)


def test_undo_waits_for_the_decision(pair) -> None:
    here, there = pair
    here.change_span(here.span_here, label="mine")
    there.change_span(here.span_here, label="yours")
    exchange(here, there)
    with pytest.raises(RefusedError) as refused:
        revert(here.project, here.me, undo_stack(here.project, here.me)[-1], "undo")
    assert refused.value.code == "undecided"


def test_the_same_article_taken_in_on_two_laptops_is_one(pair) -> None:
    here, there = pair
    text = "Gubernur mengingatkan ASN agar netral. 👨‍👩‍👧"
    one, two = here.add_document(text, "d2"), there.add_document(text, "d2")
    assert one.id == two.id
    here.add_span(one, 0, 8)
    there.add_span(two, 9, 20)
    exchange(here, there)
    assert count_conflicts(here.project) == 0
    assert len(spans.load_set(here.project, one.id, here.me, here.codebook_id).spans) == 2
    assert tables(here) == tables(there)
    assert check(here.project) == []


def test_work_on_two_laptops_is_undone_in_the_order_in_which_it_was_done(pair) -> None:
    here, there = pair
    first = here.add_span(here.document_here, 7, 15)
    there.clock.seconds += NEARLY_NOW
    second = there.add_span(here.document_here, 16, 19)
    exchange(here, there)
    for gone in (second, first):
        revert(here.project, here.me, undo_stack(here.project, here.me)[-1], "undo")
        assert spans.find_span(here.project, gone.id) is None
    revert(here.project, here.me, redo_stack(here.project, here.me)[-1], "redo")
    assert spans.find_span(here.project, first.id) == first


def test_a_relation_waits_for_its_ends(pair) -> None:
    """What refers to something that is still on its way is kept, and appears when it comes."""
    here, there = pair
    budi = there.add_coder("Budi")
    one = there.add_span(here.document_here, 7, 15, coder_id=budi.id)
    two = here.span_here
    made = there.add_relation(two, one)
    of_me = [raw for raw in sent(there, here) if wire.read(raw).header.author == here.me]
    of_budi = [raw for raw in sent(there, here) if wire.read(raw).header.author == budi.id]
    receive(here.project, of_me[1:] and of_me)
    assert spans.find_relation(here.project, made.id) is None
    assert here.project.file.rows("SELECT kind FROM pending") == [("relation",)]
    assert check(here.project) == []
    receive(here.project, of_budi)
    assert spans.find_relation(here.project, made.id) == made
    assert here.project.file.rows("SELECT kind FROM pending") == []
    assert tables(here) == tables(there)


def test_a_deletion_that_comes_before_what_it_deletes_is_not_forgotten(pair) -> None:
    here, there = pair
    budi = there.add_coder("Budi")
    span = there.add_span(here.document_here, 7, 15, coder_id=budi.id)
    there.delete("span", span.id)  # by me, in another stream
    coming = sent(there, here)
    mine = [raw for raw in coming if wire.read(raw).header.author == here.me]
    receive(here.project, mine)
    receive(here.project, coming)
    assert spans.find_span(here.project, span.id) is None
    assert tables(here) == tables(there)
    assert check(here.project) == []


def test_revisions_that_come_too_early_wait_outside(pair) -> None:
    here, there = pair
    for start in (7, 8, 9):
        there.add_span(here.document_here, start, 15)
    first, second, third = sent(there, here)
    received = receive(here.project, [third, second])
    assert (received.revisions, received.waiting) == (0, 2)
    assert receive(here.project, [third, first, second]).revisions == 3
    assert tables(here) == tables(there)


def altered(raw: bytes, **header: object) -> bytes:
    body = wire.read(raw)
    return wire.written(dataclasses.replace(body.header, **header), body.records)


def test_a_stream_that_goes_on_otherwise_is_refused_loudly(pair) -> None:
    here, there = pair
    here.add_span(here.document_here, 7, 15)
    (raw,) = sent(here, there)
    receive(there.project, [raw])
    before = tables(there), bodies(there)
    with pytest.raises(RefusedError, match="forked_history"):
        receive(there.project, [altered(raw, action="other")])
    here.add_span(here.document_here, 7, 16)
    (following,) = sent(here, there)
    for lie in ({"prev": "0" * 64}, {"author": new_id()}):
        with pytest.raises(RefusedError, match="forked_history"):
            receive(there.project, [altered(following, **lie)])
    assert (tables(there), bodies(there)) == before


def foreign(world, *records: wire.Record, **header: object) -> bytes:
    """A revision that somebody wrote by hand."""
    given = {"seq": 1, "hlc": 1, "author": world.me, "action": "verb", **header}
    return wire.written(wire.Header(new_id(), new_id(), **given), records)


@pytest.mark.parametrize(
    "value",
    [
        {"label": "no fragments"},
        {"fragments": []},
        {"fragments": [["a", "b"]]},
        {"fragments": [[5, 5]]},
        {"fragments": [[-1, 5]]},
        {"label": ""},
        {"coder_id": "zz"},
        {"document_id": None},
        {"attributes": [1]},
    ],
)
def test_a_value_that_is_none_of_its_kind_refuses_the_whole(pair, value) -> None:
    here, _ = pair
    good = rows.span_value(here.span(here.document_here, 1, 3))
    bad = {**good, **value}
    if "fragments" not in value and "no fragments" in value.values():
        del bad["fragments"]
    before = tables(here), bodies(here)
    coming = [
        foreign(here, wire.Record("span", new_id(), (), {**good, "key": "other"})),
        foreign(here, wire.Record("span", new_id(), (), bad)),
    ]
    with pytest.raises(AnnotatorError) as refused:
        receive(here.project, coming)
    assert refused.value.code in ("unreadable_revision", "value_refused")
    assert (tables(here), bodies(here)) == before
    assert check(here.project) == []


def test_a_mark_cannot_be_moved_to_another_article_or_coder(pair) -> None:
    here, _ = pair
    other = here.add_document("Teks yang lain sama sekali.", "d9")
    stands = spans.find_span(here.project, here.span_here.id)
    base = here.project.file.row(
        "SELECT revision_id FROM span WHERE id = ?", (bytes.fromhex(stands.id),)
    )
    value = rows.span_value(dataclasses.replace(stands, document_id=other.id))
    moving = foreign(here, wire.Record("span", stands.id, (base[0].hex(),), value))
    with pytest.raises(InputError, match="unreadable_revision"):
        receive(here.project, [moving])


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1]", b'{"h": {}, "ops": []}', b"\xff\xfe"])
def test_what_is_no_revision_is_refused(pair, raw) -> None:
    here, _ = pair
    with pytest.raises(ProjectDamaged):
        receive(here.project, [raw])


def test_kinds_of_a_later_program_are_passed_on_unread(pair) -> None:
    here, there = pair
    receive(here.project, [foreign(here, wire.Record("verdict", new_id(), (), {"x": 1}))])
    assert send(here, there).revisions == 1
    assert bodies(here) == bodies(there)
    assert check(there.project) == []


# Laws ---------------------------------------------------------------------------------------------

STEP = st.tuples(
    st.integers(0, 2),
    st.sampled_from([*VERBS, "undo", "redo", "reopen", "back", "send", "some"]),
    st.integers(0, 9),
    st.integers(0, 1),
)
UNHURRIED = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Team:
    """Three copies of a project, at work by themselves."""

    def __init__(self, world) -> None:
        player = Player(world)
        for number in range(3):
            world.add_span(player.documents[0], number, number + 4)
        self.worlds = [world, world.copy("second"), world.copy("third")]
        self.players = [player]
        for copy in self.worlds[1:]:
            other = Player.__new__(Player)
            other.world, other.coders = copy, list(player.coders)
            other.documents = list(player.documents)
            self.players.append(other)
        self.start = tables(world)

    def play(self, script, chance) -> None:
        for where, step, number, who in script:
            player = self.players[where]
            if step in VERBS:
                player.do(step, number, who)
            elif step in ("send", "some"):
                to = self.worlds[(where + 1 + number % 2) % 3]
                coming = sent(self.worlds[where], to)
                if step == "some":
                    coming = chance.sample(coming, len(coming) // 2)
                receive(to.project, coming)
            else:
                player.move(step, who)

    def close(self) -> None:
        for world in self.worlds[1:]:
            world.project.close()
            world.path.unlink()


@UNHURRIED
@given(st.lists(STEP, max_size=30), st.integers(0, 1000))
def test_copies_end_equal_whatever_came_when(make_world, script, seed) -> None:
    chance = random.Random(seed)
    team = Team(make_world())
    try:
        team.play(script, chance)
        union = set().union(*map(bodies, team.worlds))
        exchange(*team.worlds)
        for world in team.worlds:
            assert bodies(world) == union
            assert tables(world) == tables(team.worlds[0])
            assert check(world.project) == []
        order_does_not_matter(team, union, chance)
    finally:
        team.close()


def order_does_not_matter(team, union: set[bytes], chance: random.Random) -> None:
    """The tables follow from the set of revisions: any order, any portions, or a replay."""
    world = team.worlds[0]
    expected = tables(world)
    rebuild(world.project)
    assert tables(world) == expected
    empty = world.copy("empty")
    file = empty.project.file
    with file.transaction():
        for trigger in ("revision_no_delete", "touch_no_delete"):
            file.run(f"DROP TRIGGER {trigger}")
        for table in (*reversed(KINDS), "conflict", "pending", "touch", "revision"):
            file.run(f"DELETE FROM {table}")
    coming = chance.sample(sorted(union), len(union))
    try:
        while coming:
            portion, coming = coming[:5], coming[5:]
            receive(empty.project, portion)
        receive(empty.project, sorted(union))
        assert tables(empty) == expected
    finally:
        empty.project.close()
        empty.path.unlink()


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), max_size=12))
def test_undoing_all_leads_to_the_start_on_each_copy(make_world, script) -> None:
    world = make_world()
    player = Player(world)
    world.add_span(player.documents[0], 1, 4)
    other = world.copy("second")
    before = world.state()
    undone = len(undo_stack(world.project, world.me))
    for verb, number in script:
        player.do(verb, number, 0)
    exchange(world, other)
    while len(undo_stack(other.project, world.me)) > undone:
        revert(other.project, world.me, undo_stack(other.project, world.me)[-1], "undo")
    exchange(world, other)
    assert (world.state(), other.state()) == (before, before)
    other.project.close()
    other.path.unlink()


def test_extents_of_both_sides_survive(pair) -> None:
    """Moving the end of a mark on one laptop and answering on the other keeps both for a choice."""
    here, there = pair
    here.change_span(here.span_here, fragments=(Extent(0, 9),))
    there.change_span(here.span_here, attributes={"role": "head"})
    exchange(here, there)
    (conflict,) = list_conflicts(here.project)
    found = {
        (str(side.value["fragments"]), str(side.value["attributes"])) for side in conflict.sides
    }
    assert found == {("[[0, 9]]", "{}"), ("[[0, 6]]", "{'role': 'head'}")}


def test_two_revisions_of_one_number_are_refused_in_whatever_order_they_come(pair) -> None:
    here, there = pair
    for start in (7, 8, 9):
        there.add_span(here.document_here, start, 15)
    coming = sent(there, here)
    lie = altered(coming[-1], action="other")
    before = tables(here), bodies(here)
    for order in itertools.permutations([*coming, lie]):
        with pytest.raises(RefusedError, match="forked_history"):
            receive(here.project, order)
        assert (tables(here), bodies(here)) == before
    assert receive(here.project, [coming[2], coming[2], *coming]).revisions == 3
