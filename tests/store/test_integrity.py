from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from annotator.model.change import Operation
from annotator.model.errors import EnvironmentFault, InputError, NotSaved, ProjectDamaged
from annotator.model.identity import new_id
from annotator.store import integrity, rows, spans, wire
from annotator.store.integrity import check
from annotator.store.kinds import blob
from annotator.store.log import COLUMNS, cells_of
from annotator.store.replay import rebuild


@pytest.fixture
def full(world):
    document = world.add_document()
    one, two = world.add_span(document), world.add_span(document, 7, 15)
    world.add_relation(one, two)
    world.add_comment(document, one.id, "?")
    world.set_status(document, "done")
    world.delete("span", two.id)
    return world


def tamper(world, *statements: str) -> None:
    """Change a project behind the back of the log."""
    file = world.project.file
    triggers = file.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    file.connection.execute("PRAGMA foreign_keys=OFF")
    with file.transaction():
        for name, _ in triggers:
            file.run(f"DROP TRIGGER {name}")
        for statement in statements:
            file.run(statement)
        for _, sql in triggers:
            file.run(sql)
    file.connection.execute("PRAGMA foreign_keys=ON")


def codes(world) -> set[str]:
    return {problem.code for problem in check(world.project)}


def test_a_sound_project_has_no_problems(full) -> None:
    assert check(full.project) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE span SET label = 'forged'", "row_differs"),
        ("UPDATE span SET attributes = '{\"a\":1}'", "row_differs"),
        ("UPDATE span SET deleted = 1 - deleted", "row_differs"),
        ("UPDATE annotation_set SET status = 'new'", "row_differs"),
        ("DELETE FROM comment", "row_differs"),
        ("DELETE FROM relation", "row_differs"),
        ("INSERT INTO conflict VALUES(zeroblob(16), 'span', zeroblob(16), 1)", "row_differs"),
        ("INSERT INTO pending VALUES(zeroblob(16), 'span')", "row_differs"),
        ("UPDATE document SET text = 'other'", "text_altered"),
        ("UPDATE document SET length = length + 1", "text_altered"),
        ('UPDATE span SET "end" = 9999', "offset_past_end"),
        ("UPDATE span SET coder_id = zeroblob(16)", "dangling_reference"),
        ("DELETE FROM document", "dangling_reference"),
        ("UPDATE revision SET body = CAST(body || ' ' AS BLOB) WHERE z = 0", "revision_altered"),
        ("UPDATE revision SET action = 'other' WHERE n = 3", "revision_altered"),
        ("UPDATE revision SET hlc = hlc + 1 WHERE n = 3", "revision_altered"),
        ("UPDATE revision SET hash = zeroblob(32) WHERE n = 3", "revision_missing"),
        ("DELETE FROM revision WHERE n = 3", "revision_missing"),
        ("DELETE FROM touch WHERE n = 3", "revision_altered"),
        ("UPDATE touch SET kind = 'comment' WHERE kind = 'span'", "revision_altered"),
    ],
)
def test_what_was_changed_behind_the_log_is_found(full, statement, code) -> None:
    tamper(full, statement)
    assert code in codes(full)


def test_a_full_temporary_folder_is_not_the_fault_of_the_project(full, monkeypatch) -> None:
    def no_room(path: Path) -> None:
        raise NotSaved("disk_full", path=str(path))

    monkeypatch.setattr(integrity.ProjectFile, "make", no_room)
    with pytest.raises(EnvironmentFault) as fault:
        check(full.project)
    assert fault.value.code == "no_room_to_work"
    assert fault.value.fields == {"path": tempfile.gettempdir()}


def test_a_problem_names_the_row(full) -> None:
    (span_id,) = [
        row[0].hex() for row in full.project.file.rows("SELECT id FROM span WHERE deleted = 0")
    ]
    tamper(full, "UPDATE span SET label = 'forged' WHERE deleted = 0")
    (problem,) = check(full.project)
    assert (problem.value, dict(problem.fields)) == (span_id, {"kind": "span"})
    assert problem.place.file == "p.annot"


def test_rebuilding_puts_the_tables_right(full) -> None:
    before = full.state()
    tamper(
        full,
        "UPDATE span SET label = 'forged'",
        "DELETE FROM comment",
        "INSERT INTO pending VALUES(zeroblob(16), 'span')",
    )
    rebuild(full.project)
    assert check(full.project) == []
    assert full.state() == before
    span = full.add_span(full.add_document("teks lain"), 0, 4)
    assert spans.find_span(full.project, span.id) == span


