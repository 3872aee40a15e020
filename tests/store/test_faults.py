from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from failing_disk import FULL, IOERR_FSYNC, IOERR_WRITE, Failing, error

from annotator.model.change import Operation
from annotator.model.errors import EnvironmentFault, InputError, NotSaved, ProjectDamaged
from annotator.store import documents, faults, rows, spans
from annotator.store import file as file_module
from annotator.store.engine import SqliteError, take_over
from annotator.store.integrity import check
from annotator.store.revisions import undo_stack

PATH = Path("/somewhere/p.annot")


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        (13, NotSaved, "disk_full"),
        (IOERR_WRITE, NotSaved, "disk_error"),
        (8, NotSaved, "read_only"),
        (11, ProjectDamaged, "damaged"),
        (26, ProjectDamaged, "damaged"),
        (14, EnvironmentFault, "cannot_open"),
        (7, EnvironmentFault, "no_memory"),
        (5, EnvironmentFault, "busy"),
        (19, InputError, "value_refused"),
    ],
)
def test_what_sqlite_reports_has_a_name_here(code, kind, name) -> None:
    with pytest.raises(kind) as fault, faults.environment(PATH, writing=True):
        raise error(code)
    assert (type(fault.value), fault.value.code) == (kind, name)


def test_a_disk_that_fails_while_reading_has_lost_no_verb() -> None:
    with pytest.raises(EnvironmentFault) as fault, faults.environment(PATH):
        raise error(IOERR_WRITE)
    assert not isinstance(fault.value, NotSaved)


def test_a_mistake_of_this_program_is_not_hidden() -> None:
    with pytest.raises(SqliteError), faults.environment(PATH, writing=True):
        raise error(1, "near SELEC: syntax error")


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (errno.ENOENT, "missing_file"),
        (errno.EACCES, "no_permission"),
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EIO, "disk_error"),
    ],
)
def test_what_the_system_reports_has_a_name_here(number, name) -> None:
    with pytest.raises(EnvironmentFault) as fault, faults.environment(PATH):
        raise OSError(number, "no")
    assert (fault.value.code, fault.value.fields["path"]) == (name, str(PATH))


@pytest.mark.parametrize("is_rolled_back", [True, False])
@pytest.mark.parametrize("statement", ["COMMIT", "INSERT INTO revision", "INSERT INTO span"])
def test_a_verb_that_was_not_saved_leaves_the_project_usable(
    world, statement, is_rolled_back
) -> None:
    document = world.add_document()
    kept = world.add_span(document)
    undo_stack(world.project, world.me)
    real = world.project.file.connection
    failing = Failing(real, statement, FULL, is_rolled_back=is_rolled_back)
    world.project.file._raw = failing
    for _ in range(2):
        with pytest.raises(NotSaved) as fault:
            world.add_span(document, 7, 15)
        assert fault.value.code == "disk_full"
        assert not real.in_transaction
        found = spans.load_set(world.project, document.id, world.me, world.codebook_id)
        assert found.spans == (kept,)
    failing.is_broken = False
    more = world.add_span(document, 7, 15)
    found = spans.load_set(world.project, document.id, world.me, world.codebook_id)
    assert found.spans == (kept, more)
    assert len(undo_stack(world.project, world.me)) == 3
    world.project.file._raw = real
    assert check(world.project) == []


def test_after_a_flush_that_failed_the_file_is_opened_anew(world) -> None:
    document = world.add_document()
    kept = world.add_span(document)
    real = world.project.file.connection
    world.project.file._raw = Failing(real, "COMMIT", IOERR_FSYNC)
    with pytest.raises(NotSaved):
        world.add_span(document, 7, 15)
    assert world.project.file.connection is not real
    assert world.project.file.generation == 1
    assert world.project.database.table("span").count == 1
    more = world.add_span(document, 7, 15)
    found = spans.load_set(world.project, document.id, world.me, world.codebook_id)
    assert found.spans == (kept, more)
    world.reopen()
    assert check(world.project) == []


