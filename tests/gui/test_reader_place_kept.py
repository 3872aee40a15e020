"""The place that is read stays where it is, whatever is resized, enlarged or measured."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from reader_scene import ARTICLE, marks, press, show_view, span, view_look

TEXTS = {
    "article": ARTICLE,
    "one line": "Kata kata kata. " * 2000,
    "many lines": "Satu baris saja.\n" * 900,
    "empty lines": "\n\n\nkata\n\n" * 150,
    "right to left": "שלום עולם זה משפט ארוך. " * 300,
}
CHANGES = {
    "larger": lambda view: view.set_zoom(1.7),
    "smaller": lambda view: view.set_zoom(0.6),
    "narrower": lambda view: view.resize(420, 700),
    "wider": lambda view: view.resize(1300, 700),
    "spacing": lambda view: view.set_spacing(2.2),
    "measure": lambda view: view.set_measure(40),
    "face": lambda view: view.set_font("DejaVu Serif", 15),
    "coders": lambda view: view.set_coders(("one", "two")),
    "look": lambda view: view.set_look(view_look(relations={}, tag_mode="names")),
}
SCROLLS = {
    "bar": lambda view: view.verticalScrollBar().setValue(700),
    "place": lambda view: view.restore_place(ARTICLE.index("Menurut Sri Wartini"), 20.0),
    "shown": lambda view: view.show_offset(ARTICLE.index("Menurut Sri Wartini")),
    "caret": lambda view: view.set_selection(0, 0),
}


@pytest.fixture
def view(qtbot):
    return show_view(qtbot)


@pytest.fixture(params=TEXTS)
def scrolled(qtbot, request):
    """A view in the middle of its text."""
    view = show_view(qtbot, TEXTS[request.param])
    bar = view.verticalScrollBar()
    bar.setValue(random.Random(request.param).randrange(100, bar.maximum() - 800))
    view.viewport().repaint()
    return view


def place(view) -> tuple[int, float]:
    view.viewport().repaint()
    offset, top = view.reading_place()
    return offset, pytest.approx(top, abs=0.01)


def undo_everything(view) -> None:
    view.set_zoom(1.0)
    view.resize(900, 700)
    view.set_spacing(1.62)
    view.set_measure(70)
    view.set_font("", 12.5)
    view.set_coders(())
    view.set_look(view_look())


def measure_all(view) -> None:
    while view.page.measure_some(1):
        pass
    view.on_heights_measured()


def on_view(view, offset: int) -> bool:
    return 0 <= view.point_of(offset).y() < view.viewport().height()


def turn_wheel(view, steps: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    where = QPointF(300, 300)
    delta, none = QPoint(0, 120 * steps), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    globally = view.viewport().mapToGlobal(where)
    event = QWheelEvent(where, globally, QPoint(), delta, none, modifier, phase, False)
    QGuiApplication.sendEvent(view.viewport(), event)


# The place read


def test_going_to_the_place_that_is_read_moves_nothing(scrolled):
    before = place(scrolled)
    scrolled.restore_place(*scrolled.reading_place())
    assert place(scrolled) == before


@pytest.mark.parametrize("change", CHANGES)
def test_the_place_is_found_again_when_a_change_is_taken_back(scrolled, change):
    before = place(scrolled)
    CHANGES[change](scrolled)
    undo_everything(scrolled)
    assert place(scrolled) == before


def test_the_place_is_found_again_after_many_changes_in_a_row(scrolled):
    before = place(scrolled)
    for change in CHANGES.values():
        change(scrolled)
        scrolled.viewport().repaint()
    undo_everything(scrolled)
    assert place(scrolled) == before


@pytest.mark.parametrize("zoom", [1.1, 2.0, 4.0])
def test_the_first_line_on_view_is_on_view_in_larger_letters_too(scrolled, zoom):
    offset, _ = scrolled.reading_place()
    scrolled.set_zoom(zoom)
    scrolled.viewport().repaint()
    start, top = scrolled.reading_place()
    assert scrolled.page.line_of(start) == scrolled.page.line_of(offset)
    assert top <= 16


@pytest.mark.parametrize("zoom", [0.9, 0.6, 0.4])
def test_a_place_near_the_end_is_found_again_after_the_text_was_small(view, zoom):
    bar = view.verticalScrollBar()
    measure_all(view)
    bar.setValue(bar.maximum() - 100)
    before = place(view)
    view.set_zoom(zoom)
    measure_all(view)
    view.viewport().repaint()
    view.set_zoom(1.0)
    assert place(view) == before


@pytest.mark.parametrize("scroll", SCROLLS)
def test_who_scrolls_between_two_changes_stays_where_they_went(view, scroll):
    view.verticalScrollBar().setValue(300)
    view.set_zoom(2.0)
    SCROLLS[scroll](view)
    offset, _ = view.reading_place()
    view.set_zoom(2.2)
    assert view.page.line_of(view.reading_place()[0]) == view.page.line_of(offset)


def test_another_text_begins_at_its_top_at_every_size(view):
    view.verticalScrollBar().setValue(600)
    view.set_zoom(2.0)
    view.show_document("\n".join(["kata dan kata"] * 300), marks())
    view.set_zoom(1.0)
    assert view.reading_place()[0] == 0
    assert view.verticalScrollBar().value() == 0


def test_another_height_moves_nothing(scrolled):
    before = place(scrolled)
    for height in (300, 900, 700):
        scrolled.resize(900, height)
        assert place(scrolled) == before


def test_nothing_jumps_when_heights_become_exact(scrolled):
    before = place(scrolled)
    measure_all(scrolled)
    assert place(scrolled) == before


def test_marks_in_paragraphs_above_the_view_move_nothing(qtbot):
    view = show_view(qtbot, TEXTS["many lines"])
    view.verticalScrollBar().setValue(4000)
    before = place(view)
    first = view.visible()[0].block.start
    above = [span(f"s{n}", (n * 17, n * 17 + 4)) for n in range(first // 17)]
    view.show_annotations(marks(*above))
    assert place(view) == before
    view.show_annotations(marks())
    assert place(view) == before


# Going somewhere


@pytest.mark.parametrize("text", TEXTS)
def test_an_offset_that_is_shown_is_on_view_and_showing_it_again_moves_nothing(qtbot, text):
    view = show_view(qtbot, TEXTS[text])
    chance = random.Random(7)
    for _ in range(12):
        offset = chance.randrange(len(TEXTS[text]))
        view.show_offset(offset)
        assert on_view(view, offset)
        before = place(view)
        view.show_offset(offset)
        assert place(view) == before


@pytest.mark.parametrize("text", TEXTS)
def test_the_caret_is_on_view_wherever_it_is_set(qtbot, text):
    view = show_view(qtbot, TEXTS[text])
    chance = random.Random(8)
    for _ in range(12):
        offset = chance.randrange(len(TEXTS[text]))
        view.set_selection(offset, offset)
        assert on_view(view, offset)


def test_a_caret_just_outside_the_view_scrolls_a_little(view):
    view.verticalScrollBar().setValue(500)
    view.viewport().repaint()
    above = view.reading_place()[0] - 1
    view.set_selection(above, above)
    assert on_view(view, above)
    assert 400 < view.verticalScrollBar().value() < 500


def test_a_selection_that_is_not_to_be_shown_scrolls_nothing(view):
    view.set_selection(0, len(ARTICLE), is_scrolled=False)
    assert view.verticalScrollBar().value() == 0


def test_a_place_beyond_the_text_is_its_end(view):
    view.restore_place(len(ARTICLE) + 500, 100.0)
    assert view.visible()[-1].block.end == len(ARTICLE)


def test_the_page_keys_show_every_line_once_and_come_back(view):
    view.set_selection(0, 0)
    height = view.viewport().height()
    bottoms = [0]
    for _ in range(20):
        top, _ = view.reading_place()
        assert top <= bottoms[-1]
        block, y = next(one for one in reversed(view.visible()) if one.y < height - 60)
        bottoms.append(block.to_code_point(block.line_below(height - 60 - y).start))
        press(view, Qt.Key.Key_PageDown)
    assert view.selection()[1] == len(ARTICLE)
    press(view, *[Qt.Key.Key_PageUp] * 20)
    assert view.selection()[1] == 0
    assert view.verticalScrollBar().value() == 0


# Bar and wheel


def test_the_bar_is_as_long_as_the_text(scrolled):
    measure_all(scrolled)
    scrolled.viewport().repaint()
    bar, height = scrolled.verticalScrollBar(), scrolled.viewport().height()
    assert bar.pageStep() == height
    assert bar.maximum() + height == pytest.approx(scrolled.page.total_height(), abs=1)
    assert bar.value() == pytest.approx(scrolled.page.position(), abs=1)


def test_the_ends_of_the_bar_are_the_ends_of_the_text(scrolled):
    bar = scrolled.verticalScrollBar()
    bar.setValue(bar.maximum())
    scrolled.viewport().repaint()
    last = scrolled.visible()[-1]
    assert last.block.end == len(scrolled.page.text)
    assert last.y + last.block.height < scrolled.viewport().height()
    bar.setValue(0)
    assert scrolled.reading_place() == (0, pytest.approx(16, abs=4))


def test_the_wheel_goes_down_and_comes_back(scrolled):
    before, value = place(scrolled), scrolled.verticalScrollBar().value()
    turn_wheel(scrolled, -3)
    assert place(scrolled) != before
    turn_wheel(scrolled, 3)
    assert scrolled.verticalScrollBar().value() == value
    assert place(scrolled)[0] == before[0]


def test_the_wheel_with_control_makes_letters_smaller_and_stops_at_the_smallest(view):
    told = []
    view.zoom_changed.connect(told.append)
    for _ in range(30):
        turn_wheel(view, -1, Qt.KeyboardModifier.ControlModifier)
    assert told == sorted(told, reverse=True)
    assert told[0] == pytest.approx(1 / 1.1)
    assert told[-1] == view.typography.zoom == 0.4
    assert told.count(0.4) == 1
    assert view.verticalScrollBar().value() == 0
