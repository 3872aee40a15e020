"""One text, two ways to count."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.offsets import OffsetMap

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.text("a😀é\u0301\u200d👨🇮\n\r ")


@given(texts)
def test_every_code_point_is_converted_as_the_encodings_count(text):
    offsets = OffsetMap(text)
    for at in range(len(text) + 1):
        utf16 = len(text[:at].encode("utf-16-le")) // 2
        assert offsets.to_utf16(at) == utf16
        assert offsets.to_code_point(utf16) == at
        assert offsets.to_code_point(utf16, is_ceiling=True) == at


@given(texts)
def test_a_place_inside_a_pair_goes_to_one_of_its_ends(text):
    offsets = OffsetMap(text)
    for at, char in enumerate(text):
        if ord(char) > 0xFFFF:
            middle = offsets.to_utf16(at) + 1
            assert offsets.to_code_point(middle) == at
            assert offsets.to_code_point(middle, is_ceiling=True) == at + 1


def test_a_lone_surrogate_is_one_of_everything():
    offsets = OffsetMap("a\ud83db")
    assert (offsets.to_utf16(2), offsets.to_code_point(2)) == (2, 2)


def test_a_long_line_costs_no_more_than_a_short_one():
    offsets = OffsetMap("netral 😀 " * 200_000)
    began = time.process_time()
    for at in range(0, 1_800_000, 1_000):
        offsets.to_code_point(offsets.to_utf16(at))
    assert time.process_time() - began < 0.5
