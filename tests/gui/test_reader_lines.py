"""Lines on screen: where they are broken, where they end, and how the caret climbs over them."""

from __future__ import annotations

import itertools

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from reader_scene import ARTICLE, marks, press, show_view, span

from annotator.gui.reader.movement import climb, line_edge, next_offset, x_of

Key = Qt.Key
SENTENCE = "Kata kata dan kata lagi yang panjang. "
TEXTS = {
    "article": ARTICLE,
    "without blanks": "東京都" * 150,
    "one long line": SENTENCE * 120,
    "address": "https://contoh.id/" + "berita-pilkada-" * 60 + " selesai",
    "one word": "x" * 500,
    "windows": "satu dua tiga\r\n\r\nempat lima\r\n" * 12,
    "emoji": "👩‍👩‍👧😀🇮🇩" * 60,
    "right to left": "שלום עולם זה משפט ארוך " * 30,
    "blanks": "kata" + " " * 300 + "kata",
}
LETTERS = "ab \té\u0301東😀👩\u200d\r\n\u2028\u00a0של\ufeff\0"
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=TEXTS)
def view(qtbot, request):
    return show_view(qtbot, TEXTS[request.param])


@pytest.fixture
def narrow(qtbot):
    """A view in which a line holds some ten letters."""
    view = show_view(qtbot)
    view.resize(240, 500)
    return view


def lines(page) -> list[tuple[int, int]]:
    """All lines on screen, as where each begins and ends in the text."""
    return [
        (block.to_code_point(line.start), block.to_code_point(line.end))
        for block in map(page.block, range(len(page.paragraphs)))
        for line in block.lines
    ]


def line_number(page, offset: int) -> int:
    return sum(start <= offset for start, _ in lines(page)) - 1


# How lines are broken


def test_lines_hold_every_character_once(view):
    page = view.page
    text = page.text
    for (_, end), (start, _) in itertools.pairwise(lines(page)):
        assert end <= start
        assert text[end:start] in ("", "\n", "\r\n")
    assert lines(page)[0][0] == 0
    assert lines(page)[-1][1] == len(text)


def test_no_line_is_wider_than_the_column(view):
    page = view.page
    for block in map(page.block, range(len(page.paragraphs))):
        for line in block.lines:
            for left, right in block.runs(line, line.start, line.end):
                assert -1 <= left <= right <= page.measures.column + 1


def test_words_stay_whole_where_they_fit(qtbot):
    page = show_view(qtbot, SENTENCE * 40).page
    assert {page.text[start - 1] for start, _ in lines(page)[1:]} == {" "}


def test_a_tab_goes_to_the_next_stop(qtbot):
    view = show_view(qtbot, "a\tb\naaa\tb\n\tb")
    places = [view.point_of(offset).x() for offset in (2, 8, 11)]
    assert places == pytest.approx([places[0]] * 3, abs=0.5)


# Home and End


def test_home_and_end_stay_on_their_line(view):
    page = view.page
    for offset in range(0, len(page.text) + 1, 13):
        home, end = (line_edge(page, offset, is_end=is_end) for is_end in (False, True))
        assert home <= end
        number = line_number(page, offset)
        assert line_number(page, home) == line_number(page, end) == number
        assert line_edge(page, home, is_end=False) == home
        assert line_edge(page, end, is_end=True) == end


@SHARED
@given(st.text(LETTERS, max_size=80), st.integers(0, 80))
def test_home_and_end_stay_on_their_line_whatever_is_in_it(narrow, text, place):
    narrow.show_document(text, marks())
    page, offset = narrow.page, min(place, len(text))
    home, end = (line_edge(page, offset, is_end=is_end) for is_end in (False, True))
    assert home <= offset
    assert line_edge(page, end, is_end=False) == home
    assert line_edge(page, end, is_end=True) == end


def test_end_goes_before_the_last_character_of_a_line_that_no_blank_ends(qtbot):
    view = show_view(qtbot, "東京都" * 150)
    (_, end), *_ = lines(view.page)
    view.set_selection(5, 5)
    press(view, Key.Key_End, Key.Key_End)
    assert view.selection() == (end - 1, end - 1)
    press(view, Key.Key_Home)
    assert view.selection() == (0, 0)


# Climbing


