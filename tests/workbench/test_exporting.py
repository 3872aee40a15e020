"""Exports: stable, complete, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from pathlib import Path

import factories
import pytest
from factories import TEXT, import_records, record, span_record

from annotator.formats.registry import find_reader
from annotator.model.errors import EnvironmentFault, InputError
from annotator.workbench import exporting
from annotator.workbench.exporting import ExportChoice, export_jsonl, preview_export
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

EVERYTHING = ExportChoice()
PERSON = span_record("s-1", "person", 0, 6)
PLACE = span_record("s-2", "place", 41, 51)


@pytest.fixture
def marked(session, tmp_path):
    """Two texts: one marked by two coders, one that nobody has begun."""
    link = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2"}
    other = record(coder=None, text="Belum dibaca.", doc_id="doc-2", file="b.txt")
    first = record([PERSON, PLACE], [link], status="done")
    report = import_records(session, tmp_path, first, record([PERSON], coder="Budi"), other)
    assert report.is_applied, report.problems
    return session


def test_an_export_holds_every_coder_and_every_text(marked, tmp_path):
    report = export_jsonl(marked.context, tmp_path / "out.jsonl", EVERYTHING)
    records = factories.read_records(report.path)
    assert [(r["doc_id"], r["coder"], len(r["spans"])) for r in records] == [
        ("doc-1", "Ani", 2),
        ("doc-1", "Budi", 1),
        ("doc-2", None, 0),
    ]
    assert (report.records, report.spans, report.relations) == (3, 3, 1)


def test_the_report_tells_size_and_hash_of_the_file(marked, tmp_path):
    report = export_jsonl(marked.context, tmp_path / "out.jsonl", EVERYTHING)
    data = report.path.read_bytes()
    assert (report.size, report.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_lines_are_those_of_the_file(marked, tmp_path):
    report = export_jsonl(marked.context, tmp_path / "out.jsonl", EVERYTHING)
    assert b"".join(exporting.lines(marked.context, EVERYTHING)) == report.path.read_bytes()


@pytest.mark.parametrize("coder", ["Ani", "Nobody else"])
def test_what_was_exported_comes_back_as_the_same_bytes(marked, tmp_path, coder):
    marked.coding.add_span(marked.finding.documents()[0], factories.extents((20, 23)), "person")
    first = export_jsonl(marked.context, tmp_path / "1.jsonl", EVERYTHING)
    with factories.make_session(tmp_path, "again.annot", coder) as again:
        assert import_files(again.context, [first.path]).is_applied
        second = export_jsonl(again.context, tmp_path / "2.jsonl", EVERYTHING)
    assert second.path.read_bytes() == first.path.read_bytes()


def test_a_choice_of_coder_is_by_name_or_key(marked, tmp_path):
    key = next(c.key for c in marked.finding.coders() if c.name == "Budi")
    for wanted in ("Budi", key):
        path = tmp_path / "out.jsonl"
        export_jsonl(marked.context, path, ExportChoice(wanted))
        assert [r["coder"] for r in factories.read_records(path)] == ["Budi"]


def test_an_unknown_coder_is_refused_and_nothing_is_written(marked, tmp_path):
    with pytest.raises(InputError) as caught:
        export_jsonl(marked.context, tmp_path / "out.jsonl", ExportChoice("Citra"))
    assert caught.value.fields == {"coder": "Citra", "known": "Ani, Budi"}
    assert not (tmp_path / "out.jsonl").exists()


def test_texts_can_be_left_out(marked, tmp_path):
    path = tmp_path / "out.jsonl"
    export_jsonl(marked.context, path, ExportChoice(with_text=False))
    assert {r["text"] for r in factories.read_records(path)} == {None}
    assert factories.read_records(path)[0]["text_sha256"] == record()["text_sha256"]


def test_only_finished_work_can_be_asked_for(marked, tmp_path):
    path = tmp_path / "out.jsonl"
    export_jsonl(marked.context, path, ExportChoice(finished_only=True))
    assert [(r["coder"], r["status"]) for r in factories.read_records(path)] == [("Ani", "done")]


def test_progress_never_goes_past_its_end(marked, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "EVERY", 1)
    told = []
    export_jsonl(marked.context, tmp_path / "o", EVERYTHING, lambda *now: told.append(now) or True)
    documents = marked.finding.count()
    assert len(told) > documents
    assert told[-1] == (documents, documents)
    assert told == sorted(told)


def test_the_preview_counts_what_the_export_will_hold(marked, tmp_path):
    preview = preview_export(marked.context, EVERYTHING)
    path = tmp_path / "out.jsonl"
    export_jsonl(marked.context, path, EVERYTHING)
    assert (preview.records, preview.spans, preview.relations) == (3, 3, 1)
    assert (preview.finished, preview.unfinished, preview.equal_quotes) == (1, 2, 3)
    assert preview.coders == ("Ani", "Budi")
    first = factories.read_records(path)[0]
    assert first["spans"][0]["text"] == TEXT[:6]
    assert preview.first_record["spans"][0]["text"] == TEXT[:6]
    assert list(preview.first_record) == list(first)


def test_the_preview_shows_a_record_with_marks_where_there_is_one(session, tmp_path):
    plain = [record(text=f"Teks {n}.", doc_id=f"a-{n}") for n in range(2)]
    import_records(session, tmp_path, *plain)
    assert preview_export(session.context, EVERYTHING).first_record["doc_id"] == "a-0"
    later = [record([PERSON], text=f"{TEXT} {n}", doc_id=f"b-{n}") for n in range(2)]
    import_records(session, tmp_path, *later)
    assert preview_export(session.context, EVERYTHING).first_record["doc_id"] == "b-0"


def test_the_preview_counts_only_what_was_chosen(marked):
    budi = preview_export(marked.context, ExportChoice("Budi"))
    assert (budi.records, budi.spans, budi.relations, budi.finished) == (1, 1, 0, 0)
    done = preview_export(marked.context, ExportChoice(finished_only=True))
    assert (done.records, done.finished, done.unfinished) == (1, 1, 0)
    bare = preview_export(marked.context, ExportChoice(with_text=False))
    assert bare.first_record["text"] is None
    with pytest.raises(InputError, match="unknown_coder"):
        preview_export(marked.context, ExportChoice("Citra"))


def test_the_preview_of_an_empty_project_shows_nothing(session):
    preview = preview_export(session.context, EVERYTHING)
    assert (preview.records, preview.first_record) == (0, None)


def test_an_older_file_is_replaced_whole(marked, tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old\n" * 10_000, encoding="utf-8")
    report = export_jsonl(marked.context, path, EVERYTHING)
    assert path.stat().st_size == report.size
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".tmp"] == []


def test_folders_on_the_way_are_made(marked, tmp_path):
    report = export_jsonl(marked.context, tmp_path / "a" / "b" / "out.jsonl", EVERYTHING)
    assert report.path.is_file()


def test_a_full_disk_leaves_the_older_file(marked, tmp_path, monkeypatch):
    path = tmp_path / "out.jsonl"
    path.write_text("old\n", encoding="utf-8")

    def full(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault, match="disk_full"):
        export_jsonl(marked.context, path, EVERYTHING)
    assert path.read_text(encoding="utf-8") == "old\n"
    assert sorted(p.name for p in tmp_path.iterdir() if "out" in p.name) == ["out.jsonl"]


def test_a_folder_that_cannot_be_written_is_told(marked, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="not_writable") as caught:
        export_jsonl(marked.context, tmp_path / "file" / "out.jsonl", EVERYTHING)
    assert caught.value.fields["path"] == str(tmp_path / "file" / "out.jsonl")
    assert caught.value.fields["reason"]


def test_a_project_is_never_replaced(marked, tmp_path):
    with factories.make_session(tmp_path, "other.annot"):
        pass
    for path in (marked.path, tmp_path / "other.annot"):
        with pytest.raises(InputError, match="would_replace_project"):
            export_jsonl(marked.context, path, EVERYTHING)
    with Session.open(tmp_path / "other.annot"):
        pass


def test_a_folder_or_device_is_never_replaced(marked, tmp_path):
    places = [tmp_path] if sys.platform == "win32" else [tmp_path, os.devnull]
    for place in places:
        with pytest.raises(InputError, match="not_a_file"):
            export_jsonl(marked.context, type(tmp_path)(place), EVERYTHING)


def test_an_export_can_be_cancelled_and_leaves_the_older_file(marked, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "EVERY", 1)
    path = tmp_path / "out.jsonl"
    path.write_text("old\n", encoding="utf-8")
    report = export_jsonl(marked.context, path, EVERYTHING, lambda *_: False)
    assert report.is_cancelled
    assert path.read_text(encoding="utf-8") == "old\n"


def test_progress_is_told_as_records_are_written(marked, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "EVERY", 1)
    told = []
    export_jsonl(
        marked.context, tmp_path / "o.jsonl", EVERYTHING, lambda *one: bool(told.append(one) or 1)
    )
    assert [done for done, _total in told] == [1, 1, 2]


@pytest.mark.parametrize("end", ["", "-wal", "-journal", "-shm", ".lock", "-WAL"])
def test_what_belongs_to_a_project_is_never_replaced(marked, tmp_path, end):
    with factories.make_session(tmp_path, "other.annot"):
        pass
    for project in (marked.path, tmp_path / "other.annot"):
        path = project.with_name(project.name + end)
        before = sorted(tmp_path.iterdir())
        with pytest.raises(InputError, match=r"would_replace_project|belongs_to_project"):
            export_jsonl(marked.context, path, EVERYTHING)
        assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_leads_an_export_onto_the_open_project(marked, tmp_path):
    (tmp_path / "link.jsonl").symlink_to(marked.path)
    (tmp_path / "wal.jsonl").symlink_to(f"{marked.path}-wal")
    os.link(marked.path, tmp_path / "hard.jsonl")
    for name in ("link.jsonl", "wal.jsonl", "hard.jsonl"):
        with pytest.raises(InputError, match=r"would_replace_project|belongs_to_project"):
            export_jsonl(marked.context, tmp_path / name, EVERYTHING)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_refusing_to_replace_the_open_project_keeps_its_lock(marked, tmp_path):
    def locks():
        found = marked.path.stat()
        lines = Path("/proc/locks").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if f":{found.st_ino} " in line and "POSIX" in line]

    if not locks():
        pytest.skip("this system does not show its locks")
    (tmp_path / "noending").symlink_to(marked.path)
    with pytest.raises(InputError, match="would_replace_project"):
        export_jsonl(marked.context, marked.path, EVERYTHING)
    assert find_reader(tmp_path / "noending") is None
    assert locks()


def test_a_name_may_be_as_long_as_the_disk_allows(marked, tmp_path):
    report = export_jsonl(marked.context, tmp_path / ("x" * 249 + ".jsonl"), EVERYTHING)
    assert report.path.is_file()
    with pytest.raises(EnvironmentFault, match="name_too_long"):
        export_jsonl(marked.context, tmp_path / ("x" * 250 + ".jsonl"), EVERYTHING)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are different there")
def test_the_file_has_the_rights_of_any_new_file(marked, tmp_path):
    old = os.umask(0o027)
    try:
        report = export_jsonl(marked.context, tmp_path / "out.jsonl", EVERYTHING)
    finally:
        os.umask(old)
    assert report.path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="rights are different there")
def test_an_older_file_keeps_its_rights_and_the_link_to_it(marked, tmp_path):
    (tmp_path / "old.jsonl").write_text("old", encoding="utf-8")
    (tmp_path / "old.jsonl").chmod(0o600)
    (tmp_path / "link.jsonl").symlink_to("old.jsonl")
    report = export_jsonl(marked.context, tmp_path / "link.jsonl", EVERYTHING)
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "old.jsonl").stat().st_size == report.size
    assert (tmp_path / "old.jsonl").stat().st_mode & 0o777 == 0o600


def test_work_that_was_begun_is_in_progress_also_where_nobody_said_so(session, document, tmp_path):
    out = tmp_path / "out.jsonl"
    export_jsonl(session.context, out, EVERYTHING)
    assert [one["status"] for one in factories.read_records(out)] == ["new"]
    session.coding.add_span(document, factories.extents(factories.BALIKPAPAN), "place")
    export_jsonl(session.context, out, EVERYTHING)
    [record] = factories.read_records(out)
    assert record["status"] == "in_progress"
    again = factories.import_records(session, tmp_path, record)
    assert (again.is_applied, again.problem_count) == (True, 0)
    session.coding.set_status(document, "done")
    export_jsonl(session.context, out, EVERYTHING)
    assert [one["status"] for one in factories.read_records(out)] == ["done"]