def test_a_transaction_that_sqlite_ended_does_not_go_on_in_pieces(world) -> None:
    document = world.add_document()
    before = world.state()

    def go_on() -> None:
        with world.project.transaction():
            world.add_span(document)
            world.project.file.connection.execute("ROLLBACK")
            world.add_span(document)

    with pytest.raises(NotSaved):
        go_on()
    assert world.state() == before
    world.add_span(document)
    assert check(world.project) == []


def test_a_file_that_cannot_be_opened_again_at_once_is_tried_at_the_next_verb(
    world, monkeypatch
) -> None:
    document = world.add_document()
    kept = world.add_span(document)
    file = world.project.file
    file._raw = Failing(file.connection, "COMMIT", IOERR_FSYNC)
    tries = []

    def fail_once(connection) -> None:
        tries.append(connection)
        if len(tries) == 1:
            raise error(14)
        take_over(connection)

    monkeypatch.setattr(file_module, "take_over", fail_once)
    with pytest.raises((NotSaved, EnvironmentFault)):
        world.add_span(document, 7, 15)
    found = spans.load_set(world.project, document.id, world.me, world.codebook_id)
    assert found.spans == (kept,)
    assert len(tries) >= 2
    assert check(world.project) == []


def log_size(world) -> int:
    return Path(f"{world.path}-wal").stat().st_size


def documents_of(world, count: int) -> Iterator[Operation]:
    for n in range(count):
        document = world.document(os.urandom(100_000).hex(), f"d{n}")
        yield Operation("document", document.id, rows.document_value(document))


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_large_import_gives_the_room_of_its_log_back(world, is_taken_back) -> None:
    with contextlib.suppress(KeyError), world.project.transaction():
        world.project.commit_many(world.me, "import", documents_of(world, 40), group=None)
        if is_taken_back:
            raise KeyError
    assert log_size(world) < file_module.LONG_LOG
    assert documents.count_documents(world.project) == (0 if is_taken_back else 40)
    assert check(world.project) == []


def test_where_there_is_little_room_the_log_stays_short(world, monkeypatch) -> None:
    monkeypatch.setattr(file_module, "SHORT_LOG", 60_000)
    document = world.add_document()
    for n in range(10):
        world.add_span(document, n, n + 3)
    assert log_size(world) > 100_000
    monkeypatch.setattr(file_module.shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    for n in range(10):
        world.add_span(document, n, n + 4)
        assert log_size(world) < 100_000


def test_a_verb_that_finds_the_disk_full_is_tried_again_with_an_empty_log(world) -> None:
    document = world.add_document()
    file = world.project.file
    real = file.connection
    failing = Failing(real, "INSERT INTO revision", FULL, is_rolled_back=True)

    class MendedByCheckpoint(Failing):
        def execute(self, sql: str, *values):
            if "wal_checkpoint" in sql:
                failing.is_broken = False
            return failing.execute(sql, *values)

    file._raw = MendedByCheckpoint(real, "nothing", FULL)
    span = world.add_span(document)
    assert spans.find_span(world.project, span.id) == span
    failing.is_broken = True
    with pytest.raises(NotSaved), world.project.transaction():
        world.add_span(document, 7, 9)
    file._raw = real
    assert check(world.project) == []


def test_a_log_that_cannot_be_emptied_does_not_matter(world, monkeypatch) -> None:
    monkeypatch.setattr(file_module, "LONG_LOG", 0)
    real = world.project.file.connection
    world.project.file._raw = Failing(real, "PRAGMA wal_checkpoint", FULL)
    span = world.add_span(world.add_document())
    world.project.file._raw = Failing(real, "PRAGMA wal_checkpoint", IOERR_FSYNC)
    more = world.add_span(world.add_document("teks lain", "d2"), 0, 4)
    assert world.project.file.connection is not real
    assert [spans.find_span(world.project, one.id) for one in (span, more)] == [span, more]
    assert check(world.project) == []
