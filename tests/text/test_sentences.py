"""Sentences and paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.sentences import LONGEST, paragraph_at, sentence_at


def sentences(text: str) -> list[str]:
    found = dict.fromkeys(sentence_at(text, at) for at in range(len(text)))
    return [text[start:end] for start, end in found if end > start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASN harus netral. Mereka boleh hadir.", ["ASN harus netral.", "Mereka boleh hadir."]),
        ("Netral?! “Ya,” katanya. (Rdo)", ["Netral?!", "“Ya,” katanya.", "(Rdo)"]),
        (
            "“Golput bukan solusi. Pilihlah,” katanya.",
            ["“Golput bukan solusi.", "Pilihlah,” katanya."],
        ),
        ("Pj. Bupati Gumas Herson B. Aden, hadir.", ["Pj. Bupati Gumas Herson B. Aden, hadir."]),
        ("UU No. 20 dan Rp. 3,2 triliun.", ["UU No. 20 dan Rp. 3,2 triliun."]),
        ("Calon mendatang.Sri Wartini hadir.", ["Calon mendatang.", "Sri Wartini hadir."]),
        ("Bagi para ASN. Mereka netral", ["Bagi para ASN.", "Mereka netral"]),
        ("Satu baris\nlain baris", ["Satu baris", "lain baris"]),
        ("中文。日本。", ["中文。", "日本。"]),
        ("tunggu… lalu pergi", ["tunggu… lalu pergi"]),
    ],
)
def test_sentences_end_where_people_say(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_a_paragraph_lies_between_line_breaks(mark):
    text = f"satu{mark}dua dua{mark}tiga"
    start = 4 + len(mark)
    assert [
        text[slice(*paragraph_at(text, at))] for at in (0, start, start + 6, len(text) - 1)
    ] == [
        "satu",
        "dua dua",
        "dua dua",
        "tiga",
    ]
    assert all(paragraph_at(text, at) == (0, 4) for at in range(start))


def test_the_first_letter_of_a_sentence_is_in_it_and_the_blank_before_it_is_not():
    text = "ASN harus netral.  Mereka boleh hadir."
    assert sentence_at(text, 16) == sentence_at(text, 18) == (0, 17)
    assert sentence_at(text, 19) == (19, len(text))


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("", 0, (0, 0)),
        ("ASN", 3, (0, 3)),
        (" \n ", 1, (0, 0)),
        ("a\n", 2, (2, 2)),
        ("  ", 1, (0, 0)),
    ],
)
def test_the_ends_of_a_text_and_blank_lines_have_a_sentence_too(text, at, expected):
    start, end = sentence_at(text, at)
    assert text[start:end] == text[slice(*expected)]
    assert 0 <= start <= end <= len(text)


@given(st.text("a. A\n\r", min_size=1))
def test_a_sentence_lies_in_its_paragraph(text):
    for at in range(len(text)):
        first, last = paragraph_at(text, at)
        start, end = sentence_at(text, at)
        assert first <= start <= end <= last
        assert "\n" not in text[first:last]


def test_in_an_endless_sentence_only_so_much_is_taken():
    text = "kata " * 200_000
    start, end = sentence_at(text, 500_000)
    assert 500_000 - LONGEST <= start < end <= 500_000 + LONGEST
    assert paragraph_at(text, 500_000) == (0, len(text))
