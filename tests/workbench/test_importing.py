"""Imports: a dry run that changes nothing, all or nothing, and what is found again."""

from __future__ import annotations

import json
from pathlib import Path

import factories
import pytest
from factories import TEXT, import_records, record, span_record

from annotator.model.coder import Coder
from annotator.model.document import Progress
from annotator.model.problem import Severity
from annotator.workbench import importing
from annotator.workbench.gathering import find_files
from annotator.workbench.importing import import_files

PERSON = span_record("s-1", "person", 0, 6)
PLACE = span_record("s-2", "place", 41, 51)
LINK = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2"}


def state(session):
    """Everything a project shows: documents, marks, coders, what can be undone."""
    finding = session.finding
    ids = finding.documents()
    return (
        [finding.document(one) for one in ids],
        [finding.annotations(one) for one in ids],
        finding.coders(),
        session.history.undo_words(),
    )


def test_texts_and_marks_come_in(session, tmp_path):
    report = import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    assert (report.is_applied, report.is_refused, report.problems) == (True, False, ())
    assert (report.new_documents, report.new_spans, report.new_relations) == (1, 2, 1)
    (identity,) = session.finding.documents()
    annotations = session.finding.annotations(identity)
    assert [(span.key, span.label, span.start, span.end) for span in annotations.spans] == [
        ("s-1", "person", 0, 6),
        ("s-2", "place", 41, 51),
    ]
    (relation,) = annotations.relations
    ends = {span.id: span.key for span in annotations.spans}
    assert (ends[relation.source_id], ends[relation.target_id]) == ("s-1", "s-2")
    assert session.finding.document(identity).text == TEXT


def test_a_dry_run_says_the_same_and_changes_nothing(session, tmp_path):
    path = factories.write_records(tmp_path / "m.jsonl", record([PERSON], coder="Budi"))
    before = state(session)
    dry = import_files(session.context, [path], is_dry_run=True)
    assert state(session) == before
    real = import_files(session.context, [path])
    assert not dry.is_applied
    assert real.is_applied
    for name in ("new_documents", "new_spans", "new_coders", "files", "problems"):
        assert getattr(dry, name) == getattr(real, name)


def test_one_bad_record_keeps_all_others_out(session, tmp_path):
    before = state(session)
    report = import_records(
        session, tmp_path, record([PERSON]), record([PERSON], doc_id="d2", text_sha256="0" * 64)
    )
    assert (report.is_applied, report.is_refused) == (False, True)
    assert state(session) == before


