"""Texts are known by their content; their keys are free, or given by a later file."""

from __future__ import annotations

import factories
import pytest
from factories import TEXT, record, span_record

from annotator.workbench.document_intake import derived_key
from annotator.workbench.importing import import_files

PERSON = span_record("s-1", "person", 0, 6)


def keys(session) -> list[str]:
    rows = session.finding.rows(session.finding.documents())
    return [row.key for row in rows]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("berita.txt", "berita"),
        ("000_abc.txt", "d000_abc"),
        ("v1.2.txt", "v1.2"),
        (".txt", "d.txt"),
        ("tanpa", "tanpa"),
        ("é.txt", "é"),
    ],
)
def test_the_key_of_a_text_comes_from_its_name(name, key):
    assert derived_key(name) == key


def test_the_same_text_under_another_name_is_one_document(session, tmp_path):
    factories.add_text(session, tmp_path, name="a.txt")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    report = import_files(session.context, [tmp_path / "b.txt"])
    assert (report.new_documents, report.known_documents, keys(session)) == (0, 1, ["a"])


def test_two_texts_of_one_name_get_two_keys(session, tmp_path):
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.txt").write_text(f"Teks {number}.", encoding="utf-8")
    report = import_files(session.context, [tmp_path / str(n) for n in range(3)])
    assert report.new_documents == 3
    assert keys(session) == ["a", "a-2", "a-3"]


def test_a_text_takes_the_doc_id_of_a_later_file(session, tmp_path):
    identity = factories.add_text(session, tmp_path)
    given = record([PERSON], title="Judul", metadata={"outlet": "Kaltim"})
    report = factories.import_records(session, tmp_path, given)
    assert (report.new_documents, report.known_documents) == (0, 1)
    document = session.finding.document(identity)
    assert (document.key, document.title, document.meta) == (
        "doc-1",
        "Judul",
        {"outlet": "Kaltim"},
    )


def test_a_text_takes_the_doc_id_of_a_file_of_the_same_import(session, tmp_path):
    text = tmp_path / "000.txt"
    text.write_text(TEXT, encoding="utf-8")
    marks = factories.write_records(tmp_path / "m.jsonl", record([PERSON]))
    for paths in ([text, marks], [marks, text]):
        report = import_files(session.context, paths)
        assert (report.new_documents + report.known_documents, keys(session)) == (1, ["doc-1"])
        session.history.undo()


@pytest.mark.parametrize("own", ["doc-1", "a"])
def test_a_doc_id_that_was_given_is_kept_and_another_is_told(session, tmp_path, own):
    factories.import_records(session, tmp_path, record([PERSON], doc_id=own, file="a.txt"))
    other = record([PERSON], doc_id="doc-2", coder="Budi")
    report = factories.import_records(session, tmp_path, other)
    assert keys(session) == [own]
    assert codes(report) == ["doc_id_differs"]
    (problem,) = report.problems
    assert (problem.value, problem.fields, problem.place.field) == ("doc-2", {"own": own}, "doc_id")


def codes(report):
    assert report.is_applied
    return [problem.code for problem in report.problems]


def test_a_doc_id_is_kept_that_only_repeats_the_name_of_the_file(session, tmp_path):
    factories.add_text(session, tmp_path, name="a.txt")
    factories.import_records(session, tmp_path, record(doc_id="a", title="Judul Asli"))
    report = factories.import_records(session, tmp_path, record(doc_id="other"))
    assert (codes(report), keys(session)) == (["doc_id_differs"], ["a"])


def test_a_text_that_had_to_give_way_takes_its_doc_id_later(session, tmp_path):
    factories.add_text(session, tmp_path, "Lain.", "a.txt")
    (tmp_path / "b").mkdir()
    factories.add_text(session, tmp_path / "b", TEXT, "a.txt")
    report = factories.import_records(session, tmp_path, record([PERSON]))
    assert (codes(report), keys(session)) == ([], ["a", "doc-1"])


def test_a_doc_id_of_another_text_is_told_where_the_text_has_a_name_already(session, tmp_path):
    factories.import_records(session, tmp_path, record(text="Lain."))
    factories.add_text(session, tmp_path)
    report = factories.import_records(session, tmp_path, record([PERSON]))
    assert (codes(report), keys(session)) == (["doc_id_differs"], ["a", "doc-1"])


