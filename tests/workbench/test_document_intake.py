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


def test_a_doc_id_that_was_given_is_kept(session, tmp_path):
    factories.import_records(session, tmp_path, record([PERSON]))
    factories.import_records(session, tmp_path, record([PERSON], doc_id="doc-2", coder="Budi"))
    assert keys(session) == ["doc-1"]


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
