"""Titles that break into lines without losing a letter, signs that can be told apart, bars."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.gui.review.assignment.glyphs import (
    broken_title,
    draw_bar,
    draw_glyph,
    draw_pieces,
)
from annotator.gui.theme.faces import font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import TYPE
from annotator.workbench.assignment_grid import CellState

WIDTH = 120
TITLES = {
    "plain": "Bupati Sri melarang ASN ikut kampanye di Balikpapan dan di Samarinda",
    "emoji": "😀😀😀😀 Bupati Sri melarang ASN ikut kampanye 👩‍🏫 di Balikpapan",
    "one long word": "pertanggungjawabannya" * 6,
    "Arabic": "منع رئيس المنطقة موظفي الدولة من المشاركة في الحملة الانتخابية",
    "a break in it": "Bupati Sri melarang\nASN ikut kampanye di Balikpapan",
}
EVERYTHING = 99
"""More lines than any of the titles has."""


@pytest.fixture(autouse=True)
def _light(qapp):
    look().set_theme("light")


def unspaced(words):
    return "".join("".join(words).split())


# titles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TITLES)
def test_a_title_that_is_broken_loses_no_letter(kind):
    lines = broken_title(TITLES[kind], WIDTH, EVERYTHING)
    assert len(lines) > 1
    assert unspaced(lines) == unspaced(TITLES[kind])


@pytest.mark.parametrize("kind", TITLES)
def test_every_line_of_a_title_fits_the_width(kind):
    used = font(TYPE["body"], 400, "reading")
    for most in (1, 2, EVERYTHING):
        for line in broken_title(TITLES[kind], WIDTH, most):
            assert text_width(line, used) <= WIDTH + 1


@pytest.mark.parametrize("kind", ["plain", "emoji"])
def test_a_title_breaks_between_words(kind):
    words = TITLES[kind].split()
    lines = broken_title(TITLES[kind], WIDTH, EVERYTHING)
    assert [word for line in lines for word in line.split()] == words


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("kind", TITLES)
def test_a_title_has_no_more_lines_than_it_may_and_the_last_one_says_that_it_was_cut(kind, most):
    whole = broken_title(TITLES[kind], WIDTH, EVERYTHING)
    lines = broken_title(TITLES[kind], WIDTH, most)
    assert len(lines) == min(most, len(whole))
    assert lines[:-1] == whole[: len(lines) - 1]
    assert lines[-1].endswith("…") == (len(whole) > most)


def test_a_short_title_is_one_line_and_none_at_all_is_an_empty_one():
    assert broken_title("Netral", WIDTH, 2) == ("Netral",)
    assert broken_title("", WIDTH, 2) == ("",)


@given(st.text(st.sampled_from("ab 😀é́ن…"), max_size=40))
def test_whatever_stands_in_a_title_stands_in_its_lines(text):
    assert unspaced(broken_title(text, WIDTH, EVERYTHING)) == unspaced(text)


# signs ----------------------------------------------------------------------------------------


def drawn(draw, width=24, height=24):
    """What a drawing looks like on the paper of the theme."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(look().theme.paper))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def glyph(state, ground=""):
    return drawn(lambda painter: draw_glyph(painter, state, QPointF(12, 12), ground))


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_no_two_states_look_the_same(theme):
    look().set_theme(theme)
    pictures = {state: glyph(state) for state in CellState}
    for one, other in itertools.combinations(CellState, 2):
        assert pictures[one] != pictures[other], (one, other)
    look().set_theme("light")


@pytest.mark.parametrize("state", CellState)
def test_a_sign_leaves_the_painter_as_it_was(state):
    def draw(painter):
        pen, brush, place = painter.pen(), painter.brush(), painter.transform()
        draw_glyph(painter, state, QPointF(12, 12))
        assert (painter.pen(), painter.brush(), painter.transform()) == (pen, brush, place)

    drawn(draw)


def test_the_tick_of_what_is_signed_off_is_cut_out_of_the_ground_it_stands_on():
    assert glyph(CellState.SIGNED_OFF, "#ff0000") != glyph(CellState.SIGNED_OFF, "#00ff00")
    assert glyph(CellState.SIGNED_OFF) == glyph(CellState.SIGNED_OFF, look().theme.paper)


# bars -----------------------------------------------------------------------------------------


def inked(image, colour):
    """How many pixels of the middle line are of a colour."""
    wanted, y = QColor(colour), image.height() // 2
    return sum(image.pixelColor(x, y) == wanted for x in range(image.width()))


def bar(share):
    return drawn(lambda painter: draw_bar(painter, QRectF(0, 0, 200, 4), share), 200, 4)


def test_a_bar_is_as_full_as_its_share():
    ink = look().theme.ink
    lengths = [inked(bar(share), ink) for share in (0, 0.25, 0.5, 0.75, 1)]
    assert lengths[0] == 0
    assert lengths == sorted(lengths)
    for share, length in zip((0.25, 0.5, 0.75, 1), lengths[1:], strict=True):
        assert length == pytest.approx(200 * share, abs=4)


def test_a_little_is_more_than_nothing_and_too_much_is_all():
    ink = look().theme.ink
    assert inked(bar(0.0001), ink) > inked(bar(0), ink)
    assert bar(7.5) == bar(1)


def pieces(done, count, width=100):
    rect = QRectF(0, 0, width, 5)
    return drawn(lambda painter: draw_pieces(painter, rect, done, count), width, 5)


def runs(image, colour):
    """How many runs of a colour the middle line has."""
    wanted, y = QColor(colour), image.height() // 2
    line = [image.pixelColor(x, y) == wanted for x in range(image.width())]
    return sum(now and not before for before, now in itertools.pairwise([False, *line]))


@pytest.mark.parametrize(("done", "count"), [(0, 1), (1, 1), (0, 4), (3, 4), (5, 5)])
def test_every_case_is_a_piece_and_those_decided_are_filled(done, count):
    none, all_, some = (pieces(number, count) for number in (0, count, done))
    filled = inked(all_, look().theme.ink2) - inked(none, look().theme.ink2)
    part = inked(some, look().theme.ink2) - inked(none, look().theme.ink2)
    assert part == pytest.approx(filled * done / count, abs=count)
    assert runs(all_, look().theme.ink2) == count


def test_more_cases_than_there_is_room_for_are_a_bar():
    many = pieces(30, 60)
    assert many == drawn(lambda painter: draw_bar(painter, QRectF(0, 0, 100, 5), 0.5), 100, 5)
