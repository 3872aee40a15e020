"""Backups in the window: by hand, by themselves, on closing; and going back to one."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from window_scene import CONTROL, KEY, LEFT

from annotator.gui.dialogs.backup_place import BackupPlace
from annotator.gui.dialogs.closing_sheet import ClosingSheet
from annotator.gui.dialogs.confirm import MessageSheet
from annotator.gui.dialogs.restore_sheet import RestoreSheet
from annotator.gui.flows import closing
from annotator.workbench import backing_up
from annotator.workbench.backing_up import default_root
from annotator.workbench.session import Session


def backups(reason: str = "") -> list[Path]:
    return sorted(default_root().glob(f"*/*-{reason}*.annot"))


def press(button) -> None:
    QTest.mouseClick(button, LEFT)


def run(desk, action: str) -> None:
    desk.menu(action).trigger()


def wait_for_work(desk) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.safekeeping._task is None, timeout=20_000)
    desk.settle()


@pytest.fixture
def sheet(clean):
    """The sheet of backups: one of the five articles, and one mark made since."""
    run(clean, "back_up")
    wait_for_work(clean)
    clean.session.code_as("Budi")
    run(clean, "restore")
    wait_for_work(clean)
    assert isinstance(clean.sheet, RestoreSheet)
    return clean.sheet


def told(sheet: RestoreSheet) -> str:
    layout = sheet._told
    found = [layout.itemAt(n).widget() for n in range(layout.count())]
    return "\n".join(one.text() for one in found if one is not None)


def test_a_backup_is_made_by_hand(clean) -> None:
    assert backups() == []
    run(clean, "back_up")
    wait_for_work(clean)
    (path,) = backups("hand")
    assert path.name in clean.window.status.message.text()
    assert "Last backup: today" in clean.window.status.saved.toolTip()
    assert not clean.window.status.backup.isVisible()


def test_a_backup_is_made_beside_the_work_when_one_is_due(clean) -> None:
    clean.window.safekeeping.look()
    wait_for_work(clean)
    assert len(backups("time")) == 1
    clean.session.code_as("Budi")
    clean.window.safekeeping.look()
    wait_for_work(clean)
    assert len(backups()) == 1, "half an hour has not gone by"


def test_the_window_looks_by_itself(started, empty_project, monkeypatch) -> None:
    started.window.safekeeping._timer.setInterval(1)
    started.open(empty_project)
    started.qtbot.waitUntil(lambda: len(backups("time")) == 1)
    wait_for_work(started)


def test_no_project_no_backup(away) -> None:
    assert not away.menu("back_up").isEnabled()
    assert not away.menu("restore").isEnabled()
    away.window.safekeeping.look()
    away.window.safekeeping.back_up_now()
    away.window.safekeeping.ask_restore()
    assert away.uppermost is None


def test_a_failure_is_told_once_and_stays_at_the_foot(clean, tmp_path) -> None:
    place = tmp_path / "taken"
    place.write_text("mine")
    clean.window.settings["backup_folder"] = str(place)
    status = clean.window.status
    clean.window.safekeeping.look()
    wait_for_work(clean)
    assert "No backup was made" in status.message.text()
    assert status.backup.isVisible()
    assert str(place) in status.backup.toolTip()
    status.show_message("")
    clean.window.safekeeping.look()
    assert clean.window.safekeeping._task is None, "the disk is left alone for a while"
    clean.window.safekeeping._not_before = 0.0
    clean.window.safekeeping.look()
    wait_for_work(clean)
    assert status.message.text() == ""
    clean.window.settings["backup_folder"] = ""
    run(clean, "back_up")
    wait_for_work(clean)
    assert not status.backup.isVisible()


def test_a_failure_of_a_backup_that_was_asked_for_is_a_message(clean, tmp_path) -> None:
    (tmp_path / "taken").write_text("mine")
    clean.window.settings["backup_folder"] = str(tmp_path / "taken")
    run(clean, "back_up")
    wait_for_work(clean)
    assert isinstance(clean.uppermost, MessageSheet)
    assert "No backup was made" in clean.uppermost.message.happened
    clean.uppermost.dismiss()
    press(clean.window.status.backup)
    assert isinstance(clean.sheet, RestoreSheet)
    wait_for_work(clean)


# closing ------------------------------------------------------------------------------------------


def test_closing_backs_up_what_was_done(clean) -> None:
    run(clean, "close_project")
    clean.settle()
    assert len(backups("close")) == 1
    assert clean.workspace is None


def test_closing_twice_without_an_act_makes_one_backup(clean, empty_project) -> None:
    run(clean, "close_project")
    clean.open(empty_project)
    run(clean, "close_project")
    assert len(backups()) == 1


def test_closing_the_window_backs_up(clean) -> None:
    clean.window.close()
    assert len(backups("close")) == 1


def test_another_project_is_opened_after_the_backup_of_the_first(clean, project) -> None:
    clean.open(Path(project))
    assert len(backups("close")) == 1
    assert clean.session.path == Path(project)


def test_a_failure_on_closing_hinders_nothing(clean, tmp_path) -> None:
    (tmp_path / "taken").write_text("mine")
    clean.window.settings["backup_folder"] = str(tmp_path / "taken")
    run(clean, "close_project")
    clean.settle()
    assert clean.workspace is None
    assert "No backup was made" in clean.window.status.message.text()


@pytest.fixture
def slow(monkeypatch):
    """A backup that is not ready until somebody says so, or stops it."""
    ready = threading.Event()
    monkeypatch.setattr(closing, "PATIENCE_SECONDS", 0.0)
    real = backing_up.Keeper.back_up_if_grown

    def back_up(keeper, reason, progress=None):
        while not ready.wait(0.01):
            if progress is not None and not progress(1, 4):
                return backing_up.BackupReport(None, is_cancelled=True)
        return real(keeper, reason, progress)

    monkeypatch.setattr(backing_up.Keeper, "back_up_if_grown", back_up)
    return ready


def when_shown(desk, act) -> None:
    """Do something as soon as the sheet of closing floats."""
    from PySide6.QtCore import QTimer

    timer = QTimer(desk.window)

    def look() -> None:
        if isinstance(desk.uppermost, ClosingSheet) and desk.uppermost.meter._share:
            timer.stop()
            act(desk.uppermost)

    timer.timeout.connect(look)
    timer.start(5)


def test_a_long_backup_on_closing_is_shown(clean, slow) -> None:
    seen = []

    def act(sheet: ClosingSheet) -> None:
        seen.append(sheet.meter.accessibleName())
        slow.set()

    when_shown(clean, act)
    run(clean, "close_project")
    assert seen == ["Backing up 25%"]
    assert len(backups("close")) == 1
    assert clean.workspace is None


def test_a_long_backup_on_closing_can_be_left_out(clean, slow) -> None:
    when_shown(clean, lambda sheet: press(sheet.skip_button))
    run(clean, "close_project")
    assert backups() == []
    assert clean.workspace is None


# going back ---------------------------------------------------------------------------------------


def test_the_newest_backup_is_shown_with_what_was_done_since(sheet) -> None:
    assert sheet.rows.rowCount() == 1
    assert sheet.first_focus() is sheet.list
    shown = told(sheet)
    assert "made by hand" in shown
    assert "5 articles · 0 marks" in shown
    assert "Since then 1 step was done in the project." in shown
    assert "Nothing is lost" in shown
    assert sheet.primary.isEnabled()


def test_going_back_opens_what_is_there_then(clean, sheet) -> None:
    path = clean.session.path
    press(sheet.primary)
    wait_for_work(clean)
    clean.qtbot.waitUntil(lambda: clean.workspace is not None)
    assert clean.uppermost is None
    assert "Budi" not in [coder.name for coder in clean.session.finding.coders()]
    (aside,) = path.parent.glob("empty-before-*.annot")
    assert aside.name in clean.window.status.message.text()
    with Session.open(aside) as before:
        assert "Budi" in [coder.name for coder in before.finding.coders()]
    assert len(backups("restore")) == 1
    assert backups("close") == []


def test_escape_leaves_everything_as_it_was(clean, sheet) -> None:
    QTest.keyClick(clean.window.focusWidget(), KEY.Key_Escape)
    assert clean.uppermost is None
    assert not list(clean.session.path.parent.glob("*before*"))


def test_the_arrows_walk_through_the_backups(clean, sheet) -> None:
    press(sheet.now_button)
    wait_for_work(clean)
    assert sheet.rows.rowCount() == 2
    assert "Nothing was done" in told(sheet)
    QTest.keyClick(sheet.list, KEY.Key_Down)
    wait_for_work(clean)
    assert sheet.list.chosen_row() == 1
    assert "Since then 1 step" in told(sheet)


def test_a_backup_that_cannot_be_read_cannot_be_chosen(clean, sheet) -> None:
    (path,) = backups()
    path.write_text("broken")
    clean.window.safekeeping._list(sheet)
    wait_for_work(clean)
    wait_for_work(clean)
    assert "cannot be read" in sheet.rows.index(0, 0).data()
    assert "not a project" in told(sheet)
    assert sheet.reason
    press(sheet.primary)
    assert clean.workspace is not None


def test_a_project_without_backups_is_told_what_to_do(clean) -> None:
    run(clean, "restore")
    wait_for_work(clean)
    sheet = clean.sheet
    assert sheet.nothing.isVisible()
    press(sheet.nothing.button)
    wait_for_work(clean)
    assert sheet.rows.rowCount() == 1
    assert sheet.list.isVisible()


def test_a_backup_that_goes_meanwhile_leaves_the_project_open(clean, sheet) -> None:
    shutil.rmtree(default_root())
    press(sheet.primary)
    wait_for_work(clean)
    assert "There is no file" in told(sheet)
    assert clean.workspace is not None
    assert "Budi" in [coder.name for coder in clean.session.finding.coders()]


def test_going_back_can_be_stopped(clean, sheet, monkeypatch) -> None:
    begun = threading.Event()

    def restore(*_given, **_more):
        begun.set()
        tell = _given[-1]
        while tell(1, 4):
            begun.wait(0.01)

    monkeypatch.setattr(backing_up, "restore", restore)
    press(sheet.primary)
    assert begun.wait(10)
    press(sheet.cancel_button)
    clean.settle()
    assert clean.workspace is not None
    assert not list(clean.session.path.parent.glob("*before*"))


# place and number ---------------------------------------------------------------------------------


@pytest.fixture
def place(clean, sheet):
    press(sheet.place_button)
    assert isinstance(clean.sheet, BackupPlace)
    return clean.sheet


def test_place_and_number_are_kept(clean, place, tmp_path) -> None:
    QTest.keyClick(place.path.field, KEY.Key_A, CONTROL)
    QTest.keyClicks(place.path.field, str(tmp_path / "usb"))
    place.numbers[0].selectAll()
    QTest.keyClicks(place.numbers[0], "3")
    QTest.keyClick(place.numbers[0], KEY.Key_Return)
    settings = clean.window.settings
    assert settings["backup_folder"] == str(tmp_path / "usb")
    assert [settings[f"backup_{name}"] for name in ("days", "weeks", "months")] == [3, 10, 9]
    wait_for_work(clean)
    assert clean.sheet.nothing.isVisible(), "the new folder has no backup yet"
    press(clean.sheet.nothing.button)
    wait_for_work(clean)
    assert len(os.listdir(tmp_path / "usb")) == 1


def test_the_usual_folder_is_no_setting(clean, place) -> None:
    place.path.set_path("/else/where")
    press(place.usual_button)
    press(place.primary)
    assert clean.window.settings["backup_folder"] == ""
    wait_for_work(clean)


@pytest.mark.parametrize(("field", "value"), [(0, "0"), (1, ""), (2, "")])
def test_numbers_that_are_none_are_refused(place, field: int, value: str) -> None:
    place.numbers[field].setText(value)
    assert place.reason
    press(place.primary)
    assert place.is_open


def test_a_folder_that_is_none_is_refused(place, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    for path in (str(tmp_path / "file"), "relative/folder"):
        place.path.set_path(path)
        assert place.reason == "This is no folder."


def test_the_table_of_commands_has_both(clean) -> None:
    assert clean.menu("back_up").text() == "Back up now"
    assert clean.menu("restore").text() == "Go back to a backup …"
