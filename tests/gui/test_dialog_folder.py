"""The sheet of the shared folder by itself: choosing it, exchanging, and what is told of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.folder_sheet import FolderSheet
from annotator.gui.dialogs.folder_words import FolderState
from annotator.model.errors import EnvironmentFault, RefusedError
from annotator.workbench.language import set_language
from annotator.workbench.syncing import SyncReport, Waiting

KEY = Qt.Key
FOLDER = Path("/cloud/asn")
QUIET = FolderState(FOLDER, Waiting(0, 0, (), ()))
BUSY = FolderState(FOLDER, Waiting(3, 1, (), ()))
GONE = FolderState(FOLDER, None, EnvironmentFault("folder_gone", path=str(FOLDER), detail=""))


def report(**more) -> SyncReport:
    made = {"received": 2, "sent": 1, "coders": (("Budi", 2),), "waiting": 0}
    made |= {"not_whole": (), "refused": (), "undecided": 0, **more}
    return SyncReport(FOLDER, **made)


@pytest.fixture
def sheet(window):
    sheet = FolderSheet(is_automatic=False, ask_folder=lambda _present: str(FOLDER))
    sheet.heard = []
    for name in ("folder_chosen", "automatic_chosen"):
        getattr(sheet, name).connect(lambda what, name=name: sheet.heard.append((name, what)))
    for name in ("folder_forgotten", "exchange_requested", "cancel_requested", "closed"):
        getattr(sheet, name).connect(lambda name=name: sheet.heard.append(name))
    sheet.open_over(window)
    sheet.show_state(None)
    return sheet


@pytest.fixture
def meeting(sheet):
    """The sheet of a project that has a folder."""
    sheet.show_state(BUSY)
    sheet.setFocus()
    return sheet


def press(key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def told(sheet) -> list[tuple[str, str]]:
    return [(one.icon_name, one.words) for one in sheet.remarks]


def test_without_a_folder_it_begins_at_the_way_to_one(sheet):
    assert sheet.path.text() == "No folder yet"
    assert sheet.choose_button.hasFocus()
    assert not sheet.exchange_button.isVisible()
    assert not sheet.forget_button.isVisible()
    press(KEY.Key_Return)
    assert sheet.heard == [("folder_chosen", str(FOLDER))]


@pytest.mark.parametrize("key", [KEY.Key_F5, KEY.Key_Return])
def test_without_a_folder_nothing_is_exchanged(sheet, key):
    sheet.setFocus()
    press(key)
    assert sheet.heard == []


def test_leaving_the_choice_of_a_folder_changes_nothing(window):
    sheet = FolderSheet(is_automatic=False, ask_folder=lambda _present: None)
    heard = []
    sheet.folder_chosen.connect(heard.append)
    sheet.open_over(window)
    sheet.show_state(BUSY)
    sheet.choose_button.click()
    assert heard == []


def test_what_waits_in_each_direction_is_said(meeting):
    assert told(meeting) == [("in", "3 steps to take in"), ("out", "1 step to put there")]
    meeting.show_state(QUIET)
    assert told(meeting) == [("check", "Nothing waits in either direction")]


def test_a_folder_that_is_gone_is_no_failure_of_the_work(meeting):
    meeting.show_state(GONE)
    ((icon, words),) = told(meeting)
    assert icon == "warn"
    assert "Work goes on as usual" in words


@pytest.mark.parametrize("key", [KEY.Key_F5, KEY.Key_Return, KEY.Key_Enter])
def test_exchange_now_by_key(meeting, key):
    press(key)
    assert meeting.heard == ["exchange_requested"]


@pytest.mark.parametrize("is_on", [True, False])
def test_exchanging_by_itself_is_switched_and_told(window, is_on):
    sheet = FolderSheet(is_automatic=is_on)
    heard = []
    sheet.automatic_chosen.connect(heard.append)
    sheet.open_over(window)
    sheet.show_state(QUIET)
    assert sheet.automatic.isChecked() == is_on
    sheet.automatic.click()
    assert heard == [not is_on]


def test_while_it_exchanges_nothing_can_be_changed(meeting):
    meeting.show_progress(1, 4, "1.annrev")
    assert meeting.meter.accessibleName() == "Reading 1.annrev 25%"
    assert meeting.cancel_button.hasFocus()
    meeting.setFocus()
    press(KEY.Key_F5)
    press(KEY.Key_Return)
    assert not meeting.choose_button.isEnabled()
    assert not meeting.automatic.isEnabled()
    assert not meeting.forget_button.isVisible()
    assert meeting.heard == []


def test_stopping_stays_and_closing_stops(meeting):
    meeting.show_progress(1, 4, "")
    meeting.cancel_button.click()
    assert meeting.heard == ["cancel_requested"]
    assert meeting.cancel_button.text() == "Close"
    meeting.show_progress(2, 4, "")
    meeting.setFocus()
    press(KEY.Key_Escape)
    assert meeting.heard == ["cancel_requested", "cancel_requested", "closed"]


def test_what_an_exchange_did_stands_above_what_is_left(meeting):
    meeting.show_progress(1, 4, "")
    meeting.show_report(report(undecided=1))
    meeting.show_state(FolderState(FOLDER, Waiting(0, 2, (), ()), last="2026-01-02T03:04:05Z"))
    assert [words for _icon, words in told(meeting)] == [
        "Exchanged: 2 taken in, 1 put there.",
        "Budi: 2 steps",
        "1 thing waits in two versions. Both are kept until somebody decides.",
        "2 steps to put there",
    ]


def test_a_failure_stands_above_what_waits_until_the_next_exchange(meeting):
    meeting.show_progress(1, 4, "")
    meeting.show_failure("The disk is full.")
    assert told(meeting)[0] == ("warn", "The disk is full.")
    assert ("in", "3 steps to take in") in told(meeting)
    meeting.exchange_button.click()
    meeting.show_progress(1, 4, "")
    meeting.show_report(report())
    assert "The disk is full." not in [words for _icon, words in told(meeting)]


def test_a_folder_that_is_gone_says_so_once(meeting):
    meeting.show_progress(1, 4, "")
    meeting.show_failure("The folder is not there.")
    meeting.show_state(GONE)
    assert len(told(meeting)) == 1


def test_files_of_which_nothing_was_taken_are_named_with_their_reason(meeting):
    bad = ("2.annrev", RefusedError("other_project", joined="2.annrev"))
    meeting.show_state(FolderState(FOLDER, Waiting(0, 0, (), ()), refused=(bad,)))
    assert any(icon == "block" and words.startswith("2.annrev: ") for icon, words in told(meeting))


def test_another_folder_begins_with_nothing_told_of_the_first(meeting):
    meeting.show_report(report())
    meeting.choose_button.click()
    meeting.show_state(FolderState(Path("/cloud/other"), None))
    assert told(meeting) == [("info", "Looking into the folder …")]
    assert meeting.path.toolTip() == "/cloud/other"


def test_a_folder_that_is_used_no_longer_leads_back_to_the_way_in(meeting):
    meeting.forget_button.click()
    assert meeting.heard == ["folder_forgotten"]
    meeting.show_state(None)
    assert meeting.path.text() == "No folder yet"
    assert not meeting.automatic.isVisible()
    assert meeting.choose_button.text() == "Choose a folder …"


@pytest.mark.parametrize("state", [QUIET, BUSY, GONE])
def test_it_speaks_the_language_in_use(window, state):
    set_language("id")
    sheet = FolderSheet(is_automatic=True)
    sheet.open_over(window)
    sheet.show_state(state)
    sheet.show_report(report())
    words = " ".join(words for _icon, words in told(sheet))
    assert not {"steps", "taken", "folder"} & set(words.split())
