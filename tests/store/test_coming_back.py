"""What a parcel that comes back is held against, asked in one portion and in many."""

from __future__ import annotations

import dataclasses

import pytest
from team_marks import TeamMarks

from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.extent import Extent
from annotator.model.identity import Id, new_id, set_id
from annotator.store import coming_back, documents, rows
from annotator.store.receiving import receive, revisions_after
from annotator.store.spans import find_span

PORTIONS = pytest.mark.parametrize("portion", [1, 2, 500])


@pytest.fixture(scope="module")
def shared(shared_world) -> TeamMarks:
    return TeamMarks(shared_world)


@pytest.fixture
def team(world) -> TeamMarks:
    return TeamMarks(world)


def ids(marks: TeamMarks) -> list[Id]:
    return [one.id for one in marks.documents]


@PORTIONS
def test_lengths_are_code_points_also_of_what_was_deleted(team, portion, monkeypatch) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    other = team.world.add_document("👩‍🏫 e\u0301", "x")
    team.world.delete("document", other.id)
    asked = [*ids(team), other.id, new_id()]
    assert coming_back.lengths_of(team.world.project, asked) == {
        **{one.id: len(one.text) for one in team.documents},
        other.id: 6,
    }


@PORTIONS
def test_rows_of_a_coder_are_told_with_their_keys_also_deleted_ones(
    shared, portion, monkeypatch
) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    first, second, _ = shared.documents

    def told(kind: str) -> set[tuple[Id, Id, str]]:
        found = list(coming_back.rows_of(shared.world.project, kind, shared.budi, ids(shared)))
        assert len(set(found)) == len(found)
        return set(found)

    on_first = {(shared.id(f"budi {n}"), first.id, f"budi {n}") for n in ("s1", "s2", "gone")}
    assert told("span") == on_first | {(shared.id("budi s3"), second.id, "budi s3")}
    assert told("comment") == {(shared.id("budi n1"), first.id, "budi n1")}
    assert told("annotation_set") == {
        (set_id(one.id, shared.budi), one.id, "") for one in (first, second)
    }


@PORTIONS
def test_statuses_are_found_by_the_set_and_by_the_document(shared, portion, monkeypatch) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    project, (first, second, _) = shared.world.project, shared.documents
    sets = [set_id(one, coder) for one in ids(shared) for coder in (shared.budi, shared.citra)]
    assert coming_back.statuses_of(project, sets) == {
        set_id(first.id, shared.budi): "done",
        set_id(second.id, shared.budi): "in_progress",
    }
    assert coming_back.statuses_on(project, shared.budi, ids(shared)) == {
        first.id: "done",
        second.id: "in_progress",
    }
    assert coming_back.statuses_on(project, shared.citra, ids(shared)) == {}


def test_a_status_that_was_taken_back_is_none(team) -> None:
    first = team.documents[0]
    team.world.delete("annotation_set", set_id(first.id, team.budi))
    assert first.id not in coming_back.statuses_on(team.world.project, team.budi, ids(team))


def test_names_come_in_the_order_asked_and_a_title_before_the_name(team) -> None:
    project = team.world.project
    bare = team.world.add_document("\n\n", "bare", title="")
    asked = [bare.id, *reversed(ids(team)), new_id()]
    found = coming_back.names_of(project, asked)
    assert found[0] == (bare.id, "bare", "bare.txt")
    assert [one for one, _, _ in found] == asked[:-1]
    assert [key for _, key, _ in found[1:]] == ["d2", "d1", "d0"]
    assert all(title.startswith("Bupati") for _, _, title in found[1:])


def test_steps_are_those_of_the_author_and_of_some_streams(team) -> None:
    world = team.world
    world.delete("span", team.id("budi s3"), by=team.budi)
    by_budi = revisions(world, "author_id", team.budi)
    assert len(by_budi) == len(revisions(world, "stream", stream_of(world, team.budi)))
    of_me = stream_of(world, world.me)
    found = coming_back.steps_of(world.project, team.budi, [of_me, new_id()])
    assert found == by_budi | revisions(world, "stream", of_me)
    assert coming_back.steps_of(world.project, team.citra, []) == set()


def revisions(world, column: str, identity: str) -> set[Id]:
    sql = f"SELECT id FROM revision WHERE {column} = ?"
    found = world.project.file.rows(sql, (bytes.fromhex(identity),))
    return {Id(row[0].hex()) for row in found}


