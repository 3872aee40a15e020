"""Losing the cache of codebooks costs time and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import factories
import platformdirs
import pytest

from annotator.codebooks import reader
from annotator.workbench.session import Session


@pytest.fixture
def project(tmp_path):
    """A closed project; returns its path and its codebook as it was read from YAML."""
    with factories.make_session(tmp_path) as session:
        return session.path, session.codebook


def cache() -> Path:
    return Path(platformdirs.user_cache_dir("annotator", appauthor=False)) / "codebooks"


def opened(path):
    with Session.open(path) as session:
        return session.codebook


def kept() -> Path:
    (file,) = cache().iterdir()
    return file


def test_a_codebook_is_read_once_and_then_known(project, monkeypatch):
    path, codebook = project
    assert opened(path) == codebook

    def never(*_):
        raise AssertionError("YAML was read again")

    monkeypatch.setattr(reader, "parse_codebook", never)
    assert opened(path) == codebook


def test_a_codebook_from_the_cache_keeps_the_order_of_its_file(project):
    path, codebook = project
    for _time in range(2):
        found = opened(path)
        assert list(found.labels) == list(codebook.labels)
        for name, label in codebook.labels.items():
            assert list(found.labels[name].attributes) == list(label.attributes)
        assert list(found.document) == list(codebook.document)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_cache_is_made_anew(project, content):
    path, codebook = project
    opened(path)
    whole = kept().read_bytes()
    kept().write_bytes(content)
    assert opened(path) == codebook
    assert kept().read_bytes() == whole


def test_what_another_version_of_the_program_left_is_not_taken(project):
    path, codebook = project
    opened(path)
    values = json.loads(kept().read_text(encoding="utf-8"))
    for name in values:
        kept().write_text(json.dumps({**values, name: None}), encoding="utf-8")
        assert opened(path) == codebook


def test_a_cache_that_cannot_be_written_stops_nothing(project):
    path, codebook = project
    cache().parent.mkdir(parents=True, exist_ok=True)
    cache().write_text("in the way", encoding="utf-8")
    assert opened(path) == codebook
    assert cache().read_text(encoding="utf-8") == "in the way"


def test_a_disk_that_is_full_leaves_nothing_in_the_cache(project, monkeypatch):
    path, codebook = project

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert opened(path) == codebook
    assert list(cache().iterdir()) == []
    assert opened(path) == codebook


def test_each_codebook_is_kept_on_its_own(project, tmp_path):
    path, codebook = project
    other = factories.CODEBOOK.replace("{en: Person, id: Orang}", "{en: Speaker, id: Pembicara}")
    folder = tmp_path / "other"
    folder.mkdir()
    with Session.create(folder / "q.annot", factories.write_codebook(folder, other), "Ani"):
        pass
    for _time in range(2):
        assert opened(path) == codebook
        assert opened(folder / "q.annot").labels["person"].name.in_language("en") == "Speaker"
    assert len(list(cache().iterdir())) == 2
