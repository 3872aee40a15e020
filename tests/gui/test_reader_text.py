from __future__ import annotations

import itertools
import random

import hypothesis
import hypothesis.strategies as st
import pytest
from PySide6.QtCore import QPointF
from reader_scene import ARTICLE, marks, point, show_view, span

from annotator.gui.reader.display import direction_of, paragraph_display, text_display

NASTY = (
    "ab \té\u0301東😀👩\u200d\ufeff\ufffe\uffff\ufdd0\0\r\n\u2028\u2029\x85\x0c\x7f"
    "\u00a0של\u202eلا\ud800\udc00\U0010ffff"
)
TEXTS = st.text(NASTY, max_size=60)
SHARED = hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])


@pytest.fixture
def view(qtbot):
    return show_view(qtbot)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@SHARED
@hypothesis.given(TEXTS)
def test_no_character_is_lost_or_altered(view, text):
    view.show_document(text, marks())
    view.set_selection(0, len(text))
    assert view.selected_text() == text
    for index in range(len(view.page.paragraphs)):
        block = view.page.block(index)
        assert units(block.layout.text()) == units(block.text)
        assert block.to_code_point(block.to_utf16(block.end)) == block.end


@hypothesis.given(TEXTS)
def test_what_qt_is_given_is_as_long_as_the_text_and_survives_qt(text):
    for shown in (text_display(text), paragraph_display(text)):
        assert units(shown) == units(text)
    assert not set(text_display(text)) & set("\0\r\u2028\u2029\ufeff\ufffe\ud800\x7f\x0b")


@SHARED
@hypothesis.given(TEXTS)
def test_a_mark_on_anything_can_be_painted(view, text):
    spans = [span(f"s{i}", (i, i + 1 + i % 3)) for i in range(max(0, len(text) - 3))]
    view.show_document(text, marks(*spans))
    for known in spans:
        view.focus_span(known.id)
    view.viewport().repaint()
    for offset in range(len(text)):
        view.point_of(offset)


def test_a_point_in_a_character_leads_back_to_it(view):
    chance = random.Random(1)
    last = view.visible()[-2].block
    for _ in range(200):
        offset = chance.randrange(0, last.end)
        if not ARTICLE[offset].isspace():
            assert view.offset_at(QPointF(point(view, offset))) == offset


@pytest.mark.parametrize(
    "text",
    ["שלום עולם abc", "abc שלום def", "مرحبا بالعالم 123 abc", "a של b לא", "(שלום) 2024"],
)
def test_mixed_directions_give_every_character_its_own_place(view, text):
    view.show_document(text, marks())
    block = view.page.block(0)
    line = block.lines[0]
    places = []
    for offset, letter in enumerate(text):
        runs = block.runs(line, offset, offset + 1)
        assert len(runs) == 1 or letter == " ", (offset, letter)
        places += [(left, right) for left, right in runs if right - left > 0.5]
    places.sort()
    for (_, right), (left, _) in itertools.pairwise(places):
        assert left >= right - 1.5
    whole = block.runs(line, 0, len(text))
    assert len(whole) == 1
    assert whole[0][1] - whole[0][0] == pytest.approx(sum(b - a for a, b in places), abs=4)


def test_a_stretch_over_two_directions_is_in_two_places(view):
    view.show_document("abc שלום def", marks())
    block = view.page.block(0)
    assert len(block.runs(block.lines[0], 2, 6)) == 2


def test_the_first_letter_decides_the_direction():
    assert not direction_of("abc").is_mixed
    assert direction_of("abc שלום").is_mixed
    assert not direction_of("abc שלום").is_right_to_left
    assert direction_of("2024 שלום abc").is_right_to_left


def test_an_odd_character_is_shown_as_a_sign(view):
    assert paragraph_display("a\0b\x7f\ufeff\ud800") == "a␀b␡\u2060\ufffd"


def test_offsets_behind_emoji_are_code_points(view):
    text = "😀😀 kata"
    view.show_document(text, marks(span("k", (3, 7))))
    assert view.offset_at(QPointF(point(view, 3))) == 3
    assert view.spans_at(3) == ["k"]
    assert view.spans_at(2) == []
