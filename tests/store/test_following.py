"""A project that others write is shown as it was at some moment, whole, and then as it is now."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from other_program import OtherProgram

from annotator.model.errors import EnvironmentFault, ProjectDamaged, ProjectLocked, RefusedError
from annotator.store import coders, documents, following, lock, migrations
from annotator.store.following import Following
from annotator.store.integrity import check
from annotator.store.project import Project

CHILD = Path(__file__).parents[1] / "crash" / "coding_child.py"

HOLD = """
import sys
from pathlib import Path
from annotator.store import coders
from annotator.store.project import Project
project = Project.open(Path(sys.argv[1]), who="Ibu Ani")
print("open", flush=True)
for line in sys.stdin:
    me = coders.list_coders(project)[0]
    from annotator.model.change import Operation
    from annotator.store.rows import coder_value
    import dataclasses
    if line.strip() == "empty":
        project.file.empty_log()
    else:
        renamed = dataclasses.replace(me, name=line.strip())
        project.commit(me.id, "verb", [Operation("coder", me.id, coder_value(renamed))])
    print("done", flush=True)
project.close()
print("closed", flush=True)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def other(world):
    world.add_document()
    world.project.close()
    made = OtherProgram(HOLD, world.path)
    yield made
    made.close()


def names(project: Project) -> list[str]:
    return [coder.name for coder in coders.list_coders(project)]


def look_again(follower: Following, project: Project) -> None:
    assert follower.has_changed()
    follower.prepare()
    follower.show(project)
    assert not follower.has_changed()


def test_what_another_program_writes_is_followed(
    world, other: OtherProgram, temporary: Path
) -> None:
    follower = Following(world.path)
    with follower.open() as project:
        assert project.path == world.path
        assert not follower.has_changed()
        for name in ("Budi", "Citra", "empty", "Dewi"):
            other.do(name)
            look_again(follower, project)
            assert name == "empty" or names(project) == [name]
            assert check(project) == []
        assert not follower.is_free()
        other.close()
        look_again(follower, project)
        assert follower.is_free()
        assert names(project) == ["Dewi"]
    follower.close()
    assert os.listdir(temporary) == []
    assert os.listdir(world.path.parent) == ["p.annot"]


def test_who_is_killed_leaves_the_project_free_and_nothing_is_lost(
    world, other: OtherProgram
) -> None:
    follower = Following(world.path)
    with follower.open() as project:
        other.do("Budi")
        other.kill()
        look_again(follower, project)
        assert names(project) == ["Budi"]
        assert follower.is_free()
    follower.close()
    world.reopen()
    assert names(world.project) == ["Budi"]


def test_a_program_that_never_rests_is_followed_and_every_sight_of_it_is_whole(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.annot"
    command = [sys.executable, str(CHILD), str(path), "forever", "1"]
    # At most 8 kB wait to be read, so some of 250 lines were said since the last look.
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, pipesize=4096) as child:
        while child.stdout.readline() != "READY\n":
            pass
        follower = Following(path)
        with follower.open() as project:
            seen = 0
            for _time in range(3):
                saved = [child.stdout.readline() for _line in range(250)]
                follower.prepare()
                follower.show(project)
                assert check(project) == []
                (count,) = project.file.row("SELECT count(*) FROM revision")
                assert count > seen
                seen = count
            assert saved
        child.kill()
        follower.close()


def test_every_verb_is_refused_and_the_file_is_not_touched(world, other) -> None:
    before = world.path.read_bytes()
    follower = Following(world.path)
    with follower.open() as project:
        world.project = project
        with pytest.raises(RefusedError) as refused:
            world.add_coder("Eko")
        assert refused.value.code == "only_read"
        assert documents.find_documents(project, "bupati")
    follower.close()
    assert world.path.read_bytes() == before


def test_what_was_indexed_for_searching_does_not_disturb_following(
    world, other: OtherProgram
) -> None:
    follower = Following(world.path)
    with follower.open() as project:
        assert documents.find_documents(project, "bupati")
        other.do("Budi")
        look_again(follower, project)
        assert names(project) == ["Budi"]
        assert check(project) == []
        assert documents.find_documents(project, "bupati")
    follower.close()


def test_a_damaged_project_is_shown_as_far_as_it_can_be_read(world, temporary: Path) -> None:
    world.add_span(world.add_document())
    world.project.close()
    data = bytearray(world.path.read_bytes())
    data[:4096] = bytes(4096)
    world.path.write_bytes(data)
    follower = Following(world.path)
    with follower.open() as project:
        assert project.file.row("SELECT count(*) FROM span") == (1,)
        assert follower.recovered is not None
        assert not follower.has_changed()
    follower.close()
    assert world.path.read_bytes() == data
    assert os.listdir(temporary) == []


def test_a_newer_project_is_shown_as_far_as_this_program_knows_it(world) -> None:
    world.add_span(world.add_document())
    world.project.file.connection.execute("PRAGMA user_version = 99")
    world.project.close()
    with pytest.raises(ProjectDamaged, match="newer_project"):
        Project.open(world.path)
    follower = Following(world.path)
    with follower.open() as project:
        assert project.file.row("SELECT count(*) FROM span") == (1,)
        assert follower.recovered.problems == []
    follower.close()