def test_a_bad_file_keeps_the_good_ones_out(session, tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("Baik.", encoding="utf-8")
    report = import_files(session.context, [good, tmp_path / "missing.txt"])
    assert [(p.code, p.place.file) for p in report.problems] == [
        ("missing_file", str(tmp_path / "missing.txt"))
    ]
    assert session.finding.count() == 0


def test_marks_that_are_there_are_not_doubled(session, tmp_path):
    import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    before = state(session)
    again = import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    assert (again.new_spans, again.known_spans) == (0, 2)
    assert (again.new_relations, again.known_relations) == (0, 1)
    assert (again.new_documents, again.known_documents) == (0, 1)
    assert state(session) == before


def test_only_the_new_marks_of_a_known_text_come_in(session, tmp_path):
    import_records(session, tmp_path, record([PERSON]))
    report = import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    assert (report.new_spans, report.known_spans, report.new_relations) == (1, 1, 1)


def test_what_a_coder_changed_is_not_changed_back(session, tmp_path):
    import_records(session, tmp_path, record([PERSON]))
    (identity,) = session.finding.documents()
    (span,) = session.finding.annotations(identity).spans
    session.coding.relabel_span(span.id, "place")
    import_records(session, tmp_path, record([PERSON]))
    assert [s.label for s in session.finding.annotations(identity).spans] == ["place"]


def test_an_import_is_one_step_of_undo_and_can_come_again(session, tmp_path):
    report = import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    session.history.undo()
    assert session.finding.count() == 0
    again = import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    assert (again.new_documents, again.new_spans) == (report.new_documents, report.new_spans)
    (identity,) = session.finding.documents()
    assert len(session.finding.annotations(identity).relations) == 1


def test_a_file_without_anything_new_leaves_no_step_of_undo(session, tmp_path):
    import_records(session, tmp_path, record([PERSON]))
    words = session.history.undo_words()
    import_records(session, tmp_path, record([PERSON]))
    session.history.undo()
    assert words is not None
    assert session.finding.count() == 0


# coders -----------------------------------------------------------------------------------------


def test_a_coder_is_found_by_name(session, tmp_path):
    report = import_records(session, tmp_path, record([PERSON], coder=" ani"))
    assert report.new_coders == ()
    assert len(session.finding.coders()) == 1


def test_an_unknown_coder_is_made(session, tmp_path):
    report = import_records(session, tmp_path, record([PERSON], coder="Budi", coder_id="c-7"))
    assert report.new_coders == ("Budi",)
    assert [(c.name, c.key) for c in session.finding.coders()][1] == ("Budi", "c-7")


def test_a_coder_is_found_by_id_before_the_name(session, tmp_path):
    import_records(session, tmp_path, record([PERSON], coder="Budi", coder_id="c-7"))
    report = import_records(session, tmp_path, record([PLACE], coder="Ani", coder_id="c-7"))
    assert report.new_coders == ()
    assert report.new_spans == 1
    assert session.finding.progress()[Progress.IN_PROGRESS] == 0, "the marks are Budi's"


def test_a_coder_without_marks_takes_the_id_of_the_file(session, tmp_path):
    import_records(session, tmp_path, record([PERSON], coder="Ani", coder_id="c-9"))
    assert [(c.name, c.key) for c in session.finding.coders()] == [("Ani", "c-9")]
    assert session.coder.key == "c-9"


def test_a_coder_with_marks_keeps_their_id(session, document, tmp_path):
    session.coding.add_span(document, factories.extents((0, 6)), "person")
    key = session.coder.key
    import_records(session, tmp_path, record([PLACE], coder="Ani", coder_id="c-9"))
    assert [(c.name, c.key) for c in session.finding.coders()] == [("Ani", key)]


def test_a_bare_record_makes_no_coder(session, tmp_path):
    report = import_records(session, tmp_path, record(coder=None))
    assert (report.new_documents, report.new_coders) == (1, ())
    assert session.finding.progress()[Progress.NEW] == 1


def test_marks_without_a_coder_belong_to_whoever_imports_them(session, tmp_path):
    import_records(session, tmp_path, record([PERSON], coder=None))
    (identity,) = session.finding.documents()
    (span,) = session.finding.annotations(identity).spans
    assert span.coder_id == session.coder.id


def test_a_record_copied_for_another_coder_becomes_marks_of_their_own(session, document, tmp_path):
    mine = session.coding.add_span(document, factories.extents((0, 6)), "person")
    other = session.coding.add_span(document, factories.extents((41, 51)), "place")
    session.coding.add_relation(mine.id, other.id, "lives_in")
    spans = [
        span_record(mine.key, "person", 0, 6),
        span_record(other.key, "place", 41, 51),
    ]
    link = {"id": "r-1", "type": "lives_in", "from": mine.key, "to": other.key}
    report = import_records(session, tmp_path, record(spans, [link], coder="Budi"))
    assert (report.new_spans, report.known_spans) == (2, 0)
    budi = find(session, "Budi")
    theirs = load(session, document, budi)
    assert [span.key for span in theirs.spans] == [mine.key, other.key]
    assert {span.id for span in theirs.spans}.isdisjoint({mine.id, other.id})
    assert theirs.relations[0].source_id == theirs.spans[0].id
    assert len(session.finding.annotations(document).spans) == 2
    again = import_records(session, tmp_path, record(spans, [link], coder="Budi"))
    assert (again.new_spans, again.known_spans) == (0, 2)


def find(session, name: str) -> Coder:
    return next(coder for coder in session.finding.coders() if coder.name == name)


def load(session, document, coder: Coder):
    from annotator.store import spans

    return spans.load_set(session.project, document, coder.id, session.codebook_id)


def test_two_copies_of_a_record_in_one_file_do_not_share_marks(session, tmp_path):
    key = "s" + "0" * 31 + "1"
    span = span_record(key, "person", 0, 6)
    report = import_records(
        session, tmp_path, record([span], coder="Budi"), record([span], coder="Citra")
    )
    assert report.new_spans == 2
    (identity,) = session.finding.documents()
    ids = {load(session, identity, find(session, n)).spans[0].id for n in ("Budi", "Citra")}
    assert len(ids) == 2


# files ------------------------------------------------------------------------------------------


def test_a_folder_is_taken_with_all_below_and_only_known_formats(tmp_path):
    for name in ("b.txt", "a.txt", "c.pdf", "sub/d.jsonl", ".hidden/e.txt", ".f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    files, problems = find_files([tmp_path])
    assert [str(file.relative_to(tmp_path)) for file in files] == [
        "a.txt",
        "b.txt",
        str(Path("sub", "d.jsonl")),
    ]
    assert [(one.code, one.value, one.severity) for one in problems] == [
        ("passed_over", "c.pdf", Severity.WARNING)
    ]


def test_a_file_named_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    files, _problems = find_files([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"])
    assert len(files) == 1


def test_a_file_of_an_unknown_kind_is_refused_when_it_is_named(session, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-")
    report = import_files(session.context, [path])
    assert [(p.code, p.place.file) for p in report.problems] == [("unknown_format", str(path))]


def test_each_file_tells_what_it_held(session, tmp_path):
    (tmp_path / "a.txt").write_bytes("Sri berkata: “ya”.".encode("cp1252"))
    factories.write_records(tmp_path / "b.jsonl", record([PERSON]))
    report = import_files(session.context, [tmp_path / "a.txt", tmp_path / "b.jsonl"])
    first, second = report.files
    assert (first.new_documents, first.is_guess, first.encoding) == (1, True, "cp1252")
    assert (second.new_documents, second.new_spans, second.is_guess) == (1, 1, False)
    assert first.format != second.format


def test_the_file_of_a_project_is_called_by_its_name_alone(session, tmp_path):
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    identity = factories.add_text(session, folder, "Isi.", "berita 1.txt")
    document = session.finding.document(identity)
    assert (document.name, document.key) == ("berita 1.txt", "berita 1")


# progress ---------------------------------------------------------------------------------------


def test_an_import_can_be_cancelled_and_leaves_nothing(session, tmp_path):
    texts = [f"Teks {number}." for number in range(5)]
    records = [record(text=text, doc_id=f"d{n}") for n, text in enumerate(texts)]
    path = factories.write_records(tmp_path / "m.jsonl", *records)
    report = import_files(session.context, [path], progress=lambda *_: False)
    assert (report.is_cancelled, report.is_applied, report.is_refused) == (True, False, False)
    assert session.finding.count() == 0


def test_an_import_cancelled_in_its_second_file_leaves_nothing(session, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 1)
    before, told = (state(session), session.coder), []
    session.events.subscribe(told.append)
    given = [record([PERSON], text=f"{TEXT} {n}", doc_id=f"d{n}", coder_id="k-1") for n in range(4)]
    paths = [
        factories.write_records(tmp_path / f"{n}.jsonl", *given[2 * n : 2 * n + 2])
        for n in range(2)
    ]
    report = import_files(session.context, paths, progress=lambda _d, _t, name: name != "1.jsonl")
    assert (report.is_cancelled, report.is_applied, report.finding_count) == (True, False, None)
    assert ((state(session), session.coder), told) == (before, [])
    assert import_files(session.context, paths).new_spans == 4


def test_an_import_of_nothing_is_no_step_of_undo(session, tmp_path):
    (tmp_path / "empty.jsonl").write_bytes(b"\n\n")
    (tmp_path / "nothing").mkdir()
    before = state(session)
    for paths in ([], [tmp_path / "empty.jsonl"], [tmp_path / "nothing"]):
        report = import_files(session.context, paths)
        assert (report.is_applied, report.problems, report.new_documents) == (True, (), 0)
    assert state(session) == before


def test_progress_goes_up_to_the_size_of_all_files(session, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    told = []
    records = [record(text=f"Teks {n}.", doc_id=f"d{n}") for n in range(5)]
    path = factories.write_records(tmp_path / "m.jsonl", *records)
    other = tmp_path / "a.txt"
    other.write_text("Lain.", encoding="utf-8")

    def progress(done: int, total: int, name: str) -> bool:
        told.append((done, total, name))
        return True

    import_files(session.context, [path, other], progress=progress)
    size = path.stat().st_size + other.stat().st_size
    assert told[-1] == (size, size, "m.jsonl")
    assert [done for done, _total, _name in told] == sorted(done for done, _t, _n in told)


def test_long_texts_are_written_in_smaller_batches(session, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH_CHARACTERS", 10)
    records = [record(text=f"Teks nomor {n}.", doc_id=f"d{n}") for n in range(7)]
    report = import_records(session, tmp_path, *records)
    assert (report.new_documents, session.finding.count()) == (7, 7)


def test_who_listens_is_told_once_what_there_is_more_of(session, tmp_path):
    told = []
    session.events.subscribe(told.append)
    import_records(session, tmp_path, record([PERSON]))
    (change,) = told
    assert (change.action, change.about["count"]) == ("import", 1)
    assert {"document", "span", "annotation_set"} <= change.kinds


def test_who_listens_is_not_told_of_a_dry_run(session, tmp_path):
    told = []
    session.events.subscribe(told.append)
    path = factories.write_records(tmp_path / "m.jsonl", record([PERSON]))
    import_files(session.context, [path], is_dry_run=True)
    assert told == []


def test_problems_beyond_the_first_thousand_are_only_counted(session, tmp_path):
    spans = [span_record(f"s{n}", "nobody", 0, 6) for n in range(1200)]
    report = import_records(session, tmp_path, record(spans))
    assert (len(report.problems), report.problem_count) == (1000, 1200)


@pytest.mark.parametrize("number", [1, 3])
def test_texts_come_in_whatever_the_size_of_a_batch(session, tmp_path, monkeypatch, number):
    monkeypatch.setattr(importing, "BATCH", number)
    records = [record([PERSON], text=f"{TEXT} {n}", doc_id=f"d{n}") for n in range(5)]
    report = import_records(session, tmp_path, *records)
    assert (report.new_documents, report.new_spans) == (5, 5)


def test_line_numbers_of_problems_count_from_one(session, tmp_path):
    path = tmp_path / "m.jsonl"
    good = json.dumps(record())
    path.write_text(f"{good}\n\n{{\n", encoding="utf-8")
    (problem,) = import_files(session.context, [path]).problems
    assert (problem.code, problem.place.line) == ("not_json", 3)
