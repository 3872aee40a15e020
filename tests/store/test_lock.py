from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.model.errors import EnvironmentFault, ProjectLocked
from annotator.store import lock, spans
from annotator.store.project import Project

HOLD = """
import sys
from pathlib import Path
from annotator.store.project import Project
project = Project.open(Path(sys.argv[1]), who="Ibu Ani")
print("open", flush=True)
sys.stdin.read()
project.close()
"""


def test_a_second_program_is_told_who_has_the_project(world) -> None:
    world.project.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(world.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout.readline() == "open\n"
        begun = time.monotonic()
        with pytest.raises(ProjectLocked) as refused:
            Project.open(world.path)
        assert time.monotonic() - begun < 2
        assert refused.value.code == "locked"
        assert refused.value.fields["who"] == "Ibu Ani"
        assert refused.value.fields["host"] == socket.gethostname()
        assert refused.value.fields["since"].endswith("Z")
        holder.stdin.close()
        holder.wait()
    world.reopen()


def test_the_same_program_does_not_open_a_project_twice(world) -> None:
    with pytest.raises(ProjectLocked) as refused:
        Project.open(world.path)
    assert refused.value.fields["since"] == "2025-12-01T12:00:00Z"
    check = subprocess.run(
        [sys.executable, "-c", HOLD, str(world.path)], capture_output=True, text=True, input=""
    )
    assert "ProjectLocked" in check.stderr, "trying it did not drop the lock"


def tried_elsewhere(path: Path) -> str:
    """What another process says when it opens a project (empty where it could)."""
    done = subprocess.run(
        [sys.executable, "-c", HOLD, str(path)], capture_output=True, text=True, input=""
    )
    return done.stderr.strip().rpartition("\n")[2]


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="locks belong to handles there")


def test_a_file_dialog_that_looks_into_the_project_does_not_drop_the_lock(world) -> None:
    for path in (world.path, lock.note_path(world.path)):
        with path.open("rb") as file:
            file.read(16)
    assert "ProjectLocked" in tried_elsewhere(world.path)
    span = world.add_span(world.add_document())
    world.reopen()
    assert spans.find_span(world.project, span.id) == span


@posix_only
def test_a_link_to_a_project_leads_to_the_same_lock(world, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.annot"
    link.symlink_to(world.path)
    world.path.open("rb").close()
    assert "ProjectLocked" in tried_elsewhere(link)
    assert os.listdir(link.parent) == ["link.annot"]


def test_a_lock_left_by_a_crash_does_no_harm(world) -> None:
    world.project.close()
    note = lock.note_path(world.path)
    note.write_text(json.dumps({"who": "Budi", "host": "h", "pid": 1, "since": "2020"}) * 9)
    world.reopen()
    assert lock.read_note(world.path).pid == os.getpid()
    world.project.close()
    assert not note.exists()


@posix_only
def test_a_program_that_was_killed_no_longer_holds_the_project(world) -> None:
    world.project.close()
    command = [sys.executable, "-c", HOLD, str(world.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert lock.read_note(world.path).who == "Ibu Ani"
    world.reopen()
    assert lock.read_note(world.path).who != "Ibu Ani"


@posix_only
def test_what_comes_under_a_waiting_program_is_not_taken_for_the_lock(tmp_path: Path) -> None:
    first = lock.take(tmp_path / "p.annot")
    waiting = os.open(lock.note_path(tmp_path / "p.annot"), os.O_RDWR)
    first.release()
    assert not lock._is_in_place(waiting, lock.note_path(tmp_path / "p.annot"))
    second = lock.take(tmp_path / "p.annot")
    first.release()
    first.write_note(lock.Holder("Budi"))
    assert lock.note_path(tmp_path / "p.annot").read_bytes() == b""
    os.close(waiting)
    second.release()


@posix_only
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("victim")])
def test_what_is_no_lock_is_neither_used_nor_harmed(world, tmp_path: Path, make) -> None:
    world.project.close()
    (tmp_path / "victim").write_text("precious")
    make(lock.note_path(world.path))
    with pytest.raises(EnvironmentFault) as refused:
        Project.open(world.path)
    assert refused.value.code == "lock_in_the_way"
    assert refused.value.fields == {"path": str(lock.note_path(world.path))}
    assert (tmp_path / "victim").read_text() == "precious"
    assert lock.read_note(world.path) == lock.Holder()
    note = lock.note_path(world.path)
    (note.rmdir if make is Path.mkdir else note.unlink)()
    world.reopen()


@posix_only
def test_a_lock_of_another_account_can_be_locked(world, monkeypatch: pytest.MonkeyPatch) -> None:
    world.project.close()
    lock.note_path(world.path).write_text("theirs")
    opened = os.open

    def theirs(path: Path, flags: int, *rest: int) -> int:
        if str(path).endswith(".lock") and flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "theirs")
        return opened(path, flags, *rest)

    monkeypatch.setattr(lock.os, "open", theirs)
    world.reopen()
    assert "ProjectLocked" in tried_elsewhere(world.path)
    assert lock.note_path(world.path).read_text() == "theirs"


