"""Keys that lead a list while a field has the keyboard, and where a step ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.gui.dialogs.list_keys import PAGE, ListKeys, stepped_place

KEY = Qt.Key
PLACES = st.lists(st.integers(0, 60), min_size=1, unique=True).map(sorted)


@pytest.fixture
def field(window):
    field = QLineEdit(window)
    keys = ListKeys(field)
    field.heard = []
    keys.stepped.connect(field.heard.append)
    keys.entered.connect(lambda: field.heard.append("entered"))
    keys.asked.connect(lambda: field.heard.append("asked"))
    field.show()
    field.setFocus()
    return field


@pytest.mark.parametrize(
    ("key", "heard"),
    [
        (KEY.Key_Up, -1),
        (KEY.Key_Down, 1),
        (KEY.Key_PageUp, -PAGE),
        (KEY.Key_PageDown, PAGE),
        (KEY.Key_Return, "entered"),
        (KEY.Key_Enter, "entered"),
        (KEY.Key_F1, "asked"),
    ],
)
def test_a_key_of_the_list_is_told_once_and_does_not_reach_the_field(field, key, heard):
    field.setText("netral")
    field.setCursorPosition(3)
    QTest.keyClick(field, key)
    assert field.heard == [heard]
    assert (field.text(), field.cursorPosition()) == ("netral", 3)


def test_every_other_key_is_the_field_s(field):
    QTest.keyClicks(field, "aku")
    QTest.keyClick(field, KEY.Key_Home)
    QTest.keyClick(field, KEY.Key_Delete)
    QTest.keyClick(field, KEY.Key_End)
    QTest.keyClick(field, KEY.Key_Backspace)
    assert (field.text(), field.heard) == ("k", [])


@pytest.mark.parametrize("letter", ["ж", "ع", "中", "😀"])
def test_letters_of_other_scripts_are_letters(field, letter):
    event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(field, event)
    assert (field.text(), field.heard) == (letter, [])


@given(PLACES, st.sampled_from([1, -1]), st.data())
def test_single_steps_go_round_and_meet_every_place_once(places, by, data):
    start = place = data.draw(st.sampled_from(places))
    met = []
    for _step in places:
        place = stepped_place(places, place, by)
        met.append(place)
    assert sorted(met) == places
    assert place == start


@given(PLACES, st.data())
def test_a_step_back_undoes_a_step(places, data):
    place = data.draw(st.sampled_from(places))
    assert stepped_place(places, stepped_place(places, place, 1), -1) == place


@given(PLACES, st.integers(2, 90), st.data())
def test_longer_steps_stop_at_the_ends_and_never_leave_the_list(places, by, data):
    place = data.draw(st.sampled_from(places))
    ahead, back = stepped_place(places, place, by), stepped_place(places, place, -by)
    assert ahead in places
    assert back in places
    assert places.index(ahead) == min(places.index(place) + by, len(places) - 1)
    assert places.index(back) == max(places.index(place) - by, 0)


@given(PLACES, st.sampled_from([0, 1, -1, PAGE, -PAGE]))
def test_from_nowhere_every_step_goes_to_the_first(places, by):
    assert stepped_place(places, 99, by) == places[0]


@pytest.mark.parametrize("by", [0, 1, -1, PAGE, -PAGE])
def test_an_empty_list_has_nowhere_to_go(by):
    assert stepped_place([], 3, by) == -1
