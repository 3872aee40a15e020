"""Files that cannot be opened, projects that are only looked at, and the check beside the work."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from other_program import OtherProgram
from window_scene import CONTROL, KEY, Desk

from annotator.gui.dialogs.confirm import MessageSheet
from annotator.gui.dialogs.recover_sheet import RecoverSheet
from annotator.store import lock
from annotator.store.integrity import check
from annotator.workbench.session import Session

WORDS = "harus tetap netral"

HOLD = """
import sys
from pathlib import Path
from annotator.workbench.session import Session
with Session.open(Path(sys.argv[1])) as session:
    print("open", flush=True)
    for line in sys.stdin:
        document = session.finding.documents("")[0]
        text = session.finding.document(document).text
        from annotator.model.extent import Extent
        start = text.index(line.strip())
        session.coding.add_span(document, (Extent(start, start + len(line.strip())),), "rule")
        print("done", flush=True)
"""


@pytest.fixture
def project(empty_project):
    """The five articles without marks."""
    return empty_project


@pytest.fixture
def other(project):
    made = OtherProgram(HOLD, project)
    yield made
    made.close()


def button(sheet, words: str):
    from annotator.gui.theme.controls import PlainButton

    return next(one for one in sheet.findChildren(PlainButton) if one.text() == words)


def refused(desk: Desk, path: Path) -> MessageSheet:
    assert not desk.window.projects.open(path)
    desk.settle()
    sheet = desk.uppermost
    assert isinstance(sheet, MessageSheet)
    return sheet


def words_of(sheet: MessageSheet) -> str:
    told = sheet.message
    return " ".join((told.title, told.happened, told.safe, told.step))


def destroy(path: Path, first: int, count: int) -> None:
    data = bytearray(path.read_bytes())
    data[first : first + count] = os.urandom(count)
    path.write_bytes(data)


# files that would not open --------------------------------------------------------------------


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs(x)")
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()


KINDS = {
    "damaged": (lambda path: destroy(path, 0, 100), "is damaged", "Recover into a new file"),
    "cut off": (
        lambda path: os.truncate(path, 40_000),
        "is not complete",
        "Recover into a new file",
    ),
    "no project": (
        lambda path: path.write_text("hello"),
        "This is not a project",
        "Restore a backup …",
    ),
    "newer": (newer, "by a newer version", "Open for reading only"),
    "foreign": (foreign, "is not Annotator's", "Recover into a new file"),
    "gone": (lambda path: path.unlink(), "is not there", "Try again"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_that_would_not_open_is_told_apart(away, project, kind) -> None:
    harm, title, best = KINDS[kind]
    harm(project)
    before = project.read_bytes() if project.exists() else None
    sheet = refused(away, project)
    assert title in sheet.message.title
    assert sheet.message.happened
    assert sheet.message.safe
    assert sheet.message.step
    assert sheet.primary.text() == best
    assert sheet.primary.hasFocus()
    away.press(KEY.Key_Escape)
    assert away.uppermost is None
    assert (project.read_bytes() if project.exists() else None) == before


def test_a_project_that_is_open_elsewhere_says_who_has_it(away, project, other) -> None:
    holder = lock.read_note(project)
    told = words_of(refused(away, project))
    assert holder.who in told
    assert holder.host in told
    assert "2026" in told or "20" in told


def test_trying_again_opens_what_has_become_free(away, project, other) -> None:
    sheet = refused(away, project)
    other.close()
    away.click_on(button(sheet, "Try again"))
    assert away.uppermost is None
    assert away.session.path == project


# looking only ---------------------------------------------------------------------------------


def look_at(desk: Desk, project: Path) -> None:
    sheet = refused(desk, project)
    desk.click_on(button(sheet, "Open for reading only"))
    desk.qtbot.waitUntil(lambda: desk.window.projects.session is not None)
    desk.settle()
    assert desk.session.following is not None


def test_a_second_window_shows_what_the_first_one_does(away, project, other) -> None:
    look_at(away, project)
    away.go_to(0)
    assert away.painted == set()
    notice = away.window.notice
    assert notice.isVisible()
    assert "Read only" in notice.words.text()
    assert away.window.status.saved.text() == "Read only"
    other.do(WORDS)
    away.window.opening.look_again()
    away.qtbot.waitUntil(lambda: len(away.painted) == 1)
    assert away.marked_words() == [WORDS]
    assert away.window.status.undo.isHidden()


def test_every_act_is_refused_in_a_sentence_and_nothing_is_written(away, project, other) -> None:
    look_at(away, project)
    away.go_to(0)
    before = project.read_bytes(), Path(f"{project}-wal").read_bytes()
    away.select(WORDS)
    away.type("r")
    assert "reading only" in away.window.status.message.text()
    assert away.painted == set()
    away.press(KEY.Key_Return, CONTROL)
    assert "reading only" in away.window.status.message.text()
    assert not away.menu("undo").isEnabled()
    assert (project.read_bytes(), Path(f"{project}-wal").read_bytes()) == before


def test_the_project_is_taken_over_when_the_first_window_has_gone(away, project, other) -> None:
    look_at(away, project)
    other.do(WORDS)
    assert away.window.notice.step.isHidden()
    other.close()
    away.window.opening.look_again()
    away.qtbot.waitUntil(lambda: away.window.opening._task is None)
    assert away.window.notice.step.text() == "Work here"
    away.click_on(away.window.notice.step)
    assert away.session.following is None
    assert away.window.notice.isHidden()
    away.go_to(0)
    assert away.marked_words() == [WORDS]
    away.mark("netralitas", "r")
    assert len(away.stored.spans) == 2


def test_taking_over_what_somebody_else_was_faster_with_goes_on_looking(
    away, project, other
) -> None:
    look_at(away, project)
    other.close()
    away.window.opening.look_again()
    third = OtherProgram(HOLD, project)
    away.window.opening.take_over()
    away.settle()
    assert away.session.following is not None
    assert isinstance(away.uppermost, MessageSheet)
    third.close()


def test_the_copy_that_is_looked_at_goes_with_the_window(away, project, other) -> None:
    look_at(away, project)
    folder = away.session.following._folder
    assert folder.exists()
    away.trigger("close_project")
    assert not folder.exists()


def test_a_damaged_project_can_be_looked_at_and_then_recovered(away, project) -> None:
    destroy(project, 0, 100)
    look_at(away, project)
    away.go_to(0)
    assert away.window.notice.step.text() == "Recover into a new file"
    away.click_on(away.window.notice.step)
    assert isinstance(away.uppermost, RecoverSheet)


# recovering -----------------------------------------------------------------------------------


def test_a_damaged_project_is_recovered_into_a_new_one_and_opened(away, project) -> None:
    whole = Path(shutil.copy(project, project.with_name("whole.annot")))
    destroy(project, 0, 4096)
    before = project.read_bytes()
    sheet = refused(away, project)
    away.press(KEY.Key_Return)
    sheet = away.uppermost
    assert isinstance(sheet, RecoverSheet)
    new = Path(sheet.new.path)
    assert new.parent == project.parent
    sheet.copies.append(str(whole))
    away.press(KEY.Key_Return)
    away.qtbot.waitUntil(lambda: sheet.primary.text() == "Open the new project")
    assert sheet.lost.isHidden()
    away.press(KEY.Key_Return)
    assert away.session.path == new
    assert check(away.session.project) == []
    assert project.read_bytes() == before


def test_what_is_lost_is_listed(away, project) -> None:
    size = project.stat().st_size
    destroy(project, size // 2 // 4096 * 4096, size // 5)
    refused(away, project)
    away.press(KEY.Key_Return)
    sheet = away.uppermost
    away.press(KEY.Key_Return)
    away.qtbot.waitUntil(lambda: not sheet.result.isHidden())
    if sheet._made:
        assert sheet.lost.toPlainText() or sheet.lost.isHidden()


def test_a_name_that_is_taken_is_said_and_another_can_be_given(away, project) -> None:
    destroy(project, 0, 100)
    refused(away, project)
    away.press(KEY.Key_Return)
    sheet = away.uppermost
    taken = project.with_name("taken.annot")
    taken.write_text("mine")
    sheet.new.set_path(str(taken))
    away.press(KEY.Key_Return)
    away.qtbot.waitUntil(lambda: not sheet.result.isHidden())
    assert "taken.annot" in sheet.result.text()
    assert taken.read_text() == "mine"
    sheet.new.set_path(str(project.with_name("free.annot")))
    away.click_on(sheet.primary)
    away.qtbot.waitUntil(lambda: sheet.primary.text() == "Open the new project")


# the full check -------------------------------------------------------------------------------


def wait_for_check(desk: Desk) -> None:
    desk.window.opening.start_check()
    desk.qtbot.waitUntil(lambda: desk.window.opening._check is None, timeout=60_000)
    desk.settle()


def test_a_sound_project_is_checked_without_a_word_while_work_goes_on(clean) -> None:
    clean.window.opening.start_check()
    assert "being checked" in clean.window.status.saved.text()
    clean.mark(WORDS, "r")
    clean.qtbot.waitUntil(lambda: clean.window.opening._check is None, timeout=60_000)
    assert clean.uppermost is None
    assert "being checked" not in clean.window.status.saved.text()
    assert len(clean.stored.spans) == 1


def test_what_the_full_check_finds_is_said_with_what_can_be_done(away, project) -> None:
    connection = sqlite3.connect(project)
    connection.execute("UPDATE document SET title = 'forged'")
    connection.commit()
    connection.close()
    away.open(project)
    wait_for_check(away)
    sheet = away.uppermost
    assert isinstance(sheet, MessageSheet)
    assert "not as the history says" in sheet.message.happened
    away.click_on(sheet.primary)
    assert isinstance(away.uppermost, RecoverSheet)
    assert away.window.projects.session is None


def test_closing_the_window_ends_the_check(clean) -> None:
    clean.window.opening.start_check()
    clean.window.close()
    assert clean.window.opening._check is None


# folders that others share --------------------------------------------------------------------


@pytest.fixture
def shared(project, home):
    folder = home / "Dropbox"
    folder.mkdir()
    return Path(shutil.copy(project, folder / "asn.annot"))


def test_a_project_in_a_cloud_folder_is_offered_a_copy_on_this_computer(away, shared) -> None:
    away.open(shared)
    sheet = away.uppermost
    assert "Dropbox" in sheet.message.happened
    away.click_on(sheet.primary)
    path = away.session.path
    assert not path.is_relative_to(shared.parent)
    project_id = away.session.project.project_id
    meeting = away.window.settings.folder_of(project_id)
    assert meeting.parent == shared.parent
    assert meeting.is_dir()
    away.settle()
    assert away.uppermost is None
    with Session.open(shared) as original:
        assert original.project.project_id == project_id


def test_whoever_goes_on_in_the_cloud_folder_is_not_asked_again(away, shared) -> None:
    away.open(shared)
    away.click_on(button(away.uppermost, "Go on here"))
    away.trigger("close_project")
    away.open(shared)
    assert away.uppermost is None


def test_the_sheets_speak_the_language_of_the_window(away, project, other) -> None:
    away.window._set_language("id")
    sheet = refused(away, project)
    assert sheet.message.title == "Proyek sudah terbuka"
    away.click_on(sheet.primary)
    away.qtbot.waitUntil(lambda: away.window.projects.session is not None)
    assert "Hanya baca" in away.window.notice.words.text()
    with pytest.raises(Exception, match="locked"):
        Session.open(project)


def test_the_panel_shows_what_is_stored_after_an_act_was_refused(away, project, other) -> None:
    look_at(away, project)
    away.go_to(0)
    rows = away.frame.inspector.article.form.rows
    chips = {chip.text(): chip for chip in rows["article_type"].editor.chips}
    away.click_on(chips["Opinion"])
    assert "reading only" in away.window.status.message.text()
    assert not chips["Opinion"].isChecked()
    other.do(WORDS)
    away.window.opening.look_again()
    away.qtbot.waitUntil(lambda: len(away.painted) == 1)
    away.type(".")
    away.press(KEY.Key_N)
    away.type("sure?")
    away.press(KEY.Key_Escape)
    assert away.frame.inspector.note.text.toPlainText() == ""
    away.press(KEY.Key_Delete)
    assert away.painted == {span.id for span in away.stored.spans}
    assert away.stored.comments == ()
