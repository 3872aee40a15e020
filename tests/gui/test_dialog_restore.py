"""The sheet of backups by itself: the list, what is chosen, and when going back is offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.backup_place import BackupPlace
from annotator.gui.dialogs.backup_rows import BACKUP_ROLE, BackupRows, second_line
from annotator.gui.dialogs.controls import Prose
from annotator.gui.dialogs.restore_sheet import RestoreSheet, Shown
from annotator.model.errors import EnvironmentFault
from annotator.workbench.backing_up import MOST_KEPT, Backup

KEY = Qt.Key


def backup(day: int, **more) -> Backup:
    made = {"reason": "hand", "size": 2_000_000, "documents": 5, "spans": 300, **more}
    return Backup(Path(f"/b/{day}.annot"), f"2026-01-{day:02}T00:00:00Z", **made)


FAULT = EnvironmentFault("damaged", path="/b/1.annot", detail="")
NEW, OLD, BAD = backup(3), backup(2, reason="close"), backup(1, fault=FAULT)
FINE = Shown("3 Jan", "made by hand", [("In it", ["5 articles"])], "What was done since goes.")


@pytest.fixture
def sheet(window):
    sheet = RestoreSheet()
    sheet.heard = []
    for name in ("backup_chosen", "restore_requested"):
        getattr(sheet, name).connect(lambda one, name=name: sheet.heard.append((name, one)))
    for name in ("now_requested", "place_requested", "cancel_requested", "closed"):
        getattr(sheet, name).connect(lambda name=name: sheet.heard.append(name))
    sheet.open_over(window)
    return sheet


@pytest.fixture
def filled(sheet):
    sheet.show_backups([NEW, OLD, BAD])
    sheet.show_preview(FINE)
    sheet.heard.clear()
    return sheet


def press(key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def told(sheet) -> list[str]:
    QApplication.processEvents()  # what was put into the layout is shown
    return [one.text() for one in sheet.told.findChildren(Prose) if not one.isHidden()]


def test_the_newest_backup_is_chosen_and_asked_about_at_once(sheet):
    sheet.show_backups([NEW, OLD])
    assert sheet.heard == [("backup_chosen", NEW)]
    assert sheet.list.hasFocus()
    assert sheet.count.text() == "2 backups"


def test_arrows_ask_about_one_backup_after_the_other(filled):
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    assert filled.heard == [("backup_chosen", OLD), ("backup_chosen", BAD)]
    assert filled.chosen is BAD


def test_going_back_waits_until_it_is_known_what_the_backup_holds(sheet):
    sheet.show_backups([NEW, OLD])
    assert not sheet.primary.isEnabled()
    sheet.show_preview(FINE)
    assert sheet.primary.isEnabled()
    sheet.choose(1)
    assert not sheet.primary.isEnabled()
    assert told(sheet) == []


def test_enter_goes_back_to_the_chosen_backup(filled):
    filled.choose(1)
    filled.show_preview(FINE)
    filled.primary.click()
    assert filled.heard == [("backup_chosen", OLD), ("restore_requested", OLD)]


def test_everything_that_is_told_of_a_backup_is_shown(filled):
    assert told(filled) == ["3 Jan", "made by hand", "5 articles", "What was done since goes."]


def test_a_backup_without_a_consequence_cannot_be_gone_back_to(filled):
    filled.show_preview(Shown("1 Jan", "cannot be read", []))
    assert not filled.primary.isEnabled()
    assert filled.reason == "This backup cannot be used."
    filled.on_restore()
    assert filled.heard == []


def test_without_backups_there_is_nothing_to_go_back_to_and_one_can_be_made(sheet):
    sheet.show_backups([])
    assert sheet.nothing.isVisible()
    assert not sheet.primary.isEnabled()
    sheet.nothing.button.click()
    assert sheet.heard == ["now_requested"]


def test_another_place_without_backups_takes_the_offer_away(filled):
    """The place of backups can be changed while one of the old place is chosen."""
    filled.show_backups([])
    assert filled.chosen is None
    assert not filled.primary.isEnabled()
    filled.on_restore()
    assert filled.heard == []


def test_nobody_backs_up_a_project_that_is_not_open(window):
    sheet = RestoreSheet(can_back_up=False)
    sheet.open_over(window)
    sheet.show_backups([NEW])
    assert not sheet.now_button.isVisible()
    assert sheet.place_button.isVisible()


def test_while_it_works_nothing_but_stopping_can_be_done(filled):
    filled.show_progress("Going back", 1, 4)
    assert filled.meter.accessibleName() == "Going back 25%"
    assert filled.cancel_button.hasFocus()
    assert not filled.list.isEnabled()
    filled.on_restore()
    filled.setFocus()
    press(KEY.Key_Return)
    assert filled.heard == []
    filled.cancel_button.click()
    assert filled.heard == ["cancel_requested"]
    assert filled.list.isEnabled()


def test_a_failure_is_told_in_the_place_of_the_preview(filled):
    filled.show_progress("Going back", 1, 4)
    filled.show_failure("The disk is full.")
    assert told(filled) == ["This could not be done", "The disk is full."]
    assert filled.list.hasFocus()


def test_other_backups_after_a_new_one_choose_the_newest(filled):
    filled.choose(2)
    filled.show_backups([backup(4), NEW, OLD, BAD])
    assert filled.chosen == backup(4)


def test_a_row_says_when_why_how_large_and_what_is_in_it(qapp):
    rows = BackupRows()
    QAbstractItemModelTester(rows)
    rows.show_backups([NEW, BAD])
    first, second = (rows.index(at).data() for at in range(2))
    assert "made by hand · 5 articles · 300 marks" in first
    assert first.endswith("2.0 MB")
    assert "cannot be read" in second
    assert rows.index(0).data(BACKUP_ROLE) is NEW
    assert rows.index(0).data(Qt.ItemDataRole.ToolTipRole) is None
    assert rows.rowCount(rows.index(0)) == 0


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (OLD, "on closing · 5 articles · 300 marks"),
        (backup(1, reason="later"), "later · 5 articles · 300 marks"),
        (BAD, "made by hand · cannot be read"),
    ],
)
def test_the_second_line_says_why_and_what(one, expected):
    assert second_line(one) == expected


def test_readable_and_unreadable_backups_are_painted(filled):
    assert not filled.grab().isNull()


# where they are kept


@pytest.fixture
def place(window, tmp_path):
    usual = tmp_path / "usual"
    place = BackupPlace(str(tmp_path), str(usual), (12, 10, 9))
    place.usual, place.heard = usual, []
    place.place_given.connect(lambda folder, counts: place.heard.append((folder, counts)))
    place.open_over(window)
    return place


def test_enter_keeps_folder_and_numbers(place, tmp_path):
    press(KEY.Key_Return)
    assert place.heard == [(str(tmp_path), (12, 10, 9))]


@pytest.mark.parametrize("is_typed", [True, False])
def test_the_usual_folder_is_no_setting_of_its_own(place, is_typed):
    if is_typed:
        place.path.set_path(f" {place.usual} ")
    else:
        place.usual_button.click()
    place.primary.click()
    assert place.heard == [("", (12, 10, 9))]


def test_no_folder_is_the_usual_one(place):
    place.path.set_path("")
    place.primary.click()
    assert place.heard[0][0] == ""


def test_the_home_of_the_person_can_be_written_with_a_tilde(place, home):
    place.path.set_path("~/backups")
    assert place.reason == ""
    place.primary.click()
    assert place.heard[0][0] == str(home / "backups")


@pytest.mark.parametrize("wrong", ["backups", "./x", "a file"])
def test_what_is_no_folder_is_refused(place, tmp_path, wrong):
    if wrong == "a file":
        wrong = str(tmp_path / "file")
        Path(wrong).touch()
    place.path.set_path(wrong)
    assert place.reason == "This is no folder."
    place.primary.click()
    assert place.heard == []
    assert place.is_open


def test_a_folder_that_is_to_be_made_will_do(place, tmp_path):
    place.path.set_path(str(tmp_path / "new" / "deeper"))
    assert place.reason == ""


@pytest.mark.parametrize("at", range(3))
def test_each_number_is_needed(place, at):
    place.numbers[at].clear()
    assert place.reason == "Numbers are needed."
    place.on_given()
    assert place.heard == []


def test_one_day_is_the_least_and_the_others_may_be_none(place):
    for at, typed in enumerate(("0", "0", "0")):
        place.numbers[at].setText(typed)
    assert place.reason == "One day at least."
    place.numbers[0].setText("1")
    place.primary.click()
    assert place.heard[0][1] == (1, 0, 0)


def test_more_than_can_be_kept_cannot_be_typed(place):
    place.numbers[0].setFocus()
    place.numbers[0].selectAll()
    QTest.keyClicks(place.numbers[0], str(MOST_KEPT + 1))
    assert int(place.numbers[0].text()) <= MOST_KEPT
