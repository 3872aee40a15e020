"""The sample project, and the export of it that is kept beside the program."""

from __future__ import annotations

import json

import factories
import pytest

from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.model.errors import EnvironmentFault, InputError
from annotator.workbench import sample
from annotator.workbench.exporting import ExportChoice, export_jsonl
from annotator.workbench.session import Session
from annotator.workbench.verifying import verify_path


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return sample.make_sample(tmp_path_factory.mktemp("sample") / "sample.annot")


@pytest.fixture(scope="module")
def records():
    lines = factories.WORKED_CODING.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def codebook_named(name):
    return parse_codebook(read_codebook(factories.SCHEMAS / name))[0]


def test_the_sample_has_five_articles_with_their_marks(project):
    with Session.open(project) as session:
        assert session.finding.count() == 5
        assert session.codebook.id == "asn_core"
        assert [coder.name for coder in session.finding.coders()] == ["gold"]
        marks = [session.finding.annotations(one) for one in session.finding.documents()]
    assert all(annotations.spans and annotations.relations for annotations in marks)
    assert {annotations.status for annotations in marks} == {"gold"}


def test_the_sample_verifies(project):
    report = verify_path(project)
    assert (report.is_sound, report.problems) == (True, ())
    assert report.equal_quotes == report.spans > 100


def test_the_kept_export_is_made_again_byte_for_byte(project, tmp_path):
    with Session.open(project) as session:
        report = export_jsonl(session.context, tmp_path / "sample.jsonl", ExportChoice())
    kept = factories.ROOT / "exports" / "sample.jsonl"
    assert report.path.read_bytes() == kept.read_bytes(), "run: annotator run-sample"


def test_the_sample_is_made_once(tmp_path):
    path = tmp_path / "deep" / "sample.annot"
    sample.make_sample(path)
    before = path.read_bytes()
    assert sample.make_sample(path) == path
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["sample.annot"]


def test_a_sample_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(sample, "reduce_record", lambda record, _codebook: {**record, "text": "x"})
    with pytest.raises(InputError, match="sample_refused"):
        sample.make_sample(tmp_path / "sample.annot")
    assert list(tmp_path.iterdir()) == []


def test_a_record_is_reduced_to_what_the_codebook_knows(records):
    codebook = codebook_named("asn-core.yaml")
    for record in records:
        reduced = sample.reduce_record(record, codebook)
        labels = {span["label"] for span in reduced["spans"]}
        assert labels <= {x.id for x in codebook.offered_labels()}
        keys = {span["id"] for span in reduced["spans"]}
        assert all({r["from"], r["to"]} <= keys for r in reduced["relations"])
        assert reduced["document"].keys() <= codebook.document.keys()
        assert reduced["text"] == record["text"]
        assert 0 < len(reduced["spans"]) < len(record["spans"])


def test_reducing_to_the_codebook_it_was_made_with_loses_only_empty_answers(records):
    codebook = codebook_named("asn-neutrality.yaml")
    for record in records:
        reduced = sample.reduce_record(record, codebook)
        assert reduced["spans"] == record["spans"]
        assert [r["id"] for r in reduced["relations"]] == [r["id"] for r in record["relations"]]


def test_of_several_values_those_that_fit_are_kept(tmp_path):
    codebook, _ = parse_codebook(read_codebook(factories.write_codebook(tmp_path)))
    answers = {"also": ["x", "q"], "role": "king", "rank": 3, "sure": True}
    given = factories.record([factories.span_record("s-1", "person", 0, 6, attributes=answers)])
    (span,) = sample.reduce_record(given, codebook)["spans"]
    assert span["attributes"] == {"also": ["x"], "sure": True}


def test_what_is_shipped_is_found_beside_the_package_or_where_it_was_installed(
    tmp_path, monkeypatch
):
    assert sample.shipped_folder("seeds") == factories.SEEDS
    monkeypatch.setattr(sample, "_PACKAGE", tmp_path / "site-packages" / "annotator")
    monkeypatch.setattr(sample.sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sample.sysconfig, "get_path", lambda _name: str(tmp_path / "none"))
    with pytest.raises(EnvironmentFault, match="nothing_shipped"):
        sample.shipped_folder("seeds")
    (tmp_path / "share" / "annotator" / "seeds").mkdir(parents=True)
    assert sample.shipped_folder("seeds") == tmp_path / "share" / "annotator" / "seeds"


def test_the_sample_is_exported_into_the_project_or_where_one_stands(tmp_path, monkeypatch):
    assert sample.exports_folder() == factories.ROOT / "exports"
    monkeypatch.setattr(sample, "_PACKAGE", tmp_path / "annotator")
    monkeypatch.chdir(tmp_path)
    assert sample.exports_folder() == tmp_path / "exports"
