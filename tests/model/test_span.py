"""A coder's labelled stretch of text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Origin, Span, text_order

IDS = (Id("d"), Id("c"), Id("b"))


def make_span(key: str, label: str, *pairs: tuple[int, int], **more: object) -> Span:
    return Span(Id(key), key, *IDS, label, tuple(Extent(*pair) for pair in pairs), **more)


marks = st.builds(
    lambda key, label, start, length: make_span(key, label, (start, start + length)),
    st.sampled_from("abc"),
    st.sampled_from(["rule", "speaker"]),
    st.integers(0, 3),
    st.integers(1, 3),
)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(4, 9)], (4, 9)),
        ([(4, 6), (8, 9)], (4, 9)),
        ([(0, 1), (1, 2), (7, 12)], (0, 12)),
    ],
)
def test_a_span_reaches_from_its_first_fragment_to_its_last(pairs, expected):
    span = make_span("a", "rule", *pairs)
    assert (span.start, span.end) == expected
    assert span.extent == Extent(*expected)


def test_spans_stand_by_start_then_the_longer_first_then_by_label_and_key():
    expected = [
        make_span("z", "z", (0, 9)),
        make_span("a", "a", (0, 3), (5, 9)),
        make_span("c", "a", (2, 8)),
        make_span("a", "b", (2, 8)),
        make_span("b", "b", (2, 8)),
        make_span("a", "a", (2, 5)),
        make_span("a", "a", (3, 4)),
    ]
    expected[:2] = sorted(expected[:2], key=lambda span: span.label)
    for shuffled in itertools.islice(itertools.permutations(expected), 0, 5_000, 97):
        assert sorted(shuffled, key=text_order) == expected


@given(st.lists(marks, max_size=6))
def test_an_outer_span_comes_before_what_lies_in_it(spans):
    placed = sorted(spans, key=text_order)
    for at, span in enumerate(placed):
        for later in placed[at + 1 :]:
            assert not (later.extent.contains(span.extent) and later.extent != span.extent)
            assert span.start <= later.start


def test_a_gap_does_not_change_where_a_span_stands():
    whole, broken = make_span("b", "rule", (2, 9)), make_span("a", "rule", (2, 3), (8, 9))
    assert sorted([whole, broken], key=text_order) == [broken, whole]


def test_a_span_is_made_by_hand_unless_something_else_is_said():
    span = make_span("a", "rule", (0, 3))
    assert (span.origin, span.attributes, span.created, span.changed) == ("hand", {}, None, None)
    assert make_span("a", "rule", (0, 3), origin=Origin.BULK).origin == "bulk"


def test_the_ways_to_make_a_mark_are_the_words_of_the_file_format():
    assert [str(one) for one in Origin] == ["hand", "bulk", "suggested", "imported", "adjudicated"]


def test_spans_do_not_share_their_answers():
    one, other = make_span("a", "rule", (0, 3)), make_span("b", "rule", (0, 3))
    assert one.attributes is not other.attributes
