from __future__ import annotations

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
