from __future__ import annotations

import itertools

import pytest
from panel_scene import (
    KEY,
    click,
    dress,
    press,
    show,
)
from PySide6.QtCore import Qt

from annotator.gui.panels.find_bar import FindBar
from annotator.workbench.language import set_language


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


@pytest.fixture
def find(qtbot):
    find = FindBar()
    show(qtbot, find, 800, 40)
    find.start()
    return find


def test_typing_looks_for_the_words(qtbot, find):
    with qtbot.waitSignal(find.query_changed) as asked:
        press(find.field, "A")
    assert asked.args == ["A", False]
    find.show_count(3, 17)
    assert find.count.text() == "3 of 17"


def test_words_that_are_not_there_are_told(find):
    press(find.field, "xyz")
    find.show_count(0, 0)
    assert find.count.text() == "Not in this article"
    assert not find.next_button.isEnabled()


def test_enter_walks_and_esc_closes(qtbot, find):
    with qtbot.waitSignal(find.next_requested):
        press(find.field, KEY.Key_Return)
    with qtbot.waitSignal(find.previous_requested):
        press(find.field, KEY.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(find.closed):
        press(find.field, KEY.Key_Escape)


def test_capitals_can_be_made_to_count(qtbot, find):
    press(find.field, "a")
    with qtbot.waitSignal(find.query_changed) as asked:
        click(find.case_chip)
    assert asked.args == ["a", True]
    assert find.matches_case()


def test_finding_can_begin_with_the_selected_words(find):
    find.start("kampanye")
    assert find.query() == "kampanye"
    assert find.field.selectedText() == "kampanye"


def test_without_words_nothing_is_said_and_nothing_can_be_walked(find):
    assert find.count.text() == ""
    assert not find.previous_button.isEnabled()
    assert not find.next_button.isEnabled()


def test_what_is_not_there_stands_out_until_something_is_found(find):
    press(find.field, "xyz")
    find.show_count(0, 0)
    assert find.count.kind == "bad"
    find.show_count(0, 4)
    assert find.count.kind == "count"
    assert find.count.text() == "0 of 4"
    assert find.previous_button.isEnabled()


def test_other_words_forget_the_count_of_those_before(find):
    press(find.field, "a")
    find.show_count(3, 17)
    press(find.field, "b")
    assert find.count.text() == "Not in this article"
    assert not find.next_button.isEnabled()


def test_the_count_that_is_told_while_asking_is_the_one_that_stays(find):
    find.query_changed.connect(lambda words, _case: find.show_count(1, len(words)))
    press(find.field, "ab")
    assert find.count.text() == "1 of 2"


def test_many_places_are_counted_as_people_write_numbers(find):
    press(find.field, "a")
    find.show_count(1000, 12345)
    assert find.count.text() == "1,000 of 12,345"
    set_language("id")
    find.retranslate()
    assert "12.345" in find.count.text()
    assert find.close_button.accessibleName() == "Tutup"


def test_finding_again_begins_with_the_last_words_ready_to_be_typed_over(find):
    press(find.field, "netral")
    find.close_button.setFocus()
    find.start()
    assert find.field.hasFocus()
    assert find.field.selectedText() == "netral"
    press(find.field, "x")
    assert find.query() == "x"


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_both_enter_keys_walk(qtbot, find, key):
    with qtbot.waitSignal(find.next_requested), qtbot.assertNotEmitted(find.previous_requested):
        press(find.field, key)


def test_the_buttons_walk_and_close(qtbot, find):
    press(find.field, "a")
    find.show_count(1, 2)
    with qtbot.waitSignal(find.next_requested):
        click(find.next_button)
    with qtbot.waitSignal(find.previous_requested):
        click(find.previous_button)
    with qtbot.waitSignal(find.closed):
        click(find.close_button)


def test_esc_closes_from_every_button(qtbot, find):
    press(find.field, "a")
    find.show_count(1, 2)
    for button in (find.case_chip, find.previous_button, find.next_button, find.close_button):
        button.setFocus()
        with qtbot.waitSignal(find.closed):
            press(button, KEY.Key_Escape)


def test_the_bar_fits_a_narrow_window(find):
    find.resize(320, 40)
    press(find.field, "xyz")
    find.grab()
    parts = (find.field, find.case_chip, find.previous_button, find.next_button)
    placed = [one.geometry() for one in (*parts, find.count, find.close_button)]
    assert all(a.right() < b.left() for a, b in itertools.pairwise(placed))
    assert placed[-1].right() <= find.width()
    assert find.field.width() > 40
