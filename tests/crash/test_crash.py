"""Kills, full disks and failing flushes: what was said to be saved is there, and nothing half."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from crash_figures import FIGURES

from annotator.store.integrity import check
from annotator.store.project import Project

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals and resource limits"),
]

HERE = Path(__file__).parent
CHILD = [sys.executable, str(HERE / "coding_child.py")]
ROUNDS, MANY_PROJECTS = 16, 7


def run(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    command = [*CHILD, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **more}
    )


def killed(delay: float, *arguments: object) -> list[str]:
    """Start a coder, kill it after a while, and return what it had said."""
    with subprocess.Popen(
        [*CHILD, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    ) as child:
        first = child.stdout.readline()
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        return [first.rstrip("\n"), *complete_lines(child.stdout.read())]


def complete_lines(text: str) -> list[str]:
    """A line that the kill cut off was not said."""
    return text.split("\n")[:-1]


def saved(lines: list[str]) -> set[str]:
    return {line.split()[1] for line in lines if line.startswith("SAVED")}


def verbs(project: Project) -> set[str]:
    """Everything that the log has, named as the coder names it."""
    rows = project.file.rows("SELECT id, undoes, group_id FROM revision")
    return {
        f"group-{group.hex()}" if group and not undoes else identity.hex()
        for identity, undoes, group in rows
    }


def test_a_kill_at_any_moment_loses_nothing_that_was_said_to_be_saved(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    projects = MANY_PROJECTS if request.config.getoption("--slow") else 1
    for number in range(projects):
        told = kill_again_and_again(tmp_path / f"{number}.annot", number)
        FIGURES["kills at random moments of coding"] += ROUNDS
        FIGURES["acts acknowledged before those kills, of which 0 were lost"] += told


def kill_again_and_again(path: Path, seed: int) -> int:
    """Code and be killed, over and over in one project; returns how much was said to be saved."""
    chance = random.Random()
    told: set[str] = set()
    known = 0
    for number in range(ROUNDS):
        told |= saved(killed(chance.random() * 0.12, path, "forever", ROUNDS * seed + number))
        project = Project.open(path)
        assert check(project) == [], f"round {number}"
        there = verbs(project)
        beginning = 2
        assert told <= there, f"round {number}: lost {told - there}"
        extra = len(there) - len(told) - beginning
        assert extra - known in (0, 1), f"round {number}: {extra - known} that nobody was told of"
        known = extra
        for group, count in project.file.rows(
            "SELECT group_id, count(*) FROM revision WHERE group_id IS NOT NULL AND undoes IS NULL"
            " GROUP BY group_id"
        ):
            assert count == 3, f"half an import {group.hex()}"
        project.close()
    assert len(told) > ROUNDS
    return len(told)


def test_a_kill_while_a_project_is_made_leaves_a_whole_one_or_none(tmp_path: Path) -> None:
    chance = random.Random()
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        told = saved(killed(chance.random() * 0.1, folder, "create"))
        made = sorted(folder.glob("[0-9]*.annot"))
        assert {path.stem for path in made} >= told
        for path in made:
            project = Project.open(path)
            assert check(project) == []
            project.close()


def test_a_full_disk_refuses_verbs_and_loses_none(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    done = run(path, "fill", 1)
    lines = done.stdout.splitlines()
    assert lines[-1] == "CLOSED", done.stderr
    assert "FULL" in lines
    project = Project.open(path)
    assert saved(lines) <= verbs(project)
    assert check(project) == []
    project.close()
    assert os.listdir(tmp_path) == ["p.annot"]


def test_a_disk_that_stays_full_leaves_a_file_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    lines = killed(0, path, "fill", 2)
    project = Project.open(path)
    assert saved(lines) <= verbs(project)
    assert check(project) == []
    project.close()


@pytest.fixture(scope="module")
def failing_flush(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("needs a C compiler on Linux")
    library = tmp_path_factory.mktemp("flush") / "failing_flush.so"
    source = HERE / "failing_flush.c"
    built = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=False
    )
    if built.returncode:
        pytest.skip("the C compiler does not work")
    return library


def test_a_flush_that_fails_is_told_and_loses_nothing(tmp_path: Path, failing_flush: Path) -> None:
    path = tmp_path / "p.annot"
    told: set[str] = set()
    assert run(path, "some", 0).stdout.endswith("CLOSED\n")
    for which in (1, 3, 6, 11, 20, 33):
        done = run(path, "some", which, LD_PRELOAD=str(failing_flush), FAIL_FLUSH=str(which))
        assert not done.stderr or "EnvironmentFault" in done.stderr
        told.update(done.stdout.splitlines())
        project = Project.open(path)
        assert saved(list(told)) <= verbs(project), f"flush {which}"
        assert check(project) == []
        project.close()
    assert "NOT disk_error" in told