@posix_only
def test_where_files_cannot_be_locked_the_lock_of_sqlite_has_to_do(
    world, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    world.project.close()
    monkeypatch.setattr(fcntl, "flock", no_locks)
    world.reopen()
    assert lock.read_note(world.path).pid == os.getpid()
    assert "ProjectLocked" in tried_elsewhere(world.path)


def test_nothing_is_said_about_a_holder_who_said_nothing(world) -> None:
    lock.note_path(world.path).write_bytes(b"")
    with pytest.raises(ProjectLocked) as refused:
        Project.open(world.path)
    assert refused.value.code == "locked_by_somebody"
    assert refused.value.fields == {"path": str(world.path)}


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"who":1}', "[" * 5000, "\ud800"])
def test_a_note_that_says_nothing_is_no_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.annot"
    lock.note_path(path).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert lock.read_note(path) == lock.Holder()


@posix_only
def test_a_note_that_cannot_be_written_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    hold = lock.take(tmp_path / "p.annot")
    monkeypatch.setattr(lock.os, "write", full)
    hold.write_note(lock.Holder("Ani"))
    shutil.rmtree(tmp_path)
    hold.release()


def test_the_note_says_who_where_and_since_when(world) -> None:
    world.project.close()
    world.project = Project.open(world.path, clock=world.clock, who="Ani")
    assert json.loads(lock.note_path(world.path).read_text()) == {
        "who": "Ani",
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": "2025-12-01T12:00:00Z",
    }


def test_who_gives_no_name_is_called_as_the_computer_knows_them(world, monkeypatch) -> None:
    monkeypatch.setattr(lock.getpass, "getuser", lambda: "ani.w")
    world.reopen()
    assert lock.read_note(world.path).who == "ani.w"
    with pytest.raises(ProjectLocked) as refused:
        Project.open(world.path)
    assert refused.value.fields["who"] == "ani.w"

    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr(lock.getpass, "getuser", nobody)
    world.reopen()
    assert lock.read_note(world.path).who == ""


RACE = """
import sys, time
from pathlib import Path
from annotator.model.errors import EnvironmentFault, ProjectLocked
from annotator.store.project import Project
sys.stdin.readline()
try:
    project = Project.open(Path(sys.argv[1]))
except ProjectLocked:
    print("locked")
else:
    print("open", flush=True)
    time.sleep(0.6)
    project.close()
"""


def test_of_two_programs_that_come_at_once_not_both_get_in(world) -> None:
    world.project.close()
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(world.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    time.sleep(0.5)
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    said = [racer.communicate() for racer in racers]
    assert [errors for _, errors in said if errors] == []
    assert [words for words, _ in said].count("open\n") <= 1
    world.reopen()
