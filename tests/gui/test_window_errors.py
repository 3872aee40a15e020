"""Nothing that goes wrong is swallowed, and nothing that goes wrong ends the program."""

from __future__ import annotations

import shutil
import sys

import pytest
from PySide6.QtWidgets import QApplication
from window_scene import CONTROL, KEY, Desk

from annotator.gui.dialogs.confirm import MessageSheet
from annotator.gui.dialogs.scrim import Scrim
from annotator.model.errors import EnvironmentFault, NotSaved
from annotator.workbench import exporting, importing
from annotator.workbench.session import Session

WORDS = "harus tetap netral"


@pytest.fixture
def full_disk(clean):
    """A disk that takes nothing more, until the fixture is called."""

    def refuse(*_what, **_more):
        raise NotSaved("disk_full", path=str(clean.session.path), detail="")

    project = clean.session.project
    project.commit = refuse
    return lambda: delattr(project, "commit")


def test_what_is_not_saved_is_said_and_not_shown_as_marked(clean, full_disk):
    clean.select(WORDS)
    clean.type("r")
    assert isinstance(clean.uppermost, MessageSheet)
    assert clean.uppermost.message.happened in clean.window.status.saved.text()
    assert clean.painted == set()
    assert clean.frame.marks.model.rowCount() == 0


def test_what_is_not_saved_stays_said_until_the_next_thing_is(clean, full_disk):
    clean.select(WORDS)
    clean.type("r")
    fault = clean.window.status.saved.text()
    clean.press(KEY.Key_Escape)
    assert clean.window.status.saved.text() == fault
    full_disk()
    assert clean.reader.hasFocus()
    clean.type("r")
    assert len(clean.stored.spans) == 1
    assert clean.window.status.saved.text() != fault


def test_a_fault_that_repeats_is_one_sheet(clean, full_disk):
    for _time in range(3):
        clean.select(WORDS)
        clean.workspace.marking.choose_label("rule")
        clean.settle()
    clean.press(KEY.Key_Escape)
    assert clean.uppermost is None


def test_an_answer_that_cannot_be_saved_stays_in_its_field_and_is_saved_when_it_can_be(
    clean, full_disk
):
    full_disk()
    clean.mark(WORDS, "s")
    project = clean.session.project
    project.commit = refused
    entry = clean.frame.inspector.form.rows["institution"].editor
    entry.take_focus()
    clean.type("Bawaslu")
    clean.press(KEY.Key_Return)
    clean.press(KEY.Key_Escape)
    assert (entry.line.text(), "institution" in clean.focused.attributes) == ("Bawaslu", False)
    del project.commit
    clean.workspace.before_command("next_span")
    assert clean.focused.attributes["institution"] == "Bawaslu"


def refused(*_what, **_more):
    raise NotSaved("disk_full", path="x", detail="")


def test_undo_that_cannot_be_saved_is_said(clean, monkeypatch):
    clean.mark(WORDS, "r")

    def refuse(*_what, **_more):
        raise NotSaved("disk_full", path="x", detail="")

    monkeypatch.setattr("annotator.workbench.history.revert", refuse)
    clean.press(KEY.Key_Z, CONTROL)
    assert isinstance(clean.uppermost, MessageSheet)
    assert len(clean.painted) == 1


def test_a_project_that_somebody_has_open_is_not_opened_and_it_is_said_who_has_it(away, project):
    with Session.open(project):
        assert not away.window.projects.open(project)
        sheet = away.uppermost
        assert isinstance(sheet, MessageSheet)
        assert away.window.stack.currentWidget() is away.window.first_run
        assert "gold" in sheet.message.happened or sheet.message.happened


def test_the_first_screen_has_the_keyboard_once_a_message_over_it_is_closed(away, tmp_path):
    away.window.projects.open(tmp_path / "missing.annot")
    away.window.show_first_run()
    away.press(KEY.Key_Escape)
    assert away.window.first_run.isAncestorOf(QApplication.focusWidget())


def test_a_file_that_is_no_project_is_refused_in_a_sentence(away, tmp_path):
    path = tmp_path / "broken.annot"
    for content in (b"", b"not a project", b"SQLite format 3\0" + b"x" * 5000):
        path.write_bytes(content)
        assert not away.window.projects.open(path)
        assert isinstance(away.uppermost, MessageSheet)
        assert not away.uppermost.message.details
        assert path.read_bytes() == content
        away.press(KEY.Key_Escape)