@pytest.mark.parametrize("given", [{"doc_id": "a"}, {"doc_id": None}])
def test_title_and_metadata_come_to_a_text_that_has_none(session, tmp_path, given):
    identity = factories.add_text(session, tmp_path, name="a.txt")
    known = record(title="Judul Asli", metadata={"outlet": "Kaltim"}, **given)
    assert codes(factories.import_records(session, tmp_path, known)) == []
    document = session.finding.document(identity)
    assert (document.title, document.meta) == ("Judul Asli", {"outlet": "Kaltim"})


def test_title_and_metadata_that_are_there_stay_and_others_are_told(session, tmp_path):
    factories.import_records(session, tmp_path, record(title="Satu", metadata={"a": 1}))
    more = record(title="Dua", metadata={"a": 2, "b": 3})
    report = factories.import_records(session, tmp_path, more, {**more, "coder": "Budi"})
    (problem,) = report.problems
    assert (problem.code, problem.value) == ("document_differs", 2)
    document = session.finding.document(session.finding.documents()[0])
    assert (document.title, document.meta) == ("Satu", {"a": 1, "b": 3})


def test_who_listens_is_told_of_a_new_name(session, tmp_path):
    factories.add_text(session, tmp_path)
    told = []
    session.events.subscribe(told.append)
    factories.import_records(session, tmp_path, record(coder=None))
    assert told[0].kinds == {"document"}


def test_a_refused_import_does_not_miss_the_texts_that_came_with_it(session, tmp_path):
    bad = tmp_path / "a.jsonl"
    bad.write_text("[]\n", encoding="utf-8")
    marks = {**record([PERSON]), "text": None}
    whole = factories.write_records(tmp_path / "b.jsonl", record(coder=None))
    marks = factories.write_records(tmp_path / "c.jsonl", marks)
    report = import_files(session.context, [bad, whole, marks])
    assert [problem.code for problem in report.problems] == ["wrong_type"]


@pytest.mark.parametrize("text", ["", "\0" * 50, " \r\n\t"])
def test_an_article_without_text_is_told(session, tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    report = import_files(session.context, [path])
    assert codes(report) == ["empty_article"]
    assert report.new_documents == 1


def test_a_wrong_length_of_a_known_text_is_refused(session, tmp_path):
    factories.import_records(session, tmp_path, record())
    marks = {**record([PERSON]), "text": None, "text_length": 3}
    report = factories.import_records(session, tmp_path, marks)
    assert [(p.code, p.fields["actual"]) for p in report.problems] == [("wrong_length", len(TEXT))]


def test_a_doc_id_of_another_text_is_refused(session, tmp_path):
    factories.import_records(session, tmp_path, record())
    report = factories.import_records(session, tmp_path, record(text="Lain."))
    (problem,) = report.problems
    assert (problem.code, problem.value, problem.place.field) == ("doc_id_taken", "doc-1", "doc_id")
    assert session.finding.count() == 1


def test_a_doc_id_given_twice_in_one_file_is_refused(session, tmp_path):
    report = factories.import_records(session, tmp_path, record(), record(text="Lain."))
    assert [(p.code, p.place.line) for p in report.problems] == [("doc_id_taken", 2)]


def test_a_text_gets_its_headline_as_title(session, tmp_path):
    text = "Menu\n\nBupati Larang ASN Ikut Kampanye\n\nBupati Sri melarang."
    identity = factories.add_text(session, tmp_path, text)
    assert session.finding.document(identity).title == "Bupati Larang ASN Ikut Kampanye"


def test_a_text_without_a_headline_is_called_by_its_file(session, tmp_path):
    identity = factories.add_text(session, tmp_path, "Ya.", "kosong.txt")
    assert session.finding.document(identity).title == "kosong.txt"


def test_a_text_is_counted_once_however_many_coders_marked_it(session, tmp_path):
    report = factories.import_records(
        session, tmp_path, record([PERSON]), record([PERSON], coder="Budi")
    )
    assert (report.new_documents, report.known_documents) == (1, 0)


def test_an_empty_text_is_a_document(session, tmp_path):
    factories.add_text(session, tmp_path, "", "kosong.txt")
    assert keys(session) == ["kosong"]
