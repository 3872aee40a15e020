"""Projects are made and opened through the sheets; the one that is open stays until another is."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QFileDialog
from window_scene import CONTROL, KEY

from annotator.gui.dialogs.new_project import NewProject
from annotator.workbench import sample as samples
from annotator.workbench.settings import Settings, data_folder


def begin(desk, folder, name="Netralitas"):
    """Open the sheet for a new project and fill it in."""
    desk.press(KEY.Key_N, CONTROL)
    sheet = desk.sheet
    assert isinstance(sheet, NewProject)
    sheet.folder.set_path(str(folder))
    sheet.coder.setText("Siti")
    desk.type(name)
    return sheet


def test_a_new_project_is_made_with_a_name_and_enter_and_stands_open(away, tmp_path):
    begin(away, tmp_path)
    away.press(KEY.Key_Return)
    assert away.sheet is None
    assert away.session.path == tmp_path / "Netralitas.annot"
    assert away.session.coder.name == "Siti"
    assert away.session.codebook.labels
    assert "Netralitas" in away.window.windowTitle()


def test_the_name_of_the_coder_is_kept_for_the_next_project(away, tmp_path):
    begin(away, tmp_path)
    away.press(KEY.Key_Return)
    assert Settings()["coder_name"] == "Siti"
    away.press(KEY.Key_N, CONTROL)
    assert away.sheet.coder.text() == "Siti"
    assert away.sheet.folder.path == str(tmp_path)


def test_a_project_that_was_given_up_leaves_no_file_and_no_name(away, tmp_path):
    begin(away, tmp_path)
    away.press(KEY.Key_Escape)
    assert list(tmp_path.glob("*.annot")) == []
    assert Settings()["coder_name"] == ""
    assert away.window.projects.session is None


def test_an_older_file_stays_as_it_is(away, tmp_path):
    (tmp_path / "Netralitas.annot").write_text("mine", encoding="utf-8")
    sheet = begin(away, tmp_path)
    away.press(KEY.Key_Return)
    assert sheet.name_problem.text() == "A file with this name is there already."
    assert (tmp_path / "Netralitas.annot").read_text(encoding="utf-8") == "mine"
    away.type(" 2")
    away.press(KEY.Key_Return)
    assert away.session.path == tmp_path / "Netralitas 2.annot"


@pytest.mark.parametrize("name", ["x" * 300, "Netralitas"])
def test_what_the_computer_refuses_is_said_on_the_sheet_and_what_was_open_stays(
    desk, tmp_path, name
):
    before, blocked = desk.session.path, tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    sheet = begin(desk, blocked if len(name) < 255 else tmp_path, name)
    desk.press(KEY.Key_Return)
    assert desk.sheet is sheet
    assert sheet.name_problem.text()
    assert sheet.name.text() == name
    assert (desk.session.path, Settings()["coder_name"]) == (before, "")


def test_a_new_project_takes_the_place_of_the_one_that_is_open(desk, project, tmp_path):
    begin(desk, tmp_path)
    desk.press(KEY.Key_Return)
    assert desk.session.name == "Netralitas"
    assert Settings()["recent_projects"][:2] == [str(tmp_path / "Netralitas.annot"), str(project)]
    assert desk.open(project).session.path == project


def test_the_project_that_is_open_is_not_opened_again(desk, project):
    workspace = desk.workspace
    assert desk.window.projects.open(project)
    assert desk.window.projects.open(project.parent / "." / project.name)
    assert desk.workspace is workspace


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_the_project_that_is_open_is_that_project(desk, project, tmp_path):
    link = tmp_path / "link.annot"
    link.symlink_to(project)
    workspace = desk.workspace
    assert desk.window.projects.open(link)
    assert desk.workspace is workspace


@pytest.fixture
def person(monkeypatch):
    """Somebody at the computer's own dialog for files, who takes what they are told to."""
    taken = []
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: bool(taken))
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: taken)
    return taken


def test_a_project_is_opened_through_the_computer_s_own_dialog(away, project, person):
    person.append(str(project))
    away.press(KEY.Key_O, CONTROL)
    assert away.session.path == project


def test_leaving_that_dialog_leaves_everything(desk, person):
    workspace = desk.workspace
    desk.press(KEY.Key_O, CONTROL)
    assert desk.workspace is workspace


def test_the_sample_is_made_once_and_keeps_what_was_marked(away):
    away.trigger("open_sample")
    assert away.session.path == data_folder() / "sample.annot"
    count = len(away.stored.spans)
    away.session.coding.delete_span(away.stored.spans[0].id)
    away.trigger("close_project")
    away.trigger("open_sample")
    assert len(away.stored.spans) == count - 1


def test_new_projects_are_not_put_beside_the_sample(away):
    away.trigger("open_sample")
    away.press(KEY.Key_N, CONTROL)
    assert away.sheet.folder.path != str(data_folder())


def test_a_sample_that_cannot_be_made_is_said_in_a_sentence(away, monkeypatch, tmp_path):
    monkeypatch.setattr(samples, "_PACKAGE", tmp_path / "nowhere" / "annotator")
    monkeypatch.setattr(samples.sysconfig, "get_path", lambda _name: str(tmp_path))
    monkeypatch.setattr(samples.sys, "prefix", str(tmp_path))
    away.trigger("open_sample")
    assert away.uppermost.message.happened
    assert not away.uppermost.message.details
    assert away.window.projects.session is None


def test_closing_gives_the_file_back(desk, project, tmp_path):
    desk.trigger("close_project")
    assert desk.window.stack.currentWidget() is desk.window.first_run
    project.rename(tmp_path / "moved.annot")
    assert desk.open(tmp_path / "moved.annot").session.name == "moved"


def test_closing_twice_is_once(desk):
    heard = []
    desk.window.projects.closed.connect(lambda: heard.append("closed"))
    desk.window.projects.close()
    desk.window.projects.close()
    assert heard == ["closed"]
