"""Marks of several fragments: what added words become, what is left where words are taken off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.workspace.selection import settled_ends, with_words, without_words
from annotator.model.codebook import Label, SpanRules
from annotator.model.extent import Extent, are_in_order
from annotator.model.words import Words

TEXT = "ASN, kata dia, memang harus netral.\nDia menegaskan itu lagi."
places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda pair: Extent(pair[0], min(len(TEXT), pair[0] + pair[1]))
)


def at(words: str) -> Extent:
    start = TEXT.index(words)
    return Extent(start, start + len(words))


def told(fragments: tuple[Extent, ...]) -> list[str]:
    return [fragment.slice(TEXT) for fragment in fragments]


@pytest.mark.parametrize(
    ("mark", "added", "fragments"),
    [
        ("ASN", "memang", ["ASN", "memang"]),
        ("memang", "ASN", ["ASN", "memang"]),
        ("memang", "harus", ["memang harus"]),
        ("harus", "memang harus netral", ["memang harus netral"]),
        ("ASN", "ASN", ["ASN"]),
        ("netral.", "Dia", ["netral.", "Dia"]),
    ],
    ids=["behind", "before", "beside", "around", "the same", "next paragraph"],
)
def test_words_become_a_fragment_or_grow_together(mark, added, fragments):
    assert told(with_words(TEXT, (at(mark),), at(added))) == fragments


def test_words_between_two_fragments_make_them_one():
    fragments = (at("memang"), at("netral"))
    assert told(with_words(TEXT, fragments, at("harus"))) == ["memang harus netral"]


def test_fragments_that_were_apart_stay_apart_where_the_words_lie_elsewhere():
    """A file may have only a blank between two fragments; they grow together by hand alone."""
    fragments = (at("memang"), at("harus"))
    assert told(with_words(TEXT, fragments, at("itu"))) == ["memang", "harus", "itu"]


@pytest.mark.parametrize(
    ("mark", "taken", "fragments"),
    [
        ("ASN, kata dia, memang", "kata dia", ["ASN", "memang"]),
        ("memang harus netral", "netral", ["memang harus"]),
        ("memang harus netral", "memang", ["harus netral"]),
        ("memang", "Dia", ["memang"]),
        ("memang", "memang harus", []),
        ("ASN, kata dia, memang", "ata di", ["ASN", "memang"]),
    ],
    ids=["middle", "end", "start", "beside", "all", "parts of words"],
)
def test_nothing_hangs_loose_where_words_were_taken(mark, taken, fragments):
    assert told(without_words(TEXT, (at(mark),), at(taken), is_exact=False)) == fragments


@pytest.mark.parametrize(
    ("mark", "dropped", "ends"),
    [
        ("memang harus", "memang harus net", "memang harus netral"),
        ("memang harus netral", "memang harus ", "memang harus"),
        ("harus netral", "mang harus netral", "memang harus netral"),
        ("emang harus", "emang harus net", "emang harus netral"),
    ],
    ids=["half a word", "a blank", "start in a word", "the other end stays"],
)
def test_an_end_that_is_dropped_stands_where_a_selection_would_end(mark, dropped, ends):
    label = Label("rule", Words("Rule"), span=SpanRules(snap="token"))
    before, after = (at(mark),), (at(dropped),)
    assert told(settled_ends(TEXT, before, after, label, is_exact=False)) == [ends]
    assert settled_ends(TEXT, before, after, label, is_exact=True) == after


def test_only_the_fragment_whose_end_was_dropped_changes():
    label = Label("rule", Words("Rule"), span=SpanRules(snap="token"))
    before = (at("SN, kata"), at("memang"))
    after = (before[0], at("memang ha"))
    assert told(settled_ends(TEXT, before, after, label, is_exact=False)) == [
        "SN, kata",
        "memang harus",
    ]


def test_exactly_means_to_the_letter():
    left = without_words(TEXT, (at("ASN, kata dia, memang"),), at("kata dia"), is_exact=True)
    assert told(left) == ["ASN, ", ", memang"]


@given(places, places)
def test_added_words_are_in_the_mark_and_taking_them_off_leaves_none_of_them(mark, fragment):
    whole = with_words(TEXT, (mark,), fragment)
    assert are_in_order(whole)
    assert any(one.contains(fragment) for one in whole)
    assert any(one.contains(mark) for one in whole)
    left = without_words(TEXT, whole, fragment, is_exact=False)
    assert not any(one.overlaps(fragment) for one in left)
    assert not left or are_in_order(left)
