from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.model.errors import ProjectLocked
from annotator.store import lock
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


def test_a_note_left_by_a_crash_does_no_harm(world) -> None:
    world.project.close()
    lock.write_note(world.path, lock.Holder("Budi", "elsewhere", 1, "2020-01-01T00:00:00Z"))
    world.reopen()
    assert lock.read_note(world.path).pid == os.getpid()
    world.project.close()
    assert not lock.note_path(world.path).exists()


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"who":1}', "[" * 5000, "\ud800"])
def test_a_note_that_says_nothing_is_no_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.annot"
    lock.note_path(path).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert lock.read_note(path) == lock.Holder()


def test_a_note_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    lock.write_note(tmp_path / "no" / "p.annot", lock.Holder())
    lock.delete_note(tmp_path / "no" / "p.annot")


def test_the_note_says_who_where_and_since_when(world) -> None:
    world.project.close()
    world.project = Project.open(world.path, clock=world.clock, who="Ani")
    assert json.loads(lock.note_path(world.path).read_text()) == {
        "who": "Ani",
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": "2025-12-01T12:00:00Z",
    }


RACE = """
import sys, time
from pathlib import Path
from annotator.model.errors import ProjectLocked
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
