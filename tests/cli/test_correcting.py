from __future__ import annotations

import factories
import pytest
from factories import TEXT

from annotator.model.identity import text_hash

NEW = TEXT.replace("ASN", "pegawai").replace("Bupati", "Kata Bupati")


@pytest.fixture
def corrected(tmp_path):
    """A file with the corrected text."""
    file = tmp_path / "ralat.txt"
    file.write_bytes(NEW.encode())
    return file


@pytest.fixture
def filled(run, project, marks):
    """A project with an article, two marks and a relation."""
    assert run("import", project, marks).exit_code == 0
    return project


def test_a_correction_tells_what_became_of_the_marks(run, filled, corrected):
    result = run("correct", filled, "doc-1", corrected)
    assert result.exit_code == 0
    assert f"doc-1~{text_hash(NEW)[:6]}" in result.stdout
    assert "Marks carried over: 2; to be checked by their coders: 0." in result.stdout
    assert "Earlier versions  1" in run("info", filled).stdout
    assert run("verify", filled).exit_code == 0


def test_a_dry_run_changes_nothing(run, filled, corrected):
    before = run("export", filled, "-").stdout
    result = run("correct", filled, "doc-1", corrected, "--dry-run")
    assert result.exit_code == 0
    assert "This was a dry run; the project is as it was." in result.stdout
    assert run("export", filled, "-").stdout == before


def test_marks_that_have_to_be_looked_at_are_named(run, filled, tmp_path):
    file = tmp_path / "x.txt"
    file.write_text(TEXT.replace("Balikpapan", "Samarinda"), encoding="utf-8")
    result = run("correct", filled, "doc-1", file)
    assert "Ani: place “Balikpapan” → –" in result.stdout
    assert "to be checked by their coders: 1." in result.stdout


def test_json_has_every_mark(answer, filled, corrected):
    told = answer("correct", filled, "doc-1", corrected)
    assert told["is_applied"] is True
    assert told["counts"] == {"same": 2, "moved": 0, "changed": 0, "lost": 0}
    assert (told["carried"], told["waiting"]) == (2, 0)
    assert told["old"] == {"doc_id": "doc-1", "text_sha256": text_hash(TEXT)}
    first = told["marks"][0]
    assert first["id"] == "s-1"
    assert first["fragments"] == [[5, 11]]
    assert (first["old_text"], first["new_text"]) == ("Bupati", "Bupati")
    assert answer("correct", filled, told["new"]["doc_id"], corrected)["error"] == "same_text"


@pytest.mark.parametrize("name", ["none", "doc-1~x"])
def test_an_unknown_article_is_refused(run, filled, corrected, name):
    result = run("correct", filled, name, corrected)
    assert result.exit_code == 1
    assert f"There is no article with the id {name}" in result.stderr


def test_a_file_that_is_not_there_is_refused(run, filled, tmp_path):
    result = run("correct", filled, "doc-1", tmp_path / "none.txt")
    assert result.exit_code == 1
    assert "none.txt" in result.stderr


def test_a_folder_is_no_text(run, filled, tmp_path):
    result = run("correct", filled, "doc-1", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{tmp_path} cannot be read")


def test_a_replaced_article_names_the_version_that_counts(run, filled, corrected, tmp_path):
    run("correct", filled, "doc-1", corrected)
    file = tmp_path / "third.txt"
    file.write_text("Teks ketiga.", encoding="utf-8")
    result = run("correct", filled, "doc-1", file)
    assert result.exit_code == 1
    assert f"doc-1~{text_hash(NEW)[:6]}" in result.stderr


def test_an_export_has_earlier_versions_only_when_asked(run, filled, corrected, tmp_path):
    run("correct", filled, "doc-1", corrected)
    run("export", filled, tmp_path / "a.jsonl")
    run("export", filled, tmp_path / "b.jsonl", "--replaced")
    usual, every = (factories.read_records(tmp_path / name) for name in ("a.jsonl", "b.jsonl"))
    assert [one["doc_id"] for one in usual] == [f"doc-1~{text_hash(NEW)[:6]}"]
    assert [one["doc_id"] for one in every] == ["doc-1", usual[0]["doc_id"]]


def test_an_import_points_to_the_command(run, project, tmp_path):
    file = tmp_path / "berita.txt"
    file.write_text(TEXT, encoding="utf-8")
    run("import", project, file)
    file.write_text(NEW, encoding="utf-8")
    result = run("import", project, file, "--dry-run")
    assert "correct the text of that article" in result.stderr
