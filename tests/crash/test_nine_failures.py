"""Nine ways in which a program of this kind was seen to lose or alter people's work.

Each was found in use of another program; none may happen here.
"""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
from factories import (
    TEXT,
    add_text,
    extents,
    make_session,
    record,
    span_record,
    write_records,
)

from annotator.model.errors import AnnotatorError, InputError, NotSaved, ProjectDamaged
from annotator.workbench import whole_file
from annotator.workbench.exporting import ExportChoice, export_jsonl
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session
from annotator.workbench.wording import error_sentence, full_sentence

pytestmark = pytest.mark.crash

HOLD = """
import sys
from pathlib import Path
from annotator.workbench.session import Session
with Session.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.readline()
"""


def spans_of(session: Session, document: str) -> list[tuple[int, int, str]]:
    found = session.finding.annotations(document).spans
    return [(one.start, one.end, one.label) for one in found]


def test_1_offsets_do_not_shift_by_one_for_every_line_that_ends_as_on_windows(
    tmp_path: Path,
) -> None:
    text = "Baris satu\r\nBaris dua\r\nBupati Sri melarang ASN.\r\n"
    with make_session(tmp_path) as session:
        (tmp_path / "a.txt").write_bytes(text.encode())
        import_files(session.context, [tmp_path / "a.txt"])
        (document,) = session.finding.documents("")
        stored = session.finding.document(document).text
        start = stored.index("Sri")
        session.coding.add_span(document, extents((start, start + 3)), "person")
        report = export_jsonl(session.context, tmp_path / "out.jsonl", ExportChoice(with_text=True))
        line = json.loads(report.path.read_text(encoding="utf-8"))
        (span,) = line["spans"]
        assert line["text"][span["start"] : span["end"]] == span["text"] == "Sri"
        # And once round: what was exported is the same where it is imported again.
        with make_session(tmp_path, "again.annot") as other:
            import_files(other.context, [report.path])
            assert spans_of(other, document) == [(start, start + 3, "person")]


def test_2_nothing_is_dropped_silently_while_another_program_has_the_file(tmp_path: Path) -> None:
    with make_session(tmp_path) as session:
        document = add_text(session, tmp_path)
    command = [sys.executable, "-c", HOLD, str(tmp_path / "p.annot")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        with pytest.raises(AnnotatorError, match="locked"):
            Session.open(tmp_path / "p.annot")
        looking = Session.look(tmp_path / "p.annot")
        with pytest.raises(AnnotatorError, match="only_read"):
            looking.coding.add_span(document, extents((0, 6)), "person")
        assert spans_of(looking, document) == []
        looking.close()


def test_3_two_windows_never_write_one_file(tmp_path: Path) -> None:
    make_session(tmp_path).close()
    first = Session.open(tmp_path / "p.annot")
    with pytest.raises(AnnotatorError, match="locked") as refused:
        Session.open(tmp_path / "p.annot")
    assert "since" in error_sentence(refused.value) or "another window" in error_sentence(
        refused.value
    )
    first.close()
    Session.open(tmp_path / "p.annot").close()


def test_4_a_file_with_damaged_pages_is_not_opened_as_if_nothing_were(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    with make_session(tmp_path) as session:
        document = add_text(session, tmp_path)
        for start in range(0, 40, 2):
            session.coding.add_span(document, extents((start, start + 1)), "place")
    data = path.read_bytes()
    for page in range(1, len(data) // 4096):
        harmed = bytearray(data)
        harmed[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
        path.write_bytes(harmed)
        with pytest.raises(ProjectDamaged):
            Session.open(path)
        assert path.read_bytes() == harmed


def test_5_exported_is_not_said_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with make_session(tmp_path) as session:
        add_text(session, tmp_path)
        monkeypatch.setattr(whole_file.os, "fsync", full)
        with pytest.raises(AnnotatorError) as refused:
            export_jsonl(session.context, tmp_path / "out.jsonl", ExportChoice())
        assert error_sentence(refused.value)
        monkeypatch.undo()
    assert sorted(one.name for one in tmp_path.glob("*.jsonl*")) == []


def test_6_an_older_file_stays_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "out.jsonl"
    old.write_text("last week's export\n")

    def broken(_number: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with make_session(tmp_path) as session:
        add_text(session, tmp_path)
        monkeypatch.setattr(whole_file.os, "fsync", broken)
        with pytest.raises(AnnotatorError):
            export_jsonl(session.context, old, ExportChoice())
        monkeypatch.undo()
    assert old.read_text() == "last week's export\n"


def test_7_a_bad_line_is_named_by_its_number(tmp_path: Path) -> None:
    path = write_records(
        tmp_path / "marks.jsonl", record(), record(doc_id="doc-2", text=TEXT + ".")
    )
    with path.open("a", encoding="utf-8") as file:
        file.write('{"doc_id": "third", "spans": [\n')
    with make_session(tmp_path) as session:
        report = import_files(session.context, [path])
        assert report.is_refused
        assert [one.place.line for one in report.problems] == [3]
        assert "line 3" in full_sentence(report.problems[0])


def test_8_a_mark_that_does_not_fit_its_text_is_refused_and_not_dropped(tmp_path: Path) -> None:
    bad = (
        span_record("s1", "person", 0, 6),
        {**span_record("s2", "person", 7, 10), "end": 9999},
        {**span_record("s3", "place", 41, 51), "text": "Samarinda"},
        {**span_record("s4", "person", 20, 23), "start": 30},
    )
    with make_session(tmp_path) as session:
        report = import_files(session.context, [write_records(tmp_path / "m.jsonl", record(bad))])
        assert report.is_refused
        named = {one.place.field for one in report.problems}
        assert all(any(f"spans[{number}]" in str(name) for name in named) for number in (1, 2, 3))
        assert session.finding.documents("") == []


def test_9_half_a_character_is_refused_and_not_altered(tmp_path: Path) -> None:
    text = "Bupati \\ud800 melarang"
    line = json.dumps({**record(), "text": "HERE"}).replace("HERE", text)
    (tmp_path / "m.jsonl").write_text(line + "\n", encoding="utf-8")
    with make_session(tmp_path) as session:
        report = import_files(session.context, [tmp_path / "m.jsonl"])
        assert report.is_refused
        assert "lone_surrogate" in {one.code for one in report.problems}
        document = add_text(session, tmp_path)
        mark = session.coding.add_span(document, extents((0, 6)), "person")
        with pytest.raises((InputError, NotSaved)) as refused:
            session.coding.set_comment(mark.id, "half \ud800 of it")
        assert refused.value.code == "lone_surrogate"
        assert session.finding.annotations(document).comments == ()
