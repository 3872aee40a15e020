"""What can be seen at once in a damaged file is seen before anything is written into it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.model.errors import ProjectDamaged
from annotator.store import first_look
from annotator.store.project import Project


@pytest.fixture
def closed(world) -> Path:
    document = world.add_document()
    for start in range(8):
        world.add_span(document, start, start + 9)
    world.project.close()
    return world.path


def refusal(path: Path) -> ProjectDamaged:
    before = path.read_bytes()
    with pytest.raises(ProjectDamaged) as refused:
        Project.open(path)
    assert path.read_bytes() == before
    assert not Path(f"{path}-wal").exists()
    return refused.value


def tampered(path: Path, sql: str) -> Path:
    """Change the log as only a fault, or another program, can."""
    connection = sqlite3.connect(path)
    trigger = "SELECT sql FROM sqlite_master WHERE name = 'revision_no_update'"
    (stored,) = connection.execute(trigger).fetchone()
    connection.execute("DROP TRIGGER revision_no_update")
    connection.execute(sql)
    connection.execute(stored)
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize(
    "change",
    [
        "body = x'00'",
        "z = 0, body = CAST('{}' AS BLOB)",
        "hash = zeroblob(32)",
        "prev = zeroblob(32)",
        "seq = seq + 1",
        "author_id = zeroblob(16)",
    ],
)
def test_a_last_step_that_is_not_as_it_was_written_is_seen(closed: Path, change: str) -> None:
    newest = "n = (SELECT max(n) FROM revision)"
    path = tampered(closed, f"UPDATE revision SET {change} WHERE {newest}")
    found = refusal(path)
    assert found.code == "damaged"
    assert str(found.fields["detail"]).startswith("revision ")


def test_a_page_of_noise_in_a_small_file_is_seen(closed: Path) -> None:
    data = bytearray(closed.read_bytes())
    data[4096 * 5 : 4096 * 6] = os.urandom(4096)
    closed.write_bytes(data)
    found = refusal(closed)
    assert found.code == "damaged"
    assert len(str(found.fields["detail"]).splitlines()) == 1


def test_a_project_whose_header_is_destroyed_is_not_called_something_else(closed: Path) -> None:
    data = bytearray(closed.read_bytes())
    data[:100] = bytes(100)
    closed.write_bytes(data)
    assert refusal(closed).code == "damaged"


def test_in_a_large_file_only_the_end_of_the_log_is_read(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_look, "SMALL", 0)
    monkeypatch.setattr(first_look, "NEWEST_BYTES", 0)
    oldest = "n = (SELECT min(n) FROM revision)"
    tampered(closed, f"UPDATE revision SET hash = zeroblob(32) WHERE {oldest}")
    Project.open(closed).close()


def test_a_file_that_a_crash_left_is_looked_at_with_its_log(world, tmp_path: Path) -> None:
    world.add_span(world.add_document())
    for end in ("", "-wal"):
        shutil.copy(f"{world.path}{end}", tmp_path / f"crashed.annot{end}")
    with Project.open(tmp_path / "crashed.annot") as project:
        assert project.file.row("SELECT count(*) FROM span") == (1,)
