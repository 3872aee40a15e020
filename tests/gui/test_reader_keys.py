from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from reader_scene import ARTICLE, marks, press, show_view

from annotator.gui.reader.movement import moved_grip, next_offset
from annotator.model.extent import Extent
from annotator.text.tokens import graphemes

Key = Qt.Key
NASTY = "a👩‍👩‍👧b e\u0301🇮🇩x\r\n\r\nשלום abc\u2028z"


@pytest.fixture
def view(qtbot):
    return show_view(qtbot)


def caret_after(view, *keys: Qt.Key, start: int, **modifiers: bool) -> int:
    view.set_selection(start, start)
    press(view, *keys, **modifiers)
    return view.selection()[1]


def test_shift_and_arrows_select(view):
    start = ARTICLE.index("Sambut")
    view.set_selection(start, start)
    press(view, *[Key.Key_Right] * 6, shift=True)
    assert view.selected_text() == "Sambut"
    press(view, Key.Key_Right, shift=True, control=True)
    assert view.selected_text() == "Sambut "
    press(view, Key.Key_Right, shift=True, control=True)
    assert view.selected_text() == "Sambut Pemilihan "


def test_an_arrow_without_shift_drops_the_selection(view):
    for key, edge in ((Key.Key_Right, 9), (Key.Key_Left, 3)):
        view.set_selection(3, 9)
        press(view, key)
        assert view.selection() == (edge, edge)


def test_home_and_end_go_to_the_edges_of_the_line_on_screen(view):
    start = ARTICLE.index("SAMARINDA")
    end = caret_after(view, Key.Key_End, start=start)
    assert ARTICLE[end] == " "
    assert caret_after(view, Key.Key_Down, Key.Key_Home, start=start) == end + 1
    assert caret_after(view, Key.Key_Home, start=end) == start


def test_control_home_and_end_go_to_the_edges_of_the_text(view):
    assert caret_after(view, Key.Key_End, start=9, control=True) == len(ARTICLE)
    assert caret_after(view, Key.Key_Home, start=9, control=True) == 0


def test_climbing_down_reaches_the_end_and_climbing_up_the_start(view):
    assert caret_after(view, *[Key.Key_Down] * 150, start=0) == len(ARTICLE)
    assert caret_after(view, *[Key.Key_Up] * 150, start=len(ARTICLE)) == 0


def test_climbing_keeps_to_its_column_over_short_lines(view):
    start = ARTICLE.index("SAMARINDA") + 40
    place = caret_after(view, Key.Key_Down, start=start)
    assert caret_after(view, *[Key.Key_Down] * 4, start=start) > place
    press(view, *[Key.Key_Up] * 4)
    assert view.selection()[1] == start


def test_page_keys_scroll_by_a_page_and_back(view):
    start = ARTICLE.index("SAMARINDA")
    view.set_selection(start, start)
    bar = view.verticalScrollBar()
    press(view, Key.Key_PageDown)
    assert bar.value() > view.viewport().height() * 0.7
    press(view, Key.Key_PageUp)
    assert view.selection()[1] == start
    assert bar.value() == 0


def test_the_caret_stays_on_view(view):
    view.set_selection(0, 0)
    for _ in range(60):
        press(view, Key.Key_Down)
        height = view.point_of(view.selection()[1]).y()
        assert 0 < height < view.viewport().height()


def test_walking_right_stops_at_every_character_as_people_see_it(view):
    view.show_document(NASTY, marks())
    seen = [0]
    while (following := next_offset(view.page, seen[-1], "grapheme", 1)) != seen[-1]:
        seen.append(following)
    line_breaks = {NASTY.index("\n"), NASTY.index("\n") + 2}
    expected = {start for start, _end in graphemes(NASTY)} | {len(NASTY)}
    assert set(seen) == expected - line_breaks | {NASTY.index("\r") + 2}
    back = [len(NASTY)]
    while (before := next_offset(view.page, back[-1], "grapheme", -1)) != back[-1]:
        back.append(before)
    assert back[::-1] == seen


