"""Laws of text in a few lines: what is cut, which end is seen, that nothing is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.review.adjudication.wrapping import CUT, first_lines, last_lines
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.tokens import TYPE

SLACK = 1.0
LETTERS = st.text("abcdefg ijklm éü ñ", max_size=200)
SCRIPTS = st.text("abc  سلام你好😀👩\u200d👧", max_size=60)
WORD = "Kementerianpendayagunaanaparaturnegaradanreformasibirokrasi"


@pytest.fixture(scope="module")
def used(qapp):
    return named_font("body")


def joined(lines):
    return "".join("".join(lines).split())


@given(text=LETTERS, width=st.integers(60, 400), most=st.integers(1, 4))
def test_first_lines_are_a_beginning_and_last_lines_an_end_of_the_text(used, text, width, most):
    whole = joined([text])
    head, tail = first_lines(text, used, width, most), last_lines(text, used, width, most)
    assert 1 <= len(head) <= most
    assert 1 <= len(tail) <= most
    assert whole.startswith(joined(head).removesuffix(CUT))
    assert whole.endswith(joined(tail).replace(CUT, "", 1))


@given(text=LETTERS, width=st.integers(60, 400), most=st.integers(1, 4))
def test_an_ellipsis_says_that_there_is_more_and_only_then(used, text, width, most):
    whole = joined([text])
    for lines in (first_lines(text, used, width, most), last_lines(text, used, width, most)):
        assert (CUT in "".join(lines)) == (joined(lines).replace(CUT, "") != whole)


@given(text=LETTERS, width=st.integers(60, 400), most=st.integers(1, 4))
def test_no_line_is_wider_than_its_room(used, text, width, most):
    for lines in (first_lines(text, used, width, most), last_lines(text, used, width, most)):
        assert all(text_width(one, used) <= width + SLACK for one in lines)


@given(text=SCRIPTS, width=st.integers(0, 200), most=st.integers(1, 3))
def test_any_script_and_any_width_come_to_lines_of_whole_characters(used, text, width, most):
    for lines in (first_lines(text, used, width, most), last_lines(text, used, width, most)):
        assert 1 <= len(lines) <= most
        assert "\ufffd" not in "".join(lines)
        "".join(lines).encode("utf-8")


@given(text=LETTERS, most=st.integers(1, 4))
def test_what_has_room_stays_as_it_is(used, text, most):
    assert first_lines(text.strip(), used, 10_000, most) == [text.strip()]
    assert last_lines(text, used, 10_000, most) == [" ".join(text.split())]


@given(text=LETTERS, width=st.integers(60, 300))
def test_more_lines_never_show_less(used, text, width):
    for show in (first_lines, last_lines):
        shown = [len(joined(show(text, used, width, most)).strip(CUT)) for most in (1, 2, 3)]
        assert shown == sorted(shown)


def test_of_a_word_wider_than_the_column_the_end_in_question_is_seen(used):
    [line] = last_lines(WORD, used, 120, 1)
    assert line.startswith(CUT)
    assert line.endswith("birokrasi")
    head = first_lines(WORD, used, 120, 1)[0]
    assert head.startswith("Kementerian")
    assert head.endswith(CUT)


def test_a_long_word_before_the_last_one_takes_a_line_of_its_own(used):
    lines = last_lines(f"satu {WORD} dua", used, 120, 2)
    assert lines[-1] == "dua"
    assert lines[0].endswith("birokrasi")


def test_text_without_blanks_between_words_shows_its_end(used):
    text = "他说公务员必须在选举中保持中立" * 4
    assert last_lines(text, used, 100, 2)[-1].endswith("中立")


def test_the_face_that_is_asked_for_is_the_one_that_is_measured(qapp):
    text = "satu dua tiga empat lima enam tujuh delapan"
    small, large = font(TYPE["small"]), font(TYPE["display"])
    assert len(joined(first_lines(text, small, 120, 1))) > len(
        joined(first_lines(text, large, 120, 1))
    )
