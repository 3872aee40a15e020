"""The one connection to a project file: who has it, what is read again, what ends with it."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

import pytest
from failing_disk import IOERR_FSYNC, Failing, error

from annotator.model.change import Operation
from annotator.model.errors import (
    EnvironmentFault,
    NotSaved,
    ProjectDamaged,
    ProjectLocked,
    RefusedError,
)
from annotator.store import engine, faults, migrations, rows, spans
from annotator.store.engine import SqliteError, connected, looking, set_up, take_over
from annotator.store.file import ProjectFile, is_open_here
from annotator.store.integrity import check
from annotator.store.project import Project

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="an open file stays in its place")


def test_a_file_is_open_here_from_opening_to_closing_by_whatever_name(world, tmp_path) -> None:
    link = tmp_path / "link.annot"
    link.symlink_to(world.path)
    (tmp_path / "folder").mkdir()
    roundabout = tmp_path / "folder" / ".." / world.path.name
    for path in (world.path, link, roundabout):
        assert is_open_here(path)
    assert not is_open_here(tmp_path / "none.annot")
    copy = shutil.copy(world.path, tmp_path / "copy.annot")
    assert not is_open_here(copy)
    world.project.close()
    assert not is_open_here(world.path)


def test_a_project_that_could_not_be_opened_is_not_open_here(world, monkeypatch) -> None:
    world.project.close()

    def fail(*_: object) -> None:
        raise error(1, "no such thing")

    monkeypatch.setattr(migrations, "migrate", fail)
    with pytest.raises(ProjectDamaged) as refused:
        Project.open(world.path)
    assert (refused.value.code, refused.value.fields["detail"]) == ("damaged", "no such thing")
    assert not is_open_here(world.path)
    assert os.listdir(world.path.parent) == [world.path.name]
    monkeypatch.undo()
    assert check(world.reopen()) == []


def test_a_project_whose_facts_are_gone_is_closed_again(world) -> None:
    world.project.close()
    connection = connected(world.path)
    connection.execute("DELETE FROM meta")
    connection.close()
    with pytest.raises(ProjectDamaged, match="damaged"):
        Project.open(world.path)
    assert not is_open_here(world.path)
    assert not Path(f"{world.path}.lock").exists()


def test_of_two_openings_the_second_is_refused_and_the_first_goes_on(world) -> None:
    with pytest.raises(ProjectLocked):
        ProjectFile.open(world.path)
    assert is_open_here(world.path)
    span = world.add_span(world.add_document())
    assert spans.find_span(world.project, span.id) == span


def test_a_closed_project_says_so_at_every_question(world) -> None:
    world.project.close()
    for ask in (
        lambda: world.project.file.row("SELECT 1"),
        lambda: world.project.file.rows("SELECT 1"),
        lambda: world.project.database,
        lambda: world.add_document(),
    ):
        with pytest.raises(RefusedError) as refused:
            ask()
        assert refused.value.code == "project_closed"


def test_closing_waits_for_the_transaction_of_another_thread(world) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with world.project.transaction():
            inside.set()
            go_on.wait(10)
            world.add_document("dari benang lain", "t")

    writer = threading.Thread(target=write)
    writer.start()
    inside.wait(10)
    closer = threading.Thread(target=world.project.close)
    closer.start()
    assert not world.project.file.is_closed
    go_on.set()
    for thread in (writer, closer):
        thread.join(10)
    assert world.project.file.is_closed
    found = world.reopen().file.rows("SELECT key FROM document")
    assert found == [("t",)]


def test_a_log_is_emptied_once_and_not_in_the_middle(world) -> None:
    file = world.project.file
    world.add_document()
    with world.project.transaction():
        assert not file.empty_log()
    assert file.empty_log()
    assert not file.empty_log()
    assert os.stat(f"{world.path}-wal").st_size == 0
    assert check(world.project) == []


def test_whether_anything_was_written_is_known(world) -> None:
    file = world.reopen().file
    assert not file.has_written
    file.rows("SELECT * FROM span")
    assert not file.has_written
    assert not file.is_in_transaction
    with world.project.transaction():
        assert file.is_in_transaction
    assert file.has_written
    assert not file.is_in_transaction


def test_who_only_looks_is_refused_every_verb(world) -> None:
    document = world.add_document()
    world.project.file.be_read_only()
    with pytest.raises(RefusedError) as refused:
        world.add_span(document)
    assert refused.value.code == "only_read"
    assert refused.value.fields == {"path": str(world.path)}


@posix_only
def test_a_file_that_was_put_in_its_place_is_read_from_then_on(world, tmp_path: Path) -> None:
    document = world.add_document()
    world.project.close()
    newer = Path(shutil.copy(world.path, tmp_path / "newer.annot"))
    with Project.open(newer) as other:
        other.commit(world.me, "add_span", [span_of(world, document)])
    world.reopen()
    file = world.project.file
    file.renew(lambda: os.replace(newer, world.path))
    assert file.generation == 1
    assert is_open_here(world.path)
    assert file.row("SELECT count(*) FROM span") == (1,)
    world.project.close()
    assert not is_open_here(world.path)


def span_of(world, document):
    span = world.span(document)
    return Operation("span", span.id, rows.span_value(span))


def test_a_connection_opened_anew_is_the_one_that_is_looked_into(world) -> None:
    before = world.project.database
    assert world.project.database is before
    world.project.file._raw = Failing(world.project.file.connection, "COMMIT", IOERR_FSYNC)
    with pytest.raises(NotSaved):
        world.add_document()
    assert world.project.database is not before
    assert world.project.database.conn is world.project.file.connection


# how a connection is set up -----------------------------------------------------------------------


def settings_of(connection) -> dict[str, object]:
    names = ("foreign_keys", "synchronous", "journal_mode", "locking_mode", "cell_size_check")
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def test_an_open_project_loses_nothing_and_lets_nobody_in(world) -> None:
    assert settings_of(world.project.file.connection) == {
        "foreign_keys": 1,
        "synchronous": 2,
        "journal_mode": "wal",
        "locking_mode": "exclusive",
        "cell_size_check": 1,
    }


def test_a_closed_project_is_one_file_in_the_usual_mode(world) -> None:
    world.add_document()
    world.project.close()
    connection = connected(world.path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
    assert os.listdir(world.path.parent) == [world.path.name]


def test_two_connections_cannot_both_take_a_file_over(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    first, second = (connected(tmp_path / "a.db") for _ in range(2))
    get(first)
    with pytest.raises(SqliteError) as refused:
        get(second)
    assert faults.is_busy(refused.value)
    first.close()
    get(second)
    second.close()


def get(connection: engine.Connection) -> None:
    set_up(connection)
    take_over(connection)


def test_looking_into_a_file_leaves_no_trace_and_writes_nothing(world) -> None:
    world.add_document()
    world.project.close()
    before = world.path.read_bytes(), world.path.stat().st_mtime_ns, os.listdir(world.path.parent)
    connection = looking(world.path)
    assert connection.execute("SELECT count(*) FROM document").fetchone() == (1,)
    with pytest.raises(SqliteError):
        connection.execute("DELETE FROM document")
    connection.close()
    found = world.path.read_bytes(), world.path.stat().st_mtime_ns, os.listdir(world.path.parent)
    assert found == before


@pytest.mark.parametrize("name", ["a b", "50%", "a#b?c", "é 👩\u200d🏫", "a%20b", "a&mode=rw"])
def test_a_file_of_any_name_is_looked_into(world, name) -> None:
    world.project.close()
    path = Path(shutil.copy(world.path, world.path.with_name(f"{name}.annot")))
    connection = looking(path)
    assert connection.execute("SELECT count(*) FROM coder").fetchone() == (1,)
    connection.close()
    with Project.open(path) as project:
        assert check(project) == []
    assert sorted(os.listdir(path.parent)) == sorted([path.name, world.path.name])


def test_a_file_that_nobody_may_open_is_said_and_not_called_damaged(world, monkeypatch) -> None:
    world.project.close()

    def fail(*_: object, **_more: object) -> None:
        raise error(14, "unable to open database file")

    monkeypatch.setattr("annotator.store.file.connected", fail)
    with pytest.raises(EnvironmentFault) as refused:
        Project.open(world.path)
    assert refused.value.code == "cannot_open"
    assert os.listdir(world.path.parent) == [world.path.name]
