"""What a screen reader asks of the text, and does with it: offsets there are UTF-16 units."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from reader_scene import ARTICLE, click, marks, press, show_view, span

Key = Qt.Key
LETTERS = "ab \té\u0301東😀👩\u200d\r\n\u2028\u00a0של\ufeff\0\U0010ffff"
SHARED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def view(qtbot):
    return show_view(qtbot)


def heard(view):
    return QAccessible.queryAccessibleInterface(view).textInterface()


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@SHARED
@given(st.text(LETTERS, max_size=40))
def test_the_text_is_as_long_for_a_screen_reader_as_it_is(view, text):
    view.show_document(text, marks())
    assert heard(view).characterCount() == units(text)


@SHARED
@given(st.text(LETTERS, max_size=40), st.integers(0, 40))
def test_a_caret_that_the_keys_set_is_found_at_its_unit(view, text, place):
    view.show_document(text, marks())
    offset = min(place, len(text))
    view.set_selection(offset, offset)
    assert heard(view).cursorPosition() == units(text[:offset])


@SHARED
@given(st.text(LETTERS.replace("\r", ""), max_size=40), st.integers(0, 40))
def test_a_caret_that_a_screen_reader_sets_comes_back_as_the_same_offset(view, text, place):
    view.show_document(text, marks())
    offset = min(place, len(text))
    heard(view).setCursorPosition(units(text[:offset]))
    assert view.selection() == (offset, offset)


def test_words_are_read_out_by_their_units(view):
    view.show_document("😀😀 kata dan 👩 lagi", marks())
    assert heard(view).text(5, 9) == "kata"
    assert heard(view).text(14, 16) == "👩"
    assert heard(view).text(0, 2) == "😀"


def test_what_is_selected_is_told_from_its_start_to_its_end_both_ways(view):
    start = ARTICLE.index("Aparatur")
    for anchor, caret in ((start, start + 8), (start + 8, start)):
        view.set_selection(anchor, caret)
        assert heard(view).selectionCount() == 1
        assert heard(view).cursorPosition() == caret
    view.clear_selection()
    assert heard(view).selectionCount() == 0


def test_a_screen_reader_selects_and_the_view_tells_it(view, qtbot):
    with qtbot.waitSignal(view.selection_changed) as told:
        heard(view).setSelection(0, 3, 9)
    assert told.args[-2:] == [3, 9]
    assert view.selected_text() == ARTICLE[3:9]


def test_a_screen_reader_moves_the_other_end_of_a_selection_and_drops_it(view):
    """The caret stays where it is then."""
    view.set_selection(3, 9)
    heard(view).setSelection(0, 5, 9)
    assert view.selection() == (5, 9)
    heard(view).removeSelection(0)
    assert view.selection() == (9, 9)


def test_the_caret_is_brought_on_view_where_a_screen_reader_puts_it(view):
    heard(view).setCursorPosition(len(ARTICLE) - 5)
    assert 0 < view.point_of(len(ARTICLE) - 5).y() < view.viewport().height()


def test_mouse_and_keys_are_followed(view):
    text = heard(view)
    click(view, ARTICLE.index("netralitas"))
    assert text.cursorPosition() == ARTICLE.index("netralitas")
    press(view, Key.Key_Right, Key.Key_Right, shift=True)
    assert text.selectionCount() == 1
    press(view, Key.Key_Home, control=True)
    assert (text.cursorPosition(), text.selectionCount()) == (0, 0)


def test_another_article_is_read_from_its_start(view):
    text = heard(view)
    view.set_selection(40, 50)
    view.show_document("pendek", marks())
    assert text.text(0, text.characterCount()) == "pendek"
    assert (text.cursorPosition(), text.selectionCount()) == (0, 0)


def test_marks_change_nothing_of_what_is_read(view):
    text = heard(view)
    view.set_selection(3, 9)
    before = text.text(0, 50)
    view.show_annotations(marks(span("s", (0, 20))))
    view.focus_span("s")
    assert text.text(0, 50) == before
    assert text.cursorPosition() == 9


def test_a_screen_reader_cannot_change_the_text(view):
    editor = view.mirror.editor()
    assert editor.isReadOnly()
    press(editor, Key.Key_X, Key.Key_Delete, Key.Key_Backspace)
    assert heard(view).characterCount() == units(ARTICLE)
