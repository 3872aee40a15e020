from __future__ import annotations

import random

import hypothesis.strategies as st
import pytest
from hypothesis import given
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from reader_scene import ARTICLE, marks, press, show_view, span, span_on, view_look

from annotator.gui.reader.heights import Heights
from annotator.model.extent import Extent

LONG_LINE = "Kata kata kata. " * 60_000
MANY_LINES = "Satu baris saja.\n" * 20_000


@pytest.fixture
def view(qtbot):
    return show_view(qtbot)


def turn_wheel(view, steps: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(300, 300)
    globally = view.viewport().mapToGlobal(place)
    event = QWheelEvent(
        place,
        globally,
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(view.viewport(), event)


def on_view(view, offset: int) -> bool:
    return 0 <= view.point_of(offset).y() < view.viewport().height()


def test_the_wheel_scrolls(view):
    turn_wheel(view, -4)
    assert view.verticalScrollBar().value() > 100


def test_the_wheel_with_control_zooms_and_tells(view, qtbot):
    with qtbot.waitSignal(view.zoom_changed) as zoomed:
        turn_wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    assert zoomed.args == [pytest.approx(1.1)]
    view.set_zoom(99)
    assert view.typography.zoom == 4


@pytest.mark.parametrize("text", [LONG_LINE, MANY_LINES], ids=["one line", "many lines"])
def test_the_end_of_a_long_text_is_reached(view, text):
    view.show_document(text, marks(span("s", (500_000 % len(text), len(text)))))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert view.visible()[-1].block.end == len(text)
    bar.setValue(bar.maximum() // 2)
    assert view.visible()[0].block.start > len(text) // 4
    press(view, Qt.Key.Key_End, control=True)
    assert view.selection() == (len(text), len(text))
    assert on_view(view, len(text) - 1)
    press(view, Qt.Key.Key_Home, control=True)
    assert bar.value() == 0


def test_scrolling_by_pixels_never_jumps(view):
    view.show_document(MANY_LINES, marks())
    bar = view.verticalScrollBar()
    bar.setValue(100_000)
    view.viewport().repaint()
    offset, top = view.reading_place()
    for _ in range(40):
        value = bar.value()
        bar.setValue(value + 37)
        view.viewport().repaint()
        moved = view.point_of(offset).y()
        view.restore_place(offset, top - 37)
        assert view.point_of(offset).y() == pytest.approx(moved, abs=1.01)
        offset, top = view.reading_place()


def test_a_reading_place_is_found_again_at_another_size(view):
    offset = ARTICLE.index("Menurut Sri Wartini")
    view.restore_place(offset, 40.0)
    place = view.reading_place()
    view.show_document(ARTICLE, marks())
    view.restore_place(*place)
    assert view.reading_place() == pytest.approx(place)
    before = view.point_of(offset).y()
    view.set_zoom(1.5)
    view.resize(700, 700)
    assert abs(view.point_of(offset).y() - before) < 250
    assert view.reading_place()[0] <= offset


def test_heights_become_exact_while_nothing_happens(view, qtbot):
    qtbot.waitUntil(lambda: not view.page.measure_some(1), timeout=5000)
    exact = view.page.total_height()
    for index in range(len(view.page.paragraphs)):
        view.page.block(index)
    assert view.page.total_height() == exact
    height = sum(view.page.block(i).height for i in range(len(view.page.paragraphs)))
    assert view.page.heights.total() == pytest.approx(height)


def test_found_words_have_a_ground_and_the_current_one_is_on_view(view):
    places = [i for i in range(len(ARTICLE)) if ARTICLE.startswith("ASN", i)]
    extents = [Extent(start, start + 3) for start in places]
    view.show_found(extents, len(extents) - 1)
    assert on_view(view, places[-1])
    assert view.scene.current == len(extents) - 1
    view.viewport().repaint()
    view.show_found(())
    assert view.scene.found == ()


def test_focusing_a_span_scrolls_to_it_only_where_needed(view):
    far, near = span_on("far", "Leave a Reply"), span_on("near", "SAMARINDA")
    view.show_annotations(marks(far, near))
    view.focus_span("near")
    assert view.verticalScrollBar().value() == 0
    view.focus_span("far", is_scrolled=False)
    assert view.verticalScrollBar().value() == 0
    view.focus_span("far")
    assert on_view(view, far.start)


def test_the_text_column_is_as_wide_with_and_without_a_scroll_bar(view):
    before = view.page.measures.column
    view.show_document("short", marks())
    assert view.verticalScrollBar().maximum() == 0
    assert view.page.measures.column == before


def test_a_wider_view_tells_where_the_text_begins(view, qtbot):
    left = view.text_left()
    with qtbot.waitSignal(view.geometry_changed):
        view.resize(1400, 700)
    assert view.text_left() > left


def test_an_empty_document_can_be_shown(view):
    view.show_document("", marks())
    view.viewport().repaint()
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageDown)
    assert view.selection() == (0, 0)
    assert view.offset_at(QPointF(50, 50)) == 0
    view.set_zoom(2)


NUMBERS = st.lists(st.integers(0, 50), min_size=1, max_size=60)


@given(NUMBERS, st.lists(st.tuples(st.integers(0, 59), st.integers(0, 50)), max_size=10))
def test_sums_of_heights_follow_every_change(values, changes):
    heights = Heights(values)
    for place, value in changes:
        if place < len(values):
            values[place] = value
            heights.set(place, value)
    for place in range(len(values) + 1):
        assert heights.before(place) == sum(values[:place])
    assert heights.total() == sum(values)
    assert [heights[i] for i in range(len(heights))] == values


@given(NUMBERS, st.integers(-10, 3100))
def test_the_paragraph_at_a_distance_is_found(values, distance):
    heights = Heights(values)
    found = heights.index_at(distance)
    assert heights.before(found) <= max(distance, 0)
    assert found == len(values) - 1 or heights.before(found + 1) > distance


def test_few_paragraphs_are_kept_shaped(view):
    chance = random.Random(3)
    view.show_document("Kata kata kata kata. " * 40_000, marks())
    bar = view.verticalScrollBar()
    for _ in range(200):
        bar.setValue(chance.randrange(bar.maximum()))
        view.visible()
    assert len(view.page._blocks) < 200


def test_a_wider_spacing_makes_the_text_longer(view):
    before = view.page.total_height()
    view.set_spacing(2.4)
    assert view.page.total_height() > before * 1.2


def test_fewer_characters_a_line_make_the_column_narrower(view):
    before = view.page.measures.column
    view.set_measure(40)
    assert view.page.measures.column < before * 0.7


def test_another_face_stays_when_the_theme_changes(view):
    view.set_font("DejaVu Sans", 14)
    view.set_look(view_look(reading_family="DejaVu Serif"))
    assert view.typography.family == "DejaVu Sans"
    view.set_font("", 14)
    assert view.typography.family == "DejaVu Serif"


def test_the_longest_texts_are_not_measured_while_idle(view):
    view.show_document("x", marks())
    view.page.text = "x" * 2_000_001
    view._idle.start()
    assert not view._idle._timer.isActive()


def test_the_bottom_stays_reachable_when_the_text_gets_shorter(view):
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.set_spacing(1.1)
    view.viewport().repaint()
    assert bar.value() <= bar.maximum()
    assert view.visible()[-1].block.end == len(ARTICLE)
