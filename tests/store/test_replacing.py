"""Going back to a backup: the project is set aside whole, and a failure changes nothing."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.model.codebook import CodebookFile
from annotator.model.errors import (
    EnvironmentFault,
    InputError,
    ProjectDamaged,
    ProjectLocked,
    RefusedError,
)
from annotator.model.identity import new_id
from annotator.model.stopped import Stopped
from annotator.store import documents, engine, receiving, replacing
from annotator.store.backup import write_backup
from annotator.store.integrity import check
from annotator.store.project import Project
from annotator.store.replacing import restore

NOW = datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC)
ASIDE = "p-before-2026-11-22T08-30-05Z.annot"


@pytest.fixture
def backup(world, tmp_path: Path) -> Path:
    """A backup with one document; the project has a second one and is closed."""
    world.add_document("first", "d1")
    path = write_backup(world.project, tmp_path / "b", "hand", NOW)
    world.add_document("second", "d2")
    world.project.close()
    return path


def texts(path: Path) -> set[str]:
    with Project.open(path) as project:
        assert check(project) == []
        return {row[0] for row in project.file.rows("SELECT text FROM document")}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_the_project_is_set_aside_and_the_backup_is_in_its_place(world, backup: Path) -> None:
    before = world.path.read_bytes()
    done = restore(world.path, backup, NOW)
    assert done.set_aside == world.path.with_name(ASIDE)
    assert done.set_aside.read_bytes() == before
    assert names(world.path.parent) == [ASIDE, "p.annot"]
    assert world.path.read_bytes() == backup.read_bytes()
    assert texts(world.path) == {"first"}
    assert texts(done.set_aside) == {"first", "second"}


def test_what_was_done_since_can_be_joined_again(world, backup: Path) -> None:
    done = restore(world.path, backup, NOW)
    with Project.open(world.path) as project, Project.open(done.set_aside) as aside:
        more = list(receiving.revisions_after(aside, receiving.vector_of(project)))
        receiving.receive(project, more)
        assert documents.count_documents(project) == 2
        assert check(project) == []


def test_restoring_twice_sets_two_files_aside(world, backup: Path) -> None:
    first, second = restore(world.path, backup, NOW), restore(world.path, backup, NOW)
    assert first.set_aside != second.set_aside
    assert texts(first.set_aside) == {"first", "second"}


def test_a_project_that_is_gone_comes_back(world, backup: Path) -> None:
    world.path.unlink()
    done = restore(world.path, backup, NOW)
    assert done.set_aside is None
    assert texts(world.path) == {"first"}


def crashed(world) -> None:
    """Leave the project as a killed program does: with a log beside it."""
    project = Project.open(world.path)
    shutil.copy(world.path, world.path.with_name("x"))
    project.commit(world.me, "import", [_document("in the log")])
    shutil.copy(f"{world.path}-wal", world.path.with_name("x-wal"))
    main = world.path.read_bytes()
    project.close()
    world.path.write_bytes(main)
    shutil.move(world.path.with_name("x-wal"), f"{world.path}-wal")
    world.path.with_name("x").unlink()


def _document(text: str):
    from annotator.model.change import Operation
    from annotator.model.identity import document_id, text_hash

    sha = text_hash(text)
    value = {"key": text, "name": "d", "title": "d", "text": text, "sha256": sha, "meta": {}}
    return Operation("document", document_id(sha), value)


def test_what_a_crash_has_left_in_the_log_is_set_aside_too(world, backup: Path) -> None:
    crashed(world)
    done = restore(world.path, backup, NOW)
    assert names(world.path.parent) == [ASIDE, "p.annot"]
    assert texts(done.set_aside) == {"first", "second", "in the log"}
    assert texts(world.path) == {"first"}


def test_a_damaged_project_is_set_aside_with_its_log(world, backup: Path) -> None:
    world.path.write_bytes(b"garbage")
    log = Path(f"{world.path}-wal")
    log.write_bytes(b"log")
    done = restore(world.path, backup, NOW)
    assert done.set_aside.read_bytes() == b"garbage"
    assert Path(f"{done.set_aside}-wal").read_bytes() == b"log"
    assert not log.exists()
    assert texts(world.path) == {"first"}


def test_a_disk_without_links_gets_a_copy(world, backup: Path, monkeypatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(replacing.os, "link", no_links)
    done = restore(world.path, backup, NOW)
    assert texts(done.set_aside) == {"first", "second"}
    assert texts(world.path) == {"first"}


# refusals: everything is as it was ----------------------------------------------------------------


@pytest.fixture
def untouched(world, backup: Path):
    """Hold that nothing in the folder of the project has changed."""
    before = {path.name: path.read_bytes() for path in world.path.parent.glob("*.annot*")}
    yield
    after = {path.name: path.read_bytes() for path in world.path.parent.glob("*.annot*")}
    assert {name: after.get(name) for name in before} == before
    assert not [name for name in after if "before" in name]
    assert not list(world.path.parent.glob(".*.restoring*"))


def test_a_project_that_is_open_here_is_refused(world, backup: Path) -> None:
    with Project.open(world.path), pytest.raises(ProjectLocked):
        restore(world.path, backup, NOW)
    assert names(world.path.parent) == ["p.annot"]
    assert texts(world.path) == {"first", "second"}


HOLD = """
import sys
from annotator.store.project import Project
project = Project.open(sys.argv[1], who="Budi")
print("open", flush=True)
sys.stdin.read()
project.close()
"""


def test_a_project_that_is_open_elsewhere_is_refused(world, backup: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(world.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(ProjectLocked) as caught:
            restore(world.path, backup, NOW)
        assert caught.value.fields["who"] == "Budi"
        other.stdin.close()
        other.wait(20)
    assert names(world.path.parent) == ["p.annot"]
    assert texts(world.path) == {"first", "second"}


@pytest.mark.usefixtures("untouched")
def test_a_backup_of_another_project_is_refused(world, backup: Path, tmp_path: Path) -> None:
    other = Project.create(
        tmp_path / "b" / "o.annot", CodebookFile(new_id(), "labels: {}"), "asn", "1", "Cici"
    )
    other.close()
    with pytest.raises(RefusedError) as caught:
        restore(world.path, other.path, NOW)
    assert caught.value.code == "backup_of_another"


@pytest.mark.usefixtures("untouched")
def test_the_project_itself_is_no_backup(world, backup: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        restore(world.path, world.path, NOW)
    assert caught.value.code == "not_a_backup"


@pytest.mark.usefixtures("untouched")
def test_a_damaged_backup_is_refused(world, backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[4096 * 5 : 4096 * 12] = b"\xff" * 4096 * 7
    backup.write_bytes(data)
    with pytest.raises(ProjectDamaged):
        restore(world.path, backup, NOW)


@pytest.mark.usefixtures("untouched")
def test_a_backup_that_is_gone_is_refused(world, backup: Path) -> None:
    backup.unlink()
    with pytest.raises(EnvironmentFault) as caught:
        restore(world.path, backup, NOW)
    assert caught.value.code == "missing_file"


@pytest.mark.usefixtures("untouched")
def test_restoring_can_be_stopped(world, backup: Path) -> None:
    with pytest.raises(Stopped):
        restore(world.path, backup, NOW, lambda *_: False)


@pytest.mark.parametrize("has_log", [False, True])
def test_a_failure_of_the_last_step_puts_everything_back(
    world, backup: Path, monkeypatch, has_log: bool
) -> None:
    if has_log:
        crashed(world)
        monkeypatch.setattr(replacing, "_take_log_in", lambda _place: None)
    before = texts_of_bytes(world.path)
    replace = os.replace

    def fails(source: object, target: object) -> None:
        if str(source).endswith(".restoring"):
            raise PermissionError(13, "no")
        replace(source, target)

    monkeypatch.setattr(replacing.os, "replace", fails)
    with pytest.raises(EnvironmentFault) as caught:
        restore(world.path, backup, NOW)
    assert caught.value.code == "no_permission"
    assert texts_of_bytes(world.path) == before
    assert len(before) == 1 + has_log
    assert not [name for name in names(world.path.parent) if "before" in name or name[0] == "."]


def texts_of_bytes(path: Path) -> list[bytes]:
    return [
        one.read_bytes() for one in (path, Path(f"{path}-wal")) if one.exists()
    ]  # fmt: skip


def test_a_folder_in_the_place_of_the_project_is_refused(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "f.annot").mkdir()
    with pytest.raises(InputError) as caught:
        restore(tmp_path / "f.annot", backup, NOW)
    assert caught.value.code == "not_a_file"


def test_a_name_in_the_way_of_the_one_set_aside_stays(world, backup: Path) -> None:
    world.path.with_name(ASIDE).write_text("mine")
    done = restore(world.path, backup, NOW)
    assert done.set_aside.name == ASIDE.replace(".annot", "-2.annot")
    assert world.path.with_name(ASIDE).read_text() == "mine"


def test_a_draft_that_a_crash_has_left_is_no_hindrance(world, backup: Path) -> None:
    world.path.with_name(".p.restoring").write_text("half")
    restore(world.path, backup, NOW)
    assert names(world.path.parent) == [ASIDE, "p.annot"]


def test_a_link_to_a_project_stays_a_link(world, backup: Path, tmp_path: Path) -> None:
    link = tmp_path / "b" / "link.annot"
    try:
        link.symlink_to(world.path)
    except OSError:
        pytest.skip("this system makes no links")
    done = restore(link, backup, NOW)
    assert link.is_symlink()
    assert texts(world.path) == {"first"}
    assert done.set_aside.parent == world.path.parent.resolve()


@pytest.mark.usefixtures("untouched")
def test_a_project_that_another_sqlite_has_is_refused(world, backup: Path, monkeypatch) -> None:
    """There are file systems on which our own lock does not hold."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    other = engine.connected(world.path)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(ProjectLocked):
            restore(world.path, backup, NOW)
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.usefixtures("untouched")
def test_a_backup_that_the_disk_gives_otherwise_a_second_time_is_refused(
    world, backup: Path, tmp_path: Path, monkeypatch
) -> None:
    newer = Path(shutil.copy(world.path, tmp_path / "b" / "newer.annot"))
    copy = replacing._copy
    monkeypatch.setattr(replacing, "_copy", lambda _source, *more: copy(newer, *more))
    with pytest.raises(ProjectDamaged) as caught:
        restore(world.path, backup, NOW)
    assert caught.value.fields["path"] == str(backup)


