"""Fields of the team's sheets: numbers that are put right, people and names to choose among."""

from __future__ import annotations

import pytest
from assignment_scene import person
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.gui.dialogs.team.fields import CoderChips, NameChips, NumberField

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
LEAST, MOST = 2, 60


@pytest.fixture
def field(qtbot):
    """A number from 2 to 60 with another field beside it, where the keyboard can go."""
    window = QWidget()
    column = QVBoxLayout(window)
    made, made.other = NumberField("Share", LEAST, MOST, "%"), QLineEdit()
    column.addWidget(made)
    column.addWidget(made.other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    made.told = []
    made.changed.connect(made.told.append)
    made.setFocus()
    yield made
    window.close()


def type_over(field, text):
    field.field.setFocus()
    field.field.selectAll()
    if text:
        QTest.keyClicks(field.field, text)
    else:
        QTest.keyClick(field.field, KEY.Key_Backspace)


# numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", LEAST),
        ("0", LEAST),
        ("1", LEAST),
        ("2", 2),
        ("007", 7),
        ("60", 60),
        ("61", MOST),
        ("99", MOST),
    ],
)
def test_what_was_typed_counts_as_near_as_may_be_and_is_put_right_on_leaving(field, typed, value):
    """What the field shows is what the plan is made with, whatever somebody typed."""
    field.set_value(20)
    type_over(field, typed)
    assert field.value == value
    field.other.setFocus()
    assert (field.value, field.field.text()) == (value, str(value))


@pytest.mark.parametrize("typed", ["x", "-5", "1.5"])
def test_what_is_no_number_cannot_be_typed_as_one(field, typed):
    field.set_value(20)
    type_over(field, typed)
    field.other.setFocus()
    assert LEAST <= field.value <= MOST
    assert field.field.text() == str(field.value)


def test_enter_puts_it_right_too(field):
    type_over(field, "99")
    QTest.keyClick(field.field, KEY.Key_Return)
    field.other.setFocus()
    assert field.field.text() == str(MOST)


def test_up_and_down_and_the_buttons_stop_at_the_ends(field):
    field.set_value(MOST - 1)
    QTest.keyClick(field.field, KEY.Key_Up)
    QTest.keyClick(field.field, KEY.Key_Up)
    QTest.mouseClick(field.more, LEFT)
    assert field.value == MOST
    field.set_value(LEAST + 1)
    QTest.mouseClick(field.less, LEFT)
    QTest.keyClick(field.field, KEY.Key_Down)
    assert field.value == LEAST
    assert field.told == [MOST - 1, MOST, LEAST + 1, LEAST]


def test_the_same_number_again_tells_nobody(field):
    field.set_value(20)
    field.set_value(20)
    QTest.keyClick(field.field, KEY.Key_Home)
    QTest.keyClicks(field.field, "0")
    field.other.setFocus()
    assert (field.told, field.field.text()) == ([20], "20")


def test_the_buttons_leave_the_keyboard_where_it_is(field):
    QTest.mouseClick(field.more, LEFT)
    assert field.field.hasFocus()


def test_a_number_is_named_with_its_words_before_and_behind(field):
    assert field.field.accessibleName() == "Share %"


@given(st.integers(-(10**6), 10**6))
def test_a_number_that_is_set_is_within_its_limits_and_seen(qapp, number):
    made = NumberField("Seed", LEAST, MOST)
    made.set_value(number)
    assert made.value == sorted((LEAST, number, MOST))[1]
    assert made.field.text() == str(made.value)
    made.deleteLater()


# people ---------------------------------------------------------------------------------------

PEOPLE = [person(1, "Ayu"), person(2, "Bima"), person(3, "R&D")]
IDS = tuple(one.id for one in PEOPLE)


@pytest.mark.parametrize(
    ("given_ids", "expected"),
    [(None, IDS), ((), ()), (IDS[1:2], IDS[1:2]), (tuple(reversed(IDS)), IDS)],
)
def test_everybody_is_chosen_where_nobody_is_named_in_the_order_of_the_names(
    qtbot, given_ids, expected
):
    chips = CoderChips(PEOPLE, given_ids)
    qtbot.addWidget(chips)
    assert chips.chosen == expected


def test_a_click_takes_somebody_out_and_in_again(qtbot):
    chips = CoderChips(PEOPLE)
    qtbot.addWidget(chips)
    for expected in (IDS[1:], IDS):
        with qtbot.waitSignal(chips.changed):
            QTest.mouseClick(chips.chips[IDS[0]], LEFT)
        assert chips.chosen == expected


# names ----------------------------------------------------------------------------------------


@pytest.fixture
def names(qtbot):
    made = NameChips(["outlet", "year"], "nothing")
    qtbot.addWidget(made)
    return made


def test_one_name_at_a_time_is_chosen_and_nothing_at_first(qtbot, names):
    assert names.chosen is None
    for name in ("year", "outlet", None):
        with qtbot.waitSignal(names.changed):
            QTest.mouseClick(names.chips[name], LEFT)
        assert names.chosen == name
        assert [one for one, chip in names.chips.items() if chip.isChecked()] == [name]


def test_pressing_the_chosen_name_again_keeps_it(names):
    QTest.mouseClick(names.chips["year"], LEFT)
    QTest.mouseClick(names.chips["year"], LEFT)
    assert names.chosen == "year"


def test_without_names_there_is_nothing_to_choose(qtbot):
    made = NameChips([], "nothing")
    qtbot.addWidget(made)
    assert made.chosen is None
    assert list(made.chips) == [None]
