"""Killed while backing up or restoring: the project is there and whole, no backup is half."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from crash_figures import FIGURES

from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.identity import document_id, new_id, text_hash
from annotator.store import coders
from annotator.store.backup import write_backup
from annotator.store.backup_list import find_backups
from annotator.store.integrity import check
from annotator.store.project import Project

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals"),
]

CHILD = [sys.executable, str(Path(__file__).parent / "keeping_child.py")]
ROUNDS = 8


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p" / "p.annot"
    path.parent.mkdir()
    project = Project.create(path, CodebookFile(new_id(), "labels: {}"), "asn", "1", "Ani")
    for number in range(30):
        add(project, f"{number} " + os.urandom(15_000).hex())
    project.close()
    return path


def add(project: Project, text: str) -> None:
    me, sha = coders.list_coders(project)[0].id, text_hash(text)
    value = {"key": sha, "name": "d", "title": "d", "text": text, "sha256": sha, "meta": {}}
    project.commit(me, "import", [Operation("document", document_id(sha), value)])


def killed(delay: float, *arguments: object) -> int:
    """Start, kill after a while, and return how often it had done its work."""
    command = [*CHILD, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "READY\n"
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        return child.stdout.read().count("DONE")


def contents(path: Path) -> set[str]:
    with Project.open(path) as project:
        assert check(project) == []
        return {row[0] for row in project.file.rows("SELECT text FROM document")}


def test_a_kill_while_backing_up_leaves_the_project_and_whole_backups(
    path: Path, tmp_path: Path
) -> None:
    chance = random.Random()
    before, root, told = contents(path), tmp_path / "backups", 0
    for _round in range(ROUNDS):
        told += killed(chance.random() * 0.3, "backup", path, root / "p")
        FIGURES["kills while backing up: the project and every backup were whole"] += 1
        assert contents(path) == before
    found = find_backups(root)
    assert len(found) >= told
    assert [one.fault for one in found] == [""] * len(found)
    assert contents(Path(shutil.copy(found[0].path, tmp_path / "c.annot"))) == before


def test_a_kill_while_restoring_leaves_one_of_the_two_and_loses_nothing(
    path: Path, tmp_path: Path
) -> None:
    chance = random.Random()
    with Project.open(path) as project:
        write_backup(project, tmp_path / "b", "hand", datetime.now(UTC))
        add(project, "since then")
    new = contents(path)
    old = new - {"since then"}
    for _round in range(ROUNDS):
        killed(chance.random() * 0.2, "restore", path, tmp_path / "b")
        FIGURES["kills while going back to a backup: the project was the old one or the new"] += 1
        assert contents(path) in (old, new)
    asides = [contents(one) for one in path.parent.glob("p-before-*.annot")]
    assert new in [contents(path), *asides]
    assert all(one in (old, new) for one in asides)
