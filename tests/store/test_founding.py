"""What a parcel begins with: a stream of its own, which repeats and changes nothing."""

from __future__ import annotations

import factories
import pytest
from every_kind import MARKED, EveryKind, everything
from parcel_scene import BUDI, Scene

from annotator.model.change import Operation
from annotator.model.errors import ProjectDamaged, RefusedError
from annotator.model.identity import new_id
from annotator.store import founding, heads, wire
from annotator.store import project as project_module
from annotator.store.heads import Version, heads_of, standing
from annotator.store.integrity import check
from annotator.store.wire import FOUNDING, Record


@pytest.fixture
def scene(tmp_path):
    made = Scene(tmp_path)
    yield made
    made.close()


def test_rows_are_repeated_with_what_stands_and_stand_where_they_stood(scene):
    project = scene.session.project
    row = ("span", scene.spans[BUDI][0])
    before = project.file.rows("SELECT id, revision_id FROM span ORDER BY id")
    stream = founding.found(
        project,
        scene.session.coder.id,
        lambda _stream: [founding.standing_operations(project, [row, ("span", new_id())])],
        {},
    )
    (raw,) = founding.revisions_of(project, stream)
    body = wire.read(raw)
    assert (body.header.action, body.header.seq, body.header.prev) == (FOUNDING, 1, None)
    (record,) = body.records
    assert record.row == row
    assert record.value["attributes"]["why"] == f"why-of-{BUDI}"
    assert project.file.rows("SELECT id, revision_id FROM span ORDER BY id") == before
    assert founding.hashes_of(project, stream) == [wire.digest(raw)]
    assert founding.rows_in(project, stream, "span") == {row[1]}
    assert check(project) == []


def test_a_founding_that_fails_leaves_nothing_and_the_next_revision_goes_on(scene):
    project, before = scene.session.project, scene.state()

    def fail(_stream):
        yield founding.standing_operations(project, [("span", scene.spans[BUDI][0])])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        founding.found(project, scene.session.coder.id, fail, {})
    assert scene.state() == before
    scene.session.coding.add_span(scene.first, factories.extents(factories.SRI), "person")
    assert check(project) == []


def test_deleted_rows_are_not_repeated(scene):
    scene.session.code_as(BUDI)
    scene.session.coding.delete_span(scene.spans[BUDI][1])
    rows = [("span", one) for one in scene.spans[BUDI][:2]]
    given = list(founding.standing_operations(scene.session.project, rows))
    assert [one.id for one in given] == [scene.spans[BUDI][0]]


def test_only_what_differs_in_two_versions_is_refused(scene):
    row = ("span", scene.spans[BUDI][0])
    founding.refuse_undecided(scene.session.project, [row])
    insert = "INSERT INTO conflict(entity, kind, revision_id, differs) VALUES(?, 'span', ?, ?)"
    file = scene.session.project.file
    for differs in (0, 1):
        with scene.session.project.transaction():
            file.run("DELETE FROM conflict")
            file.run(insert, (bytes.fromhex(row[1]), bytes.fromhex(new_id()), differs))
        if differs:
            with pytest.raises(RefusedError, match="undecided_in_parcel"):
                founding.refuse_undecided(scene.session.project, [row])
        else:
            founding.refuse_undecided(scene.session.project, [row])


def version(name: str, hlc: int, *base: str, value: object = None, is_founding: bool = False):
    return Version(hlc, name, Record("span", "x", base, {"label": value or name}), is_founding)


def heads_in(*versions: Version) -> list[str]:
    return [one.id for one in heads_of({one.id: one for one in versions})]


def test_a_repetition_is_passed_over_where_what_it_repeats_is_known():
    made = version("made", 1)
    handed = version("handed", 2, "made", is_founding=True)
    assert heads_in(made, handed) == ["made"]
    assert heads_in(handed) == ["handed"]


def test_what_builds_on_a_repetition_builds_on_what_it_repeats():
    made = version("made", 1)
    handed = version("handed", 2, "made", is_founding=True)
    edited = version("edited", 3, "handed")
    assert heads_in(made, handed, edited) == ["edited"]
    in_project = version("in project", 4, "made")
    assert heads_in(made, handed, edited, in_project) == ["edited", "in project"]
    later = version("later", 5, "edited", "in project")
    assert heads_in(made, handed, edited, in_project, later) == ["later"]


def test_repetitions_of_repetitions_are_passed_over_too():
    made = version("made", 1)
    one = version("one", 2, "made", is_founding=True)
    two = version("two", 3, "one", is_founding=True)
    edited = version("edited", 4, "two")
    assert heads_in(made, one, two, edited) == ["edited"]


