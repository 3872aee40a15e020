"""What a new project can begin with, and what is said of a codebook that cannot be used."""

from __future__ import annotations

import factories
import pytest

from annotator.model.errors import EnvironmentFault
from annotator.workbench import beginning, language
from annotator.workbench.beginning import codebook_sentences, shipped_codebooks

TWO = """\
schema_format: 1
schema_id: two
version: 1.0.0
languages: [en, id]
title: {en: Two, id: Dua}
labels:
  thing: {abstract: true, name: {en: Thing, id: Benda}}
  person: {name: {en: Person, id: Orang}}
"""
ONE = """\
schema_format: 1
schema_id: one
version: 1.0.0
languages: [en]
labels:
  person: {name: Person}
  place: {name: Place}
"""


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder in the place of the one that comes with the program."""
    monkeypatch.setattr(beginning, "shipped_folder", lambda _name: tmp_path)
    return tmp_path


def test_the_codebook_of_the_sample_comes_first():
    first, *others = shipped_codebooks()
    assert first.path.name == "asn-core.yaml"
    assert others
    spoken = [len(one.languages) for one in others]
    assert spoken == sorted(spoken, reverse=True)


def test_those_in_most_languages_come_first(shelf):
    factories.write_codebook(shelf, ONE, "a.yaml")
    factories.write_codebook(shelf, TWO, "b.yaml")
    factories.write_codebook(shelf, ONE, "asn-core.yaml")
    assert [one.path.name for one in shipped_codebooks()] == ["asn-core.yaml", "b.yaml", "a.yaml"]


def test_a_codebook_is_told_in_one_line_and_counts_what_can_be_put_on_words(shelf):
    factories.write_codebook(shelf, ONE, "a.yaml")
    factories.write_codebook(shelf, TWO, "b.yaml")
    assert [(one.title, one.summary) for one in shipped_codebooks()] == [
        ("Two", "1 label · English, Bahasa Indonesia"),
        ("a", "2 labels · English"),
    ]
    language.set_language("id")
    assert [one.title for one in shipped_codebooks()] == ["Dua", "a"]
    assert shipped_codebooks()[1].summary == "2 label · English"


def test_what_is_no_codebook_is_left_out(shelf):
    factories.write_codebook(shelf, "labels: [", "bad.yaml")
    factories.write_codebook(shelf, ONE, "notes.txt")
    (shelf / "folder.yaml").mkdir()
    factories.write_codebook(shelf, TWO, "good.yaml")
    assert [one.path.name for one in shipped_codebooks()] == ["good.yaml"]


def test_where_nothing_was_shipped_there_is_nothing_to_choose(monkeypatch):
    def missing(_name):
        raise EnvironmentFault("nothing_shipped", path="/nowhere")

    monkeypatch.setattr(beginning, "shipped_folder", missing)
    assert shipped_codebooks() == []


def test_of_a_good_codebook_nothing_is_said(tmp_path):
    assert codebook_sentences(factories.write_codebook(tmp_path)) == []


def test_of_a_bad_codebook_every_problem_is_said_with_its_line(tmp_path):
    bad = factories.CODEBOOK.replace("type: number", "type: numbre").replace("span: {", "spam: {")
    first, second = codebook_sentences(factories.write_codebook(tmp_path, bad))
    assert first.startswith("small.yaml, line 13")
    assert "“spam”" in first
    assert second.startswith("small.yaml, line 24")
    assert "“numbre”" in second


def test_a_codebook_that_cannot_be_read_is_told_in_a_sentence(tmp_path):
    (missing,) = codebook_sentences(tmp_path / "none.yaml")
    assert str(tmp_path / "none.yaml") in missing
    (folder,) = codebook_sentences(tmp_path)
    assert folder.endswith(".")
    (tmp_path / "bytes.yaml").write_bytes(b"title: \xff\xfe")
    (undecodable,) = codebook_sentences(tmp_path / "bytes.yaml")
    assert undecodable
