"""Killed at every point of a verb: all of it is there or nothing, and what was told is there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import factories
import pytest
from copies_scene import Team, exported, mark
from crash_figures import FIGURES

from annotator.store.integrity import check
from annotator.workbench.joining import join_files
from annotator.workbench.session import Session
from annotator.workbench.syncing import sync_folder

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals"),
]

CHILD = [sys.executable, str(Path(__file__).parent / "point_child.py")]
TESTS = str(Path(__file__).parents[1])

STATEMENTS = [
    ("BEGIN", 1),
    ("INSERT INTO revision", 1),
    ("INSERT INTO touch", 1),
    ("INSERT INTO span", 1),
    ("COMMIT", 1),
    ("told", 1),
]
"""Points of every verb: before its first statement, between them, before and after its commit."""


def died(verb: str, point: str, number: int, *arguments: object) -> bool:
    """Run a verb that dies at a point; tells whether the point was reached."""
    command = [*CHILD, verb, point, str(number), *map(str, arguments)]
    paths = os.pathsep.join((TESTS, str(Path(TESTS).parent)))
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
        check=False,
    )
    if "DIES" in done.stdout:
        assert done.returncode == -signal.SIGKILL, done.stderr
        FIGURES["kills at named points: all of the verb or nothing was there"] += 1
        return True
    assert done.returncode == 0, done.stderr
    return False


def state(path: Path) -> bytes:
    with Session.open(path) as session:
        assert check(session.project) == []
        return exported(session)


@pytest.fixture
def team(tmp_path):
    """Two closed copies; the other has twenty marks more."""
    made = Team(tmp_path, ("here", "there"))
    for start in range(20):
        mark(made["there"], made.document, (start, start + 3))
    made.close()
    made.here, made.there = tmp_path / "here.annot", tmp_path / "there.annot"
    return made


@pytest.mark.parametrize(("point", "number"), STATEMENTS)
def test_a_mark_is_there_or_not(team, point, number):
    before = state(team.here)
    assert died("mark", point, number, team.here, 20)
    after = state(team.here)
    assert (after != before) == (point == "told")
    died("mark", "never", 1, team.here, 24)
    assert len(state(team.here)) > len(after)


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("point", ["INSERT INTO revision", "UPDATE span", "COMMIT", "told"])
def test_undo_is_done_or_not(team, point, number):
    before = state(team.there)
    if died("undo", point, number, team.there):
        assert (state(team.there) != before) == (point == "told")


@pytest.mark.parametrize(
    ("point", "number"), [*STATEMENTS, ("INSERT INTO document", 1), ("SAVEPOINT", 2)]
)
def test_an_import_came_whole_or_not_at_all(team, tmp_path, point, number):
    texts = []
    for name in range(8):
        texts.append(tmp_path / f"{name}.txt")
        texts[-1].write_text(f"Teks nomor {name}. " * 50)
    records = factories.write_records(
        tmp_path / "m.jsonl", factories.record([factories.span_record("s1", "place", 7, 10)])
    )
    before = state(team.here)
    assert died("import", point, number, team.here, *texts, records)
    after = state(team.here)
    assert (after != before) == (point == "told")
    assert not died("import", "never", 1, team.here, *texts, records)
    assert state(team.here) != before


@pytest.mark.parametrize(
    ("point", "number"),
    [*STATEMENTS, ("INSERT INTO revision", 12), ("DELETE FROM pending", 1), ("fsync", 1)],
)
def test_a_merge_came_whole_or_not_at_all(team, point, number):
    other = team.there.read_bytes()
    before = state(team.here)
    died("merge", point, number, team.here, team.there)
    assert team.there.read_bytes() == other
    after = state(team.here)
    whole = shutil.copy(team.there, team.folder / "whole.annot")
    assert after in (before, state(Path(whole)))
    with Session.open(team.here) as session:
        join_files(session.context, [team.there])
        assert exported(session) == state(team.there)


@pytest.mark.parametrize(
    ("point", "number"),
    [*STATEMENTS, ("fsync", 1), ("fsync", 2), ("INSERT INTO revision", 12)],
)
def test_an_exchange_can_be_cut_off_anywhere(team, tmp_path, point, number):
    """No half file is ever taken for a whole one, and the next exchange completes everything."""
    shared = tmp_path / "shared"
    shared.mkdir()
    with Session.open(team.there) as session:
        sync_folder(session.context, shared)
    with Session.open(team.here) as session:
        mark(session, team.document, (30, 33))
    died("sync", point, number, team.here, shared)
    assert check_all(team)
    for path in (team.here, team.there, team.here):
        with Session.open(path) as session:
            report = sync_folder(session.context, shared)
            assert report.refused == ()
    assert state(team.here) == state(team.there)


OLD = Path(TESTS) / "upgrades" / "version-1.annot"


@pytest.mark.parametrize(
    ("point", "number"),
    [("VACUUM", 1), ("BEGIN", 1), ("CREATE INDEX", 1), ("CREATE INDEX", 4), ("COMMIT", 1)],
)  # fmt: skip
def test_a_migration_is_done_or_not(tmp_path, point, number):
    """Cut off anywhere, the file is still the old one; the next opening brings it up to date."""
    path = Path(shutil.copy(OLD, tmp_path / "old.annot"))
    assert died("open", point, number, path)
    with Session.open(path) as session:
        assert session.project.file.row("PRAGMA user_version")[0] > 1
    copies = list(tmp_path.glob("old-version-1*.annot"))
    assert copies
    assert state(path) == state(Path(shutil.copy(copies[-1], tmp_path / "again.annot")))


def check_all(team) -> bool:
    return all(state(path) for path in (team.here, team.there))
