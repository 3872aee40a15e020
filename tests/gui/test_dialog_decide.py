"""Deciding between versions: each choice is asked for once, and a failure leaves it to be made."""

from __future__ import annotations

import pytest
from joining_scene import conflict, side
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.dialogs.decide_sheet import DecideSheet
from annotator.workbench.language import set_language

KEY = Qt.Key
ROWS = (
    conflict("a", side("1", is_mine=True), side("2")),
    conflict("b", side("3"), side("4", is_mine=True)),
    conflict("c", side("5"), side("6")),
)
A, B, C = (("span", row.id) for row in ROWS)


@pytest.fixture
def sheet(window):
    sheet = DecideSheet()
    sheet.heard = []
    sheet.decided.connect(sheet.heard.append)
    sheet.open_over(window)
    sheet.show_rows(ROWS, 3)
    return sheet


def press(sheet, *keys, held=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(sheet.versions, key, held)


def test_digits_decide_one_row_after_the_other(sheet):
    press(sheet, KEY.Key_2, KEY.Key_1)
    assert sheet.heard == [{A: "2"}, {B: "3"}]
    assert sheet.versions.currentIndex().row() == 2


@pytest.mark.parametrize("key", [KEY.Key_0, KEY.Key_3, KEY.Key_9, KEY.Key_A])
def test_a_key_of_no_version_decides_nothing(sheet, key):
    press(sheet, key)
    assert sheet.heard == []
    assert sheet.versions.currentIndex().row() == 0


@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_the_key_of_a_command_decides_nothing(sheet, held):
    """Ctrl+2 shows another workspace in the window, and is typed here by mistake."""
    press(sheet, KEY.Key_2, held=held)
    assert sheet.heard == []


def test_digits_of_the_keypad_decide(sheet):
    press(sheet, KEY.Key_2, held=Qt.KeyboardModifier.KeypadModifier)
    assert sheet.heard == [{A: "2"}]


def test_a_decision_can_be_made_otherwise(sheet):
    press(sheet, KEY.Key_2)
    sheet.versions.go_to(0)
    press(sheet, KEY.Key_1)
    assert sheet.heard == [{A: "2"}, {A: "1"}]
    assert sheet.versions.rows.choices == {A: "1"}


def test_the_rest_is_decided_as_one_act_and_leaves_what_was_decided(sheet):
    press(sheet, KEY.Key_1)
    sheet.newest_button.click()
    assert sheet.heard == [{A: "1"}, {B: "4", C: "6"}]
    sheet.newest_button.click()
    assert len(sheet.heard) == 2


def test_all_mine_leaves_rows_without_mine_alone(sheet):
    sheet.mine_button.click()
    assert sheet.heard == [{A: "1", B: "4"}]
    assert sheet.versions.rows.place_of_choice(2) == -1


def test_a_failure_is_said_and_leaves_the_row_to_be_decided(sheet):
    press(sheet, KEY.Key_1)
    sheet.show_left(2)
    press(sheet, KEY.Key_2)
    sheet.show_failure("The disk is full.")
    assert sheet.failure.isVisible()
    assert sheet.versions.rows.choices == {A: "1"}
    sheet.newest_button.click()
    assert sheet.heard[-1] == {B: "4", C: "6"}


def test_the_rest_can_be_tried_again_after_a_failure(sheet):
    sheet.newest_button.click()
    sheet.show_failure("The disk is full.")
    sheet.newest_button.click()
    assert sheet.heard == [{A: "2", B: "4", C: "6"}] * 2
    sheet.show_left(0)
    assert not sheet.failure.isVisible()


def test_what_is_left_is_counted_and_at_last_nothing_waits(sheet):
    assert sheet.count_words.text() == "3 things in two versions"
    sheet.show_left(1)
    assert sheet.count_words.text() == "1 thing in two versions"
    sheet.mine_button.setFocus()
    sheet.show_left(0)
    assert sheet.count_words.text() == "Nothing waits for a decision."
    assert not sheet.newest_button.isVisible()
    assert sheet.versions.hasFocus()


@pytest.mark.parametrize(("at", "row"), [("c", 2), ("gone", 0), (None, 0)])
def test_the_keys_begin_at_the_row_that_was_asked_about(sheet, at, row):
    sheet.show_rows(ROWS, 3, at=at)
    assert sheet.versions.currentIndex().row() == row


def test_without_rows_digits_do_nothing(sheet):
    sheet.show_rows((), 0)
    press(sheet, KEY.Key_1)
    assert sheet.heard == []


def test_it_speaks_the_language_in_use(window):
    set_language("id")
    sheet = DecideSheet()
    sheet.open_over(window)
    sheet.show_rows(ROWS, 3)
    assert "versions" not in sheet.count_words.text()
    assert "versions" not in sheet.title.text()
