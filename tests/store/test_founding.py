"""What a parcel begins with: a stream of its own, which repeats and changes nothing."""

from __future__ import annotations

import factories
import pytest
from parcel_scene import BUDI, Scene

from annotator.model.errors import RefusedError
from annotator.model.identity import new_id
from annotator.store import founding, heads, wire
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
