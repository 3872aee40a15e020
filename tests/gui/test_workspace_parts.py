"""Marks of several parts: what added words become, and what is left where words are taken off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.workspace.selection import with_part, without_part
from annotator.model.extent import Extent, are_in_order

TEXT = "ASN, kata dia, memang harus netral.\nDia menegaskan itu lagi."
places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda pair: Extent(pair[0], min(len(TEXT), pair[0] + pair[1]))
)


def at(words: str) -> Extent:
    start = TEXT.index(words)
    return Extent(start, start + len(words))


def told(fragments: tuple[Extent, ...]) -> list[str]:
    return [part.slice(TEXT) for part in fragments]


@pytest.mark.parametrize(
    ("mark", "part", "parts"),
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
def test_words_become_a_part_or_grow_together(mark, part, parts):
    assert told(with_part(TEXT, (at(mark),), at(part))) == parts


def test_words_between_two_parts_make_them_one():
    fragments = (at("memang"), at("netral"))
    assert told(with_part(TEXT, fragments, at("harus"))) == ["memang harus netral"]


def test_parts_that_were_apart_stay_apart_where_the_words_lie_elsewhere():
    """A file may hold two parts with a blank between them; only what is added grows together."""
    fragments = (at("memang"), at("harus"))
    assert told(with_part(TEXT, fragments, at("itu"))) == ["memang", "harus", "itu"]


@pytest.mark.parametrize(
    ("mark", "taken", "parts"),
    [
        ("ASN, kata dia, memang", "kata dia", ["ASN", "memang"]),
        ("memang harus netral", "netral", ["memang harus"]),
        ("memang harus netral", "memang", ["harus netral"]),
        ("memang", "Dia", ["memang"]),
        ("memang", "memang harus", []),
    ],
    ids=["middle", "end", "start", "beside", "all"],
)
def test_nothing_hangs_loose_where_words_were_taken(mark, taken, parts):
    assert told(without_part(TEXT, (at(mark),), at(taken), is_exact=False)) == parts


def test_exactly_means_to_the_letter():
    left = without_part(TEXT, (at("ASN, kata dia, memang"),), at("kata dia"), is_exact=True)
    assert told(left) == ["ASN, ", ", memang"]


@given(places, places)
def test_added_words_are_in_the_mark_and_taking_them_off_leaves_none_of_them(mark, part):
    whole = with_part(TEXT, (mark,), part)
    assert are_in_order(whole)
    assert any(one.contains(part) for one in whole)
    assert any(one.contains(mark) for one in whole)
    left = without_part(TEXT, whole, part, is_exact=False)
    assert not any(one.overlaps(part) for one in left)
    assert not left or are_in_order(left)
