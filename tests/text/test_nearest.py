from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from annotator.text.nearest import distance_of, find_nearest

WORDS = st.text("abc", max_size=9)


def edits(first: str, second: str) -> int:
    """The plain table, as a check."""
    row = list(range(len(second) + 1))
    for number, letter in enumerate(first, 1):
        after = [number]
        for place, other in enumerate(second, 1):
            replaced = row[place - 1] + (letter != other)
            after.append(min(row[place] + 1, after[-1] + 1, replaced))
        row = after
    return row[-1]


@given(WORDS, WORDS)
def test_the_distance_is_the_one_of_the_plain_table(first, second):
    assert distance_of(first, second) == edits(first, second)


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways(first, second):
    assert distance_of(first, second) == distance_of(second, first)


@given(WORDS.filter(bool), st.text("abc", min_size=1, max_size=14), st.integers(0, 12))
def test_what_is_nearest_is_as_near_as_anything(words, text, most):
    pieces = [text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
    best = min(edits(words, piece) for piece in pieces)
    near = find_nearest(words, text, most)
    if near is None:
        assert best > most or best >= len(words)
    else:
        assert near.distance == best <= most
        assert edits(words, text[near.start : near.end]) == best


def test_an_exact_match_is_at_no_distance():
    near = find_nearest("netral", "ASN harus netral selalu netral", 2)
    assert near is not None
    assert (near.start, near.end, near.distance) == (10, 16, 0)


def test_nothing_is_found_beyond_the_bound():
    assert find_nearest("netral", "zzzzzzzzzz", 3) is None


def test_there_is_nothing_near_to_nothing():
    assert find_nearest("", "text", 3) is None
    assert find_nearest("words", "", 9) is None


def test_letters_beyond_the_basic_plane_count_once():
    assert distance_of("a😀b", "a😁b") == 1
    near = find_nearest("a😀b", "xxa😁bxx", 1)
    assert near is not None
    assert (near.start, near.end) == (2, 5)


def test_words_longer_than_a_machine_word_are_counted_right():
    long = "abcdefghij" * 30
    assert distance_of(long, long[:150] + "X" + long[150:]) == 1
    near = find_nearest(long, "zz" + long[:100] + long[101:] + "zz", 5)
    assert near is not None
    assert near.distance == 1


@given(WORDS.filter(bool), st.text("abc", min_size=1, max_size=12), st.integers(0, 12))
def test_of_several_it_is_the_first_and_of_those_that_end_there_the_one_as_long(words, text, most):
    """Every stretch there is, in order of where it ends."""
    stretches = [
        (edits(words, text[start:end]), end, abs(end - start - len(words)), end - start, start)
        for end in range(1, len(text) + 1)
        for start in range(end)
    ]
    distance, end, _unlike, _length, start = min(stretches)
    near = find_nearest(words, text, most)
    if near is not None:
        assert near == (start, end, distance)
