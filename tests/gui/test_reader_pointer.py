"""What the mouse points at and does beside selecting: hovering, other buttons, letting go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from reader_scene import ARTICLE, click, drag, drag_over, marks, point, press, show_view, span_on

from annotator.model.extent import Extent

LEFT = Qt.MouseButton.LeftButton
INNER = span_on("inner", "Daerah (Pilkada)", "speaker")
OUTER = span_on("outer", "Kepala Daerah (Pilkada) 2024")
OUTSIDE = span_on("outside", "Leave a Reply", "outside")
START = INNER.start


@pytest.fixture
def view(qtbot):
    return show_view(qtbot, annotations=marks(INNER, OUTER, OUTSIDE))


def move_to(view, place: QPoint) -> None:
    QTest.mouseMove(view.viewport(), place)


def grip_of(view, *, is_end: bool) -> QPoint:
    return next(place for _, end, place in view.grip_points() if end is is_end).toPoint()


def cursor_shape(view) -> Qt.CursorShape:
    return view.viewport().cursor().shape()


# Pointing


def test_the_innermost_mark_under_the_mouse_stands_out_and_nothing_is_told(view, qtbot):
    with qtbot.assertNotEmitted(view.span_focused):
        for offset, hovered in ((START + 2, "inner"), (OUTER.start + 2, "outer"), (3, None)):
            move_to(view, point(view, offset))
            assert view.scene.hovered == hovered


def test_text_outside_never_stands_out_but_can_be_focused(view):
    view.show_offset(OUTSIDE.start)
    move_to(view, point(view, OUTSIDE.start + 3))
    assert view.scene.hovered is None
    click(view, OUTSIDE.start + 3)
    assert view.focused_span() == "outside"


def test_a_mark_that_is_gone_is_not_pointed_at_any_more(view):
    move_to(view, point(view, START + 2))
    view.show_annotations(marks(OUTER))
    assert view.scene.hovered is None
    move_to(view, point(view, OUTER.start + 2))
    view.show_annotations(marks(INNER, OUTER))
    assert view.scene.hovered == "outer"


def test_scrolling_points_at_nothing(view):
    move_to(view, point(view, START + 2))
    view.scroll_by(200)
    assert view.scene.hovered is None


def test_the_cursor_shows_what_the_mouse_would_take(view):
    view.focus_span("inner")
    move_to(view, grip_of(view, is_end=True))
    assert cursor_shape(view) == Qt.CursorShape.SizeHorCursor
    assert view.scene.is_gripped
    move_to(view, point(view, 3))
    assert cursor_shape(view) == Qt.CursorShape.IBeamCursor
    assert not view.scene.is_gripped


def test_grips_are_those_of_the_mark_in_focus_only(view):
    view.focus_span("inner")
    move_to(view, point(view, OUTER.start + 2))
    assert not view.scene.is_gripped
    view.focus_span(None)
    assert view.grip_points() == []
    move_to(view, point(view, START + 2))
    assert not view.scene.is_gripped


def test_the_mouse_leaving_while_it_draws_a_selection_changes_nothing(view):
    start, end = point(view, START), point(view, START + 6)
    drag(view, start, end, is_released=False)
    QGuiApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert view.selected_text() == "Daerah"
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    assert view.selected_text() == "Daerah"


# Buttons


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_neither_select_nor_focus(view, qtbot, button):
    view.set_selection(3, 9)
    surface, place = view.viewport(), point(view, START + 2)
    with qtbot.assertNotEmitted(view.selection_changed), qtbot.assertNotEmitted(view.span_focused):
        QTest.mouseClick(surface, button, pos=place)
        QTest.mouseDClick(surface, button, pos=place)
        QTest.mousePress(surface, button, pos=place)
        move_to(view, place + QPoint(100, 0))
        QTest.mouseRelease(surface, button, pos=place + QPoint(100, 0))
    assert view.selection() == (3, 9)


def test_the_ring_of_the_keyboard_goes_when_the_mouse_is_used(view):
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.scene.has_ring
    click(view, START)
    assert not view.scene.has_ring


def test_a_released_mouse_selects_no_further(view):
    drag_over(view, START, START + 6)
    move_to(view, point(view, START + 60))
    assert view.selected_text() == "Daerah"


def test_a_press_drops_the_selection_at_once(view):
    view.set_selection(3, 9)
    QTest.mousePress(view.viewport(), LEFT, pos=point(view, START))
    assert view.selection() == (START, START)
    QTest.mouseRelease(view.viewport(), LEFT, pos=point(view, START))


def test_a_drag_there_and_back_selects_nothing_and_is_a_click(view):
    surface, start = view.viewport(), point(view, START + 2)
    drag(view, start, point(view, START + 30), is_released=False)
    move_to(view, start)
    QTest.mouseRelease(surface, LEFT, pos=start)
    assert view.selected_extent() is None
    assert view.focused_span() == "inner"


def test_a_shift_click_before_the_anchor_selects_backwards(view):
    click(view, START + 6)
    click(view, START, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection() == (START + 6, START)
    click(view, START + 16, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection() == (START + 6, START + 16)


def test_a_shift_click_extends_what_the_keys_have_selected(view):
    view.set_selection(START, START)
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right, shift=True)
    click(view, START + 6, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text() == "Daerah"


def test_a_mouse_held_above_the_view_scrolls_up_and_selects_on(view, qtbot):
    bar, surface = view.verticalScrollBar(), view.viewport()
    bar.setValue(600)
    place = QPoint(400, 300)
    start = view.offset_at(place)
    QTest.mousePress(surface, LEFT, pos=place)
    move_to(view, QPoint(400, -80))
    qtbot.waitUntil(lambda: bar.value() == 0, timeout=5000)
    move_to(view, QPoint(400, 30))
    QTest.mouseRelease(surface, LEFT, pos=QPoint(400, 30))
    anchor, caret = view.selection()
    assert anchor == start
    assert caret == view.offset_at(QPoint(400, 30))


def test_above_and_below_everything_lie_the_first_and_the_last_line(qtbot):
    view = show_view(qtbot, "satu\ndua\ntiga")
    assert view.offset_at(QPoint(0, 0)) == 0
    assert view.offset_at(QPoint(850, 690)) == len("satu\ndua\ntiga")
    drag(view, QPoint(1, 1), QPoint(850, 690))
    assert view.selected_text() == "satu\ndua\ntiga"


# Ends of marks


@pytest.mark.parametrize(("is_end", "by"), [(True, 9), (True, -7), (False, -7), (False, 7)])
def test_an_end_goes_where_it_is_dropped_and_the_other_stays(view, is_end, by):
    view.focus_span("inner")
    told = []
    view.resize_requested.connect(lambda *news: told.append(news))
    goal = (INNER.end if is_end else INNER.start) + by
    grip = grip_of(view, is_end=is_end)
    drag(view, grip, QPoint(point(view, goal).x(), grip.y()))
    expected = Extent(INNER.start, goal) if is_end else Extent(goal, INNER.end)
    assert told == [("inner", (expected,))]
    assert view.selection() == (0, 0)


def test_an_end_dropped_where_it_was_asks_for_nothing(view, qtbot):
    view.focus_span("inner")
    grip = grip_of(view, is_end=True)
    with qtbot.assertNotEmitted(view.resize_requested):
        drag(view, grip, grip + QPoint(60, 0), is_released=False)
        move_to(view, grip)
        QTest.mouseRelease(view.viewport(), LEFT, pos=grip)
    assert view.scene.preview is None
    assert view.focused_span() == "inner"


def test_another_document_lets_go_of_an_end(view, qtbot):
    view.focus_span("inner")
    grip = grip_of(view, is_end=True)
    with qtbot.assertNotEmitted(view.resize_requested):
        drag(view, grip, grip + QPoint(60, 0), is_released=False)
        view.show_document(ARTICLE, marks(INNER))
        QTest.mouseRelease(view.viewport(), LEFT, pos=grip)
    assert view.scene.preview is None


def test_other_marks_that_come_or_go_do_not_let_go_of_an_end(view):
    view.focus_span("inner")
    grip = grip_of(view, is_end=True)
    drag(view, grip, grip + QPoint(60, 0), is_released=False)
    view.show_annotations(marks(INNER, OUTER))
    assert view.scene.preview is not None
    assert view.scene.preview.span.id == "inner"
    press(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, pos=grip)
