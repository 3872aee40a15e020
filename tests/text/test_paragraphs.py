from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from annotator.text.paragraphs import LINE_BREAK, LONGEST, SHORTEST, split_paragraphs
from annotator.text.tokens import graphemes

TEXTS = st.text("ab. \n\r\u2028\x0cé😀\u0301\u200d", max_size=80)
UNITS = ["a", "lo rem. ", "👩‍👩‍👧", "e\u0301\u0302", "字。", "🇮🇩", "\u200d", "a\u0301" * 50 + " "]


def pieces(text: str) -> list[str]:
    paragraphs = split_paragraphs(text)
    return [text[a:b] for a, b in zip(paragraphs.starts, paragraphs.ends, strict=True)]


def test_a_text_is_cut_at_its_line_breaks():
    assert pieces("a\nb\r\nc\rd\u2028e\u2029f\x0bg\x0ch\x85i") == list("abcdefghi")


def test_empty_lines_and_the_end_are_pieces_too():
    assert pieces("a\n\n") == ["a", "", ""]
    assert pieces("") == [""]


@given(TEXTS)
def test_every_character_is_in_a_piece_or_a_line_break(text):
    paragraphs = split_paragraphs(text)
    end = 0
    for start, stop in zip(paragraphs.starts, paragraphs.ends, strict=True):
        between = text[end:start]
        assert between == "" or LINE_BREAK.fullmatch(between)
        end = stop
    assert end == len(text)


@given(st.lists(st.sampled_from(UNITS), min_size=1, max_size=4), st.integers(1, 3))
def test_long_lines_are_cut_between_characters_and_lose_nothing(units, lines):
    line = "".join(units)
    line *= 5000 // len(line) + 1
    text = "\n".join([line] * lines)
    paragraphs = split_paragraphs(text)
    assert (
        "\n".join("".join(text[a:b] for a, b in run) for run in runs_of_lines(paragraphs)) == text
    )
    for start, end in zip(paragraphs.starts, paragraphs.ends, strict=True):
        assert end - start <= LONGEST


def runs_of_lines(paragraphs):
    runs = []
    for index, (a, b) in enumerate(zip(paragraphs.starts, paragraphs.ends, strict=True)):
        if not paragraphs.continues[index]:
            runs.append([])
        runs[-1].append((a, b))
    return runs


@pytest.mark.parametrize("unit", ["👩‍👩‍👧", "e\u0301\u0302", "🇮🇩", "한"])
def test_a_line_without_blanks_is_never_cut_inside_a_character(unit):
    text = unit * 3000
    ends = {end for _start, end in graphemes(text)}
    assert set(split_paragraphs(text).ends) <= ends


def test_a_row_of_flags_is_cut_between_two_of_them():
    text = "字" * 1901 + "🇮🇩" * 120
    assert split_paragraphs(text).ends[0] == 1999


def test_a_long_line_is_cut_after_a_wide_stop():
    assert pieces("字" * 1500 + "。" + "字" * 900)[0].endswith("字。")


@pytest.mark.parametrize("extra", [0, 1])
def test_a_line_is_cut_only_when_it_is_too_long(extra):
    assert len(pieces("字" * (LONGEST + extra))) == 1 + extra


def test_a_long_line_is_cut_after_a_sentence_rather_than_at_a_blank():
    text = ("kata " * 260) + "akhir. " + ("kata " * 400)
    assert pieces(text)[0].endswith("akhir. ")


def test_without_sentences_a_long_line_is_cut_after_the_last_blank_that_fits():
    first = pieces("kata " * 1000)[0]
    assert first.endswith(" ")
    assert SHORTEST < len(first) <= LONGEST


def test_an_offset_in_a_line_break_belongs_to_the_piece_before():
    paragraphs = split_paragraphs("ab\r\ncd")
    assert [paragraphs.index_at(offset) for offset in range(7)] == [0, 0, 0, 0, 1, 1, 1]


def test_a_stretch_touches_the_pieces_it_has_characters_in():
    paragraphs = split_paragraphs("ab\ncd\nef")
    assert paragraphs.touched(0, 2) == range(1)
    assert paragraphs.touched(0, 3) == range(1)
    assert paragraphs.touched(1, 4) == range(2)
    assert paragraphs.touched(3, 8) == range(1, 3)
    assert paragraphs.touched(8, 8) == range(2, 3)


@given(TEXTS)
def test_an_offset_lies_in_the_piece_that_begins_last_before_it(text):
    paragraphs = split_paragraphs(text)
    for offset in range(len(text) + 1):
        index = paragraphs.index_at(offset)
        assert paragraphs.starts[index] <= offset
        assert index + 1 == len(paragraphs) or offset < paragraphs.starts[index + 1]


@given(TEXTS, st.integers(0, 80), st.integers(1, 20))
def test_a_stretch_touches_every_piece_from_its_first_to_its_last_character(text, start, length):
    end = min(start + length, len(text))
    if start < end:
        paragraphs = split_paragraphs(text)
        touched = paragraphs.touched(start, end)
        assert touched[0] == paragraphs.index_at(start)
        assert touched[-1] == paragraphs.index_at(end - 1)


def test_the_last_line_is_known_from_its_last_piece():
    long = "kata " * 1000
    paragraphs = split_paragraphs(f"a\n{long}")
    assert len(paragraphs) > 3
    assert paragraphs.line_around(len(paragraphs) - 1) == (2, 2 + len(long))
    assert split_paragraphs("").line_around(0) == (0, 0)


def test_the_whole_line_is_known_from_any_of_its_pieces():
    long = "kata " * 1000
    paragraphs = split_paragraphs(f"a\n{long}\nb")
    for index in range(1, len(paragraphs) - 1):
        assert paragraphs.line_around(index) == (2, 2 + len(long))
    assert paragraphs.line_around(0) == (0, 1)