def test_a_log_that_cannot_be_read_leaves_the_tables_as_they_are(full) -> None:
    before = full.state()
    tamper(full, "UPDATE revision SET body = x'00', z = 1 WHERE n = 3")
    with pytest.raises(ProjectDamaged):
        rebuild(full.project)
    assert full.state() == before


def receive(world, header: wire.Header, records: list[wire.Record]) -> None:
    """Put a revision of another computer into the log, as a merge would."""
    raw = wire.written(header, records)
    marks = ", ".join("?" * 12)
    with world.project.file.transaction():
        n = world.project.file.run(
            f"INSERT INTO revision({COLUMNS}) VALUES({marks})",
            cells_of(header, wire.digest(raw), raw),
        )
        for record in records:
            touch = (blob(record.id), n, record.kind)
            world.project.file.run("INSERT INTO touch(entity, n, kind) VALUES(?, ?, ?)", touch)


def foreign_header(world, hlc: int) -> wire.Header:
    return wire.Header(new_id(), new_id(), 1, hlc, world.me, "change_span")


def test_two_versions_of_a_span_become_a_conflict_that_a_change_settles(world) -> None:
    span = world.add_span(world.add_document())
    base = world.project.file.rows("SELECT revision_id FROM span")[0][0].hex()
    world.change_span(span, label="rule")
    theirs = rows.span_value(span) | {"label": "venue"}
    header = foreign_header(world, 2**62)
    receive(world, header, [wire.Record("span", span.id, (base,), theirs)])
    rebuild(world.project)
    found = spans.find_span(world.project, span.id)
    assert found is not None
    assert found.label == "venue"
    assert world.project.file.rows("SELECT differs FROM conflict") == [(1,), (1,)]
    assert check(world.project) == []
    world.change_span(span, label="sanction")
    assert world.project.file.rows("SELECT * FROM conflict") == []
    assert check(world.project) == []


def test_what_refers_to_something_that_has_not_come_waits_aside(world) -> None:
    document = world.document("teks yang belum datang")
    span = world.span(document)
    header = foreign_header(world, 5)
    receive(world, header, [wire.Record("span", span.id, (), rows.span_value(span))])
    rebuild(world.project)
    assert spans.find_span(world.project, span.id) is None
    assert world.project.file.rows("SELECT kind FROM pending") == [("span",)]
    assert check(world.project) == []
    world.commit(Operation("document", document.id, rows.document_value(document)))
    rebuild(world.project)
    assert spans.find_span(world.project, span.id) == span
    assert check(world.project) == []


def test_kinds_that_a_newer_program_made_are_kept_and_passed_over(world) -> None:
    header = foreign_header(world, 5)
    receive(world, header, [wire.Record("plan", new_id(), (), {"wave": 1})])
    rebuild(world.project)
    assert check(world.project) == []


def test_a_change_wins_over_a_deletion_and_two_deletions_agree(world) -> None:
    document = world.add_document()
    changed, gone = world.add_span(document), world.add_span(document)
    stand = {
        identity.hex(): revision.hex()
        for identity, revision in world.project.file.rows("SELECT id, revision_id FROM span")
    }
    world.change_span(changed, label="rule")
    world.delete("span", gone.id)
    records = [
        wire.Record("span", one.id, (stand[one.id],), None)
        for one in sorted((changed, gone), key=lambda span: span.id)
    ]
    receive(world, foreign_header(world, 2**62), records)
    rebuild(world.project)
    found = spans.find_span(world.project, changed.id)
    assert found is not None
    assert found.label == "rule"
    assert spans.find_span(world.project, gone.id) is None
    differs = dict(world.project.file.rows("SELECT DISTINCT entity, differs FROM conflict"))
    assert {identity.hex(): value for identity, value in differs.items()} == {
        changed.id: 1,
        gone.id: 0,
    }
    assert check(world.project) == []


@pytest.mark.parametrize(
    "value", [{}, {"key": [1]}, {"fragments": []}, {"document_id": "no hex"}, {"attributes": 5}]
)
def test_a_log_with_values_that_are_none_is_damage(world, value) -> None:
    span = world.span(world.add_document())
    broken = rows.span_value(span) | value if value else {}
    receive(world, foreign_header(world, 5), [wire.Record("span", span.id, (), broken)])
    with pytest.raises((ProjectDamaged, InputError)):
        rebuild(world.project)
    assert codes(world) & {"file_damaged"}
    assert spans.find_span(world.project, span.id) is None


def test_a_deletion_of_what_never_was_stands_for_nothing(world) -> None:
    nothing = wire.Record("span", new_id(), (new_id(),), None)
    receive(world, foreign_header(world, 5), [nothing])
    rebuild(world.project)
    assert check(world.project) == []