def test_what_is_no_project_is_refused_and_nothing_is_left(tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "notes.annot").write_text("not a project")
    with pytest.raises(ProjectDamaged) as refused:
        Following(tmp_path / "notes.annot").open()
    assert refused.value.fields["path"] == str(tmp_path / "notes.annot")
    with pytest.raises(EnvironmentFault, match="missing_file"):
        Following(tmp_path / "none.annot")
    assert os.listdir(temporary) == []


def test_a_file_that_vanishes_while_it_is_looked_at_is_said(world) -> None:
    world.project.close()
    follower = Following(world.path)
    with follower.open() as project:
        world.path.unlink()
        assert not follower.has_changed()
        assert not follower.is_free()
        with pytest.raises(EnvironmentFault) as refused:
            follower.prepare()
        assert refused.value.code == "vanished"
        assert names(project) == ["Ani"]
    follower.close()


def test_the_window_that_has_a_project_does_not_follow_itself(world) -> None:
    with pytest.raises(ProjectLocked):
        Following(world.path)


def test_where_there_is_no_room_for_a_copy_it_is_said(
    world, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    world.project.close()

    def full(*_: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    follower = Following(world.path)
    monkeypatch.setattr(following, "_copy", full)
    with pytest.raises(EnvironmentFault) as refused:
        follower.open()
    assert refused.value.code == "no_room_to_work"
    monkeypatch.setattr(following.tempfile, "mkdtemp", full)
    with pytest.raises(EnvironmentFault, match="no_room_to_work"):
        Following(world.path)


def test_a_file_that_never_stands_still_is_refused(world, monkeypatch: pytest.MonkeyPatch) -> None:
    world.project.close()
    follower = Following(world.path)
    numbers = iter(range(99))
    monkeypatch.setattr(Following, "_era_now", lambda _self: (bytes([next(numbers)]), None))
    with pytest.raises(ProjectLocked):
        follower.open()


def test_the_page_that_others_may_not_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_LOCKED_PAGE", 2**17)
    monkeypatch.setattr(following, "_STEP", 50_000)
    data = os.urandom(300_000)
    (tmp_path / "a").write_bytes(data)
    with (tmp_path / "a").open("rb") as given, (tmp_path / "b").open("wb") as taken:
        following._copy(given, taken)
    copied = (tmp_path / "b").read_bytes()
    assert copied[: 2**17] == data[: 2**17]
    assert copied[2**17 + 65536 :] == data[2**17 + 65536 :]


def test_a_lock_left_by_a_crash_is_free(world) -> None:
    world.project.close()
    lock.note_path(world.path).write_text("{}")
    follower = Following(world.path)
    assert follower.is_free()
    follower.close()


def test_what_was_indexed_between_two_looks_at_one_log_does_not_disturb_either(
    world, other: OtherProgram
) -> None:
    """Then the copy itself has changed, and only the log of the other program was fetched."""
    follower = Following(world.path)
    with follower.open() as project:
        other.do("Budi")
        look_again(follower, project)
        other.do("Citra")
        look_again(follower, project)
        assert documents.find_documents(project, "bupati")
        other.do("Dewi")
        look_again(follower, project)
        assert names(project) == ["Dewi"]
        assert check(project) == []
    follower.close()


def test_a_file_of_which_nothing_can_be_read_is_refused_by_its_own_name(
    world, temporary: Path
) -> None:
    world.project.close()
    data = world.path.read_bytes()
    world.path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    with pytest.raises(RefusedError) as refused:
        Following(world.path).open()
    assert (refused.value.code, refused.value.fields["path"]) == (
        "nothing_to_recover",
        str(world.path),
    )
    assert os.listdir(temporary) == []


def test_a_large_file_is_not_copied_whole_all_the_time(
    world, other: OtherProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is new in the same log is fetched at once, a whole copy only after a rest."""
    monkeypatch.setattr(following, "_LONG_SECONDS", -1.0)
    monkeypatch.setattr(following, "_RESTS", 1_000_000_000)
    follower = Following(world.path)
    with follower.open() as project:
        other.do("Budi")
        assert not follower.has_changed()
        follower.prepare()
        follower.show(project)
        other.do("Citra")
        look_again(follower, project)
        assert names(project) == ["Citra"]
        other.do("empty")
        other.do("Dewi")
        assert not follower.has_changed()
        follower._rests_until = 0.0
        look_again(follower, project)
        assert names(project) == ["Dewi"]
    follower.close()


OLDER = (
    """
from annotator.store import migrations
migrations.STEPS = migrations.STEPS[:2]
"""
    + HOLD
)


def test_an_older_project_is_followed_while_an_older_program_writes_it(tmp_path: Path) -> None:
    """The copy is brought up to date, again each time: what the other program writes is not."""
    upgrades = Path(__file__).parents[1] / "upgrades"
    path = Path(shutil.copy(upgrades / "version-2.annot", tmp_path / "p.annot"))
    other = OtherProgram(OLDER, path)
    follower = Following(path)
    with follower.open() as project:
        for name in ("Budi", "Citra", "empty", "Dewi"):
            other.do(name)
            look_again(follower, project)
            assert migrations.version_of(project.file.connection) == migrations.newest()
            assert check(project) == []
            assert name == "empty" or name in names(project)
    other.close()
    follower.close()
