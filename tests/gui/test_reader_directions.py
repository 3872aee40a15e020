"""Texts that run right to left, alone and among words that do not: points, keys, marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from reader_scene import click, drag_over, marks, point, press, show_view, span

from annotator.gui.reader.geometry import Point
from annotator.gui.reader.movement import next_offset
from annotator.gui.reader.places import caret_rect, character_at

Key = Qt.Key
HEBREW = "שלום עולם זה משפט ארוך שממשיך עד שהוא נשבר לשורה הבאה כי הוא ארוך מדי בשביל שורה אחת " * 3
ARABIC = (
    "مرحبا بالعالم هذا نص طويل يستمر حتى ينكسر إلى السطر التالي حتى هنا طويل جدا لسطر واحد " * 3
)
AMONG_LATIN = "abc שלום def 123 עולם ghi, kata مرحبا dan lagi. " * 4
AMONG_HEBREW = "שלום abc עולם 123 ghi מילה (test) סוף. " * 6
TEXTS = {
    "hebrew": HEBREW,
    "arabic": ARABIC,
    "among latin": AMONG_LATIN,
    "among hebrew": AMONG_HEBREW,
    "one letter": "kata ש kata",
    "with an emoji": "שלום 😀 עולם 👩‍👧 סוף",
}


@pytest.fixture(params=TEXTS)
def view(qtbot, request):
    return show_view(qtbot, TEXTS[request.param])


@pytest.fixture
def hebrew(qtbot):
    return show_view(qtbot, HEBREW)


def characters(view) -> list[int]:
    """Where the characters begin that people see."""
    starts = [0]
    while (following := next_offset(view.page, starts[-1], "grapheme", 1)) != starts[-1]:
        starts.append(following)
    return [start for start in starts[:-1] if not view.page.text[start].isspace()]


def caret_x(view, offset: int) -> float:
    return caret_rect(view.page, offset, view.visible()).left - view.text_left()


# Points


@pytest.mark.parametrize("zoom", [0.4, 1.0, 2.5])
def test_pressing_in_a_character_is_pressing_before_it(view, zoom):
    view.set_zoom(zoom)
    for offset in characters(view):
        view.show_offset(offset)
        place = view.point_of(offset)
        assert view.offset_at(place) == offset
        assert character_at(view.page, Point(place.x(), place.y()), view.visible()) == offset


def test_dragging_from_one_character_to_another_selects_what_lies_between(view):
    places = [place for place in characters(view) if place < 80]
    for start, end in zip(places[:-3:3], places[3::3], strict=False):
        drag_over(view, start, end)
        assert view.selection() == (start, end)


def test_a_double_click_takes_the_word_under_the_mouse(hebrew):
    for word in ("שלום", "משפט", "נשבר", "אחת"):
        start = HEBREW.rindex(word)
        for offset in (start, start + len(word) - 1):
            QTest.mouseDClick(
                hebrew.viewport(), Qt.MouseButton.LeftButton, pos=point(hebrew, offset)
            )
            assert hebrew.selection() == (start, start + len(word))


def test_beside_a_line_lie_its_ends(hebrew):
    """At the right of it is its beginning, and at the left its end."""
    block, top = hebrew.visible()[0]
    left, right = int(hebrew.text_left()) - 30, int(hebrew.text_left() + 800)
    for line in block.lines:
        y = round(top + (line.top + line.bottom) / 2)
        assert hebrew.offset_at(QPoint(right, y)) == line.start
        is_last = line is block.lines[-1]
        assert hebrew.offset_at(QPoint(left, y)) == (line.end if is_last else line.visible_end)


def test_beside_a_line_of_latin_with_hebrew_at_its_edge_lie_its_ends(qtbot):
    text = "שלום"
    view = show_view(qtbot, f"abc {text}")
    y = point(view, 0).y()
    assert view.offset_at(QPoint(0, y)) == 0
    assert view.offset_at(QPoint(850, y)) == len(text) + 4


def test_a_paragraph_stands_at_the_side_where_it_begins(qtbot):
    view = show_view(qtbot, f"{HEBREW}\nkata\nשלום")
    column = view.page.measures.column
    for block, _ in view.visible():
        for line in block.lines:
            start = line.x_of(line.start)
            assert start == pytest.approx(column if block.direction.is_right_to_left else 0, abs=1)


def test_the_letters_are_painted_where_the_caret_says(qtbot):
    view = show_view(qtbot, "שלום " * 60)
    view.clearFocus()
    picture = view.viewport().grab().toImage()
    for line in (block := view.visible()[0].block).lines:
        row = round(view.visible()[0].y + (line.top + line.bottom) / 2)
        dark = [x for x in range(picture.width()) if picture.pixelColor(x, row).lightness() < 128]
        left, right = block.runs(line, line.start, line.end)[0]
        assert view.text_left() + left - 2 <= dark[0] <= view.text_left() + left + 14
        assert view.text_left() + right - 14 <= dark[-1] <= view.text_left() + right + 2


# Keys


@pytest.mark.parametrize("text", [HEBREW, ARABIC])
def test_the_left_arrow_walks_through_the_whole_text_and_the_right_one_back(qtbot, text):
    view = show_view(qtbot, text)
    view.set_selection(0, 0)
    for _ in range(20):
        before = caret_x(view, view.selection()[1])
        press(view, Key.Key_Left)
        assert caret_x(view, view.selection()[1]) < before
    press(view, *[Key.Key_Right] * 20)
    assert view.selection() == (0, 0)


def test_a_word_is_walked_to_the_left(hebrew):
    press(hebrew, Key.Key_Left, control=True)
    assert hebrew.selection() == (HEBREW.index("עולם"),) * 2
    press(hebrew, Key.Key_Right, control=True)
    assert hebrew.selection() == (0, 0)


def test_shift_and_the_left_arrow_select_onward(hebrew):
    press(hebrew, *[Key.Key_Left] * 4, shift=True)
    assert hebrew.selection() == (0, 4)
    assert hebrew.selected_text() == "שלום"


@pytest.mark.parametrize(("key", "edge"), [(Key.Key_Left, 9), (Key.Key_Right, 5)])
def test_an_arrow_drops_the_selection_to_the_edge_on_its_side(hebrew, key, edge):
    for anchor, caret in ((5, 9), (9, 5)):
        hebrew.set_selection(anchor, caret)
        press(hebrew, key)
        assert hebrew.selection() == (edge, edge)


def test_home_is_at_the_right_and_end_at_the_left(hebrew):
    middle = HEBREW.index("שממשיך")
    hebrew.set_selection(middle, middle)
    press(hebrew, Key.Key_Home)
    start = hebrew.selection()[1]
    assert caret_x(hebrew, start) > caret_x(hebrew, middle)
    press(hebrew, Key.Key_End)
    end = hebrew.selection()[1]
    assert caret_x(hebrew, end) < caret_x(hebrew, middle)
    assert start < middle < end


def test_climbing_keeps_its_column(hebrew):
    middle = HEBREW.index("שממשיך")
    hebrew.set_selection(middle, middle)
    press(hebrew, Key.Key_Down)
    assert caret_x(hebrew, hebrew.selection()[1]) == pytest.approx(caret_x(hebrew, middle), abs=8)
    press(hebrew, Key.Key_Up)
    assert hebrew.selection() == (middle, middle)


# Marks


def test_a_click_finds_the_mark_that_covers_its_character(view):
    text = view.page.text
    cuts = range(0, len(text) - 5, 5)
    spans = [span(f"s{start}", (start, start + 5)) for start in cuts if text[start : start + 5]]
    view.show_annotations(marks(*spans))
    for offset in characters(view)[:60]:
        if offset >= 5 * len(spans):
            break
        click(view, offset)
        assert view.focused_span() == f"s{offset - offset % 5}"


def test_the_tag_stands_over_the_first_letter(hebrew):
    start = HEBREW.index("משפט")
    hebrew.show_annotations(marks(span("s", (start, start + 14))))
    (tag,) = hebrew.page.block(0).tags
    assert tag.rect.right == pytest.approx(caret_x(hebrew, start), abs=2)


def test_the_grip_of_the_end_is_dragged_to_the_left(hebrew):
    mark = span("s", (5, 9))
    hebrew.show_annotations(marks(mark))
    hebrew.focus_span("s")
    grips = {is_end: place for _, is_end, place in hebrew.grip_points()}
    assert grips[True].x() < grips[False].x()
    surface, goal = hebrew.viewport(), point(hebrew, 12)
    told = []
    hebrew.resize_requested.connect(lambda _id, fragments: told.append(fragments))
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=grips[True].toPoint())
    QTest.mouseMove(surface, goal)
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=goal)
    ((fragment,),) = told
    assert (fragment.start, fragment.end) == (5, 12)


def test_a_stretch_is_covered_without_gap_or_overlap(view):
    """The rectangles of its characters add up to those of the whole."""
    block, _ = view.visible()[0]
    for line in block.lines:
        pieces = [
            run
            for place in range(line.start, line.visible_end)
            if block.next_place(place) > place
            for run in block.runs(line, place, block.next_place(place))
        ]
        whole = block.runs(line, line.start, line.visible_end)
        assert min(left for left, _ in pieces) == pytest.approx(whole[0][0], abs=1)
        assert max(right for _, right in pieces) == pytest.approx(whole[-1][1], abs=1)
