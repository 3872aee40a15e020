"""Graphemes and words."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.extent import Extent
from annotator.text.tokens import (
    graphemes,
    next_boundary,
    previous_boundary,
    snapped,
    trimmed,
    word_at,
    words,
)

WORKED = Path(__file__).parents[2] / "seeds/worked-coding.jsonl"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
mixed = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("ae \r\n-'’.1\u0301\u200d👨🇮🇩中ดี")
)
filled = mixed.filter(bool)


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASN harus netral.", ["ASN", "harus", "netral", "."]),
        ("“Boleh,” katanya", ["“", "Boleh", ",", "”", "katanya"]),
        ("rekan-rekan e-KTP", ["rekan-rekan", "e-KTP"]),
        ("Jum'at Qur’an Sape’ x", ["Jum'at", "Qur’an", "Sape", "’", "x"]),
        ("Rp3,2 08:15 30/10/2024 2.6", ["Rp3,2", "08:15", "30/10/2024", "2.6"]),
        ("mendatang.Sri ASN/PNS", ["mendatang", ".", "Sri", "ASN", "/", "PNS"]),
        ("Kaltim,Sri 2024.", ["Kaltim", ",", "Sri", "2024", "."]),
        (f"{FAMILY}😀 🇮🇩🇮🇩", [FAMILY, "😀", "🇮🇩", "🇮🇩"]),
        ("cafe\u0301 1\ufe0f\u20e3", ["cafe\u0301", "1\ufe0f\u20e3"]),
        ("中文 ดี", ["中", "文", "ดี"]),
        ("שלום مرحبا", ["שלום", "مرحبا"]),
        ("a\u00a0b\u2028c", ["a", "b", "c"]),
        (" \r\n", []),
    ],
)
def test_punctuation_is_its_own_token(text, expected):
    assert tokens(text) == expected


@given(mixed)
def test_graphemes_cover_a_text_and_words_its_visible_part(text):
    assert "".join(text[start:end] for start, end in graphemes(text)) == text
    covered = "".join(tokens(text))
    assert "".join(covered.split()) == "".join(text.split())


@given(mixed)
def test_words_are_cut_between_graphemes(text):
    edges = {0, len(text)} | {end for _start, end in graphemes(text)}
    assert {edge for pair in words(text) for edge in pair} <= edges


@given(filled)
def test_walking_by_grapheme_meets_every_boundary_both_ways(text):
    edges = [0, *(end for _start, end in graphemes(text))]
    forth = [0]
    while forth[-1] < len(text):
        forth.append(next_boundary(text, forth[-1]))
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_boundary(text, back[-1]))
    assert forth == back[::-1] == edges


@given(filled)
def test_walking_by_word_meets_every_word(text):
    pairs = list(words(text))
    at, ends = 0, []
    while at < len(text):
        at = next_boundary(text, at, "word")
        ends.append(at)
    assert [end for end in ends if end in {e for _s, e in pairs}] == [end for _start, end in pairs]
    at, starts = len(text), []
    while at > 0:
        at = previous_boundary(text, at, "word")
        starts.append(at)
    assert {start for start, _end in pairs} <= set(starts)


def test_boundaries_stop_at_the_ends():
    assert (next_boundary("", 0), previous_boundary("", 0)) == (0, 0)
    assert (next_boundary("ab", 2, "word"), previous_boundary("ab", 0, "word")) == (2, 0)
    assert next_boundary(" " * 2_000 + "kata", 0, "word") == 2_004
    assert previous_boundary("kata" + " " * 2_000, 2_004, "word") == 0


@pytest.mark.parametrize(
    ("at", "expected"),
    [(0, "ASN"), (2, "ASN"), (3, "ASN"), (5, ""), (6, "harus"), (11, "."), (12, "."), (13, "")],
)
def test_the_word_at_a_place_is_the_one_under_it_or_just_before(at, expected):
    text = "ASN   harus. "
    start, end = word_at(text, at)
    assert text[start:end] == expected
    assert expected or start == end == at


@pytest.mark.parametrize(
    ("snap", "start", "end", "expected"),
    [
        ("char", 0, 1, FAMILY),
        ("token", 9, 11, "harus"),
        ("token", 15, 20, "netral-netral"),
        ("token", 27, 28, "."),
        ("token", 10, 14, "harus "),
        ("sentence", 9, 10, f"{FAMILY} harus netral-netral."),
        ("sentence", 30, 31, "Lalu."),
        ("paragraph", 9, 10, f"{FAMILY} harus netral-netral. Lalu."),
    ],
)
def test_an_extent_grows_to_whole_units(snap, start, end, expected):
    text = f"{FAMILY} harus netral-netral. Lalu.\nBaris."
    assert snapped(text, Extent(start, end), snap).slice(text) == expected


@pytest.mark.parametrize("at", range(6))
def test_any_letter_of_a_word_grows_to_the_word(at):
    assert snapped("netral harus", Extent(at, at + 1), "token") == Extent(0, 6)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("a\r\nb", 2, "\r\n"),
        ("a\r\nb", 1, "\r\n"),
        ("ae\u0301b", 2, "e\u0301"),
        ("xe\u0301\u0302b", 1, "e\u0301\u0302"),
        ("a🇮🇩🇲🇾", 4, "🇲🇾"),
        (f"a{FAMILY}b", 3, FAMILY),
        ("한국", 0, "한"),
        ("क्षि", 3, "क्षि"),
    ],
)
def test_a_place_inside_a_character_grows_to_the_whole_of_it(text, at, expected):
    assert snapped(text, Extent(at, at + 1), "char").slice(text) == expected


@given(filled, st.data())
def test_the_word_at_a_place_is_a_word_that_touches_it(text, data):
    at = data.draw(st.integers(0, len(text)))
    start, end = word_at(text, at)
    assert start <= at <= end
    assert start == end or (start, end) in set(words(text))


@given(filled, st.data())
def test_snapping_only_grows_and_is_done_once(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    extent = Extent(start, data.draw(st.integers(start + 1, len(text))))
    edges = {0} | {end for _start, end in graphemes(text)}
    for snap in ("char", "token", "sentence", "paragraph"):
        grown = snapped(text, extent, snap)
        assert grown.contains(extent)
        assert snapped(text, grown, snap) == grown
        assert snap not in ("char", "token") or {grown.start, grown.end} <= edges


def test_what_experts_marked_stays_as_it_is():
    seen = 0
    for line in WORKED.read_text("utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        for span in record["spans"]:
            if span["label"] != "outside":
                for pair in span["fragments"]:
                    extent = Extent(*pair)
                    assert trimmed(text, snapped(text, extent, "token")) == extent
                    seen += 1
    assert seen == 281


@pytest.mark.parametrize("text", ["kata " * 1_000_000, "中" * 5_000_000, "x" * 5_000_000])
def test_a_line_of_five_million_code_points_is_as_cheap_as_a_short_one(text):
    began = time.process_time()
    for at in range(2_500_000, 2_500_050):
        next_boundary(text, at, "word")
        previous_boundary(text, at, "word")
        next_boundary(text, at)
        word_at(text, at)
        snapped(text, Extent(at, at + 2), "token")
    assert time.process_time() - began < 1
