"""One line of JSON, read strictly."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.annotations.strict_json import SHOWN, StrictDecoder, found, refused
from annotator.model.problem import Place, Severity

PLACE = Place("a.jsonl", 7)


def decode(line: str | bytes):
    return StrictDecoder().decode(line if isinstance(line, bytes) else line.encode(), PLACE)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=8,
)


@given(values, st.booleans())
def test_good_json_is_read_as_it_is(value, is_ascii):
    assert decode(json.dumps(value, ensure_ascii=is_ascii)) == (value, [])


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ('{"a": 1,}', 9, "}"),
        ('{"a" 1}', 6, "1}"),
        ("{'a': 1}", 2, "'a': 1}"),
        ('{"a": 1} x', 10, "x"),
        ('{"a": "b', 7, '"b'),
        ('{"a": "b\tc"}', 9, '\tc"}'),
        ("“a”", 1, "“a”"),
    ],
)
def test_broken_json_is_shown_where_it_breaks(line, column, value):
    nothing, [problem] = decode(line)
    assert nothing is None
    assert (problem.code, problem.place, problem.value) == (
        "not_json",
        Place("a.jsonl", 7, column),
        value,
    )
    assert problem.severity is Severity.REFUSED


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none_are_refused_where_they_stand(name):
    _nothing, [problem] = decode(f'{{"NaN": "a NaN", "b": [{name}]}}')
    assert (problem.code, problem.value, problem.place.column) == ("not_finite", name, 24)


def test_a_key_given_twice_is_refused_wherever_it_is():
    _value, problems = decode('{"spans": [{"a": 1, "b": 2, "a": 3}], "c": {"d": 1, "d": 1}}')
    assert [(p.code, p.value, p.place.field) for p in problems] == [
        ("duplicate_key", "a", "a"),
        ("duplicate_key", "d", "d"),
    ]


def test_each_line_starts_anew():
    decoder = StrictDecoder()
    assert decoder.decode(b'{"a": 1, "a": 2}', PLACE)[1]
    assert decoder.decode(b'{"a": 1}', PLACE) == ({"a": 1}, [])


def test_bytes_that_are_not_utf_8_are_refused_with_their_place():
    _nothing, [problem] = decode('{"é": "'.encode() + b'\xe9"}')
    assert (problem.code, problem.value, problem.place.column) == ("not_utf8", "0xE9", 8)
    assert problem.fields == {"byte": 8}


@pytest.mark.parametrize(
    ("line", "field", "position"),
    [
        (r'{"a": {"b": ["x", "y\ud83d"]}}', "a.b[1]", 1),
        (r'{"a\uDC00": 1}', "?", 1),
        (r'"\ud83dx"', "", 0),
    ],
)
def test_half_a_surrogate_pair_is_refused_with_its_path(line, field, position):
    _value, [problem] = decode(line)
    assert (problem.code, problem.place.field) == ("lone_surrogate", field)
    assert problem.fields == {"position": position}
    assert problem.value in ("U+D83D", "U+DC00")


def test_a_whole_surrogate_pair_is_a_character():
    assert decode(r'"\ud83d\ude00"') == ("😀", [])


def test_json_that_is_too_deep_is_refused():
    _nothing, [problem] = decode("[" * 100_000)
    assert problem.code == "too_deep"


def test_a_number_without_end_is_refused():
    _nothing, [problem] = decode("1" * 10_000)
    assert problem.code == "number_too_large"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (2.5, 2.5),
        (1 << 70, "…"),
        ("x" * 100, "x" * (SHOWN - 1) + "…"),
        ("\ud83d", "\\ud83d"),
        ([5, 2], "[5, 2]"),
        ([[1], 2], "[…]"),
        ({"a": 1}, "{…}"),
    ],
)
def test_a_wrong_value_is_shown_short_and_printable(value, shown):
    assert found(value) == shown


def test_a_refused_problem_names_file_line_and_field():
    problem = refused("wrong_type", PLACE, "spans[3].end", 3.5, expected="whole_number")
    assert problem.place == Place("a.jsonl", 7, None, "spans[3].end")
    assert (problem.value, problem.fields) == (3.5, {"expected": "whole_number"})


def test_a_double_key_among_very_many_is_found_at_once():
    keys = ", ".join(f'"k{number}": 1' for number in range(50_000))
    began = time.process_time()
    _value, problems = decode(f'{{{keys}, "k7": 2}}')
    assert [problem.value for problem in problems] == ["k7"]
    assert time.process_time() - began < 2
