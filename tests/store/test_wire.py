from __future__ import annotations

import hashlib
import json
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import InputError, ProjectDamaged
from annotator.model.identity import new_id
from annotator.store import wire
from annotator.store.wire import Header, Record

JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=10,
)
VALUES = st.one_of(st.none(), st.dictionaries(st.text(), JSON, max_size=4))
RECORDS = st.builds(
    Record,
    st.sampled_from(["span", "relation", "unknown"]),
    st.builds(new_id),
    st.lists(st.builds(new_id), max_size=2).map(tuple),
    VALUES,
)


def header(**more: object) -> Header:
    found = {"seq": 1, "hlc": 2, "author": new_id(), "action": "add_span", **more}
    return Header(id=new_id(), stream=new_id(), **found)


@given(st.lists(RECORDS, max_size=4), st.dictionaries(st.text(), JSON, max_size=3))
def test_a_revision_comes_back_from_its_bytes(records, about) -> None:
    written = header(about=about, group=new_id(), undoes=new_id(), prev="00" * 32)
    raw = wire.written(written, records)
    assert wire.read(raw) == wire.Body(written, tuple(records))
    assert wire.unpacked(*wire.packed(raw)) == raw
    assert wire.read_header(*wire.packed(raw)) == written


def test_the_bytes_have_sorted_keys_no_blanks_and_plain_letters() -> None:
    record = Record("span", "0" * 32, ("1" * 32,), {"b": "é\u2028", "a": [1, 2]})
    raw = wire.written(header(), [record])
    whole = json.loads(raw)
    compact = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert raw == compact.encode()
    assert set(whole) == {"f", "h", "ops"}
    assert whole["f"] == 1
    assert " ".join(whole["h"]) == "about action author group hlc id prev seq stream undoes"
    assert whole["ops"] == [
        {"k": "span", "id": "0" * 32, "b": ["1" * 32], "v": {"a": [1, 2], "b": "é\u2028"}}
    ]


@given(JSON)
def test_json_is_made_as_the_standard_library_makes_it(value) -> None:
    compact = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert wire.json_text(value) == compact
    assert wire.json_value(wire.json_text(value)) == value


def test_json_is_made_the_same_where_there_is_no_fast_encoder(monkeypatch) -> None:
    value = {"b": [1, 2.5, True, None], "a": 'é\u2028\x00"'}
    for missing in (None, lambda: None):
        with monkeypatch.context() as without:
            without.setattr(json.encoder, "c_make_encoder", missing)
            encode = wire._make_encode()
        assert encode(value) == wire.json_text(value)


def test_the_hash_is_that_of_the_plain_bytes() -> None:
    raw = wire.written(header(), [])
    assert wire.digest(raw) == hashlib.sha256(raw).digest()


def test_only_long_revisions_are_packed() -> None:
    assert wire.packed(b"x" * 512) == (0, b"x" * 512)
    z, body = wire.packed(b"x" * 513)
    assert z == 1
    assert len(body) < 50


def test_a_header_longer_than_what_is_looked_at_is_still_read() -> None:
    written = header(about={"quote": "kata " * 20_000})
    raw = wire.written(written, [])
    assert wire.read_header(0, raw) == written
    assert wire.read_header(*wire.packed(raw)) == written


def test_a_surrogate_in_what_a_verb_was_about_is_refused_too() -> None:
    with pytest.raises(InputError) as error:
        wire.written(header(about={"quote": "\ud800"}), [])
    assert (error.value.code, error.value.fields["kind"]) == ("lone_surrogate", "revision")


LATE = wire.written(header(hlc=2**63), [])


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b"\xff\xfe", b'{"h":{},"ops":[]}', LATE, b"[" * 100_000, b"null"]
)
def test_bytes_that_say_nothing_are_damage(raw) -> None:
    with pytest.raises(ProjectDamaged):
        wire.read(raw)
    with pytest.raises(ProjectDamaged):
        wire.read_header(0, raw)
    with pytest.raises(ProjectDamaged):
        wire.read_header(1, raw)


@pytest.mark.parametrize("text", ["", "{", "{} {}", "nul", "[" * 100_000])
def test_stored_json_that_is_none_is_damage(text) -> None:
    with pytest.raises(ProjectDamaged):
        wire.json_value(text)


@given(st.binary(max_size=2000), st.integers(1, 2500), st.booleans())
def test_no_more_bytes_are_unpacked_than_are_allowed(raw: bytes, most: int, is_packed) -> None:
    z, stored = (1, zlib.compress(raw)) if is_packed else (0, raw)
    if len(raw) <= most:
        assert wire.unpacked(z, stored, most) == raw
    else:
        with pytest.raises(ProjectDamaged):
            wire.unpacked(z, stored, most)
    assert wire.unpacked(z, stored) == raw


def test_a_few_bytes_that_would_become_very_many_are_refused_at_once() -> None:
    bomb = zlib.compress(bytes(50_000_000), 9)
    assert len(bomb) < 60_000
    tracemalloc.start()
    try:
        with pytest.raises(ProjectDamaged):
            wire.unpacked(1, bomb, 100_000)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("stored", [b"", b"no zlib", zlib.compress(b"x" * 99)[:-3]])
@pytest.mark.parametrize("most", [0, 10, 10**9])
def test_what_cannot_be_unpacked_is_damage_whatever_is_allowed(stored, most) -> None:
    with pytest.raises(ProjectDamaged):
        wire.unpacked(1, stored, most)


@pytest.mark.parametrize("stored", [None, "text", 10**12, 1.5])
@pytest.mark.parametrize(("z", "most"), [(0, 0), (1, 0), (0, 9), (1, 9)])
def test_what_is_no_bytes_is_damage(z, stored, most) -> None:
    """A file that somebody made by hand may hold anything where a body should be."""
    with pytest.raises(ProjectDamaged):
        wire.unpacked(z, stored, most)
    with pytest.raises(ProjectDamaged):
        wire.read_header(z, stored)
