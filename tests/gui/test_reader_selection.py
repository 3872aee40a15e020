from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from reader_scene import ARTICLE, click, drag_over, point, press, show_view

from annotator.model.extent import Extent

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot):
    return show_view(qtbot)


def test_dragging_selects_the_characters_passed(view):
    drag_over(view, ARTICLE.index("Aparatur"), ARTICLE.index("(ASN) di"))
    assert view.selected_text() == "Aparatur Sipil Negara "


def test_dragging_backwards_puts_the_caret_first(view):
    later, earlier = ARTICLE.index("Hal ini"), ARTICLE.index("SAMARINDA")
    drag_over(view, later, earlier)
    assert view.selection() == (later, earlier)
    assert view.selected_extent() == Extent(earlier, later)


def test_the_selection_is_told_in_text_order(view, qtbot):
    told = []
    view.selection_changed.connect(lambda start, end: told.append((start, end)))
    later, earlier = ARTICLE.index("Hal ini"), ARTICLE.index("SAMARINDA")
    drag_over(view, later, earlier)
    assert told[-1] == (earlier, later)


def test_a_click_leaves_a_bare_caret(view):
    view.set_selection(3, 9)
    place = ARTICLE.index("netralitas")
    click(view, place)
    assert view.selection() == (place, place)
    assert view.selected_extent() is None


def test_a_double_click_selects_the_word_under_the_mouse(view):
    word = ARTICLE.index("Pilkada) 2024")
    for offset in (word, word + 3, word + len("Pilkada") - 1):
        QTest.mouseDClick(view.viewport(), LEFT, pos=view.point_of(offset).toPoint())
        assert view.selected_text() == "Pilkada"


def test_dragging_on_after_a_double_click_selects_whole_words_both_ways(view):
    start = ARTICLE.index("Aparatur")
    drag_words(view, start + 11, start + 18)
    assert view.selected_text() == "Sipil Negara"
    drag_words(view, start + 11, start + 2)
    assert view.selected_text() == "Aparatur Sipil"


def drag_words(view, start: int, end: int) -> None:
    """Double click, keep the button down, move, let go: more than QTest can do."""
    for kind, offset, button in (
        (QEvent.Type.MouseButtonDblClick, start, LEFT),
        (QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseButtonRelease, end, LEFT),
    ):
        surface, place = view.viewport(), QPointF(point(view, offset))
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, place, surface.mapToGlobal(place), button, held, none)
        QGuiApplication.sendEvent(surface, event)


def test_a_triple_click_selects_the_line_of_the_text(view):
    place = point(view, ARTICLE.index("Hal ini") + 5)
    surface = view.viewport()
    QTest.mouseClick(surface, LEFT, pos=place)
    QTest.mouseDClick(surface, LEFT, pos=place)
    QTest.mouseClick(surface, LEFT, pos=place)
    line = next(line for line in ARTICLE.split("\n") if line.startswith("Hal ini"))
    assert view.selected_text() == line


def test_a_shift_click_extends_the_selection(view):
    start = ARTICLE.index("Aparatur")
    click(view, start)
    click(view, start + 14, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text() == "Aparatur Sipil"
    click(view, start + 8, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text() == "Aparatur"


def test_a_mouse_held_below_the_view_scrolls_and_selects_on(view, qtbot):
    start = ARTICLE.index("SAMARINDA")
    surface, place = view.viewport(), point(view, start)
    bar = view.verticalScrollBar()
    QTest.mousePress(surface, LEFT, pos=place)
    QTest.mouseMove(surface, QPoint(place.x(), surface.height() + 60))
    qtbot.waitUntil(lambda: bar.value() > 200, timeout=5000)
    QTest.mouseRelease(surface, LEFT, pos=QPoint(place.x(), surface.height() + 60))
    assert view.selection()[0] == start
    assert view.selection()[1] > start + 900
    stopped = bar.value()
    qtbot.wait(80)
    assert bar.value() == stopped


def test_copying_takes_the_characters_of_the_text(view):
    text = "a\u00a0b\u2028c\0d\r\ne"
    view.show_document(text, view._annotations)
    press(view, Qt.Key.Key_A, Qt.Key.Key_C, control=True)
    assert QGuiApplication.clipboard().text() == text


def test_copying_nothing_leaves_the_clipboard_alone(view):
    QGuiApplication.clipboard().setText("kept")
    view.clear_selection()
    press(view, Qt.Key.Key_C, control=True)
    assert QGuiApplication.clipboard().text() == "kept"


def test_a_selection_outside_the_text_ends_with_the_text(view):
    view.set_selection(-5, len(ARTICLE) + 9)
    assert view.selection() == (0, len(ARTICLE))


def test_an_unchanged_selection_is_not_told_again(view, qtbot):
    view.set_selection(3, 9)
    with qtbot.assertNotEmitted(view.selection_changed):
        view.set_selection(3, 9)


def test_each_selected_line_has_its_rectangle(view):
    start = ARTICLE.index("SAMARINDA")
    view.set_selection(start, start + 120)
    rects = view.selection_rects()
    assert len(rects) == 2
    assert rects[0].left() == pytest.approx(view.text_left(), abs=1)
    assert rects[0].bottom() < rects[1].top()


def test_a_selection_that_is_not_on_view_has_no_rectangles(view):
    view.set_selection(len(ARTICLE) - 9, len(ARTICLE), is_scrolled=False)
    assert view.selection_rects() == []


def test_selecting_far_away_scrolls_there(view):
    view.set_selection(len(ARTICLE) - 9, len(ARTICLE))
    assert len(view.selection_rects()) == 1
    assert 0 < view.selection_rects()[0].top() < view.viewport().height()


def test_another_document_starts_without_a_selection(view):
    view.set_selection(3, 9)
    view.show_document("short", view._annotations)
    assert view.selection() == (0, 0)
