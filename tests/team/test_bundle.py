"""Bundles: whole or not, and nothing else."""

from __future__ import annotations

import hashlib
import json

import pytest
from copies_scene import Team
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.errors import InputError
from annotator.store.receiving import revisions_after, vector_of
from annotator.team import bundle
from annotator.team.bundle import MAGIC, NotWhole, bundle_of, read_bundle, read_contents


@pytest.fixture(scope="module")
def revisions(tmp_path_factory):
    made = Team(tmp_path_factory.mktemp("bundle"), ("here",))
    project = made["here"].project
    yield project.project_id, list(revisions_after(project, {})), vector_of(project)
    made.close()


@pytest.fixture(scope="module")
def data(revisions):
    project, raws, _vector = revisions
    return bundle_of(project, raws)


def test_a_bundle_gives_back_what_was_put_in(revisions, data):
    project, raws, vector = revisions
    assert read_bundle(data) == raws
    contents = read_contents(data)
    assert (contents.project, contents.count) == (project, len(raws))
    assert {stream: last for stream, (_, last) in contents.streams.items()} == vector
    assert {first for first, _ in contents.streams.values()} == {1}


def test_the_same_revisions_give_the_same_bytes(revisions, data):
    project, raws, _vector = revisions
    assert bundle_of(project, list(raws)) == data


def test_an_empty_bundle_is_whole():
    assert read_bundle(bundle_of("0" * 32, [])) == []


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_a_bundle_cut_anywhere_is_not_whole(data, where):
    with pytest.raises(NotWhole):
        read_bundle(data[: where % len(data)])


@given(st.integers(0, 10_000), st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_a_bundle_with_any_byte_altered_is_not_whole(data, where, how):
    bad = bytearray(data)
    bad[where % len(data)] ^= how
    with pytest.raises(NotWhole):
        read_bundle(bytes(bad))


def forged(data: bytes, **header: object) -> bytes:
    """A bundle whose header lies, with a hash that fits."""
    length = int.from_bytes(data[8:12], "big")
    told = {**json.loads(data[12 : 12 + length]), **header}
    written = json.dumps({k: v for k, v in told.items() if v is not ...}).encode()
    begun = MAGIC + len(written).to_bytes(4, "big") + written + data[12 + length : -32]
    return begun + hashlib.sha256(begun).digest()


@pytest.mark.parametrize(
    "lie",
    [
        {"length": 3},
        {"length": 10**9},
        {"length": "many"},
        {"length": -1},
        {"count": 1},
        {"count": "x"},
        {"streams": {"a": 1}},
        {"streams": []},
        {"streams": {"a": ["x", 1]}},
        {"streams": {"a": [1, float("inf")]}},
        {"streams": {"a": [1, 2, 3]}},
        {"count": float("inf")},
        {"count": float("nan")},
        {"count": None},
        {"length": 12.0},
        {"project": ...},
    ],
)
def test_a_header_that_lies_is_refused(data, lie):
    with pytest.raises(InputError, match="unreadable_bundle"):
        read_bundle(forged(data, **lie))


def test_a_bundle_that_grows_beyond_its_length_is_not_unpacked(data, monkeypatch):
    """A small file cannot fill the memory: no more than what the header says is unpacked."""
    monkeypatch.setattr(bundle, "LARGEST", 100)
    with pytest.raises(InputError, match="unreadable_bundle"):
        read_bundle(data)


def test_what_says_how_long_the_header_is_may_lie_too(data):
    for length in (0, 3, len(data), 2**32 - 1):
        begun = data[:8] + length.to_bytes(4, "big") + data[12:-32]
        with pytest.raises(InputError, match="unreadable_bundle"):
            read_bundle(begun + hashlib.sha256(begun).digest())


@pytest.mark.parametrize("packed", [b"", b"x", b"\x78\x9c", b"\x00" * 40])
def test_revisions_that_cannot_be_unpacked_are_refused(data, packed):
    length = int.from_bytes(data[8:12], "big")
    begun = data[: 12 + length] + packed
    with pytest.raises(InputError, match="unreadable_bundle"):
        read_bundle(begun + hashlib.sha256(begun).digest())


@pytest.mark.parametrize("inside", [b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_header_that_is_none_is_refused(inside):
    begun = MAGIC + len(inside).to_bytes(4, "big") + inside
    with pytest.raises(InputError, match="unreadable_bundle"):
        read_bundle(begun + hashlib.sha256(begun).digest())
