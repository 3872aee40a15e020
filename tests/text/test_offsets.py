"""One text, four ways to count."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.offsets import OffsetMap, line_and_column

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.text("a😀é\u0301\u200d👨🇮\n\r ")


@given(texts)
def test_every_code_point_is_converted_as_the_encodings_count(text):
    offsets = OffsetMap(text)
    for at in range(len(text) + 1):
        utf16 = len(text[:at].encode("utf-16-le")) // 2
        assert offsets.to_utf16(at) == utf16
        assert offsets.to_code_point(utf16) == at
        assert offsets.to_code_point(utf16, is_ceiling=True) == at
        assert offsets.to_byte(at) == len(text[:at].encode())


@given(texts)
def test_a_place_inside_a_pair_goes_to_one_of_its_ends(text):
    offsets = OffsetMap(text)
    for at, char in enumerate(text):
        if ord(char) > 0xFFFF:
            middle = offsets.to_utf16(at) + 1
            assert offsets.to_code_point(middle) == at
            assert offsets.to_code_point(middle, is_ceiling=True) == at + 1


@given(st.text(max_size=30), st.integers(1, 3000))
def test_bytes_are_right_far_into_a_text(piece, times):
    text = ("é" + piece) * times
    offsets = OffsetMap(text)
    for at in (len(text), len(text) // 2, min(4096, len(text)), 0):
        assert offsets.to_byte(at) == len(text[:at].encode("utf-8", "surrogatepass"))


def test_a_lone_surrogate_is_one_of_everything_but_bytes():
    offsets = OffsetMap("a\ud83db")
    assert (offsets.to_utf16(2), offsets.to_code_point(2), offsets.to_byte(2)) == (2, 2, 4)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("", 0, (1, 1)),
        ("ab\ncd", 0, (1, 1)),
        ("ab\ncd", 2, (1, 3)),
        ("ab\ncd", 3, (2, 1)),
        ("ab\ncd", 5, (2, 3)),
        ("a\r\nb", 1, (1, 2)),
        ("a\r\nb", 2, (1, 3)),
        ("a\r\nb", 3, (2, 1)),
        ("\n\r\nb", 2, (2, 2)),
        ("a\rb\n\rc", 2, (2, 1)),
        ("a\rb\n\rc", 5, (4, 1)),
        ("😀\u2028x", 2, (1, 3)),
    ],
)
def test_lines_and_columns_are_those_of_an_editor(text, at, expected):
    assert line_and_column(text, at) == expected


@given(st.text("a\r\n"))
def test_lines_are_those_python_splits(text):
    lines = text.splitlines(keepends=True)
    at = 0
    for number, line in enumerate(lines, 1):
        for column in range(1, len(line) + 1):
            assert line_and_column(text, at) == (number, column)
            at += 1


def test_a_long_line_costs_no_more_than_a_short_one():
    offsets = OffsetMap("netral 😀 " * 200_000)
    began = time.process_time()
    for at in range(0, 1_800_000, 1_000):
        offsets.to_code_point(offsets.to_utf16(at))
    assert time.process_time() - began < 0.5