def stream_of(world, author: str) -> Id:
    sql = "SELECT stream FROM revision WHERE author_id = ? ORDER BY n DESC LIMIT 1"
    return Id(world.project.file.row(sql, (bytes.fromhex(author),))[0].hex())


# what is different now ----------------------------------------------------------------------------


def standing(team: TeamMarks, kind: str = "span") -> coming_back.Rows:
    return coming_back.standing_of(team.world.project, kind, team.budi, ids(team))


@PORTIONS
def test_what_stands_is_told_by_document_and_revision(shared, portion, monkeypatch) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    found = {Id(one.hex()): Id(place.hex()) for one, (place, _) in standing(shared).items()}
    first, second, _ = ids(shared)
    expected = {shared.id(f"budi {name}"): first for name in ("s1", "s2")}
    assert found == {**expected, shared.id("budi s3"): second}


def change(team: TeamMarks, **more: object) -> None:
    span = find_span(team.world.project, team.id("budi s1"))
    team.world.change_span(span, by=team.budi, **more)


@pytest.mark.parametrize(
    ("more", "is_different"),
    [
        ({"label": "rule"}, True),
        ({"fragments": (Extent(0, 7),)}, True),
        ({"attributes": {"role": "head"}}, True),
        ({"changed": "2026-01-01T00:00:00Z"}, False),
        ({"created": None, "changed": None}, False),
        ({}, False),
    ],
)
def test_a_mark_is_different_when_it_says_something_else_than_when(
    team, more, is_different
) -> None:
    before = standing(team)
    change(team, **more)
    now = standing(team)
    assert before != now
    found = coming_back.find_different(team.world.project, "span", before, now)
    assert found == ({bytes.fromhex(team.id("budi s1"))} if is_different else set())


def test_what_is_as_it_was_again_is_not_different(team) -> None:
    before = standing(team)
    change(team, label="rule")
    change(team, label="speaker")
    found = coming_back.find_different(team.world.project, "span", before, standing(team))
    assert found == set()


def test_what_is_new_or_gone_is_not_called_different(team) -> None:
    before = standing(team)
    team.span("more", team.budi, team.documents[0])
    team.world.delete("span", team.id("budi s1"))
    found = coming_back.find_different(team.world.project, "span", before, standing(team))
    assert found == set()


def test_two_versions_of_a_mark_are_counted_once_for_their_coder(team) -> None:
    here, there = team.world, team.world.copy("other")
    for number, world in enumerate((here, there)):
        for name in ("budi s1", "budi s2", "budi s3", "dewi s1"):
            span = find_span(world.project, team.id(name))
            label = "same" if name == "budi s2" else f"label {number}"
            world.change_span(dataclasses.replace(span, changed=None), label=label)
    receive(here.project, revisions_after(there.project, {}))
    there.project.close()
    first, second, _ = ids(team)
    assert coming_back.count_conflicting(here.project, team.budi) == {first: 1, second: 1}
    assert coming_back.count_conflicting(here.project, team.dewi) == {first: 1}
    assert coming_back.count_conflicting(here.project, team.citra) == {}


def test_rows_that_wait_for_something_are_told(team) -> None:
    """A relation that comes before its ends; then nothing waits."""
    there = team.world.copy("other")
    marks = TeamMarks.__new__(TeamMarks)
    marks.world = there
    one = marks.span("new", team.budi, team.documents[0])
    there.project.log.end_stream(there.me)
    made = marks.relation("new relation", one, one)
    known = set(revisions_after(team.world.project, {}))
    *before, last = [raw for raw in revisions_after(there.project, {}) if raw not in known]
    receive(team.world.project, [last])
    assert coming_back.pending_rows(team.world.project) == {("relation", made)}
    receive(team.world.project, before)
    assert coming_back.pending_rows(team.world.project) == frozenset()
    there.project.close()


@PORTIONS
def test_codebooks_but_the_one_in_force_are_named_by_document(team, portion, monkeypatch) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    project = team.world.project
    assert coming_back.other_codebooks(project, team.budi, ids(team)) == {}
    newer = CodebookFile(new_id(), "labels: {a: {}}", {})
    value = rows.codebook_value(newer, "asn", "2.0")
    team.world.commit(Operation("codebook", newer.id, value))
    team.span("newer", team.budi, team.documents[2], codebook_id=newer.id)
    first, second, _ = ids(team)
    expected = {first: ("asn 1.0",), second: ("asn 1.0",)}
    assert coming_back.other_codebooks(project, team.budi, ids(team)) == expected
    assert coming_back.other_codebooks(project, team.citra, ids(team)) == {}
