"""The sheet of recovering by itself: what it asks, that it is asked once, and what it tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs import recover_sheet
from annotator.gui.dialogs.recover_sheet import RecoverSheet
from annotator.model.problem import Problem, Severity
from annotator.workbench.recovering import RecoverReport

KEY = Qt.Key
NEW = "/work/recovered.annot"


def report(*problems: Problem, **more) -> RecoverReport:
    made = {"steps": 40, "rewritten": 0, "from_tables": 0, "problem_count": len(problems), **more}
    return RecoverReport(Path(NEW), problems=problems, **made)


@pytest.fixture
def sheet(window):
    sheet = RecoverSheet("/work/damaged.annot", NEW)
    sheet.heard = []
    sheet.recover_requested.connect(lambda new, copies: sheet.heard.append((new, copies)))
    sheet.open_requested.connect(sheet.heard.append)
    sheet.closed.connect(lambda: sheet.heard.append("closed"))
    sheet.open_over(window)
    return sheet


@pytest.fixture
def choose(monkeypatch):
    """Choose these files in the computer's own dialog."""

    def answer(*paths: str) -> None:
        monkeypatch.setattr(recover_sheet, "choose_files", lambda *_asked: list(paths))

    return answer


def press(key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def test_enter_recovers_into_what_is_proposed(sheet):
    press(KEY.Key_Return)
    assert sheet.heard == [(NEW, [])]


@pytest.mark.parametrize("name", ["", "   "])
def test_a_new_file_is_needed(sheet, name):
    sheet.new.field.setFocus()
    sheet.new.set_path(name)
    assert not sheet.primary.isEnabled()
    assert sheet.reason == "A file is needed."
    sheet.on_primary()
    assert sheet.heard == []
    sheet.new.set_path("/work/other.annot")
    press(KEY.Key_Return)
    assert sheet.heard == [("/work/other.annot", [])]


def test_a_tilde_is_the_home_of_the_person(sheet, home):
    sheet.new.set_path("~/again.annot")
    sheet.primary.click()
    assert sheet.heard == [(str(home / "again.annot"), [])]


def test_copies_that_can_help_are_listed_once_and_never_the_damaged_file(sheet, choose):
    assert sheet.copies_words.text() == "None. A copy gives back what is lost here."
    choose("/b/one.annot", "/work/damaged.annot")
    sheet.add_copy.click()
    choose("/b/one.annot", "/b/two.annot")
    sheet.add_copy.click()
    assert sheet.copies_words.text() == "one.annot, two.annot"
    sheet.primary.click()
    assert sheet.heard == [(NEW, ["/b/one.annot", "/b/two.annot"])]


def test_leaving_the_choice_of_copies_keeps_those_there_are(sheet, choose):
    choose("/b/one.annot")
    sheet.add_copy.click()
    choose()
    sheet.add_copy.click()
    assert sheet.copies == ["/b/one.annot"]


def test_enter_pressed_once_too_often_neither_begins_again_nor_stops_it(sheet):
    press(KEY.Key_Return)
    sheet.show_progress(0, 10)
    press(KEY.Key_Return)
    sheet.show_progress(1, 10)
    press(KEY.Key_Enter)
    assert sheet.heard == [(NEW, [])]
    assert sheet.is_open


def test_progress_takes_the_keyboard_once_and_leaves_it_then(sheet):
    sheet.show_progress(0, 10)
    sheet.cancel_button.setFocus()
    sheet.show_progress(5, 10)
    assert sheet.cancel_button.hasFocus()
    assert sheet.meter.accessibleName() == "Recovering 50%"
    assert not sheet.new.isVisible()


def test_a_whole_recovery_says_that_nothing_is_lost_and_enter_opens_it(sheet):
    sheet.show_progress(0, 10)
    sheet.show_report(report())
    assert sheet.result.text() == ("40 steps came over. Nothing is lost, as far as can be known.")
    assert not sheet.lost.isVisible()
    press(KEY.Key_Return)
    assert sheet.heard == ["closed", NEW]


def test_what_is_lost_is_counted_and_listed(sheet):
    lost = Problem("gap", Severity.WARNING)
    sheet.show_report(report(lost, lost, rewritten=3, from_tables=1200, problem_count=5000))
    told = sheet.result.text()
    assert "Written again from behind a gap: 3." in told
    assert "Taken from the tables, without proof: 1,200." in told
    assert told.endswith("Lost or uncertain: 5,000.")
    assert len(sheet.lost.toPlainText().splitlines()) == 2


def test_one_step_is_one(sheet):
    sheet.show_report(report(steps=1))
    assert sheet.result.text().startswith("1 step came over.")


def test_a_failure_lets_the_person_choose_anew(sheet, choose):
    sheet.show_progress(0, 10)
    sheet.show_failure("The file is there already.")
    assert sheet.result.text() == "The file is there already."
    assert sheet.new.isVisible()
    assert sheet.primary.hasFocus()
    sheet.new.set_path("/work/third.annot")
    sheet.primary.click()
    sheet.show_progress(0, 10)
    assert not sheet.result.isVisible()
    assert sheet.heard == [("/work/third.annot", [])]


def test_escape_leaves_everything_as_it_is(sheet):
    press(KEY.Key_Escape)
    assert sheet.heard == ["closed"]