def test_the_project_that_is_open_stays_open_when_another_cannot_be_opened(desk, tmp_path):
    article = desk.scene.document.id
    assert not desk.window.projects.open(tmp_path / "missing.annot")
    desk.press(KEY.Key_Escape)
    assert desk.scene.document.id == article
    desk.type(".")
    assert desk.focused is not None


@pytest.mark.logs
def test_a_bug_is_shown_with_its_details_and_the_program_goes_on(clean):
    try:
        raise ZeroDivisionError("the bug")
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())
    clean.settle()
    assert "the bug" in clean.uppermost.message.details
    clean.press(KEY.Key_Escape)
    clean.mark(WORDS, "r")
    assert len(clean.stored.spans) == 1


@pytest.mark.logs
def test_a_bug_in_an_import_is_shown_with_its_details(clean, monkeypatch, tmp_path):
    def broken(*_what, **_more):
        raise ZeroDivisionError("the bug")

    monkeypatch.setattr(importing, "import_files", broken)
    clean.press(KEY.Key_I, CONTROL)
    sheet = clean.sheet
    sheet.choose([str(tmp_path)])
    clean.qtbot.waitUntil(lambda: isinstance(clean.uppermost, MessageSheet))
    assert "the bug" in clean.uppermost.message.details
    assert not sheet.is_busy


def test_a_recent_project_that_is_gone_is_shown_as_missing(desk, qtbot):
    path = desk.session.path
    desk.trigger("close_project")
    path.unlink()
    desk.window.show_first_run()
    row = desk.window.first_run.rows[-1]
    assert not row.isEnabled()


def test_a_read_only_project_is_refused_in_a_sentence(away, project, tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    path = shutil.copy(project, folder / "p.annot")
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        is_open = away.window.projects.open(path)
        assert is_open or isinstance(away.uppermost, MessageSheet)
    finally:
        folder.chmod(0o755)


def test_two_windows_of_one_program_do_not_share_a_project(desk, qtbot, project):
    other = Desk(qtbot)
    assert not other.window.projects.open(project)
    assert isinstance(other.uppermost, MessageSheet)
    other.window.close()


def break_preview(monkeypatch, error):
    def broken(*_what):
        raise error

    monkeypatch.setattr(exporting, "preview_export", broken)


@pytest.mark.logs
def test_a_bug_in_the_preview_of_an_export_is_shown_with_its_details(desk, monkeypatch):
    break_preview(monkeypatch, ZeroDivisionError("the bug"))
    desk.trigger("export")
    desk.qtbot.waitUntil(lambda: isinstance(desk.uppermost, MessageSheet))
    assert "the bug" in desk.uppermost.message.details


def test_a_preview_that_cannot_be_made_says_why_on_the_sheet(desk, monkeypatch):
    break_preview(monkeypatch, EnvironmentFault("not_writable", path="x", reason="gone"))
    desk.trigger("export")
    sheet = desk.sheet
    desk.qtbot.waitUntil(lambda: bool(sheet.findings))
    assert [one.icon_name for one in sheet.findings] == ["block"]
    assert desk.sheet is sheet


def test_a_preview_that_fails_after_its_sheet_has_gone_disturbs_nobody(desk, monkeypatch):
    break_preview(monkeypatch, EnvironmentFault("not_writable", path="x", reason="gone"))
    desk.trigger("export")
    desk.press(KEY.Key_Escape)
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(Scrim))
    desk.settle()
    assert desk.uppermost is None
    assert desk.reader.hasFocus()


def test_a_drive_that_vanishes_is_said_and_work_goes_on_when_it_is_back(desk, monkeypatch):
    from annotator.model.errors import EnvironmentFault

    file = desk.session.project.file
    first = desk.text

    def gone(*_what):
        raise EnvironmentFault("disk_error", path=str(desk.session.path), detail="Input/output")

    for name in ("rows", "row"):
        monkeypatch.setattr(file, name, gone)
    desk.press(KEY.Key_PageDown, CONTROL)
    assert isinstance(desk.uppermost, MessageSheet)
    assert not desk.uppermost.message.details
    desk.press(KEY.Key_Escape)
    assert desk.text == first
    monkeypatch.undo()
    desk.press(KEY.Key_PageDown, CONTROL)
    assert desk.uppermost is None
    assert desk.text != first
