"""Which files are read, and what is said of those that cannot be."""

from __future__ import annotations

import os
import sys

import factories
import pytest
from factories import TEXT, record

from annotator.model.problem import Severity
from annotator.workbench import importing
from annotator.workbench.gathering import find_files, size_of
from annotator.workbench.importing import import_files

links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
posix = pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's")


def names(paths):
    files, problems = find_files(paths)
    return [file.name for file in files], [(p.code, p.severity) for p in problems]


@links
def test_a_file_that_is_reached_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    os.link(tmp_path / "a.txt", tmp_path / "c.txt")
    assert names([tmp_path]) == (["a.txt"], [])


@links
def test_a_link_to_a_folder_is_left_out_and_told(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "q.txt").write_text("x", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "real")
    (tmp_path / "in" / ".hidden").symlink_to(tmp_path / "real")
    assert names([tmp_path / "in"]) == ([], [("linked_folder", Severity.WARNING)])


def test_a_folder_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "secret").mkdir()
    real = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("secret"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    _files, [problem] = find_files([tmp_path])
    assert (problem.code, problem.severity) == ("unreadable_folder", Severity.REFUSED)
    assert (problem.place.file, problem.value) == (str(tmp_path / "secret"), "Permission denied")


def test_a_name_that_no_file_can_have_is_told(tmp_path):
    files, [problem] = find_files([tmp_path / ("a" * 300)])
    assert files == []
    assert problem.code in ("unreadable_file", "missing_file")


@links
def test_an_open_project_is_never_read_as_a_file(session, tmp_path):
    (tmp_path / "p.txt").symlink_to(session.path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "p.txt").symlink_to(session.path)
    assert names([tmp_path / "p.txt"]) == ([], [("unknown_format", Severity.REFUSED)])
    assert names([tmp_path / "in"]) == ([], [])


@posix
@pytest.mark.parametrize("ending", ["txt", "jsonl"])
def test_a_file_comes_in_whatever_the_bytes_of_its_name(session, tmp_path, ending):
    name = os.fsdecode(f"caf\udce9.{ending}".encode("utf-8", "surrogateescape"))
    if ending == "txt":
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    else:
        factories.write_records(tmp_path / name, record(file=None, doc_id=None))
    report = import_files(session.context, [tmp_path / name])
    assert (report.is_applied, report.files[0].path) == (
        True,
        str(tmp_path / f"caf\ufffd.{ending}"),
    )
    (identity,) = session.finding.documents()
    assert session.finding.document(identity).name.startswith("caf\ufffd")
    assert "caf\ufffd" in (session.history.undo_words() or "")


def test_marks_may_stand_before_their_texts(session, tmp_path):
    whole = record([factories.span_record("s-1", "person", 0, 6)])
    marks = {**whole, "text": None}
    factories.write_records(tmp_path / "a.jsonl", marks)
    (tmp_path / "z.txt").write_text(TEXT, encoding="utf-8")
    report = import_files(session.context, [tmp_path / "a.jsonl", tmp_path / "z.txt"])
    assert (report.problems, report.new_documents, report.new_spans) == ((), 1, 1)


@pytest.mark.parametrize("gone", ["a.txt", "b.txt"])
def test_a_file_that_goes_away_is_named_and_the_project_is_not(
    session, tmp_path, monkeypatch, gone
):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")

    def progress(_done, _total, _name):
        (tmp_path / gone).unlink(missing_ok=True)
        return True

    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    report = import_files(session.context, paths, progress=progress)
    expected = [] if gone == "a.txt" else [("missing_file", str(tmp_path / "b.txt"))]
    assert [(p.code, p.place.file) for p in report.problems] == expected
    assert importing.size_of is size_of
    assert size_of(tmp_path / gone) == 0
