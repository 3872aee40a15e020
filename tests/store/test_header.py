from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from annotator.model.errors import AnnotatorError, EnvironmentFault, ProjectDamaged
from annotator.store import header
from annotator.store.integrity import check
from annotator.store.migrations import newest
from annotator.store.project import Project


def refusal(path: Path) -> AnnotatorError:
    with pytest.raises(AnnotatorError) as refused:
        Project.open(path)
    assert isinstance(refused.value, ProjectDamaged | EnvironmentFault)
    assert not path.with_name(path.name + ".lock").exists()
    return refused.value


@pytest.fixture
def closed(world) -> Path:
    """A closed project file with something in it."""
    document = world.add_document("Bupati melarang ASN ikut kampanye. " * 300)
    for n in range(60):
        world.add_span(document, n, n + 5)
    world.project.close()
    return world.path


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "no.annot"
    assert refusal(path).code == "missing_file"
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"just text\n" * 50, b"\0" * 4096])
def test_other_files_are_no_projects_and_stay_as_they_are(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.annot"
    path.write_bytes(content)
    assert refusal(path).code == "not_a_project"
    assert path.read_bytes() == content


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "not_a_project"


def test_the_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks(url)")
    other.close()
    before = path.read_bytes()
    assert refusal(path).code == "not_a_project"
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["places.sqlite"]


def test_a_project_of_a_newer_program_is_named_as_such(closed: Path) -> None:
    changed = bytearray(closed.read_bytes())
    changed[60:64] = (7).to_bytes(4, "big")
    closed.write_bytes(changed)
    error = refusal(closed)
    assert (error.code, error.fields["version"], error.fields["newest"]) == (
        "newer_project",
        7,
        newest(),
    )
    assert closed.read_bytes() == bytes(changed)


def test_a_project_that_was_cut_off_is_told_apart_from_a_damaged_one(closed: Path) -> None:
    whole = closed.read_bytes()
    for length in (101, 4096, len(whole) // 2, len(whole) - 1):
        closed.write_bytes(whole[:length])
        assert refusal(closed).code == "cut_off"


def test_bytes_that_were_never_a_project_never_surprise(tmp_path: Path) -> None:
    chance = random.Random(7)
    path = tmp_path / "p.annot"
    for _ in range(30):
        path.write_bytes(chance.randbytes(chance.randrange(1, 9000)))
        assert refusal(path).code == "not_a_project"


@pytest.mark.parametrize("kind", ["flip", "zero", "noise"])
def test_damaged_pages_are_found_and_never_surprise(closed: Path, kind: str) -> None:
    """Opening either refuses or works; then the check says what is wrong, or nothing is."""
    whole, chance = closed.read_bytes(), random.Random(kind)
    for _ in range(12):
        damaged = bytearray(whole)
        page = chance.randrange(len(damaged) // 4096) * 4096
        if kind == "flip":
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        else:
            damaged[page : page + 4096] = bytes(4096) if kind == "zero" else chance.randbytes(4096)
        closed.write_bytes(damaged)
        try:
            project = Project.open(closed)
        except (ProjectDamaged, EnvironmentFault):
            continue
        problems = check(project)
        project.close()
        assert problems or kind == "flip"


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("CREATE TRIGGER evil AFTER INSERT ON span BEGIN DELETE FROM span; END", "evil"),
        ("CREATE VIEW evil AS SELECT 1", "evil"),
        ("CREATE TABLE evil(a)", "evil"),
        ("CREATE INDEX evil ON span(abs(start))", "evil"),
        ("CREATE VIRTUAL TABLE evil USING fts5(a)", "evil"),
        ("DROP TRIGGER revision_no_delete", None),
        ("DROP TABLE comment", None),
        ("ALTER TABLE span ADD COLUMN evil TEXT", "span"),
    ],
)
def test_a_file_with_other_definitions_is_refused(closed: Path, statement, name) -> None:
    other = sqlite3.connect(closed)
    other.execute(statement)
    other.commit()
    other.close()
    error = refusal(closed)
    assert error.code in ("foreign_contents", "damaged")
    if name:
        assert (error.code, error.fields["name"]) == ("foreign_contents", name)


def test_what_is_missing_from_a_file_is_named(closed: Path) -> None:
    other = sqlite3.connect(closed)
    other.execute("DROP INDEX span_place")
    other.commit()
    other.close()
    error = refusal(closed)
    assert (error.code, error.fields["detail"]) == ("damaged", "no span_place")


def test_statistics_of_sqlite_do_no_harm(closed: Path) -> None:
    other = sqlite3.connect(closed)
    other.execute("ANALYZE")
    other.close()
    project = Project.open(closed)
    assert check(project) == []
    project.close()


def test_a_project_without_its_id_is_damaged(closed: Path) -> None:
    other = sqlite3.connect(closed)
    other.execute("DELETE FROM meta")
    other.commit()
    other.close()
    assert refusal(closed).code == "damaged"


@pytest.mark.parametrize("place", ["file", "folder"])
def test_what_may_not_be_written_is_said(closed: Path, place: str, monkeypatch) -> None:
    forbidden = closed if place == "file" else closed.parent
    monkeypatch.setattr(header.os, "access", lambda path, _: path != forbidden)
    error = refusal(closed)
    assert (error.code, error.fields["path"]) == ("read_only", str(forbidden))


def with_header(path: Path, place: int, value: bytes) -> None:
    changed = bytearray(path.read_bytes())
    changed[place : place + len(value)] = value
    path.write_bytes(changed)


def test_a_project_of_no_version_is_damaged(closed: Path) -> None:
    with_header(closed, 60, bytes(4))
    assert refusal(closed).code == "damaged"


@pytest.mark.parametrize(("place", "value"), [(0, b"SQLite format 4\0"), (68, b"ANN2")])
def test_a_project_whose_mark_is_wrong_is_damaged_and_not_foreign(closed, place, value) -> None:
    with_header(closed, place, value)
    assert refusal(closed).code == "damaged"


def test_the_pages_that_are_missing_may_lie_in_the_log(closed: Path) -> None:
    """A crash may come before the last pages were moved out of it."""
    whole = closed.read_bytes()
    closed.write_bytes(whole[:-4096])
    error = refusal(closed)
    assert (error.code, error.fields["size"], error.fields["expected"]) == (
        "cut_off",
        len(whole) - 4096,
        len(whole),
    )
    Path(f"{closed}-wal").write_bytes(b"something")
    header.check_header(closed, newest())
    Path(f"{closed}-wal").write_bytes(b"")
    assert refusal(closed).code == "cut_off"


@pytest.mark.parametrize(
    ("told", "size"), [(b"\x00\x01", 65536), (b"\x10\x00", 4096), (b"\x02\x00", 512)]
)
def test_a_header_says_how_long_a_page_is(told: bytes, size: int) -> None:
    assert header.page_size(bytes(16) + told + bytes(82)) == size


@pytest.mark.parametrize("length", [0, 1, 15, 16, 60, 99])
def test_a_file_shorter_than_a_header_is_no_project(closed: Path, length: int) -> None:
    closed.write_bytes(closed.read_bytes()[:length])
    assert refusal(closed).code == "not_a_project"
