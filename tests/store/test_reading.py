from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from annotator.model.errors import EnvironmentFault, NotSaved, ProjectDamaged, ProjectLocked
from annotator.store import documents, header, lock, reading
from annotator.store.integrity import check
from annotator.store.project import Project


@pytest.fixture
def read_only(world, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed project in a folder that may not be written."""
    world.add_document()
    world.project.close()
    folder = str(world.path.parent)
    monkeypatch.setattr(
        header.os, "access", lambda place, _mode: not str(place).startswith(folder + "/")
        and str(place) != folder
    )  # fmt: skip
    return world.path


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_project_is_read_in_its_place_where_that_can_be_locked(world) -> None:
    world.project.close()
    with reading.opened(world.path) as project:
        assert project.file.path == world.path
        assert lock.note_path(world.path).exists()
    assert project.file.is_closed


def test_a_project_that_may_not_be_written_is_read_from_a_copy(read_only, temporary) -> None:
    before = os.listdir(read_only.parent)
    with pytest.raises(EnvironmentFault, match="read_only"):
        Project.open(read_only)
    with reading.opened(read_only) as project:
        assert project.path == read_only
        assert documents.count_documents(project) == 1
        assert check(project) == []
        assert os.listdir(read_only.parent) == before
    assert os.listdir(temporary) == []


def test_what_a_crash_left_beside_the_project_is_read_too(world, monkeypatch) -> None:
    world.add_document()
    copy = world.path.with_name("copy.annot")
    for end in ("", "-wal"):
        shutil.copyfile(f"{world.path}{end}", f"{copy}{end}")
    monkeypatch.setattr(header.os, "access", lambda place, _: Path(place) not in (copy,))
    with reading.opened(copy) as project:
        assert documents.count_documents(project) == 1


def test_the_copy_takes_no_changes(read_only) -> None:
    with reading.opened(read_only) as project:
        document = documents.load_document(project, documents.find_documents(project)[0])
        with pytest.raises(NotSaved, match="read_only"), project.transaction():
            project.file.run("DELETE FROM document WHERE key = ?", (document.key,))


def test_a_project_that_is_open_is_not_copied(read_only, monkeypatch) -> None:
    hold = lock.take(read_only)
    with pytest.raises(ProjectLocked), reading.opened(read_only):
        pass
    hold.release()
    monkeypatch.setattr(reading, "is_open_here", lambda _: True)
    with pytest.raises(ProjectLocked), reading.opened(read_only):
        pass


def test_a_project_that_changes_while_it_is_copied_is_in_use(read_only, monkeypatch) -> None:
    copy = shutil.copyfile

    def slow(source: str, target: str) -> None:
        copy(source, target)
        Path(f"{read_only}-wal").write_bytes(b"new")

    monkeypatch.setattr(reading.shutil, "copyfile", slow)
    with pytest.raises(ProjectLocked), reading.opened(read_only):
        pass


@pytest.mark.parametrize(
    ("number", "code", "is_temporary"),
    [(errno.ENOSPC, "no_room_to_work", True), (errno.EACCES, "no_permission", False)],
)
def test_what_hinders_copying_is_told(
    read_only, temporary, monkeypatch, number, code, is_temporary
) -> None:
    def failing(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(reading.shutil, "copyfile", failing)
    with pytest.raises(EnvironmentFault) as fault, reading.opened(read_only):
        pass
    place = temporary if is_temporary else read_only
    assert (fault.value.code, fault.value.fields["path"]) == (code, str(place))


def test_without_any_temporary_folder_there_is_no_room(monkeypatch) -> None:
    def none(**_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory")

    monkeypatch.setattr(reading.tempfile, "TemporaryDirectory", none)
    with pytest.raises(EnvironmentFault, match="no_room_to_work"), reading.temporary_folder():
        pass


def test_only_the_temporary_folder_can_be_too_small_to_work_in(temporary) -> None:
    for place, code in ((temporary, "disk_full"), (None, "no_room_to_work")):
        with pytest.raises(EnvironmentFault) as fault, reading.temporary_folder() as folder:
            raise EnvironmentFault("disk_full", path=str(place or folder / "x"))
        assert (fault.value.code, fault.value.fields["path"]) == (code, str(temporary))
        assert os.listdir(temporary) == []


def test_what_is_wrong_with_a_copy_is_said_of_the_file_itself(tmp_path, temporary) -> None:
    missing, other = tmp_path / "missing.annot", tmp_path / "other.annot"
    other.write_bytes(b"something else")
    for path, kind in ((missing, EnvironmentFault), (other, ProjectDamaged)):
        with pytest.raises(kind) as refused, reading.copied(path):
            pass
        assert refused.value.fields["path"] == str(path)
    assert os.listdir(temporary) == []


def test_a_folder_is_no_project_and_is_not_copied(tmp_path, temporary) -> None:
    with pytest.raises(ProjectDamaged) as refused, reading.copied(tmp_path):
        pass
    assert (refused.value.code, refused.value.fields["path"]) == ("not_a_project", str(tmp_path))
    assert list(temporary.iterdir()) == []
