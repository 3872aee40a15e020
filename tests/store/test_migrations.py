from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import ProjectDamaged
from annotator.model.identity import Id
from annotator.store import codebooks, coders, documents, migrations, spans
from annotator.store.chronicle import LAST
from annotator.store.engine import APPLICATION_ID, connected
from annotator.store.integrity import check
from annotator.store.past import ArticlePast
from annotator.store.project import Project
from annotator.store.revisions import revert, undo_stack

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
    assert facts(old) == (APPLICATION_ID, migrations.newest())


def test_an_older_project_is_brought_up_to_date_after_a_copy(old: Path, monkeypatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, NEXT])
    project = Project.open(old)
    assert documents.count_documents(project) == 1
    assert project.file.rows("SELECT count(*) FROM wave") == [(1,)]
    project.close()
    newest = migrations.newest()
    assert facts(old)[1] == newest
    copy = old.with_name(f"p-version-{newest - 1}.annot")
    assert facts(copy) == (APPLICATION_ID, newest - 1)
    monkeypatch.undo()
    before = Project.open(copy)
    assert documents.count_documents(before) == 1
    before.close()


def test_a_second_copy_does_not_replace_the_first(old: Path, monkeypatch) -> None:
    version = migrations.newest()
    first = old.with_name(f"p-version-{version}.annot")
    first.write_text("mine")
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, NEXT])
    Project.open(old).close()
    assert first.read_text() == "mine"
    assert facts(old.with_name(f"p-version-{version}-2.annot"))[1] == version


def test_a_step_that_fails_leaves_the_project_as_it_was(old: Path, monkeypatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, BROKEN])
    with pytest.raises(ProjectDamaged):
        Project.open(old)
    monkeypatch.undo()
    assert facts(old)[1] == migrations.newest()
    project = Project.open(old)
    assert documents.count_documents(project) == 1
    project.close()


UPGRADES = Path(__file__).parents[1] / "upgrades"


@pytest.mark.parametrize("file", sorted(UPGRADES.glob("*.annot")), ids=lambda file: file.stem)
def test_a_project_of_every_version_opens_whole_and_keeps_its_history(file, tmp_path) -> None:
    path = Path(shutil.copy(file, tmp_path / "old.annot"))
    was = facts(path)[1]
    assert file.stem == f"version-{was}"
    with Project.open(path) as project:
        assert facts_of(project) == migrations.newest()
        assert check(project) == []
        (ani, budi) = sorted(coders.list_coders(project), key=lambda one: one.name)
        (row,) = project.file.rows("SELECT id FROM document")
        document, codebook = Id(row[0].hex()), codebooks.current_codebook_id(project)
        own = spans.load_set(project, document, ani.id, codebook)
        assert [span.label for span in own.spans] == ["person", "place"]
        assert (len(own.relations), own.comments[0].text) == (1, "Periksa")
        assert (own.status, own.fields["outlet"]) == ("in_progress", "Kaltim")
        assert len(spans.load_set(project, document, budi.id, codebook).spans) == 1
        now = ArticlePast(project, document).sets_at(LAST, codebook)
        assert now[ani.id] == own
        revert(project, ani.id, undo_stack(project, ani.id)[-1], "undo")
        assert spans.load_set(project, document, ani.id, codebook).status != "in_progress"
    assert path.with_name(f"old-version-{was}.annot").exists() == (was < migrations.newest())


def facts_of(project: Project) -> int:
    return migrations.version_of(project.file.connection)


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
