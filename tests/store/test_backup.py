"""Backups: made whole, found by what is in them, thinned only where nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.model.errors import EnvironmentFault
from annotator.model.stopped import Stopped
from annotator.store import backup, backup_list
from annotator.store.backup import folder_of, thin_backups, write_backup
from annotator.store.backup_list import (
    beyond,
    contents_of,
    find_backups,
    time_of,
    vector_now,
    vector_of_file,
)
from annotator.store.integrity import check
from annotator.store.project import Project
from annotator.store.thinning import Keep

NOW = datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC)
FIRST = "2026-11-22T08-30-05Z-hand.annot"


@pytest.fixture
def folder(world, tmp_path: Path) -> Path:
    return folder_of(tmp_path / "backups", "p", world.project.project_id)


def make(world, folder: Path, at: datetime = NOW, reason: str = "hand") -> Path:
    return write_backup(world.project, folder, reason, at)


def test_a_backup_has_its_time_and_reason_in_its_name(world, folder: Path) -> None:
    world.add_document()
    path = make(world, folder)
    assert path == folder / FIRST
    assert os.listdir(folder) == [FIRST]
    with Project.open(shutil.copy(path, folder.parent / "x.annot")) as copy:
        assert check(copy) == []


def test_two_backups_of_one_second_are_both_there(world, folder: Path) -> None:
    first, second = make(world, folder), make(world, folder)
    assert (first.name, second.name) == (FIRST, FIRST.replace(".annot", "-2.annot"))
    assert [one.path for one in find_backups(folder.parent, world.project.project_id)] == [
        first, second,
    ][::-1]  # fmt: skip
    assert {one.path for one in find_backups(folder.parent)} == {first, second}


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("pilkada 2024", "pilkada 2024-"),
        ("a/b:c", "a_b_c-"),
        ("  .. ", "project-"),
        ("x" * 200, "x" * 60 + "-"),
        ("berita.", "berita-"),
    ],
)
def test_a_folder_is_named_after_the_project(world, name: str, begin: str) -> None:
    folder = folder_of(Path("r"), name, world.project.project_id)
    assert folder == Path("r") / (begin + world.project.project_id[-8:])


def test_what_is_in_a_backup_is_told(world, folder: Path) -> None:
    document = world.add_document()
    budi = world.add_coder("Budi")
    first, second = world.add_span(document), world.add_span(document, 7, 15)
    world.add_relation(first, second)
    world.add_span(document, 0, 6, coder_id=budi.id)
    world.delete("span", world.add_span(document, 8, 16).id)
    path = make(world, folder)
    (found,) = find_backups(folder.parent, world.project.project_id)
    assert (found.path, found.time, found.reason) == (path, "2026-11-22T08:30:05Z", "hand")
    assert (found.documents, found.spans, found.fault) == (1, 3, "")
    assert found.size == path.stat().st_size
    contents = contents_of(path)
    counts = [(one.name, one.spans, one.relations) for one in contents.coders]
    assert counts == [("Ani", 2, 1), ("Budi", 1, 0)]
    assert (contents.last_time, contents.last_action, contents.last_coder) == (
        "2025-12-01T12:00:00Z", "delete", "Ani",
    )  # fmt: skip
    assert contents.revisions == found.revisions == sum(contents.vector.values())
    assert contents.vector == vector_now(world.project) == vector_of_file(path)


def test_how_much_newer_the_project_is_can_be_counted(world, folder: Path) -> None:
    path = make(world, folder)
    document = world.add_document()
    world.add_span(document)
    now, then = vector_now(world.project), vector_of_file(path)
    assert (beyond(now, then), beyond(then, now)) == (2, 0)


def test_backups_are_found_under_an_older_name_of_the_project(world, folder: Path) -> None:
    old = make(world, folder)
    new = make(world, folder_of(folder.parent, "q", world.project.project_id), NOW.replace(day=23))
    found = find_backups(folder.parent, world.project.project_id)
    assert [one.path for one in found] == [new, old]


def test_what_is_no_backup_of_this_project_is_passed_over(world, folder: Path, tmp_path) -> None:
    make(world, folder)
    other = Project.create(tmp_path / "other.annot", _codebook(), "asn", "1", "Cici")
    stranger = write_backup(other, folder, "hand", NOW.replace(day=23))
    other.close()
    (folder / "notes.txt").write_text("mine")
    (folder / "mine.annot").write_text("mine")
    (folder / "2026-99-22T08-30-05Z-hand.annot").write_text("mine")
    (folder / "2026-11-24T08-30-05Z-hand.annot").write_text("no project")
    found = find_backups(folder.parent, world.project.project_id)
    assert [(one.path.name, one.fault) for one in found] == [
        ("2026-11-24T08-30-05Z-hand.annot", "not_a_project"),
        (FIRST, ""),
    ]
    assert stranger.exists()


def _codebook():
    from annotator.model.codebook import CodebookFile
    from annotator.model.identity import new_id

    return CodebookFile(new_id(), "labels: {}")


@pytest.mark.parametrize(
    "name", ["x.annot", "2026-11-22T08-30-05Z.annot", "2026-13-22T08-30-05Z-hand.annot", FIRST[:-1]]
)
def test_a_name_that_we_do_not_give_is_none_of_ours(name: str) -> None:
    assert time_of(Path(name)) is None


def test_the_time_in_a_name_is_utc() -> None:
    assert time_of(Path(FIRST)) == NOW


def test_nothing_is_there_before_the_first_backup(tmp_path: Path) -> None:
    assert find_backups(tmp_path / "nowhere") == []


def test_a_backup_that_is_open_as_a_project_is_left_alone(world, folder: Path) -> None:
    path = make(world, folder)
    with Project.open(path) as opened:
        (found,) = find_backups(folder.parent, world.project.project_id)
        assert found.fault == "busy"
        code = "import sys; from annotator.store.project import Project as P; P.open(sys.argv[1])"
        other = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=False)
        assert b"ProjectLocked" in other.stderr
        assert check(opened) == []


# faults -------------------------------------------------------------------------------------------


def refused(world, folder: Path) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        make(world, folder)
    assert caught.value.fields["path"] == str(folder)
    return caught.value.code


def test_a_disk_with_too_little_room_is_told_before_anything_is_written(
    world, folder: Path, monkeypatch
) -> None:
    usage = shutil.disk_usage(folder.anchor)
    needed = 2 * world.project.path.stat().st_size
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage._replace(free=needed - 1))
    assert refused(world, folder) == "backup_no_room"
    assert os.listdir(folder) == []


def test_a_file_in_the_place_of_the_folder_is_told(world, folder: Path) -> None:
    folder.parent.write_text("mine")
    assert refused(world, folder) in ("backup_folder", "backup_failed")
    assert folder.parent.read_text() == "mine"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind root")
def test_a_folder_that_may_not_be_written_is_told(world, folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    try:
        assert refused(world, folder) == "backup_folder"
    finally:
        folder.chmod(0o700)


def test_a_folder_that_vanishes_meanwhile_is_told(world, folder: Path) -> None:
    def told(_done: int, total: int) -> bool:
        if total:
            shutil.rmtree(folder)
        return True

    with pytest.raises(EnvironmentFault) as caught:
        write_backup(world.project, folder, "hand", NOW, told)
    assert caught.value.code in ("backup_folder", "backup_failed")
    world.add_document()
    assert check(world.project) == []


def test_a_backup_that_is_stopped_leaves_nothing(world, folder: Path) -> None:
    with pytest.raises(Stopped):
        write_backup(world.project, folder, "hand", NOW, lambda *_: False)
    assert os.listdir(folder) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)]
    if (
        sys.platform != "linux"
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_in_the_middle_gets_no_backup(
    world, small_disk: Path, monkeypatch
) -> None:
    for number in range(20):
        world.add_document(f"{number} " + os.urandom(15_000).hex(), f"d{number}")
    usage = shutil.disk_usage(world.path.parent)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage)
    folder = folder_of(small_disk, "p", world.project.project_id)
    assert refused(world, folder) == "backup_no_room"
    assert os.listdir(folder) == []
    world.add_document("after")
    assert check(world.project) == []


def test_drafts_that_a_crash_has_left_are_swept_away(world, folder: Path) -> None:
    folder.mkdir(parents=True)
    old, new, foreign = (
        folder / f".{letter * 16}.draft" if letter else folder / ".mine.draft"
        for letter in ("a", "b", "")
    )
    for path in (old, new, foreign):
        path.write_text("half")
    yesterday = time.time() - 86_400
    os.utime(old, (yesterday, yesterday))
    os.utime(foreign, (yesterday, yesterday))
    make(world, folder)
    assert sorted(os.listdir(folder)) == sorted([new.name, foreign.name, FIRST])


# thinning -----------------------------------------------------------------------------------------


def test_old_backups_go_where_a_newer_one_has_everything(world, folder: Path) -> None:
    days = [NOW - timedelta(days=3, hours=hours) for hours in range(3)]
    made = [make(world, folder, at, "time") for at in days]
    (folder / "2026-11-19T01-00-00Z-hand.annot").write_text("no project")
    deleted = thin_backups(world.project, folder, NOW, Keep())
    assert sorted(deleted) == sorted(made[1:])
    assert sorted(os.listdir(folder)) == ["2026-11-19T01-00-00Z-hand.annot", made[0].name]
    assert thin_backups(world.project, folder, NOW, Keep()) == []


def test_a_backup_with_work_that_is_nowhere_else_is_never_deleted(world, folder: Path) -> None:
    """As after going back to an older backup: what was done since is only in those between."""
    base = make(world, folder, NOW - timedelta(days=5), "time")
    branch = world.copy("branch")
    branch.add_document("only here")
    precious = make(branch, folder, NOW - timedelta(days=3, hours=2), "time")
    branch.project.close()
    last = make(world, folder, NOW - timedelta(days=3), "time")
    assert thin_backups(world.project, folder, NOW, Keep(days=1, weeks=0, months=0)) == [base]
    assert precious.exists()
    assert last.exists()


def test_backups_of_another_project_are_never_deleted(world, folder: Path, tmp_path) -> None:
    other = Project.create(tmp_path / "other.annot", _codebook(), "asn", "1", "Cici")
    strangers = [
        write_backup(other, folder, "time", NOW - timedelta(days=3, hours=hours))
        for hours in range(3)
    ]
    other.close()
    assert thin_backups(world.project, folder, NOW, Keep()) == []
    assert all(path.exists() for path in strangers)


# a copy anywhere ----------------------------------------------------------------------------------


def test_a_copy_never_takes_the_place_of_a_file(world, tmp_path: Path) -> None:
    target = tmp_path / "mine.annot"
    target.write_text("mine")
    with pytest.raises(EnvironmentFault) as caught:
        backup.write_copy(world.project, target)
    assert caught.value.code == "file_exists"
    assert target.read_text() == "mine"
    assert backup.write_copy(world.project, tmp_path / "free.annot").is_file()


def test_a_name_that_is_taken_while_copying_is_told(world, tmp_path: Path) -> None:
    target = tmp_path / "c.annot"

    def told(*_: int) -> bool:
        target.write_text("mine")
        return True

    with pytest.raises(EnvironmentFault) as caught:
        backup.write_copy(world.project, target, told)
    assert caught.value.code == "file_exists"
    assert target.read_text() == "mine"
    assert not list(tmp_path.glob(".*.draft"))


def test_reading_a_list_is_not_stopped_by_a_file_that_goes(world, folder, monkeypatch) -> None:
    path = make(world, folder)
    monkeypatch.setattr(backup_list, "paths_of", lambda *_: [path.with_name(FIRST)])
    path.unlink()
    (found,) = find_backups(folder.parent, world.project.project_id)
    assert found.fault == "missing_file"
