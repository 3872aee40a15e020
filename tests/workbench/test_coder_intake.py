"""Who the coders of a file are, whether their records come together or one by one."""

from __future__ import annotations

import factories
import pytest
from factories import record, span_record

from annotator.model.coder import folded_name
from annotator.model.identity import derived_id
from annotator.workbench import importing
from annotator.workbench.importing import import_files

PERSON = span_record("s-1", "person", 0, 6)


def records(*coders, spans=(PERSON,)):
    """A record for each coder (name, id), each on a text of its own."""
    for number, (name, key) in enumerate(coders):
        text = f"{factories.TEXT} {number}"
        yield record(spans, text=text, doc_id=f"d{number}", coder=name, coder_id=key)


def names(session):
    return sorted((coder.name, coder.key) for coder in session.finding.coders())


SAME = [("Budi", None), ("budi ", None), ("Budi", "k-1"), ("Budi R", "k-1")]


@pytest.mark.parametrize("batch", [200, 1])
def test_one_coder_in_many_spellings_is_one_coder(session, tmp_path, monkeypatch, batch):
    monkeypatch.setattr(importing, "BATCH", batch)
    report = factories.import_records(session, tmp_path, *records(*SAME))
    assert report.new_coders == ("Budi",)
    assert names(session)[1:] == [("Budi", "k-1")]
    again = factories.import_records(session, tmp_path, *records(*SAME))
    assert (again.new_coders, again.new_spans, again.known_spans) == ((), 0, 4)


def test_records_of_one_coder_in_several_files_are_of_one_coder(session, tmp_path):
    files = [
        factories.write_records(tmp_path / f"{number}.jsonl", one)
        for number, one in enumerate(records(*SAME))
    ]
    assert import_files(session.context, files).new_coders == ("Budi",)


@pytest.mark.parametrize("batch", [200, 1])
def test_a_coder_takes_one_id_in_an_import_and_no_other(session, tmp_path, monkeypatch, batch):
    monkeypatch.setattr(importing, "BATCH", batch)
    given = records(("Ani", "k-1"), ("Ani", "k-2"), ("Budi", "k-3"), ("Budi", "k-4"), spans=())
    factories.import_records(session, tmp_path, *given)
    assert names(session) == [("Ani", "k-1"), ("Budi", "k-3")]


@pytest.mark.parametrize("batch", [200, 1])
def test_a_coder_who_is_busy_here_keeps_the_id(session, tmp_path, monkeypatch, batch):
    monkeypatch.setattr(importing, "BATCH", batch)
    before = names(session)
    factories.import_records(session, tmp_path, *records(("Ani", None), ("Ani", "k-1")))
    assert names(session) == before


@pytest.mark.parametrize("key", ["c" + "ab" * 16, "gold"])
def test_a_coder_id_makes_the_same_coder_and_marks_in_every_project(tmp_path, key):
    found = []
    for name in ("one", "two"):
        with factories.make_session(tmp_path, f"{name}.annot") as session:
            factories.import_records(session, tmp_path, *records(("Budi", key)))
            session.code_as("Budi")
            (document,) = session.finding.documents()
            found.append((session.coder.id, session.finding.annotations(document).spans[0].id))
    assert found[0] == found[1]
    assert found[0][0] == (key[1:] if len(key) == 33 else derived_id("coder", key))


def test_the_id_of_a_coder_here_is_that_coder_under_any_name(session, tmp_path):
    key = session.coder.key
    factories.import_records(session, tmp_path, *records(("Ani", "k-9"), spans=()))
    report = factories.import_records(session, tmp_path, *records(("Anisa", key)))
    assert (report.new_coders, names(session)) == ((), [("Ani", "k-9")])


def test_names_are_equal_however_they_are_written():
    assert len({folded_name(name) for name in ("Ćirò", " ćirò", "C\u0301iro\u0300 ")}) == 1


def test_who_listens_is_told_of_coders(session, tmp_path):
    factories.import_records(session, tmp_path, record())
    told = []
    session.events.subscribe(told.append)
    factories.import_records(session, tmp_path, record(coder="Budi", status="new"))
    assert "coder" in told[0].kinds
