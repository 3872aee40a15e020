"""The sheet of people: names that are added, roles that are given, also by the keyboard alone."""

from __future__ import annotations

import pytest
from assignment_scene import person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.gui.dialogs.team.people_sheet import PeopleSheet
from annotator.model.assignment import Role
from annotator.workbench.language import set_language

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
ANI, AYU = person(1, "Ani", Role.LEAD), person(2, "Ayu")
SECOND = person(3, "Ayu · 2", Role.AGAIN)
STRANGER = person(4, "Bima", "a role of another program")
PEOPLE = [ANI, AYU, SECOND, STRANGER]


@pytest.fixture
def sheet(window):
    """The sheet with four people; Ani codes here."""
    made = PeopleSheet()
    made.added, made.given = [], []
    made.person_added.connect(made.added.append)
    made.role_chosen.connect(lambda who, role: made.given.append((who, role)))
    made.open_over(window)
    made.show_people(PEOPLE, ANI.id)
    return made


def type_name(sheet, text):
    sheet.field.setFocus()
    QTest.keyClicks(sheet.field, text)


def checked(row):
    return [role for role, chip in row.chips.items() if chip.isChecked()]


def labels(row):
    return [one.text() for one in row.findChildren(QLabel)]


def test_everybody_has_a_row_and_who_codes_here_is_named_as_such(sheet):
    assert [row.coder for row in sheet.rows] == PEOPLE
    assert labels(sheet.rows[0]) == ["Ani (codes here now)"]
    assert labels(sheet.rows[1]) == ["Ayu"]


def test_each_row_shows_the_role_that_somebody_has(sheet):
    assert checked(sheet.rows[0]) == [Role.LEAD]
    assert checked(sheet.rows[1]) == [Role.CODER]
    assert checked(sheet.rows[3]) == [Role.CODER], "a role that nobody knows is that of a coder"


def test_a_second_coding_is_given_no_role(sheet):
    assert sheet.rows[2].chips == {}
    assert labels(sheet.rows[2]) == ["Ayu · 2", "second coding"]


@pytest.mark.parametrize("role", [Role.ADJUDICATOR, Role.LEAD])
def test_a_click_asks_for_the_role_of_that_person(sheet, role):
    QTest.mouseClick(sheet.rows[1].chips[role], LEFT)
    assert sheet.given == [(AYU.id, role)]


def test_the_keyboard_stays_on_the_role_that_it_gave(window, sheet):
    """The rows are made anew then; the next key must not fall on a button that closes the sheet."""
    sheet.role_chosen.connect(lambda *_given: sheet.show_people(PEOPLE, ANI.id))
    sheet.rows[1].chips[Role.LEAD].setFocus()
    QTest.keyClick(window.focusWidget(), KEY.Key_Space)
    QApplication.processEvents()
    assert window.focusWidget() is sheet.rows[1].chips[Role.LEAD]
    QTest.keyClick(window.focusWidget(), KEY.Key_Space)
    assert sheet.given == [(AYU.id, Role.LEAD)] * 2
    assert sheet.is_open


def test_adding_somebody_leaves_the_keyboard_in_the_field(window, sheet):
    sheet.person_added.connect(lambda _name: sheet.show_people(PEOPLE, ANI.id))
    type_name(sheet, "Citra")
    QTest.keyClick(window.focusWidget(), KEY.Key_Return)
    assert window.focusWidget() is sheet.field


@pytest.mark.parametrize(("typed", "added"), [("Citra", "Citra"), ("  Budi S ", "Budi S")])
def test_enter_adds_the_name_without_its_margins_and_empties_the_field(window, sheet, typed, added):
    type_name(sheet, typed)
    QTest.keyClick(window.focusWidget(), KEY.Key_Return)
    assert (sheet.added, sheet.field.text(), sheet.is_open) == ([added], "", True)


def test_the_button_adds_too_and_only_what_is_a_name(sheet):
    for blank in ("", "   "):
        sheet.field.setText(blank)
        assert not sheet.add.isEnabled()
        sheet.on_add()
    assert sheet.added == []
    sheet.field.setText("Citra 😀")
    QTest.mouseClick(sheet.add, LEFT)
    assert sheet.added == ["Citra 😀"]


def test_enter_without_a_name_closes(window, sheet):
    sheet.field.setFocus()
    QTest.keyClick(window.focusWidget(), KEY.Key_Return)
    assert not sheet.is_open
    assert sheet.added == []


def test_a_failure_is_shown_until_people_are_shown_again(sheet):
    assert sheet.failure.isHidden()
    sheet.show_failure("There is somebody called Ayu already.")
    assert sheet.failure.isVisible()
    sheet.show_people(PEOPLE, ANI.id)
    assert not sheet.failure.isVisible()


def test_the_role_that_was_refused_is_not_shown_as_given(sheet):
    QTest.mouseClick(sheet.rows[0].chips[Role.CODER], LEFT)
    sheet.show_people(PEOPLE, ANI.id)
    assert checked(sheet.rows[0]) == [Role.LEAD]


def test_many_people_are_scrolled_and_the_sheet_stays_in_the_window(window, sheet):
    sheet.show_people([person(at, f"Person {at}") for at in range(1, 41)], ANI.id)
    QApplication.processEvents()
    assert len(sheet.rows) == 40
    assert window.rect().contains(sheet.geometry())


def test_a_screen_reader_hears_whose_role_a_chip_is(sheet):
    names = [chip.accessibleName() for row in sheet.rows for chip in row.chips.values()]
    assert names[:3] == ["Ani: coder", "Ani: adjudicator", "Ani: lead"]
    assert len(set(names)) == len(names)


def test_the_roles_have_words_in_indonesian(window):
    set_language("id")
    made = PeopleSheet()
    made.open_over(window)
    made.show_people(PEOPLE, AYU.id)
    assert not {"coder", "adjudicator", "lead"} & {
        chip.text() for row in made.rows for chip in row.chips.values()
    }
    assert labels(made.rows[0]) == ["Ani"]