def test_what_is_repeated_in_a_circle_hides_nothing():
    """No program writes that; it must only not run for ever."""
    one = version("one", 1, "two", is_founding=True)
    two = version("two", 2, "one", is_founding=True)
    assert heads_in(one, two) == ["one", "two"]


def test_a_deleted_row_keeps_its_last_content_and_not_a_repetition_of_an_earlier_one():
    made = version("made", 1)
    edited = version("edited", 2, "made")
    gone = Version(3, "gone", Record("span", "x", ("edited",), None))
    handed = version("handed", 9, "made", value="made", is_founding=True)
    found = standing({one.id: one for one in (made, edited, gone, handed)})
    assert (found.is_deleted, found.value) == (True, {"label": "edited"})
    assert heads.heads_of({"gone": gone})[0].id == "gone"


def test_what_a_row_was_given_is_read_at_the_revision_that_is_asked(world):
    """Rows of one revision, of which each may stand at another one."""
    kinds = EveryKind(world)
    rows = [("span", kinds.row("span", place)) for place in (0, 1)]
    revisions = []
    for variants in ((0, 1), (2, 3), (None, 4)):
        operations = [
            Operation(*row, None if variant is None else kinds.value("span", place, variant))
            for place, (row, variant) in enumerate(zip(rows, variants, strict=True))
        ]
        made = world.commit(*operations)
        revisions.append(bytes.fromhex(made.id))
    first, second, third = revisions
    value = kinds.value
    assert founding.values_at(world.project, {rows[0]: first, rows[1]: second}) == {
        rows[0]: value("span", 0, 0),
        rows[1]: value("span", 1, 3),
    }
    assert founding.values_at(world.project, {rows[0]: second, rows[1]: first}) == {
        rows[0]: value("span", 0, 2),
        rows[1]: value("span", 1, 1),
    }
    assert founding.values_at(world.project, dict.fromkeys(rows, third)) == {
        rows[1]: value("span", 1, 4)
    }
    assert founding.values_at(world.project, {}) == {}


@pytest.mark.parametrize("portion", [1, 2, 500])
def test_what_stands_comes_in_the_order_asked_whatever_the_portion(world, monkeypatch, portion):
    kinds = EveryKind(world)
    kinds.write_everything()
    for variant, kind in enumerate(("span", "review", "comment"), 4):
        kinds.write(kind, 1, variant)
    kinds.write("span", 2, None)
    monkeypatch.setattr(founding, "_ROWS", portion)
    asked = [(kind, kinds.row(kind, place)) for place in (2, 0, 1) for kind in MARKED]
    asked = list(dict.fromkeys(asked))
    found = list(founding.standing_operations(world.project, asked))
    left_out = [("span", kinds.row("span", 2))]
    assert [(one.kind, one.id) for one in found] == [row for row in asked if row not in left_out]
    latest = {("span", 1): 4, ("review", 1): 5, ("comment", 1): 6}
    for kind, place in latest:
        row = (kind, kinds.row(kind, place))
        (said,) = [one.value for one in found if (one.kind, one.id) == row]
        assert said == kinds.value(kind, place, latest[kind, place])


def test_a_founding_of_many_portions_is_one_chain_with_a_stream_of_its_own(world, monkeypatch):
    monkeypatch.setattr(project_module, "CHUNK", 2)
    kinds = EveryKind(world)
    kinds.write_everything()
    before = everything(world.project)
    rows = [(kind, kinds.row(kind, place)) for kind in ("span", "comment") for place in range(3)]
    stream = founding.found(
        world.project,
        world.me,
        lambda _stream: [founding.standing_operations(world.project, [row]) for row in rows],
        {"count": 6},
    )
    bodies = [wire.read(raw) for raw in founding.revisions_of(world.project, stream)]
    assert [body.header.seq for body in bodies] == [1, 2, 3, 4, 5, 6]
    assert len({body.header.group for body in bodies}) == 1
    assert everything(world.project) == before
    kinds.write("span", 0, 7)
    assert founding.hashes_of(world.project, stream) == [
        wire.digest(raw) for raw in founding.revisions_of(world.project, stream)
    ]
    assert founding.rows_in(world.project, stream, "comment") == {row[1] for row in rows[3:]}
    assert founding.rows_in(world.project, stream, "relation") == set()
    assert check(world.project) == []


def test_bytes_longer_than_allowed_are_not_given_out(world):
    rows = [("document", EveryKind(world).documents[0].id)]
    stream = founding.found(
        world.project,
        world.me,
        lambda _stream: [founding.standing_operations(world.project, rows)],
        {},
    )
    (raw,) = founding.revisions_of(world.project, stream, 10_000)
    with pytest.raises(ProjectDamaged):
        list(founding.revisions_of(world.project, stream, len(raw) - 1))
