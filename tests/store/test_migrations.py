from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import ProjectDamaged
from annotator.store import documents, migrations
from annotator.store.engine import APPLICATION_ID, connected
from annotator.store.project import Project

NEXT = "CREATE TABLE wave(id BLOB NOT NULL PRIMARY KEY) STRICT; INSERT INTO wave VALUES(x'00')"
BROKEN = "CREATE TABLE wave(id BLOB); INSERT INTO nowhere VALUES(1)"


@pytest.fixture
def old(world) -> Path:
    world.add_document()
    world.project.close()
    return world.path


def facts(path: Path) -> tuple[int, int]:
    with contextlib.closing(connected(path)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        return application, migrations.version_of(connection)


def test_a_project_file_says_what_it_is_and_which_version(old: Path) -> None:
    assert facts(old) == (APPLICATION_ID, 1)


def test_an_older_project_is_brought_up_to_date_after_a_copy(old: Path, monkeypatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, NEXT])
    project = Project.open(old)
    assert documents.count_documents(project) == 1
    assert project.file.rows("SELECT count(*) FROM wave") == [(1,)]
    project.close()
    assert facts(old)[1] == 2
    copy = old.with_name("p-version-1.annot")
    assert facts(copy) == (APPLICATION_ID, 1)
    monkeypatch.undo()
    before = Project.open(copy)
    assert documents.count_documents(before) == 1
    before.close()


def test_a_second_copy_does_not_replace_the_first(old: Path, monkeypatch) -> None:
    old.with_name("p-version-1.annot").write_text("mine")
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, NEXT])
    Project.open(old).close()
    assert old.with_name("p-version-1.annot").read_text() == "mine"
    assert facts(old.with_name("p-version-1-2.annot"))[1] == 1


def test_a_step_that_fails_leaves_the_project_as_it_was(old: Path, monkeypatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, BROKEN])
    with pytest.raises(ProjectDamaged):
        Project.open(old)
    monkeypatch.undo()
    assert facts(old)[1] == 1
    project = Project.open(old)
    assert documents.count_documents(project) == 1
    project.close()


OLD_ENGINE = """
import sys
sys.modules["pysqlite3"] = None
from pathlib import Path
from annotator.store import codebooks, coders, documents, engine
from annotator.store.integrity import check
from annotator.store.project import Project
import sqlite3
assert engine.Connection is sqlite3.Connection
project = Project.open(Path(sys.argv[1]))
assert documents.find_documents(project, "bupati") == documents.find_documents(project)
me = coders.list_coders(project)[0]
assert check(project) == []
project.close()
"""


def test_the_sqlite_of_python_itself_opens_the_same_file(old: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OLD_ENGINE, str(old)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    project = Project.open(old)
    assert documents.count_documents(project) == 1
    project.close()
