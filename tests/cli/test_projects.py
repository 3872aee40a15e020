"""The commands new, info and run-sample."""

from __future__ import annotations

import getpass
import json

import factories
import pytest

from annotator.cli import projects, window
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings


def test_a_new_project_is_made_and_told(run, tmp_path):
    codebook = factories.write_codebook(tmp_path)
    ran = run("new", tmp_path / "q.annot", "--codebook", codebook, "--coder", "Budi")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "small 1.0.0" in ran.stdout
    with Session.open(tmp_path / "q.annot") as session:
        assert session.coder.name == "Budi"


@pytest.mark.parametrize(("stored", "name"), [("", "login"), ("Ani Wijaya", "Ani Wijaya")])
def test_a_coder_who_is_not_named_is_known(run, tmp_path, monkeypatch, stored, name):
    monkeypatch.setattr(getpass, "getuser", lambda: "login")
    Settings()["coder_name"] = stored
    codebook = factories.write_codebook(tmp_path)
    assert run("new", tmp_path / "q.annot", "--codebook", codebook).exit_code == 0
    with Session.open(tmp_path / "q.annot") as session:
        assert session.coder.name == name


def test_a_project_that_is_there_is_refused(run, project, tmp_path):
    before = project.read_bytes()
    ran = run("new", project, "--codebook", tmp_path / "small.yaml")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert str(project) in ran.stderr
    assert project.read_bytes() == before


def test_a_bad_codebook_is_refused_with_every_problem(run, tmp_path):
    text = factories.CODEBOOK.replace("type: bool", "type: boolean").replace("[place]", "[plaice]")
    codebook = factories.write_codebook(tmp_path, text)
    ran = run("new", tmp_path / "q.annot", "--codebook", codebook)
    assert ran.exit_code == 1
    assert ran.stderr.count("line ") >= 3
    assert not (tmp_path / "q.annot").exists()


def test_info_tells_what_a_project_holds(run, project, marks):
    run("import", project, marks)
    ran = run("info", project)
    lines = ran.stdout.splitlines()
    assert ran.exit_code == 0
    assert lines[0].split() == ["Project", str(project)]
    assert lines[-5].split() == ["Ani", "0", "1", "0", "2", "1"]
    assert [line.split() for line in lines[-3:]] == [
        ["Label", "marks"],
        ["person", "1"],
        ["place", "1"],
    ]


def test_info_as_json(answer, run, project, marks):
    run("import", project, marks)
    told = answer("info", project)
    assert (told["codebook"], told["documents"]) == ("small 1.0.0", 1)
    (coder,) = told["coders"]
    assert (coder["name"], coder["spans"], coder["progress"]["in_progress"]) == ("Ani", 2, 1)


def test_a_project_that_is_open_is_told_with_who_has_it(run, project):
    with Session.open(project):
        ran = run("info", project)
    assert ran.exit_code == 1
    assert "open already" in ran.stderr


def test_new_as_json(answer, tmp_path):
    codebook = factories.write_codebook(tmp_path)
    told = answer("new", tmp_path / "q.annot", "--codebook", codebook, "--coder", "Budi")
    assert told["coders"][0]["name"] == "Budi"


@pytest.fixture
def drawn(monkeypatch, tmp_path):
    """Stand-ins for the window; the list holds what it was asked to do."""
    asked = []
    monkeypatch.setattr(window, "open_window", lambda path=None: asked.append(path) or 0)
    monkeypatch.setattr(window, "draw_window", lambda *paths: asked.append(paths))
    monkeypatch.setattr(projects.sample, "exports_folder", lambda: tmp_path / "exports")
    return asked


def test_the_sample_opens_where_there_is_a_display(run, drawn, monkeypatch, home):
    monkeypatch.setattr(window, "has_display", lambda: True)
    assert run("run-sample").exit_code == 0
    (path,) = drawn
    assert path.is_file()
    assert path.name == "sample.annot"
    before = path.read_bytes()
    assert run("run-sample").exit_code == 0
    assert path.read_bytes() == before, "it is made once, and what was marked in it stays"


def test_without_a_display_the_sample_is_made_exported_and_drawn(run, drawn, monkeypatch, tmp_path):
    monkeypatch.setattr(window, "has_display", lambda: False)
    ran = run("run-sample")
    assert (ran.exit_code, ran.stderr) == (0, "")
    exported = tmp_path / "exports" / "sample.jsonl"
    assert exported.read_bytes() == (factories.ROOT / "exports" / "sample.jsonl").read_bytes()
    ((project, picture),) = drawn
    assert (project.suffix, picture) == (".annot", tmp_path / "exports" / "sample.png")
    assert "no display" in ran.stdout
    assert str(exported) in ran.stdout


def test_open_hands_the_project_to_the_window(run, drawn, project):
    assert run("open", project).exit_code == 0
    assert run("open").exit_code == 0
    assert drawn == [project, None]


def test_json_is_one_object(run, project):
    told = run("info", project, "--json").stdout
    assert isinstance(json.loads(told), dict)
