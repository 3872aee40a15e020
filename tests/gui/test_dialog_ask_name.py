"""One name is asked for: nothing but a name gets through, and it gets through once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from annotator.gui.dialogs.ask_name import AskName


@pytest.fixture
def asked(window):
    """The sheet over a window whose field had the keyboard."""
    window.text = QLineEdit(window)
    window.text.show()
    window.text.setFocus()
    sheet = AskName("Code as another person", "It stands on every mark.", "Go on")
    sheet.heard = []
    sheet.name_given.connect(sheet.heard.append)
    sheet.open_over(window)
    return sheet


def enter(sheet):
    QTest.keyClick(sheet.window().focusWidget(), Qt.Key.Key_Return)


def test_the_keyboard_is_in_the_field_and_the_purpose_is_said(window, asked):
    assert window.focusWidget() is asked.field
    assert asked.field.accessibleName() == "Code as another person"
    said = [label.text() for label in asked.findChildren(QLabel) if label.isVisible()]
    assert "It stands on every mark." in said


def test_a_name_and_enter_are_enough(window, asked):
    QTest.keyClicks(asked.field, "Siti")
    enter(asked)
    assert asked.heard == ["Siti"]
    assert not asked.is_open
    assert window.focusWidget() is window.text


def test_the_sheet_has_gone_before_the_name_is_told(asked):
    """What the name leads to may open a sheet of its own."""
    was_open = []
    asked.name_given.connect(lambda _name: was_open.append(asked.is_open))
    asked.field.setText("Siti")
    asked.primary.click()
    assert was_open == [False]


def test_blanks_around_a_name_are_not_part_of_it(asked):
    asked.field.setText("  Sri  Wartini \t")
    enter(asked)
    assert asked.heard == ["Sri  Wartini"]


@pytest.mark.parametrize("typed", ["", " ", "\u00a0\u2003"])
def test_blanks_alone_are_no_name(asked, typed):
    asked.field.setText("Siti")
    asked.field.setText(typed)
    assert asked.reason == "A name is needed."
    enter(asked)
    asked.on_given()
    assert asked.heard == []
    assert asked.is_open


def test_what_is_missing_goes_away_with_the_first_letter(asked):
    assert asked.reason == "A name is needed."
    QTest.keyClicks(asked.field, "S")
    assert asked.reason == ""
    assert asked.primary.isEnabled()


def test_names_of_any_script_are_taken_as_they_are(asked):
    asked.field.setText("I Gusti Ayu عائشة 😀 e\u0301")
    enter(asked)
    assert asked.heard == ["I Gusti Ayu عائشة 😀 e\u0301"]


@pytest.mark.parametrize("leave", ["cancel", "escape", "close"])
def test_whoever_leaves_gives_no_name(window, asked, leave):
    QTest.keyClicks(asked.field, "Siti")
    if leave == "escape":
        QTest.keyClick(asked.field, Qt.Key.Key_Escape)
    elif leave == "close":
        QTest.mouseClick(asked.close_button, Qt.MouseButton.LeftButton)
    else:
        (cancel,) = (one for one in asked.findChildren(type(asked.primary))
                     if one.text() == "Cancel")  # fmt: skip
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert asked.heard == []
    assert not asked.is_open
    assert window.focusWidget() is window.text