def test_every_climb_goes_on_by_one_line(view):
    page = view.page
    for start, direction in ((len(page.text), -1), (0, 1)):
        for x in (0.0, 300.0, page.measures.column):
            offset = start
            for _ in range(40):
                number = line_number(page, offset)
                following = climb(page, offset, x, direction).offset
                if following == (len(page.text) if direction > 0 else 0):
                    break
                assert line_number(page, following) == number + direction
                offset = following


@SHARED
@given(st.text(LETTERS, max_size=60), st.floats(0, 200), st.sampled_from([-1, 1]))
def test_climbing_always_arrives(narrow, text, x, direction):
    narrow.show_document(text, marks())
    page = narrow.page
    offset, goal = (0, len(text)) if direction > 0 else (len(text), 0)
    for _ in range(len(lines(page))):
        offset = climb(page, offset, x, direction).offset
    assert offset == goal


def test_the_caret_climbs_over_the_seam_of_a_line_that_was_cut(qtbot):
    view = show_view(qtbot, SENTENCE * 120)
    seam = view.page.paragraphs.starts[1]
    view.set_selection(seam + 60, seam + 60)
    press(view, Key.Key_Up)
    above = view.selection()[1]
    assert above < seam
    press(view, Key.Key_Up)
    assert view.selection()[1] < above
    press(view, Key.Key_Down, Key.Key_Down)
    assert view.selection() == (seam + 60, seam + 60)


def test_a_climb_of_a_distance_goes_as_many_lines_as_it_takes(view):
    page = view.page
    short, far = (climb(page, 0, 0.0, 1, distance) for distance in (1.0, 120.0))
    assert far.distance >= 120 or far.offset == len(page.text)
    assert far.distance >= short.distance > 0
    assert far.offset >= short.offset


def test_marks_between_lines_do_not_lead_a_climb_astray(qtbot):
    view = show_view(qtbot, SENTENCE * 12)
    bare = [climb(view.page, 0, 200.0, 1).offset, climb(view.page, 300, 200.0, -1).offset]
    spans = [span(f"s{n}", (n * 10, n * 10 + 30)) for n in range(40)]
    view.show_annotations(marks(*spans))
    assert [climb(view.page, 0, 200.0, 1).offset, climb(view.page, 300, 200.0, -1).offset] == bare


# Steps


@SHARED
@given(
    st.text(LETTERS, max_size=60),
    st.sampled_from(["grapheme", "word", "word_start", "word_end"]),
    st.sampled_from([-1, 1]),
)
def test_every_step_goes_on_until_the_text_ends(narrow, text, unit, direction):
    narrow.show_document(text, marks())
    goal = len(text) if direction > 0 else 0
    for offset in range(len(text) + 1):
        step = next_offset(narrow.page, offset, unit, direction)
        assert 0 <= step <= len(text)
        assert (step - offset) * direction > 0 or offset == step == goal


@SHARED
@given(st.text(LETTERS, max_size=60))
def test_the_caret_is_always_in_the_column(narrow, text):
    narrow.show_document(text, marks())
    for offset in range(len(text) + 1):
        assert -1 <= x_of(narrow.page, offset) <= narrow.page.measures.column + 1


@pytest.mark.parametrize(
    ("there", "back"),
    [(Key.Key_Down, Key.Key_Up), (Key.Key_PageDown, Key.Key_PageUp), (Key.Key_Right, Key.Key_Left)],
)
def test_shift_selects_from_where_the_caret_was_and_back_again(qtbot, there, back):
    view = show_view(qtbot)
    start = ARTICLE.index("SAMARINDA") + 30
    view.set_selection(start, start)
    press(view, there, there, shift=True)
    anchor, caret = view.selection()
    assert anchor == start
    assert caret > start
    press(view, back, back, shift=True)
    assert view.selection() == (start, start)


@pytest.mark.parametrize("control", [False, True])
def test_shift_with_home_and_end_selects_to_the_edge(qtbot, control):
    view = show_view(qtbot)
    start = ARTICLE.index("SAMARINDA") + 120
    view.set_selection(start, start)
    press(view, Key.Key_End, shift=True, control=control)
    _, end = view.selection()
    press(view, Key.Key_Home, shift=True, control=control)
    _, home = view.selection()
    assert view.selection()[0] == start
    assert home < start < end
    assert (home == 0) is (end == len(ARTICLE)) is control
