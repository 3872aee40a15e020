"""Identifiers: who made them, what they look like, how they are derived."""

from __future__ import annotations

import hashlib
import re
import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.identity import (
    Id,
    derived_id,
    derived_ids,
    document_id,
    new_id,
    own_id,
    own_key,
    set_id,
    text_hash,
)

FORM = re.compile("[0-9a-f]{32}")
OWN = Id("0192f3a4b5c67d8e9fa0b1c2d3e4f506")
parts = st.lists(st.text(st.characters(exclude_characters="\0")), min_size=1, max_size=4)
times = st.integers(0, (1 << 48) - 1)


@given(times)
def test_a_fresh_id_is_a_uuid_of_version_7_with_its_time_in_front(now):
    made = new_id(now)
    assert FORM.fullmatch(made)
    read = uuid.UUID(made)
    assert (read.version, read.variant) == (7, uuid.RFC_4122)
    assert int(made[:12], 16) == now


@given(times, times)
def test_fresh_ids_are_sorted_by_the_time_they_were_made(one, other):
    if one != other:
        assert (new_id(one) < new_id(other)) == (one < other)


def test_ids_of_one_moment_are_all_different():
    assert len({new_id(1_700_000_000_000) for _ in range(2_000)}) == 2_000


def test_a_fresh_id_has_the_time_of_this_computer():
    before = time.time_ns() // 1_000_000
    made = int(new_id()[:12], 16)
    assert before <= made <= time.time_ns() // 1_000_000


def test_a_derived_id_is_the_same_on_every_computer():
    """Held by its value: a project made elsewhere has to meet this one."""
    assert derived_id("annotation_set", "a", "b") == "8bc1c12abf43fe61a88208317ceb7a53"


@given(parts, parts)
def test_other_parts_give_another_id(one, other):
    assert (derived_id(*one) == derived_id(*other)) == (one == other)
    assert FORM.fullmatch(derived_id(*one))


def test_where_the_parts_are_cut_makes_a_difference():
    made = [derived_id("ab", "c"), derived_id("a", "bc"), derived_id("abc"), derived_id("abc", "")]
    assert len(set(made)) == 4


@given(st.lists(st.text(), max_size=3), st.text())
def test_ids_derived_in_a_row_are_those_derived_one_by_one(before, last):
    derive = derived_ids(*before)
    assert derive(last) == derive(last) == derived_id(*before, last)


def test_deriving_one_id_does_not_change_the_next():
    derive = derived_ids("span", "d")
    assert [derive(key) for key in ("a", "b", "a")] == [
        derived_id("span", "d", key) for key in ("a", "b", "a")
    ]


def test_half_a_surrogate_pair_has_an_id_though_no_file_can_hold_it():
    assert derived_id("a\ud83d") != derived_id("a\ude00")
    assert derived_ids()("a\ud83d") == derived_id("a\ud83d")


def test_a_text_is_known_by_its_utf_8_bytes():
    text = "“ASN” e\u0301 😀\r\n"
    assert text_hash(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert text_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("one", "other"), [("é", "e\u0301"), ("a\n", "a\r\n"), ("a", "a "), ("a", "\ufeffa")]
)
def test_texts_that_only_look_alike_are_different_texts(one, other):
    assert text_hash(one) != text_hash(other)


def test_half_a_surrogate_pair_is_no_text():
    with pytest.raises(UnicodeEncodeError):
        text_hash("a\ud83d")


def test_a_document_is_its_content():
    sha256 = text_hash("ASN harus netral.")
    assert document_id(sha256) == sha256[:32]
    assert FORM.fullmatch(document_id(sha256))


def test_each_coder_has_a_set_of_their_own_on_each_document():
    one, other = Id("1" * 32), Id("2" * 32)
    assert len({set_id(a, b) for a in (one, other) for b in (one, other)}) == 4
    assert set_id(one, other) == derived_id("annotation_set", one, other)


@given(st.sampled_from("srncdb"), times.map(new_id))
def test_a_key_of_this_program_gives_its_id_back(letter, identity):
    key = own_key(letter, identity)
    assert key[0].isalpha()
    assert own_id(key) == identity


@pytest.mark.parametrize(
    "key",
    [
        "",
        "s1",
        OWN,
        f"S{OWN}",
        f"1{OWN}",
        f"é{OWN}",
        f"s{OWN.upper()}",
        f"s{OWN}0",
        f"s{OWN[:-1]}",
        f"s{OWN[:-1]}\n",
        f"s{OWN}\n",
        f"s{OWN[:-1]}g",
        f"s{OWN[:-1]}٣",
        f" {OWN}",
    ],
)
def test_any_other_key_carries_no_id(key):
    assert own_id(key) is None