class Failing:
    """Calls of the system of which the n-th fails."""

    def __init__(self, number: int) -> None:
        self.left = number

    def instead_of(self, call):
        def tried(*given: object, **more: object) -> object:
            self.left -= 1
            if self.left == -1:
                raise OSError(5, "no")
            return call(*given, **more)

        return tried


@pytest.mark.parametrize("has_links", [True, False])
def test_at_whatever_step_it_fails_a_whole_project_has_the_name(
    world, backup: Path, has_links: bool
) -> None:
    before, was_set_aside = world.path.read_bytes(), []
    failing = Failing(0)
    for number in itertools.count():
        failing = Failing(number)
        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(EnvironmentFault):
            break_calls(patch, failing, os.link if has_links else no_links)
            restore(world.path, backup, NOW)
        found, others = glance(world.path), names(world.path.parent)
        was_set_aside.append(found == {"first"})
        if was_set_aside[-1]:
            assert glance(world.path.with_name(ASIDE)) == {"first", "second"}
            world.path.with_name(ASIDE).unlink()
        else:
            assert (found, others) == ({"first", "second"}, ["p.annot"])
        if failing.left >= 0:
            break
        world.path.write_bytes(before)
    assert set(was_set_aside) == {True, False}


def glance(path: Path) -> set[str]:
    """What is in a closed file, of which nothing lies beside it."""
    with contextlib.closing(engine.looking(path)) as connection:
        return {row[0] for row in connection.execute("SELECT text FROM document")}


def break_calls(patch: pytest.MonkeyPatch, failing: Failing, link) -> None:
    for name in ("replace", "fsync", "unlink"):
        patch.setattr(os, name, failing.instead_of(getattr(os, name)))
    patch.setattr(os, "link", failing.instead_of(link))
    patch.setattr(shutil, "copyfile", failing.instead_of(shutil.copyfile))


def no_links(*_: object) -> None:
    raise OSError(1, "no links here")
