"""Find all."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.extent import Extent
from annotator.text.search import find_all, fold

folding = st.text("aAáÁa\u0301ßẞsSİiıﬁfǆ한\u00ad\u00a0 '’“\"-\u2010ΑΣας中😀\n")


def hits(text: str, needle: str, **more: object) -> list[str]:
    return [extent.slice(text) for extent in find_all(text, needle, **more)]


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        ("Netral, netral, NETRAL", "netral", ["Netral", "netral", "NETRAL"]),
        ("café cafe\u0301 CAFÉ cafe", "Cafe", ["café", "cafe\u0301", "CAFÉ", "cafe"]),
        ("cafe", "café", ["cafe"]),
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Straße", "traß", ["traß"]),
        ("Straße", "s", ["S", "ß"]),
        ("İstanbul ISTANBUL", "istanbul", ["İstanbul", "ISTANBUL"]),
        ("ﬁnal", "fi", ["ﬁ"]),
        ("ΑΣ ας", "ασ", ["ΑΣ", "ας"]),
        ("Jum’at Jum'at", "jum'at", ["Jum’at", "Jum'at"]),
        ("“Boleh”", '"boleh"', ["“Boleh”"]),
        ("7\u00a0Februari", "7 feb", ["7\u00a0Feb"]),
        ("ke\u00adrja", "kerja", ["ke\u00adrja"]),
        ("한국 한", "한", ["한", "한"]),
        ("한", "하", []),
        ("aaaa", "aa", ["aa", "aa"]),
        ("😀a😀A", "😀A", ["😀a", "😀A"]),
        ("a\u0301\u0302b", "a", ["a\u0301\u0302"]),
        ("abc", "", []),
        ("e\u0301", "\u0301", []),
        ("", "a", []),
    ],
)
def test_case_accents_and_kinds_of_marks_do_not_count(text, needle, expected):
    assert hits(text, needle) == expected


def test_a_literal_search_wants_the_same_code_points():
    assert hits("Jum’at jum'at café", "jum'at", is_case_sensitive=True) == ["jum'at"]
    assert hits("café cafe", "cafe", is_case_sensitive=True) == ["cafe"]


@pytest.mark.parametrize("mark", "‘’‚‛ʼ`´'")
def test_every_kind_of_apostrophe_is_the_same(mark):
    assert hits(f"hari Jum{mark}at", "jum'at") == [f"Jum{mark}at"]
    assert hits("hari jum'at", f"Jum{mark}at") == ["jum'at"]


@pytest.mark.parametrize("mark", "“”„‟«»")
def test_every_kind_of_quotation_mark_is_the_same(mark):
    assert hits(f"{mark}ASN{mark}", '"asn"') == [f"{mark}ASN{mark}"]


@pytest.mark.parametrize("mark", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
def test_what_nobody_sees_does_not_part_a_word(mark):
    assert hits(f"ke{mark}rja", "kerja") == [f"ke{mark}rja"]
    assert hits("kerja", f"ke{mark}rja") == ["kerja"]


@pytest.mark.parametrize("blank", " \t\n\r\u00a0\u2003\u2028\u3000")
def test_every_blank_is_the_same(blank):
    assert hits(f"Sri{blank}Wartini", "sri wartini") == [f"Sri{blank}Wartini"]


@pytest.mark.parametrize("is_case_sensitive", [True, False])
def test_a_needle_with_a_mark_at_its_end_is_whole_there(is_case_sensitive):
    for needle, start in (("-kata", 4), ("kata-", 0), ("(kata", 10)):
        found = find_all(
            "kata-kata (kata)", needle, is_whole_word=True, is_case_sensitive=is_case_sensitive
        )
        assert found == [Extent(start, start + len(needle))]


@pytest.mark.parametrize("is_case_sensitive", [True, False])
def test_whole_words_are_not_part_of_longer_ones(is_case_sensitive):
    text = "kata berkata kata-kata katanya (kata) kata_x kata\u0301 kata"
    found = find_all(text, "kata", is_whole_word=True, is_case_sensitive=is_case_sensitive)
    expected = [0, 13, 18, 32, len(text) - 4]
    if not is_case_sensitive:
        expected.insert(4, text.index("kata\u0301"))
    assert [extent.start for extent in found] == expected


def test_a_limit_stops_the_search():
    assert find_all("a a a", "a", limit=2) == [Extent(0, 1), Extent(2, 3)]
    assert find_all("ba a", "a", is_whole_word=True, limit=1) == [Extent(3, 4)]
    assert find_all("a", "a", limit=0) == []


@given(folding, folding)
def test_hits_stand_in_order_and_say_the_needle(text, needle):
    found = find_all(text, needle)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(fold(needle) in fold(extent.slice(text)) for extent in found)
    assert bool(found) == (bool(fold(needle)) and fold(needle) in fold(text))


@given(st.text("abAB ."), st.text("abAB", min_size=1))
def test_plain_text_is_searched_as_python_does(text, needle):
    starts, at = [], text.lower().find(needle.lower())
    while at >= 0:
        starts.append(at)
        at = text.lower().find(needle.lower(), at + len(needle))
    assert [extent.start for extent in find_all(text, needle)] == starts


@given(st.text(st.characters(max_codepoint=127)))
def test_a_text_in_ascii_is_folded_like_any_other(text):
    assert fold(text + "é") == fold(text) + "e"


@given(folding, st.data())
def test_every_piece_of_a_text_is_found_where_it_is(text, data):
    if len(text) < 1:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert any(
        extent.start == text.find(piece) for extent in find_all(text, piece, is_case_sensitive=True)
    )
    if fold(piece):
        assert find_all(text, piece)
