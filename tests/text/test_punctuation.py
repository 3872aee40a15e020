"""Clean ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.extent import Extent
from annotator.text.punctuation import paired_marks, trimmed

CASES = [
    ("Boleh hadir", "Boleh hadir"),
    (" \n\u00a0Boleh hadir\u200b ", "Boleh hadir"),
    ("tegasnya.", "tegasnya"),
    ("(ASN)", "(ASN)"),
    ("(ASN", "ASN"),
    ("ASN)", "ASN"),
    ("ASN (Kaltim)", "ASN (Kaltim)"),
    ("(ASN) di", "(ASN) di"),
    (", – ASN … ", "ASN"),
    ("“Boleh hadir,”", "“Boleh hadir,”"),
    ("“Boleh hadir,", "Boleh hadir"),
    ("Boleh hadir,”", "Boleh hadir"),
    ("”ASN harus netral,”", "”ASN harus netral,”"),
    ('"ASN" dan "PNS"', '"ASN" dan "PNS"'),
    ('ASN" dan', 'ASN" dan'),
    ("«ASN»", "«ASN»"),
    ("„ASN“", "ASN"),
    ("‘Garang’", "‘Garang’"),
    ("'a'", "'a'"),
    ("Jum’at", "Jum’at"),
    ("Sape’", "Sape"),
    ("“(ASN).”", "“(ASN).”"),
    ("“A” kata “", "“A” kata"),
    ("([ASN)", "([ASN)"),
    *((pair, pair) for pair in ("[ASN]", "{ASN}", "【ASN】", "『ASN』", "《ASN》", "＂ASN＂")),
    *((f"ASN{mark}", "ASN") for mark in "])}】』》＂›\u200b\u2060،؛؟。"),
    ("( ASN )", "( ASN )"),
    ("Kaltim(ASN)", "Kaltim(ASN)"),
    ("“ ASN ”", "“ ASN ”"),
    ("[ASN)", "ASN"),
    ("（ASN）", "（ASN）"),
    ("(ASN (Kaltim)", "ASN (Kaltim)"),
    ("'Jum'at'", "'Jum'at'"),
    ("‹ASN›", "‹ASN›"),
    ("-50%", "50%"),
    ("\u00adASN\ufeff", "ASN"),
    ("सभा।", "सभा"),
    ("50%", "50%"),
    ("#pemilu", "#pemilu"),
    ("😀", "😀"),
    ("「中文」。", "「中文」"),
    ("«سلام»؟", "«سلام»"),
    (".", None),
    ("“”", None),
    (" \u00a0", None),
]


@pytest.mark.parametrize(("text", "clean"), CASES)
def test_outer_blanks_and_orphan_punctuation_go(text, clean):
    extent = trimmed(text, Extent(0, len(text)))
    assert (extent.slice(text) if extent else None) == clean


@pytest.mark.parametrize(("text", "clean"), CASES)
def test_what_stands_around_an_extent_does_not_matter(text, clean):
    around = f"kata “ {text} ) lalu"
    extent = trimmed(around, Extent(7, 7 + len(text)))
    assert (extent.slice(around) if extent else None) == clean


def test_an_accent_is_not_parted_from_its_letter():
    text = " \u0301a .\u0301b"
    assert trimmed(text, Extent(0, 3)) == Extent(0, 3)
    assert trimmed(text, Extent(4, 7)) == Extent(4, 7)


@given(st.text("aé (),.”“\"'’\u00a0[]-", min_size=1))
def test_trimming_stays_inside_and_is_done_once(text):
    whole = Extent(0, len(text))
    once = trimmed(text, whole)
    if once is None:
        assert not any(char.isalnum() for char in text)
    else:
        assert whole.contains(once)
        assert trimmed(text, once) == once
        assert not once.slice(text)[0].isspace()


@given(st.text('a()“”" ', min_size=1))
def test_paired_marks_come_in_pairs(text):
    assert len(paired_marks(text, Extent(0, len(text)))) % 2 == 0


def test_a_long_extent_full_of_open_marks_is_still_quick():
    text = "(" * 3_000 + "“" * 3_000 + "a"
    assert trimmed(text, Extent(0, len(text))) == Extent(6_000, 6_001)
