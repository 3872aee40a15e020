from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.codebooks.yaml_source import MAX_CHARACTERS, plain_scalar, read_yaml

ODD = st.text(
    alphabet=st.sampled_from(list("ab:-[]{}&*<>!|%@#'\"\n \t,?=~0.1e\x00\ufeff\u2028😀\ud800")),
    max_size=60,
)
TRAPS = st.sampled_from(
    ["no", "ON", "12:30", "<<", "=", "2024-01-01", "0o7", "1_0", "&a", "*a", "- x", "~", "null"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=12) | TRAPS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(min_size=1, max_size=6), inner, max_size=4)
    ),
    max_leaves=15,
)


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_yaml(text).problems]


def places(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(p.code, p.place.line, p.place.column) for p in read_yaml(text).problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("ON", "ON"),
        ("Yes", "Yes"),
        ("12:30", "12:30"),
        ("2024-10-30", "2024-10-30"),
        ("1_000", "1_000"),
        ("0o17", 15),
        ("0x1F", 31),
        ("007", 7),
        ("+1", 1),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.", 1.0),
        ("TRUE", True),
        ("false", False),
        ("~", None),
        ("", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("1.0.0", "1.0.0"),
        ("9" * 30, 1e30),
        ("9" * 40, "9" * 40),
    ],
)
def test_unquoted_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    found = plain_scalar(text)
    assert found == value
    assert type(found) is type(value)


def test_quoted_scalars_are_always_text() -> None:
    text = "a: \"1\"\nb: 'null'\nc: |\n  true\nd: ! 5\ne: ''\n"
    assert read_yaml(text).value == {"a": "1", "b": "null", "c": "true\n", "d": "5", "e": ""}


def test_every_value_and_key_has_its_line_and_column() -> None:
    source = read_yaml("a:\n  - x\n  - {b: 1, c: [2]}\n")
    assert source.value == {"a": ["x", {"b": 1, "c": [2]}]}
    assert source.values[("a", 0)] == (2, 5)
    assert source.values[("a", 1, "c", 0)] == (3, 16)
    assert source.keys[("a", 1, "c")] == (3, 12)
    assert source.flows == {("a", 1)}


def test_a_place_that_is_unknown_is_the_nearest_above() -> None:
    source = read_yaml("a:\n  b: 1\n", "x.yaml")
    place = source.place(("a", "b", "c", 3))
    assert (place.file, place.line, place.column, place.field) == ("x.yaml", 2, 6, "a.b.c.3")
    assert source.place(("a",), of_key=True).line == 1


def test_all_that_is_not_allowed_is_found_at_once() -> None:
    text = "a: &x [1]\nb: *x\nc: !!str 1\na: 2\n1: one\n? [k]\n: v\nd: {<<: *x}\ne: .nan\n"
    assert places(text) == [
        ("yaml_anchor", 1, 4),
        ("yaml_alias", 2, 4),
        ("yaml_tag", 3, 4),
        ("duplicate_key", 4, 1),
        ("key_not_text", 5, 1),
        ("key_not_text", 6, 3),
        ("yaml_merge", 8, 5),
        ("yaml_alias", 8, 9),
        ("not_finite", 9, 4),
    ]


def test_a_key_that_is_there_twice_names_its_first_line_and_keeps_the_first_value() -> None:
    source = read_yaml("x:\n  a: 1\n  b: 2\n  a: {c: {c: 1, c: 2}}\n")
    assert source.value == {"x": {"a": 1, "b": 2}}
    twice = source.problems[0]
    assert (twice.code, twice.value, twice.place.field) == ("duplicate_key", "a", "x.a")
    assert twice.fields == {"first_line": 2}
    assert ("x", "a", "c") not in source.values


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a:\n\t- b", "yaml_tab", 2, 1),
        ("a: b: c", "yaml_colon", 1, 5),
        ('b: 1\na: "x\n\nc: d', "yaml_quote", 2, 4),
        ("a: [x\nb: 1", "yaml_bracket", 2, 2),
        ("a: [x", "yaml_bracket", 1, 4),
        ('a: {x: "a" b}', "yaml_bracket", 1, 12),
        ("a:\nb\nc: d", "yaml_indentation", 3, 1),
        ("a: 1\n  b: 2", "yaml_colon", 2, 4),
        ("- a\nb: 1", "yaml_indentation", 2, 1),
        ("a: \x07", "yaml_character", 1, 4),
        ("a: b\nc: \x00", "yaml_character", 2, 4),
        ("@a", "yaml_syntax", 1, 1),
        ("--- 1\n--- 2", "yaml_documents", 2, 1),
        ("# nothing", "codebook_empty", 1, 1),
        ("", "codebook_empty", 1, 1),
    ],
)
def test_what_ends_the_reading_is_one_problem_with_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    assert places(text) == [(code, line, column)]
    assert read_yaml(text).value is None


def test_half_surrogates_are_refused() -> None:
    assert codes('a: "\\ud800"') == ["yaml_character"]
    assert codes('"\\udfff": 1') == ["yaml_character"]
    assert codes('a: "\\U0001F600"') == []
    assert codes('a: "\\UFFFFFFFF"') == ["yaml_syntax"]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{a: " * 5_000, "- " * 100_000, "a: &a [x]\nb: [" + "*a," * 50_000 + "]"],
)
def test_bombs_are_refused_soon(text: str) -> None:
    began = time.process_time()
    assert codes(text)
    assert time.process_time() - began < 10


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    (problem,) = read_yaml("a" * (MAX_CHARACTERS + 1)).problems
    assert problem.code == "yaml_too_large"
    assert problem.fields == {"limit": MAX_CHARACTERS}


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_yaml("\ufeffa: 1").value == {"a": 1}


@settings(max_examples=200)
@given(ODD)
def test_no_text_raises_and_values_are_json(text: str) -> None:
    source = read_yaml(text)
    assert source.problems or source.value is not None
    json.dumps(source.value, allow_nan=False).encode()


@given(st.dictionaries(st.text(min_size=1, max_size=6), VALUES, max_size=4))
def test_json_reads_as_itself(value: dict[str, object]) -> None:
    source = read_yaml(json.dumps(value, ensure_ascii=True))
    if not source.problems:
        assert source.value == value
