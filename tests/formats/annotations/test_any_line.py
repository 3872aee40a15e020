"""Whatever a file holds, it is taken faithfully or refused with its place; nothing else happens."""

from __future__ import annotations

import copy
import io
import json
from typing import Any

import factories
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.annotations.fidelity import find_unfaithful
from annotator.formats.annotations.jsonl import read_records
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Problem, Severity

SPANS = [
    factories.span_record("s-1", "person", 0, 6, fragments=[[0, 6]], attributes={"role": "head"}),
    factories.span_record("s-2", "place", 41, 51, notes=[{"id": "n-1", "text": "?"}]),
]
LINK = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2", "attributes": {}}
GOOD = factories.record(SPANS, [LINK], notes=[{"text": "whole"}], metadata={"page": 3})
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("s-1"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def places(value: object, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The ways to everything inside a value."""
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    return [at for step, one in inner for at in ((*way, step), *places(one, (*way, step)))]


PLACES = places(GOOD)


def opened(way: tuple[str | int, ...]) -> tuple[Any, Any]:
    """A copy of the good record, and what holds the last step of a way in it."""
    record = at = copy.deepcopy(GOOD)
    for step in way[:-1]:
        at = at[step]
    return record, at


def read(data: bytes) -> list[IncomingSet | Problem]:
    return list(read_records(io.BytesIO(data), "a.jsonl"))


def check(found: list[IncomingSet | Problem]) -> None:
    """Hold that what was taken fits its text, and that what was not is told with its line."""
    for one in found:
        assert (one.place.file, one.place.line is not None) == ("a.jsonl", True)
        if isinstance(one, IncomingSet) and one.document.text is not None:
            assert find_unfaithful(one, one.document.text) == []
    assert any(isinstance(one, IncomingSet) or one.severity is Severity.REFUSED for one in found)


def test_the_record_that_is_spoilt_below_is_good():
    [incoming] = read(json.dumps(GOOD).encode())
    assert (len(incoming.spans), len(incoming.relations)) == (2, 1)


@given(st.binary().filter(lambda data: data.strip(b"\r\n \t")))
def test_any_bytes_are_taken_or_refused(data):
    if data.removeprefix(b"\xef\xbb\xbf").strip(b"\r\n \t"):
        check(read(data))


@given(values)
def test_any_value_is_taken_or_refused(value):
    check(read(json.dumps(value).encode()))


@given(st.sampled_from(PLACES), values)
def test_any_value_anywhere_in_a_record_is_taken_or_refused(way, value):
    record, last = opened(way)
    last[way[-1]] = value
    check(read(json.dumps(record).encode()))


@given(st.sampled_from(PLACES))
def test_a_record_that_lacks_something_is_taken_or_refused(way):
    record, last = opened(way)
    del last[way[-1]]
    check(read(json.dumps(record).encode()))


@given(st.integers(0, len(json.dumps(GOOD))), st.binary(max_size=3))
def test_a_line_that_was_cut_or_spoilt_is_taken_or_refused(at, junk):
    line = json.dumps(GOOD).encode()
    check(read(line[:at] + junk.replace(b"\n", b"") + b"\n" + json.dumps(GOOD).encode()))
    check(read(line[:at] + junk.replace(b"\n", b"") + line[at:]))