def test_walking_left_passes_the_seams_of_a_line_that_was_cut(view):
    text = "kata " * 1500
    view.show_document(text, marks())
    seam = view.page.paragraphs.starts[1]
    assert next_offset(view.page, seam + 1, "grapheme", -1) == seam
    assert next_offset(view.page, seam, "grapheme", -1) == seam - 1
    assert next_offset(view.page, seam - 1, "grapheme", 1) == seam


def test_in_a_right_to_left_paragraph_the_left_arrow_goes_on(view):
    view.show_document("שלום עולם", marks())
    assert caret_after(view, Key.Key_Left, start=0) == 1
    assert caret_after(view, Key.Key_Right, start=1) == 0


def test_words_are_walked_from_start_to_start_and_from_end_to_end(view):
    text = "“Boleh, kata\nSri” 2024."
    view.show_document(text, marks())

    def walk(unit, offset, direction=1):
        return next_offset(view.page, offset, unit, direction)

    assert walk("word_start", 1) == text.index("kata")
    assert walk("word_end", 1) == text.index(",")
    assert walk("word_end", text.index(",")) == text.index("\n")
    assert walk("word_start", text.index("kata")) == text.index("Sri")
    assert walk("word_end", text.index("\n")) == text.index("”")
    assert walk("word_start", text.index("Sri"), -1) == text.index("kata")
    assert walk("word_start", len(text)) == len(text)
    assert walk("word_start", 0, -1) == 0


def test_an_end_of_a_fragment_stops_at_its_neighbours(view):
    fragments = (Extent(10, 20), Extent(30, 40))

    def moved(fragment, is_end, offset):
        return moved_grip(view.page, fragments, fragment, is_end, offset)

    assert moved(0, True, 25) == (Extent(10, 25), Extent(30, 40))
    assert moved(0, True, 99) == (Extent(10, 30), Extent(30, 40))
    assert moved(0, True, 2) == (Extent(10, 11), Extent(30, 40))
    assert moved(1, False, 2) == (Extent(10, 20), Extent(20, 40))
    assert moved(1, False, 50) == (Extent(10, 20), Extent(39, 40))
    assert moved(0, False, 0) == (Extent(0, 20), Extent(30, 40))


class Parent(QWidget):
    """Collects the keys that the view does not use."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[Qt.Key] = []

    def keyPressEvent(self, event):
        self.keys.append(Qt.Key(event.key()))


def test_keys_that_the_view_does_not_use_go_to_the_parent(view, qtbot):
    parent = Parent()
    qtbot.addWidget(parent)
    view.setParent(parent)
    parent.show()
    view.show()
    unused = [Key.Key_A, Key.Key_5, Key.Key_Delete, Key.Key_Escape, Key.Key_Return, Key.Key_Slash]
    for key in unused:
        QTest.keyClick(view, key)
    QTest.keyClick(view, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert parent.keys == [*unused, Key.Key_Alt, Key.Key_Left]
    QTest.keyClick(view, Key.Key_Right)
    assert parent.keys[-1] == Key.Key_Left
    view.setParent(None)


def test_the_ring_shows_for_the_keyboard_only(view):
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.scene.has_ring
    view.clearFocus()
    assert not view.scene.has_ring
    assert not view.scene.has_keyboard
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert view.scene.has_keyboard
    assert not view.scene.has_ring


def test_the_view_offers_the_steps_of_the_caret(view):
    assert view.next_offset(0, "grapheme", 1) == 1
    assert view.next_offset(0, "word", 1) == ARTICLE.index("Kadispora")
    assert view.next_offset(0, "word_end", 1) == 3


def test_the_column_of_a_climb_is_forgotten_after_a_click_or_a_step(view):
    start = ARTICLE.index("SAMARINDA") + 40
    view.set_selection(start, start)
    press(view, Key.Key_Down, Key.Key_Home, Key.Key_Up)
    assert view.selection()[1] == ARTICLE.index("SAMARINDA")


@pytest.mark.parametrize("key", [Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown])
def test_control_with_a_climbing_key_is_the_parents(view, key):
    view.set_selection(9, 9)
    press(view, key, control=True)
    assert view.selection() == (9, 9)
