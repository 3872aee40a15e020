"""The command recover."""

from __future__ import annotations

import json
import os
import shutil

import factories
import pytest
from factories import BUPATI, extents

from annotator.workbench.session import Session


@pytest.fixture
def project(tmp_path):
    """A closed project with one mark."""
    with factories.make_session(tmp_path) as session:
        document = factories.add_text(session, tmp_path)
        session.coding.add_span(document, extents(BUPATI), "person")
    return tmp_path / "p.annot"


def harm(path, first=0, last=4096):
    data = bytearray(path.read_bytes())
    data[first:last] = os.urandom(last - first)
    path.write_bytes(data)


def test_a_project_without_its_first_page_comes_back(run, project, tmp_path):
    backup = shutil.copy(project, tmp_path / "backup.annot")
    harm(project)
    before = project.read_bytes()
    ran = run("recover", project, tmp_path / "new.annot", "--with", backup)
    assert ran.exit_code == 0, ran.output
    assert "Recovered into" in ran.stdout
    assert project.read_bytes() == before
    assert run("verify", tmp_path / "new.annot").exit_code == 0
    with Session.open(tmp_path / "new.annot") as session:
        (document,) = session.finding.documents("")
        assert len(session.finding.annotations(document).spans) == 1


def test_what_is_lost_is_listed_and_told_by_the_exit_code(run, project, tmp_path):
    lost = range(1, project.stat().st_size // 4096)
    whole = project.read_bytes()
    codes = set()
    for page in lost:
        project.write_bytes(whole)
        harm(project, page * 4096, (page + 1) * 4096)
        new = tmp_path / f"{page}.annot"
        ran = run("recover", project, new, "--json")
        told = json.loads(ran.stdout)
        codes |= {one["code"] for one in told.get("problems", ())}
        if "error" in told:
            assert ran.exit_code == 1
            assert not new.exists()
        else:
            assert ran.exit_code == (0 if told["is_complete"] else 1)
            assert all(one["message"] for one in told["problems"])
            assert run("verify", new).exit_code == 0
    assert "row_without_proof" in codes or "revisions_lost" in codes


def test_what_is_no_project_is_said_in_a_sentence(run, tmp_path):
    (tmp_path / "x.annot").write_text("hello")
    ran = run("recover", tmp_path / "x.annot", tmp_path / "new.annot")
    assert ran.exit_code == 1
    assert "no project can be made of it" in ran.stderr
    assert not (tmp_path / "new.annot").exists()


def test_a_file_that_is_there_already_is_not_touched(run, project):
    before = project.read_bytes()
    assert run("recover", project, project).exit_code == 1
    assert project.read_bytes() == before
