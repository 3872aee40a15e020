"""Copying an open project: whole, in step with what is done meanwhile, and nobody waits."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from annotator.model.errors import EnvironmentFault, ProjectDamaged, RefusedError
from annotator.model.stopped import Stopped
from annotator.store import copying, first_look
from annotator.store.copying import Tip, copy_open, opened_copy, size_of, verify_copy
from annotator.store.engine import connected
from annotator.store.integrity import check
from annotator.store.project import Project

TEXT = "Bupati melarang ASN ikut kampanye. "


@pytest.fixture
def large(world):
    """A project of some hundred pages, so that a copy takes several steps."""
    for number in range(40):
        world.add_document(f"{number} " + os.urandom(15_000).hex(), f"d{number}")
    assert world.project.file.row("PRAGMA page_count")[0] > 3 * copying.PAGES
    return world


def opened(path: Path) -> Project:
    return Project.open(path)


def test_a_copy_is_one_closed_file_with_everything(large, tmp_path: Path) -> None:
    draft = tmp_path / "copy.annot"
    tip = copy_open(large.project, draft)
    revisions = large.project.file.row("SELECT count(*) FROM revision")[0]
    assert tip == Tip(large.project.project_id, revisions)
    assert draft.read_bytes()[18:20] == b"\1\1", "it needs no log beside it"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "copy.annot", "p.annot", "p.annot-wal", "p.annot.lock",
    ]  # fmt: skip
    state = large.state()
    large.project.close()
    with opened(draft) as copy:
        assert check(copy) == []
        large.project = copy
        assert large.state() == state


def test_what_is_done_between_two_steps_is_in_the_copy_or_after_it(large, tmp_path: Path) -> None:
    document = large.add_document(TEXT, "late")
    done = []

    def told(at: int, _total: int) -> bool:
        done.append((at, large.add_span(document, len(done) % 30, 34).id))
        return True

    tip = copy_open(large.project, tmp_path / "c.annot", told)
    assert len(done) > 4
    with opened(tmp_path / "c.annot") as copy:
        assert check(copy) == []
        spans = {row[0].hex() for row in copy.file.rows("SELECT id FROM span")}
        assert copy.file.row("SELECT count(*) FROM revision")[0] == tip.revisions
    while_copying = {identity for at, identity in done[:4]}
    assert while_copying <= spans
    assert check(large.project) == []


def test_a_transaction_that_is_rolled_back_meanwhile_leaves_no_trace(large, tmp_path) -> None:
    document = large.add_document(TEXT, "late")
    seen = []

    def told(_done: int, _total: int) -> bool:
        if len(seen) < 3:
            seen.append(1)
            with contextlib.suppress(ZeroDivisionError), large.project.transaction():
                for start in range(30):
                    large.add_span(document, start, 34)
                raise ZeroDivisionError
        return True

    copy_open(large.project, tmp_path / "c.annot", told)
    with opened(tmp_path / "c.annot") as copy:
        assert check(copy) == []
        assert copy.file.row("SELECT count(*) FROM span")[0] == 0


def test_the_log_may_be_emptied_between_two_steps(large, tmp_path: Path) -> None:
    document = large.add_document(TEXT, "late")

    def told(_done: int, _total: int) -> bool:
        large.add_span(document, 0, 6)
        large.project.file.empty_log()
        return True

    copy_open(large.project, tmp_path / "c.annot", told)
    with opened(tmp_path / "c.annot") as copy:
        assert check(copy) == []


def test_the_project_is_free_between_two_steps(large, tmp_path: Path) -> None:
    free = []

    def ask() -> None:
        lock = large.project.file.lock
        free.append(lock.acquire(blocking=False))
        if free[-1]:
            lock.release()

    def told(_done: int, _total: int) -> bool:
        other = threading.Thread(target=ask)
        other.start()
        other.join()
        return True

    copy_open(large.project, tmp_path / "c.annot", told)
    assert len(free) > 3
    assert all(free)


def test_progress_goes_up_to_all_of_it(large, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    copy_open(large.project, tmp_path / "c.annot", lambda *one: bool(told.append(one)) or True)
    shares = [done / total for done, total in told if total]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5


@pytest.mark.parametrize("step", [0, 1, 3])
def test_a_copy_that_is_stopped_leaves_nothing(large, tmp_path: Path, step: int) -> None:
    asked = []

    def told(_done: int, _total: int) -> bool:
        asked.append(1)
        return len(asked) <= step

    with pytest.raises(Stopped):
        copy_open(large.project, tmp_path / "c.annot", told)
    assert not list(tmp_path.glob("c.annot*"))
    large.add_document(TEXT, "after")
    assert check(large.project) == []


def test_closing_the_project_stops_the_copying(large, tmp_path: Path) -> None:
    begun = threading.Event()
    failed = []

    def told(done: int, _total: int) -> bool:
        begun.set()
        return True

    def copy() -> None:
        try:
            while True:
                copy_open(large.project, tmp_path / "c.annot", told)
        except (Stopped, RefusedError) as error:
            failed.append(error)

    thread = threading.Thread(target=copy)
    thread.start()
    assert begun.wait(20)
    large.project.close()
    thread.join(20)
    assert not thread.is_alive()
    assert failed
    assert not list(tmp_path.glob("c.annot*"))
    assert not list(tmp_path.glob("p.annot-*"))
    with opened(large.path) as again:
        assert check(again) == []


def test_a_copy_waits_for_a_long_transaction_and_can_be_stopped_meanwhile(large, tmp_path) -> None:
    answers = []
    ended = []

    def told(_done: int, _total: int) -> bool:
        answers.append(1)
        return len(answers) < 3

    def copy() -> None:
        try:
            copy_open(large.project, tmp_path / "c.annot", told)
        except Stopped:
            ended.append(1)

    thread = threading.Thread(target=copy)
    with large.project.transaction():
        thread.start()
        thread.join(20)
    assert ended == [1]


def test_a_folder_that_is_not_there_is_told(world, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        copy_open(world.project, tmp_path / "nowhere" / "c.annot")
    assert caught.value.code == "cannot_open"


def test_a_damaged_project_gives_no_copy(large, tmp_path: Path, monkeypatch) -> None:
    """Also where the first look, which is cheap, has found nothing."""
    monkeypatch.setattr(first_look, "SMALL", 0)
    monkeypatch.setattr(first_look, "NEWEST_BYTES", 0)
    large.project.close()
    data = bytearray(large.path.read_bytes())
    data[4096 * 20 : 4096 * 24] = b"\xff" * 4096 * 4
    large.path.write_bytes(data)
    with Project.open(large.path) as damaged, pytest.raises(ProjectDamaged) as caught:
        copy_open(damaged, tmp_path / "c.annot")
    assert caught.value.code == "copy_unsound"
    assert caught.value.fields["path"] == str(large.path)
    assert not list(tmp_path.glob("c.annot*"))


def test_a_copy_of_something_else_is_not_taken(world, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(copying, "tip_of", lambda *_: Tip(world.project.project_id, 0))
    with pytest.raises(ProjectDamaged) as caught:
        copy_open(world.project, tmp_path / "c.annot")
    assert caught.value.code == "copy_unsound"
    assert not list(tmp_path.glob("c.annot*"))


def test_no_copy_is_larger_than_was_said(large, tmp_path: Path) -> None:
    size = size_of(large.project.file)
    copy_open(large.project, tmp_path / "c.annot")
    assert size / 3 < (tmp_path / "c.annot").stat().st_size <= size


def test_looking_into_a_copy_changes_nothing(world, tmp_path: Path) -> None:
    copy_open(world.project, tmp_path / "c.annot")
    before = (tmp_path / "c.annot").read_bytes()
    files = sorted(tmp_path.iterdir())
    with opened_copy(tmp_path / "c.annot") as connection:
        assert connection.execute("SELECT count(*) FROM coder").fetchone() == (1,)
        with pytest.raises(Exception, match="readonly"):
            connection.execute("DELETE FROM coder")
    assert (tmp_path / "c.annot").read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files


def test_a_copy_that_was_left_open_is_not_believed(world, tmp_path: Path) -> None:
    copy_open(world.project, tmp_path / "c.annot")
    (tmp_path / "c.annot-wal").write_bytes(b"something")
    with pytest.raises(ProjectDamaged) as caught:
        verify_copy(tmp_path / "c.annot")
    assert caught.value.code == "not_closed"


def test_a_copy_with_a_table_of_somebody_else_is_refused(world, tmp_path: Path) -> None:
    copy_open(world.project, tmp_path / "c.annot")
    stranger = connected(tmp_path / "c.annot")
    stranger.execute("CREATE TABLE mine(x)")
    stranger.close()
    with pytest.raises(ProjectDamaged) as caught:
        verify_copy(tmp_path / "c.annot")
    assert caught.value.code == "foreign_contents"


def test_reading_a_copy_again_can_be_stopped(large, tmp_path: Path, monkeypatch) -> None:
    copy_open(large.project, tmp_path / "c.annot")
    monkeypatch.setattr(copying, "_OPERATIONS", 10)
    with pytest.raises(Stopped):
        verify_copy(tmp_path / "c.annot", lambda *_: False)


OLD_ENGINE = """
import sys
sys.modules["pysqlite3"] = None
from pathlib import Path
from annotator.store import engine
from annotator.store.copying import copy_open, verify_copy
from annotator.store.project import Project
import sqlite3
assert engine.Connection is sqlite3.Connection
project = Project.open(Path(sys.argv[1]))
tip = copy_open(project, Path(sys.argv[2]))
assert tip == verify_copy(Path(sys.argv[2]))
project.close()
"""


def test_the_sqlite_of_python_itself_copies_too(large, tmp_path: Path) -> None:
    large.project.close()
    done = subprocess.run(
        [sys.executable, "-c", OLD_ENGINE, str(large.path), str(tmp_path / "c.annot")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with opened(tmp_path / "c.annot") as copy:
        assert check(copy) == []
