"""Laws of matching that hold for every text and whatever is typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.dialogs.matching import (
    AT_START,
    AT_WORD,
    INSIDE,
    LONGEST,
    SCATTERED,
    WHOLE,
    find_match,
    folded,
    word_positions,
)

WORDS = st.text(alphabet="aku ni-é😀", max_size=16)
PLAIN = st.text(alphabet="abcdefg", min_size=1, max_size=8)


def letters(query, text):
    return "".join(text[i] for i in find_match(query, text).positions)


@given(PLAIN, PLAIN)
def test_the_better_of_two_fits_has_the_better_score(word, other):
    whole = find_match(word, word).score
    start = find_match(word, f"{word} {other}").score
    assert whole > start > find_match(word, f"z {word} {other}").score
    assert find_match(word, f"z {word}").score > find_match(word, f"z{word}").score


@given(PLAIN, WORDS, WORDS)
def test_letters_that_stand_together_fit_anywhere(word, before, after):
    found = find_match(word, f"{before}{word}{after}")
    assert folded(letters(word, f"{before}{word}{after}")) == folded(word)
    assert found.positions == tuple(range(found.positions[0], found.positions[0] + len(word)))


@given(WORDS, WORDS)
def test_case_accents_and_blanks_around_do_not_change_what_fits(query, text):
    other = f"  {unicodedata.normalize('NFD', query).upper()} "
    assert find_match(query, text) == find_match(other, text)


@given(WORDS, WORDS)
def test_composed_and_decomposed_texts_are_found_alike(query, text):
    decomposed = unicodedata.normalize("NFD", text)
    found, other = find_match(query, text), find_match(query, decomposed)
    assert (found is None) == (other is None)


@given(WORDS)
def test_nothing_typed_fits_everything_and_shows_nothing(text):
    assert find_match("  ", text).positions == ()
    assert word_positions(" ", text) == ()


@given(st.text(max_size=30))
def test_every_folded_letter_knows_where_it_came_from(text):
    whole = folded(text)
    assert len(whole.places) == len(whole.letters)
    assert list(whole.places) == sorted(whole.places)
    assert all(0 <= place < len(text) for place in whole.places)
    assert all(whole.starts_word(start) for start in whole.starts)


@given(WORDS, WORDS)
def test_words_that_are_shown_begin_where_words_begin(query, text):
    shown = word_positions(query, text)
    assert list(shown) == sorted(set(shown))
    for place in shown:
        before = text[place - 1] if place else " "
        assert place - 1 in shown or not before.isalnum()


def test_a_word_met_at_its_start_comes_before_one_met_earlier_in_its_middle():
    assert find_match("kan", "makan kanan").positions == (6, 7, 8)
    assert find_match("kan", "makan ikan").positions == (2, 3, 4)


@pytest.mark.parametrize(
    ("query", "text", "picked"),
    [("kb", "kab baru", "kb"), ("kab", "ka baru", "kab"), ("kr", "kabar rata", "kr")],
)
def test_letters_with_gaps_are_picked_in_the_cheapest_way(query, text, picked):
    assert letters(query, text) == picked


def test_the_next_word_is_cheaper_than_a_gap_in_this_one():
    assert find_match("kb", "kab baru").positions == (0, 4)


def test_only_the_beginning_of_a_very_long_text_is_looked_through():
    assert find_match("netral", "x " * (LONGEST // 2) + "netral") is None
    assert find_match("netral", "x " * (LONGEST // 2 - 3) + "netral") is not None


def test_a_long_title_costs_less_than_a_worse_kind_of_fit():
    long = "kampanye " * 40
    assert WHOLE > find_match("kampanye", long).score > AT_WORD
    assert AT_START > AT_WORD > INSIDE > SCATTERED
