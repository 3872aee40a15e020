"""Rows whose revisions come in any order: what stands, what waits, and what is to be decided.

What the rules say of a row is computed here a second time, from all its versions at once.
"""

from __future__ import annotations

import random

import pytest
from every_kind import MARKED, EveryKind, everything, written_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.errors import InputError
from annotator.store import conflicts, founding, receiving, replay, wire
from annotator.store.heads import Version, heads_of, standing
from annotator.store.integrity import check
from annotator.store.kinds import PLACED
from annotator.store.receiving import receive, revisions_after
from annotator.store.settling import Settler
from annotator.store.wire import Record

# what stands --------------------------------------------------------------------------------------

PARTS = st.lists(
    st.tuples(
        st.sets(st.integers(0, 9), max_size=3),
        st.sampled_from(["a", "b", None]),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=8,
)


def history(parts) -> dict[str, Version]:
    """Versions that build on some of those before them, with the stamps of a wrong clock."""
    made: dict[str, Version] = {}
    for number, (bases, word, stamp) in enumerate(parts):
        known = tuple(f"v{one}" for one in sorted(bases) if one < number)
        value = None if word is None else {"label": word}
        made[f"v{number}"] = Version(stamp, f"v{number}", Record("span", "x", known, value))
    return made


def expected(versions: dict[str, Version]):
    """The rule in its own words: the newest that nothing builds on and that is no deletion."""
    heads = [
        one
        for one in versions.values()
        if not any(one.id in other.record.base for other in versions.values())
    ]
    living = [one for one in heads if one.record.value]
    contents = [one for one in versions.values() if one.record.value]
    if not contents:
        return None
    newest = max(living or contents, key=lambda one: (one.hlc, one.id))
    says = {str(one.record.value) for one in heads}
    return newest.record.value, not living, sorted(one.id for one in heads), len(says) > 1


@given(PARTS, st.randoms(use_true_random=False))
def test_what_stands_is_the_newest_that_nothing_builds_on(parts, chance) -> None:
    versions = history(parts)
    shuffled = dict(chance.sample(sorted(versions.items()), len(versions)))
    found = standing(shuffled)
    if found is None:
        assert expected(versions) is None
        return
    value, is_deleted, heads, differs = expected(versions)
    assert (found.value, found.is_deleted) == (value, is_deleted)
    assert sorted(found.heads or (found.head,)) == heads
    assert (bool(found.heads), found.differs) == (len(heads) > 1, differs)
    assert found.head in heads


@given(PARTS)
def test_saying_once_more_what_stands_changes_nothing(parts) -> None:
    """As handing a row out does, once or in every parcel anew."""
    versions = history(parts)
    before = standing(versions)
    for number in range(2):
        heads = heads_of(versions)
        base = tuple(sorted(one.id for one in heads))
        record = Record("span", "x", base, before.value if before else None)
        again = Version(9, f"again {number}", record, is_founding=True)
        versions = {**versions, again.id: again}
        assert standing(versions) == before
        assert heads_of(versions) == heads


@given(PARTS)
def test_a_version_that_builds_on_all_heads_stands_alone(parts) -> None:
    versions = history(parts)
    base = tuple(one.id for one in heads_of(versions))
    last = Version(0, "last", Record("span", "x", base, {"label": "last"}))
    found = standing({**versions, last.id: last})
    assert (found.head, found.heads, found.value) == ("last", (), {"label": "last"})


# what waits ---------------------------------------------------------------------------------------


def coming(there: EveryKind, here: EveryKind) -> list[bytes]:
    known = set(revisions_after(here.world.project, {}))
    return [raw for raw in revisions_after(there.world.project, {}) if raw not in known]


@pytest.fixture
def pair(world):
    """Two copies without any marks, and marks in the second one, each kind in its own stream."""
    here = EveryKind(world)
    there = here.in_copy(world.copy("other"))
    for kind in MARKED:
        there.write(kind, 0, 1)
        there.world.project.log.end_stream(there.world.me)
    yield here, there
    there.world.project.close()


def test_in_whatever_order_streams_come_the_end_is_the_same(pair) -> None:
    here, there = pair
    parts = coming(there, here)
    target = everything(there.world.project)
    for seed in range(3):
        copy = here.world.copy(f"copy-{seed}")
        for raw in random.Random(seed).sample(parts, len(parts)):
            receive(copy.project, [raw])
            waiting = everything(copy.project)["pending"]
            assert {kind for _, kind in waiting} <= {"relation"}
        assert everything(copy.project) == target
        copy.project.close()


def test_what_waits_is_in_no_list_and_the_check_finds_nothing_wrong(pair) -> None:
    here, there = pair
    (relation,) = [raw for raw in coming(there, here) if wire_kind(raw) == "relation"]
    receive(here.world.project, [relation])
    found = everything(here.world.project)
    assert found["pending"] == [(bytes.fromhex(here.row("relation", 0)), "relation")]
    assert found["relation"] == []
    assert check(here.world.project) == []


def wire_kind(raw: bytes) -> str:
    ((kind, _),) = written_rows(raw)
    return kind


def test_two_versions_of_what_waits_are_decided_when_it_has_come(pair) -> None:
    """Until then nobody is asked: what cannot be shown cannot be written either."""
    here, there = pair
    third = there.in_copy(there.world.copy("third"))
    there.write("relation", 0, 2)
    third.write("relation", 0, 3)
    parts = {*coming(there, here), *coming(third, here)}
    third.world.project.close()
    relations = [raw for raw in parts if wire_kind(raw) == "relation"]
    project = here.world.project
    receive(project, relations)
    assert conflicts.count_conflicts(project) == 0
    assert conflicts.list_conflicts(project) == []
    assert conflicts.conflicting_ids(project, "relation") == frozenset()
    receive(project, parts)
    assert conflicts.count_conflicts(project) == 1
    (found,) = conflicts.list_conflicts(project)
    assert conflicts.conflicting_ids(project, "relation") == {found.id}
    here.write("relation", 0, 3)
    assert conflicts.count_conflicts(project) == 0
    assert check(project) == []


# what is told and refused -------------------------------------------------------------------------


def test_altered_are_the_rows_that_were_shown_before(pair) -> None:
    here, there = pair
    receive(here.world.project, coming(there, here))
    there.write("span", 0, 2)
    there.write("comment", 0, None)
    there.write("review", 0, 3)
    there.write("span", 1, 1)
    received = receive(here.world.project, coming(there, here))
    changed = [("span", 0), ("comment", 0), ("review", 0)]
    assert received.altered == {(kind, here.row(kind, place)) for kind, place in changed}
    there.write("comment", 0, 2)
    assert receive(here.world.project, coming(there, here)).altered == frozenset()


def test_two_portions_tell_together_what_one_would(pair) -> None:
    here, there = pair
    receive(here.world.project, coming(there, here))
    for variant in (2, 3):
        there.write("span", 0, variant)
        there.write("snapshot", 0, variant)
    copy = here.world.copy("copy")
    parts = coming(there, here)
    whole = receive(copy.project, parts)
    copy.project.close()
    first = receive(here.world.project, parts[:2])
    assert first + receive(here.world.project, parts[2:]) == whole


@pytest.mark.parametrize("moved", ["document_id", "coder_id"])
@pytest.mark.parametrize("kind", PLACED)
def test_no_row_that_is_somebodys_moves_to_another_article_or_coder(pair, kind, moved) -> None:
    here, there = pair
    receive(here.world.project, coming(there, here))
    (base,) = here.world.project.file.row(
        f"SELECT revision_id FROM {kind} WHERE id = ?", (bytes.fromhex(here.row(kind, 0)),)
    )
    other = here.documents[1].id if moved == "document_id" else here.coders[1]
    value = {**here.value(kind, 0, 1), moved: other}
    record = Record(kind, here.row(kind, 0), (base.hex(),), value)
    header = wire.Header("a" * 32, "b" * 32, 1, 1, here.world.me, "verb")
    before = everything(here.world.project)
    with pytest.raises(InputError, match="unreadable_revision"):
        receive(here.world.project, [wire.written(header, [record])])
    assert everything(here.world.project) == before


def test_a_settler_without_anything_to_settle_writes_nothing(world) -> None:
    before = everything(world.project)
    with world.project.transaction():
        settler = Settler(world.project.file, world.project.file)
        settler.take([])
        settler.finish()
    assert everything(world.project) == before
    assert settler.altered == set()


# conflicts ----------------------------------------------------------------------------------------


@settings(max_examples=5)
@given(st.integers(0, 8))
def test_the_list_of_conflicts_can_be_cut_and_narrowed(conflicting, most) -> None:
    project, rows = conflicting
    every = conflicts.list_conflicts(project)
    assert [(one.kind, one.id) for one in every] == sorted(rows)
    assert conflicts.count_conflicts(project) == len(rows)
    assert conflicts.list_conflicts(project, most=most) == every[:most]
    some = rows[:most]
    narrowed = conflicts.list_conflicts(project, some)
    assert [(one.kind, one.id) for one in narrowed] == sorted(some)


@pytest.fixture(scope="module")
def conflicting(shared_world):
    """A project with two versions of a row of each of some kinds."""
    here = EveryKind(shared_world)
    here.write_everything()
    there = here.in_copy(here.world.copy("other"))
    kinds = ("span", "review", "decision", "snapshot", "assignment")
    for kind in kinds:
        here.write(kind, 0, 1)
        there.write(kind, 0, 2)
    here.write("comment", 0, 1)
    there.write("comment", 0, 1)
    receive(here.world.project, coming(there, here))
    there.world.project.close()
    return here.world.project, [(kind, here.row(kind, 0)) for kind in kinds]


def test_each_side_says_what_its_author_wrote_and_when(conflicting) -> None:
    project, rows = conflicting
    for conflict in conflicts.list_conflicts(project):
        assert [side.time for side in conflict.sides] == ["2025-12-01T12:00:00Z"] * 2
        assert len({str(side.value) for side in conflict.sides}) == 2
        assert conflict.shown in conflict.sides
    assert conflicts.conflicting_ids(project, "comment") == frozenset()
    assert conflicts.conflicting_ids(project, "span") == {rows[0][1]}


def test_of_two_deletions_and_nothing_else_the_newest_is_shown() -> None:
    sides = tuple(conflicts.Side(f"{n}" * 32, "a" * 32, f"t{n}", None) for n in range(2))
    assert conflicts.Conflict("span", "c" * 32, sides).shown == sides[1]


@pytest.mark.parametrize("size", [0, 600, 10**6])
def test_how_much_is_taken_at_once_does_not_matter(pair, monkeypatch, size) -> None:
    """A row that comes and is changed in one go was not there before, however it is cut."""
    here, there = pair
    for kind in ("span", "review", "comment"):
        there.write(kind, 0, 2)
        there.write(kind, 1, 3)
        there.write(kind, 1, 4)
    there.write("comment", 1, None)
    monkeypatch.setattr(receiving, "BATCH_BYTES", size)
    received = receive(here.world.project, coming(there, here))
    assert received.altered == frozenset()
    assert everything(here.world.project) == everything(there.world.project)
    monkeypatch.setattr(replay, "BATCH_BYTES", size)
    assert check(here.world.project) == []


def test_what_was_only_handed_out_elsewhere_is_not_altered(pair) -> None:
    """A parcel says once more what stands; whoever joins is not told that all of it has changed."""
    here, there = pair
    receive(here.world.project, coming(there, here))
    project = there.world.project
    rows = [(kind, there.row(kind, 0)) for kind in MARKED]
    here.write("comment", 0, 5)
    standing = [founding.standing_operations(project, rows)]
    founding.found(project, there.world.me, lambda _stream: standing, {})
    there.write("span", 0, 2)
    before = everything(here.world.project)
    received = receive(here.world.project, coming(there, here))
    assert received.altered == {("span", here.row("span", 0))}
    after = everything(here.world.project)
    assert {kind for kind in before if before[kind] != after[kind]} == {"span"}


@pytest.mark.parametrize(("ahead", "is_altered"), [(60, True), (-60, False)])
def test_of_two_versions_only_the_one_that_is_shown_now_alters_a_row(
    pair, ahead, is_altered
) -> None:
    here, there = pair
    receive(here.world.project, coming(there, here))
    here.world.clock.seconds += 100
    there.world.clock.seconds += 100 + ahead
    here.write("span", 0, 2)
    there.write("span", 0, 3)
    before = everything(here.world.project)["span"]
    received = receive(here.world.project, coming(there, here))
    assert (everything(here.world.project)["span"] != before) == is_altered
    assert received.altered == ({("span", here.row("span", 0))} if is_altered else set())
    assert conflicts.count_conflicts(here.world.project) == 1
